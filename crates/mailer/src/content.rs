//! A mail as a sequence of blocks, and the two forms that are made of it, so that both say the same.
//!
//! The HTML needs no picture, no style sheet and no script: mail programs show none of them to strangers. Whatever was
//! typed by somebody is escaped.

use crate::text::{self, Lang};

/// What a mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

/// A part of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A paragraph.
    Say(String),
    /// What somebody typed, with their line breaks.
    Quote(String),
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// A link of its own: its words and address.
    Link(String, String),
}

/// A mail before it has a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) lang: Lang,
    pub(crate) subject: String,
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
    /// The shop, and how to reach it.
    pub(crate) footer: Vec<String>,
}

impl Draft {
    pub(crate) fn content(&self) -> Content {
        Content {
            subject: self.subject.clone(),
            text: self.plain(),
            html: self.html(),
        }
    }

    fn plain(&self) -> String {
        let mut parts = vec![self.title.clone()];
        for block in &self.blocks {
            parts.push(match block {
                Block::Say(words) => words.clone(),
                Block::Quote(words) => words
                    .lines()
                    .map(|line| format!("> {line}"))
                    .collect::<Vec<_>>()
                    .join("\n"),
                Block::Facts(facts) => facts
                    .iter()
                    .map(|(name, value)| text::fact(self.lang, name, value))
                    .collect::<Vec<_>>()
                    .join("\n"),
                Block::Link(words, address) => format!("{words}\n{address}"),
            });
        }
        parts.push(format!("-- \n{}", self.footer.join("\n")));
        let mut text = parts.join("\n\n");
        text.push('\n');
        text
    }

    fn html(&self) -> String {
        let mut body = format!("<h1 style=\"{H1}\">{}</h1>\n", escape(&self.title));
        for block in &self.blocks {
            body.push_str(&match block {
                Block::Say(words) => format!("<p style=\"{P}\">{}</p>\n", escape(words)),
                Block::Quote(words) => {
                    let lines: Vec<String> = words.lines().map(escape).collect();
                    format!(
                        "<blockquote style=\"{QUOTE}\">{}</blockquote>\n",
                        lines.join("<br>")
                    )
                }
                Block::Facts(facts) => {
                    let rows: String = facts.iter().map(row).collect();
                    format!("<table style=\"{TABLE}\">\n{rows}</table>\n")
                }
                // The address is shown too: whoever reads it sees where it leads.
                Block::Link(words, address) => {
                    let (words, address) = (escape(words), escape(address));
                    format!(
                        "<p style=\"{P}\"><a href=\"{address}\" style=\"{LINK}\">{words}</a><br>\
                         <span style=\"{SMALL}\">{address}</span></p>\n"
                    )
                }
            });
        }
        let footer: Vec<String> = self.footer.iter().map(|line| escape(line)).collect();
        let (lang, subject) = (self.lang.locale().as_str(), escape(&self.subject));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{subject}</title>\n</head>\n\
             <body style=\"{BODY}\">\n{body}<p style=\"{FOOTER}\">{}</p>\n</body>\n</html>\n",
            footer.join("<br>")
        )
    }
}

fn row((name, value): &(String, String)) -> String {
    format!(
        "<tr><th scope=\"row\" style=\"{TH}\">{}</th><td style=\"{TD}\">{}</td></tr>\n",
        escape(name),
        escape(value)
    )
}

const BODY: &str = "margin:0 auto;max-width:36em;padding:1.5em;font-family:sans-serif;\
     font-size:16px;line-height:1.6;color:#1e2422;background:#fff";
const H1: &str = "font-family:serif;font-size:24px;line-height:1.3;margin:0 0 .7em";
const P: &str = "margin:0 0 1em";
const QUOTE: &str = "margin:0 0 1em;padding:0 0 0 1em;border-left:3px solid #bbb";
const TABLE: &str =
    "width:100%;margin:0 0 1.5em;border-collapse:collapse;border-top:1px solid #ddd7ca";
const TH: &str = "padding:.4em 1em .4em 0;border-bottom:1px solid #ddd7ca;text-align:left;\
     vertical-align:top;font-weight:normal;color:#575e5a";
const TD: &str =
    "padding:.4em 0;border-bottom:1px solid #ddd7ca;text-align:right;vertical-align:top";
const LINK: &str = "display:inline-block;margin:0 0 .4em;padding:.6em 1.5em;border-radius:2px;\
     background:#2c5f54;color:#fff;text-decoration:none";
const SMALL: &str = "font-size:13px;color:#555;word-break:break-all";
const FOOTER: &str =
    "margin:2em 0 0;padding:1em 0 0;border-top:1px solid #ddd;font-size:13px;color:#555";

/// Text inside an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::locale::Locale;

    #[test]
    fn both_forms_say_the_same_and_only_html_is_escaped() {
        let draft = Draft {
            lang: Lang::of(Locale::En),
            subject: "S & T".to_owned(),
            title: "T".to_owned(),
            blocks: vec![
                Block::Say("a < b".to_owned()),
                Block::Quote("one\n<b>two</b>".to_owned()),
                Block::Facts(vec![("Total".to_owned(), "¥1.00".to_owned())]),
                Block::Link("Open".to_owned(), "https://a.example/?x=1&y=2".to_owned()),
            ],
            footer: vec!["Shop".to_owned(), "12345".to_owned()],
        };
        let content = draft.content();
        assert_eq!(
            content.text,
            "T\n\na < b\n\n> one\n> <b>two</b>\n\nTotal: ¥1.00\n\nOpen\nhttps://a.example/?x=1&y=2\n\n-- \nShop\n12345\n"
        );
        for part in [
            "<html lang=\"en\">",
            "<title>S &amp; T</title>",
            ">a &lt; b</p>",
            ">one<br>&lt;b&gt;two&lt;/b&gt;</blockquote>",
            "href=\"https://a.example/?x=1&amp;y=2\"",
            "Shop<br>12345",
        ] {
            assert!(content.html.contains(part), "{part}: {}", content.html);
        }
    }
}

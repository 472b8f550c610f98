//! The HTML of a product's description as Markdown.
//!
//! Only the tokens are read, not a tree: nested elements cost no stack, and broken HTML loses no text. Pictures, scripts
//! and styles are left out, links keep web and mail addresses.

mod mark;
mod writer;

use crate::limit;
use domain::{error::ErrorCode, validate};
use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};
use mark::Kind;
use std::cell::RefCell;
use writer::{Gap, Writer};

/// What a line end in a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnds {
    /// A blank, as in HTML.
    Blank,
    /// A line end, and two a paragraph, as WordPress has it.
    Kept,
}

/// A description in HTML as a body of ours.
pub(crate) fn body(html: &str, ends: LineEnds) -> Result<String, ErrorCode> {
    if html.len() > limit::HTML {
        return Err(ErrorCode::TooLong);
    }
    validate::body(&to_markdown(html, ends))
}

/// Markdown of a fragment. A text without any element keeps its line ends.
fn to_markdown(html: &str, ends: LineEnds) -> String {
    let ends = if html.contains('<') {
        ends
    } else {
        LineEnds::Kept
    };
    let sink = Sink(RefCell::new(State {
        writer: Writer::new(ends),
        raw: None,
    }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // The sink asks for no pause, so one call takes everything.
    let _done = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().writer.finish()
}

struct Sink(RefCell<State>);

struct State {
    writer: Writer,
    /// The element whose text is left out.
    raw: Option<String>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return state.tag(&tag),
            Token::CharacterTokens(text) if state.raw.is_none() => state.writer.text(&text),
            Token::CharacterTokens(_)
            | Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if let Some(raw) = &self.raw {
            if tag.kind == TagKind::EndTag && raw == name {
                self.raw = None;
            }
            return TokenSinkResult::Continue;
        }
        match tag.kind {
            TagKind::StartTag => {
                if let Some(kind) = raw_kind(name) {
                    self.raw = Some(name.to_owned());
                    return TokenSinkResult::RawData(kind);
                }
                self.start(name, tag);
            }
            TagKind::EndTag => self.end(name),
        }
        TokenSinkResult::Continue
    }

    fn start(&mut self, name: &str, tag: &Tag) {
        let writer = &mut self.writer;
        match name {
            "br" => writer.line_break(),
            "hr" => writer.rule(),
            "ul" => writer.list(None),
            "ol" => writer.list(Some(first(tag))),
            "li" => writer.item(),
            "tr" | "dt" | "dd" => writer.request(Gap::Break),
            "td" | "th" => writer.cell(),
            "blockquote" => writer.quote(1),
            "strong" | "b" => writer.open(Kind::Strong),
            "em" | "i" => writer.open(Kind::Emphasis),
            "a" => {
                if let Some(href) = href(tag) {
                    writer.open(Kind::Link(href));
                }
            }
            other => match level(other) {
                Some(level) => writer.heading(level),
                None if is_block(other) => writer.block(),
                None => {}
            },
        }
    }

    fn end(&mut self, name: &str) {
        let writer = &mut self.writer;
        match name {
            "ul" | "ol" => writer.end_list(),
            "li" => writer.request(Gap::Line),
            "blockquote" => writer.quote(-1),
            "strong" | "b" => writer.close(&Kind::Strong),
            "em" | "i" => writer.close(&Kind::Emphasis),
            "a" => writer.close(&Kind::Link(String::new())),
            other if level(other).is_some() || is_block(other) => writer.end_block(),
            _ => {}
        }
    }
}

/// Elements whose content is not shown as text.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "figure"
            | "figcaption"
            | "table"
            | "dl"
            | "pre"
            | "address"
            | "main"
            | "center"
            | "form"
    )
}

/// Level of a heading. The page has its own of level 1.
fn level(name: &str) -> Option<usize> {
    match name {
        "h1" | "h2" => Some(2),
        "h3" => Some(3),
        "h4" | "h5" | "h6" => Some(4),
        _ => None,
    }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    let found = tag.attrs.iter().find(|attr| &*attr.name.local == name);
    found.map(|attr| &*attr.value)
}

fn first(tag: &Tag) -> u32 {
    let start = attribute(tag, "start").and_then(|start| start.trim().parse().ok());
    start.filter(|start| *start < 1_000_000).unwrap_or(1)
}

/// A web or mail address, as it may stand between the brackets of a link.
fn href(tag: &Tag) -> Option<String> {
    let href = attribute(tag, "href")?.trim();
    let lower = href.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"];
    if !known.iter().any(|scheme| lower.starts_with(scheme)) {
        return None;
    }
    let mut safe = String::with_capacity(href.len());
    for c in href.chars() {
        match c {
            ' ' => safe.push_str("%20"),
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '\\' => safe.push_str("%5C"),
            c if c.is_control() || c.is_whitespace() => {}
            c => safe.push(c),
        }
    }
    Some(safe)
}

#[cfg(test)]
#[path = "html/tests.rs"]
mod tests;

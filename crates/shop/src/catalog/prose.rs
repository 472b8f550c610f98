//! Markdown of descriptions, read into the tree that pages show ([`domain::view::catalog::prose`]).
//!
//! The tree is the list of what is allowed. HTML in the text becomes text; links lead to paths of this shop, to `http`, to
//! `https`, to a mail address or to a phone number; pictures are those of the product. No HTML is made here, so there is
//! nothing to sanitize.

use domain::{
    validate,
    view::catalog::{
        ImageView,
        prose::{Block, Inline},
    },
};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag};

/// Parts inside each other. Deeper ones are shown at this depth, so that no text makes a page too deep to render.
const DEPTH: usize = 12;
/// What may be linked beside the shop's own paths.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];
/// The path of a picture, before its hash.
const MEDIA: &str = "/media/";

/// Reads `text`. `picture` finds a picture of the product by its hash.
pub(crate) fn read(text: &str, picture: impl Fn(&str) -> Option<ImageView>) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut tree = Tree {
        open: Vec::new(),
        root: Open::default(),
        picture,
    };
    for event in Parser::new_ext(text, options) {
        tree.take(event);
    }
    tree.root.end_loose();
    tree.root.blocks
}

/// A part that has begun.
#[derive(Debug, Default)]
struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    cells: Vec<Vec<Inline>>,
}

#[derive(Debug, Default)]
enum Kind {
    /// Too deep, or without a form of its own: its content goes to the part around it.
    #[default]
    Passed,
    Paragraph,
    Heading(u8),
    Quote,
    List(Option<u64>),
    Item,
    Verbatim,
    Table,
    TableHead,
    TableRow,
    TableCell,
    Strong,
    Emphasis,
    Struck,
    Link(String),
    Picture(String),
}

impl Open {
    /// Text that stands between blocks, e.g. of a list without empty lines, becomes a paragraph.
    fn end_loose(&mut self) {
        let loose = std::mem::take(&mut self.inlines);
        if !loose.is_empty() {
            self.blocks.push(Block::Paragraph(loose));
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Inline::Text(before)) = self.inlines.last_mut() {
            before.push_str(text);
        } else {
            self.inlines.push(Inline::Text(text.to_owned()));
        }
    }

    /// HTML is shown as it was typed.
    fn html(&mut self, html: &str) {
        for (place, line) in html.trim_end().lines().enumerate() {
            if place > 0 || (!self.inlines.is_empty() && html.ends_with('\n')) {
                self.inlines.push(Inline::Break);
            }
            self.text(line);
        }
    }
}

struct Tree<P> {
    open: Vec<Open>,
    root: Open,
    picture: P,
}

impl<P: Fn(&str) -> Option<ImageView>> Tree<P> {
    fn top(&mut self) -> &mut Open {
        self.open.last_mut().unwrap_or(&mut self.root)
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(_) => self.end(),
            Event::Text(text) => self.top().text(&text),
            Event::Code(text) => self
                .top()
                .inlines
                .push(Inline::Verbatim(text.into_string())),
            Event::Html(html) | Event::InlineHtml(html) => self.top().html(&html),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.top().text(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.top().inlines.push(Inline::Break),
            Event::Rule => {
                let top = self.top();
                top.end_loose();
                top.blocks.push(Block::Rule);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        let kind = kind(tag);
        if matches!(
            kind,
            Kind::Paragraph
                | Kind::Heading(_)
                | Kind::Quote
                | Kind::List(_)
                | Kind::Verbatim
                | Kind::Table
        ) {
            self.top().end_loose();
        }
        let kind = if self.open.len() < DEPTH {
            kind
        } else {
            match kind {
                Kind::Link(_) | Kind::Picture(_) | Kind::Verbatim | Kind::Paragraph => kind,
                Kind::Passed
                | Kind::Heading(_)
                | Kind::Quote
                | Kind::List(_)
                | Kind::Item
                | Kind::Table
                | Kind::TableHead
                | Kind::TableRow
                | Kind::TableCell
                | Kind::Strong
                | Kind::Emphasis
                | Kind::Struck => Kind::Passed,
            }
        };
        self.open.push(Open {
            kind,
            ..Open::default()
        });
    }

    fn end(&mut self) {
        let Some(mut done) = self.open.pop() else {
            return;
        };
        let mut shown = None;
        if let Kind::Picture(target) = &done.kind {
            shown = target
                .strip_prefix(MEDIA)
                .and_then(|hash| (self.picture)(hash));
        }
        let top = self.top();
        match std::mem::take(&mut done.kind) {
            Kind::Paragraph => done.end_loose_into(&mut top.blocks),
            Kind::Heading(level) => top.blocks.push(Block::Heading(level, done.inlines)),
            Kind::Quote => {
                done.end_loose();
                top.blocks.push(Block::Quote(done.blocks));
            }
            Kind::Item => {
                done.end_loose();
                top.items.push(done.blocks);
            }
            Kind::List(first) => top.blocks.push(Block::List(first, done.items)),
            Kind::Verbatim => top.blocks.push(Block::Verbatim(words(&done.inlines))),
            Kind::TableCell => top.cells.push(done.inlines),
            Kind::TableHead => top.head = done.cells,
            Kind::TableRow => top.rows.push(done.cells),
            Kind::Table => top.blocks.push(Block::Table(done.head, done.rows)),
            Kind::Strong => top.inlines.push(Inline::Strong(done.inlines)),
            Kind::Emphasis => top.inlines.push(Inline::Emphasis(done.inlines)),
            Kind::Struck => top.inlines.push(Inline::Struck(done.inlines)),
            Kind::Link(target) if may_lead_to(&target) => {
                top.inlines.push(Inline::Link(target, done.inlines));
            }
            Kind::Picture(_) if shown.is_some() => {
                let alt = words(&done.inlines);
                top.inlines.extend(shown.map(|image| described(image, alt)));
            }
            Kind::Link(_) | Kind::Picture(_) | Kind::Passed => {
                top.inlines.append(&mut done.inlines);
                top.blocks.append(&mut done.blocks);
                top.blocks.extend(done.items.into_iter().flatten());
                let cells = done.cells.into_iter().chain(done.head);
                top.inlines
                    .extend(cells.chain(done.rows.into_iter().flatten()).flatten());
            }
        }
    }
}

impl Open {
    fn end_loose_into(mut self, blocks: &mut Vec<Block>) {
        self.end_loose();
        blocks.append(&mut self.blocks);
    }
}

fn kind(tag: Tag<'_>) -> Kind {
    match tag {
        Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
        Tag::Heading { level, .. } => Kind::Heading(match level {
            HeadingLevel::H1 => 1,
            HeadingLevel::H2 => 2,
            HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => 3,
        }),
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(_) => Kind::Verbatim,
        Tag::List(first) => Kind::List(first),
        Tag::Item => Kind::Item,
        Tag::Table(_) => Kind::Table,
        Tag::TableHead => Kind::TableHead,
        Tag::TableRow => Kind::TableRow,
        Tag::TableCell => Kind::TableCell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Struck,
        Tag::Link { dest_url, .. } => Kind::Link(CowStr::into_string(dest_url)),
        Tag::Image { dest_url, .. } => Kind::Picture(CowStr::into_string(dest_url)),
        Tag::FootnoteDefinition(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Superscript
        | Tag::Subscript
        | Tag::MetadataBlock(_) => Kind::Passed,
    }
}

fn may_lead_to(target: &str) -> bool {
    let is_plain = !target.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\');
    let has_scheme = SCHEMES
        .iter()
        .any(|scheme| target.starts_with(scheme) && target.len() > scheme.len());
    validate::local_path(target).is_some() || (is_plain && has_scheme)
}

/// The picture with the description from the text, if that has one.
fn described(mut image: ImageView, alt: String) -> Inline {
    if !alt.is_empty() {
        image.alt.text = alt;
    }
    Inline::Picture(Box::new(image))
}

/// The text of these parts.
fn words(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Verbatim(text) => text.clone(),
            Inline::Strong(inside)
            | Inline::Emphasis(inside)
            | Inline::Struck(inside)
            | Inline::Link(_, inside) => words(inside),
            Inline::Picture(image) => image.alt.text.clone(),
            Inline::Break => "\n".to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::locale::{Locale, Words};

    fn picture(hash: &str) -> Option<ImageView> {
        (hash == "aa").then(|| ImageView {
            sha256: hash.to_owned(),
            width: 10,
            height: 10,
            alt: Words::choose(Locale::En, "杯", "A mug"),
            colour: None,
            drawn: false,
            widths: Vec::new(),
        })
    }

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(vec![text(words)])
    }

    #[test]
    fn plain_paragraphs_and_line_ends_stay() {
        let read = read("手作的杯子。\n\n　　容量 350 毫升。\n可进微波炉。", picture);
        let second = vec![
            text("　　容量 350 毫升。"),
            Inline::Break,
            text("可进微波炉。"),
        ];
        assert_eq!(read, [paragraph("手作的杯子。"), Block::Paragraph(second)]);
    }

    #[test]
    fn markdown_is_read() {
        let read = read(
            "# 尺寸\n\n- 高 **9** 厘米\n- 宽 8\n\n3. 三\n\n> 引用\n\n---\n\n| A | B |\n|---|---|\n| 1 | ~~2~~ |\n\n`x`",
            picture,
        );
        let strong = Inline::Strong(vec![text("9")]);
        let first = Block::Paragraph(vec![text("高 "), strong, text(" 厘米")]);
        let struck = Inline::Struck(vec![text("2")]);
        assert_eq!(
            read,
            [
                Block::Heading(1, vec![text("尺寸")]),
                Block::List(None, vec![vec![first], vec![paragraph("宽 8")]]),
                Block::List(Some(3), vec![vec![paragraph("三")]]),
                Block::Quote(vec![paragraph("引用")]),
                Block::Rule,
                Block::Table(
                    vec![vec![text("A")], vec![text("B")]],
                    vec![vec![vec![text("1")], vec![struck]]],
                ),
                Block::Paragraph(vec![Inline::Verbatim("x".to_owned())]),
            ]
        );
    }

    #[test]
    fn html_is_text() {
        for html in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<style>*{}</style>",
            "<!-- c -->",
        ] {
            let read = read(html, picture);
            let [Block::Paragraph(inlines)] = read.as_slice() else {
                assert_eq!(read, [], "{html}");
                continue;
            };
            assert_eq!(words(inlines), html);
        }
    }

    #[test]
    fn links_and_pictures_lead_nowhere_else() {
        let linked = |markdown: &str| {
            let read = read(markdown, picture);
            format!("{read:?}").contains("Link(")
        };
        for target in [
            "/p/mug?o=a",
            "https://a.example/x",
            "mailto:a@b.example",
            "tel:+8612",
        ] {
            assert!(linked(&format!("[x]({target})")), "{target}");
        }
        for target in [
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "/\\evil.example",
            "vbscript:x",
            "https://",
            "<https:// a>",
        ] {
            assert!(!linked(&format!("[x]({target})")), "{target}");
        }
        for target in [
            "https://evil.example/a.png",
            "/media/bb",
            "media/aa",
            "data:image/png,x",
        ] {
            let read = read(&format!("![杯口]({target})"), picture);
            assert_eq!(read, [paragraph("杯口")], "{target}");
        }
        let own = format!("{:?}", read("![](/media/aa) ![杯口](/media/aa)", picture));
        assert!(own.contains("A mug") && own.contains("杯口"), "{own}");
    }

    #[test]
    fn no_text_makes_a_page_too_deep() {
        fn depth(blocks: &[Block]) -> usize {
            let inside = blocks.iter().map(|block| match block {
                Block::Quote(inside) => depth(inside),
                Block::List(_, items) => items.iter().map(|item| depth(item)).max().unwrap_or(0),
                Block::Paragraph(_)
                | Block::Heading(..)
                | Block::Verbatim(_)
                | Block::Table(..)
                | Block::Rule => 0,
            });
            1 + inside.max().unwrap_or(0)
        }
        for sign in ["> ", "- ", "1. ", "* > "] {
            let deep = read(&format!("{}x", sign.repeat(1_300)), picture);
            assert!(depth(&deep) <= DEPTH + 2, "{sign}");
            assert!(format!("{deep:?}").contains("\"x\""), "{sign}");
        }
        let nested = read(&"*a **b ".repeat(500), picture);
        assert!(format!("{nested:?}").contains('b'));
    }
}

//! Writes Markdown letter by letter.

use super::{
    LineEnds,
    mark::{Kind, Mark},
};

/// Deeper nesting is not shown.
const DEEPEST: usize = 8;

/// What separates the next letter from what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing, or a blank.
    None,
    /// A line end in a paragraph.
    Break,
    /// A line of its own.
    Line,
    /// An empty line.
    Block,
}

struct List {
    /// Number of the next item.
    next: Option<u32>,
    /// Width of its marker, by which further lines are indented.
    width: usize,
}

/// What stands at the beginning of the next line.
enum Marker {
    Item(String),
    Heading(usize),
}

pub(super) struct Writer {
    out: String,
    ends: LineEnds,
    gap: Gap,
    blank: bool,
    cell: bool,
    /// Line ends since the last letter.
    run: usize,
    /// Where the present line begins, after its prefix.
    line: usize,
    marker: Option<Marker>,
    lists: Vec<List>,
    quotes: usize,
    marks: Vec<Mark>,
    /// After closing marks: whether the letter before them was punctuation.
    closed: Option<bool>,
}

impl Writer {
    pub(super) fn new(ends: LineEnds) -> Self {
        Self {
            out: String::new(),
            ends,
            gap: Gap::None,
            blank: false,
            cell: false,
            run: 0,
            line: 0,
            marker: None,
            lists: Vec::new(),
            quotes: 0,
            marks: Vec::new(),
            closed: None,
        }
    }

    /// At least this gap before the next letter.
    pub(super) fn request(&mut self, gap: Gap) {
        if !self.out.is_empty() && self.marker.is_none() {
            self.gap = self.gap.max(gap);
        }
        self.blank = false;
        self.run = 0;
    }

    /// A second break in a row begins a paragraph.
    pub(super) fn line_break(&mut self) {
        let gap = if self.gap == Gap::Break {
            Gap::Block
        } else {
            Gap::Break
        };
        self.request(gap);
    }

    pub(super) fn block(&mut self) {
        self.request(Gap::Block);
    }

    /// The end of a block; in a list the next line needs no empty one before it.
    pub(super) fn end_block(&mut self) {
        if let Some(Marker::Heading(_)) = self.marker {
            self.marker = None;
        }
        let in_list = !self.lists.is_empty();
        self.request(if in_list { Gap::Line } else { Gap::Block });
    }

    pub(super) fn heading(&mut self, level: usize) {
        self.block();
        if self.marker.is_none() {
            self.marker = Some(Marker::Heading(level));
        }
    }

    pub(super) fn rule(&mut self) {
        self.block();
        if !self.out.is_empty() {
            self.begin_line();
            self.out.push_str("---");
            self.block();
        }
    }

    pub(super) fn list(&mut self, next: Option<u32>) {
        self.marker = None;
        let nested = !self.lists.is_empty();
        self.request(if nested { Gap::Line } else { Gap::Block });
        self.lists.push(List { next, width: 0 });
    }

    pub(super) fn end_list(&mut self) {
        self.marker = None;
        self.lists.pop();
        let nested = !self.lists.is_empty();
        self.request(if nested { Gap::Line } else { Gap::Block });
    }

    pub(super) fn item(&mut self) {
        self.marker = None;
        if self.lists.is_empty() {
            self.list(None);
        }
        self.request(Gap::Line);
        if let Some(list) = self.lists.last_mut() {
            let marker = match &mut list.next {
                None => "- ".to_owned(),
                Some(number) => {
                    let marker = format!("{number}. ");
                    *number = number.saturating_add(1);
                    marker
                }
            };
            list.width = marker.len();
            self.marker = Some(Marker::Item(marker));
        }
    }

    /// A cell of a table; those of a row stand in one line.
    pub(super) fn cell(&mut self) {
        self.cell = self.gap == Gap::None && self.marker.is_none() && !self.out.is_empty();
    }

    pub(super) fn quote(&mut self, more: isize) {
        self.block();
        self.quotes = self.quotes.saturating_add_signed(more);
    }

    pub(super) fn open(&mut self, kind: Kind) {
        if self.marks.len() < DEEPEST {
            self.marks.push(Mark {
                kind,
                is_written: false,
            });
        }
    }

    /// Ends the innermost mark of a kind. Those inside it begin again with the next letter.
    pub(super) fn close(&mut self, kind: &Kind) {
        let found = self.marks.iter().rposition(|mark| mark.kind.is_like(kind));
        if let Some(place) = found {
            self.write_closings(place);
            self.marks.remove(place);
        }
    }

    /// Closes the written marks from `place` on.
    fn write_closings(&mut self, place: usize) {
        let inner = self.marks.iter_mut().skip(place).rev();
        for mark in inner.filter(|mark| mark.is_written) {
            let after = self.out.chars().next_back().is_some_and(is_punctuation);
            self.closed = self.closed.or(Some(after));
            self.out.push_str(&mark.kind.closing());
            mark.is_written = false;
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.blank = true;
                self.run += usize::from(c == '\n');
            } else if !c.is_control() {
                self.keep_line_ends();
                self.letter(c);
            }
        }
    }

    fn keep_line_ends(&mut self) {
        if self.ends == LineEnds::Kept && self.run > 0 {
            self.request(if self.run > 1 { Gap::Block } else { Gap::Break });
        }
        self.run = 0;
    }

    fn letter(&mut self, c: char) {
        let begins = self.gap != Gap::None || self.marker.is_some() || self.out.is_empty();
        let before = self.out.chars().next_back();
        if begins {
            self.begin_line();
        } else if self.cell {
            self.out.push_str(" | ");
        } else if self.blank || self.parts_marks(c, before) {
            self.out.push(' ');
        }
        (self.blank, self.cell, self.closed) = (false, false, None);
        for mark in self.marks.iter_mut().filter(|mark| !mark.is_written) {
            self.out.push_str(mark.kind.opening());
            mark.is_written = true;
        }
        self.escaped(c);
    }

    /// True if a blank has to stand here. Markdown takes `**` between a letter and punctuation for an opening or closing
    /// one by what is beside it, and Chinese has no blanks.
    fn parts_marks(&self, c: char, before: Option<char>) -> bool {
        let closes = self.closed == Some(true) && !is_punctuation(c);
        let opens = self.marks.iter().any(|mark| !mark.is_written)
            && is_punctuation(c)
            && before.is_some_and(char::is_alphanumeric);
        closes || opens
    }

    fn begin_line(&mut self) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let marker = self.marker.take();
        if gap >= Gap::Line {
            self.write_closings(0);
            self.closed = None;
        }
        let quotes = "> ".repeat(self.quotes.min(DEEPEST));
        match gap {
            Gap::None => {}
            Gap::Break => self.out.push_str("  \n"),
            Gap::Line => self.out.push('\n'),
            Gap::Block => {
                self.out.push('\n');
                self.out.push_str(quotes.trim_end());
                self.out.push('\n');
            }
        }
        self.out.push_str(&quotes);
        let is_item = matches!(marker, Some(Marker::Item(_)));
        let outer = self
            .lists
            .len()
            .saturating_sub(usize::from(is_item))
            .min(DEEPEST);
        let indent: usize = self.lists.iter().take(outer).map(|list| list.width).sum();
        self.out.push_str(&" ".repeat(indent));
        match marker {
            Some(Marker::Item(text)) => self.out.push_str(&text),
            Some(Marker::Heading(level)) => {
                self.out.push_str(&"#".repeat(level));
                self.out.push(' ');
            }
            None => {}
        }
        self.line = self.out.len();
    }

    /// A letter that means itself in Markdown.
    fn escaped(&mut self, c: char) {
        let line = self.out.get(self.line..).unwrap_or_default();
        let is_number =
            || (1..=9).contains(&line.len()) && line.bytes().all(|b| b.is_ascii_digit());
        let needs = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !line.ends_with(char::is_alphanumeric),
            '#' | '>' | '+' | '-' | '=' | '~' => line.is_empty(),
            '.' | ')' => is_number(),
            _ => false,
        };
        // An ampersand with a letter after it would be a character reference.
        let refers = (c.is_ascii_alphanumeric() || c == '#') && line.ends_with('&');
        if refers {
            self.out.pop();
            self.out.push_str("\\&");
        }
        if needs {
            self.out.push('\\');
        }
        self.out.push(c);
    }

    pub(super) fn finish(mut self) -> String {
        self.write_closings(0);
        self.out.truncate(self.out.trim_end().len());
        self.out
    }
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

//! The types of settings: how a value becomes the text of a row and of a form, and how it is read.

use super::{Blank, Kind, Setting, Shelf, shelf};
use crate::{
    error::{ErrorCode, UnknownWord},
    limit,
    locale::Locale,
    money::Fen,
    validate::{self, Login},
};

/// The fewest and the most digits of a phone number: 110 and an international number.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=20;

/// The value of a setting.
pub(super) trait Value: Sized {
    /// As a row and a form hold it; empty for none.
    fn text(&self) -> String;

    /// Reads text, typed or stored.
    fn read(text: &str, of: Setting) -> Result<Self, ErrorCode>;
}

impl Value for String {
    fn text(&self) -> String {
        self.clone()
    }

    fn read(text: &str, of: Setting) -> Result<Self, ErrorCode> {
        let kept = match of.kind {
            Kind::Line(limit) => validate::optional_line(text, limit)?,
            Kind::Lines(limit) => validate::optional_lines(text, limit)?,
            Kind::Email => email(text)?,
            Kind::Phone => phone(text)?,
            Kind::Link => link(text)?,
            Kind::Money | Kind::Whole(..) | Kind::Choice(_) | Kind::Shelves | Kind::Picture => {
                return Err(ErrorCode::Format);
            }
        };
        if kept.is_empty() && of.blank == Blank::No {
            return Err(ErrorCode::Required);
        }
        Ok(kept)
    }
}

impl Value for Fen {
    fn text(&self) -> String {
        self.yuan()
    }

    fn read(text: &str, _: Setting) -> Result<Self, ErrorCode> {
        validate::amount(text)
    }
}

impl Value for i64 {
    fn text(&self) -> String {
        self.to_string()
    }

    fn read(text: &str, of: Setting) -> Result<Self, ErrorCode> {
        if validate::code(text).is_empty() {
            return Err(ErrorCode::Required);
        }
        let Kind::Whole(least, most) = of.kind else {
            return Err(ErrorCode::Format);
        };
        validate::whole(text)
            .filter(|number| (least..=most).contains(number))
            .ok_or(ErrorCode::Range)
    }
}

/// `None` is the empty text.
impl<T: Value> Value for Option<T> {
    fn text(&self) -> String {
        self.as_ref().map(Value::text).unwrap_or_default()
    }

    fn read(text: &str, of: Setting) -> Result<Self, ErrorCode> {
        match T::read(text, of) {
            Err(ErrorCode::Required) => Ok(None),
            read => read.map(Some),
        }
    }
}

impl Value for bool {
    fn text(&self) -> String {
        if *self { "on" } else { "off" }.to_owned()
    }

    fn read(text: &str, _: Setting) -> Result<Self, ErrorCode> {
        match validate::code(text).as_str() {
            "on" => Ok(true),
            "off" => Ok(false),
            "" => Err(ErrorCode::Required),
            _ => Err(ErrorCode::Format),
        }
    }
}

impl Value for Locale {
    fn text(&self) -> String {
        self.to_string()
    }

    fn read(text: &str, _: Setting) -> Result<Self, ErrorCode> {
        let word = validate::code(text);
        if word.is_empty() {
            return Err(ErrorCode::Required);
        }
        word.parse()
            .map_err(|_unknown: UnknownWord| ErrorCode::Format)
    }
}

/// One line a shelf.
impl Value for Vec<Shelf> {
    fn text(&self) -> String {
        let lines: Vec<String> = self.iter().map(Shelf::line).collect();
        lines.join("\n")
    }

    fn read(text: &str, _: Setting) -> Result<Self, ErrorCode> {
        shelf::stored(text).ok_or(ErrorCode::Format)
    }
}

fn email(text: &str) -> Result<String, ErrorCode> {
    match validate::new_login(text) {
        Ok(Login::Email(kept)) => Ok(kept),
        Err(ErrorCode::Required) => Ok(String::new()),
        Ok(Login::Phone(_)) | Err(_) => Err(ErrorCode::Email),
    }
}

/// Digits with what people write between them. Its type is not checked: a shop may have a mobile, a landline or a
/// service number.
fn phone(text: &str) -> Result<String, ErrorCode> {
    let kept = validate::code(text);
    let digits = kept.chars().filter(char::is_ascii_digit).count();
    let is_plain = kept
        .chars()
        .all(|c| c.is_ascii_digit() || " +-()".contains(c));
    if kept.is_empty() || (is_plain && DIGITS.contains(&digits) && kept.len() <= most_typed()) {
        Ok(kept)
    } else {
        Err(ErrorCode::Phone)
    }
}

fn most_typed() -> usize {
    usize::from(limit::CONTACT_PHONE.max)
}

/// A whole `https` address of characters that need no escape in an attribute.
fn link(text: &str) -> Result<String, ErrorCode> {
    let kept = validate::code(text);
    if kept.is_empty() {
        return Ok(kept);
    }
    let is_whole = kept
        .strip_prefix("https://")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let is_plain = kept
        .chars()
        .all(|c| c.is_ascii_graphic() && !"\"'<>\\^`{|}".contains(c));
    if !is_whole || !is_plain {
        Err(ErrorCode::Link)
    } else if kept.len() > usize::from(limit::LINK.max) {
        Err(ErrorCode::TooLong)
    } else {
        Ok(kept)
    }
}

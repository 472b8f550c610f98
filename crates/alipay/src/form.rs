//! Form encoding, decoded exactly once and strictly: ambiguous input is refused.

use std::borrow::Cow;
use std::fmt;

/// Alipay's charsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// `utf-8`, the default.
    #[default]
    Utf8,
    /// `gbk`, `gb2312` or `gb18030`: read as GB 18030, which contains the others.
    Gbk,
}

impl Charset {
    /// The charset with this name in messages; letter case does not matter.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        const GBK: [&str; 3] = ["gbk", "gb2312", "gb18030"];
        if name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("utf8") {
            return Some(Self::Utf8);
        }
        GBK.iter()
            .any(|known| name.eq_ignore_ascii_case(known))
            .then_some(Self::Gbk)
    }

    /// The name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gbk => "gbk",
        }
    }

    /// Decodes bytes to text.
    ///
    /// # Errors
    /// [`FormError::Charset`] for bytes that are not text in this charset; nothing is replaced.
    pub fn read(self, bytes: &[u8]) -> Result<String, FormError> {
        let encoding = match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Gbk => encoding_rs::GB18030,
        };
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(Cow::into_owned)
            .ok_or(FormError::Charset(self))
    }

    /// Encodes text. GB 18030 has a code for every character, so nothing is lost.
    #[must_use]
    pub fn write(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Self::Utf8 => Cow::Borrowed(text.as_bytes()),
            Self::Gbk => encoding_rs::GB18030.encode(text).0,
        }
    }
}

impl Charset {
    /// True if every reader of this charset decodes the character: for GBK those of GBK itself,
    /// without the four-byte codes of GB 18030.
    #[must_use]
    pub fn holds(self, c: char) -> bool {
        match self {
            Self::Utf8 => true,
            Self::Gbk => c.is_ascii() || is_gbk(c),
        }
    }

    /// Encodes text for every reader of this charset: the same bytes as [`Charset::write`].
    ///
    /// # Errors
    /// [`FormError::Unwritable`] with the first character that [`Charset::holds`] refuses; nothing
    /// is replaced.
    pub fn encode(self, text: &str) -> Result<Cow<'_, [u8]>, FormError> {
        match text.chars().find(|c| !self.holds(*c)) {
            None => Ok(self.write(text)),
            Some(lost) => Err(FormError::Unwritable(lost)),
        }
    }

    /// Makes text for people fit: each run of characters that [`Charset::holds`] refuses becomes
    /// one `?`, so that a combined emoji becomes one. Never use it for a number or a name that a
    /// program compares.
    #[must_use]
    pub fn fit(self, words: &str) -> Cow<'_, str> {
        if words.chars().all(|c| self.holds(c)) {
            return Cow::Borrowed(words);
        }
        let mut fitting = String::with_capacity(words.len());
        let mut is_in_run = false;
        for c in words.chars() {
            let is_held = self.holds(c);
            if is_held {
                fitting.push(c);
            } else if !is_in_run {
                fitting.push('?');
            }
            is_in_run = !is_held;
        }
        Cow::Owned(fitting)
    }
}

/// True if GBK has two bytes for a character, the same as GB 18030, and they decode to the same
/// character. That excludes the euro sign, which some encode as 0x80, and the private characters
/// removed from GB 18030 in 2022.
fn is_gbk(c: char) -> bool {
    let mut buffer = [0; 4];
    let text = &*c.encode_utf8(&mut buffer);
    let (bytes, _, is_lost) = encoding_rs::GBK.encode(text);
    !is_lost
        && bytes.len() == 2
        && bytes == Charset::Gbk.write(text)
        && Charset::Gbk.read(&bytes).as_deref() == Ok(text)
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a body is not a form in its charset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// A `%` without two hex digits after it.
    #[error("a percent code is incomplete")]
    Percent,
    /// Bytes that are not text in the charset.
    #[error("the form is not text in {0}")]
    Charset(Charset),
    /// A character that GBK cannot encode; only UTF-8 applications can send it.
    #[error("the character {0:?} cannot be written in gbk; set the charset to utf-8")]
    Unwritable(char),
    /// A byte that a form must not contain: a control character, or an unencoded letter.
    #[error("the form contains the raw byte {0:#04x}")]
    RawByte(u8),
}

/// Name and value as bytes, after percent-decoding and `+`, before the charset.
pub type BytePair = (Vec<u8>, Vec<u8>);

/// As [`BytePair`]; text without codes is borrowed from the form.
pub(crate) type RawPair<'a> = (Cow<'a, [u8]>, Cow<'a, [u8]>);

/// Splits and decodes a form to bytes, once, in order, with duplicates.
///
/// Verification uses these bytes, because a signature covers bytes, whatever the charset. Empty
/// segments (`a=1&&b=2`) are ignored; a name without `=` has an empty value.
///
/// # Errors
/// [`FormError::Percent`], [`FormError::RawByte`].
pub fn decode_bytes(raw: &[u8]) -> Result<Vec<BytePair>, FormError> {
    split(raw)
        .map(|pair| pair.map(|(name, value)| (name.into_owned(), value.into_owned())))
        .collect()
}

/// As [`decode_bytes`], pair by pair and without copying text that needs no decoding.
pub(crate) fn split(raw: &[u8]) -> impl Iterator<Item = Result<RawPair<'_>, FormError>> {
    segments(raw).map(|segment| {
        let at = memchr::memchr(b'=', segment).unwrap_or(segment.len());
        let (name, value) = segment.split_at(at);
        Ok((
            unescape(name)?,
            unescape(value.get(1..).unwrap_or_default())?,
        ))
    })
}

/// The parts between the `&`, without empty ones.
pub(crate) fn segments(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let at = memchr::memchr(b'&', rest).unwrap_or(rest.len());
            let (segment, after) = rest.split_at(at);
            rest = after.get(1..).unwrap_or_default();
            if !segment.is_empty() {
                return Some(segment);
            }
        }
        None
    })
}

/// At most one allocation, and run by run, because a notification has some fifty names and values,
/// and its signature check takes only 16 us.
fn unescape(text: &[u8]) -> Result<Cow<'_, [u8]>, FormError> {
    // Without an early exit this compiles to a few vector operations; most texts have no code.
    if !text.iter().fold(false, |found, b| found | is_coded(*b)) {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.iter().position(|b| is_coded(*b)) {
        let (plain, coded) = rest.split_at(at);
        bytes.extend_from_slice(plain);
        rest = match coded {
            [b'%', high, low, after @ ..] => {
                bytes.push(hex_digit(*high)? << 4 | hex_digit(*low)?);
                after
            }
            [b'%', ..] | [] => return Err(FormError::Percent),
            [b'+', after @ ..] => {
                bytes.push(b' ');
                after
            }
            // A space or a line break was added in transit; removing it would be a guess.
            [odd, ..] => return Err(FormError::RawByte(*odd)),
        };
    }
    bytes.extend_from_slice(rest);
    Ok(Cow::Owned(bytes))
}

/// True for a byte that does not represent itself in a form.
fn is_coded(byte: u8) -> bool {
    matches!(byte, b'%' | b'+' | 0..=b' ' | 0x7f)
}

fn hex_digit(byte: u8) -> Result<u8, FormError> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        b'A'..=b'F' => Ok(byte - b'A' + 10),
        _ => Err(FormError::Percent),
    }
}

/// Splits and decodes a form to text, once, in order, with duplicates, so that the caller can
/// refuse them.
///
/// # Errors
/// [`FormError`]: refuse the message; nothing is repaired or replaced.
pub fn decode(raw: &[u8], charset: Charset) -> Result<Vec<(String, String)>, FormError> {
    decode_bytes(raw)?
        .into_iter()
        .map(|(name, value)| Ok((charset.read(&name)?, charset.read(&value)?)))
        .collect()
}

/// Writes a form: space as `+`, everything but letters, digits and `*-._` percent-encoded in
/// `charset`.
pub fn encode<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, charset: Charset) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend(form_urlencoded::byte_serialize(&charset.write(name)));
        text.push('=');
        text.extend(form_urlencoded::byte_serialize(&charset.write(value)));
    }
    text
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{Charset, FormError, decode, decode_bytes, encode};
    use proptest::prelude::*;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn order_and_duplicates_are_kept() {
        let pairs = decode(b"b=2&a=1&&b=&c", Charset::Utf8).unwrap();
        assert_eq!(
            pairs,
            [pair("b", "2"), pair("a", "1"), pair("b", ""), pair("c", "")]
        );
    }

    #[test]
    fn values_are_decoded_once() {
        let pairs = decode(b"p=uid%253D7+%2B", Charset::Utf8).unwrap();
        assert_eq!(pairs, [pair("p", "uid%3D7 +")]);
    }

    #[test]
    fn gbk_is_read_and_written() {
        assert_eq!(
            decode(b"s=%B2%E2%CA%D4", Charset::Gbk).unwrap(),
            [pair("s", "测试")]
        );
        assert_eq!(encode([("s", "测试")], Charset::Gbk), "s=%B2%E2%CA%D4");
        // The second byte of this character is an ASCII backslash.
        assert_eq!(
            decode(b"s=%81%5C", Charset::Gbk).unwrap(),
            [pair("s", "乗")]
        );
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(decode(b"a=%4", Charset::Utf8), Err(FormError::Percent));
        assert_eq!(decode(b"a=%zz", Charset::Utf8), Err(FormError::Percent));
        assert_eq!(decode(b"a=%", Charset::Utf8), Err(FormError::Percent));
        assert_eq!(
            decode(b"a=1 2", Charset::Utf8),
            Err(FormError::RawByte(b' '))
        );
        assert_eq!(
            decode(b"a=1\n", Charset::Utf8),
            Err(FormError::RawByte(b'\n'))
        );
        assert_eq!(
            decode(b"a=%B2%E2", Charset::Utf8),
            Err(FormError::Charset(Charset::Utf8))
        );
        assert_eq!(
            decode(b"a=%B2", Charset::Gbk),
            Err(FormError::Charset(Charset::Gbk))
        );
    }

    #[test]
    fn names_of_charsets() {
        assert_eq!(Charset::from_name("UTF-8"), Some(Charset::Utf8));
        assert_eq!(Charset::from_name("GBK"), Some(Charset::Gbk));
        assert_eq!(Charset::from_name("gb2312"), Some(Charset::Gbk));
        assert_eq!(Charset::from_name("latin1"), None);
    }

    #[test]
    fn what_is_signed_is_what_is_sent() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            if let Ok(bytes) = Charset::Gbk.encode(&text) {
                assert_eq!(bytes, Charset::Gbk.write(&text), "{c:?}");
                assert!(bytes.len() <= 2, "{c:?}");
                assert_eq!(Charset::Gbk.read(&bytes), Ok(text), "{c:?}");
            }
        }
        assert_eq!(
            Charset::Gbk.encode("€"),
            Err(FormError::Unwritable('€')),
            "parsers read these bytes differently"
        );
        for held in ['茶', '\u{3000}', '￥', 'é', '〓', '镕'] {
            assert!(Charset::Gbk.holds(held), "{held}");
        }
    }

    #[test]
    fn words_are_made_to_fit() {
        for (words, fitting) in [
            ("包装破损", "包装破损"),
            ("收到👨\u{200d}👩\u{200d}👧坏的", "收到?坏的"),
            ("🍵 ❤\u{fe0f}", "? ?"),
            ("𠮷野家", "?野家"),
            ("", ""),
        ] {
            assert_eq!(Charset::Gbk.fit(words), fitting);
            assert_eq!(Charset::Utf8.fit(words), words);
            assert!(Charset::Gbk.encode(&Charset::Gbk.fit(words)).is_ok());
        }
    }

    proptest! {
        #[test]
        fn encoded_and_decoded_again_is_the_same(
            pairs in prop::collection::vec((".{1,8}", ".{0,24}"), 0..8),
            gbk in any::<bool>(),
        ) {
            let charset = if gbk { Charset::Gbk } else { Charset::Utf8 };
            // GB 18030-2005 cannot encode this private-use character.
            prop_assume!(!pairs.iter().any(|(n, v)| n.contains('\u{e5e5}') || v.contains('\u{e5e5}')));
            let text = encode(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())), charset);
            prop_assert_eq!(decode(text.as_bytes(), charset), Ok(pairs));
        }

        #[test]
        fn any_bytes_are_refused_or_decoded(raw in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(decode_bytes(&raw));
            drop(decode(&raw, Charset::Gbk));
            drop(decode(&raw, Charset::Utf8));
        }
    }
}

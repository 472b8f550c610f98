//! JSON objects as the gateway writes them: every member kept as its own slice, none allowed twice.
//!
//! Numbers are never read as floats: an amount is text in quotes, or the digits as they stand.

use crate::amount::Amount;
use crate::time::parse_shanghai;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// An object whose values still stand where they were received.
pub(crate) struct Members<'a>(BTreeMap<String, &'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = BTreeMap<String, &'de RawValue>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = BTreeMap::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    if members.contains_key(&name) {
                        return Err(A::Error::custom(format_args!("member {name} came twice")));
                    }
                    members.insert(name, value);
                }
                Ok(members)
            }
        }

        deserializer.deserialize_map(Object).map(Self)
    }
}

impl<'a> Members<'a> {
    /// Reads one object and nothing behind it.
    pub(crate) fn read(json: &'a [u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }

    /// The names, in the order of their bytes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Names and values, in the order of the names' bytes.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// Takes a member out, as the slice it was received in.
    pub(crate) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        self.0.remove(name)
    }
}

/// The object inside an answer, read member by member.
pub(crate) struct Payload(BTreeMap<String, Value>);

/// A member that is missing or not what it has to be.
pub(crate) type BadMember = &'static str;

impl Payload {
    pub(crate) fn read(json: &[u8]) -> Result<Self, serde_json::Error> {
        let members = Members::read(json)?;
        members
            .0
            .into_iter()
            .map(|(name, raw)| {
                let text = raw.get();
                let is_number = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
                let value = if is_number {
                    Value::from(text)
                } else {
                    serde_json::from_str(text)?
                };
                Ok((name, value))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// A text; missing, null and empty are the same. A NUL in it is replaced: no text column could keep it, and an
    /// answer that cannot be kept changes nothing however often it comes.
    pub(crate) fn text(&mut self, name: BadMember) -> Result<Option<String>, BadMember> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)
                .filter(|text| !text.is_empty())
                .map(|text| text.replace('\0', "\u{fffd}"))),
            Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                Err(name)
            }
        }
    }

    pub(crate) fn need(&mut self, name: BadMember) -> Result<String, BadMember> {
        self.text(name)?.ok_or(name)
    }

    pub(crate) fn amount(&mut self, name: BadMember) -> Result<Option<Amount>, BadMember> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        Amount::parse(&text).ok().map(Some).ok_or(name)
    }

    /// A time in Shanghai as epoch milliseconds. What cannot be read is left out: no decision hangs on it.
    pub(crate) fn time_ms(&mut self, name: BadMember) -> Result<Option<i64>, BadMember> {
        Ok(self.text(name)?.and_then(|text| parse_shanghai(&text)))
    }

    /// What nobody asked for by name. Numbers are text, so that no amount among them was ever a float.
    pub(crate) fn rest(self) -> BTreeMap<String, Value> {
        self.0
    }
}

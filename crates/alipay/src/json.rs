//! JSON objects of the gateway: every member kept as its received slice, duplicates refused.
//!
//! Numbers are never read as floats: an amount is quoted text, or its digits.

use crate::amount::Amount;
use crate::time::parse_shanghai;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// An object whose values are slices of the received text.
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
    /// Reads exactly one object.
    pub(crate) fn read(json: &'a [u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }

    /// The names, in the order of their bytes.
    #[cfg(feature = "explain")]
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Names and values, in the order of the names' bytes.
    #[cfg(feature = "explain")]
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// Removes a member and returns its received slice.
    pub(crate) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        self.0.remove(name)
    }
}

/// The object inside a response, read member by member.
pub(crate) struct Payload(BTreeMap<String, Value>);

/// The name of a member that is missing or invalid.
pub(crate) type BadMember = &'static str;

/// Deepest nesting that is read; responses have three levels.
const MAX_DEPTH: u8 = 32;

/// Reads a value. Numbers become text at every depth, and duplicate members are refused.
fn value(raw: &str, depth: u8) -> Result<Value, serde_json::Error> {
    let Some(left) = depth.checked_sub(1) else {
        return Err(serde_json::Error::custom("nested too deeply"));
    };
    match raw.bytes().next() {
        Some(b'{') => Members::read(raw.as_bytes())?
            .0
            .into_iter()
            .map(|(name, raw)| Ok((name, value(raw.get(), left)?)))
            .collect::<Result<_, _>>()
            .map(Value::Object),
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(raw)?
            .into_iter()
            .map(|raw| value(raw.get(), left))
            .collect::<Result<_, _>>()
            .map(Value::Array),
        Some(b'-' | b'0'..=b'9') => Ok(Value::from(raw)),
        Some(_) | None => serde_json::from_str(raw),
    }
}

impl Payload {
    pub(crate) fn read(json: &[u8]) -> Result<Self, serde_json::Error> {
        let members = Members::read(json)?;
        members
            .0
            .into_iter()
            .map(|(name, raw)| Ok((name, value(raw.get(), MAX_DEPTH)?)))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// A text; missing, null and empty are equal. A NUL is replaced, because text columns cannot
    /// hold it and a response that cannot be stored would be queried forever.
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

    /// A time in Shanghai as epoch milliseconds. An unreadable one is left out, because nothing
    /// depends on it.
    pub(crate) fn time_ms(&mut self, name: BadMember) -> Result<Option<i64>, BadMember> {
        Ok(self.text(name)?.and_then(|text| parse_shanghai(&text)))
    }

    /// An optional text that nothing depends on. Another type stays in the rest.
    pub(crate) fn told(&mut self, name: &str) -> Option<String> {
        self.take_if(name, |value| {
            value
                .as_str()
                .map(|text| text.replace('\0', "\u{fffd}"))
                .filter(|text| !text.is_empty())
        })
    }

    /// An optional amount that nothing depends on. An invalid one stays in the rest.
    pub(crate) fn told_amount(&mut self, name: &str) -> Option<Amount> {
        self.take_if(name, |value| Amount::parse(value.as_str()?).ok())
    }

    /// An optional time that nothing depends on. An invalid one stays in the rest.
    pub(crate) fn told_time_ms(&mut self, name: &str) -> Option<i64> {
        self.take_if(name, |value| parse_shanghai(value.as_str()?))
    }

    /// An optional object that nothing depends on.
    pub(crate) fn item(&mut self, name: &str) -> Option<Self> {
        self.take_if(name, |value| Self::from_value(value.clone()))
    }

    /// An optional list of objects that nothing depends on; another type stays in the rest.
    pub(crate) fn items(&mut self, name: &str) -> Vec<Self> {
        self.take_if(name, |value| {
            let items = value.as_array()?;
            items.iter().cloned().map(Self::from_value).collect()
        })
        .unwrap_or_default()
    }

    fn take_if<T>(&mut self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let found = self.0.get(name).and_then(read)?;
        self.0.remove(name);
        Some(found)
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Object(members) => Some(Self(members.into_iter().collect())),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => None,
        }
    }

    /// The members that were not read. Numbers are text, so that an amount is never a float.
    pub(crate) fn rest(self) -> BTreeMap<String, Value> {
        self.0
    }
}

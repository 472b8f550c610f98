//! Compact JSON with its members in a fixed order, so that the same request is always the same text.

use crate::amount::Amount;
use serde_json::Value;

/// A `biz_content` under construction.
pub(crate) struct Biz(String, Vec<String>);

impl Biz {
    pub(crate) fn new() -> Self {
        Self("{".to_owned(), Vec::new())
    }

    /// Adds a member with a text.
    pub(crate) fn text(self, name: &str, value: &str) -> Self {
        self.member(name, &Value::from(value))
    }

    /// Adds a member if there is a text for it; the gateway wants no empty ones.
    pub(crate) fn optional(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(text) if !text.is_empty() => self.text(name, text),
            Some(_) | None => self,
        }
    }

    /// Adds a member with a list, unless it is empty.
    pub(crate) fn options(self, name: &str, values: &[String]) -> Self {
        if values.is_empty() {
            return self;
        }
        self.member(name, &Value::from(values))
    }

    /// Adds a member if there is an amount for it.
    pub(crate) fn amount(self, name: &str, value: Option<Amount>) -> Self {
        match value {
            Some(amount) => self.text(name, &amount.to_string()),
            None => self,
        }
    }

    /// Adds members as they are.
    pub(crate) fn members<'a>(
        self,
        members: impl IntoIterator<Item = (&'a String, &'a Value)>,
    ) -> Self {
        members
            .into_iter()
            .fold(self, |biz, (name, value)| biz.member(name, value))
    }

    /// Whether there is a member of this name already.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.1.iter().any(|known| known == name)
    }

    pub(crate) fn member(mut self, name: &str, value: &Value) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&format!("{}:{value}", Value::from(name)));
        self.1.push(name.to_owned());
        self
    }

    pub(crate) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

//! Compact JSON with its members in a fixed order, so that the same request is always the same text.

use serde_json::Value;

/// A `biz_content` under construction.
pub(crate) struct Biz(String);

impl Biz {
    pub(crate) fn new() -> Self {
        Self("{".to_owned())
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

    /// Adds a member with a list of texts.
    pub(crate) fn list(self, name: &str, values: &[&str]) -> Self {
        self.member(name, &Value::from(values))
    }

    fn member(mut self, name: &str, value: &Value) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&format!("{}:{value}", Value::from(name)));
        self
    }

    pub(crate) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

//! Compact JSON with its members in a fixed order, so that the same request is always the same text.

#[cfg(feature = "methods")]
use crate::amount::Amount;
use crate::form::Charset;
use serde_json::Value;

/// A `biz_content` under construction.
pub(crate) struct Biz {
    json: String,
    names: Vec<String>,
    charset: Charset,
}

impl Biz {
    /// Contents to be sent in `charset`.
    pub(crate) fn new(charset: Charset) -> Self {
        Self {
            json: "{".to_owned(),
            names: Vec::new(),
            charset,
        }
    }

    /// Adds words that people read, made to fit the charset. The one way for such words into a request: a character
    /// the charset does not hold would keep all of it from being signed, again at each try.
    pub(crate) fn words(self, name: &str, words: &str) -> Self {
        let fitting = self.charset.fit(words);
        self.text(name, &fitting)
    }

    /// As [`Biz::words`], if there are any.
    pub(crate) fn optional_words(self, name: &str, words: Option<&str>) -> Self {
        match words {
            Some(words) if !words.is_empty() => self.words(name, words),
            Some(_) | None => self,
        }
    }

    /// What it is to be sent in.
    pub(crate) fn charset(&self) -> Charset {
        self.charset
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
    #[cfg(feature = "methods")]
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
        self.names.iter().any(|known| known == name)
    }

    pub(crate) fn member(mut self, name: &str, value: &Value) -> Self {
        if !self.names.is_empty() {
            self.json.push(',');
        }
        self.json
            .push_str(&format!("{}:{value}", Value::from(name)));
        self.names.push(name.to_owned());
        self
    }

    pub(crate) fn end(mut self) -> String {
        self.json.push('}');
        self.json
    }
}

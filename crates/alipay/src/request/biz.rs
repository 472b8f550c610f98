//! Compact JSON with members in a fixed order, so that equal requests are equal texts.

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
    /// Contents to send in `charset`.
    pub(crate) fn new(charset: Charset) -> Self {
        Self {
            json: "{".to_owned(),
            names: Vec::new(),
            charset,
        }
    }

    /// Adds text for people, made to fit the charset. All such texts go through here, because one
    /// character outside the charset would make the request unsignable at every try.
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

    /// Charset of the contents.
    pub(crate) fn charset(&self) -> Charset {
        self.charset
    }

    /// Adds a member with a text.
    pub(crate) fn text(self, name: &str, value: &str) -> Self {
        self.member(name, &Value::from(value))
    }

    /// Adds a member if it has a text, because the gateway refuses empty ones.
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

    /// Adds a member if it has an amount.
    #[cfg(feature = "methods")]
    pub(crate) fn amount(self, name: &str, value: Option<Amount>) -> Self {
        match value {
            Some(amount) => self.text(name, &amount.to_string()),
            None => self,
        }
    }

    /// Adds members unchanged.
    pub(crate) fn members<'a>(
        self,
        members: impl IntoIterator<Item = (&'a String, &'a Value)>,
    ) -> Self {
        members
            .into_iter()
            .fold(self, |biz, (name, value)| biz.member(name, value))
    }

    /// True if there is a member with this name.
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

//! Reading `biz_content`: members are text or numbers, empty means absent.

use serde_json::Value;

use crate::{books::money, refusal::Refusal};

/// The parsed business content of one request.
#[derive(Clone, Debug)]
pub(crate) struct Biz(pub(crate) Value);

impl Biz {
    pub(crate) fn parse(text: Option<&str>) -> Result<Self, Refusal> {
        let text = text.ok_or_else(|| Refusal::invalid_parameter("biz_content 为空"))?;
        match serde_json::from_str::<Value>(text) {
            Ok(value) if value.is_object() => Ok(Self(value)),
            Ok(_) => Err(Refusal::invalid_parameter("biz_content 不是 JSON 对象")),
            Err(error) => Err(Refusal::invalid_parameter(&format!("biz_content: {error}"))),
        }
    }

    /// A scalar member as text. Amounts may come as JSON numbers.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::String(_)
            | Value::Null
            | Value::Bool(_)
            | Value::Array(_)
            | Value::Object(_) => None,
        }
    }

    /// A scalar member of at most `max` characters.
    pub(crate) fn text_up_to(&self, name: &str, max: usize) -> Result<Option<String>, Refusal> {
        match self.text(name) {
            Some(text) if text.chars().count() > max => Err(Refusal::invalid_parameter(&format!(
                "{name} 超过 {max} 个字符"
            ))),
            other => Ok(other),
        }
    }

    pub(crate) fn required(&self, name: &str, max: usize) -> Result<String, Refusal> {
        self.text_up_to(name, max)?
            .ok_or_else(|| Refusal::invalid_parameter(&format!("{name} 为空")))
    }

    /// A required amount in fen.
    pub(crate) fn amount(&self, name: &str) -> Result<i64, Refusal> {
        let text = self.required(name, 11)?;
        money::fen(&text).ok_or_else(|| Refusal::invalid_parameter(&format!("{name} 格式错误")))
    }

    /// Whether `query_options` asks for `option`.
    pub(crate) fn asks_for(&self, option: &str) -> bool {
        self.0
            .get("query_options")
            .and_then(Value::as_array)
            .is_some_and(|options| options.iter().any(|value| value.as_str() == Some(option)))
    }
}

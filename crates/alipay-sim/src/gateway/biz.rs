//! Reading `biz_content`: members are text or numbers, empty means absent.

use serde_json::Value;

use super::wire::Wire;
use crate::{books::money, refusal::Refusal, simulator::Simulator};

/// The parsed business content of one request.
#[derive(Clone, Debug)]
pub(crate) struct Biz(pub(crate) Value);

impl Biz {
    /// Reads the content of a request, and decrypts it if it is marked as encrypted.
    ///
    /// The signature covers the sent text, so it is checked on the encrypted one; refusals of the
    /// signature come before those of the content.
    pub(crate) fn read(simulator: &Simulator, wire: &Wire) -> Result<Self, Refusal> {
        let text = wire.get("biz_content");
        let Some(kind) = wire.get("encrypt_type") else {
            return Self::parse(text);
        };
        if kind != "AES" {
            return Err(Refusal::invalid(
                "isv.invalid-encrypt-type",
                "无效的加密类型，目前只支持 AES",
            ));
        }
        if simulator.books().settings().no_content_key {
            return Err(Refusal::invalid(
                "isv.decryption-error-not-valid-encrypt-key",
                "解密出错, 未配置加密密钥或加密密钥格式错误",
            ));
        }
        let Some(text) = text else {
            return Self::parse(None);
        };
        let broken = |why: String| {
            tracing::info!(why, "content cannot be decrypted");
            Refusal::invalid("isv.invalid-encrypt", "解密异常")
        };
        let plain = simulator
            .content_key
            .decrypt(text)
            .map_err(|error| broken(error.to_string()))?;
        let plain = wire
            .charset
            .read(&plain)
            .map_err(|error| broken(error.to_string()))?;
        Self::parse(Some(&plain))
    }

    fn parse(text: Option<&str>) -> Result<Self, Refusal> {
        let text = text.ok_or_else(|| Refusal::invalid_parameter("biz_content 为空"))?;
        match serde_json::from_str::<Value>(text) {
            Ok(value) if value.is_object() => Ok(Self(value)),
            Ok(_) => Err(Refusal::invalid_parameter("biz_content 不是 JSON 对象")),
            Err(_) if looks_encrypted(text) => Err(Refusal::missing(
                "isv.decryption-error-missing-encrypt-type",
                "解密出错, 未指定加密算法",
            )),
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

    /// True if `query_options` contains `option`.
    pub(crate) fn asks_for(&self, option: &str) -> bool {
        self.0
            .get("query_options")
            .and_then(Value::as_array)
            .is_some_and(|options| options.iter().any(|value| value.as_str() == Some(option)))
    }
}

/// True for whole blocks in base64 without `encrypt_type`.
fn looks_encrypted(text: &str) -> bool {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .is_ok_and(|bytes| !bytes.is_empty() && bytes.len().is_multiple_of(16))
}

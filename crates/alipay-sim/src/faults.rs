//! Fault rules: the gateway misbehaves on purpose.
//!
//! Rules are kept in memory only: a restart removes them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

/// Kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FaultKind {
    /// The connection closes; the request has no effect.
    DropRequest,
    /// The request takes effect, then the connection closes.
    DropAnswer,
    /// The request takes effect, the response comes `ms` later.
    Delay,
    /// A web server's error page instead of the gateway; no effect.
    #[serde(rename = "http-502")]
    Http502,
    /// Signed ACQ.SYSTEM_ERROR; no effect.
    SystemError,
    /// Signed 20000, a failure of the gateway; no effect.
    Unavailable,
    /// The request takes effect, the signature does not verify.
    BadSign,
    /// An error without `sign`; no effect.
    UnsignedError,
    /// The request takes effect, the body is truncated.
    Truncate,
    /// A try to notify is lost; the tries continue.
    NotifyDrop,
    /// A try to notify waits `ms`.
    NotifyDelay,
    /// The same message is sent twice.
    NotifyRepeat,
    /// The message waits until a later one of its trade was sent, at most `ms`.
    NotifyReorder,
}

impl FaultKind {
    pub(crate) fn is_notify(self) -> bool {
        match self {
            Self::NotifyDrop | Self::NotifyDelay | Self::NotifyRepeat | Self::NotifyReorder => true,
            Self::DropRequest
            | Self::DropAnswer
            | Self::Delay
            | Self::Http502
            | Self::SystemError
            | Self::Unavailable
            | Self::BadSign
            | Self::UnsignedError
            | Self::Truncate => false,
        }
    }

    /// Whether the request takes effect, unless the rule overrides it.
    fn keeps_effect(self) -> bool {
        match self {
            Self::DropAnswer | Self::Delay | Self::BadSign | Self::Truncate => true,
            Self::DropRequest
            | Self::Http502
            | Self::SystemError
            | Self::Unavailable
            | Self::UnsignedError => false,
            Self::NotifyDrop | Self::NotifyDelay | Self::NotifyRepeat | Self::NotifyReorder => true,
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::DropRequest => "drop-request",
            Self::DropAnswer => "drop-answer",
            Self::Delay => "delay",
            Self::Http502 => "http-502",
            Self::SystemError => "system-error",
            Self::Unavailable => "unavailable",
            Self::BadSign => "bad-sign",
            Self::UnsignedError => "unsigned-error",
            Self::Truncate => "truncate",
            Self::NotifyDrop => "notify-drop",
            Self::NotifyDelay => "notify-delay",
            Self::NotifyRepeat => "notify-repeat",
            Self::NotifyReorder => "notify-reorder",
        }
    }
}

/// One rule of `PUT /control/faults`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaultRule {
    /// An API method, or `*`. For a notification the method that caused it, or `notify`.
    pub(crate) method: String,
    pub(crate) fault: FaultKind,
    /// Milliseconds of the delays; real time, not scaled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ms: Option<u32>,
    /// How often the rule applies; without it, always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<u32>,
    /// 0 to 1, at most six decimals; without it, 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) probability: Option<serde_json::Number>,
    /// Overrides whether the request takes effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) effect: Option<bool>,
    /// How often it was applied; shown, ignored when sent.
    #[serde(default)]
    pub(crate) struck: u32,
}

/// The faults of one API request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) delay_ms: Option<u32>,
    pub(crate) fault: Option<FaultKind>,
    pub(crate) has_effect: bool,
}

impl Plan {
    /// Name of the fault for the books.
    pub(crate) fn name(self) -> Option<&'static str> {
        self.fault
            .map(FaultKind::as_str)
            .or_else(|| self.delay_ms.map(|_| FaultKind::Delay.as_str()))
    }
}

/// The current set of rules.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Mutex<Vec<FaultRule>>,
}

impl Faults {
    /// Replaces all rules; refuses a probability outside 0 to 1.
    pub(crate) fn replace(&self, rules: Vec<FaultRule>) -> Result<(), String> {
        for rule in &rules {
            if let Some(probability) = &rule.probability {
                per_million(&probability.to_string())
                    .ok_or_else(|| format!("probability {probability} is not 0 to 1"))?;
            }
        }
        *self.lock() = rules
            .into_iter()
            .map(|rule| FaultRule { struck: 0, ..rule })
            .collect();
        Ok(())
    }

    pub(crate) fn list(&self) -> Vec<FaultRule> {
        self.lock().clone()
    }

    /// Takes what applies to one API request: all delays, and the first other fault.
    pub(crate) fn plan(&self, method: &str) -> Plan {
        let mut plan = Plan {
            delay_ms: None,
            fault: None,
            has_effect: true,
        };
        for rule in self.lock().iter_mut() {
            let fits = rule.method == "*" || rule.method == method;
            let is_taken = plan.fault.is_some() && rule.fault != FaultKind::Delay;
            if rule.fault.is_notify() || !fits || is_taken || !strikes(rule) {
                continue;
            }
            if rule.fault == FaultKind::Delay {
                let sum = plan
                    .delay_ms
                    .unwrap_or(0)
                    .saturating_add(rule.ms.unwrap_or(1000));
                plan.delay_ms = Some(sum);
            } else {
                plan.fault = Some(rule.fault);
                plan.has_effect = rule.effect.unwrap_or_else(|| rule.fault.keeps_effect());
            }
        }
        plan
    }

    /// Takes the first rule that applies to one try of a notification: kind and milliseconds.
    pub(crate) fn notify(&self, method: &str) -> Option<(FaultKind, i64)> {
        self.lock()
            .iter_mut()
            .filter(|rule| rule.fault.is_notify())
            .filter(|rule| matches!(rule.method.as_str(), "*" | "notify") || rule.method == method)
            .find_map(|rule| {
                strikes(rule).then(|| (rule.fault, i64::from(rule.ms.unwrap_or(5000))))
            })
    }

    fn lock(&self) -> MutexGuard<'_, Vec<FaultRule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Draws by probability, and counts the rule down if it applies.
fn strikes(rule: &mut FaultRule) -> bool {
    if rule.times == Some(0) {
        return false;
    }
    if let Some(probability) = &rule.probability {
        let chance = per_million(&probability.to_string()).unwrap_or(0);
        let drawn = getrandom::u32()
            .unwrap_or(0)
            .checked_rem(1_000_000)
            .unwrap_or(0);
        if drawn >= chance {
            return false;
        }
    }
    rule.times = rule.times.map(|times| times.saturating_sub(1));
    rule.struck = rule.struck.saturating_add(1);
    true
}

/// `0.25` as 250,000, without floats.
fn per_million(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let whole: u32 = whole.parse().ok()?;
    if fraction.is_empty() || fraction.len() > 6 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction: u32 = format!("{fraction:0<6}").parse().ok()?;
    let sum = whole.checked_mul(1_000_000)?.checked_add(fraction)?;
    (sum <= 1_000_000).then_some(sum)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::panic, reason = "test")]
mod tests {
    use super::*;

    fn rules(json: &str) -> Vec<FaultRule> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_name_of_the_contract_is_known() {
        for name in [
            "drop-request",
            "drop-answer",
            "delay",
            "http-502",
            "system-error",
            "unavailable",
            "bad-sign",
            "unsigned-error",
            "truncate",
            "notify-drop",
            "notify-delay",
            "notify-repeat",
            "notify-reorder",
        ] {
            let rule = &rules(&format!(r#"[{{"method":"*","fault":"{name}"}}]"#));
            let [rule] = rule.as_slice() else {
                panic!("one rule")
            };
            assert_eq!(rule.fault.as_str(), name);
            assert_eq!(serde_json::to_value(rule.fault).unwrap(), name);
        }
    }

    #[test]
    fn a_rule_strikes_as_often_as_it_says_and_only_its_method() {
        let faults = Faults::default();
        let one = r#"[{"method":"alipay.trade.refund","fault":"drop-answer","times":1}]"#;
        faults.replace(rules(one)).unwrap();
        assert_eq!(faults.plan("alipay.trade.query").fault, None);
        let plan = faults.plan("alipay.trade.refund");
        assert_eq!(
            (plan.fault, plan.has_effect),
            (Some(FaultKind::DropAnswer), true)
        );
        assert_eq!(faults.plan("alipay.trade.refund").fault, None);
    }

    #[test]
    fn a_delay_joins_another_fault() {
        let faults = Faults::default();
        let two = r#"[{"method":"*","fault":"http-502"},{"method":"*","fault":"delay","ms":7}]"#;
        faults.replace(rules(two)).unwrap();
        let plan = faults.plan("alipay.trade.query");
        assert_eq!(plan.delay_ms, Some(7));
        assert_eq!(
            (plan.fault, plan.has_effect),
            (Some(FaultKind::Http502), false)
        );
    }

    #[test]
    fn probability_is_read_without_floats() {
        assert_eq!(per_million("0.25"), Some(250_000));
        assert_eq!(per_million("1"), Some(1_000_000));
        assert_eq!(per_million("1.1"), None);
        assert_eq!(per_million("-0.5"), None);
        let faults = Faults::default();
        let never = r#"[{"method":"*","fault":"http-502","probability":0}]"#;
        faults.replace(rules(never)).unwrap();
        assert_eq!(faults.plan("alipay.trade.query").fault, None);
        assert!(faults.replace(rules(&never.replace(":0}", ":2}"))).is_err());
    }
}

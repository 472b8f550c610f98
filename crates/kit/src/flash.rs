//! What one request leaves for the next page: a notice or a refusal with the typed values, shown once.
//!
//! It is in the session's record or in a cookie, so that addresses do not contain it. It never
//! contains a password.

use crate::{error::AppError, paths};
use domain::{
    error::{FieldError, Notice, figure_at},
    form::Form,
    view::cart::DifferentLine,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Lines that a notice names at most, so that it stays short and fits where it is kept.
const NAMED_LINES: usize = 12;

/// Figures for a sentence.
pub type Args = BTreeMap<String, String>;

/// The figures for the sentence of one field: its own over those of the whole refusal.
#[must_use]
pub fn args_of(args: &Args, field: &str) -> Args {
    let suffix = figure_at("", field);
    let of_all = args.iter().filter(|(name, _)| !name.contains('@'));
    let own = args
        .iter()
        .filter_map(|(name, figure)| Some((name.strip_suffix(&suffix)?, figure)));
    of_all
        .map(|(name, figure)| (name.as_str(), figure))
        .chain(own)
        .map(|(name, figure)| (name.to_owned(), figure.clone()))
        .collect()
}

/// A form as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Which form ([`Form::NAME`]).
    pub form: String,
    /// Its fields.
    pub values: Value,
}

impl Typed {
    /// Keeps what was typed into a form, without any password.
    pub fn keep<F: Form>(form: &F) -> Option<Self> {
        let mut values = serde_json::to_value(form).ok()?;
        forget_secrets(&mut values);
        Some(Self {
            form: F::NAME.to_owned(),
            values,
        })
    }
}

/// Removes every field whose name contains `password`.
fn forget_secrets(values: &mut Value) {
    match values {
        Value::Object(fields) => {
            fields.retain(|name, _| !name.contains("password"));
            fields.values_mut().for_each(forget_secrets);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_secrets),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The message for the next page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// The path of the page it is for.
    #[serde(default)]
    pub at: String,
    /// A notice.
    #[serde(default)]
    pub notice: Option<Notice>,
    /// Figures for the notice.
    #[serde(default)]
    pub args: Args,
    /// Lines of the cart that the notice names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<DifferentLine>,
    /// Lines that it has no room for.
    #[serde(default)]
    pub more_lines: usize,
    /// A refusal.
    #[serde(default)]
    pub error: Option<AppError>,
    /// What was typed.
    #[serde(default)]
    pub typed: Option<Typed>,
}

impl Flash {
    /// A notice for the page at `address`.
    #[must_use]
    pub fn notice(address: &str, notice: Notice, args: Args) -> Self {
        let at = paths::bare(address).to_owned();
        Self {
            at,
            notice: Some(notice),
            args,
            ..Self::default()
        }
    }

    /// A refusal for the page at `address`.
    #[must_use]
    pub fn refusal(address: &str, error: AppError, typed: Option<Typed>) -> Self {
        Self {
            at: paths::bare(address).to_owned(),
            error: Some(error),
            typed,
            ..Self::default()
        }
    }

    /// Names these lines below the notice, the first ones if there are many.
    #[must_use]
    pub fn naming(mut self, mut lines: Vec<DifferentLine>) -> Self {
        self.more_lines = lines.len().saturating_sub(NAMED_LINES);
        lines.truncate(NAMED_LINES);
        self.lines = lines;
        self
    }

    /// What was typed, if it was this form.
    #[must_use]
    pub fn typed<F: Form>(&self) -> Option<F> {
        let typed = self.typed.as_ref().filter(|typed| typed.form == F::NAME)?;
        serde_json::from_value(typed.values.clone()).ok()
    }

    /// Refused fields.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldError> {
        self.error
            .as_ref()
            .map(|error| error.fields.clone())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "test")]
    use super::*;
    use domain::{
        error::{ErrorCode, Refusal},
        form::{RefundForm, RefundLineForm, SignInForm, SignUpForm},
    };

    #[test]
    fn typed_values_come_back_and_passwords_do_not() {
        let form = SignUpForm {
            login: "a@b.example".to_owned(),
            display_name: "<b>林</b>".to_owned(),
            password: "correct horse".to_owned(),
            next: "/cart".to_owned(),
        };
        let refusal = Refusal::fields(vec![FieldError {
            field: "login".to_owned(),
            code: ErrorCode::LoginTaken,
        }]);
        let flash = Flash::refusal(
            "/register?next=%2Fcart#errors",
            refusal.into(),
            Typed::keep(&form),
        );
        let stored = serde_json::to_string(&flash).unwrap();
        assert!(!stored.contains("correct horse"));

        let back: Flash = serde_json::from_str(&stored).unwrap();
        assert_eq!(back, flash);
        assert_eq!(back.at, "/register");
        let typed: SignUpForm = back.typed().unwrap();
        assert_eq!(
            typed,
            SignUpForm {
                password: String::new(),
                ..form
            }
        );
        assert_eq!(back.typed::<SignInForm>(), None);
        assert_eq!(back.fields().len(), 1);
    }

    #[test]
    fn a_field_has_its_own_figures() {
        let args: Args = [
            ("count", "9"),
            ("left", "8"),
            ("left@rows[3][on_hand]", "114"),
        ]
        .map(|(name, figure)| (name.to_owned(), figure.to_owned()))
        .into();
        let of = |field: &str| {
            let found = args_of(&args, field);
            let figure = |name| found.get(name).cloned().unwrap_or_default();
            (found.len(), figure("count"), figure("left"))
        };
        assert_eq!(
            of("rows[3][on_hand]"),
            (2, "9".to_owned(), "114".to_owned())
        );
        assert_eq!(of("rows[13][on_hand]"), (2, "9".to_owned(), "8".to_owned()));
    }

    #[test]
    fn nested_lines_survive() {
        let form = RefundForm {
            lines: vec![RefundLineForm {
                amount: "12,00".to_owned(),
                ..Default::default()
            }],
            ..Default::default()
        };
        let typed = Typed::keep(&form).unwrap();
        let flash = Flash {
            typed: Some(typed),
            ..Flash::default()
        };
        assert_eq!(flash.typed::<RefundForm>().unwrap(), form);
    }
}

//! The state of a form on a page: its fields with labels and length limits, their values, and their errors.

use super::id::{field_id, sent_as};
use crate::{
    error::AppError,
    flash::{Flash, args_of},
    text::{Text, error},
};
use domain::{
    error::{ErrorCode, FieldError},
    form::Form,
    limit::Length,
};
use serde_json::Value;
use std::sync::Arc;

/// The label of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Full text, for the error summary and screen readers.
    pub(super) said: String,
    /// Shorter text to show, where the page shows what the field belongs to.
    pub(super) shown: Option<&'static str>,
}

impl Label {
    /// A label with a full text and a shorter one to show.
    pub fn short(said: String, shown: &'static str) -> Self {
        Self {
            said,
            shown: Some(shown),
        }
    }
}

impl From<&'static str> for Label {
    fn from(said: &'static str) -> Self {
        said.to_owned().into()
    }
}

impl From<String> for Label {
    fn from(said: String) -> Self {
        Self { said, shown: None }
    }
}

#[derive(Debug, Clone)]
struct Declared {
    name: String,
    label: Label,
    limit: Option<Length>,
}

/// The state of a form. Cheap to clone: each field component takes one.
#[derive(Clone)]
pub struct FormState(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    t: &'static Text,
    fields: Vec<Declared>,
    values: Value,
    /// The error, if it was this form that was refused.
    refusal: Option<AppError>,
    /// Distinguishes several forms of one kind on a page; otherwise empty.
    key: String,
}

impl From<&Self> for FormState {
    fn from(form: &Self) -> Self {
        form.clone()
    }
}

impl FormState {
    /// Returns the form as typed if it was just refused, otherwise filled with `stored`.
    pub fn of<F: Form>(t: &'static Text, flash: &Flash, stored: F) -> Self {
        let typed = flash.typed().unwrap_or(stored);
        Self::holding(t, flash, typed)
    }

    /// As [`Self::of`], for a page that has already read what was typed.
    pub fn holding<F: Form>(t: &'static Text, flash: &Flash, form: F) -> Self {
        let is_this = flash.typed::<F>().is_some();
        Self::new(t, "", form, flash.error.clone().filter(|_| is_this))
    }

    /// As [`Self::of`], for one of several forms of a kind on a page. `key` makes their element ids
    /// different; `is_this`: whether the typed values belong to this one.
    pub fn among<F: Form>(
        t: &'static Text,
        flash: &Flash,
        key: &str,
        stored: F,
        is_this: impl FnOnce(&F) -> bool,
    ) -> Self {
        let typed = flash.typed::<F>().filter(is_this);
        let refusal = typed.as_ref().and(flash.error.clone());
        Self::new(t, key, typed.unwrap_or(stored), refusal)
    }

    fn new<F: Form>(t: &'static Text, key: &str, form: F, refusal: Option<AppError>) -> Self {
        let values = serde_json::to_value(form).unwrap_or_default();
        Self(Arc::new(Inner {
            t,
            fields: Vec::new(),
            values,
            refusal,
            key: key.to_owned(),
        }))
    }

    /// Declares a text field and its length limit.
    #[must_use]
    pub fn field(self, name: impl Into<String>, label: impl Into<Label>, limit: Length) -> Self {
        self.declare(name.into(), label.into(), Some(limit))
    }

    /// Declares a field without a `maxlength`: a choice, a number, a password. A browser would cut off a long password
    /// silently and lock its owner out; the server's check reports it instead.
    #[must_use]
    pub fn choice(self, name: impl Into<String>, label: impl Into<Label>) -> Self {
        self.declare(name.into(), label.into(), None)
    }

    fn declare(mut self, name: String, label: Label, limit: Option<Length>) -> Self {
        Arc::make_mut(&mut self.0)
            .fields
            .push(Declared { name, label, limit });
        self
    }

    /// True if this form was just refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.0.refusal.is_some()
    }

    /// If this form was refused, the error summary takes its labels from it.
    pub fn name_fields_in(&self, summary: &mut Option<Self>) {
        if self.is_refused() {
            *summary = Some(self.clone());
        }
    }

    /// The value of a field. `lines[0][qty]` is the quantity of the first line.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        let pointer = format!("/{}", name.replace('[', "/").replace(']', ""));
        let found = self.0.values.pointer(&pointer).and_then(Value::as_str);
        found.unwrap_or_default()
    }

    /// The error code of a field, if it was refused.
    #[must_use]
    pub fn code(&self, name: &str) -> Option<ErrorCode> {
        let id = field_id(name);
        let refusal = self.0.refusal.as_ref()?;
        let found = refusal.fields.iter().find(|f| field_id(&f.field) == id)?;
        Some(found.code)
    }

    /// The page's texts.
    pub(super) fn text(&self) -> &'static Text {
        self.0.t
    }

    /// The message of the whole refusal.
    pub(super) fn refusal(&self) -> Option<String> {
        let refusal = self.0.refusal.as_ref()?;
        Some(error::sentence(
            self.0.t.locale,
            refusal.code,
            &refusal.args,
        ))
    }

    /// The label of a refused field.
    pub(super) fn label_of(&self, refused: &FieldError) -> Option<&str> {
        let id = field_id(&refused.field);
        let mut fields = self.0.fields.iter();
        let found = fields.find(|field| field_id(&field.name) == id)?;
        Some(&found.label.said)
    }

    /// Computes the ids and values that connect a field's label, control, hint and error.
    pub(super) fn wire(&self, name: &str, has_hint: bool) -> Wired {
        let found = self.0.fields.iter().find(|field| field.name == name);
        debug_assert!(found.is_some(), "the form did not declare {name}");
        // The error summary links to the plain id, so the refused form has it and its siblings do not.
        let id = if self.0.key.is_empty() || self.is_refused() {
            field_id(name)
        } else {
            field_id(&format!("{}-{name}", self.0.key))
        };
        let told = self.code(name).map(|code| {
            let refusal = self.0.refusal.as_ref();
            let args = refusal.map(|refusal| args_of(&refusal.args, name));
            error::sentence(self.0.t.locale, code, &args.unwrap_or_default())
        });
        Wired {
            sent_as: sent_as(name),
            label: found.map_or_else(|| "".into(), |field| field.label.clone()),
            value: self.value(name).to_owned(),
            most: found.and_then(|field| field.limit).map(|limit| limit.max),
            hint_id: has_hint.then(|| format!("{id}-hint")),
            error_id: told.as_ref().map(|_| format!("{id}-error")),
            told,
            id,
        }
    }
}

/// Ids and values of one field.
pub(super) struct Wired {
    pub(super) id: String,
    pub(super) sent_as: String,
    pub(super) label: Label,
    pub(super) value: String,
    /// Maximum length.
    pub(super) most: Option<u16>,
    /// The error message.
    pub(super) told: Option<String>,
    pub(super) error_id: Option<String>,
    pub(super) hint_id: Option<String>,
}

impl Wired {
    /// `aria-describedby` of the control.
    pub(super) fn described(&self) -> Option<String> {
        let ids: Vec<&str> = [&self.error_id, &self.hint_id]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// `aria-invalid` of the control.
    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.told.as_ref().map(|_| "true")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flash::Typed;
    use domain::{
        error::Refusal,
        form::{RefundForm, RefundLineForm, SkuForm},
        limit,
        locale::Locale,
    };

    fn refused<F: Form>(form: &F, field: &str) -> Flash {
        let refusal = Refusal::fields(vec![FieldError {
            field: field.to_owned(),
            code: ErrorCode::Required,
        }]);
        Flash::refusal("/page", refusal.into(), Typed::keep(form))
    }

    fn lines() -> RefundForm {
        RefundForm {
            lines: vec![RefundLineForm {
                qty: "2".to_owned(),
                ..RefundLineForm::default()
            }],
            ..RefundForm::default()
        }
    }

    #[test]
    fn a_refused_form_holds_what_was_typed_and_why_not() {
        let t = Text::of(Locale::En);
        let flash = refused(&lines(), "lines[0][qty]");
        let form = FormState::of(t, &flash, RefundForm::default())
            .choice("lines[0][qty]", "Units of the mug");
        assert!(form.is_refused());
        assert_eq!(form.value("lines[0][qty]"), "2");
        let wired = form.wire("lines[0][qty]", true);
        assert_eq!(wired.sent_as, "form[lines][0][qty]");
        assert_eq!(
            wired.described().as_deref(),
            Some("f-lines-0-qty-error f-lines-0-qty-hint")
        );
        assert_eq!(wired.invalid(), Some("true"));
        let refusal = flash.fields();
        let labels: Vec<_> = refusal.iter().map(|field| form.label_of(field)).collect();
        assert_eq!(labels, [Some("Units of the mug")]);
    }

    #[test]
    fn another_form_of_the_page_is_not_refused_with_it() {
        let t = Text::of(Locale::En);
        let typed = |sku: &str| SkuForm {
            sku: sku.to_owned(),
            price: "x".to_owned(),
            ..SkuForm::default()
        };
        let flash = refused(&typed("RED"), "price");
        let form = |sku: &str| {
            FormState::among(t, &flash, sku, SkuForm::default(), |typed: &SkuForm| {
                typed.sku == sku
            })
            .field("price", "Price", limit::AMOUNT)
        };
        let (red, blue) = (form("RED"), form("BLUE"));
        assert_eq!((red.value("price"), blue.value("price")), ("x", ""));
        let (red, blue) = (red.wire("price", false), blue.wire("price", false));
        assert_eq!((red.id.as_str(), red.invalid()), ("f-price", Some("true")));
        assert_eq!((blue.id.as_str(), blue.invalid()), ("f-BLUE-price", None));
        assert_eq!(blue.described(), None);
    }
}

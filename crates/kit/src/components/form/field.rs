//! A labelled text field of one or several lines.

use super::{
    part,
    state::{FormState, Wired},
    text_area::TextArea,
};
use leptos::prelude::*;

/// What a field accepts. Phones choose their keyboard by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// One line of text.
    #[default]
    Text,
    /// Several lines; the number is how many are shown.
    Lines(u16),
    /// Hidden while typing.
    Password,
    /// A phone number.
    Tel,
    /// An amount in yuan.
    Amount,
    /// A number of units from one to this maximum.
    Units(i64),
}

/// Whether a field may stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Need {
    /// Not marked; the hint may tell it.
    #[default]
    Unsaid,
    /// Marked as `required` for screen readers.
    Required,
    /// Marked as optional after the label.
    Optional,
}

/// One field of a form. `name` is the field's name without `form[..]`.
#[component]
pub fn Field(
    /// The form that declares the field.
    #[prop(into)]
    form: FormState,
    /// Field name.
    #[prop(into)]
    name: String,
    /// One line of help below the field.
    #[prop(optional, into)]
    hint: String,
    /// What it accepts.
    #[prop(optional)]
    kind: Kind,
    /// Whether it may stay empty.
    #[prop(optional)]
    need: Need,
    /// Value of `autocomplete`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Value of `placeholder`.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// CSS classes: `field` and more if its place needs them.
    #[prop(default = "field")]
    class: &'static str,
) -> impl IntoView {
    let wired = form.wire(&name, !hint.is_empty());
    let remark = (need == Need::Optional).then_some(form.text().frame.optional);
    let control = control(&wired, kind, need, autocomplete, placeholder);
    part::field(wired, class, remark, hint, control)
}

fn control(
    wired: &Wired,
    kind: Kind,
    need: Need,
    autocomplete: &'static str,
    placeholder: Option<String>,
) -> AnyView {
    if let Kind::Lines(rows) = kind {
        return view! {
            <TextArea
                id=wired.id.clone()
                name=wired.sent_as.clone()
                value=wired.value.clone()
                rows
                maxlength=wired.most
                described=wired.described()
                invalid=wired.invalid()
            />
        }
        .into_any();
    }
    let (least, most) = range(kind);
    view! {
        <input
            id=wired.id.clone()
            name=wired.sent_as.clone()
            type=input_type(kind)
            inputmode=inputmode(kind)
            value=wired.value.clone()
            dir=own_direction(kind)
            min=least
            max=most
            maxlength=wired.most
            autocomplete=autocomplete
            placeholder=placeholder
            required=need == Need::Required
            aria-describedby=wired.described()
            aria-invalid=wired.invalid()
        />
    }
    .into_any()
}

pub(super) const fn input_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Lines(_) | Kind::Amount => "text",
        Kind::Password => "password",
        Kind::Tel => "tel",
        Kind::Units(_) => "number",
    }
}

pub(super) const fn inputmode(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Amount => Some("decimal"),
        Kind::Units(_) => Some("numeric"),
        Kind::Text | Kind::Lines(_) | Kind::Password | Kind::Tel => None,
    }
}

/// Text follows the direction of its own letters; numbers are left to right in every language.
pub(super) const fn own_direction(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Text | Kind::Lines(_) => Some("auto"),
        Kind::Password | Kind::Tel | Kind::Amount | Kind::Units(_) => None,
    }
}

pub(super) const fn range(kind: Kind) -> (Option<&'static str>, Option<i64>) {
    match kind {
        Kind::Units(most) => (Some("1"), Some(most)),
        Kind::Text | Kind::Lines(_) | Kind::Password | Kind::Tel | Kind::Amount => (None, None),
    }
}

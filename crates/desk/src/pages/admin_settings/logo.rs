//! The logo in the form of its section.

use crate::text::{Text, label};
use domain::{
    form::SettingsForm,
    setting::{Logo, SettingName},
    view::setting::SettingsView,
};
use kit::{
    components::{Check, FileField, FormState, form::file::PICTURES, sent_as},
    flash::Flash,
    layout::logo,
    request::Rq,
};
use leptos::prelude::*;

/// The field of the key, and of the file that becomes one.
const KEY: &str = "logo";
/// The field of the tick that removes the logo.
const DROP: &str = "drop_logo";

/// Declares the fields.
pub(super) fn declare(t: &'static Text, form: FormState) -> FormState {
    form.choice(KEY, label::setting(t.locale, SettingName::Logo))
        .choice(DROP, t.settings.drop_logo)
}

/// The picture that came with a form that was refused for something else.
///
/// # Errors
/// As [`shop::Shop::uploads`].
pub(super) async fn unsaved(
    rq: &Rq,
    may_change: bool,
    flash: &Flash,
) -> Result<Option<Logo>, shop::Error> {
    let typed = flash.typed::<SettingsForm>().filter(|_| may_change);
    let Some(key) = typed.map(|form| form.logo).filter(|key| !key.is_empty()) else {
        return Ok(None);
    };
    let found = rq.shop.uploads(&rq.viewer, &[key]).await?;
    Ok(found.first().map(|uploaded| uploaded.logo()))
}

/// The present logo, the new one if it waits for saving, and the field for another.
pub(super) fn field(
    t: &'static Text,
    view: &SettingsView,
    form: &FormState,
    new: Option<&Logo>,
    hint: String,
) -> AnyView {
    let s = &t.settings;
    let shown = |words: &'static str, picture: &Logo| {
        view! { <p class="logo-shown">{logo(picture)} <span class="hint">{words}</span></p> }
    };
    let now = view.logo.as_ref().map(|picture| shown(s.logo_now, picture));
    let waiting = new.map(|picture| {
        view! {
            {shown(s.logo_new, picture)}
            <input type="hidden" name=sent_as(KEY) value=form.value(KEY).to_owned() />
        }
    });
    let drop = view
        .logo
        .is_some()
        .then(|| view! { <Check form name=DROP /> });
    view! {
        {now}
        {waiting}
        <FileField form name=KEY accept=PICTURES hint />
        {drop}
    }
    .into_any()
}

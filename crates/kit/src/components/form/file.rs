//! A labelled field for files.

use super::{field::Need, id::sent_as, part, state::FormState};
use crate::components::isolated;
use leptos::prelude::*;

/// What the files are sent as: the server turns each picture into a key before the form is read.
pub const FILES: &str = "form[files][]";

/// What the file of one field among several is sent as.
fn sent(name: &str) -> String {
    format!("form[files][{name}]")
}

/// True if a file that was sent as `input` is the one of the field `name`.
#[must_use]
pub fn is_of(input: &str, name: &str) -> bool {
    input == sent(name)
}

/// The field that holds the key of a file that arrived.
#[must_use]
pub fn key_field(name: &str) -> String {
    sent_as(name)
}

/// The field that holds the name of a file that arrived.
#[must_use]
pub fn name_field(name: &str) -> String {
    sent_as(&named(name))
}

fn named(name: &str) -> String {
    format!("{name}_name")
}
/// The kinds of pictures that a shop takes, for a browser's choice of files.
pub const PICTURES: &str = "image/jpeg,image/png,image/webp";

/// The kinds of archives.
pub const ZIPS: &str = ".zip,application/zip,application/x-zip-compressed";
/// The kinds of spreadsheets.
pub const SHEETS: &str =
    ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A ZIP.
pub const ZIP: &str = ".zip,application/zip";

/// A field for one file. Its form is sent as `multipart/form-data`.
#[component]
pub fn FileField(
    /// The form that declares the field.
    #[prop(into)]
    form: FormState,
    /// The field that the file's key has after sending.
    #[prop(into)]
    name: String,
    /// The kinds of files to choose from: [`PICTURES`], [`SHEETS`] or [`ZIP`].
    accept: &'static str,
    /// One line of help below the field.
    #[prop(into)]
    hint: String,
    /// True if several files may be chosen.
    #[prop(optional)]
    multiple: bool,
) -> impl IntoView {
    let wired = form.wire(&name, !hint.is_empty());
    let control = view! {
        <input
            id=wired.id.clone()
            type="file"
            name=FILES
            accept=accept
            multiple=multiple
            aria-describedby=wired.described()
            aria-invalid=wired.invalid()
        />
    }
    .into_any();
    part::field(wired, "field", None, hint, control)
}

/// A field for one of several files of a form, each of which stays as it is. One that has arrived before a refusal stays
/// chosen, by its name and key.
#[component]
pub fn KeptFileField(
    /// The form that declares the field.
    #[prop(into)]
    form: FormState,
    /// The field that the file's key has after sending; its name is in the field beside it.
    name: &'static str,
    /// The kinds of files to choose from: [`SHEETS`] or [`ZIPS`].
    accept: &'static str,
    /// One line of help below the field.
    #[prop(into)]
    hint: String,
    /// Whether it may stay empty.
    #[prop(optional)]
    need: Need,
) -> impl IntoView {
    let (key, file_name) = (
        form.value(name).to_owned(),
        form.value(&named(name)).to_owned(),
    );
    let remark = (need == Need::Optional).then_some(form.text().frame.optional);
    let wired = form.wire(name, !hint.is_empty());
    let kept = (!key.is_empty()).then(|| {
        view! {
            <p class="hint">{form.text().frame.arrived} " " {isolated(file_name.clone())}</p>
            <input type="hidden" name=key_field(name) value=key />
            <input type="hidden" name=name_field(name) value=file_name />
        }
    });
    let control = view! {
        {kept}
        <input
            id=wired.id.clone()
            type="file"
            name=sent(name)
            accept=accept
            aria-describedby=wired.described()
            aria-invalid=wired.invalid()
        />
    }
    .into_any();
    part::field(wired, "field", remark, hint, control)
}

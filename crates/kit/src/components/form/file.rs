//! A labelled field for files.

use super::{part, state::FormState};
use leptos::prelude::*;

/// What the files are sent as: the server turns each picture into a key before the form is read.
pub const FILES: &str = "form[files][]";
/// The kinds of pictures that a shop takes, for a browser's choice of files.
pub const PICTURES: &str = "image/jpeg,image/png,image/webp";

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
) -> impl IntoView {
    let wired = form.wire(&name, !hint.is_empty());
    let control = view! {
        <input
            id=wired.id.clone()
            type="file"
            name=FILES
            accept=accept
            aria-describedby=wired.described()
            aria-invalid=wired.invalid()
        />
    }
    .into_any();
    part::field(wired, "field", None, hint, control)
}

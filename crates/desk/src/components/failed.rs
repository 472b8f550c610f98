//! Why a job or a notification failed.

use crate::text::{Text, label};
use domain::view::watch::FailureView;
use kit::components::isolated;
use leptos::prelude::*;

/// A failure in words; the stored error is folded, because it helps only the administrator of the machine.
pub fn failed(t: &'static Text, why: FailureView) -> AnyView {
    view! {
        <p>{label::failure(t.locale, why.kind)}</p>
        <details class="technical">
            <summary>{t.desk.technical}</summary>
            {isolated(why.technical)}
        </details>
    }
    .into_any()
}

//! `/admin/code?next=`: the second step of signing in.

use crate::{
    actions::StepUp,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::Text,
};
use domain::{error::ErrorCode, form::CodeForm, limit};
use kit::components::{Field, FormState, Need};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page of the code. It is for those who wait for the step, and for those who have done it.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        match rq.viewer.oneself() {
            Err(shop::Error::Refused(refusal)) if refusal.code == ErrorCode::CodeRequired => {}
            other => {
                other?;
            }
        }
        let t = Text::of(rq.viewer.locale);
        let s = &t.staff;
        let mut frame = AdminFrame::load(&rq, s.two_step).await;
        let form =
            FormState::of(t, &frame.flash, CodeForm::default()).field("code", s.code, limit::CODE);
        form.name_fields_in(&mut frame.form);
        let next = rq.query("next");
        Ok(view! {
            <AdminLayout frame>
                <div class="narrow">
                    <h1>{s.two_step}</h1>
                    <p>{s.code_why}</p>
                    <form class="form" method="post" action=StepUp::url() novalidate=true>
                        <input type="hidden" name="form[next]" value=next />
                        <Field
                            form=&form
                            name="code"
                            hint=s.code_hint
                            need=Need::Required
                            autocomplete="one-time-code"
                        />
                        <button class="button button-wide">{t.desk.prove}</button>
                    </form>
                    <p class="hint">{s.code_lost}</p>
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

//! `/admin/prove?next=`: the password check before an action on money.

use crate::{
    actions::Prove,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::Text,
};
use domain::{form::ProveForm, limit};
use kit::components::{Field, FormState, Kind, Need};
use leptos::{prelude::*, server_fn::ServerFn};

/// The password page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let two_step = rq.viewer.oneself()?.two_step;
        let t = Text::of(rq.viewer.locale);
        let d = &t.desk;
        let mut frame = AdminFrame::load(&rq, d.prove_title).await;
        let form = FormState::of(t, &frame.flash, ProveForm::default())
            .choice("password", t.shared.password)
            .field("code", t.staff.code, limit::CODE);
        form.name_fields_in(&mut frame.form);
        let next = rq.query("next");
        let code = two_step.then(|| {
            view! {
                <Field
                    form=&form
                    name="code"
                    hint=t.staff.code_hint
                    need=Need::Required
                    autocomplete="one-time-code"
                />
            }
        });
        Ok(view! {
            <AdminLayout frame>
                <div class="narrow">
                    <h1>{d.prove_title}</h1>
                    <p>{d.prove_why}</p>
                    <form class="form" method="post" action=Prove::url() novalidate=true>
                        <input type="hidden" name="form[next]" value=next />
                        <Field
                            form=&form
                            name="password"
                            kind=Kind::Password
                            need=Need::Required
                            autocomplete="current-password"
                        />
                        {code}
                        <button class="button button-wide">{d.prove}</button>
                    </form>
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

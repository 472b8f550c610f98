//! `/admin/login`: staff sign-in, into a staff session.

use crate::{
    actions::AdminSignIn,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::Text,
};
use domain::{form::SignInForm, limit};
use kit::{
    components::{Field, FormState, Kind, Need},
    text::isolate,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The staff sign-in page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let mut frame = AdminFrame::load(&rq, t.admin.sign_in_title).await;
        let form = FormState::of(t, &frame.flash, SignInForm::default())
            .field("login", t.shared.login, limit::LOGIN)
            .choice("password", t.shared.password);
        form.name_fields_in(&mut frame.form);
        let next = rq.query("next");
        let already = frame.user.clone().map(|name| {
            view! { <p class="hint">{(t.admin.signed_in_as)(&isolate(&name))}</p> }
        });
        Ok(view! {
            <AdminLayout frame>
                <div class="narrow">
                    <h1>{t.admin.sign_in_title}</h1>
                    {already}
                    <form class="form" method="post" action=AdminSignIn::url() novalidate=true>
                        <input type="hidden" name="form[next]" value=next />
                        <Field form=&form name="login" need=Need::Required autocomplete="username" />
                        <Field
                            form=&form
                            name="password"
                            kind=Kind::Password
                            need=Need::Required
                            autocomplete="current-password"
                        />
                        <button class="button button-wide">{t.frame.sign_in}</button>
                    </form>
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

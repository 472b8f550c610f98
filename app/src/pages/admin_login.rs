//! `/admin/login`: staff sign in, into a session of their own kind.

use crate::{
    actions::admin::AdminSignIn,
    components::Field,
    layout::admin::{AdminFrame, AdminLayout},
    pages::{labels, load_page},
};
use domain::form::SignInForm;
use leptos::{prelude::*, server_fn::ServerFn};

/// The staff sign-in page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = rq.text();
        let a = &t.account;
        let mut frame = AdminFrame::load(&rq, t.admin.sign_in_title).await;
        frame.labels = labels(&[("login", a.login), ("password", a.password)]);
        let typed: SignInForm = frame.flash.typed("sign_in").unwrap_or_default();
        let errors = frame.flash.fields();
        let next = rq.query("next");
        let already = frame.user.clone().map(|name| {
            view! { <p class="hint">{(t.admin.signed_in_as)(&name)}</p> }
        });
        Ok(view! {
            <AdminLayout frame>
                <div class="narrow">
                    <h1>{t.admin.sign_in_title}</h1>
                    {already}
                    <form class="form" method="post" action=AdminSignIn::url() novalidate=true>
                        <input type="hidden" name="form[next]" value=next />
                        <Field
                            t
                            name="login"
                            label=a.login
                            value=typed.login
                            errors=errors.clone()
                            autocomplete="username"
                        />
                        <Field
                            t
                            name="password"
                            label=a.password
                            errors=errors
                            kind="password"
                            autocomplete="current-password"
                            maxlength=512
                        />
                        <button class="button button-wide">{a.sign_in}</button>
                    </form>
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

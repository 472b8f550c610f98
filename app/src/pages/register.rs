//! `/register`: open an account.

use crate::{
    actions::account::SignUp,
    components::Field,
    layout::{Frame, Layout, Tab},
    pages::{labels, load_page},
    paths,
};
use domain::form::SignUpForm;
use leptos::{prelude::*, server_fn::ServerFn};

/// The registration page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = rq.text();
        let a = &t.account;
        let mut frame = Frame::load(&rq, Tab::Mine, a.register_title).await?;
        frame.labels = labels(&[
            ("login", a.login),
            ("display_name", a.display_name),
            ("password", a.password),
        ]);
        let typed: SignUpForm = frame.flash.typed("sign_up").unwrap_or_default();
        let errors = frame.flash.fields();
        let next = rq.query("next");
        let login = paths::with_next(paths::LOGIN, &next);
        Ok(view! {
            <Layout frame>
                <div class="narrow">
                    <h1>{a.register_title}</h1>
                    <form class="form" method="post" action=SignUp::url() novalidate=true>
                        <input type="hidden" name="form[next]" value=next />
                        <Field
                            t
                            name="login"
                            label=a.login
                            hint=a.login_hint
                            value=typed.login
                            errors=errors.clone()
                            autocomplete="username"
                        />
                        <Field
                            t
                            name="display_name"
                            label=a.display_name
                            hint=a.display_name_hint
                            value=typed.display_name
                            errors=errors.clone()
                            autocomplete="nickname"
                        />
                        <Field
                            t
                            name="password"
                            label=a.password
                            hint=a.password_hint
                            errors=errors
                            kind="password"
                            autocomplete="new-password"
                            maxlength=512
                        />
                        <button class="button button-wide">{a.register}</button>
                    </form>
                    <p class="aside-link">
                        {a.has_account} " "
                        <a href=login>{t.frame.sign_in}</a>
                    </p>
                </div>
            </Layout>
        }
        .into_any())
    })
}

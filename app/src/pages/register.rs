//! `/register`: registration.

use crate::{
    actions::account::SignUp,
    layout::{Frame, Layout, Tab},
    load::load_page,
    text::Text,
};
use domain::{form::SignUpForm, limit};
use kit::{
    components::{Field, FormState, Kind, Need},
    paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The registration page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let a = &t.account;
        let mut frame = Frame::load(&rq, Tab::Mine, t.frame.register).await?;
        let form = FormState::of(t, &frame.flash, SignUpForm::default())
            .field("login", t.shared.login, limit::LOGIN)
            .field("display_name", a.display_name, limit::DISPLAY_NAME)
            .choice("password", t.shared.password);
        form.name_fields_in(&mut frame.form);
        let next = rq.query("next");
        let login = paths::with_next(paths::LOGIN, &next);
        Ok(view! {
            <Layout frame>
                <div class="narrow">
                    <h1>{t.frame.register}</h1>
                    <form class="form" method="post" action=SignUp::url() novalidate=true>
                        <input type="hidden" name="form[next]" value=next />
                        <Field
                            form=&form
                            name="login"
                            hint=t.shared.login_hint
                            need=Need::Required
                            autocomplete="username"
                        />
                        <Field
                            form=&form
                            name="display_name"
                            hint=a.display_name_hint
                            need=Need::Required
                            autocomplete="nickname"
                        />
                        <Field
                            form=&form
                            name="password"
                            hint=t.shared.password_hint
                            kind=Kind::Password
                            need=Need::Required
                            autocomplete="new-password"
                        />
                        <button class="button button-wide">{t.frame.register}</button>
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

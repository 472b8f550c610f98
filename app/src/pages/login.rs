//! `/login`: sign-in; the account page for a signed-in customer.

use crate::{
    actions::account::{SignIn, SignOut},
    layout::{Frame, Layout, Tab},
    load::load_page,
    text::Text,
};
use domain::{form::SignInForm, limit};
use kit::{
    components::{Field, FormState, Kind, Need},
    paths,
    text::isolate,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The sign-in page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let a = &t.account;
        if let Some(user) = &rq.viewer.user {
            let hello = (a.signed_in_as)(&isolate(&user.display_name));
            let frame = Frame::load(&rq, Tab::Mine, t.frame.mine).await?;
            return Ok(view! {
                <Layout frame>
                    <div class="narrow">
                        <h1>{hello}</h1>
                        <ul class="links">
                            <li><a href=paths::ORDERS>{t.frame.orders}</a></li>
                            <li><a href=paths::CART>{t.frame.cart}</a></li>
                        </ul>
                        <form method="post" action=SignOut::url()>
                            <button class="button button-plain">{t.frame.sign_out}</button>
                        </form>
                    </div>
                </Layout>
            }
            .into_any());
        }
        let mut frame = Frame::load(&rq, Tab::Mine, t.frame.sign_in).await?;
        let form = FormState::of(t, &frame.flash, SignInForm::default())
            .field("login", t.shared.login, limit::LOGIN)
            .choice("password", t.shared.password);
        form.name_fields_in(&mut frame.form);
        let next = rq.query("next");
        let register = paths::with_next(paths::REGISTER, &next);
        Ok(view! {
            <Layout frame>
                <div class="narrow">
                    <h1>{t.frame.sign_in}</h1>
                    <form class="form" method="post" action=SignIn::url() novalidate=true>
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
                    <p class="aside-link">
                        {a.no_account} " "
                        <a href=register>{t.frame.register}</a>
                    </p>
                </div>
            </Layout>
        }
        .into_any())
    })
}

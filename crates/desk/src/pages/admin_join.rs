//! `/admin/join?key=`: the account of an invited person. The key is in the link that an owner made.

use crate::{
    actions::JoinStaff,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, isolate, label},
};
use domain::{form::JoinForm, limit, staff::Roles};
use kit::{
    components::{Field, FormState, Kind, Need},
    format,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page of the link.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let key = rq.query("key");
        let view = rq.shop.join_page(&key).await?;
        let t = Text::of(rq.viewer.locale);
        let (s, o) = (&t.staff, &t.opening);
        let mut frame = AdminFrame::load(&rq, s.join_title).await;
        let form = FormState::of(t, &frame.flash, JoinForm::default())
            .field("login", t.shared.login, limit::LOGIN)
            .field("display_name", o.name, limit::DISPLAY_NAME)
            .choice("password", t.shared.password);
        form.name_fields_in(&mut frame.form);
        let roles = label::roles(t, &Roles(view.roles));
        let why = (s.join_why)(&isolate(&view.by), &roles);
        let until = (s.join_until)(&format::exact(view.expires_at));
        Ok(view! {
            <AdminLayout frame>
                <div class="narrow">
                    <h1>{s.join_title}</h1>
                    <p>{why}</p>
                    <p class="hint">{until}</p>
                    <form class="form" method="post" action=JoinStaff::url() novalidate=true>
                        <input type="hidden" name="form[key]" value=key />
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
                            hint=o.name_hint
                            need=Need::Required
                            autocomplete="name"
                        />
                        <Field
                            form=&form
                            name="password"
                            hint=t.shared.password_hint
                            kind=Kind::Password
                            need=Need::Required
                            autocomplete="new-password"
                        />
                        <button class="button button-wide">{s.join_go}</button>
                    </form>
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

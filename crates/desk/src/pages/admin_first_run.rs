//! `/admin/first-run?key=`: creates the owner of a new shop. The key is in the link that the start printed.

use crate::{
    actions::FirstRun,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{form::FirstRunForm, limit, setting::SettingName};
use kit::components::{Field, FormState, Kind, Need};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page of the link.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let key = rq.query("key");
        let shop_name = rq.shop.first_run_page(&key).await?;
        let t = Text::of(rq.viewer.locale);
        let o = &t.opening;
        let mut frame = AdminFrame::load(&rq, o.first_title).await;
        let stored = FirstRunForm {
            shop_name,
            ..FirstRunForm::default()
        };
        let form = FormState::of(t, &frame.flash, stored)
            .field("login", t.shared.login, limit::LOGIN)
            .field("display_name", o.name, limit::DISPLAY_NAME)
            .choice("password", t.shared.password)
            .field(
                "shop_name",
                label::setting(t.locale, SettingName::ShopName),
                limit::SHOP_NAME,
            );
        form.name_fields_in(&mut frame.form);
        Ok(view! {
            <AdminLayout frame>
                <div class="narrow">
                    <h1>{o.first_title}</h1>
                    <p>{o.first_why}</p>
                    <form class="form" method="post" action=FirstRun::url() novalidate=true>
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
                        <Field
                            form=&form
                            name="shop_name"
                            hint=o.shop_name_hint
                            need=Need::Required
                            autocomplete="organization"
                        />
                        <button class="button button-wide">{o.first_go}</button>
                    </form>
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

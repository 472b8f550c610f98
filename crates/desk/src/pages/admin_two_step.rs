//! `/admin/two-step`: two-step sign-in of one's own account: set up, recovery codes, end.

use crate::{
    actions::{DrawRecoveryCodes, DropFactor, SHOWN, SetFactor},
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::Text,
};
use domain::{
    form::FactorForm,
    limit,
    view::staff::{FactorView, SetUpView},
};
use kit::{
    components::{BackLink, Field, FormState, Need},
    paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The light modules around a QR code, without which readers do not find it.
const QUIET: usize = 4;

/// The page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let s = &t.staff;
        let mut frame = AdminFrame::load(&rq, s.two_step).await;
        let shown = frame.flash.args.get(SHOWN).cloned().unwrap_or_default();
        let typed = frame.flash.typed::<FactorForm>();
        let sealed = typed.map_or_else(String::new, |form| form.sealed);
        let view = rq.shop.factor_page(&rq.viewer, &sealed, &shown).await?;
        let required =
            (view.required && !view.on).then(|| view! { <p class="note-box">{s.required}</p> });
        let body = match &view.set_up {
            Some(drawn) => {
                let form = FormState::of(t, &frame.flash, FactorForm::default()).field(
                    "code",
                    s.code,
                    limit::CODE,
                );
                form.name_fields_in(&mut frame.form);
                set_up(t, &form, drawn)
            }
            None => manage(t, &view),
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_ME label=s.me />
                <h1>{s.two_step}</h1>
                {required}
                {codes(t, &view)}
                {body}
            </AdminLayout>
        }
        .into_any())
    })
}

fn set_up(t: &'static Text, form: &FormState, drawn: &SetUpView) -> AnyView {
    let s = &t.staff;
    let side = drawn.size.saturating_add(2 * QUIET);
    let view_box = format!("-{QUIET} -{QUIET} {side} {side}");
    view! {
        <p>{s.off_why}</p>
        <p>{s.scan}</p>
        <svg class="qr" viewBox=view_box role="img" aria-label=s.qr shape-rendering="crispEdges">
            <rect
                x=format!("-{QUIET}")
                y=format!("-{QUIET}")
                width=side.to_string()
                height=side.to_string()
                fill="#fff"
            ></rect>
            <path d=drawn.path.clone() fill="#000"></path>
        </svg>
        <p>
            {s.secret} " " <code class="once">{drawn.secret.clone()}</code>
        </p>
        <p>
            <a href=drawn.address.clone()>{s.open_app}</a>
        </p>
        <form class="form" method="post" action=SetFactor::url() novalidate=true>
            <input type="hidden" name="form[sealed]" value=drawn.sealed.clone() />
            <Field form name="code" need=Need::Required autocomplete="one-time-code" />
            <button class="button">{s.turn_on}</button>
        </form>
    }
    .into_any()
}

fn manage(t: &'static Text, view: &FactorView) -> AnyView {
    let s = &t.staff;
    let off = (!view.required).then(|| {
        view! {
            <form class="form" method="post" action=DropFactor::url()>
                <button class="button button-plain">{s.turn_off}</button>
            </form>
        }
    });
    view! {
        <p>{(s.codes_left)(&view.codes_left.to_string())}</p>
        <form class="form" method="post" action=DrawRecoveryCodes::url()>
            <p class="hint">{s.draw_note}</p>
            <button class="button button-plain">{s.draw_codes}</button>
        </form>
        {off}
    }
    .into_any()
}

/// The codes that were just drawn.
fn codes(t: &'static Text, view: &FactorView) -> AnyView {
    if view.codes.is_empty() {
        return ().into_any();
    }
    let s = &t.staff;
    let list: Vec<_> = view
        .codes
        .iter()
        .map(|code| {
            view! {
                <li>
                    <code class="once">{code.clone()}</code>
                </li>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="codes">
            <h2 id="codes" class="section-title">{s.codes}</h2>
            <p>{s.codes_once}</p>
            <ul class="codes">{list}</ul>
            <p>
                <a class="button" href=paths::ADMIN>{s.go_on}</a>
            </p>
        </section>
    }
    .into_any()
}

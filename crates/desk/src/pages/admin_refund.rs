//! `/admin/orders/{number}/refund`: the refund form; the shop computes the amount, then staff
//! confirm it.
//!
//! 计算 posts the form to this page itself: nothing is changed, and neither the address nor a log
//! line contains typed text. 退款 posts the same fields, `form_key` included, so that a second post
//! returns the first one's refund.

use crate::{
    components::refunds,
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::Text,
};
use domain::{error::ErrorCode, form::RefundForm, view::admin::RefundPageView};
use kit::{
    components::BackLink,
    flash::{Args, Flash, Typed},
    paths,
    request::Rq,
    text::error,
};
use leptos::prelude::*;

mod form;
mod plan;

/// The refund page.
pub fn page() -> AnyView {
    let number = domain::number::typed(&param("number"));
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let title = format!("{} {number}", t.admin.refund_title);
        let mut frame = AdminFrame::load(&rq, title).await;
        let posted = rq.posted::<RefundForm>()?;
        if posted.is_some() {
            frame.flash = Flash::default();
        }
        let view = match (posted, frame.flash.typed::<RefundForm>()) {
            (Some(form), _) => plan_or_refusal(&rq, &number, form, &mut frame).await?,
            // Just refused: the same form again, with the refusal above it.
            (None, Some(typed)) => RefundPageView {
                form: typed,
                plan: None,
                ..load(&rq, &number, None).await?
            },
            (None, None) => load(&rq, &number, None).await?,
        };
        let state = form::state(t, &frame.flash, &view);
        state.name_fields_in(&mut frame.form);
        frame.islands = view.allowed;
        let body = if view.allowed {
            let plan = view.plan.as_ref().map(|plan| plan::confirm(t, &view, plan));
            view! { {plan} {form::fields(t, &view, &state)} }.into_any()
        } else {
            let refused = error::sentence(t.locale, ErrorCode::RefundNotAllowed, &Args::new());
            view! { <p class="note-box">{refused}</p> }.into_any()
        };
        let earlier = refunds(t, &number, &view.refunds, &frame.flash);
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::admin_order(&number) label=t.admin.back_to_order />
                {form::head(t, &view)}
                {body}
                {earlier}
            </AdminLayout>
        }
        .into_any())
    })
}

async fn load(
    rq: &Rq,
    number: &str,
    form: Option<RefundForm>,
) -> Result<RefundPageView, shop::Error> {
    rq.shop.refund_page(&rq.viewer, number, form).await
}

/// The page with the plan of `form`; if that is refused, with the form as typed and the reason
/// above it.
async fn plan_or_refusal(
    rq: &Rq,
    number: &str,
    form: RefundForm,
    frame: &mut AdminFrame,
) -> Result<RefundPageView, shop::Error> {
    match load(rq, number, Some(form.clone())).await {
        // The session ended while the form was typed: it is restored after the sign-in.
        Err(shop::Error::LoginRequired) => {
            let typed = Typed::keep(&form);
            rq.put_off(&Flash {
                typed,
                ..Flash::default()
            });
            Err(shop::Error::LoginRequired)
        }
        Err(shop::Error::Refused(refusal)) => {
            frame.flash = Flash::refusal(rq.path(), refusal.into(), Typed::keep(&form));
            let view = load(rq, number, None).await?;
            Ok(RefundPageView {
                form,
                plan: None,
                ..view
            })
        }
        answer => answer,
    }
}

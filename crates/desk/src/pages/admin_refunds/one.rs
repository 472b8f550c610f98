//! `/admin/refunds/{request}`: all that is known about one refund, and the forms that decide it.

use super::{decide, receive, waited};
use crate::{
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::{Text, isolate, label},
};
use domain::{
    actions::Action,
    refund::RefundState,
    staff::Role,
    view::refund::{AskedLineView, RefundDeskView},
};
use kit::{
    components::{
        BackLink, Chip, Money, Picture, Seal, isolated, label_tone, line_words, refund_tone,
    },
    format, paths,
};
use leptos::prelude::*;

/// The page.
pub fn page() -> AnyView {
    let request = param("request");
    load_page(|rq| async move {
        let view = rq.shop.admin_refund(&rq.viewer, &request).await?;
        let t = Text::of(rq.viewer.locale);
        let title = (t.refunds.title)(&view.request_no);
        let mut frame = AdminFrame::load(&rq, title.clone()).await;
        let may = rq.viewer.staff_with(Role::Refunds).is_ok();
        let forms = decide::Forms::of(t, &frame.flash, &view);
        forms.name_fields_in(&mut frame.form);
        let goods = receive::Form::of(t, &frame.flash, &view);
        goods.state.name_fields_in(&mut frame.form);
        let acts = if may {
            let receives = view.actions.contains(&Action::ReceiveReturn);
            let received = receives.then(|| receive::form(t, &view, &goods));
            view! { {received} {decide::forms(t, &view, &forms)} }.into_any()
        } else {
            view! { <p class="note-box">{t.refunds.read_only}</p> }.into_any()
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_REFUNDS label=t.shared.refunds />
                {top(t, &view, title)}
                <div class="split split-wide">
                    <div>{asked(t, &view)} {known(t, &view)}</div>
                    <div class="aside aside-plain">{stand(t, &view)} {acts}</div>
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

fn top(t: &'static Text, view: &RefundDeskView, title: String) -> AnyView {
    let since = matches!(
        view.state,
        RefundState::Requested | RefundState::AwaitingReturn
    )
    .then(|| {
        let waits = waited(t, view.created_at, view.now);
        view! { <span class="hint">" " {t.refunds.waiting} " " {waits}</span> }
    });
    view! {
        <section class="desk-top">
            <h1 class="desk-title number">{title}</h1>
            <p class="desk-state">
                <Chip words=label::refund(t.locale, view.state) tone=refund_tone(view.state) />
                {since}
            </p>
        </section>
    }
    .into_any()
}

/// What was asked for, with the customer's words and pictures.
fn asked(t: &'static Text, view: &RefundDeskView) -> AnyView {
    let r = &t.refunds;
    let kind = view.kind.map_or_else(
        || label::origin(t.locale, view.origin),
        |kind| label::request_kind(t.locale, kind),
    );
    let lines: Vec<_> = view.lines.iter().map(|line| row(t, line)).collect();
    let reason = view.reason.map(|reason| label::reason(t.locale, reason));
    let words = view
        .reason_text
        .clone()
        .map(|words| view! { <p>{isolated(words)}</p> });
    let note = view
        .staff_note
        .clone()
        .map(|words| view! { <p class="hint">{t.admin.staff_note} " " {isolated(words)}</p> });
    let photos: Vec<_> = (1..=view.photos)
        .map(|place| {
            let href = paths::admin_refund_photo(&view.request_no, place);
            let words = (r.photo)(&place.to_string());
            view! { <li><a href=href>{words}</a></li> }
        })
        .collect();
    let photos = (!photos.is_empty()).then(|| view! { <ul class="refund-photos">{photos}</ul> });
    view! {
        <section aria-labelledby="asked">
            <h2 id="asked" class="section-title">{r.asked}</h2>
            <p>
                {kind} " "
                <Money amount=view.amount class="money-big" />
            </p>
            <ul class="lines">{lines}</ul>
            <p><strong>{reason}</strong></p>
            {words}
            {photos}
            {note}
        </section>
    }
    .into_any()
}

fn row(t: &'static Text, line: &AskedLineView) -> AnyView {
    view! {
        <li class="line">
            <Picture image=line.line.image.clone() plain=true />
            <div class="line-words">
                <p class="line-title">{line_words(t, &line.line.title, &line.line.options)}</p>
            </div>
            <div class="line-figures">
                <Money amount=line.amount />
                <span class="line-qty">{(t.shared.units)(&line.qty.to_string())}</span>
            </div>
        </li>
    }
    .into_any()
}

/// The order, the payment and the customer.
fn known(t: &'static Text, view: &RefundDeskView) -> AnyView {
    let r = &t.refunds;
    let buyer = &view.buyer;
    let history = (r.buyer)(&buyer.orders.to_string(), &buyer.refunds.to_string());
    view! {
        <section aria-labelledby="known">
            <h2 id="known" class="section-title">{r.known}</h2>
            <p class="desk-state">
                <a class="number" href=paths::admin_order(&view.number)>{view.number.clone()}</a>
                " "
                <Seal
                    words=label::order(t.locale, view.label)
                    tone=label_tone(view.label)
                    small=true
                />
                " "
                <span class="hint">{label::ship_state(t.locale, view.ship_state)}</span>
            </p>
            <p>{(r.paid)(&format::yuan(view.paid))}</p>
            <p>{(r.refunded)(&format::yuan(view.refunded))}</p>
            <p>
                {isolated(buyer.name.clone())} " "
                <span class="number">{isolated(buyer.phone.clone())}</span>
            </p>
            <p>{history}</p>
        </section>
    }
    .into_any()
}

/// Where it stands: what will happen, what was said, and where the goods are.
fn stand(t: &'static Text, view: &RefundDeskView) -> AnyView {
    let r = &t.refunds;
    let asked = view
        .asked
        .filter(|asked| *asked != view.amount)
        .map(|asked| {
            let words = (r.asked_for)(&format::yuan(asked));
            view! { <p class="hint">{words}</p> }
        });
    let told = view.decision_text.clone().map(|words| {
        view! { <p class="note-box">{r.told} {t.frame.colon} {isolated(words)}</p> }
    });
    let hint = match view.state {
        RefundState::Approved | RefundState::Sending | RefundState::Unknown => Some(r.wait_only),
        RefundState::Failed => Some(r.held),
        RefundState::Requested
        | RefundState::AwaitingReturn
        | RefundState::Succeeded
        | RefundState::Rejected
        | RefundState::Withdrawn
        | RefundState::Dropped => None,
    };
    let hint = hint.map(|words| {
        view! {
            <p class="refund-hint">{words}</p>
            <p><a href=paths::admin_order(&view.number)>{r.to_order}</a></p>
        }
    });
    let gateway = view
        .gateway
        .clone()
        .map(|words| view! { <p class="hint">{t.admin.col_gateway} " " {isolated(words)}</p> });
    let by = view
        .decided_by
        .clone()
        .map(|name| view! { <p class="hint">{t.admin.col_by} " " {isolated(name)}</p> });
    view! {
        {asked}
        {told}
        {goods(t, view)}
        {hint}
        {gateway}
        {by}
    }
    .into_any()
}

/// The goods on their way back.
fn goods(t: &'static Text, view: &RefundDeskView) -> Option<AnyView> {
    let r = &t.refunds;
    let goods = view.goods.as_ref()?;
    let words = match (&goods.parcel, goods.received_at) {
        (_, Some(_at)) => r.received.to_owned(),
        (Some((carrier, number)), None) => (r.parcel)(&isolate(carrier), &isolate(number)),
        (None, None) if view.state == RefundState::AwaitingReturn => {
            (r.no_parcel)(&format::moment(goods.until, t.locale))
        }
        (None, None) => return None,
    };
    Some(view! { <p>{words}</p> }.into_any())
}

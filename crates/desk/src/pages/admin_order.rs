//! `/admin/orders/{number}`: an order with its payments, refunds, ledger and calls.

use crate::{
    actions::{AdminCancelOrder, AdminCheckPayment, NoteOrder, ShowPhone},
    components::{MailList, drop_form, mails, refunds},
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::{Text, isolate, label},
};
use domain::{
    actions::Action,
    error::ErrorCode,
    form::NoteForm,
    limit,
    order::{Lifecycle, PayState, ShipState},
    staff::Role,
    view::{admin::AdminOrderView, cart::Totals},
};
use kit::{
    components::{
        ActionBar, Amounts, BackLink, Chip, Field, FormState, Kind, Need, PostButton, Seal, Tone,
        isolated, label_tone,
    },
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

mod books;
mod ship;

/// The order page of staff.
pub fn page() -> AnyView {
    let number = param("number");
    load_page(|rq| async move {
        let view = rq.shop.admin_order(&rq.viewer, &number).await?;
        let t = Text::of(rq.viewer.locale);
        let mut frame = AdminFrame::load(&rq, (t.admin.for_order)(&view.order.number)).await;
        let stored = NoteForm {
            number: view.order.number.clone(),
            seen: view.note_seen.clone(),
            staff_note: view.staff_note.clone().unwrap_or_default(),
        };
        let note = FormState::of(t, &frame.flash, stored).field(
            "staff_note",
            t.admin.staff_note,
            limit::STAFF_NOTE,
        );
        note.name_fields_in(&mut frame.form);
        let works = rq.viewer.staff_with(Role::Orders).is_ok();
        let noting = works.then(|| work(t, &view, &note));
        for refund in &view.refunds {
            drop_form(t, &frame.flash, refund).name_fields_in(&mut frame.form);
        }
        let refunds = refunds(t, &view.order.number, &view.refunds, &frame.flash);
        let shipping = ship::Shipping::of(t, &frame.flash, &view, works);
        shipping.name_fields_in(&mut frame.form);
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_ORDERS label=t.admin.orders />
                {top(t, &view)}
                {shipping.form(t, &view)}
                {shipping.parcels(t, &view)}
                {facts(t, &view)}
                {noting}
                {books::lines(t, &view)}
                {books::attempts(t, &view)}
                {refunds}
                {books::ledger(t, &view)}
                {books::talks(t, &view)}
                {mail(t, &view, works)}
                {books::events(t, &view)}
            </AdminLayout>
        }
        .into_any())
    })
}

fn top(t: &'static Text, view: &AdminOrderView) -> AnyView {
    let order = &view.order;
    let partly = order
        .partly_refunded
        .then(|| view! { <Chip words=t.shared.partly tone=Tone::Indigo /> });
    view! {
        <section class="desk-top">
            <h1 class="desk-title number">{order.number.clone()}</h1>
            <p class="desk-state">
                <Seal
                    words=label::order(t.locale, order.label)
                    tone=label_tone(order.label)
                    small=true
                />
                {partly}
            </p>
            <dl class="axes-row" aria-label=t.admin.axes>
                <div>
                    <dt>{t.admin.axis_life}</dt>
                    <dd>
                        <Chip
                            words=label::lifecycle(t.locale, view.lifecycle)
                            tone=life_tone(view.lifecycle)
                        />
                    </dd>
                </div>
                <div>
                    <dt>{t.admin.axis_pay}</dt>
                    <dd>
                        <Chip
                            words=label::pay_state(t.locale, view.pay_state)
                            tone=pay_tone(view.pay_state)
                        />
                    </dd>
                </div>
                <div>
                    <dt>{t.admin.axis_ship}</dt>
                    <dd>
                        <Chip
                            words=label::ship_state(t.locale, view.ship_state)
                            tone=ship_tone(view.ship_state)
                        />
                    </dd>
                </div>
            </dl>
            {buttons(t, &order.actions, &order.number)}
        </section>
    }
    .into_any()
}

const fn life_tone(state: Lifecycle) -> Tone {
    match state {
        Lifecycle::Open => Tone::Indigo,
        Lifecycle::Cancelled => Tone::Quiet,
        Lifecycle::Completed => Tone::Celadon,
    }
}

const fn pay_tone(state: PayState) -> Tone {
    match state {
        PayState::Unpaid => Tone::Amber,
        PayState::Paid => Tone::Celadon,
        PayState::PartiallyRefunded | PayState::Refunded => Tone::Indigo,
    }
}

const fn ship_tone(state: ShipState) -> Tone {
    match state {
        ShipState::None | ShipState::Partial => Tone::Quiet,
        ShipState::Shipped | ShipState::Received => Tone::Celadon,
    }
}

/// The buttons of allowed actions. Decisions on a refund are in its card.
fn buttons(t: &'static Text, actions: &[Action], number: &str) -> AnyView {
    let post = |door: &'static str, action: Action| {
        view! {
            <PostButton
                action=door
                number=number.to_owned()
                label=label::action(t.locale, action)
                class="button button-plain"
            />
        }
        .into_any()
    };
    // One filled button a view: where something is to be shipped, it is that of its form.
    let refund = if actions.contains(&Action::Ship) {
        "button button-plain"
    } else {
        "button"
    };
    let buttons: Vec<_> = actions
        .iter()
        .filter_map(|action| match action {
            Action::Refund => Some(
                view! {
                    <a class=refund href=paths::admin_refund(number)>
                        {label::action(t.locale, Action::Refund)}
                    </a>
                }
                .into_any(),
            ),
            Action::CheckPayment => Some(post(AdminCheckPayment::url(), *action)),
            Action::Cancel => Some(post(AdminCancelOrder::url(), *action)),
            Action::Pay
            | Action::RequestRefund
            | Action::WithdrawRefund
            | Action::SendReturn
            | Action::AskReturn
            | Action::ReceiveReturn
            | Action::ConfirmReceipt
            | Action::BuyAgain
            | Action::ApproveRefund
            | Action::RejectRefund
            | Action::RetryRefund
            | Action::DropRefund
            | Action::Ship
            | Action::ExtendReceipt => None,
        })
        .collect();
    view! { <ActionBar>{buttons}</ActionBar> }.into_any()
}

/// The mail about the order.
fn mail(t: &'static Text, view: &AdminOrderView, may_send: bool) -> AnyView {
    let here = paths::admin_order(&view.order.number);
    let list = MailList {
        title: t.mail.title,
        none: t.mail.none_of_order,
        none_class: "hint",
        send_from: may_send.then_some(here.as_str()),
        names_orders: false,
    };
    view! {
        <section aria-labelledby="mail">
            <h2 id="mail" class="section-title">{t.mail.title}</h2>
            {mails(t, &list, &view.mails)}
        </section>
    }
    .into_any()
}

fn facts(t: &'static Text, view: &AdminOrderView) -> AnyView {
    let order = &view.order;
    let s = &t.shared;
    let address = &order.address;
    let mut rows = vec![
        (t.admin.shopper, view.shopper.clone()),
        (s.placed_at, format::exact(order.placed_at)),
        (s.contact_name, address.contact_name.clone()),
        (s.contact_phone, address.contact_phone.clone()),
        (s.address, format!("{} {}", address.region, address.street)),
    ];
    let optional = [
        (s.trade_no, &order.trade_no),
        (s.buyer_note, &order.buyer_note),
        (t.admin.staff_note, &view.staff_note),
    ];
    rows.extend(
        optional
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.clone()?))),
    );
    if order.refunded > domain::money::Fen::ZERO {
        rows.push((s.refunded, format::yuan(order.refunded)));
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{isolated(value)}</dd>
                </div>
            }
        })
        .collect();
    let totals = Totals {
        items: order.items,
        discount: order.discount,
        postage: order.postage,
        total: order.total,
        to_free_postage: None,
    };
    view! {
        <div class="desk-facts">
            <dl class="facts">{rows}</dl>
            <Amounts t totals total_name=t.frame.total settled=true />
        </div>
    }
    .into_any()
}

/// The full phone number and the note.
fn work(t: &'static Text, view: &AdminOrderView, form: &FormState) -> AnyView {
    let d = &t.desk;
    let number = &view.order.number;
    let overtaken = form.code("staff_note") == Some(ErrorCode::ChangedMeanwhile);
    let last = view.note_by.as_ref().map(|(name, at)| {
        let (name, at) = (isolate(name), format::moment(*at, t.locale));
        let words = if overtaken {
            (d.note_conflict)(&name, &at)
        } else {
            (d.note_by)(&name, &at)
        };
        view! { <p class="hint">{words}</p> }
    });
    view! {
        <section class="desk-work">
            <PostButton
                action=ShowPhone::url()
                number=number.clone()
                label=d.show_phone
                class="button button-plain"
            />
            <form class="form" method="post" action=NoteOrder::url()>
                <input type="hidden" name="form[number]" value=number.clone() />
                // What the page shows now: saving once more after a conflict is a decision.
                <input type="hidden" name="form[seen]" value=view.note_seen.clone() />
                <Field form name="staff_note" kind=Kind::Lines(2) need=Need::Optional />
                {last}
                <button class="button button-plain">{d.save_note}</button>
            </form>
        </section>
    }
    .into_any()
}

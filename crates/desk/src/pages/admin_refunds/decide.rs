//! The forms that decide a request: approve, lower, ask for the goods, decline.

use crate::{
    actions::{ApproveRefund, AskReturn, RejectRefund},
    text::{Text, label},
};
use domain::{
    actions::Action,
    error::ErrorCode,
    form::{RefundApproveForm, RefundRejectForm},
    limit,
    money::Fen,
    setting::Section,
    validate,
    view::refund::RefundDeskView,
};
use kit::{
    components::{Field, FormState, Kind, Need, isolated},
    flash::Flash,
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The forms with fields, and the lower amount that is to be confirmed.
pub(super) struct Forms {
    lower: FormState,
    reject: FormState,
    confirm_fen: String,
}

impl Forms {
    pub(super) fn of(t: &'static Text, flash: &Flash, view: &RefundDeskView) -> Self {
        let request = &view.request_no;
        let lower = RefundApproveForm {
            out_request_no: request.clone(),
            ..RefundApproveForm::default()
        };
        let reject = RefundRejectForm {
            out_request_no: request.clone(),
            ..RefundRejectForm::default()
        };
        let is_lower = |typed: &RefundApproveForm| typed.out_request_no == *request;
        let is_reject = |typed: &RefundRejectForm| typed.out_request_no == *request;
        let lower = lowering(t, FormState::among(t, flash, "lower", lower, is_lower));
        Self {
            confirm_fen: confirming(flash, &lower),
            lower,
            reject: FormState::among(t, flash, "reject", reject, is_reject).field(
                "reason",
                t.refunds.reject_reason,
                limit::DECISION_TEXT,
            ),
        }
    }

    pub(super) fn name_fields_in(&self, summary: &mut Option<FormState>) {
        self.lower.name_fields_in(summary);
        self.reject.name_fields_in(summary);
    }
}

/// Declares the fields of a lower amount.
pub(super) fn lowering(t: &'static Text, form: FormState) -> FormState {
    form.field("amount", t.refunds.lower_amount, limit::AMOUNT)
        .field("reason", t.refunds.lower_reason, limit::DECISION_TEXT)
}

/// The lower amount in fen, if the page asks to confirm it; else nothing.
pub(super) fn confirming(flash: &Flash, form: &FormState) -> String {
    let asks = flash
        .error
        .as_ref()
        .is_some_and(|error| error.code == ErrorCode::RefundConfirmLower);
    let amount = validate::amount(form.value("amount"))
        .ok()
        .filter(|_| asks && form.is_refused());
    amount
        .map(|amount| amount.get().to_string())
        .unwrap_or_default()
}

/// The fields of a lower amount, in the form that is around them.
pub(super) fn lower_fields(form: &FormState, confirm_fen: &str) -> AnyView {
    view! {
        <input type="hidden" name="form[confirm_fen]" value=confirm_fen.to_owned() />
        <Field form name="amount" kind=Kind::Amount />
        <Field form name="reason" kind=Kind::Lines(2) />
    }
    .into_any()
}

/// All forms that are allowed now.
pub(super) fn forms(t: &'static Text, view: &RefundDeskView, forms: &Forms) -> AnyView {
    let may = |action| view.actions.contains(&action);
    let approve = may(Action::ApproveRefund).then(|| approve(t, view, forms));
    let ask = may(Action::AskReturn).then(|| ask(t, view));
    let reject = may(Action::RejectRefund).then(|| reject(t, view, &forms.reject));
    view! { {approve} {ask} {reject} }.into_any()
}

/// The sentence is the confirmation, so its button acts at once.
fn approve(t: &'static Text, view: &RefundDeskView, forms: &Forms) -> AnyView {
    let r = &t.refunds;
    if view.waits_for_other {
        return view! { <p class="note-box">{r.mine}</p> }.into_any();
    }
    let first = view
        .first_by
        .as_ref()
        .map(|name| view! { <p class="note-box">{(r.first)(name)}</p> });
    let unshipped: i64 = view.lines.iter().map(|line| line.unshipped).sum();
    let unshipped = (unshipped > 0).then(|| {
        let words = (r.will_not_ship)(&unshipped.to_string());
        view! { <p>{words}</p> }
    });
    let button = label::action(t.locale, Action::ApproveRefund);
    let whole = if view.possible < view.amount {
        let words = (r.possible)(&format::yuan(view.possible));
        view! { <p class="note-box">{words}</p> }.into_any()
    } else {
        let words = (r.will)(&format::yuan(view.amount), &format::yuan(view.left));
        view! {
            <p>{words}</p>
            {unshipped}
            <form method="post" action=ApproveRefund::url()>
                {number(view)}
                {shown(view)}
                <button class="button">{button}</button>
            </form>
        }
        .into_any()
    };
    let open = forms.lower.is_refused();
    let lower = (view.possible > Fen::ZERO).then(|| {
        view! {
            <details class="more" open=open>
                <summary>{r.lower}</summary>
                <form class="form" method="post" action=ApproveRefund::url() novalidate=true>
                    {number(view)}
                    {shown(view)}
                    {lower_fields(&forms.lower, &forms.confirm_fen)}
                    <div class="actions">
                        <button class="button button-plain">{button}</button>
                    </div>
                </form>
            </details>
        }
    });
    let two = view
        .needs_two
        .then(|| view! { <p class="note-box">{r.two}</p> });
    view! { {first} {two} {whole} {lower} }.into_any()
}

fn number(view: &RefundDeskView) -> AnyView {
    view! { <input type="hidden" name="form[out_request_no]" value=view.request_no.clone() /> }
        .into_any()
}

/// The amount that the page shows; another one is refused.
fn shown(view: &RefundDeskView) -> AnyView {
    let fen = view.amount.get();
    view! { <input type="hidden" name="form[total_fen]" value=fen /> }.into_any()
}

fn ask(t: &'static Text, view: &RefundDeskView) -> AnyView {
    let r = &t.refunds;
    if view.return_address.is_empty() {
        return view! {
            <p class="hint">
                {r.no_address} " "
                <a href=paths::admin_settings(Section::Refunds)>{r.set_address}</a>
            </p>
        }
        .into_any();
    }
    view! {
        <form method="post" action=AskReturn::url()>
            {number(view)}
            <p class="return-address">
                {r.send_to} " " {isolated(view.return_address.clone())}
            </p>
            <button class="button button-plain">
                {label::action(t.locale, Action::AskReturn)}
            </button>
        </form>
    }
    .into_any()
}

fn reject(t: &'static Text, view: &RefundDeskView, form: &FormState) -> AnyView {
    view! {
        <form class="form" method="post" action=RejectRefund::url() novalidate=true>
            {number(view)}
            <Field
                form
                name="reason"
                hint=t.refunds.reads
                kind=Kind::Lines(2)
                need=Need::Required
            />
            <div class="actions">
                <button class="button button-plain">
                    {label::action(t.locale, Action::RejectRefund)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

//! The desk of refunds: who waits, and all that is known about one request.

use super::{judge::possible, request::Extras};
use crate::{
    Error, Shop, Viewer,
    catalog::image::Thumbs,
    order::{
        snapshot::{self, Snapshot},
        view,
    },
};
use domain::{
    actions::{Actor, refund_actions},
    locale::{Locale, Words},
    money::{self, Fen},
    order::{LineKind, label},
    refund::{
        RefundReason, RequestKind,
        request::{needs_two, unshipped},
    },
    validate::mask_phone,
    view::refund::{AskedLineView, BuyerView, RefundDeskView, RefundRow, RefundTab, RefundsView},
};
use store::{
    Tx,
    models::refund::Refund,
    queries::{
        admin, order,
        refund::{self, QueuePage},
    },
};

/// Refunds on a page.
const PAGE: usize = 50;
/// The same number plus one: an extra row shows that there is another page.
const PAGE_AND_ONE: i64 = 51;

impl Shop {
    /// One page of a tab; `from`: the last refund of the page before.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if `from` names an unknown refund.
    pub async fn admin_refunds(
        &self,
        viewer: &Viewer,
        tab: RefundTab,
        from: Option<String>,
    ) -> Result<RefundsView, Error> {
        viewer.any_staff()?;
        let (locale, now) = (viewer.locale, self.now());
        self.store
            .read(move |tx| {
                let from = match &from {
                    Some(number) => Some(
                        refund::by_request_no(tx, number)?
                            .ok_or(Error::NotFound)?
                            .id,
                    ),
                    None => None,
                };
                let at = match tab {
                    RefundTab::Closed => QueuePage::Newest(from),
                    RefundTab::Decide
                    | RefundTab::Return
                    | RefundTab::Unknown
                    | RefundTab::Held => QueuePage::Oldest(from),
                };
                let mut found = refund::page(tx, tab.states(), at, PAGE_AND_ONE)?;
                let more = found.len() > PAGE;
                found.truncate(PAGE);
                let next = found
                    .last()
                    .filter(|_| more)
                    .map(|last| last.out_request_no.clone());
                let extras = Extras::load(tx, &found)?;
                let mut rows = Vec::with_capacity(found.len());
                let ids: Vec<i64> = found.iter().map(|row| row.order_id).collect();
                let orders = order::by_ids(tx, &ids)?;
                let seen = snapshot::load_all(tx, orders)?;
                for row in &found {
                    let of = seen.iter().find(|seen| seen.order.id == row.order_id);
                    if let Some(of) = of {
                        rows.push(self::row(of, row, &extras, locale));
                    }
                }
                Ok(RefundsView {
                    tab,
                    counts: counts(tx)?,
                    rows,
                    next,
                    now,
                })
            })
            .await
    }

    /// The page of one refund.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_refund(
        &self,
        viewer: &Viewer,
        out_request_no: &str,
    ) -> Result<RefundDeskView, Error> {
        let staff = viewer.any_staff()?.clone();
        let (locale, now, number) = (viewer.locale, self.now(), out_request_no.to_owned());
        let settings = self.settings().await?;
        self.store
            .read(move |tx| {
                let found = refund::by_request_no(tx, &number)?.ok_or(Error::NotFound)?;
                let order = order::get(tx, found.order_id)?;
                let seen = snapshot::load(tx, order)?;
                let facts = seen.facts();
                let extras = Extras::load(tx, [&found])?;
                let lines: Vec<_> = seen.lines_of(found.id).cloned().collect();
                let possible = possible(&lines, &seen.details)?;
                let most = money::sum(possible.iter().map(|part| part.amount))?;
                let most = most.min(facts.refundable());
                let members = refund::members(tx)?;
                let is_two = needs_two(found.amount_fen, settings.two_persons_above, members.len());
                let named: Vec<i64> = [found.first_by, found.decided_by]
                    .into_iter()
                    .flatten()
                    .collect();
                let names = admin::names(tx, &named)?;
                let name = |id: Option<i64>| {
                    let known = names.iter().find(|(known, _)| Some(*known) == id);
                    known.map(|(_, name)| name.clone())
                };
                let left = if found.state.holds_money() {
                    facts.refundable()
                } else {
                    facts.refundable().minus(found.amount_fen)?.max(Fen::ZERO)
                };
                Ok(RefundDeskView {
                    request_no: found.out_request_no.clone(),
                    number: seen.order.number.clone(),
                    label: label(&facts, now),
                    ship_state: seen.order.ship_state,
                    state: found.state,
                    origin: found.origin,
                    kind: kind(&found),
                    reason: found.reason_code.parse::<RefundReason>().ok(),
                    reason_text: found.reason_text.clone(),
                    staff_note: found.staff_note.clone(),
                    decision_text: found.decision_text.clone(),
                    amount: found.amount_fen,
                    asked: found.asked_fen,
                    possible: most,
                    left,
                    paid: seen
                        .applied()
                        .and_then(|paid| paid.paid_fen)
                        .unwrap_or(Fen::ZERO),
                    refunded: seen.refunded()?,
                    created_at: found.created_at,
                    lines: asked(tx, &seen, &found, locale)?,
                    photos: extras.photos(found.id),
                    goods: extras.goods(found.id),
                    return_address: settings.return_address.clone(),
                    buyer: buyer(tx, &seen)?,
                    first_by: name(found.first_by),
                    waits_for_other: is_two && found.first_by == Some(staff.user_id),
                    needs_two: is_two
                        && found.first_by.is_none_or(|first| !members.contains(&first)),
                    decided_by: name(found.decided_by),
                    gateway: gateway(&found),
                    actions: refund_actions(
                        &seen.refund_facts(&found),
                        &Actor::Staff(&staff.roles),
                    ),
                    now,
                })
            })
            .await
    }
}

/// What a customer asked for; none for a refund of staff or of the shop.
fn kind(refund: &Refund) -> Option<RequestKind> {
    let is_asked = refund.origin == domain::refund::RefundOrigin::Shopper;
    is_asked.then(|| {
        if refund.is_return() {
            RequestKind::Return
        } else {
            RequestKind::Money
        }
    })
}

fn gateway(refund: &Refund) -> Option<String> {
    match (&refund.gateway_code, &refund.gateway_msg) {
        (Some(code), Some(words)) => Some(format!("{words} ({code})")),
        (Some(code), None) => Some(code.clone()),
        (None, words) => words.clone(),
    }
}

/// How many wait in each tab whose refunds wait.
fn counts(tx: &mut Tx<'_>) -> Result<Vec<(RefundTab, i64)>, Error> {
    let waiting = [
        RefundTab::Decide,
        RefundTab::Return,
        RefundTab::Unknown,
        RefundTab::Held,
    ];
    let states: Vec<_> = waiting
        .iter()
        .flat_map(|tab| tab.states().iter().copied())
        .collect();
    let found = refund::counts(tx, &states)?;
    Ok(waiting
        .into_iter()
        .map(|tab| {
            let own = found
                .iter()
                .filter(|(state, _)| tab.states().contains(state));
            (tab, own.map(|(_, count)| *count).sum())
        })
        .collect())
}

fn row(of: &Snapshot, refund: &Refund, extras: &Extras, locale: Locale) -> RefundRow {
    let first = of.lines_of(refund.id).find_map(|line| {
        let detail = of.details.iter().find(|d| d.id == line.order_detail_id)?;
        (detail.kind == LineKind::Item).then_some(detail)
    });
    let units = of.lines_of(refund.id).filter(|line| {
        let detail = of.details.iter().find(|d| d.id == line.order_detail_id);
        detail.is_some_and(|detail| detail.kind == LineKind::Item)
    });
    RefundRow {
        request_no: refund.out_request_no.clone(),
        number: of.order.number.clone(),
        created_at: refund.created_at,
        kind: kind(refund),
        origin: refund.origin,
        state: refund.state,
        goods: first.map(|detail| {
            (
                Words::choose(locale, &detail.title_zh, &detail.title_en),
                Words::choose(locale, &detail.options_zh, &detail.options_en),
            )
        }),
        units: units.map(|line| line.qty).sum(),
        reason: refund.reason_code.parse().ok(),
        amount: refund.amount_fen,
        is_sent: extras
            .goods(refund.id)
            .is_some_and(|goods| goods.parcel.is_some()),
    }
}

fn asked(
    tx: &mut Tx<'_>,
    seen: &Snapshot,
    refund: &Refund,
    locale: Locale,
) -> Result<Vec<AskedLineView>, Error> {
    let shown = view::lines(tx, &seen.details, locale)?;
    Ok(seen
        .lines_of(refund.id)
        .filter_map(|line| {
            let detail = seen.details.iter().find(|d| d.id == line.order_detail_id)?;
            let found = shown.iter().find(|shown| shown.line_no == detail.line_no);
            Some(AskedLineView {
                line: found
                    .cloned()
                    .unwrap_or_else(|| view::line_view(detail, None, &Thumbs::default(), locale)),
                qty: line.qty,
                amount: line.amount_fen,
                unshipped: unshipped(line.qty, detail.reserved_qty, refund.is_return()),
            })
        })
        .collect())
}

fn buyer(tx: &mut Tx<'_>, seen: &Snapshot) -> Result<BuyerView, Error> {
    let (orders, refunds) = match seen.order.user_id {
        Some(user_id) => refund::history(tx, user_id)?,
        None => (0, 0),
    };
    Ok(BuyerView {
        name: seen.order.contact_name.clone(),
        phone: mask_phone(&seen.order.contact_phone),
        orders,
        refunds,
    })
}

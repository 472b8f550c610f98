//! One page of an export.

use crate::{Error, order::view};
use domain::{
    export::{ExportKind, ExportTime, Selection},
    locale::{Locale, Words},
    money::{self, Fen},
    order::LineKind,
    time::Millis,
    validate::mask_phone,
    view::export::{EntryOut, ExportRow, LineOut, OrderOut, RefundOut},
};
use std::collections::HashMap;
use store::{
    Tx,
    models::{
        order::{Order, OrderDetail},
        refund::Refund,
    },
    queries::{
        export::{self, Place},
        order,
    },
};

/// Rows, and the place of the last one if there may be more.
pub(super) struct Page {
    pub(super) rows: Vec<ExportRow>,
    pub(super) next: Option<Place>,
}

pub(super) fn page(
    tx: &mut Tx<'_>,
    selection: &Selection,
    place: Place,
    limit: i64,
    locale: Locale,
    shows_contact: bool,
) -> Result<Page, Error> {
    match selection.kind {
        ExportKind::Orders => {
            let orders = export::orders(tx, selection, place, limit)?;
            let next = after(&orders, limit, |order| {
                (order_time(order, selection), order.id)
            });
            let lines = lines_of(tx, &orders)?;
            let mut rows = Vec::with_capacity(orders.len());
            for order in &orders {
                let own = lines.get(&order.id).map_or(&[][..], Vec::as_slice);
                rows.push(ExportRow::Order(Box::new(order_out(
                    order,
                    own,
                    shows_contact,
                )?)));
            }
            Ok(Page { rows, next })
        }
        ExportKind::Lines => {
            let orders = export::orders(tx, selection, place, limit)?;
            let next = after(&orders, limit, |order| {
                (order_time(order, selection), order.id)
            });
            let lines = lines_of(tx, &orders)?;
            let ids: Vec<i64> = lines
                .values()
                .flatten()
                .filter_map(|line| line.sku_id)
                .collect();
            let codes: HashMap<i64, String> = export::codes(tx, &ids)?.into_iter().collect();
            let mut rows = Vec::new();
            for order in &orders {
                let own = lines.get(&order.id).map_or(&[][..], Vec::as_slice);
                let outs = own.iter().map(|line| line_out(order, line, &codes, locale));
                rows.extend(outs.map(|line| ExportRow::Line(Box::new(line))));
            }
            Ok(Page { rows, next })
        }
        ExportKind::Refunds => {
            let refunds = export::refunds(tx, selection, place, limit)?;
            let time = |refund: &Refund| match selection.time {
                ExportTime::Arrived => refund.succeeded_at.unwrap_or_default(),
                ExportTime::Placed
                | ExportTime::Paid
                | ExportTime::Created
                | ExportTime::Posted => refund.created_at,
            };
            let next = after(&refunds, limit, |refund| (time(refund), refund.id));
            let ids: Vec<i64> = refunds.iter().map(|refund| refund.order_id).collect();
            let numbers = numbers(tx, &ids)?;
            let rows = refunds
                .into_iter()
                .map(|refund| refund_out(refund, &numbers))
                .collect();
            Ok(Page { rows, next })
        }
        ExportKind::Ledger => ledger(tx, selection, place, limit),
    }
}

/// The place of the last row, if the page is full.
fn after<T>(rows: &[T], limit: i64, place: impl Fn(&T) -> Place) -> Option<Place> {
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count >= limit);
    rows.last().filter(|_| is_full).map(place)
}

fn order_time(order: &Order, selection: &Selection) -> Millis {
    match selection.time {
        ExportTime::Paid => order.paid_at.unwrap_or_default(),
        ExportTime::Placed | ExportTime::Created | ExportTime::Arrived | ExportTime::Posted => {
            order.placed_at
        }
    }
}

fn lines_of(tx: &mut Tx<'_>, orders: &[Order]) -> Result<HashMap<i64, Vec<OrderDetail>>, Error> {
    let ids: Vec<i64> = orders.iter().map(|order| order.id).collect();
    let mut lines: HashMap<i64, Vec<OrderDetail>> = HashMap::new();
    for line in order::details_of(tx, &ids)? {
        lines.entry(line.order_id).or_default().push(line);
    }
    Ok(lines)
}

fn numbers(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<i64, String>, Error> {
    Ok(export::numbers(tx, ids)?.into_iter().collect())
}

fn order_out(order: &Order, lines: &[OrderDetail], shows_contact: bool) -> Result<OrderOut, Error> {
    let items = lines.iter().filter(|line| line.kind == LineKind::Item);
    let address = if shows_contact {
        let address = view::address(order)?;
        format!("{} {}", address.region, address.street)
            .trim()
            .to_owned()
    } else {
        String::new()
    };
    Ok(OrderOut {
        number: order.number.clone(),
        placed_at: order.placed_at,
        paid_at: order.paid_at,
        lifecycle: order.lifecycle,
        pay_state: order.pay_state,
        ship_state: order.ship_state,
        units: items.map(|line| line.qty).sum(),
        items: order.items_fen,
        discount: order.discount_fen,
        postage: order.postage_fen,
        total: order.total_fen,
        refunded: money::sum(lines.iter().map(|line| line.refund_fen))?,
        contact_name: order.contact_name.clone(),
        contact_phone: if shows_contact {
            order.contact_phone.clone()
        } else {
            mask_phone(&order.contact_phone)
        },
        address,
        buyer_note: order.buyer_note.clone().unwrap_or_default(),
    })
}

fn line_out(
    order: &Order,
    line: &OrderDetail,
    codes: &HashMap<i64, String>,
    locale: Locale,
) -> LineOut {
    let code = line.sku_id.and_then(|id| codes.get(&id));
    LineOut {
        number: order.number.clone(),
        placed_at: order.placed_at,
        paid_at: order.paid_at,
        pay_state: order.pay_state,
        line_no: line.line_no,
        kind: line.kind,
        code: code.cloned().unwrap_or_default(),
        title: Words::choose(locale, &line.title_zh, &line.title_en),
        options: Words::choose(locale, &line.options_zh, &line.options_en),
        unit: line.unit_fen,
        qty: line.qty,
        discount: line.discount_fen,
        paid: line.paid_fen,
        refund_qty: line.refund_qty,
        refund: line.refund_fen,
    }
}

fn refund_out(refund: Refund, numbers: &HashMap<i64, String>) -> ExportRow {
    ExportRow::Refund(Box::new(RefundOut {
        number: numbers.get(&refund.order_id).cloned().unwrap_or_default(),
        out_request_no: refund.out_request_no,
        state: refund.state,
        origin: refund.origin,
        amount: refund.amount_fen,
        created_at: refund.created_at,
        succeeded_at: refund.succeeded_at,
        reason: refund.reason_text.unwrap_or_default(),
    }))
}

/// A posting's entries stay together, so a page has as many postings as other pages have rows.
fn ledger(tx: &mut Tx<'_>, selection: &Selection, place: Place, limit: i64) -> Result<Page, Error> {
    let postings = export::postings(tx, selection, place, limit)?;
    let next = after(&postings, limit, |posting| (posting.at, posting.id));
    let ids: Vec<i64> = postings.iter().map(|posting| posting.id).collect();
    let orders: Vec<i64> = postings
        .iter()
        .filter_map(|posting| posting.order_id)
        .collect();
    let numbers = numbers(tx, &orders)?;
    let mut entries: HashMap<i64, Vec<(domain::ledger::Account, Fen)>> = HashMap::new();
    for entry in export::entries(tx, &ids, &selection.state)? {
        let own = entries.entry(entry.txn_id).or_default();
        own.push((entry.account, entry.amount_fen));
    }
    let mut rows = Vec::new();
    for posting in &postings {
        let number = posting.order_id.and_then(|id| numbers.get(&id));
        for (account, amount) in entries.remove(&posting.id).unwrap_or_default() {
            rows.push(ExportRow::Entry(Box::new(EntryOut {
                at: posting.at,
                kind: posting.kind,
                number: number.cloned().unwrap_or_default(),
                memo: posting.memo.clone(),
                account,
                amount,
            })));
        }
    }
    Ok(Page { rows, next })
}

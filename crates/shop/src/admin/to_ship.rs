//! The orders to be shipped, the oldest payment first, narrowed by what packing looks at.

use crate::{
    Error, Shop, Viewer,
    order::{
        snapshot::{self, Snapshot},
        view,
    },
};
use domain::{
    limit::SEARCH,
    locale::{Locale, Words},
    number,
    order::{LineKind, ShipState},
    staff::Role,
    time::{DAY, Millis},
    validate,
    view::shipping::{ToShipFilter, ToShipRow, ToShipView},
};
use store::{
    Tx,
    models::order::OrderDetail,
    queries::{admin, order},
};

/// Orders on a page.
const PAGE: usize = 50;
/// Orders read at a time.
const BATCH: i64 = 200;
/// Orders that one page looks at, where the filter leaves most of them out.
const MOST_SEEN: usize = 2_000;

impl Shop {
    /// One page of the orders to be shipped. `after`: the number of the last order of the page before.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if `after` is not an order.
    pub async fn admin_to_ship(
        &self,
        viewer: &Viewer,
        filter: ToShipFilter,
        after: &str,
    ) -> Result<ToShipView, Error> {
        let may_ship = viewer.any_staff()?.roles.has(Role::Orders);
        let (locale, after) = (viewer.locale, number::typed(after));
        self.store
            .read(move |tx| {
                let wanted = Wanted::of(&filter);
                let mut place = match after.as_str() {
                    "" => None,
                    number => {
                        let order = order::by_number(tx, number)?.ok_or(Error::NotFound)?;
                        Some((order.paid_at.unwrap_or(order.placed_at), order.id))
                    }
                };
                let (mut rows, mut firsts) = (Vec::new(), Vec::new());
                let (mut seen, mut next) = (0_usize, None);
                'pages: loop {
                    let found = admin::to_ship(tx, wanted.paid, place, BATCH)?;
                    let is_last = i64::try_from(found.len()).unwrap_or(BATCH) < BATCH;
                    for one in snapshot::load_all(tx, found)? {
                        if rows.len() == PAGE || seen == MOST_SEEN {
                            break 'pages;
                        }
                        seen = seen.saturating_add(1);
                        place = one.order.paid_at.map(|at| (at, one.order.id));
                        next = Some(one.order.number.clone());
                        if wanted.fits(tx, &one)? {
                            let (row, first) = row(&one, locale)?;
                            rows.push(row);
                            firsts.push(first);
                        }
                    }
                    if is_last {
                        next = None;
                        break;
                    }
                }
                let lines = view::lines(tx, &firsts, locale)?;
                for (row, line) in rows.iter_mut().zip(lines) {
                    row.image = line.image;
                }
                Ok(ToShipView {
                    filter: filter.clone(),
                    rows,
                    next,
                    may_ship,
                })
            })
            .await
    }
}

/// A filter as it is compared.
struct Wanted {
    paid: (Millis, Millis),
    region: String,
    has: String,
    noted: bool,
    single: bool,
}

impl Wanted {
    fn of(filter: &ToShipFilter) -> Self {
        let cut = |text: &str| -> String {
            let text = validate::code(text).to_lowercase();
            text.chars().take(SEARCH.max.into()).collect()
        };
        let last = Millis::of_shanghai_day(&filter.to).map(|day| day.plus(DAY));
        Self {
            paid: (
                Millis::of_shanghai_day(&filter.from).unwrap_or(Millis::new(i64::MIN)),
                last.unwrap_or(Millis::new(i64::MAX)),
            ),
            region: cut(&filter.region),
            has: cut(&filter.has),
            noted: filter.noted,
            single: filter.single,
        }
    }

    fn fits(&self, tx: &mut Tx<'_>, seen: &Snapshot) -> Result<bool, Error> {
        let order = &seen.order;
        if self.noted && order.buyer_note.is_none() {
            return Ok(false);
        }
        if self.single && seen.details.iter().map(|l| l.reserved_qty).sum::<i64>() != 1 {
            return Ok(false);
        }
        let region = view::address(order)?.region.to_lowercase();
        if !region.trim_start().starts_with(&self.region) {
            return Ok(false);
        }
        if self.has.is_empty() {
            return Ok(true);
        }
        let in_title = seen.details.iter().any(|line| {
            [
                &line.title_zh,
                &line.title_en,
                &line.options_zh,
                &line.options_en,
            ]
            .iter()
            .any(|text| text.to_lowercase().contains(&self.has))
        });
        if in_title {
            return Ok(true);
        }
        let ids: Vec<i64> = seen.details.iter().filter_map(|line| line.sku_id).collect();
        let codes = admin::sku_codes(tx, &ids)?;
        Ok(codes
            .iter()
            .any(|(_, code)| code.to_lowercase() == self.has))
    }
}

/// A row without its picture, and the line that has it.
fn row(seen: &Snapshot, locale: Locale) -> Result<(ToShipRow, OrderDetail), Error> {
    let order = &seen.order;
    let mut left = seen
        .details
        .iter()
        .filter(|line| line.kind == LineKind::Item && line.reserved_qty > 0);
    let first = left
        .next()
        .ok_or_else(|| Error::internal(format!("nothing of {} is left to ship", order.number)))?;
    let row = ToShipRow {
        number: order.number.clone(),
        paid_at: order.paid_at,
        image: None,
        title: Words::choose(locale, &first.title_zh, &first.title_en),
        options: Words::choose(locale, &first.options_zh, &first.options_en),
        qty: first.reserved_qty,
        more: i64::try_from(left.count()).unwrap_or(i64::MAX),
        contact_name: order.contact_name.clone(),
        region: view::address(order)?.region,
        buyer_note: order.buyer_note.clone(),
        total: order.total_fen,
        partial: order.ship_state == ShipState::Partial,
        in_refund: seen.in_refund(),
    };
    Ok((row, first.clone()))
}

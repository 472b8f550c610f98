//! The list of orders: saved views, exact search, keyset paging in both directions.

use super::Page;
use crate::{
    Error, Shop, Viewer,
    order::snapshot::{self, Snapshot},
};
use domain::{
    limit::SEARCH,
    number,
    order::{LineKind, is_partly_refunded, label},
    time::{DAY, Millis},
    validate::{self, mask_phone},
    view::admin::{AdminOrderRow, AdminOrdersView, AdminTab},
};
use store::{
    Tx,
    models::order::Order,
    queries::{
        admin::{self, AdminPage, Days, Sought},
        order,
    },
};

/// Orders on a page.
const PAGE: usize = 50;
/// The same number plus one: an extra row shows that there is another page.
const PAGE_AND_ONE: i64 = 51;

impl Shop {
    /// [`Self::admin_orders_placed`] on any day.
    ///
    /// # Errors
    /// The same.
    pub async fn admin_orders(
        &self,
        viewer: &Viewer,
        tab: AdminTab,
        q: &str,
        page: Page,
    ) -> Result<AdminOrdersView, Error> {
        self.admin_orders_placed(viewer, tab, q, ("", ""), page)
            .await
    }

    /// One page of orders that were placed between two days, both included; an unreadable day sets no
    /// limit. The search is exact (order number, trade number, phone) and covers all orders, whatever
    /// the view and the days.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if `page` names an unknown order.
    pub async fn admin_orders_placed(
        &self,
        viewer: &Viewer,
        tab: AdminTab,
        q: &str,
        span: (&str, &str),
        page: Page,
    ) -> Result<AdminOrdersView, Error> {
        viewer.any_staff()?;
        let (now, typed) = (self.now(), q.to_owned());
        let (from, to) = (
            Millis::of_shanghai_day(span.0),
            Millis::of_shanghai_day(span.1),
        );
        let days = Days {
            from: from.map(Millis::shanghai_day),
            before: to.map(|last| last.plus(DAY).shanghai_day()),
        };
        let shown = |day: Option<Millis>| {
            let day = day.map(|day| day.shanghai("%Y-%m-%d"));
            day.unwrap_or_default()
        };
        let (from, to) = (shown(from), shown(to));
        let sought = sought(q);
        self.store
            .read(move |tx| {
                let place = place(tx, &page)?;
                let (mut rows, at) = rows(tx, (tab, &days), sought.as_ref(), place, now)?;
                let (newer, older) = super::ends(&mut rows, PAGE, &at);
                let end = |wanted: bool, order: Option<&Order>| {
                    order.filter(|_| wanted).map(|order| order.number.clone())
                };
                let (newer, older) = (end(newer, rows.first()), end(older, rows.last()));
                let rows = snapshot::load_all(tx, rows)?
                    .iter()
                    .map(|seen| row(seen, now))
                    .collect();
                Ok(AdminOrdersView {
                    tab,
                    q: typed.clone(),
                    from: from.clone(),
                    to: to.clone(),
                    rows,
                    newer,
                    older,
                })
            })
            .await
    }
}

/// Reads a search as the forms read numbers and phones; `None` for an empty one.
fn sought(q: &str) -> Option<Sought> {
    let text = validate::code(q);
    let text: String = text.chars().take(SEARCH.max.into()).collect();
    (!text.is_empty()).then(|| Sought {
        number: number::typed(&text),
        phone: validate::contact_phone(&text).unwrap_or(text),
    })
}

fn place(tx: &mut Tx<'_>, page: &Page) -> Result<AdminPage, Error> {
    let mut id_of = |number: &str| -> Result<i64, Error> {
        Ok(order::by_number(tx, number)?.ok_or(Error::NotFound)?.id)
    };
    Ok(match page {
        Page::First => AdminPage::First,
        Page::Before(number) => AdminPage::Before(id_of(number)?),
        Page::After(number) => AdminPage::After(id_of(number)?),
    })
}

/// The rows of a page, plus an extra one if there are more. If the page has become empty, the
/// newest rows.
fn rows(
    tx: &mut Tx<'_>,
    (tab, days): (AdminTab, &Days),
    sought: Option<&Sought>,
    place: AdminPage,
    now: Millis,
) -> Result<(Vec<Order>, AdminPage), Error> {
    let mut ask = |at| match sought {
        None => admin::page(tx, tab, days, at, PAGE_AND_ONE, now),
        Some(sought) => admin::find(tx, sought, at, PAGE_AND_ONE),
    };
    let found = ask(place)?;
    if found.is_empty() && place != AdminPage::First {
        return Ok((ask(AdminPage::First)?, AdminPage::First));
    }
    Ok((found, place))
}

fn row(seen: &Snapshot, now: Millis) -> AdminOrderRow {
    let (order, facts) = (&seen.order, seen.facts());
    AdminOrderRow {
        number: order.number.clone(),
        label: label(&facts, now),
        partly_refunded: is_partly_refunded(order.pay_state),
        total: order.total_fen,
        placed_at: order.placed_at,
        contact_name: order.contact_name.clone(),
        contact_phone: mask_phone(&order.contact_phone),
        units: seen
            .details
            .iter()
            .filter(|line| line.kind == LineKind::Item)
            .map(|line| line.qty)
            .sum(),
    }
}

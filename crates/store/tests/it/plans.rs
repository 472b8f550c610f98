//! No query scans a growing table. Each query of the admin pages and of orders is planned on both
//! databases, with tables in which the wanted rows are rare.

mod fault;
mod listing;
mod seed;

use crate::db::for_both;
use domain::{
    day::Day,
    export::{ExportKind, ExportTime, Selection},
    staff::{StaffAct, StaffTarget},
    time::Millis,
    view::{admin::AdminTab, catalog::desk::ProductTab, refund::RefundTab, watch::InboxTab},
};
use fault::faults;
use seed::{NOW, ROWS};
use store::{
    Store, StoreError, Tx,
    models::job::JobState,
    queries::{
        account, admin,
        admin::{AdminPage, Days, Sought},
        alarm, attempt, audit_log,
        audit_log::Which,
        catalog::{desk, index},
        event, export, goods_return, inbox, job, order,
        order::{OrdersTab, Whose},
        refund,
        refund::QueuePage,
        refund_photo, session, shipment,
        stock::history,
    },
    testing,
};

/// The orders of one day.
fn today(time: ExportTime) -> Selection {
    let day = Day::of(Millis::new(NOW));
    Selection {
        kind: ExportKind::Orders,
        time,
        from: day,
        to: day,
        state: String::new(),
    }
}

type Work = fn(&mut Tx<'_>) -> Result<(), StoreError>;

/// The queries, by name. Their cursors point to the middle of the tables.
const QUERIES: &[(&str, Work)] = &[
    ("order by number", |tx| {
        order::by_number(tx, "N500").map(drop)
    }),
    ("owned order", |tx| order::owned(tx, "N500", 7).map(drop)),
    ("order by checkout key", |tx| {
        order::by_checkout_key(tx, "k500").map(drop)
    }),
    ("unpaid orders of a user", |tx| {
        order::unpaid(tx, Whose::User(7)).map(drop)
    }),
    ("unpaid orders from a network", |tx| {
        order::unpaid(tx, Whose::Network("203.0.113.0/24")).map(drop)
    }),
    ("last order of a user", |tx| {
        order::last_of_user(tx, 7).map(drop)
    }),
    ("exported orders, as placed", |tx| {
        let chosen = today(ExportTime::Placed);
        export::orders(tx, &chosen, (Millis::new(NOW), 7_900), 50).map(drop)
    }),
    ("exported orders, as paid", |tx| {
        let chosen = today(ExportTime::Paid);
        export::orders(tx, &chosen, export::beginning(&chosen), 50).map(drop)
    }),
    ("number of exported orders", |tx| {
        export::count(tx, &today(ExportTime::Placed), 50).map(drop)
    }),
    ("details", |tx| {
        order::details_of(tx, &[500, 501, 502]).map(drop)
    }),
    ("attempts", |tx| {
        attempt::of_orders(tx, &[500, 501, 502]).map(drop)
    }),
    ("attempt by number", |tx| {
        attempt::by_out_trade_no(tx, "P500").map(drop)
    }),
    ("attempt by the gateway's number", |tx| {
        attempt::by_trade_no(tx, "T500").map(drop)
    }),
    ("refunds", |tx| {
        refund::of_orders(tx, &[500, 510, 520]).map(drop)
    }),
    ("refunds of an attempt", |tx| {
        refund::of_attempt(tx, 500).map(drop)
    }),
    ("refund lines", |tx| {
        refund::lines_of(tx, &[5, 6, 7]).map(drop)
    }),
    ("refund by number", |tx| {
        refund::by_request_no(tx, "P500R01").map(drop)
    }),
    ("refund by form", |tx| {
        refund::by_form_key(tx, "f500").map(drop)
    }),
    ("refunds that wait", |tx| {
        refund::page(
            tx,
            RefundTab::Decide.states(),
            QueuePage::Oldest(Some(500)),
            51,
        )
        .map(drop)
    }),
    ("closed refunds", |tx| {
        refund::page(
            tx,
            RefundTab::Closed.states(),
            QueuePage::Newest(Some(500)),
            51,
        )
        .map(drop)
    }),
    ("refunds of a customer", |tx| {
        refund::history(tx, 7).map(drop)
    }),
    ("goods of refunds", |tx| {
        goods_return::of_refunds(tx, &[5, 6, 7]).map(drop)
    }),
    ("photographs of refunds", |tx| {
        refund_photo::of_refunds(tx, &[5, 6, 7]).map(drop)
    }),
    ("waiting photographs", |tx| {
        refund_photo::waiting(tx, 7).map(drop)
    }),
    ("last send", |tx| {
        refund::last_sent(tx, 500, Millis::new(NOW)).map(drop)
    }),
    ("events", |tx| event::list(tx, 500).map(drop)),
    ("legs", |tx| admin::legs(tx, 500).map(drop)),
    ("talks", |tx| {
        admin::talks(tx, &[500, 501], &[5, 6], 200).map(drop)
    }),
    ("notifies", |tx| {
        admin::notifies(tx, &["P500", "P501"], 200).map(drop)
    }),
    ("orders by numbers", |tx| {
        order::by_numbers(tx, &["N500", "N501"]).map(drop)
    }),
    ("orders to ship", |tx| {
        let all = (Millis::new(0), Millis::new(i64::MAX));
        admin::to_ship(tx, all, None, 51)?;
        admin::to_ship(tx, all, Some((Millis::new(NOW - 9_000_000), 500)), 51).map(drop)
    }),
    ("orders of recipients", |tx| {
        admin::of_recipients(tx, &["13800000077", "13800000078"]).map(drop)
    }),
    ("orders of a day", |tx| {
        let days = Days {
            from: Some("N500".to_owned()),
            before: Some("N501".to_owned()),
        };
        admin::page(
            tx,
            AdminTab::All,
            &days,
            AdminPage::First,
            51,
            Millis::new(NOW),
        )
        .map(drop)
    }),
    ("parcels", |tx| {
        shipment::of_orders(tx, &[500, 501]).map(drop)
    }),
    ("lines of parcels", |tx| {
        shipment::lines_of(tx, &[500, 501]).map(drop)
    }),
    ("corrections", |tx| {
        shipment::corrections_of(tx, &[500, 501]).map(drop)
    }),
    ("parcels by number", |tx| {
        shipment::with_numbers(tx, &["SF500", "SF501"]).map(drop)
    }),
    ("parcel by form", |tx| {
        shipment::by_form_key(tx, "f500").map(drop)
    }),
    ("names", |tx| admin::names(tx, &[1, 2, 3]).map(drop)),
    ("login of a user", |tx| admin::login_of(tx, 7).map(drop)),
    ("user", |tx| account::get(tx, 7).map(drop)),
    ("roles", |tx| account::roles(tx, 7).map(drop)),
    ("session", |tx| {
        session::load(tx, "s500", Millis::new(NOW)).map(drop)
    }),
    ("paid today", |tx| {
        admin::paid_between(tx, Millis::new(NOW - 43_200_000), Millis::new(NOW)).map(drop)
    }),
    ("refunded today", |tx| {
        admin::refunded_between(tx, Millis::new(NOW - 43_200_000), Millis::new(NOW)).map(drop)
    }),
    ("oldest request", |tx| admin::oldest_request(tx).map(drop)),
    ("replayable notifies", |tx| {
        inbox::count(tx, InboxTab::Open.verdicts(), 100).map(drop)
    }),
    ("notify", |tx| inbox::find(tx, "n500", "d").map(drop)),
    ("dead jobs", |tx| {
        job::desk::list(tx, JobState::Dead, 100).map(drop)
    }),
    ("done jobs", |tx| {
        job::desk::list(tx, JobState::Done, 100).map(drop)
    }),
    ("jobs under way", |tx| job::desk::attended(tx).map(drop)),
    ("open alarms", |tx| alarm::list(tx, true, 100).map(drop)),
    ("alarm", |tx| {
        alarm::find(tx, "surplus_payment", "P500").map(drop)
    }),
    ("act by hash", |tx| audit_log::by_hash(tx, "h500").map(drop)),
    ("chain", |tx| audit_log::check(tx, 50).map(drop)),
    ("stock move by key", |tx| desk::moved(tx, "m500").map(drop)),
    ("product by slug", |tx| desk::by_slug(tx, "p500").map(drop)),
    ("product by code", |tx| desk::find(tx, "S500").map(drop)),
    ("products by codes", |tx| {
        index::of_codes(tx, &["S500", "S501"]).map(drop)
    }),
    ("products by slugs", |tx| {
        index::of_slugs(tx, &["p500", "p501"]).map(drop)
    }),
    ("variants", |tx| desk::skus(tx, &[500, 501]).map(drop)),
    ("count of low products", |tx| {
        index::count(tx, ProductTab::Low, 100).map(drop)
    }),
    ("variant by code", |tx| {
        history::by_code(tx, "S500").map(drop)
    }),
    ("number of a move", |tx| {
        history::number(tx, 1, 4_000).map(drop)
    }),
    ("move by number", |tx| {
        history::by_number(tx, 1, 4_000).map(drop)
    }),
    ("moves after one", |tx| {
        history::after(tx, 1, 7_900).map(drop)
    }),
    ("orders of moves", |tx| {
        history::orders_of(tx, &[500, 501]).map(drop)
    }),
];

#[tokio::test(flavor = "multi_thread")]
async fn look_ups_use_an_index() {
    for_both(async |db| {
        let store = db.store();
        seed::fill(&store).await;
        let mut found = Vec::new();
        for (name, work) in QUERIES {
            look(&mut found, &store, name, *work).await;
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

/// The first page of a list, and the pages before and after its middle.
const fn places(middle: i64) -> [AdminPage; 3] {
    [
        AdminPage::First,
        AdminPage::Before(middle),
        AdminPage::After(middle),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_lists_use_an_index() {
    for_both(async |db| {
        let store = db.store();
        seed::fill(&store).await;
        let mut found = Vec::new();
        let (middle, now) = (i64::try_from(ROWS / 2).unwrap(), Millis::new(NOW));
        for at in places(middle) {
            for tab in AdminTab::ALL {
                let name = format!("orders {tab} {at:?}");
                look(&mut found, &store, &name, move |tx| {
                    admin::page(tx, *tab, &Days::default(), at, 51, now).map(drop)
                })
                .await;
            }
            for text in ["N77", "P77", "T77", "13800000077", "nothing"] {
                let name = format!("search {text} {at:?}");
                let sought = Sought {
                    number: text.to_owned(),
                    phone: text.to_owned(),
                };
                look(&mut found, &store, &name, move |tx| {
                    admin::find(tx, &sought, at, 51).map(drop)
                })
                .await;
            }
            for tab in InboxTab::ALL {
                let name = format!("inbox {tab} {at:?}");
                look(&mut found, &store, &name, move |tx| {
                    inbox::page(tx, tab.verdicts(), at, 51).map(drop)
                })
                .await;
            }
            let name = format!("moves {at:?}");
            look(&mut found, &store, &name, move |tx| {
                history::page(tx, 1, at, 51).map(drop)
            })
            .await;
            let changed = match at {
                AdminPage::First => AdminPage::First,
                AdminPage::Before(id) => AdminPage::Before((Millis::new(id), id)),
                AdminPage::After(id) => AdminPage::After((Millis::new(id), id)),
            };
            for tab in ProductTab::ALL {
                let name = format!("products {tab} {at:?}");
                look(&mut found, &store, &name, move |tx| {
                    index::page(tx, *tab, changed, 51).map(drop)
                })
                .await;
            }
            for (actor, act, kind, target) in [
                (None, None, None, None),
                (Some(2), None, None, None),
                (None, Some(StaffAct::OrderUnmask), None, None),
                (None, None, None, Some("N77")),
                (None, None, Some(StaffTarget::Order), Some("N77")),
                (Some(2), Some(StaffAct::OrderUnmask), None, Some("N77")),
            ] {
                let which = Which {
                    actor_id: actor,
                    act,
                    target: kind,
                    target_id: target.map(str::to_owned),
                };
                let name = format!("acts {which:?} {at:?}");
                look(&mut found, &store, &name, move |tx| {
                    audit_log::list(tx, &which, at, 51).map(drop)
                })
                .await;
            }
        }
        for tab in AdminTab::ALL {
            look(&mut found, &store, &format!("count of {tab}"), move |tx| {
                admin::count(tx, *tab, 100, now).map(drop)
            })
            .await;
        }
        for tab in [
            OrdersTab::All,
            OrdersTab::ToPay,
            OrdersTab::ToShip,
            OrdersTab::ToReceive,
            OrdersTab::AfterSale,
        ] {
            for before in [None, Some(middle)] {
                look(
                    &mut found,
                    &store,
                    &format!("own orders {tab:?} {before:?}"),
                    move |tx| order::page(tx, 7, tab, before, 21).map(drop),
                )
                .await;
            }
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

async fn look<F>(found: &mut Vec<String>, store: &Store, name: &str, work: F)
where
    F: Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
{
    let planned = testing::plans(store, work).await.unwrap();
    assert!(!planned.is_empty(), "{name}: no statement was recorded");
    for statement in &planned {
        let faults = faults(statement);
        if !faults.is_empty() {
            found.push(format!(
                "{:?} {name}: {faults:?} in {:#?} of {}",
                store.engine(),
                statement.plan,
                statement.sql.split_once(" FROM ").unwrap().1
            ));
        }
    }
}

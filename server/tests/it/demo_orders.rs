//! The orders of the demo: every state is there, the money is true, and the simulator knows them.

use crate::{
    refund::refund,
    support::{
        TestApp,
        app::{Frozen, MORNING, SELLER_ID, Setup},
        simulated::Simulated,
    },
};
use demo::orders::{Filled, ORDERS};
use domain::{
    form::RefundForm,
    locale::Locale,
    order::{Lifecycle, PayState, ShipState},
    refund::RefundState,
    time::{HOUR, Millis},
};
use server::{cli::demo::history::History, compose};
use shop::{Shop, Viewer};
use std::sync::Arc;
use store::{Store, testing::answers};
use test_support::for_both;
use tokio_util::sync::CancellationToken;

const NOW: Millis = Millis::new(MORNING);

async fn ask(store: &Store, sql: &str) -> Vec<String> {
    answers(store, sql).await.unwrap()
}

/// The one value of a count.
async fn count(store: &Store, of: &str) -> i64 {
    let sql = format!("SELECT CAST(COUNT(*) AS TEXT) AS answer FROM {of}");
    ask(store, &sql).await[0].parse().unwrap()
}

async fn fill(history: &History) -> Filled {
    history.fill(NOW, &CancellationToken::new()).await.unwrap()
}

async fn is_sound(shop: &Shop) {
    let report = shop.audit().await.unwrap();
    assert!(report.breaches.is_empty(), "{:#?}", report.breaches);
    let store = shop.store();
    assert_eq!(count(store, "alarms").await, 0, "no alarm was raised");
    assert_eq!(
        count(store, "recon_issues").await,
        0,
        "bills and books agree"
    );
}

/// The demo's member of staff, with the password just confirmed.
async fn desk(shop: &Shop) -> Viewer {
    let login = "SELECT CAST(id AS TEXT) AS answer FROM users WHERE email = 'staff@example.com'";
    let id = ask(shop.store(), login).await[0].parse().unwrap();
    let mut staff = shop.staff(id).await.unwrap().unwrap();
    staff.proved_at = Some(shop.now());
    Viewer {
        staff: Some(staff),
        ..Viewer::anonymous(Locale::ZhCn)
    }
}

/// Whether an order of the demo has a refund in this state. The others last for seconds, or are
/// trouble.
const fn lasts(state: RefundState) -> bool {
    match state {
        RefundState::Requested
        | RefundState::AwaitingReturn
        | RefundState::Succeeded
        | RefundState::Rejected
        | RefundState::Withdrawn => true,
        RefundState::Approved
        | RefundState::Sending
        | RefundState::Unknown
        | RefundState::Failed
        | RefundState::Dropped => false,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_orders_are_in_every_state_and_the_simulator_refunds_them() {
    for_both(async |db| {
        let sim = Simulated::start().await;
        let app = Simulated::config(sim.vars(&[])).app;
        let (store, media) = (db.store(), tempfile::tempdir().unwrap());
        let history = History::open(&sim.sim, app.clone(), store.clone(), demo::policy());
        demo::seed(history.opened(NOW), media.path()).await.unwrap();
        let first = fill(&history).await;
        assert_eq!(first.refused, Vec::<String>::new());
        assert_eq!(first.orders, ORDERS);

        let clock = Arc::new(Frozen::at(MORNING));
        let gateway = compose::gateway(app, SELLER_ID.to_owned()).unwrap();
        let shop = compose::shop_at(clock.clone(), store.clone(), gateway, demo::policy());
        is_sound(&shop).await;
        let states = async |column: &str, table: &str| {
            ask(
                &store,
                &format!("SELECT DISTINCT {column} AS answer FROM {table}"),
            )
            .await
        };
        let found = states("lifecycle", "orders").await;
        for state in Lifecycle::ALL {
            assert!(found.contains(&state.to_string()), "{state}");
        }
        let found = states("pay_state", "orders").await;
        for state in PayState::ALL {
            assert!(found.contains(&state.to_string()), "{state}");
        }
        let found = states("ship_state", "orders").await;
        for state in ShipState::ALL {
            assert!(found.contains(&state.to_string()), "{state}");
        }
        let found = states("state", "refunds").await;
        for state in RefundState::ALL {
            assert_eq!(found.contains(&state.to_string()), lasts(*state), "{state}");
        }
        let waiting = "refunds WHERE state = 'requested' AND first_by IS NOT NULL";
        assert_eq!(
            count(&store, waiting).await,
            1,
            "one waits for a second person"
        );
        assert!(count(&store, "bill_imports WHERE state = 'done'").await > 50);
        assert!(count(&store, "sales_orders WHERE counted_at IS NOT NULL").await > 50);
        let late = format!("order_events WHERE at > {MORNING}");
        assert_eq!(count(&store, &late).await, 0, "nothing lies in the future");

        // A second start adds nothing.
        assert_eq!(fill(&history).await, Filled::default());
        assert_eq!(
            count(&store, "orders").await,
            i64::try_from(ORDERS).unwrap()
        );

        // Today the shop refunds an order of then, over the network.
        let completed = "SELECT number AS answer FROM orders \
                         WHERE lifecycle = 'completed' AND pay_state = 'paid' ORDER BY id";
        let number = ask(&store, completed).await[0].clone();
        let staff = desk(&shop).await;
        let page = shop.refund_page(&staff, &number, None).await.unwrap();
        let form = RefundForm {
            whole: "all".to_owned(),
            reason_code: "other".to_owned(),
            ..page.form
        };
        let decided = shop.refund_order(&staff, form).await.unwrap();
        assert_eq!(decided.state, RefundState::Succeeded);

        // The bills of yesterday and today agree, and the jobs of then go on.
        sim.sim.advance_ms(26 * HOUR).unwrap();
        clock.advance(26 * HOUR);
        shop.run_due_jobs().await.unwrap();
        is_sound(&shop).await;
        let unpaid = "orders WHERE lifecycle = 'open' AND pay_state = 'unpaid'";
        assert_eq!(count(&store, unpaid).await, 0, "nobody paid in time");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_then_is_refunded_through_the_page() {
    let sim = Simulated::start().await;
    let config = Simulated::config(sim.vars(&[]));
    let app = TestApp::with(Setup {
        gateway: alipay::Client::http(config.app.clone()).unwrap(),
        ..Setup::default()
    })
    .await;
    let store = app.shop.store().clone();
    let history = History::open(&sim.sim, config.app, store.clone(), demo::policy());
    assert_eq!(fill(&history).await.orders, ORDERS);
    is_sound(&app.shop).await;

    let shipped = "SELECT number AS answer FROM orders WHERE ship_state = 'shipped' ORDER BY id";
    let number = ask(&store, shipped).await[0].clone();
    let page = refund(&app.staff().await, &number, "1").await;
    assert!(page.text().contains("已退款"), "{}", page.text());
    is_sound(&app.shop).await;
}

//! The clock is set back after being ahead. Timestamps in the future must stop neither jobs nor
//! security checks.

use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::{RefundForm, RefundLineForm, SignInForm, SignUpForm},
    locale::Locale,
    refund::RefundState,
    staff::Role,
    time::{DAY, HOUR, MINUTE, SECOND},
};
use shop::{Error, Viewer, payment::Checked};
use test_support::{Fault, TestShop, for_both, order_form};

async fn form(test: &TestShop, staff: &Viewer, number: &str, amount: &str) -> RefundForm {
    let page = test.shop.refund_page(staff, number, None).await.unwrap();
    RefundForm {
        lines: vec![RefundLineForm {
            line_no: "1".to_owned(),
            qty: "0".to_owned(),
            amount: amount.to_owned(),
            restock: String::new(),
        }],
        reason_code: "other".to_owned(),
        ..page.form
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_typed_tomorrow_proves_nothing() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 9).await;
        let number = test.order().line("MUG", 1).paid().await.number;
        test.clock.advance(DAY);
        let staff = test.staff("r@example.cn", &[Role::Refunds]).await;
        test.clock.advance(-DAY);
        let wanted = form(&test, &staff, &number, "1").await;
        let told = test.shop.refund_order(&staff, wanted.clone()).await;
        assert!(told.is_err(), "a proof from tomorrow moved money");
        assert_eq!(refusal(told).0, ErrorCode::ProveAgain);
        let proven = test.proven(&staff);
        // A small difference between the clocks of two machines is allowed.
        test.clock.advance(-30 * SECOND);
        test.shop.refund_order(&proven, wanted).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refunds_stamped_by_a_clock_ahead_do_not_wait_for_it() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 9).await;
        let order = test.order().line("MUG", 1).paid().await;
        let staff = test.staff("r@example.cn", &[Role::Refunds]).await;
        test.clock.advance(DAY);
        let proven = test.proven(&staff);
        test.gateway.fail("alipay.trade.refund", Fault::RequestLost);
        let wanted = form(&test, &proven, &order.number, "1").await;
        let lost = test.shop.refund_order(&proven, wanted).await.unwrap();
        assert_eq!(lost.state, RefundState::Unknown);
        test.clock.advance(-DAY);

        let proven = test.proven(&staff);
        let wanted = form(&test, &proven, &order.number, "2").await;
        let next = test.shop.refund_order(&proven, wanted).await.unwrap();
        assert_eq!(
            next.state,
            RefundState::Succeeded,
            "a refund dated tomorrow must not delay the next one"
        );
        for wait in [SECOND, 15 * SECOND, 15 * SECOND, MINUTE] {
            test.after(wait).await;
        }
        let given: Vec<i64> = test
            .gateway
            .trade(&order.trade)
            .unwrap()
            .refunds
            .iter()
            .map(|(_, fen)| *fen)
            .collect();
        assert_eq!(given, [200, 100], "the lost refund is queried and sent");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_asks_for_the_status_gets_an_answer() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 9).await;
        let order = test.order().line("MUG", 1).at_cashier().await;
        let ask = order_form(&order.number);
        test.clock.advance(20 * MINUTE);
        let told = test.shop.check_payment(&test.buyer, ask.clone()).await;
        assert_eq!(told.unwrap(), Checked::NotYet);
        test.clock.advance(-19 * MINUTE);
        test.gateway.pay(&order.trade);
        let told = test.shop.check_payment(&test.buyer, ask).await;
        assert_eq!(told.unwrap(), Checked::Paid);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_counted_by_a_clock_ahead_are_forgotten() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 9).await;
        let number = test.order().line("MUG", 1).placed().await;
        let ask = async || {
            let form = order_form(&number);
            test.shop.check_payment(&test.buyer, form).await
        };
        for moved in [DAY, -DAY] {
            test.clock.advance(moved);
            for _ in 0..12 {
                ask().await.unwrap();
            }
            assert_eq!(refusal(ask().await).0, ErrorCode::CheckedTooSoon);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_of_a_clock_ahead_run_and_no_order_expires_early() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 9).await;
        let number = test.order().line("MUG", 1).placed().await;
        test.clock.advance(20 * MINUTE);
        let trade = test.start_payment(&test.buyer, &number).await;
        test.order().line("MUG", 1).placed().await;
        test.clock.advance(-20 * MINUTE);
        test.gateway.pay(&trade);
        // The query job is due a minute after the payment began, by the earlier clock.
        test.after(SECOND).await;
        let paid = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders WHERE pay_state = 'paid'";
        assert_eq!(test.one(paid).await, "1");
        let open = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders WHERE lifecycle = 'open'";
        assert_eq!(
            test.one(open).await,
            "2",
            "a job that runs too early expires nothing"
        );
        test.after(2 * HOUR).await;
        assert_eq!(test.one(open).await, "1");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_a_clock_ahead_holds_its_stock_no_longer_than_others() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 9).await;
        test.clock.advance(DAY);
        let number = test.order().line("MUG", 1).placed().await;
        test.start_payment(&test.buyer, &number).await;
        test.clock.advance(-DAY);
        test.after(SECOND).await;
        let seen = test.shop.order_status(&test.buyer, &number).await.unwrap();
        let left = seen.pay_deadline.since(test.shop.now());
        assert!(left <= 31 * MINUTE, "{left}");
        test.after(10 * MINUTE).await;
        let again = test.shop.order_status(&test.buyer, &number).await.unwrap();
        assert_eq!(
            again.pay_deadline, seen.pay_deadline,
            "the deadline is shortened only once"
        );
        test.after(30 * MINUTE).await;
        test.after(MINUTE).await;
        let reserved = "SELECT CAST(reserved AS TEXT) AS answer FROM sku_stock";
        assert_eq!(test.one(reserved).await, "0");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_held_by_a_clock_ahead_is_taken_over() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 9_900, 9).await;
        test.order().line("MUG", 1).placed().await;
        test.clock.advance(HOUR);
        let (set_at, until) = (
            test.shop.now().plus(DAY).get(),
            test.shop.now().plus(DAY + 2 * MINUTE).get(),
        );
        let died = format!(
            "UPDATE jobs SET state = 'running', lease_owner = 'gone', lease_epoch = 1, \
             lease_until = {until}, set_at = {set_at}"
        );
        store::testing::batch(test.shop.store(), &died)
            .await
            .unwrap();
        assert_eq!(test.run().await, 1);
        assert_eq!(
            test.one("SELECT lifecycle AS answer FROM orders").await,
            "cancelled"
        );
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_not_locked_until_tomorrow() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let nobody = Viewer::anonymous(Locale::ZhCn);
        let typed = |password: &str| SignInForm {
            login: "lin@example.cn".to_owned(),
            password: password.to_owned(),
            next: String::new(),
        };
        let opened = SignUpForm {
            login: "lin@example.cn".to_owned(),
            password: "a quiet tea house".to_owned(),
            display_name: "林".to_owned(),
            next: String::new(),
        };
        test.shop.sign_up(&nobody, opened).await.unwrap();
        test.clock.advance(DAY);
        for _ in 0..5 {
            assert!(
                test.shop
                    .sign_in(&nobody, typed("a wrong one"))
                    .await
                    .is_err()
            );
        }
        let locked = test.shop.sign_in(&nobody, typed("a quiet tea house")).await;
        assert!(
            matches!(&locked, Err(Error::Refused(told)) if told.code == ErrorCode::TooManyTries)
        );
        test.clock.advance(-DAY);
        test.shop
            .sign_in(&nobody, typed("a quiet tea house"))
            .await
            .unwrap();
    })
    .await;
}

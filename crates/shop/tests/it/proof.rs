//! Actions that move money require the password again.

use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::{ProveForm, RefundDecisionForm, SignInForm},
    locale::Locale,
    staff::Role,
    time::{MINUTE, SECOND},
};
use shop::{Error, Viewer};
use test_support::{TestShop, for_both};

const PASSWORD: &str = "a quiet tea house";

/// A member of staff who signed in with a password, so that it can be required again.
async fn signed_in(test: &TestShop) -> Viewer {
    test.shop
        .create_staff("r@example.cn", "王芳", PASSWORD, &[Role::Refunds])
        .await
        .unwrap();
    let form = SignInForm {
        login: "r@example.cn".to_owned(),
        password: PASSWORD.to_owned(),
        next: String::new(),
    };
    let nobody = Viewer::anonymous(Locale::ZhCn);
    let mut staff = test.shop.staff_sign_in(&nobody, form).await.unwrap();
    staff.proved_at = Some(test.shop.now());
    Viewer {
        staff: Some(staff),
        ..nobody
    }
}

fn typed(password: &str) -> ProveForm {
    ProveForm {
        password: password.to_owned(),
        code: String::new(),
        next: String::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_ten_minutes_money_waits_for_the_password() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 50).await;
        let number = test.order().line("PEN", 2).paid().await.number;
        let mut staff = signed_in(&test).await;
        let form = test.whole_refund(&staff, &number).await;
        test.clock.advance(10 * MINUTE);
        let told = refusal(test.shop.refund_order(&staff, form.clone()).await);
        assert_eq!(told.0, ErrorCode::ProveAgain);
        for decide in ["retry", "drop"] {
            let form = RefundDecisionForm::default();
            let told = match decide {
                "retry" => refusal(test.shop.retry_refund(&staff, form).await),
                _ => refusal(test.shop.drop_refund(&staff, form).await),
            };
            assert_eq!(told.0, ErrorCode::ProveAgain, "{decide}");
        }
        let page = test.shop.refund_page(&staff, &number, None).await.unwrap();
        assert!(page.refunds.is_empty(), "no money may move");

        let at = test.shop.prove(&staff, typed(PASSWORD)).await.unwrap();
        staff.staff.as_mut().unwrap().proved_at = Some(at);
        test.clock.advance(10 * MINUTE - SECOND);
        test.shop.refund_order(&staff, form).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_the_password_again_is_slow_and_on_record() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = signed_in(&test).await;
        for _ in 0..5 {
            let told = refusal(test.shop.prove(&staff, typed("wrong password")).await);
            assert_eq!(told.1[0].1, ErrorCode::WrongLogin);
        }
        let told = refusal(test.shop.prove(&staff, typed(PASSWORD)).await);
        assert_eq!(told.0, ErrorCode::TooManyTries);
        test.clock.advance(MINUTE);
        test.shop.prove(&staff, typed(PASSWORD)).await.unwrap();
        let acts = test
            .shop
            .admin_audit(&staff, Default::default(), shop::admin::Page::First)
            .await
            .unwrap()
            .acts;
        let acts: Vec<_> = acts.iter().map(|act| act.act.unwrap().as_str()).collect();
        assert_eq!(acts[0], "staff.prove");
        assert_eq!(acts[1..6], ["staff.prove_failed"; 5]);
        assert_eq!(acts[6..], ["staff.sign_in"]);
        let nobody = Viewer::anonymous(Locale::ZhCn);
        let stranger = test.shop.prove(&nobody, typed(PASSWORD)).await;
        assert!(matches!(stranger, Err(Error::LoginRequired)));
    })
    .await;
}

//! Idempotency keys of forms, used by other people.

use crate::desk::{Desk, PASSWORD, as_user, refusal, sign_in};
use domain::{
    error::ErrorCode,
    form::{CheckoutForm, RefundForm, RefundLineForm},
    money::Fen,
    staff::Role,
};
use test_support::{TestShop, for_both};

#[tokio::test(flavor = "multi_thread")]
async fn a_checkout_key_serves_its_owner_alone() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 50).await;
        let (one, two) = (test.buyer.clone(), test.shopper("two@example.cn").await);
        test.fill_cart(&one, &[("PEN", 1)]).await;
        test.fill_cart(&two, &[("PEN", 3)]).await;
        let theirs = test.checkout_form(&one).await;
        let own = test.checkout_form(&two).await;

        // Another user's key is refused before and after its owner uses it, and reveals no order.
        let stolen = CheckoutForm {
            checkout_key: theirs.checkout_key.clone(),
            ..own.clone()
        };
        let before = test.money().await;
        let (code, _) = refusal(test.shop.place_order(&two, stolen.clone()).await);
        assert_eq!((code, test.money().await), (ErrorCode::FormStale, before));
        let placed = test.shop.place_order(&one, theirs.clone()).await.unwrap();
        let before = test.money().await;
        let (code, _) = refusal(test.shop.place_order(&two, stolen).await);
        assert_eq!((code, test.money().await), (ErrorCode::FormStale, before));

        // The owner gets the same order again; the other user's own key still works once.
        let again = test.shop.place_order(&one, theirs).await.unwrap();
        assert_eq!(again.number, placed.number);
        let second = test.shop.place_order(&two, own.clone()).await.unwrap();
        assert_ne!(second.number, placed.number);
        let repeated = test.shop.place_order(&two, own).await.unwrap();
        assert_eq!(repeated.number, second.number);
        let count = test
            .one("SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders")
            .await;
        assert_eq!(count, "2");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_key_in_another_hand_makes_no_second_refund() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 50).await;
        let number = test.order().line("PEN", 2).paid().await.number;
        let one = test.staff("one@example.cn", &[Role::Refunds]).await;
        let two = test.staff("two@example.cn", &[Role::Refunds]).await;
        let form = test.whole_refund(&one, &number).await;
        let first = test.shop.refund_order(&one, form.clone()).await.unwrap();
        let second = test.shop.refund_order(&two, form.clone()).await.unwrap();
        assert_eq!(second.out_request_no, first.out_request_no);
        for key in ["", "short", "'; DROP TABLE refunds; --", &"A".repeat(4_000)] {
            let strange = RefundForm {
                form_key: key.to_owned(),
                ..form.clone()
            };
            let (code, _) = refusal(test.shop.refund_order(&two, strange).await);
            assert_eq!(code, ErrorCode::FormStale, "{key:.20}");
        }
        test.after(60_000).await;
        assert_eq!(test.gateway.count("alipay.trade.refund"), 1);
        let decided = test
            .ask("SELECT target_id AS answer FROM audit_log WHERE action = 'refund.approve'")
            .await;
        assert_eq!(decided, [first.out_request_no]);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_refund_key_with_other_content_says_so() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 50).await;
        let number = test.order().line("PEN", 4).paid().await.number;
        let staff = test.staff("one@example.cn", &[Role::Refunds]).await;
        let page = test.shop.refund_page(&staff, &number, None).await.unwrap();
        let line = |qty: &str, amount: &str| {
            vec![RefundLineForm {
                line_no: "1".to_owned(),
                qty: qty.to_owned(),
                amount: amount.to_owned(),
                restock: "1".to_owned(),
            }]
        };
        let form = RefundForm {
            lines: line("1", "9.00"),
            reason_code: "other".to_owned(),
            ..page.form
        };
        let made = test.shop.refund_order(&staff, form.clone()).await.unwrap();
        let before = test.money().await;
        for other in [
            RefundForm {
                lines: line("1", "8.00"),
                ..form.clone()
            },
            RefundForm {
                lines: line("2", "9.00"),
                ..form.clone()
            },
            RefundForm {
                total_fen: "800".to_owned(),
                ..form.clone()
            },
            RefundForm {
                reason_code: "goodwill".to_owned(),
                ..form.clone()
            },
            RefundForm {
                reason_text: "别的话".to_owned(),
                ..form.clone()
            },
            RefundForm {
                lines: Vec::new(),
                ..form.clone()
            },
        ] {
            let told = test.shop.refund_order(&staff, other.clone()).await;
            let Err(shop::Error::Refused(told)) = told else {
                panic!("not refused: {other:?}");
            };
            assert_eq!(
                (told.code, told.args.get("amount").map(String::as_str)),
                (ErrorCode::RefundFormUsed, Some("9.00"))
            );
        }
        assert_eq!(test.money().await.len(), before.len(), "no rows added");
        let again = test.shop.refund_order(&staff, form).await.unwrap();
        assert_eq!(again.out_request_no, made.out_request_no);
        test.audit_is_green().await;
    })
    .await;
}

/// Two people share a browser: the second does not get the cart of the first.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_carries_no_cart_from_one_person_to_the_next() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let second = desk.shopper("second@example.com").await;
        desk.shopper("first@example.com").await;
        let browser = desk.guest().await;
        desk.put(&browser, "MUG-CELADON", "2").await;
        let login = desk
            .shop
            .sign_in(&browser, sign_in("first@example.com", PASSWORD))
            .await
            .unwrap();
        assert_eq!(login.merged.lines, 1);
        let first = as_user(login.who);
        desk.put(&first, "TEA-SAMPLE", "1").await;
        let held = desk.lines(&first).await;
        let key = desk.user_cart(&first).await.unwrap().checkout_key;

        let login = desk
            .shop
            .sign_in(&browser, sign_in("second@example.com", PASSWORD))
            .await
            .unwrap();
        assert_eq!(login.merged.lines, 0);
        assert!(desk.lines(&second).await.is_empty());
        assert_eq!(desk.lines(&first).await, held);
        assert_eq!(desk.user_cart(&first).await.unwrap().checkout_key, key);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rest_is_not_the_part_that_a_refund_key_made_before() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 50).await;
        let number = test.order().line("PEN", 2).paid().await.number;
        let one = test.staff("one@example.cn", &[Role::Refunds]).await;
        let page = test.shop.refund_page(&one, &number, None).await.unwrap();
        let half = page.cap.get() / 2;
        let part = RefundForm {
            reason_code: "other".to_owned(),
            total_fen: half.to_string(),
            lines: vec![RefundLineForm {
                line_no: "1".to_owned(),
                qty: "1".to_owned(),
                amount: Fen::new(half).yuan(),
                restock: String::new(),
            }],
            ..page.form
        };
        let first = test.shop.refund_order(&one, part.clone()).await.unwrap();
        // The back button, then a refund of everything: the same amount, but another refund.
        let rest = RefundForm {
            whole: "all".to_owned(),
            ..part.clone()
        };
        let told = refusal(test.shop.refund_order(&one, rest).await);
        assert_eq!(told.0, ErrorCode::RefundFormUsed);
        let again = test.shop.refund_order(&one, part).await.unwrap();
        assert_eq!(again.out_request_no, first.out_request_no);
        test.audit_is_green().await;
    })
    .await;
}

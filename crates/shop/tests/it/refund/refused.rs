//! Refused forms and people: a clear error code, and no change.

use super::Desk;
use crate::desk::refusal;
use domain::{error::ErrorCode, form::RefundForm, locale::Locale, staff::Role};
use shop::{Error, Viewer};
use test_support::{for_both, order_form};

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_changes_nothing() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let before = desk.test.money().await;
        for (rows, code, field) in [
            (
                ("1", "3", "", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][qty]", ErrorCode::RefundUnits)),
            ),
            (
                ("1", "x", "", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][qty]", ErrorCode::RefundUnits)),
            ),
            (
                ("1", "1", "44.001", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][amount]", ErrorCode::Amount)),
            ),
            (
                ("1", "1", "88.01", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][amount]", ErrorCode::RefundOverLine)),
            ),
            (
                ("1", "-1", "", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][qty]", ErrorCode::RefundUnits)),
            ),
            (
                ("1", "9223372036854775808", "", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][qty]", ErrorCode::RefundUnits)),
            ),
            (
                ("1", "1.0", "", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][qty]", ErrorCode::RefundUnits)),
            ),
            (
                ("1", "", "-1", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][amount]", ErrorCode::Amount)),
            ),
            (
                ("1", "", "1e1", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][amount]", ErrorCode::Amount)),
            ),
            (
                ("1", "", "１２", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][amount]", ErrorCode::AmountDigits)),
            ),
            (
                ("1", "", "92233720368547758.08", ""),
                ErrorCode::FormInvalid,
                Some(("lines[0][amount]", ErrorCode::RefundOverLine)),
            ),
            (("1", "0", "", ""), ErrorCode::RefundNothing, None),
            (("-1", "1", "", ""), ErrorCode::FormStale, None),
            (("9", "1", "", ""), ErrorCode::FormStale, None),
        ] {
            let form = desk.form(&[rows]).await;
            let shown = refusal(
                desk.test
                    .shop
                    .refund_page(&desk.staff(), &desk.number, Some(form.clone()))
                    .await,
            );
            let sent = refusal(desk.post(form).await);
            assert_eq!(sent.0, code, "{rows:?}");
            assert_eq!(
                sent.1.first().map(|(name, code)| (name.as_str(), *code)),
                field,
                "{rows:?}"
            );
            assert_eq!(shown, sent, "the page and the post refuse alike");
        }
        let form = desk.form(&[("1", "1", "", "")]).await;
        let no_reason = RefundForm {
            reason_code: String::new(),
            ..form.clone()
        };
        let answer = refusal(desk.post(no_reason).await);
        assert_eq!(
            answer.1,
            [("reason_code".to_owned(), ErrorCode::RefundReasonRequired)]
        );
        for form_key in ["", "0", "0000000000000000000000000!"] {
            let stale = RefundForm {
                form_key: form_key.to_owned(),
                ..form.clone()
            };
            assert_eq!(refusal(desk.post(stale).await).0, ErrorCode::FormStale);
        }
        assert_eq!(desk.test.money().await, before);
        assert!(desk.log().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_refunds_role_gives_money_back() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let form = desk.form(&[("1", "1", "", "")]).await;
        let before = desk.test.money().await;
        let shop = &desk.test.shop;
        let nobody = Viewer::anonymous(Locale::ZhCn);
        assert!(matches!(
            shop.refund_order(&nobody, form.clone()).await,
            Err(Error::LoginRequired)
        ));
        // A shopper's session never has roles.
        assert!(matches!(
            shop.refund_order(&desk.test.buyer, form.clone()).await,
            Err(Error::LoginRequired)
        ));
        for role in [Role::Orders, Role::Finance, Role::Catalog, Role::Viewer] {
            let other = desk
                .test
                .staff(&format!("{role}@example.cn"), &[role])
                .await;
            assert!(
                matches!(
                    shop.refund_order(&other, form.clone()).await,
                    Err(Error::RoleMissing)
                ),
                "{role}"
            );
            let page = shop.refund_page(&other, &desk.number, None).await;
            assert!(matches!(page, Err(Error::RoleMissing)), "{role}");
        }
        let elsewhere = RefundForm {
            number: "202611220000000000".to_owned(),
            ..form
        };
        assert!(matches!(
            shop.refund_order(&desk.staff(), elsewhere).await,
            Err(Error::NotFound)
        ));
        assert_eq!(desk.test.money().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unpaid_order_has_nothing_to_refund() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let form = desk.form(&[("1", "1", "", "")]).await;
        let unpaid = desk.test.order().line("TEA-100G", 1).placed().await;
        let page = desk
            .test
            .shop
            .refund_page(&desk.staff(), &unpaid, None)
            .await
            .unwrap();
        assert!(!page.allowed);
        let form = RefundForm {
            number: unpaid.clone(),
            ..form
        };
        let answer = refusal(desk.post(form).await);
        assert_eq!(answer.0, ErrorCode::RefundNotAllowed);
        // Staff without the orders role cannot cancel.
        let cancelled = desk
            .test
            .shop
            .admin_cancel_order(&desk.staff(), order_form(&unpaid))
            .await;
        assert!(matches!(cancelled, Err(Error::RoleMissing)));
        desk.test.audit_is_green().await;
    })
    .await;
}

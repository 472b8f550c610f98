//! PostgreSQL cannot store NUL in text. A number with a NUL is not found and a field with one is
//! refused; neither may cause a database error.

use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::{
        CartRemoveForm, CartSelectForm, CartSetForm, CheckoutForm, RefundDecisionForm, RefundForm,
        SignInForm, SignUpForm,
    },
    locale::Locale,
    number,
    staff::Role,
    view::admin::AdminTab,
};
use shop::{Error, Viewer, admin::Page};
use test_support::{TestShop, for_both, order_form};

const NUL: &str = "2026\0";

fn not_found<T: std::fmt::Debug>(answer: &Result<T, Error>) {
    assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_with_a_nul_is_not_found() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let (shop, buyer) = (&test.shop, test.buyer.clone());
        let staff = test.staff("o@example.cn", &[Role::Owner]).await;
        let paid = test.order().line("PEN", 1).paid().await.number;
        let form = || order_form(NUL);
        not_found(&shop.order_status(&buyer, NUL).await);
        not_found(&shop.cancel_order(&buyer, form()).await);
        not_found(&shop.start_payment(&buyer, form()).await);
        not_found(&shop.check_payment(&buyer, form()).await);
        not_found(&shop.buy_again(&buyer, form()).await);
        not_found(&shop.admin_order(&staff, NUL).await);
        not_found(&shop.admin_cancel_order(&staff, form()).await);
        not_found(&shop.refund_page(&staff, NUL, None).await);
        let refund = RefundForm {
            number: NUL.to_owned(),
            form_key: number::key(&[1; 16]),
            ..RefundForm::default()
        };
        not_found(&shop.refund_order(&staff, refund).await);
        let decision = RefundDecisionForm {
            number: paid,
            out_request_no: NUL.to_owned(),
            reason: String::new(),
        };
        not_found(&shop.retry_refund(&staff, decision).await);
        let page = Page::Before(NUL.to_owned());
        not_found(&shop.admin_orders(&staff, AdminTab::All, "", page).await);
        not_found(&shop.product(Locale::ZhCn, NUL, None).await);
        assert!(shop.media(NUL).await.unwrap().is_none());
        let found = shop
            .admin_orders(&staff, AdminTab::All, NUL, Page::First)
            .await
            .unwrap();
        assert!(found.rows.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_with_a_nul_is_refused_by_name() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let (shop, buyer) = (&test.shop, test.buyer.clone());
        let nobody = Viewer::anonymous(Locale::ZhCn);
        let up = SignUpForm {
            login: "a\0@example.cn".to_owned(),
            display_name: "林\0晓".to_owned(),
            password: "willow under rain".to_owned(),
            next: String::new(),
        };
        let (_, fields) = refusal(shop.sign_up(&nobody, up).await);
        let expected = [
            ("login", ErrorCode::Email),
            ("display_name", ErrorCode::Format),
        ];
        assert_eq!(fields, expected.map(|(name, code)| (name.to_owned(), code)));
        let sign_in = SignInForm {
            login: "a\0@example.cn".to_owned(),
            password: "\0".to_owned(),
            next: String::new(),
        };
        let (code, _) = refusal(shop.sign_in(&nobody, sign_in).await);
        assert_eq!(code, ErrorCode::WrongLogin);

        test.fill_cart(&buyer, &[("PEN", 1)]).await;
        let form = CheckoutForm {
            contact_name: "林\0晓".to_owned(),
            contact_phone: "1380013\08000".to_owned(),
            region: "浙江省\0".to_owned(),
            street: "龙井路\0".to_owned(),
            buyer_note: "\0".to_owned(),
            ..test.checkout_form(&buyer).await
        };
        let (_, fields) = refusal(shop.place_order(&buyer, form).await);
        let expected = [
            ("contact_name", ErrorCode::Format),
            ("contact_phone", ErrorCode::Phone),
            ("region", ErrorCode::Format),
            ("street", ErrorCode::Format),
            ("buyer_note", ErrorCode::Format),
        ];
        assert_eq!(fields, expected.map(|(name, code)| (name.to_owned(), code)));

        let sku = || "PEN\0".to_owned();
        let (qty, selected) = ("1".to_owned(), "1".to_owned());
        let answers = [
            shop.cart_set(&buyer, CartSetForm { sku: sku(), qty })
                .await
                .err(),
            shop.cart_remove(&buyer, CartRemoveForm { sku: sku() })
                .await
                .err(),
            shop.cart_select(
                &buyer,
                CartSelectForm {
                    sku: sku(),
                    selected,
                },
            )
            .await
            .err(),
        ];
        for answer in answers.into_iter().flatten() {
            assert!(!matches!(answer, Error::Internal(_)), "{answer}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_with_a_nul_is_refused_by_name() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = test.staff("r@example.cn", &[Role::Refunds]).await;
        let paid = test.order().line("PEN", 1).paid().await.number;
        let page = test.shop.refund_page(&staff, &paid, None).await.unwrap();
        let form = RefundForm {
            whole: "all".to_owned(),
            reason_code: "oth\0er".to_owned(),
            reason_text: "有\0划痕".to_owned(),
            staff_note: "见\0照片".to_owned(),
            ..page.form
        };
        let (_, fields) = refusal(test.shop.refund_order(&staff, form).await);
        let expected = ["reason_code", "reason_text", "staff_note"];
        assert_eq!(
            fields,
            expected.map(|name| (name.to_owned(), ErrorCode::Format))
        );
    })
    .await;
}

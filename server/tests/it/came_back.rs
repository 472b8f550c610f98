//! The browser's way back: it shows, and pays nothing.

use crate::support::{
    TestApp,
    app::{APP_ID, SELLER_ID, keys},
    books,
    notice::{Fields, encode, sign, with, without},
};

fn fields(out_trade_no: &str, amount: &str) -> Fields {
    [
        ("charset", "utf-8"),
        ("out_trade_no", out_trade_no),
        ("method", "alipay.trade.page.pay.return"),
        ("total_amount", amount),
        ("trade_no", "2026112222001400000000000001"),
        ("auth_app_id", APP_ID),
        ("version", "1.0"),
        ("app_id", APP_ID),
        ("seller_id", SELLER_ID),
        ("timestamp", "2026-11-22 09:01:05"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

fn signed(fields: Fields) -> Fields {
    let signature = sign(&fields, &keys().alipay);
    with(with(fields, "sign", &signature), "sign_type", "RSA2")
}

/// The query of a return that Alipay signed.
pub(crate) fn signed_query(out_trade_no: &str, amount: &str) -> String {
    encode(&signed(fields(out_trade_no, amount)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_leads_to_the_order_and_pays_nothing() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    let status_page = format!("/change_status?order_id={number}");
    let good = signed(fields(&out_trade_no, &amount));
    let before = books::digest(&app.shop, std::slice::from_ref(&number)).await;

    let mut stolen = fields(&out_trade_no, &amount);
    stolen = with(stolen.clone(), "sign", &sign(&stolen, &keys().stranger));
    for (what, query) in [
        ("unsigned", encode(&without(good.clone(), "sign"))),
        (
            "tampered",
            encode(&with(good.clone(), "total_amount", "0.01")),
        ),
        (
            "signed by a stranger",
            encode(&with(stolen, "sign_type", "RSA2")),
        ),
        ("nothing at all", String::new()),
        ("noise", "%zz=&&&=%00".to_owned()),
    ] {
        for path in ["/alipay/return", "/come_back"] {
            let page = shopper.get(&format!("{path}?{query}")).await;
            assert_eq!(
                (page.status.as_u16(), page.location()),
                (303, "/orders".to_owned()),
                "{what}"
            );
        }
        let after = books::digest(&app.shop, std::slice::from_ref(&number)).await;
        assert_eq!(after, before, "{what}");
    }

    // Signed, and still only shown: nobody answers for the gateway, so nothing is known to be paid.
    let query = format!("from=alipay&{}", encode(&good));
    let page = shopper.get(&format!("/alipay/return?{query}")).await;
    assert_eq!(
        (page.status.as_u16(), page.location()),
        (303, status_page.clone())
    );
    let page = shopper.get(&status_page).await;
    assert!(
        page.all("h1").join(" ").contains("支付确认中"),
        "{}",
        page.text()
    );
    let order = app.shop.audit().await.unwrap();
    assert_eq!(order.breaches, vec![]);
}

//! The bill as a shop reads it with the `alipay` crate: request, download, unzip and compare.

use std::{io::Cursor, path::Path, sync::Arc};

use alipay::{
    AlipayKeys, AppConfig, BillQuery, BillType, Client,
    bill::{
        Bill, BillArchive, Direction,
        download::{Download, DownloadError, HttpDownload},
    },
    call::CallResult,
    transport::HttpTransport,
};
use serde_json::json;
use url::Url;

use crate::rig::Rig;

const DAY_S: i64 = 24 * 3600;
/// 2024-05-01 12:00:00 in Shanghai.
const NOON: i64 = 1_714_536_000_000;

/// Makes a payment of 88.80 and refunds of 8.80 and 10.00, then sets the clock to the next morning.
async fn traded() -> Rig {
    let rig = Rig::new().await;
    rig.sim.set_clock_ms(NOON).unwrap();
    let mut biz = Rig::order("SHOP_1");
    biz["subject"] = json!("壶, \"手冲\"");
    rig.open(&biz).await;
    rig.control("POST", "/trades/SHOP_1/pay", json!({})).await;
    rig.refund("SHOP_1", "8.80", "R1").await;
    rig.refund("SHOP_1", "10.00", "R2").await;
    rig.advance(DAY_S).await;
    rig
}

fn client(rig: &Rig) -> Client {
    let gateway = Url::parse(&rig.sim.gateway_url()).unwrap();
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    let alipay_key = alipay::PublicKey::parse(&read(&rig.sim.info.alipay_public_key_file)).unwrap();
    let keys = AlipayKeys::new(&rig.app_key, vec![alipay_key]).unwrap();
    let transport = Arc::new(HttpTransport::new(&gateway).unwrap());
    let app_id = rig.sim.info.app_id.clone();
    let config = AppConfig::new(gateway, app_id, rig.app_key.clone(), keys);
    Client::new(config, transport)
}

async fn address(rig: &Rig, bill_type: BillType, date: &str) -> Url {
    let query = BillQuery::new(bill_type, date).unwrap();
    let called = client(rig).bill_query(&query, rig.sim.now_ms()).await;
    let CallResult::Ok(found) = called.result else {
        panic!("{:?}", called.result);
    };
    found.bill_download_url
}

async fn zip(rig: &Rig, bill_type: BillType, date: &str) -> BillArchive<Cursor<Vec<u8>>> {
    let url = address(rig, bill_type, date).await;
    let mut bytes = Vec::new();
    let download = HttpDownload::for_gateway(&client(rig).config().gateway).unwrap();
    download.get(&url, &mut bytes).await.unwrap();
    BillArchive::open(Cursor::new(bytes)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trade_bill_tells_what_happened() {
    let rig = traded().await;
    for date in ["2024-05-01", "2024-05"] {
        if date.len() == 7 {
            rig.advance(31 * DAY_S).await;
        }
        let archive = zip(&rig, BillType::Trade, date).await;
        let bill = Bill::open(archive.detail().unwrap()).unwrap();
        let mut rows = bill.into_trade().unwrap();
        assert_eq!(rows.account(), Some("20880000000001000156"));
        let all: Vec<_> = rows.by_ref().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows.check(), Ok(()));
        let told: Vec<_> = all
            .iter()
            .map(|row| {
                (
                    row.direction,
                    row.receipt_amount.fen(),
                    row.out_request_no.as_deref(),
                )
            })
            .collect();
        let expected = [
            (Direction::Payment, 8880, None),
            (Direction::Refund, 880, Some("R1")),
            (Direction::Refund, 1000, Some("R2")),
        ];
        assert_eq!(told, expected);
        for row in &all {
            assert_eq!(row.out_trade_no, "SHOP_1");
            assert_eq!(row.subject.as_deref(), Some("壶, \"手冲\""));
            assert!((NOON..NOON + 60_000).contains(&row.completed_at_ms));
        }

        let bill = Bill::open(archive.summary().unwrap()).unwrap();
        let sums: Vec<_> = bill.into_summary().unwrap().map(Result::unwrap).collect();
        let total = sums.last().unwrap();
        assert!(total.is_total);
        assert_eq!(
            (total.payments, total.refunds, total.net_fen),
            (1, 2, Some(7000))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_bill_tells_what_moved() {
    let rig = traded().await;
    let archive = zip(&rig, BillType::SignCustomer, "2024-05-01").await;
    assert!(
        archive.files()[0].is_summary(),
        "the summary comes first, unlike in the trade bill"
    );
    let bill = Bill::open(archive.detail().unwrap()).unwrap();
    let mut rows = bill.into_account().unwrap();
    let all: Vec<_> = rows.by_ref().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.check(), Ok(()));
    let moved: Vec<_> = all
        .iter()
        .map(|row| (row.moved_fen(), row.balance_fen.unwrap()))
        .collect();
    assert_eq!(moved, [(8880, 8880), (-880, 8000), (-1000, 7000)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_come_is_an_error() {
    let rig = traded().await;
    let query = BillQuery::new(BillType::Trade, "2024-04-30").unwrap();
    let asked = client(&rig).bill_query(&query, rig.sim.now_ms()).await;
    let CallResult::Rejected(refusal) = asked.result else {
        panic!("{:?}", asked.result);
    };
    assert_eq!(refusal.sub_code.as_str(), BillQuery::NO_BILL);
    let download = HttpDownload::for_gateway(&client(&rig).config().gateway).unwrap();
    let get = async |fault: Option<&str>| {
        let url = address(&rig, BillType::Trade, "2024-05-01").await;
        let rules = fault.map(|fault| json!([{ "method": "bill-download", "fault": fault }]));
        rig.faults(rules.unwrap_or_else(|| json!([]))).await;
        let mut bytes = Vec::new();
        let answer = download.get(&url, &mut bytes).await;
        rig.faults(json!([])).await;
        answer.map(|_| bytes)
    };
    assert!(matches!(
        get(Some("http-502")).await,
        Err(DownloadError::Status(502))
    ));
    assert!(matches!(
        get(Some("drop-answer")).await,
        Err(DownloadError::Interrupted(_))
    ));
    // A truncated zip is refused, wherever it ends.
    if let Ok(half) = get(Some("truncate")).await {
        assert!(BillArchive::open(Cursor::new(half)).is_err());
    }
    assert!(BillArchive::open(Cursor::new(get(None).await.unwrap())).is_ok());
    let old = address(&rig, BillType::Trade, "2024-05-01").await;
    rig.advance(31).await;
    let late = download.get(&old, &mut std::io::sink()).await;
    assert!(matches!(late, Err(DownloadError::Status(403))), "{late:?}");
}

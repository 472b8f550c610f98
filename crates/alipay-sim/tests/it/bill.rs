//! The bill: its download URL, which works for 30 seconds, and its bytes.

use std::io::Read;

use alipay::form::Charset;
use flate2::read::DeflateDecoder;
use serde_json::{Value, json};

use crate::rig::Rig;

const METHOD: &str = "alipay.data.dataservice.bill.downloadurl.query";
const DAY_S: i64 = 24 * 3600;

fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    bytes[at..at + length]
        .iter()
        .rev()
        .fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

/// Name and text of each entry, read from its local file header.
fn unzip(zip: &[u8]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut at = 0;
    while zip[at..].starts_with(b"PK\x03\x04") {
        assert_eq!(number(zip, at + 6, 2), 0, "the UTF-8 flag must not be set");
        let (packed, plain) = (number(zip, at + 18, 4), number(zip, at + 22, 4));
        let names = at + 30;
        let data = names + number(zip, at + 26, 2) + number(zip, at + 28, 2);
        let name = Charset::Gbk.read(&zip[names..data]).unwrap();
        let mut text = Vec::new();
        DeflateDecoder::new(&zip[data..data + packed])
            .read_to_end(&mut text)
            .unwrap();
        assert_eq!(text.len(), plain);
        let mut crc = flate2::Crc::new();
        crc.update(&text);
        assert_eq!(usize::try_from(crc.sum()).unwrap(), number(zip, at + 14, 4));
        files.push((name, Charset::Gbk.read(&text).unwrap()));
        at = data + packed;
    }
    assert!(zip[at..].starts_with(b"PK\x01\x02"));
    let end = zip.len() - 22;
    assert!(zip[end..].starts_with(b"PK\x05\x06"));
    assert_eq!(number(zip, end + 10, 2), files.len());
    assert_eq!(number(zip, end + 16, 4), at);
    files
}

/// Makes a payment of 88.80 and a refund of 8.80, then sets the clock to the next morning.
async fn traded() -> (Rig, String) {
    let rig = Rig::new().await;
    // 2024-05-01 12:00:00 in Shanghai
    rig.sim.set_clock_ms(1_714_536_000_000).unwrap();
    let mut biz = Rig::order("SHOP_1");
    biz["subject"] = json!("壶, \"手冲\"");
    rig.open(&biz).await;
    rig.control("POST", "/trades/SHOP_1/pay", json!({})).await;
    rig.refund("SHOP_1", "8.80", "R1").await;
    rig.advance(DAY_S).await;
    (rig, "2024-05-01".to_owned())
}

async fn download(rig: &Rig, kind: &str, date: &str) -> Vec<u8> {
    let answer = rig
        .call(METHOD, json!({ "bill_type": kind, "bill_date": date }))
        .await;
    assert_eq!(answer.verdict(), "10000", "{}", answer.raw);
    let file = rig.http.get(answer.text("bill_download_url")).send().await;
    let file = file.unwrap();
    assert_eq!(file.status(), 200);
    file.bytes().await.unwrap().to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trade_bill_tells_payments_from_refunds() {
    let (rig, date) = traded().await;
    let files = unzip(&download(&rig, "trade", &date).await);
    assert_eq!(files.len(), 2);
    assert_eq!(files[0].0, "20880000000001000156_20240501_业务明细.csv");
    assert_eq!(
        files[1].0,
        "20880000000001000156_20240501_业务明细(汇总).csv"
    );
    let text = &files[0].1;
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\n'));
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[..4].iter().all(|line| line.starts_with('#')));
    let columns: Vec<&str> = lines[4].split(',').collect();
    assert_eq!(columns.len(), 25);
    assert_eq!((columns[2], columns[21]), ("业务类型", "退款批次号/请求号"));
    let paid = lines[5];
    assert!(
        paid.contains("SHOP_1\t,交易,\"壶, \"\"手冲\"\"\t\","),
        "{paid}"
    );
    assert!(paid.contains(",88.80,88.80,0.00,"), "{paid}");
    let back = lines[6];
    assert!(back.contains("SHOP_1\t,退款,"), "{back}");
    assert!(
        back.contains(",-8.80,-8.80,0.00,") && back.contains(",R1\t,"),
        "{back}"
    );
    assert!(text.contains("#交易合计：1笔，商家实收共88.80元"));
    assert!(text.contains("#退款合计：1笔，商家实收共-8.80元"));
    assert!(files[1].1.contains("合计,,1,1,80.00,80.00,"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_bill_has_balances_and_the_other_order() {
    let (rig, date) = traded().await;
    let files = unzip(&download(&rig, "signcustomer", &date).await);
    assert!(files[0].0.ends_with("_账务明细(汇总).csv"));
    let lines: Vec<&str> = files[1].1.lines().collect();
    assert_eq!(lines[4].split(',').count(), 12);
    assert!(
        lines[5].ends_with(",88.80,,88.80,支付宝,在线支付,"),
        "{}",
        lines[5]
    );
    assert!(
        lines[6].ends_with(",,-8.80,80.00,支付宝,交易退款,R1"),
        "{}",
        lines[6]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_is_a_bill_too() {
    let (rig, _) = traded().await;
    rig.advance(31 * DAY_S).await;
    let files = unzip(&download(&rig, "trade", "2024-05").await);
    assert_eq!(files[0].0, "20880000000001000156_202405_业务明细.csv");
    assert!(files[0].1.contains("SHOP_1\t"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_finished_days_with_movements_have_a_bill() {
    let (rig, _) = traded().await;
    for (kind, date, sub_code) in [
        ("trade", "2024-05-02", "INVAILID_ARGUMENTS"),
        ("trade", "2024-05-03", "INVAILID_ARGUMENTS"),
        ("trade", "2024-05", "INVAILID_ARGUMENTS"),
        ("trade", "2015-12-31", "INVAILID_ARGUMENTS"),
        ("trade", "20240501", "INVAILID_ARGUMENTS"),
        ("other", "2024-05-01", "INVAILID_ARGUMENTS"),
        ("trade", "2024-04-30", "isp.bill_not_exist"),
        ("signcustomer", "2024-04", "isp.bill_not_exist"),
    ] {
        let biz = json!({ "bill_type": kind, "bill_date": date });
        let answer = rig.call(METHOD, biz).await;
        assert_eq!(answer.verdict(), sub_code, "{kind} {date}");
    }
    let answer = rig.call(METHOD, json!({ "bill_date": "2024-05-01" })).await;
    assert_eq!(answer.verdict(), "ACQ.INVALID_PARAMETER");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_good_for_half_a_minute() {
    let (rig, date) = traded().await;
    let answer = rig
        .call(METHOD, json!({ "bill_type": "trade", "bill_date": date }))
        .await;
    let url = answer.text("bill_download_url").to_owned();
    assert!(url.contains("bizType=trade&userId=20880000000001000156&fileType=csv.zip"));
    rig.advance(28).await;
    assert_eq!(rig.http.get(&url).send().await.unwrap().status(), 200);
    rig.advance(3).await;
    assert_eq!(rig.http.get(&url).send().await.unwrap().status(), 403);
    let bare = format!("{}/downloadBillFile.resource", rig.sim.url());
    assert_eq!(rig.http.get(&bare).send().await.unwrap().status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn downloads_can_go_wrong_too() {
    let (rig, date) = traded().await;
    let whole = download(&rig, "trade", &date).await;
    let ask = json!({ "bill_type": "trade", "bill_date": date });
    let get = async |fault: &str| {
        let url = rig.call(METHOD, ask.clone()).await;
        let url = url.text("bill_download_url").to_owned();
        rig.faults(json!([{ "method": "bill-download", "fault": fault, "ms": 1 }]))
            .await;
        let response = rig.http.get(url).send().await;
        rig.faults(json!([])).await;
        response
    };
    assert!(get("drop-request").await.is_err());
    assert!(get("drop-answer").await.is_err());
    assert_eq!(get("http-502").await.unwrap().status(), 502);
    assert_eq!(get("system-error").await.unwrap().status(), 500);
    assert_eq!(get("delay").await.unwrap().status(), 200);
    let half = get("truncate").await.unwrap().bytes().await.unwrap();
    assert!(half.len() < whole.len() && whole.starts_with(b"PK"));
}

#[tokio::test(flavor = "multi_thread")]
async fn control_shows_a_bill_before_its_day_is_over() {
    let rig = Rig::new().await;
    rig.sim.set_clock_ms(1_714_536_000_000).unwrap();
    rig.paid("SHOP_1").await;
    let url = |query: &str| format!("{}/bill?{query}", rig.sim.control_url());
    let get = async |query: &str| rig.http.get(url(query)).send().await.unwrap();
    let zip = get("date=2024-05-01").await;
    assert_eq!(zip.headers()["content-type"], "application/zip");
    assert_eq!(unzip(&zip.bytes().await.unwrap()).len(), 2);
    let fund = get("date=2024-05-01&kind=signcustomer").await;
    assert_eq!(unzip(&fund.bytes().await.unwrap()).len(), 2);
    assert_eq!(get("date=2024-04-01").await.status(), 404);
    assert_eq!(get("date=yesterday").await.status(), 422);
    let rows = rig
        .http
        .get(url("date=2024-05-01"))
        .header("accept", "application/json");
    let rows: Value = rows.send().await.unwrap().json().await.unwrap();
    assert_eq!(rows[0]["type"], "交易");
    assert_eq!(rows[0]["amount"], "88.80");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_can_be_falsified_for_its_day_alone() {
    let (rig, date) = traded().await;
    let rows = |text: String| -> Vec<String> {
        let rows = text.lines().filter(|line| line.contains("\t,"));
        rows.map(str::to_owned).collect()
    };
    let true_bill = rows(unzip(&download(&rig, "trade", &date).await).remove(0).1);
    let lies = json!({
        "date": date,
        "missing": [{ "out_trade_no": "SHOP_1", "out_request_no": "R1" }],
        "different": [{ "out_trade_no": "SHOP_1", "amount": "88.79" }],
        "extra": [{ "out_trade_no": "NOT_OURS", "amount": "58.00" }],
        "fee_per_mille": 6,
    });
    rig.control("PUT", "/bill", lies).await;
    let text = unzip(&download(&rig, "trade", &date).await).remove(0).1;
    assert!(
        !text.contains(",R1\t,") && text.contains(",88.79,88.79,"),
        "{text}"
    );
    assert!(
        text.contains("NOT_OURS\t,交易,") && text.contains(",0.53,0.00,"),
        "{text}"
    );
    assert!(
        text.contains("#交易合计：2笔，商家实收共146.79元"),
        "{text}"
    );
    assert!(text.contains("#退款合计：0笔，"), "{text}");
    let wrong = json!({ "fee_per_mille": 6 });
    assert_eq!(rig.try_control("PUT", "/bill", wrong).await.0, 422);
    rig.control("PUT", "/bill", json!({})).await;
    let again = unzip(&download(&rig, "trade", &date).await).remove(0).1;
    assert_eq!(rows(again), true_bill);
}

//! Asking for the download URL of a bill, and the download.

use crate::stage::{NOW, answer, answering, gateway};
use alipay::bill::download::{Download as _, DownloadError, HttpDownload};
use alipay::call::CallResult;
use alipay::transport::HttpResponse;
use alipay::{BillQuery, BillType, InvalidRequest};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use url::Url;

const METHOD: &str = "alipay.data.dataservice.bill.downloadurl.query";

#[tokio::test]
async fn the_address_of_a_bill_is_asked_for() {
    let payload = r#"{"code":"10000","msg":"Success","bill_download_url":"http:\/\/dwbillcenter.alipay.com\/downloadBillFile.resource?bizType=trade&token=t","bill_file_code":"c0de","new":1.50}"#;
    let body = answer(METHOD, payload);
    let (client, asked) = gateway(move || {
        Ok(HttpResponse {
            status: 200,
            trace_id: None,
            body: body.clone().into_bytes(),
        })
    });
    let query = BillQuery::new(BillType::Trade, "2024-05-01").unwrap();
    let CallResult::Ok(found) = client.bill_query(&query, NOW).await.result else {
        panic!("no address");
    };
    assert_eq!(
        found.bill_download_url.as_str(),
        "http://dwbillcenter.alipay.com/downloadBillFile.resource?bizType=trade&token=t"
    );
    assert_eq!(found.bill_file_code.as_deref(), Some("c0de"));
    assert_eq!(found.extra["new"], "1.50");
    let asked = asked.asked.lock().unwrap();
    assert!(
        asked[0]
            .0
            .query()
            .unwrap()
            .contains(&format!("method={METHOD}&"))
    );
    let biz = r#"{"bill_type":"trade","bill_date":"2024-05-01"}"#;
    let sent = alipay::form::decode(asked[0].1.as_bytes(), alipay::form::Charset::Utf8).unwrap();
    assert_eq!(sent, [("biz_content".to_owned(), biz.to_owned())]);
}

#[tokio::test]
async fn a_day_without_a_bill_is_a_refusal() {
    for sub_code in [
        BillQuery::NO_BILL,
        "INVAILID_ARGUMENTS",
        "ACQ.INVALID_PARAMETER",
    ] {
        let payload =
            format!(r#"{{"code":"40004","msg":"Business Failed","sub_code":"{sub_code}"}}"#);
        let client = answering(answer(METHOD, &payload));
        let query = BillQuery::new(BillType::SignCustomer, "2024-05").unwrap();
        let answer = client.bill_query(&query, NOW).await.result;
        let CallResult::Rejected(refusal) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(refusal.sub_code.as_str(), sub_code);
    }
    for address in [r#""""#, r#""downloadBillFile.resource""#, "1", "null"] {
        let payload = format!(r#"{{"code":"10000","bill_download_url":{address}}}"#);
        let client = answering(answer(METHOD, &payload));
        let query = BillQuery::new(BillType::Trade, "2024-05").unwrap();
        let answer = client.bill_query(&query, NOW).await.result;
        assert!(matches!(answer, CallResult::Unknown(_)), "{address}");
    }
}

#[test]
fn only_days_and_months_are_asked_for() {
    for date in ["2024-05-01", "2024-05", "2024-02-29"] {
        assert_eq!(
            BillQuery::new(BillType::Trade, date).unwrap().bill_date(),
            date
        );
    }
    for date in [
        "",
        "2024",
        "2024-5",
        "2024-13",
        "2024-02-30",
        "20240501",
        "2024-05-01 ",
        "昨天",
    ] {
        let query = BillQuery::new(BillType::Trade, date);
        assert_eq!(query, Err(InvalidRequest::BillDate), "{date}");
    }
}

/// Responds to one request with these bytes, then closes.
async fn server(answer: Vec<u8>) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        while !request.ends_with(b"\r\n\r\n") {
            let read = stream.read(&mut buffer).await.unwrap();
            assert_ne!(read, 0, "the request was cut");
            request.extend_from_slice(&buffer[..read]);
        }
        assert!(request.starts_with(b"GET /downloadBillFile.resource?token=planted HTTP/1.1\r\n"));
        // A client that has given up closes the connection, so the write may fail.
        drop(stream.write_all(&answer).await);
    });
    Url::parse(&format!(
        "http://{address}/downloadBillFile.resource?token=planted"
    ))
    .unwrap()
}

async fn get(url: &Url, at_most: u64) -> Result<Vec<u8>, DownloadError> {
    let mut bytes = Vec::new();
    let download = HttpDownload::for_gateway(url).unwrap().at_most(at_most);
    let length = download.get(url, &mut bytes).await?;
    assert_eq!(usize::try_from(length).unwrap(), bytes.len());
    Ok(bytes)
}

#[tokio::test]
async fn a_bill_is_written_as_it_comes() {
    let url = server(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nPK\x05\x06".to_vec()).await;
    assert_eq!(get(&url, 4).await.unwrap(), b"PK\x05\x06");
}

#[tokio::test]
async fn a_bill_that_does_not_come_is_an_error() {
    let status = |line: &str| format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n").into_bytes();
    let url = server(status("302 Found\r\nLocation: http://169.254.169.254/")).await;
    assert!(matches!(
        get(&url, 9).await,
        Err(DownloadError::Status(302))
    ));
    let url = server(status("403 Forbidden")).await;
    assert!(matches!(
        get(&url, 9).await,
        Err(DownloadError::Status(403))
    ));
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nPK".to_vec();
    let url = server(cut).await;
    assert!(matches!(
        get(&url, 9).await,
        Err(DownloadError::Interrupted(_))
    ));
    // No Content-Length, and more bytes than allowed.
    let long = [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'x'; 100_000]].concat();
    let url = server(long).await;
    assert!(matches!(
        get(&url, 99_999).await,
        Err(DownloadError::TooLarge(99_999))
    ));
    // Nothing listens on this port.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let url = Url::parse(&format!("http://{address}/?token=planted")).unwrap();
    let error = get(&url, 9).await.unwrap_err();
    assert!(matches!(error, DownloadError::Connect(_)), "{error:?}");
    assert!(!format!("{error:?}").contains("planted"));
}

#[tokio::test]
async fn only_the_bill_centre_is_asked() {
    let gateway = |url: &str| HttpDownload::for_gateway(&Url::parse(url).unwrap()).unwrap();
    let production = gateway("https://openapi.alipay.com/gateway.do");
    let sandbox = gateway("https://openapi-sandbox.dl.alipaydev.com/gateway.do");
    let local = gateway("http://127.0.0.1:8090/gateway.do");
    let mut sink = std::io::sink();
    for (download, url) in [
        (&production, "http://dwbillcenter.alipay.com.evil.example/"),
        (&production, "http://evil.example/dwbillcenter.alipay.com"),
        (&production, "http://dwbillcenter.alipay.com@evil.example/"),
        (&production, "http://x@dwbillcenter.alipay.com/"),
        (&production, "http://dwbillcenter.alipay.com:8080/"),
        (&production, "ftp://dwbillcenter.alipay.com/"),
        (&production, "file:///etc/passwd"),
        (&production, "http://169.254.169.254/latest/meta-data"),
        (&production, "http://127.0.0.1/"),
        (&production, "http://dwbillcenter.dl.alipaydev.com/"),
        (&sandbox, "http://evilalipaydev.com/"),
        (&sandbox, "http://alipaydev.com.evil.example/"),
        (&sandbox, "http://.alipaydev.com/"),
        (&local, "http://127.0.0.1:8091/"),
        (&local, "http://dwbillcenter.alipay.com/"),
    ] {
        let url = Url::parse(url).unwrap();
        let answer = download.get(&url, &mut sink).await;
        assert!(
            matches!(answer, Err(DownloadError::Host(_))),
            "{url}: {answer:?}"
        );
    }
}

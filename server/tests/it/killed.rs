//! The executable, killed with SIGKILL while it ships a sheet and while it compares a bill. It is started again, the same
//! person does the same again, nothing is done twice or left out, and `audit` is green.

use crate::{
    commands::run,
    support::{Client, files::upload, tool::zhanggui},
};
use axum::{Router, body::Body, extract::Request};
use domain::{
    recon::BillDay,
    staff::Role,
    time::{DAY, Millis},
};
use http::{Response, StatusCode};
use http_body_util::BodyExt;
use server::compose::create_private;
use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    process::{Child, Command, Stdio},
    time::{Duration, Instant, UNIX_EPOCH},
};
use store::testing::whole_url;
use test_support::{
    Application, Bill, TestDb, TestShop,
    bill::Row,
    for_both,
    gateway::{APP_ID, SELLER_ID},
    keys, lay_out,
};

const PASSWORD: &str = "a quiet tea house";
const SHIP: &str = "/admin/orders/ship";
const SEND: &str = "/api/admin/ship_many";
const ORDERS: i64 = 12;
const STRANGE: i64 = 2_000;

/// A database with a shop, and a machine on which the executable runs with it. No gateway is reachable.
struct Machine {
    test: TestShop,
    folder: tempfile::TempDir,
    port: u16,
}

impl Machine {
    /// Sells mugs since `days` ago, by the clock of this computer: processes know no other.
    async fn new(db: TestDb, days: i64) -> Self {
        let test = TestShop::new(db).await;
        let now = i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap();
        test.clock.set(Millis::new(now - days * DAY));
        test.sell("MUG", 8_800, 99).await;
        let folder = tempfile::tempdir().unwrap();
        lay_out(folder.path(), Application::Own);
        create_private(&folder.path().join("data")).unwrap();
        let public = folder.path().join("keys/alipay_public_key.pem");
        fs::write(&public, keys().alipay.public_key().to_spki_pem()).unwrap();
        fs::set_permissions(&public, fs::Permissions::from_mode(0o600)).unwrap();
        // Free for a moment, to learn its number.
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        Self { test, folder, port }
    }

    fn command(&self, args: &[&str]) -> Command {
        let path = |name: &str| self.folder.path().join(name);
        let mut command = zhanggui();
        command
            .args(args)
            .env("DATABASE_URL", whole_url(self.test.db().url()))
            .env("ZHANGGUI_ADDR", format!("127.0.0.1:{}", self.port))
            .env("ZHANGGUI_PUBLIC_URL", "http://127.0.0.1:8080")
            .env("ZHANGGUI_DATA_DIR", path("data"))
            .env("ALIPAY_GATEWAY", "http://127.0.0.1:9/gateway.do")
            .env("ALIPAY_APP_ID", APP_ID)
            .env("ALIPAY_SELLER_ID", SELLER_ID)
            .env(
                "ALIPAY_APP_PRIVATE_KEY_FILE",
                path("keys/app_private_key.pem"),
            )
            .env("ALIPAY_PUBLIC_KEY_FILE", path("keys/alipay_public_key.pem"))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Starts the shop, and waits until it can work.
    async fn serve(&self) -> Running {
        let mut shop = Running(self.command(&["serve"]).spawn().unwrap());
        let ready = format!("http://127.0.0.1:{}/readyz", self.port);
        let patience = Instant::now() + Duration::from_secs(60);
        while !reqwest::get(&ready)
            .await
            .is_ok_and(|answer| answer.status() == 200)
        {
            assert_eq!(shop.0.try_wait().unwrap(), None, "it stopped");
            assert!(Instant::now() < patience, "it is not ready");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        shop
    }

    /// A browser that goes to the running shop.
    fn browser(&self) -> Client {
        let (port, http) = (self.port, reqwest::Client::builder());
        let http = http.no_proxy().redirect(reqwest::redirect::Policy::none());
        let http = http.build().unwrap();
        Client::new(
            Router::new().fallback(move |request: Request| pass_on(http.clone(), port, request)),
        )
    }

    async fn number(&self, sql: &str) -> i64 {
        let sql = format!("SELECT CAST(COALESCE({sql}, 0) AS TEXT) AS answer");
        self.test.one(&sql).await.parse().unwrap()
    }

    /// Waits until `sql` gives this number or more.
    async fn reaches(&self, sql: &str, number: i64) {
        while self.number(sql).await < number {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    fn audit(&self) {
        let mut audit = self.command(&["audit"]);
        audit.stdout(Stdio::piped()).stderr(Stdio::piped());
        let (code, stdout, stderr) = run(&mut audit);
        assert_eq!(code, 0, "{stdout} {stderr}");
    }
}

/// Passes a request on to the process. One that is killed meanwhile is a bad gateway.
async fn pass_on(http: reqwest::Client, port: u16, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let url = format!("http://127.0.0.1:{port}{}", parts.uri);
    let sent = http.request(parts.method, url).headers(parts.headers);
    let broken = || {
        let answer = Response::builder().status(StatusCode::BAD_GATEWAY);
        answer.body(Body::empty()).unwrap()
    };
    let Ok(answer) = sent.body(body).send().await else {
        return broken();
    };
    let (status, headers) = (answer.status(), answer.headers().clone());
    let Ok(bytes) = answer.bytes().await else {
        return broken();
    };
    let mut passed = Response::new(Body::from(bytes));
    *passed.status_mut() = status;
    *passed.headers_mut() = headers;
    passed
}

/// A process that gets SIGKILL when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_is_killed_while_it_ships_a_sheet() {
    for_both(async |db| {
        let machine = Machine::new(db, 0).await;
        let test = &machine.test;
        let mut sheet = "订单号,物流公司,运单号\n".to_owned();
        for _ in 0..ORDERS {
            let number = test.order().line("MUG", 1).paid().await.number;
            sheet.push_str(&format!("{number},顺丰,SF1234567890\n"));
        }
        let (name, roles) = ("pack@example.com", &[Role::Orders]);
        let staff = test.shop.create_staff(name, "店员", PASSWORD, roles);
        staff.await.unwrap();
        let browser = machine.browser();
        let parcels = "(SELECT COUNT(*) FROM shipments)";
        let mut kills = 0;
        let mut shop = machine.serve().await;
        browser.sign_in("/admin/login", name, PASSWORD).await;
        loop {
            let form = browser.get(SHIP).await.form(SHIP);
            let checked = upload(&browser, &form, &[("运单.csv", sheet.as_bytes())]).await;
            if !checked.has_form(SEND) {
                assert_eq!(checked.status, 200, "{}", checked.text());
                break;
            }
            let form = checked.form(SEND);
            let before = machine.number(parcels).await;
            tokio::select! {
                // The last few were sent before anybody saw them.
                _ = browser.submit(&form) => {}
                () = machine.reaches(parcels, before + 3) => {
                    drop(shop);
                    kills += 1;
                    shop = machine.serve().await;
                }
            }
        }
        drop(shop);
        assert!(kills > 1, "killed {kills} times");
        assert_eq!(machine.number(parcels).await, ORDERS);
        for once in [
            "(SELECT COUNT(*) FROM orders WHERE ship_state = 'shipped')",
            "(SELECT COUNT(*) FROM audit_log WHERE action = 'order.ship')",
            "(SELECT COUNT(*) FROM stock_moves WHERE kind = 'ship')",
            "(SELECT 99 - on_hand FROM sku_stock)",
        ] {
            assert_eq!(machine.number(once).await, ORDERS, "{once}");
        }
        machine.audit();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comparison_of_a_bill_that_is_killed() {
    for_both(async |db| {
        let machine = Machine::new(db, 2).await;
        let test = &machine.test;
        let day = BillDay::of(test.shop.now());
        for _ in 0..2 {
            test.order().line("MUG", 1).paid().await;
        }
        test.after(2 * DAY).await;
        let mut bill = Bill::from_gateway(&test.gateway, day);
        let like = bill.rows[0].clone();
        bill.rows.extend((0..STRANGE).map(|number| Row {
            out_trade_no: format!("ELSEWHERE-{number}"),
            trade_no: format!("20261122{number:08}"),
            fee: 3,
            ..like.clone()
        }));
        let file = machine.folder.path().join("bill.zip");
        fs::write(&file, bill.zip()).unwrap();
        let args = ["reconcile", "--file", file.to_str().unwrap()];
        let rows = "(SELECT MAX(done_rows) FROM bill_imports)";
        let mut kills = 0;
        loop {
            let before = machine.number(rows).await;
            let mut process = Running(machine.command(&args).spawn().unwrap());
            let ended = loop {
                if let Some(status) = process.0.try_wait().unwrap() {
                    break Some(status.code());
                }
                if machine.number(rows).await > before {
                    break None;
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
            };
            if let Some(code) = ended {
                assert_eq!(code, Some(1), "differences are open");
                break;
            }
            drop(process);
            kills += 1;
        }
        assert!(kills > 1, "killed {kills} times");
        let fees: i64 = bill.rows.iter().map(|row| row.fee).sum();
        let open = "(SELECT COUNT(*) FROM recon_issues WHERE state = 'open')";
        for (once, expected) in [
            (rows, STRANGE + 2),
            ("(SELECT COUNT(*) FROM bill_lines)", STRANGE + 2),
            (
                "(SELECT SUM(amount_fen) FROM ledger_entries WHERE account = 'FEES')",
                fees,
            ),
            (open, STRANGE),
            ("(SELECT MAX(pass) FROM bill_imports)", 1),
        ] {
            assert_eq!(machine.number(once).await, expected, "{once}");
        }
        machine.audit();
    })
    .await;
}

//! `zhanggui doctor` checks everything that `serve` needs and reports problems.

use crate::support::{
    TestApp,
    app::MORNING,
    bench::{Bench, Vars, codes, examine, set},
    tool::{fed, zhanggui},
};
use domain::time::{HOUR, Millis};
use serde_json::Value;
use server::{
    config::{Parts, Source},
    doctor::{self, Reach},
    listen,
};
use shop::{
    clock::{Clock, SystemClock},
    doctor::{Report, Severity},
};
use std::{fs, os::unix::fs::PermissionsExt, sync::Arc};
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

struct At(i64);

impl Clock for At {
    fn now(&self) -> Millis {
        Millis::new(self.0)
    }
}

async fn offline(vars: Vars, clock: Arc<dyn Clock>) -> Report {
    let (parts, mistakes) = Parts::read(Source::new(None, vars));
    doctor::examine(parts, mistakes, Reach::Nobody, clock).await
}

async fn found(vars: Vars) -> Vec<String> {
    let report = offline(vars, Arc::new(SystemClock)).await;
    codes(&report)
        .iter()
        .map(|code| (*code).to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_is_ready_passes_every_check() {
    let bench = Bench::new().await;
    let app = TestApp::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    tokio::spawn(listen::serve(
        listener,
        app.router.clone(),
        listen::Terms::from(&*app.state().edge),
        tasks,
        stop.clone(),
    ));

    let report = examine(set(bench.vars(), "ZHANGGUI_PUBLIC_URL", &origin)).await;
    assert!(
        report.ready && report.findings.is_empty() && report.skipped.is_empty(),
        "{report:?}"
    );
    assert_eq!(
        report.passed,
        [
            "configuration",
            "keys",
            "sign type",
            "numbers",
            "disk",
            "database",
            "addresses",
            "notify address",
            "clock",
            "gateway"
        ]
    );
    stop.cancel();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_speaks_to_people_and_to_programs() {
    let bench = Bench::new().await;
    let run = |vars: Vars, args: &[&str]| {
        let mut command = zhanggui();
        command.arg("doctor").args(args).envs(vars);
        fed(&mut command, b"")
    };
    let (code, stdout, stderr) = run(bench.vars(), &["--json"]);
    assert_eq!(code, 0, "{stdout}{stderr}");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["ready"], true);
    assert_eq!(report["findings"][0]["code"], "notify.unreachable");
    assert_eq!(report["findings"][0]["severity"], "warning");

    let own = bench.info.app_public_key_file.display().to_string();
    let wrong = set(bench.vars(), "ALIPAY_PUBLIC_KEY_FILE", &own);
    let (code, stdout, _) = run(wrong, &["--offline"]);
    assert_eq!(code, 1, "{stdout}");
    for needed in [
        "ERROR  keys.alipay-is-own",
        "fix: ",
        "支付宝公钥",
        "skipped  gateway: skipped by --offline",
    ] {
        assert!(stdout.contains(needed), "{needed}: {stdout}");
    }
    let (code, stdout, _) = run(Vec::new(), &["--offline", "--json"]);
    assert_eq!(code, 1);
    let report: Value = serde_json::from_str(&stdout).unwrap();
    for needed in ["config.alipay.app_id", "config.alipay.seller_id"] {
        assert!(report["findings"].to_string().contains(needed), "{report}");
    }
    assert_eq!(run(Vec::new(), &["--unknown"]).0, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_folders_others_can_touch_are_found() {
    let bench = Bench::new().await;
    let mode = |path: &str, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    assert_eq!(found(bench.vars()).await, [""; 0]);
    let key = bench
        .info
        .app_private_key_file
        .as_ref()
        .unwrap()
        .display()
        .to_string();
    mode(&key, 0o644);
    assert_eq!(found(bench.vars()).await, ["keys.file-open"]);
    mode(&key, 0o600);
    let public = bench.info.alipay_public_key_file.display().to_string();
    mode(&public, 0o666);
    assert_eq!(found(bench.vars()).await, ["keys.file-open"]);
    mode(&public, 0o644);
    let data = bench.dir.path().join("data").display().to_string();
    mode(&data, 0o777);
    assert_eq!(found(bench.vars()).await, ["data.open"]);
    let database = format!("{data}/zhanggui.db");
    mode(&database, 0o644);
    mode(&data, 0o755);
    assert_eq!(found(bench.vars()).await, ["database.readable"]);
    mode(&data, 0o700);
    assert_eq!(
        found(bench.vars()).await,
        [""; 0],
        "a private folder protects the file in it"
    );
    let keys = std::path::Path::new(&key).parent().unwrap();
    let keys = keys.display().to_string();
    let before = fs::metadata(&keys).unwrap().permissions();
    mode(&keys, 0o777);
    let open = found(bench.vars()).await;
    assert_eq!(open, ["keys.folder-open", "keys.folder-open"]);
    fs::set_permissions(&keys, before).unwrap();
    let nowhere = set(
        bench.vars(),
        "ALIPAY_APP_PRIVATE_KEY_FILE",
        "/nowhere/key.pem",
    );
    assert_eq!(found(nowhere).await, ["keys.file-unreadable"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_and_addresses_must_fit_the_gateway() {
    let bench = Bench::new().await;
    let real = |name: &str, value: &str| {
        let vars = set(bench.vars(), "ALIPAY_GATEWAY", "production");
        let vars = set(vars, "ZHANGGUI_PUBLIC_URL", "https://shop.example");
        let vars = set(vars, "ALIPAY_APP_ID", "2021000100000001");
        set(vars, name, value)
    };
    assert_eq!(found(real("ZHANGGUI_SHOP_NAME", "x")).await, [""; 0]);
    assert_eq!(
        found(real("ALIPAY_APP_ID", "9021000100000001")).await,
        ["numbers.sandbox-app"]
    );
    assert_eq!(
        found(real("ALIPAY_GATEWAY", "sandbox")).await,
        ["numbers.production-app"]
    );
    assert_eq!(
        found(real(
            "ALIPAY_NOTIFY_URL",
            "https://192.168.0.9/alipay/notify"
        ))
        .await,
        ["address.private"]
    );
    assert_eq!(
        found(real(
            "ALIPAY_RETURN_URL",
            "http://shop.example/alipay/return"
        ))
        .await,
        ["address.not-https"]
    );
    // The default is a local address.
    let unset = found(real("ZHANGGUI_PUBLIC_URL", "")).await;
    assert!(unset.contains(&"address.private".to_owned()), "{unset:?}");
    assert_eq!(
        found(real("ZHANGGUI_PUBLIC_URL", "http://shop.example")).await,
        ["config.zhanggui.public_url"]
    );
    assert_eq!(
        found(real("ALIPAY_SELLER_ID", "1088000000000100")).await,
        ["config.alipay.seller_id"]
    );
    assert_eq!(
        found(real("ALIPAY_SIGN_TYPE", "MD5")).await,
        ["config.alipay.sign_type"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_trusted_is_found() {
    let bench = Bench::new().await;
    let missing = format!("sqlite:{}", bench.dir.path().join("none.db").display());
    assert_eq!(
        found(set(bench.vars(), "DATABASE_URL", &missing)).await,
        ["database.missing"]
    );
    let nobody = "postgres://shop:hunter2@127.0.0.1:1/shop";
    let report = offline(
        set(bench.vars(), "DATABASE_URL", nobody),
        Arc::new(SystemClock),
    )
    .await;
    assert_eq!(codes(&report), ["database.unusable"]);
    assert!(
        !format!("{report:?}").contains("hunter2"),
        "a password is in the report"
    );
    let empty = bench.dir.path().join("empty.db");
    fs::write(&empty, "").unwrap();
    let empty = format!("sqlite:{}", empty.display());
    let report = offline(
        set(bench.vars(), "DATABASE_URL", &empty),
        Arc::new(SystemClock),
    )
    .await;
    assert!(codes(&report).contains(&"database.behind"), "{report:?}");
    assert!(!report.ready);
}

#[tokio::test(flavor = "multi_thread")]
async fn books_ahead_of_the_clock_are_found() {
    let bench = Bench::new().await;
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    shopper.check_out().await;
    let vars = set(bench.vars(), "DATABASE_URL", &app.database_url());
    let report = offline(vars.clone(), Arc::new(At(MORNING - HOUR))).await;
    assert_eq!(codes(&report), ["clock.behind-books"]);
    assert_eq!(report.findings[0].severity, Severity::Error);
    assert_eq!(
        codes(&offline(vars, Arc::new(At(MORNING + HOUR))).await),
        [""; 0]
    );
}

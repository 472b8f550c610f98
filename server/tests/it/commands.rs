//! The executable: exit codes, `demo` on a new folder and started again, the audit of its data.

use std::{
    fs::Permissions,
    io::{BufRead, BufReader, Read, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

pub(crate) fn zhanggui() -> Command {
    without_settings(Command::new(env!("CARGO_BIN_EXE_zhanggui")))
}

/// With umask 002, the default of many systems, which makes new files writable by the group.
fn zhanggui_of_a_group() -> Command {
    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        "umask 002 && exec \"$0\" \"$@\"",
        env!("CARGO_BIN_EXE_zhanggui"),
    ]);
    without_settings(shell)
}

fn without_settings(mut command: Command) -> Command {
    for (name, _) in std::env::vars() {
        if name.starts_with("ALIPAY_") || name.starts_with("ZHANGGUI_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command
}

pub(crate) fn run(command: &mut Command) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn wrong_usage_and_wrong_configuration_exit_with_2() {
    let (code, stdout, stderr) = run(zhanggui().arg("serve").env("ZHANGGUI_ADDR", "nowhere"));
    assert_eq!((code, stdout.as_str()), (2, ""), "{stderr}");
    for key in [
        "ZHANGGUI_ADDR",
        "ALIPAY_APP_ID",
        "ALIPAY_SELLER_ID",
        "ALIPAY_PUBLIC_KEY_FILE",
    ] {
        assert!(stderr.contains(key), "{key}: {stderr}");
    }
    assert_eq!(run(zhanggui().arg("unknown")).0, 2);
    for wrong in ["0.0.0.0:0", "localhost", "shop.example:80"] {
        assert_eq!(
            run(zhanggui().args(["demo", "--addr", wrong])).0,
            2,
            "{wrong}"
        );
    }
    let (code, _, stderr) = run(zhanggui().args(["demo", "--sim-addr", "[::1]:0"]));
    assert!(code == 2 && stderr.contains("127.0.0.1"), "{stderr}");
    let (code, stdout, _) = run(zhanggui().arg("--help"));
    assert_eq!(code, 0);
    let commands = "demo serve sim migrate seed admin audit reindex sales backup goods reconcile doctor \
                    alipay staff";
    for command in commands.split(' ') {
        assert!(stdout.contains(command), "{command}");
        assert_eq!(run(zhanggui().args([command, "--help"])).0, 0, "{command}");
    }
}

#[test]
fn a_shop_is_made_step_by_step() {
    let dir = tempfile::tempdir().unwrap();
    let with_data = |args: &[&str]| {
        let mut command = zhanggui();
        command
            .args(args)
            .env("ZHANGGUI_DATA_DIR", dir.path().join("data"));
        command
    };
    let (code, _, stderr) = run(&mut with_data(&["audit"]));
    assert_eq!(code, 1, "no database yet: {stderr}");
    let (code, versions, stderr) = run(&mut with_data(&["migrate"]));
    assert_eq!(code, 0, "{stderr}");
    assert!(!versions.is_empty());
    assert_eq!(
        run(&mut with_data(&["migrate"])).1,
        "",
        "a second run applies nothing"
    );
    let data = dir.path().join("data");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data.join("zhanggui.db")), 0o600);
    // Permissions as an earlier version or another program may leave them.
    for (path, wide) in [(data.clone(), 0o755), (data.join("zhanggui.db"), 0o644)] {
        std::fs::set_permissions(path, Permissions::from_mode(wide)).unwrap();
    }
    let (code, _, stderr) = run(&mut with_data(&["migrate"]));
    assert!(code == 0 && stderr.contains("is now private"), "{stderr}");
    assert_eq!(
        (mode(&data), mode(&data.join("zhanggui.db"))),
        (0o700, 0o600)
    );
    let (code, printed, stderr) = run(&mut with_data(&["seed"]));
    assert_eq!((code, printed.as_str()), (0, ""), "{stderr}");

    let create = |password: &str| {
        let mut child = with_data(&[
            "admin",
            "create",
            "--email",
            "keeper@example.com",
            "--role",
            "refunds",
        ])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(password.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert_eq!(create("").0, 2);
    let (code, stderr) = create("short\n");
    assert_eq!(code, 2, "{stderr}");
    let (code, stderr) = create("a long enough one\n");
    assert_eq!(code, 0, "{stderr}");
    assert!(!stderr.contains("a long enough one"));

    let (code, report, stderr) = run(&mut with_data(&["audit", "--json"]));
    assert_eq!(code, 0, "{report} {stderr}");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["breaches"], serde_json::json!([]));
    assert!(report["rules"].as_array().unwrap().len() >= 15);
}

/// A running demo.
struct Demo {
    child: Child,
    ready: String,
}

impl Demo {
    fn start(dir: &Path) -> Self {
        Self::start_at("127.0.0.1:0", dir)
    }

    fn start_at(addr: &str, dir: &Path) -> Self {
        let mut child = zhanggui_of_a_group()
            .args([
                "demo",
                "--no-orders",
                "--addr",
                addr,
                "--sim-addr",
                "127.0.0.1:0",
                "--data",
            ])
            .arg(dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut ready)
            .unwrap();
        Self { child, ready }
    }

    /// Stops it as a service manager does; returns the rest of stdout.
    fn stop(mut self) -> String {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .status()
                .unwrap()
                .success()
        );
        let mut rest = String::new();
        self.child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut rest)
            .unwrap();
        assert!(self.child.wait().unwrap().success());
        rest
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_says_when_it_is_ready_and_goes_on_with_its_data() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("demo");
    let demo = Demo::start(&dir);
    let file = || -> serde_json::Value {
        serde_json::from_str(&std::fs::read_to_string(dir.join("demo.json")).unwrap()).unwrap()
    };
    let first = file();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    assert_eq!(
        demo.ready,
        format!(
            "ready {} {}\n",
            text(&first["shop_url"]),
            text(&first["sim_url"])
        )
    );
    let mut names: Vec<_> = first
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    let expected = [
        "accounts",
        "alipay_cert_file",
        "alipay_public_key_file",
        "alipay_root_cert_file",
        "app_cert_file",
        "app_id",
        "app_private_key_file",
        "app_public_key_file",
        "content_key_file",
        "database_url",
        "seller_id",
        "shop_url",
        "sim_control_url",
        "sim_private_key_file",
        "sim_url",
    ];
    assert_eq!(names, expected);
    for who in ["shopper", "staff", "owner"] {
        assert!(
            first["accounts"][who]["login"].is_string()
                && first["accounts"][who]["password"].is_string()
        );
    }
    for name in [
        "app_private_key_file",
        "sim_private_key_file",
        "alipay_public_key_file",
        "app_public_key_file",
    ] {
        let key = std::fs::read_to_string(text(&first[name])).unwrap();
        assert!(key.contains("KEY"), "{name}");
    }
    for name in ["alipay_cert_file", "alipay_root_cert_file", "app_cert_file"] {
        let certificate = std::fs::read_to_string(text(&first[name])).unwrap();
        assert!(certificate.contains("BEGIN CERTIFICATE"), "{name}");
    }
    let page = reqwest::get(text(&first["shop_url"])).await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("演示环境 · 模拟支付"));
    let trades = reqwest::get(format!("{}/trades", text(&first["sim_control_url"])))
        .await
        .unwrap();
    assert_eq!(trades.status(), 200);
    assert_eq!(demo.stop(), "", "there is only one line on stdout");

    let (code, _, stderr) = run(zhanggui()
        .arg("audit")
        .env("DATABASE_URL", text(&first["database_url"])));
    assert_eq!(code, 0, "{stderr}");

    let demo = Demo::start_at("localhost:0", &dir);
    let second = file();
    assert!(
        demo.ready.starts_with("ready http://localhost:"),
        "{}",
        demo.ready
    );
    assert_eq!(second["app_id"], first["app_id"]);
    assert_eq!(second["accounts"], first["accounts"]);
    let page = reqwest::get(format!("{}/p/stoneware-mug", text(&second["shop_url"])))
        .await
        .unwrap();
    assert_eq!(page.status(), 200);
    demo.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_demo_is_an_empty_shop_that_waits_for_its_owner() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("demo");
    let mut child = zhanggui()
        .args(["demo", "--fresh", "--addr", "127.0.0.1:0"])
        .args(["--sim-addr", "127.0.0.1:0", "--data"])
        .arg(&dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let ready = lines.next().unwrap().unwrap();
    let first_run = lines.next().unwrap().unwrap();
    drop(lines);
    let shop_url = ready.split(' ').nth(1).unwrap().to_owned();
    let address = first_run.strip_prefix("first-run ").unwrap();
    assert!(address.starts_with(&format!("{shop_url}/admin/first-run?key=")));
    let page = reqwest::get(address).await.unwrap();
    assert_eq!(page.status(), 200);
    let front = reqwest::get(&shop_url).await.unwrap().text().await.unwrap();
    assert!(front.contains("还没有上架的商品"), "{front}");
    let file = std::fs::read_to_string(dir.join("demo.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert!(file.get("accounts").is_none(), "{file}");
    let database = file["database_url"].as_str().unwrap().to_owned();
    stop(child, "-TERM");
    // The self-check at the start finds no error.
    let path = database.strip_prefix("sqlite:").unwrap();
    let url = store::DatabaseUrl::sqlite(path);
    let store = store::Store::open(&url, store::OpenOptions::default())
        .await
        .unwrap();
    let sql = "SELECT value AS answer FROM settings WHERE name = 'self_check'";
    let marks = store::testing::answers(&store, sql).await.unwrap();
    let mark = &marks[0];
    assert!(mark.contains(r#""ready":true"#), "{mark}");
}

pub(crate) fn stop(mut child: Child, signal: &str) {
    assert!(
        Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    assert!(child.wait().unwrap().success());
}

fn start_simulator(dir: &Path) -> (Child, serde_json::Value) {
    let mut child = zhanggui()
        .args(["sim", "--addr", "127.0.0.1:0", "--data"])
        .arg(dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut ready = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut ready)
        .unwrap();
    let info: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(dir.join("sim.json")).unwrap()).unwrap();
    assert_eq!(ready, format!("ready {}\n", info["url"].as_str().unwrap()));
    (child, info)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configured_shop_serves_beside_a_simulator_and_logs_json() {
    let dir = tempfile::tempdir().unwrap();
    let (sim, info) = start_simulator(&dir.path().join("sim"));
    // Bind any free port for a moment to learn its number.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let text = |name: &str| info[name].as_str().unwrap().to_owned();
    let serve = |args: &[&str]| {
        let mut command = zhanggui();
        command
            .args(args)
            .env("ZHANGGUI_ADDR", format!("127.0.0.1:{port}"))
            .env("ZHANGGUI_PUBLIC_URL", format!("http://127.0.0.1:{port}"))
            .env("ZHANGGUI_DATA_DIR", dir.path().join("data"))
            .env("ALIPAY_GATEWAY", format!("{}/gateway.do", text("url")))
            .env("ALIPAY_APP_ID", text("app_id"))
            .env("ALIPAY_SELLER_ID", text("seller_id"))
            .env("ALIPAY_APP_PRIVATE_KEY_FILE", text("app_private_key_file"))
            .env("ALIPAY_PUBLIC_KEY_FILE", text("alipay_public_key_file"));
        command
    };
    let (code, _, stderr) = run(&mut serve(&["serve"]));
    assert_eq!(code, 1, "there is no database yet: {stderr}");
    assert!(stderr.contains("zhanggui migrate"), "{stderr}");
    assert!(!stderr.contains("sign-type"), "{stderr}");
    // The old signature type is warned of first, with the way to change it.
    let (code, _, stderr) = run(serve(&["serve"]).env("ALIPAY_SIGN_TYPE", "RSA"));
    let warning: serde_json::Value = serde_json::from_str(stderr.lines().next().unwrap()).unwrap();
    assert_eq!(
        (code, warning["level"].as_str(), warning["code"].as_str()),
        (1, Some("WARN"), Some("sign-type.old")),
        "{stderr}"
    );
    assert!(
        warning["remedy"].as_str().unwrap().contains("RSA2"),
        "{stderr}"
    );

    let mut shop = serve(&["serve", "--migrate"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(shop.stderr.take().unwrap());
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        assert!(
            log.read_line(&mut line).unwrap() > 0,
            "the log ended: {lines:?}"
        );
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        let is_ready = line["message"] == "serving";
        lines.push(line);
        if is_ready {
            break;
        }
    }
    let ready = reqwest::get(format!("http://127.0.0.1:{port}/readyz"))
        .await
        .unwrap();
    assert_eq!(ready.status(), 200);
    let mut first_run = String::new();
    BufReader::new(shop.stdout.as_mut().unwrap())
        .read_line(&mut first_run)
        .unwrap();
    let address = first_run.trim_end().strip_prefix("first-run ").unwrap();
    let place = format!("http://127.0.0.1:{port}/admin/first-run?key=");
    assert!(address.starts_with(&place), "{first_run}");
    assert_eq!(reqwest::get(address).await.unwrap().status(), 200);
    stop(shop, "-TERM");
    let mut rest = String::new();
    log.read_to_string(&mut rest).unwrap();
    let last: serde_json::Value = serde_json::from_str(rest.lines().last().unwrap()).unwrap();
    assert_eq!(last["message"], "stopped", "{rest}");
    stop(sim, "-INT");
}

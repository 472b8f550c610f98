//! One start reports all mistakes, each with its key, its source and how to fix it.

use crate::support::app::{APP_ID, SELLER_ID, keys};
use domain::staff::factor::Demand;
use server::config::{BooksConfig, ServeConfig, Source};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

struct Files {
    dir: tempfile::TempDir,
}

impl Files {
    fn new() -> Self {
        let files = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        files.write("app.pem", &keys().app.to_pkcs8_pem(), 0o600);
        files.write(
            "alipay.pem",
            &keys().alipay.public_key().to_spki_pem(),
            0o644,
        );
        files
    }

    fn write(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// The smallest valid configuration.
    fn enough(&self) -> Vec<(String, String)> {
        vars(&[
            ("ALIPAY_APP_ID", APP_ID),
            ("ALIPAY_SELLER_ID", SELLER_ID),
            ("ALIPAY_APP_PRIVATE_KEY_FILE", &self.text("app.pem")),
            ("ALIPAY_PUBLIC_KEY_FILE", &self.text("alipay.pem")),
        ])
    }
}

fn vars(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn load(file: Option<&Path>, environment: Vec<(String, String)>) -> Result<ServeConfig, String> {
    ServeConfig::load(Source::new(file, environment)).map_err(|mistakes| mistakes.to_string())
}

#[track_caller]
fn refused(file: Option<&Path>, environment: Vec<(String, String)>) -> String {
    load(file, environment)
        .err()
        .expect("the configuration is refused")
}

#[test]
fn numbers_and_keys_are_enough() {
    let files = Files::new();
    let config = load(None, files.enough()).unwrap_or_else(|words| panic!("{words}"));
    assert_eq!(config.http.origin(), "http://127.0.0.1:8080");
    assert_eq!(config.alipay.seller_id, SELLER_ID);
    assert!(!config.alipay.is_production);
    assert_eq!(
        config.alipay.app.notify_url.as_deref(),
        Some("http://127.0.0.1:8080/alipay/notify")
    );
    assert_eq!(
        config.alipay.app.gateway.host_str(),
        Some("openapi-sandbox.dl.alipaydev.com")
    );
}

#[test]
fn every_mistake_is_told_in_one_go() {
    let files = Files::new();
    files.write("open.pem", &keys().app.to_pkcs8_pem(), 0o644);
    let file = files.write(
        "shop.toml",
        "[alipay]\nappid = \"1\"\nsign_type = \"MD5\"\n[zhanggui]\npay_minutes = 0\n[mail]\nhost = \"x\"\n",
        0o644,
    );
    let words = refused(
        Some(&file),
        vars(&[
            ("ZHANGGUI_ADDR", "8080"),
            ("ZHANGGUI_PUBLIC_URL", "http://shop.example"),
            ("ZHANGGUI_METRICS_ADDR", "0.0.0.0:9464"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"),
            ("DATABASE_URL", "mysql://root:hunter2@db/shop"),
            ("ALIPAY_GATEWAY", "https://gateway.example/"),
            ("ALIPAY_SELLER_ID", "1088000000000100"),
            ("ALIPAY_APP_PRIVATE_KEY_FILE", &files.text("open.pem")),
            ("ALIPAY_CHARSET", "big5"),
        ]),
    );
    for needed in [
        "ZHANGGUI_ADDR ([zhanggui] addr)",
        "ZHANGGUI_PUBLIC_URL",
        "ZHANGGUI_METRICS_ADDR",
        "OTEL_EXPORTER_OTLP_ENDPOINT ([otel] exporter_otlp_endpoint)",
        "DATABASE_URL",
        "ALIPAY_GATEWAY",
        "ALIPAY_APP_ID",
        "ALIPAY_SELLER_ID",
        "ALIPAY_APP_PRIVATE_KEY_FILE",
        "ALIPAY_PUBLIC_KEY_FILE",
        "ALIPAY_SIGN_TYPE",
        "ALIPAY_CHARSET",
        "ZHANGGUI_PAY_MINUTES",
        "alipay.appid",
        "mail.host",
        "the tables are [zhanggui], [otel], [database], [alipay]",
        "mode 0644",
        "chmod 600",
        "the environment",
        "shop.toml",
        "begin with 2088",
    ] {
        assert!(words.contains(needed), "{needed} is missing in:\n{words}");
    }
    assert!(
        words.starts_with("the configuration has 15 mistakes:"),
        "{words}"
    );
    assert_eq!(words.matches("    fix ").count(), 15, "{words}");
    assert!(!words.contains("hunter2"), "a password is in the message");
}

#[test]
fn the_environment_wins_over_the_file() {
    let files = Files::new();
    let file = files.write(
        "shop.toml",
        "[zhanggui]\naddr = \"127.0.0.1:9000\"\nshop_name = \"From the file\"\npostage = \"6.00\"\n\
         slogan = \"慢慢挑。\"\n\
         trusted_proxies = [\"10.0.0.0/8\", \"127.0.0.1\"]\n[alipay]\napp_id = 9021000100000009\n",
        0o644,
    );
    let mut environment = files.enough();
    environment.extend(vars(&[
        ("ZHANGGUI_ADDR", "127.0.0.1:9001"),
        ("ZHANGGUI_POSTAGE", ""),
    ]));
    let config = load(Some(&file), environment).unwrap_or_else(|words| panic!("{words}"));
    assert_eq!(config.http.addr.port(), 9001);
    assert_eq!(config.policy.first.shop_name, "From the file");
    assert_eq!(config.policy.first.slogan, "慢慢挑。");
    assert_eq!(
        config.policy.first.slogan_en, "",
        "the Chinese slogan is used"
    );
    assert_eq!(config.policy.first.postage.get(), 600);
    assert_eq!(config.http.proxies.0.len(), 2);
    assert_eq!(config.alipay.app.app_id, APP_ID);
}

#[test]
fn a_slogan_that_needs_more_than_a_line_is_refused() {
    let files = Files::new();
    for slogan in ["挑".repeat(61), "慢慢\u{7}挑".to_owned()] {
        let mut environment = files.enough();
        environment.extend(vars(&[("ZHANGGUI_SLOGAN_EN", &slogan)]));
        let words = refused(None, environment);
        assert!(words.contains("ZHANGGUI_SLOGAN_EN"), "{words}");
    }
}

#[test]
fn our_own_public_key_is_not_alipays() {
    let files = Files::new();
    files.write("own.pem", &keys().app.public_key().to_spki_pem(), 0o644);
    let mut environment = files.enough();
    environment[3].1 = files.text("own.pem");
    let words = refused(None, environment);
    assert!(
        words.contains("1 mistake:") && words.contains("ALIPAY_PUBLIC_KEY_FILE"),
        "{words}"
    );
}

#[test]
fn certificates_come_all_three_or_not_at_all() {
    let files = Files::new();
    let mut environment = files.enough();
    environment.extend(vars(&[("ALIPAY_CERT_FILE", "/nowhere/alipay.crt")]));
    let words = refused(None, environment);
    for needed in [
        "has 4 mistakes",
        "ALIPAY_APP_CERT_FILE",
        "ALIPAY_ROOT_CERT_FILE",
        "/nowhere/alipay.crt cannot be read",
        "one mode or the other",
    ] {
        assert!(words.contains(needed), "{needed} is missing in:\n{words}");
    }
}

#[test]
fn a_simulator_serves_only_a_shop_on_this_machine() {
    let files = Files::new();
    let with = |gateway: &str, public_url: &str| {
        let mut environment = files.enough();
        environment.extend(vars(&[
            ("ALIPAY_GATEWAY", gateway),
            ("ZHANGGUI_PUBLIC_URL", public_url),
        ]));
        load(None, environment)
    };
    let local = "http://127.0.0.1:8090/gateway.do";
    assert!(with(local, "http://localhost:8080").is_ok());
    assert!(with(local, "https://shop.example").is_err());
    assert!(with("http://192.0.2.1/gateway.do", "http://localhost:8080").is_err());
    let six = with("http://[::1]:8090/gateway.do", "http://localhost:8080").err();
    assert!(six.is_some_and(|words| words.contains("IPv6") && words.contains("127.0.0.1")));
    assert!(
        with(
            "http://openapi.alipay.com/gateway.do",
            "https://shop.example"
        )
        .is_err()
    );
    let production = with("production", "https://shop.example").unwrap_or_else(|w| panic!("{w}"));
    assert!(production.alipay.is_production && production.http.is_secure());
    assert!(
        with(
            "https://openapi.alipay.com/gateway.do",
            "https://shop.example"
        )
        .is_ok()
    );
}

#[test]
fn a_broken_file_hides_nothing_else() {
    let files = Files::new();
    let file = files.write("shop.toml", "[alipay\n", 0o644);
    let words = refused(Some(&file), vars(&[("ZHANGGUI_ADDR", "here")]));
    assert!(
        words.contains("shop.toml") && words.contains("ZHANGGUI_ADDR"),
        "{words}"
    );
    let words = refused(Some(&files.path("none.toml")), files.enough());
    assert!(words.contains("none.toml"), "{words}");
}

#[test]
fn a_key_that_others_could_replace_is_refused() {
    let files = Files::new();
    let folder = |mode| {
        fs::set_permissions(files.dir.path(), fs::Permissions::from_mode(mode)).unwrap();
    };
    folder(0o770);
    let words = refused(None, files.enough());
    assert!(
        words.contains("2 mistakes") && words.contains("mode 0770") && words.contains("chmod 700"),
        "{words}"
    );
    folder(0o755);
    assert!(load(None, files.enough()).is_ok());
    // For a symbolic link, the folder of its target is checked.
    let open = files.path("open");
    fs::create_dir(&open).unwrap();
    fs::rename(files.path("app.pem"), open.join("app.pem")).unwrap();
    std::os::unix::fs::symlink(open.join("app.pem"), files.path("app.pem")).unwrap();
    fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
    let words = refused(None, files.enough());
    assert!(
        words.contains("1 mistake:") && words.contains("mode 0777"),
        "{words}"
    );
}

/// Each message names the mistake and its fix.
#[test]
fn a_key_file_that_cannot_be_used_names_the_real_mistake() {
    let files = Files::new();
    let said = |file: &str| {
        let mut environment = files.enough();
        file.clone_into(&mut environment[2].1);
        refused(None, environment)
    };
    let private = keys().app.to_pkcs8_pem();
    let bare: String = private
        .lines()
        .filter(|line| !line.starts_with('-'))
        .collect();
    for pasted in [private.as_str(), bare.as_str()] {
        let words = said(pasted);
        assert!(
            words.contains("is a key, not the name of a file"),
            "{words}"
        );
        let part = bare.get(40..60).unwrap();
        assert!(!words.contains(part), "the key is in the message");
    }
    let write = |name: &str, bytes: &[u8]| {
        let path = files.write(name, "", 0o600);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let cut = &private.as_bytes()[..private.len() - 40];
    let public = keys().app.public_key().to_spki_pem();
    for (file, problem, remedy) in [
        (
            "/nowhere/app.pem".to_owned(),
            "cannot be read",
            "correct the name",
        ),
        (
            files.dir.path().display().to_string(),
            "is a folder",
            "name the file in it",
        ),
        (
            write("der", b"\x30\x82\xff\xfe"),
            "is not text",
            "-inform DER",
        ),
        (write("empty", b""), "the key is empty", "copy the key into"),
        (
            write("cut", cut),
            "BEGIN without END",
            "copy the whole file",
        ),
        (
            write("public", public.as_bytes()),
            "this is a public key",
            "应用私钥",
        ),
        (
            write("words", b"see the mail"),
            "not base64",
            "nothing but the key",
        ),
        (
            write("long", &[b'A'; 70_000]),
            "longer than any key",
            "name the file of the key",
        ),
    ] {
        let words = said(&file);
        assert!(
            words.contains("1 mistake:") && words.contains(problem) && words.contains(remedy),
            "{file}: {words}"
        );
    }
}

#[test]
fn a_shop_that_sends_mail_demands_the_second_step() {
    let files = Files::new();
    let demand = |more: &[(&str, &str)]| {
        let mut environment = files.enough();
        environment.extend(vars(more));
        let config = load(None, environment).unwrap_or_else(|words| panic!("{words}"));
        config.policy.second_factor
    };
    assert_eq!(demand(&[]), Demand::WithTwoOwners);
    let mail = [
        ("ZHANGGUI_SMTP_URL", "smtps://shop:hunter2@mail.example"),
        ("ZHANGGUI_MAIL_FROM", "shop@shop.example"),
    ];
    assert_eq!(demand(&mail), Demand::Always);
}

#[test]
fn commands_on_the_books_need_no_keys() {
    let environment = vars(&[("DATABASE_URL", "postgres://shop:secret@db/shop")]);
    assert!(BooksConfig::load(Source::new(None, environment)).is_ok());
    let wrong = BooksConfig::load(Source::new(None, vars(&[("DATABASE_URL", "shop.db")])));
    assert!(wrong.is_err());
}

//! A restore with the commands of docs/OPERATIONS.md: refunds made after the copy are neither lost
//! nor repeated.

use crate::{
    refund::pay,
    support::{
        Client, TestApp,
        app::{MORNING, Setup},
        simulated::Simulated,
        tool::zhanggui,
    },
};
use domain::time::SECOND;
use serde_json::Value;
use shop::clock::{Clock, SystemClock};
use std::{path::Path, process::Command, sync::Arc};

const OPERATIONS: &str = include_str!("../../../docs/OPERATIONS.md");

/// The commands of a chapter, one per line.
fn commands(chapter: &str) -> Vec<&'static str> {
    let (_, text) = OPERATIONS.split_once(&format!("\n## {chapter}\n")).unwrap();
    let (_, block) = text.split_once("```sh run\n").unwrap();
    block.split_once("```").unwrap().0.lines().collect()
}

/// Runs the commands of a chapter with `home` as the data folder and `copies` as the folder of
/// backups. Starting and stopping the shop is left to the test.
fn follow(chapter: &str, home: &Path, copies: &Path) {
    let program = zhanggui();
    let steps: Vec<String> = commands(chapter)
        .iter()
        .filter(|step| !step.contains("systemctl"))
        .map(|step| {
            step.replace("sudo -u zhanggui ", "")
                .replace(
                    "/opt/zhanggui/zhanggui --config /etc/zhanggui/shop.toml",
                    "\"$ZG\"",
                )
                .replace("/var/backups/zhanggui", &copies.display().to_string())
                .replace("/var/lib/zhanggui", &home.display().to_string())
        })
        .collect();
    assert!(!steps.is_empty(), "{chapter} has no commands");
    let mut shell = Command::new("bash");
    shell
        .args(["-euo", "pipefail", "-c", &steps.join("\n")])
        .env("ZG", program.get_program())
        .env("ZHANGGUI_DATA_DIR", home);
    for (name, _) in program.get_envs() {
        shell.env_remove(name);
    }
    let done = shell.env("ZHANGGUI_DATA_DIR", home).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{chapter}: {steps:#?}: {said}");
}

/// Refunds `amount` yuan of the first line through the form; returns the text of the resulting
/// page.
async fn refund(staff: &Client, number: &str, amount: &str) -> String {
    let address = format!("/admin/orders/{number}/refund");
    let form = staff.get(&address).await.form(&address);
    let form = form
        .set("lines[0][qty]", "0")
        .set("lines[0][amount]", amount)
        .set("reason_code", "goodwill");
    let plan = staff.submit(&form).await;
    let page = staff
        .submit_and_follow(plan.form("/api/admin/refund_order"))
        .await;
    page.text()
}

/// The text of a page without spaces, so that amounts can be found.
async fn without_blanks(client: &Client, page: &str) -> String {
    client.get(page).await.text().replace(' ', "")
}

#[tokio::test(flavor = "multi_thread")]
async fn refunds_made_after_the_copy_survive_a_restore_by_the_handbook() {
    let gateway = Simulated::start().await;
    let (home, copies) = (
        Arc::new(tempfile::tempdir().unwrap()),
        tempfile::tempdir().unwrap(),
    );
    // The commands use the system clock, so the shop and the gateway use it too.
    gateway.sim.set_clock_ms(SystemClock.now().get()).unwrap();
    let open = async || {
        let app = TestApp::with(Setup {
            gateway: gateway.client(&[]),
            home: Arc::clone(&home),
            ..Setup::default()
        })
        .await;
        app.clock.advance(SystemClock.now().get() - MORNING);
        app
    };
    let app = open().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "3").await;
    let number = shopper.check_out().await;
    pay(&gateway.sim, &shopper, &number).await;
    let status = format!("/change_status?order_id={number}");
    let page = shopper.get(&status).await;
    shopper
        .submit_and_follow(page.form("/api/payment/check"))
        .await;
    follow("Backup", home.path(), copies.path());
    app.clock.advance(5 * SECOND);
    let told = refund(&app.staff().await, &number, "50.00").await;
    assert!(told.contains("已退款"), "{told}");
    drop((app, shopper));

    follow("Restore", home.path(), copies.path());
    let app = open().await;
    let (shopper, staff) = (app.shopper().await, app.staff().await);
    app.clock.advance(60 * SECOND);
    let seen = without_blanks(&shopper, &status).await;
    assert!(
        !seen.contains("50.00"),
        "the copy must not have the refund: {seen}"
    );

    let told = refund(&staff, &number, "70.00").await;
    assert!(
        told.contains("没有记录的退款") && told.contains("50.00"),
        "staff must decide again: {told}"
    );
    app.clock.advance(5 * SECOND);
    let told = refund(&staff, &number, "70.00").await;
    assert!(told.contains("已退款"), "{told}");

    let trades = gateway.control("GET", "/trades", Value::Null).await;
    assert_eq!(trades[0]["refunded_amount"], "120.00", "{trades}");
    let made = trades[0]["refunds"].as_array().unwrap();
    assert_eq!(made.len(), 2, "{trades}");
    let seen = without_blanks(&shopper, &status).await;
    assert!(seen.contains("120.00"), "the refunds add up: {seen}");
    drop((app, shopper, staff));
    let audit = zhanggui()
        .arg("audit")
        .env("ZHANGGUI_DATA_DIR", home.path())
        .output()
        .unwrap();
    assert!(audit.status.success(), "{audit:?}");
}

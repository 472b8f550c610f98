//! The ledger survives the end of the process.

use std::{fs, io::Write, path::Path};

use alipay::keys::PublicKey;
use alipay_sim::{Config, start};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::rig::Rig;

/// Copies the files as they would be left if the process were killed now.
fn snapshot(from: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("keys")).unwrap();
    for file in [
        "gateway.journal",
        "keys/app_private_key.pem",
        "keys/alipay_private_key.pem",
    ] {
        fs::copy(from.join(file), folder.path().join(file)).unwrap();
    }
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_simulator_remembers_everything() {
    let rig = Rig::new().await;
    rig.will_answer(&[(200, "failure")]);
    rig.paid("SHOP_1").await;
    rig.tried(1).await;
    rig.refund("SHOP_1", "8.80", "R1").await;
    let open = rig.open(&Rig::order("SHOP_2")).await;
    rig.control("PUT", "/settings", json!({ "balance": "50.00" }))
        .await;
    rig.heard(2).await;
    // Both attempts must be stored before the process is killed.
    while rig.control("GET", "/deliveries", Value::Null).await[1]["state"] != "delivered" {
        tokio::task::yield_now().await;
    }
    rig.advance(100).await;
    let before = rig.trade("SHOP_1").await;

    let folder = snapshot(rig.folder.path());
    let journal = folder.path().join("gateway.journal");
    let mut torn = fs::OpenOptions::new().append(true).open(&journal).unwrap();
    torn.write_all(br#"[{"event":"closed","out_trade_no":"SHOP_1","#)
        .unwrap();
    let reborn = Rig::on(folder, 1).await;

    assert_eq!(reborn.trade("SHOP_1").await, before);
    assert_eq!(reborn.app_key.public_key(), rig.app_key.public_key());
    assert_eq!(reborn.alipay_key, rig.alipay_key);
    assert_eq!(
        reborn.control("GET", "/settings", Value::Null).await["balance"],
        "50.00"
    );
    assert_eq!(
        reborn.control("GET", "/clock", Value::Null).await["advance_s"],
        100
    );
    assert_eq!(
        reborn
            .refund("SHOP_1", "8.80", "R1")
            .await
            .text("fund_change"),
        "N"
    );
    let cashier = reborn
        .http
        .get(format!("{}{open}", reborn.sim.url()))
        .send()
        .await
        .unwrap();
    assert_eq!(cashier.status(), 200);
    // The undelivered notification is still due; it goes to the first shop's address.
    reborn.advance(145).await;
    rig.heard(3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_after_a_torn_one_is_whole() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let folder = snapshot(rig.folder.path());
    let journal = folder.path().join("gateway.journal");
    fs::OpenOptions::new()
        .append(true)
        .open(&journal)
        .unwrap()
        .write_all(b"[{\"ev")
        .unwrap();
    let second = Rig::on(folder, 1).await;
    second.paid("SHOP_2").await;
    let third = Rig::on(snapshot(second.folder.path()), 1).await;
    let numbers = third.control("GET", "/trades", Value::Null).await;
    assert_eq!(numbers.as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn damage_in_the_middle_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("gateway.journal"),
        "[{\"event\":\"nonsense\"}]\n",
    )
    .unwrap();
    let error = start(Config::local(folder.path())).await.unwrap_err();
    assert!(format!("{error:#}").contains("line 1"), "{error:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_may_bring_its_own_key() {
    let rig = Rig::new().await;
    let folder = tempfile::tempdir().unwrap();
    let given = rig.app_key.public_key();
    let config = Config {
        app_public_key: Some(given.clone()),
        ..Config::local(folder.path())
    };
    let sim = start(config).await.unwrap();
    assert!(sim.info.app_private_key_file.is_none());
    let kept = fs::read_to_string(&sim.info.app_public_key_file).unwrap();
    assert_eq!(PublicKey::parse(&kept).unwrap(), given);
    let params = rig.request("alipay.trade.query", &json!({ "out_trade_no": "SHOP_1" }));
    let answer = rig
        .http
        .post(sim.gateway_url())
        .query(&params)
        .send()
        .await
        .unwrap();
    assert!(answer.text().await.unwrap().contains("ACQ.TRADE_NOT_EXIST"));
    sim.shutdown().await;
}

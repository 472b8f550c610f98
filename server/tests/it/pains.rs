//! The ten most frequent mistakes with Alipay: each is made, and must be found and explained. They
//! are ordered by how often people ask about them.

mod messages;
mod money;
mod setting_up;

use crate::support::bench::{Bench, Ear};
use alipay::form::{Charset, decode};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

const VECTORS: &str = include_str!("../../../crates/alipay/tests/vectors/alipay.json");

fn vector_key(name: &str) -> String {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    vectors["keys"][name].as_str().unwrap().to_owned()
}

/// A notification of a new trade, as the simulator posts it.
async fn notice(bench: &Bench, wish: Value) -> Vec<u8> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = format!("PAIN{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let ear = Ear::answering(200, None, "success").await;
    bench.paid(&number, &ear.url).await;
    let mut asked = json!({"out_trade_no": number});
    for (name, value) in wish.as_object().unwrap() {
        asked[name] = value.clone();
    }
    bench.control("POST", "/notify", asked).await;
    ear.heard()
}

/// The decoded fields of a notification as a web framework passes them on, changed by `change`.
fn handed_on(body: &[u8], change: impl Fn(&str, &str) -> String) -> String {
    let fields: serde_json::Map<String, Value> = decode(body, Charset::Utf8)
        .unwrap()
        .into_iter()
        .map(|(name, value)| {
            let value = change(&name, &value);
            (name, Value::from(value))
        })
        .collect();
    Value::from(fields).to_string()
}

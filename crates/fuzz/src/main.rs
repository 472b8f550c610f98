//! The binary for libFuzzer, which runs the target named by `ZG_FUZZ_TARGET`. See `.ci/fuzz`.
#![no_main]
#![expect(
    clippy::disallowed_methods,
    reason = "the engine owns the arguments, so the target's name comes from outside them"
)]

use alipay_fuzz::{Target, target};
use std::sync::OnceLock;

static CHOSEN: OnceLock<Target> = OnceLock::new();

fn chosen() -> Target {
    *CHOSEN.get_or_init(|| {
        let name = std::env::var("ZG_FUZZ_TARGET").expect("ZG_FUZZ_TARGET names a target");
        target(&name).expect("ZG_FUZZ_TARGET names a target")
    })
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| chosen()(data));

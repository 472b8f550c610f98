//! What must hold for whatever bytes arrive, written so that an engine can look for bytes for which it does not.
//!
//! Each target gives its input to a reader of the crate `alipay` and, where the reader believes it, checks by other
//! means that it was right to. `.ci/fuzz` drives the targets with libFuzzer; the tests of this crate replay what it
//! found, and changes of that, without any engine.

mod bill;
mod envelope;
mod form;
mod keys;
mod notify;
mod parties;
mod return_url;

/// Takes any input; panics if something does not hold.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its folder in `corpus`.
pub const TARGETS: [(&str, Target); 5] = [
    ("notify", notify::run),
    ("return", return_url::run),
    ("envelope", envelope::run),
    ("bill", bill::run),
    ("keys", keys::run),
];

/// Finds a target by its name.
#[must_use]
pub fn target(name: &str) -> Option<Target> {
    TARGETS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, target)| *target)
}

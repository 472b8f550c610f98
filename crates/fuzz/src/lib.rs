//! Properties that must hold for any input, as targets of a fuzzing engine.
//!
//! Each target gives its input to a parser of the crate `alipay` and, if the input is accepted,
//! checks the result by other means. `.ci/fuzz` runs the targets with libFuzzer; the tests of this
//! crate replay the corpus, and changes of it, without an engine.

mod bill;
mod envelope;
mod form;
mod keys;
mod notify;
mod parties;
mod return_url;

/// Checks an input; panics if a property does not hold.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also its folder in `corpus`.
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

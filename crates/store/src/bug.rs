//! Bugs to be planted on purpose: each takes one rule of the shop's money away, and the test that guards the rule has
//! to turn red. Only a build with the feature `planted` holds them, and only the one named by `ZHANGGUI_PLANT` is
//! there; in every other build [`is_planted`] is a constant `false` and the branches behind it are gone.

/// A rule that can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// `unverified-return`: a browser's return is believed without a look at its signature, and pays the order.
    UnverifiedReturn,
    /// `no-compare-and-set`: a payment attempt is changed whatever became of it meanwhile.
    NoCompareAndSet,
    /// `amount-not-compared`: whatever was paid satisfies the order.
    AmountNotCompared,
    /// `refund-row-after-call`: the gateway is called first, and the refund written down when it answered.
    RefundRowAfterCall,
    /// `new-number-per-retry`: each send of a refund bears a number of its own.
    NewNumberPerRetry,
}

impl Bug {
    /// Its name in `ZHANGGUI_PLANT`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnverifiedReturn => "unverified-return",
            Self::NoCompareAndSet => "no-compare-and-set",
            Self::AmountNotCompared => "amount-not-compared",
            Self::RefundRowAfterCall => "refund-row-after-call",
            Self::NewNumberPerRetry => "new-number-per-retry",
        }
    }
}

/// Whether this process runs with `bug`.
#[cfg(feature = "planted")]
#[must_use]
pub fn is_planted(bug: Bug) -> bool {
    static NAME: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    #[expect(
        clippy::disallowed_methods,
        reason = "a test's switch is no configuration of the shop"
    )]
    let name = NAME.get_or_init(|| std::env::var("ZHANGGUI_PLANT").ok());
    name.as_deref() == Some(bug.as_str())
}

/// Whether this process runs with the bug: never.
#[cfg(not(feature = "planted"))]
#[must_use]
pub const fn is_planted(_: Bug) -> bool {
    false
}

//! Bugs planted on purpose: each removes one rule, and the test of that rule must fail. They exist only in
//! a build with the feature `planted`, which switches on the one that `ZHANGGUI_PLANT` names. In every other build
//! [`is_planted`] is a constant `false`, and the compiler removes the branches behind it.

/// A rule that can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// `unverified-return`: a browser's return is believed without checking its signature, and pays the order.
    UnverifiedReturn,
    /// `no-compare-and-set`: a payment attempt is changed even if it was changed meanwhile.
    NoCompareAndSet,
    /// `amount-not-compared`: any paid amount pays the order.
    AmountNotCompared,
    /// `refund-row-after-call`: the gateway is called first, and the refund is stored when the response arrives.
    RefundRowAfterCall,
    /// `new-number-per-retry`: each send of a refund has a new number.
    NewNumberPerRetry,
    /// `session-inserted-again`: saving a session that has ended inserts it again.
    SessionInsertedAgain,
    /// `number-not-probed`: a refund is decided without probing its number at the gateway.
    NumberNotProbed,
    /// `proof-from-tomorrow`: a password that was confirmed in the future counts as confirmed.
    ProofFromTomorrow,
    /// `no-unpaid-cap`: unpaid orders are not limited.
    NoUnpaidCap,
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
            Self::SessionInsertedAgain => "session-inserted-again",
            Self::NumberNotProbed => "number-not-probed",
            Self::ProofFromTomorrow => "proof-from-tomorrow",
            Self::NoUnpaidCap => "no-unpaid-cap",
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
        reason = "a test's switch is not a setting of the shop"
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

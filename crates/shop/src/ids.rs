//! Randomness as an argument: numbers, keys and salts.

/// Source of unguessable bytes.
pub trait Ids: Send + Sync {
    /// Fills `bytes` with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[expect(
        clippy::expect_used,
        reason = "without randomness no order number can be drawn safely"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// `N` random bytes, for the functions of [`domain::number`].
pub(crate) fn draw<const N: usize>(ids: &dyn Ids) -> [u8; N] {
    let mut bytes = [0; N];
    ids.fill(&mut bytes);
    bytes
}

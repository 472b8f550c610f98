//! Random tokens, serials and keys.

/// 32 random hexadecimal digits.
pub(crate) fn random_hex() -> String {
    hex::encode(random::<16>())
}

/// Six random digits.
pub(crate) fn random_digits() -> String {
    let number = u32::from_le_bytes(random::<4>())
        .checked_rem(1_000_000)
        .unwrap_or_default();
    format!("{number:06}")
}

/// Random bytes, or zeros if the machine has none.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        // Numbers stay unique within this data folder through their counters.
        tracing::error!(%error, "no randomness");
    }
    bytes
}

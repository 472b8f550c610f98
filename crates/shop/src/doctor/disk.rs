//! Free space for pictures and the database.

use super::Finding;

const MIB: u64 = 1024 * 1024;

/// Judges the free bytes of the disk that holds `folder`.
#[must_use]
pub fn check(folder: &str, free: u64) -> Vec<Finding> {
    let what = format!("{} MiB are free.", free / MIB);
    let remedy = "Free some space, or move the folder to a larger disk: a full disk stops orders, and Alipay repeats a \
                  notification that cannot be stored for 25 hours only.";
    match free {
        0..=104_857_600 => vec![Finding::error("disk.full", folder, what, remedy)],
        104_857_601..=1_073_741_824 => vec![Finding::warning("disk.low", folder, what, remedy)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MIB, check};

    #[test]
    fn little_room_is_told_before_there_is_none() {
        let code = |free| check("/data", free).first().map(|found| found.code.clone());
        assert_eq!(code(0).as_deref(), Some("disk.full"));
        assert_eq!(code(100 * MIB).as_deref(), Some("disk.full"));
        assert_eq!(code(500 * MIB).as_deref(), Some("disk.low"));
        assert_eq!(code(2_000 * MIB), None);
    }
}

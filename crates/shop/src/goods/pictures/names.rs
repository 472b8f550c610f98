//! Which file of a ZIP a name of a sheet means. Names are only compared; nothing is written under them.

use encoding_rs::GBK;
use unicode_normalization::UnicodeNormalization;

/// The path of an entry: UTF-8, or GBK, which Windows writes in China, with or without a mark.
pub(super) fn path(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_gbk) => GBK.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// True for what systems add to a ZIP automatically; nobody misses it in a sheet.
pub(super) fn is_clutter(normal: &str) -> bool {
    let own = base(normal);
    normal.split('/').any(|part| part == "__macosx")
        || own.starts_with('.')
        || own == "thumbs.db"
        || own == "desktop.ini"
}

/// A name as it is compared: without case, with `/` between folders, composed, as other systems decompose.
pub(super) fn normal(name: &str) -> String {
    let slashes = name.trim().replace('\\', "/");
    let folded: String = slashes.to_lowercase().nfc().collect();
    let plain = folded.trim_start_matches("./").trim_start_matches('/');
    plain.to_owned()
}

/// The name without its folders.
pub(super) fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// How well an entry fits a name, best first; `None` if the folders that both name are others.
pub(super) fn fit(name: &str, path: &str) -> Option<Fit> {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.ends_with('/'))
    };
    if name == path {
        Some(Fit::Same)
    } else if ends(path, name) {
        Some(Fit::Deeper)
    } else if ends(name, path) {
        Some(Fit::Flatter)
    } else {
        None
    }
}

/// How an entry fits a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The same path.
    Same,
    /// In more folders than the sheet names.
    Deeper,
    /// In fewer.
    Flatter,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_mean_them() {
        for (sheet, entry, wanted) in [
            ("mug.jpg", "MUG.JPG", Some(Fit::Same)),
            ("mug.jpg", "photos/Mug.jpg", Some(Fit::Deeper)),
            ("mug.jpg", "../../mug.jpg", Some(Fit::Deeper)),
            (r"C:\shop\mug\1.jpg", "mug/1.jpg", Some(Fit::Flatter)),
            ("cup/1.jpg", "mug/1.jpg", None),
            ("1.jpg", "mug-1.jpg", None),
            ("caf\u{e9}.png", "cafe\u{301}.png", Some(Fit::Same)),
        ] {
            let found = fit(&normal(sheet), &normal(&path(entry.as_bytes())));
            assert_eq!(found, wanted, "{sheet} {entry}");
        }
        assert_eq!(base("photos/mug.jpg"), "mug.jpg");
    }

    #[test]
    fn names_of_windows_are_read() {
        let (gbk, _, _) = GBK.encode("照片\\茶杯.jpg");
        assert_eq!(normal(&path(&gbk)), "照片/茶杯.jpg");
    }

    #[test]
    fn what_systems_add_is_clutter() {
        for name in [
            "__MACOSX/mugs/._a.jpg",
            "mugs/.DS_Store",
            "mugs/Thumbs.db",
            "desktop.ini",
        ] {
            assert!(is_clutter(&normal(name)), "{name}");
        }
        for name in ["mugs/a.jpg", "macosx/a.jpg", "a.DS_Store"] {
            assert!(!is_clutter(&normal(name)), "{name}");
        }
    }
}

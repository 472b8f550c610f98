//! Why an uploaded file was not taken.

use domain::{error::ErrorCode, locale::Locale};

/// Why an uploaded file was not taken, by its name.
pub(super) fn sentence(
    locale: Locale,
    code: ErrorCode,
    title: &str,
    count: Option<&String>,
) -> Option<String> {
    let megabytes = count.map_or_else(String::new, |count| format!("{count} MB"));
    let (zh, en) = match (code, count) {
        (ErrorCode::PictureHeic, _) => (
            "请导出为 JPEG。".to_owned(),
            "export it as JPEG.".to_owned(),
        ),
        (ErrorCode::PictureBytes, Some(_)) => (
            format!("请压缩到 {megabytes} 以内。"),
            format!("it has more than {megabytes}. Make it smaller."),
        ),
        (ErrorCode::PicturePixels, Some(count)) => (
            format!("请缩小到 {count}00 万像素以内。"),
            format!("it has more than {count} megapixels. Make it smaller."),
        ),
        (ErrorCode::PictureHeavy, _) => (
            "请缩小，或另存为普通 JPEG（不勾选“渐进”）。".to_owned(),
            "make it smaller, or save it as a JPEG that is not progressive.".to_owned(),
        ),
        (ErrorCode::PictureKind, _) => (
            "只收 JPEG、PNG 和 WebP 图片。".to_owned(),
            "only JPEG, PNG and WebP pictures.".to_owned(),
        ),
        (ErrorCode::PictureAnimated, _) => (
            "动图请存成一张静态图片。".to_owned(),
            "save one frame of it as a picture.".to_owned(),
        ),
        (ErrorCode::PictureBroken, _) => (
            "文件不完整或已损坏，请重新导出。".to_owned(),
            "it is incomplete or damaged. Export it again.".to_owned(),
        ),
        (ErrorCode::PictureEmpty, _) => ("文件是空的。".to_owned(), "it is empty.".to_owned()),
        _ => return None,
    };
    Some(match locale {
        Locale::ZhCn => format!("{title} 没有收，{zh}"),
        Locale::En => format!("{title}: {en}"),
    })
}

#[cfg(test)]
mod tests {
    use crate::{flash::Args, text::error::sentence};
    use domain::{error::ErrorCode, locale::Locale};

    #[test]
    fn a_picture_is_refused_by_the_name_of_its_file() {
        let named = |locale, code, count: Option<&str>| {
            let mut args = Args::new();
            args.insert("title".to_owned(), "IMG_7.HEIC".to_owned());
            if let Some(count) = count {
                args.insert("count".to_owned(), count.to_owned());
            }
            sentence(locale, code, &args).replace(['\u{2068}', '\u{2069}'], "")
        };
        for (code, count, zh, en) in [
            (
                ErrorCode::PictureHeic,
                None,
                "IMG_7.HEIC 没有收，请导出为 JPEG。",
                "IMG_7.HEIC: export it as JPEG.",
            ),
            (
                ErrorCode::PicturePixels,
                Some("50"),
                "IMG_7.HEIC 没有收，请缩小到 5000 万像素以内。",
                "IMG_7.HEIC: it has more than 50 megapixels. Make it smaller.",
            ),
            (
                ErrorCode::PictureBytes,
                Some("15"),
                "IMG_7.HEIC 没有收，请压缩到 15 MB 以内。",
                "IMG_7.HEIC: it has more than 15 MB. Make it smaller.",
            ),
        ] {
            assert_eq!(named(Locale::ZhCn, code, count), zh);
            assert_eq!(named(Locale::En, code, count), en);
        }
        for code in [
            ErrorCode::PictureEmpty,
            ErrorCode::PictureHeavy,
            ErrorCode::PictureKind,
            ErrorCode::PictureAnimated,
            ErrorCode::PictureBroken,
        ] {
            for locale in [Locale::ZhCn, Locale::En] {
                assert!(
                    named(locale, code, None).starts_with("IMG_7.HEIC"),
                    "{code}"
                );
            }
        }
    }
}

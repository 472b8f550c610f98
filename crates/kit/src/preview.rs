//! What the head of a public page tells programs that do not show it: search engines, and chat
//! programs that show a preview of a link.

use crate::{paths, site::Site, twins::Twins};
use domain::view::catalog::ImageView;
use leptos::{html::meta, prelude::*};
use serde_json::Value;

/// What a public page tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preview {
    /// The page in one or two sentences.
    pub description: String,
    /// The picture of the page.
    pub picture: Option<ImageView>,
    /// The page is about one product.
    pub is_product: bool,
    /// Structured data (JSON-LD).
    pub data: Vec<Value>,
}

/// The width of the picture in a preview, in pixels.
const WIDTH: i64 = 960;

/// Language and region, as Open Graph writes them.
const ZH: &str = "zh_CN";
const EN: &str = "en_US";

/// The tags: description, Open Graph, structured data.
pub(crate) fn tags(
    preview: &Preview,
    twins: &Twins,
    site: &Site,
    title: &str,
    shop: &str,
) -> AnyView {
    let title = if title.is_empty() { shop } else { title };
    let (locale, other) = if twins.is_english() {
        (EN, ZH)
    } else {
        (ZH, EN)
    };
    let kind = if preview.is_product {
        "product"
    } else {
        "website"
    };
    let mut pairs = vec![
        ("og:type", kind.to_owned()),
        ("og:site_name", shop.to_owned()),
        ("og:title", title.to_owned()),
        ("og:description", preview.description.clone()),
        ("og:url", twins.canonical.clone()),
        ("og:locale", locale.to_owned()),
        ("og:locale:alternate", other.to_owned()),
    ];
    if let Some(image) = &preview.picture
        && let Some(file) = shared(image)
    {
        pairs.extend([
            ("og:image", absolute(site, &file.sha256)),
            ("og:image:type", file.mime),
            ("og:image:width", file.width.to_string()),
            ("og:image:height", file.height.to_string()),
            ("og:image:alt", image.alt.text.clone()),
        ]);
    }
    let graph: Vec<_> = pairs
        .into_iter()
        .map(|(property, content)| meta().content(content).attr("property", property))
        .collect();
    let data: Vec<_> = preview
        .data
        .iter()
        .map(|value| view! { <script type="application/ld+json">{inert(value)}</script> })
        .collect();
    view! {
        <meta name="description" content=preview.description.clone() />
        {graph}
        {data}
    }
    .into_any()
}

/// The file of a picture that a preview shows.
struct Shared {
    sha256: String,
    mime: String,
    width: i64,
    height: i64,
}

/// The file of [`WIDTH`], or else the widest; programs that show previews read no SVG.
fn shared(image: &ImageView) -> Option<Shared> {
    let exact = image.widths.iter().find(|file| file.width == WIDTH);
    let file = exact.or_else(|| image.widths.last())?;
    Some(Shared {
        sha256: file.sha256.clone(),
        mime: file.mime.clone(),
        width: file.width,
        height: file
            .width
            .saturating_mul(image.height)
            .checked_div(image.width)?,
    })
}

/// The absolute URL of the file that previews and structured data name, if the picture has one.
#[must_use]
pub fn picture_url(site: &Site, image: &ImageView) -> Option<String> {
    shared(image).map(|file| absolute(site, &file.sha256))
}

fn absolute(site: &Site, sha256: &str) -> String {
    format!("{}{}", site.public_url, paths::media(sha256))
}

/// JSON that cannot end its `<script>` or begin a comment, whatever its texts hold: the content of
/// this element is not escaped as HTML.
fn inert(value: &Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;
    use domain::{
        locale::{Locale, Words},
        view::catalog::WidthView,
    };
    use serde_json::json;

    #[test]
    fn data_cannot_leave_its_element() {
        for text in [
            "</script><script>alert(1)</script>",
            "<!-- <script>",
            "a & b &lt;/script&gt;",
            "\"\\\u{2028}",
        ] {
            let value = json!({ "name": text });
            let written = inert(&value);
            assert!(!written.contains(['<', '>', '&']), "{written}");
            let read: Value = serde_json::from_str(&written).unwrap();
            assert_eq!(read, value, "reading restores the value");
        }
    }

    #[test]
    fn a_preview_shows_the_picture_of_960_pixels() {
        let file = |width: i64| WidthView {
            sha256: width.to_string(),
            mime: "image/webp".to_owned(),
            width,
        };
        let image = |widths: &[i64]| ImageView {
            sha256: "original".to_owned(),
            width: 1_200,
            height: 900,
            alt: Words::choose(Locale::ZhCn, "", ""),
            colour: None,
            drawn: true,
            widths: widths.iter().copied().map(file).collect(),
        };
        let chosen = |widths: &[i64]| {
            let file = shared(&image(widths))?;
            Some((file.sha256, file.width, file.height))
        };
        assert_eq!(
            chosen(&[320, 640, 960, 1_600]),
            Some(("960".to_owned(), 960, 720))
        );
        assert_eq!(chosen(&[320, 640]), Some(("640".to_owned(), 640, 480)));
        assert_eq!(chosen(&[]), None);
    }
}

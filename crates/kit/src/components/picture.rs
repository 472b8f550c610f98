//! Product pictures. They have a background colour and a fixed size, so the layout does not shift when they load.
//!
//! An SVG is offered first, because it is smaller and sharper. Browsers without SVG, and pictures that are not SVG,
//! choose from the WebP widths.

use crate::paths;
use domain::view::catalog::{ImageView, WidthView};
use leptos::prelude::*;

/// Width of a picture on the page, for `sizes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A thumbnail in a line.
    Thumb,
    /// A card of the grid.
    Card,
    /// Half of a wide page, all of a phone.
    Page,
}

impl Span {
    /// The `sizes` attribute; it follows the style sheet.
    const fn sizes(self) -> &'static str {
        match self {
            Self::Thumb => "88px",
            Self::Card => "(min-width: 960px) 256px, (min-width: 640px) 31vw, 46vw",
            Self::Page => "(min-width: 960px) 580px, 100vw",
        }
    }
}

/// A square picture.
#[component]
pub fn Picture(
    /// The picture, if the product has one.
    image: Option<ImageView>,
    /// Load at once instead of lazily, for pictures at the top of the page.
    #[prop(optional)]
    eager: bool,
    /// Decorative, because the text beside it has the same content.
    #[prop(optional)]
    plain: bool,
    /// How wide it is shown.
    #[prop(default = Span::Thumb)]
    span: Span,
) -> impl IntoView {
    let image = image.map(|image| {
        let alt = if plain {
            String::new()
        } else {
            image.alt.text.clone()
        };
        let lang = (!plain).then(|| image.alt.lang.as_str());
        let ground = image.colour.clone().map(ground);
        let candidates = candidates(&image.widths);
        let original = paths::media(&image.sha256);
        let (drawing, src) = match image.widths.last() {
            Some(widest) if image.drawn => (
                Some(view! { <source type="image/svg+xml" srcset=original /> }),
                paths::media(&widest.sha256),
            ),
            Some(_) | None => (None, original),
        };
        view! {
            {ground}
            <picture>
                {drawing}
                <img
                    src=src
                    sizes=candidates.is_some().then(|| span.sizes())
                    srcset=candidates
                    width=image.width
                    height=image.height
                    alt=alt
                    lang=lang
                    loading=if eager { "eager" } else { "lazy" }
                    decoding="async"
                    fetchpriority=eager.then_some("high")
                />
            </picture>
        }
    });
    view! { <span class="picture">{image}</span> }
}

/// The background colour until the picture has loaded, as an SVG, because the CSP forbids inline styles.
fn ground(colour: String) -> impl IntoView {
    view! {
        <svg class="ground" viewBox="0 0 1 1" aria-hidden="true" focusable="false">
            <rect width="1" height="1" fill=colour />
        </svg>
    }
}

/// The widths as a `srcset`.
fn candidates(widths: &[WidthView]) -> Option<String> {
    let each = |file: &WidthView| format!("{} {}w", paths::media(&file.sha256), file.width);
    (!widths.is_empty()).then(|| widths.iter().map(each).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_name_each_width() {
        let file = |sha256: &str, width| WidthView {
            sha256: sha256.to_owned(),
            mime: "image/webp".to_owned(),
            width,
        };
        assert_eq!(candidates(&[]), None);
        assert_eq!(
            candidates(&[file("aa", 320), file("bb", 640)]).as_deref(),
            Some("/media/aa 320w, /media/bb 640w")
        );
    }
}

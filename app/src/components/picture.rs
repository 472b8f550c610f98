//! Product pictures on a flat ground, always with their size, so nothing moves when they arrive.
//!
//! A drawing is offered first: it is lighter and sharper than every raster of it. Browsers without drawings, and
//! pictures that are none, choose from the widths.

use crate::paths;
use domain::view::catalog::{ImageView, WidthView};
use leptos::prelude::*;

/// How wide a picture stands, for the browser's choice of a width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A thumb in a line.
    Thumb,
    /// A card of the grid.
    Card,
    /// The half of a wide page, the whole of a phone.
    Page,
}

impl Span {
    /// The `sizes` attribute, as the style sheet lays the pictures out.
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
    /// Load at once: for what is seen first.
    #[prop(optional)]
    eager: bool,
    /// The picture says nothing that the words beside it do not say.
    #[prop(optional)]
    plain: bool,
    /// How wide it stands.
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

/// The colour that most of the picture has, until it arrives: the policy forbids inline styles, not drawings.
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

//! Product pictures on a flat ground, always with their size, so nothing moves when they arrive.

use crate::paths;
use domain::view::catalog::ImageView;
use leptos::prelude::*;

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
) -> impl IntoView {
    let image = image.map(|image| {
        let alt = if plain {
            String::new()
        } else {
            image.alt.text.clone()
        };
        let lang = (!plain).then(|| image.alt.lang.as_str());
        view! {
            <img
                src=paths::media(&image.sha256)
                width=image.width
                height=image.height
                alt=alt
                lang=lang
                loading=if eager { "eager" } else { "lazy" }
                decoding="async"
                fetchpriority=eager.then_some("high")
            />
        }
    });
    view! { <span class="picture">{image}</span> }
}

//! The pictures of the demo shop, drawn as SVG and written into the media folder.

use crate::{
    pictures::{Picture, SIZE, Scene},
    wares::Ware,
};
use shop::{Error, media};
use std::path::Path;
use store::models::picture::NewImage;

/// A drawn picture of a product.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    /// Index of its product.
    pub(crate) ware: usize,
    /// Index of its colour.
    pub(crate) colour: usize,
    /// True for the main picture of a SKU; its close-ups follow.
    pub(crate) leads: bool,
    /// Its row.
    pub(crate) row: NewImage,
    svg: String,
}

/// Draws every product in every colour in three views, in gallery order.
pub(crate) fn draw(wares: &[Ware]) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    for (place, ware) in wares.iter().enumerate() {
        let sides = ware
            .colours
            .iter()
            .enumerate()
            .flat_map(|(number, colour)| {
                Scene::ALL.iter().map(move |scene| (number, colour, *scene))
            });
        for (position, (number, colour, scene)) in (1_i64..).zip(sides) {
            let picture = Picture {
                shape: ware.shape,
                colour: colour.tone,
                scene,
            };
            let svg = picture.svg();
            let (side_zh, side_en) = side(scene);
            let (colour_zh, colour_en) = if ware.has_colours() {
                (
                    format!("，{}", colour.zh),
                    format!(", {}", colour.en.to_lowercase()),
                )
            } else {
                (String::new(), String::new())
            };
            let row = NewImage {
                sha256: media::name(svg.as_bytes()),
                mime: "image/svg+xml".to_owned(),
                width: SIZE,
                height: SIZE,
                alt_zh: format!("{}{colour_zh}{side_zh}", ware.title_zh),
                alt_en: format!("{}{colour_en}{side_en}", ware.title_en),
                position,
                colour: Some(picture.ground_colour().to_string()),
            };
            drawn.push(Drawn {
                ware: place,
                colour: number,
                leads: scene == Scene::Front,
                row,
                svg,
            });
        }
    }
    drawn
}

fn side(scene: Scene) -> (&'static str, &'static str) {
    match scene {
        Scene::Front => ("", ""),
        Scene::Detail => ("，细节", ", close up"),
        Scene::InUse => ("，使用中", ", in use"),
    }
}

/// Writes every picture into the folder under its hash; existing files stay.
///
/// # Errors
/// `Internal` if the folder cannot be written.
pub(crate) async fn write(drawn: &[Drawn], folder: &Path) -> Result<(), Error> {
    let files: Vec<String> = drawn.iter().map(|one| one.svg.clone()).collect();
    let folder = folder.to_owned();
    let task = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder)?;
        files
            .iter()
            .try_for_each(|svg| media::put(&folder, svg.as_bytes()).map(drop))?;
        media::sync_names(&folder)
    });
    task.await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}

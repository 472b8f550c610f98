//! The pictures of the demo shop, drawn and put into the media folder.

use super::wares::Ware;
use crate::{
    Error,
    pictures::{Picture, SIZE, Scene},
};
use sha2::{Digest, Sha256};
use std::{io, path::Path};
use store::models::catalog::NewImage;

/// A drawn picture of a ware.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    /// Place of its ware.
    pub(super) ware: usize,
    /// Place of its colour.
    pub(super) colour: usize,
    /// True for the picture that stands for the SKU; close-ups follow it.
    pub(super) leads: bool,
    /// Its row.
    pub(super) row: NewImage,
    svg: String,
}

/// Draws every ware in every colour from three sides, in gallery order.
pub(super) fn draw(wares: &[Ware]) -> Vec<Drawn> {
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
            let svg = Picture {
                shape: ware.shape,
                colour: colour.tone,
                scene,
            }
            .svg();
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
                sha256: hex::encode(Sha256::digest(svg.as_bytes())),
                mime: "image/svg+xml".to_owned(),
                width: SIZE,
                height: SIZE,
                alt_zh: format!("{}{colour_zh}{side_zh}", ware.title_zh),
                alt_en: format!("{}{colour_en}{side_en}", ware.title_en),
                position,
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

/// Puts every picture into the folder under its hash; one that is there already stays.
///
/// # Errors
/// `Internal` if the folder cannot be written.
pub(super) async fn write(drawn: &[Drawn], folder: &Path) -> Result<(), Error> {
    let files: Vec<(String, String)> = drawn
        .iter()
        .map(|one| (one.row.sha256.clone(), one.svg.clone()))
        .collect();
    let folder = folder.to_owned();
    let task = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder)?;
        files
            .iter()
            .try_for_each(|(name, svg)| put(&folder, name, svg))
    });
    task.await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}

/// Written beside and renamed: a name never stands for half a file.
fn put(folder: &Path, name: &str, svg: &str) -> io::Result<()> {
    let path = folder.join(name);
    if path.try_exists()? {
        return Ok(());
    }
    let draft = folder.join(format!("{name}.{}.part", std::process::id()));
    std::fs::write(&draft, svg)?;
    std::fs::rename(&draft, &path)
}

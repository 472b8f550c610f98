//! The raster images that are rendered from drawings.

use crate::desk::Desk;
use demo::pictures::{Picture, Scene, Shape, Tone};
use domain::locale::Locale;
use shop::media::{DRAWN, Raster, name};
use std::collections::BTreeSet;
use test_support::for_both;
use tokio_util::sync::CancellationToken;

const CELADON: Tone = Tone(0x9D, 0xB8, 0xA4);

fn files(desk: &Desk) -> BTreeSet<String> {
    std::fs::read_dir(desk.media.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// How many drawings the tests render; all of them would take too long.
const SOME: usize = 5;

#[tokio::test(flavor = "multi_thread")]
async fn every_drawing_has_its_widths_once() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let drawings = files(&desk);
        let bare = desk.cards(Locale::En).await;
        assert!(bare.iter().all(|card| {
            let image = card.image.as_ref().unwrap();
            image.widths.is_empty() && image.drawn && image.colour.is_some()
        }));
        let before = desk.shop.store().catalog_version().await.unwrap();
        let missing = desk.shop.without_widths().await.unwrap();
        assert_eq!(
            missing.iter().cloned().collect::<BTreeSet<_>>(),
            drawings,
            "each drawing is listed once"
        );

        let some = &missing[..SOME];
        let media = desk.media.path();
        let made = desk.shop.make_widths(media, some).await.unwrap();
        assert_eq!(made, SOME * DRAWN.len());
        assert!(desk.shop.store().catalog_version().await.unwrap() > before);
        let all = files(&desk);
        for file in all.difference(&drawings) {
            let content = std::fs::read(media.join(file)).unwrap();
            assert_eq!(
                file,
                &name(&content),
                "a file is named by the hash of its content"
            );
            assert!(content.starts_with(b"RIFF") && content[8..].starts_with(b"WEBP"));
            let media = desk.shop.media(file).await.unwrap().unwrap();
            assert_eq!(media.mime, "image/webp");
        }
        // The main images of products come first, in the order of the catalogue.
        let cards = desk.cards(Locale::En).await;
        for (card, original) in cards.iter().zip(some) {
            let image = card.image.as_ref().unwrap();
            assert_eq!(&image.sha256, original, "the drawing is still the original");
            let widths: Vec<i64> = image.widths.iter().map(|file| file.width).collect();
            assert_eq!(widths, DRAWN.map(i64::from));
            assert!(image.widths.iter().all(|file| all.contains(&file.sha256)));
        }

        let left = desk.shop.without_widths().await.unwrap();
        assert_eq!(left, &missing[SOME..], "the next call continues here");
        desk.shop.make_widths(media, some).await.unwrap();
        assert_eq!(
            files(&desk),
            all,
            "a repeat leaves no other and no partial files"
        );
        assert_eq!(desk.shop.without_widths().await.unwrap(), left);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_drawing_is_told_and_holds_up_no_other() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let media = desk.media.path();
        let missing = desk.shop.without_widths().await.unwrap();
        for lost in [&missing[1], &missing[SOME]] {
            std::fs::remove_file(media.join(lost)).unwrap();
        }
        let told = desk.shop.make_widths(media, &missing[..SOME]).await;
        told.unwrap_err();
        assert_eq!(
            desk.shop.without_widths().await.unwrap(),
            missing,
            "a failure changes nothing"
        );

        // Remove the other files, so that only two drawings remain to be rendered.
        let stop = CancellationToken::new();
        stop.cancel();
        let made = desk.shop.make_missing_widths(media, &stop).await.unwrap();
        assert_eq!(made, 0, "no rendering starts after the stop signal");
        for kept in &missing[SOME + 2..] {
            std::fs::remove_file(media.join(kept)).unwrap();
        }
        let stop = CancellationToken::new();
        let made = desk.shop.make_missing_widths(media, &stop).await.unwrap();
        assert_eq!(made, SOME * DRAWN.len());
        let left = desk.shop.without_widths().await.unwrap();
        assert!(left.contains(&missing[1]) && !left.contains(&missing[0]));
        assert_eq!(left.len(), missing.len() - SOME);
    })
    .await;
}

#[test]
fn a_raster_shows_what_is_drawn() {
    let svg = Picture {
        shape: Shape::Mug,
        colour: CELADON,
        scene: Scene::Front,
    };
    let raster = Raster::of_drawing(svg.svg().as_bytes(), 320).unwrap();
    assert_eq!(raster.width(), 320);
    // The corner shows the wall, the middle of the mug its glaze. Rendering is deterministic.
    let wall = svg.ground_colour();
    assert_eq!(raster.pixel(2, 2), Some([wall.0, wall.1, wall.2]));
    let [r, g, b] = raster.pixel(140, 180).unwrap();
    let far = [(r, CELADON.0), (g, CELADON.1), (b, CELADON.2)].map(|(is, was)| is.abs_diff(was));
    assert!(far.iter().all(|d| *d < 24), "{r} {g} {b}");
    assert_eq!(raster.pixel(320, 0), None);
    let webp = raster.webp().unwrap();
    assert_eq!(
        webp,
        Raster::of_drawing(svg.svg().as_bytes(), 320)
            .unwrap()
            .webp()
            .unwrap()
    );
    let seen = webp::Decoder::new(&webp).decode().unwrap();
    assert_eq!((seen.width(), seen.height()), (320, 320));
    let at = usize::try_from((180 * 320 + 140) * if seen.is_alpha() { 4 } else { 3 }).unwrap();
    assert!(
        seen[at].abs_diff(r) < 12 && seen[at + 1].abs_diff(g) < 12,
        "{:?}",
        &seen[at..at + 3]
    );
}

#[test]
fn what_is_no_drawing_has_no_raster() {
    for not in [&b"GIF89a"[..], b"", b"<svg", b"<p>hello</p>"] {
        assert!(Raster::of_drawing(not, 320).is_err());
    }
    let drawn = Picture {
        shape: Shape::Pen,
        colour: CELADON,
        scene: Scene::Front,
    };
    assert!(Raster::of_drawing(drawn.svg().as_bytes(), 0).is_err());
}

/// The reason why pages offer the drawing first: see docs/ARCHITECTURE.md.
#[test]
fn drawings_are_lighter_than_their_rasters() {
    let (mut svg, mut rasters) = (0, [0; DRAWN.len()]);
    let mut pictures = 0;
    // Every fourth shape: all of them would take half a minute.
    for shape in Shape::ALL.iter().step_by(4) {
        for scene in Scene::ALL {
            let picture = Picture {
                shape: *shape,
                colour: CELADON,
                scene: *scene,
            };
            let text = picture.svg();
            svg += text.len();
            pictures += 1;
            for (bytes, width) in rasters.iter_mut().zip(DRAWN) {
                *bytes += Raster::of_drawing(text.as_bytes(), width)
                    .unwrap()
                    .webp()
                    .unwrap()
                    .len();
            }
        }
    }
    let mean = rasters.map(|bytes| bytes / pictures);
    assert!(mean.is_sorted());
    // Uncompressed SVG; the server's size budgets check the compressed one.
    assert!(svg / pictures < mean[1], "{} {mean:?}", svg / pictures);
}

//! Accepted pictures, and how they are converted.

use crate::support::{
    Pixels, near, png, quarter_pixels, quarters, taken, webp, webp_frame, webp_of,
};
use camera::Camera;
use picture::limits::{ORIGINAL, WIDTHS};
use png::{BitDepth, ColorType};

const UPRIGHT: [&str; 4] = ["red", "green", "blue", "yellow"];

#[tokio::test]
async fn a_photograph_becomes_an_original_and_four_widths() {
    let prepared = taken(&Camera::new(4000, 3000).jpeg()).await;
    let original = Pixels::of(&prepared.original);
    assert_eq!((original.width, original.height), (ORIGINAL, 1800));
    let widths: Vec<u32> = prepared.widths.iter().map(|file| file.width).collect();
    assert_eq!(widths, WIDTHS.map(u32::from));
    for file in &prepared.widths {
        let pixels = Pixels::of(file);
        assert_eq!(pixels.height, (file.width * 3).div_ceil(4));
        assert_eq!(pixels.quarters(), UPRIGHT);
        assert!(file.bytes.len() < prepared.original.bytes.len());
    }
    assert_eq!(original.quarters(), UPRIGHT);
    // The main colour is that of one quarter, not their average.
    let colour = u32::from_str_radix(prepared.colour.trim_start_matches('#'), 16).unwrap();
    let [_, red, green, blue] = colour.to_be_bytes();
    let quarter = [(25, 25), (75, 25), (25, 75), (75, 75)]
        .into_iter()
        .find(|(across, down)| near(original.at(*across, *down), [red, green, blue], 16));
    assert!(quarter.is_some(), "{}", prepared.colour);
}

#[tokio::test]
async fn all_eight_orientations_give_the_same_picture() {
    for (width, height) in [(1000, 600), (600, 1000)] {
        let mut files = Vec::new();
        for orientation in 1..=8 {
            let photograph = Camera::new(width, height).held(orientation).jpeg();
            let prepared = taken(&photograph).await;
            let pixels = Pixels::of(&prepared.original);
            let size = (u32::from(width), u32::from(height));
            assert_eq!((pixels.width, pixels.height), size, "{orientation}");
            assert_eq!(pixels.quarters(), UPRIGHT, "{orientation}");
            files.push(pixels);
        }
        let upright = &files[0];
        for (turned, orientation) in files.iter().zip(1..) {
            for (across, down) in [(10, 10), (40, 30), (60, 80), (90, 95), (75, 25)] {
                let (one, other) = (upright.at(across, down), turned.at(across, down));
                assert!(near(one, other, 12), "{orientation}: {one:?} {other:?}");
            }
        }
    }
}

#[tokio::test]
async fn nothing_is_enlarged_and_the_smallest_width_always_exists() {
    for (width, widths) in [
        (100_u16, vec![100_u32]),
        (319, vec![319]),
        (320, vec![320]),
        (700, vec![320, 640]),
        (1600, vec![320, 640, 960, 1600]),
    ] {
        let prepared = taken(&Camera::new(width, 80).jpeg()).await;
        let made: Vec<u32> = prepared.widths.iter().map(|file| file.width).collect();
        assert_eq!(made, widths, "{width}");
        assert_eq!(prepared.original.width, u32::from(width));
    }
    let strip = taken(&Camera::new(1, 3000).jpeg()).await;
    assert_eq!((strip.original.width, strip.original.height), (1, ORIGINAL));
}

#[tokio::test]
async fn progressive_and_full_colour_jpegs_are_read() {
    for camera in [
        Camera::new(900, 700).progressive(),
        Camera::new(5000, 700).progressive(),
        Camera::new(900, 700).full_colour(),
        Camera::new(5000, 700).full_colour().progressive(),
    ] {
        let prepared = taken(&camera.jpeg()).await;
        assert_eq!(
            Pixels::of(&prepared.original).quarters(),
            UPRIGHT,
            "{camera:?}"
        );
    }
}

#[tokio::test]
async fn inks_become_colours() {
    for mixed in [false, true] {
        for (inks, colour) in [
            ([0, 0, 0, 0], [255, 255, 255]),
            ([0, 0, 0, 255], [0, 0, 0]),
            ([255, 0, 0, 0], [0, 255, 255]),
            ([0, 255, 255, 0], [255, 0, 0]),
            ([0, 128, 255, 51], [204, 102, 0]),
        ] {
            let prepared = taken(&camera::inks(40, 30, inks, mixed)).await;
            let found = Pixels::of(&prepared.original).at(50, 50);
            assert!(near(found, colour, 8), "{inks:?} {mixed}: {found:?}");
        }
    }
}

#[tokio::test]
async fn png_of_every_depth_is_read() {
    let grey16 = [0x12_u8, 0x34].repeat(64);
    let rgb16 = [0xff_u8, 0x00, 0x80, 0x00, 0x10, 0xff].repeat(64);
    let rgba16 = [0xff_u8, 0xff, 0, 0, 0, 0, 0x80, 0x00].repeat(64);
    let palette = |encoder: &mut png::Encoder<'_, &mut Vec<u8>>| {
        encoder.set_palette(vec![10, 20, 30, 200, 100, 0]);
    };
    let eight = (8, 8);
    for (file, colour) in [
        (
            png(
                eight,
                ColorType::Grayscale,
                BitDepth::Sixteen,
                &grey16,
                |_| {},
            ),
            [0x12; 3],
        ),
        (
            png(eight, ColorType::Rgb, BitDepth::Sixteen, &rgb16, |_| {}),
            [255, 128, 16],
        ),
        (
            png(eight, ColorType::Rgba, BitDepth::Sixteen, &rgba16, |_| {}),
            [255, 127, 127],
        ),
        (
            png(
                eight,
                ColorType::Grayscale,
                BitDepth::One,
                &[0xff; 8],
                |_| {},
            ),
            [255; 3],
        ),
        (
            png(
                eight,
                ColorType::Indexed,
                BitDepth::One,
                &[0xff; 8],
                palette,
            ),
            [200, 100, 0],
        ),
        (
            png(
                eight,
                ColorType::Indexed,
                BitDepth::Eight,
                &[0; 64],
                palette,
            ),
            [10, 20, 30],
        ),
    ] {
        let found = Pixels::of(&taken(&file).await.original).at(50, 50);
        assert!(near(found, colour, 6), "{found:?} {colour:?}");
    }
    assert_eq!(
        Pixels::of(&taken(&quarters(60, 40)).await.original).quarters(),
        UPRIGHT
    );
}

#[tokio::test]
async fn an_interlaced_png_is_read() {
    // All passes of an interlaced (Adam7) picture of 8 × 8 pixels, with a filter byte before each
    // row.
    let mut data = Vec::new();
    for (start_x, start_y, step_x, step_y) in [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ] {
        for y in (start_y..8_usize).step_by(step_y) {
            data.push(0);
            for x in (start_x..8_usize).step_by(step_x) {
                let place = (y * 8 + x) * 3;
                data.extend(&quarter_pixels(8, 8)[place..place + 3]);
            }
        }
    }
    let mut header = [8_u32.to_be_bytes(), 8_u32.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 1]);
    let chunks = [
        crate::support::png_chunk(b"IHDR", &header),
        crate::support::png_chunk(b"IDAT", &stored(&data)),
        crate::support::png_chunk(b"IEND", &[]),
    ];
    let prepared = taken(&crate::support::png_of(&chunks)).await;
    assert_eq!(Pixels::of(&prepared.original).quarters(), UPRIGHT);
}

/// A zlib stream of one uncompressed block.
fn stored(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    let mut stream = vec![0x78, 0x01, 0x01];
    stream.extend(length.to_le_bytes());
    stream.extend((!length).to_le_bytes());
    stream.extend(data);
    stream.extend(((b << 16) | a).to_be_bytes());
    stream
}

#[tokio::test]
async fn webp_of_both_codecs_is_read_and_transparency_shows_white() {
    let opaque = [30_u8, 180, 40, 255].repeat(50 * 40);
    let clear = [30_u8, 180, 40, 0].repeat(50 * 40);
    let half = [0_u8, 0, 0, 128].repeat(50 * 40);
    for lossless in [false, true] {
        for (rgba, colour) in [
            (&opaque, [30, 180, 40]),
            (&clear, [255, 255, 255]),
            (&half, [127, 127, 127]),
        ] {
            let prepared = taken(&webp(50, 40, rgba, lossless)).await;
            let found = Pixels::of(&prepared.original).at(50, 50);
            assert!(near(found, colour, 8), "{lossless} {colour:?}: {found:?}");
        }
    }
    // Opaque and lossless, after an extended header that says it is transparent.
    let (name, frame) = (b"VP8L", webp_frame(&webp(50, 40, &opaque, true)).1);
    let prepared = taken(&webp_of(0, 50, 40, &[(name, frame)])).await;
    assert!(near(
        Pixels::of(&prepared.original).at(9, 9),
        [30, 180, 40],
        8
    ));
}

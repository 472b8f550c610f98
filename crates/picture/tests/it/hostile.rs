//! Damaged and hostile files.

use crate::support::{
    Pixels, holds, png, png_chunk, png_header, png_of, quarters, refused, taken, webp, webp_frame,
    webp_of,
};
use camera::Camera;
use picture::Refused;
use png::{BitDepth, ColorType};
use std::time::Instant;

#[tokio::test]
async fn what_is_appended_to_a_picture_is_in_no_file() {
    let html = b"<html><script>alert(1)</script></html>";
    let zip = b"PK\x03\x04 and the rest of an archive PK\x05\x06";
    for tail in [html.as_slice(), zip] {
        for file in [
            Camera::new(400, 300).jpeg(),
            quarters(400, 300),
            webp(40, 30, &[9, 9, 9, 255].repeat(1200), true),
        ] {
            let prepared = taken(&[file.as_slice(), tail].concat()).await;
            for file in prepared.widths.iter().chain([&prepared.original]) {
                assert!(!holds(&file.bytes, tail));
                assert!(!holds(&file.bytes, b"script") && !holds(&file.bytes, b"PK\x03\x04"));
                Pixels::of(file);
            }
        }
    }
    // A picture after HTML is not a picture.
    let page = [html.as_slice(), &Camera::new(40, 30).jpeg()].concat();
    assert_eq!(refused(&page).await, Refused::NotAPicture);
}

#[tokio::test]
async fn headers_of_enormous_pictures_are_refused_before_anything_is_allocated() {
    let mut jpeg = Camera::new(40, 30).jpeg();
    let frame = jpeg
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .unwrap();
    let side = 50_000_u16.to_be_bytes();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[side, side].concat());

    let png = png_of(&[
        png_header(50_000, 50_000),
        png_chunk(b"IDAT", &[0x78, 0x9c]),
    ]);

    let mut lossless = webp(40, 30, &[9, 9, 9, 255].repeat(1200), true);
    let bits = u32::from_le_bytes(*lossless[21..].first_chunk().unwrap());
    let bits = (bits & 0xf000_0000) | 0x3fff | (0x3fff << 14);
    lossless[21..25].copy_from_slice(&bits.to_le_bytes());

    let mut lossy = webp(40, 30, &[9, 9, 9, 255].repeat(1200), false);
    lossy[26..30].copy_from_slice(&[0xff, 0x3f, 0xff, 0x3f]);

    let canvas = webp_of(0, 50_000, 50_000, &[(b"VP8 ", vec![0; 10])]);
    let wide = png_of(&[png_header(u32::MAX, 1), png_chunk(b"IDAT", &[0x78, 0x9c])]);
    let long = png_of(&[png_header(70_000, 5), png_chunk(b"IDAT", &[0x78, 0x9c])]);
    for file in [jpeg, png, lossless, lossy, canvas, wide, long] {
        assert_eq!(refused(&file).await, Refused::TooManyPixels);
    }
}

#[tokio::test]
async fn a_frame_larger_than_its_canvas_is_refused() {
    let large = webp(400, 300, &[9, 9, 9, 255].repeat(400 * 300), false);
    let frame = webp_frame(&large).1;
    let canvas = webp_of(0, 40, 30, &[(b"VP8 ", frame.clone())]);
    assert_eq!(refused(&canvas).await, Refused::Broken);
    // A second frame, which the decoder would prefer.
    let second = webp_frame(&webp(40, 30, &[9, 9, 9, 255].repeat(1200), true)).1;
    let two = webp_of(0, 400, 300, &[(b"VP8 ", frame), (b"VP8L", second)]);
    assert_eq!(refused(&two).await, Refused::Broken);
}

#[tokio::test]
async fn a_picture_cut_off_anywhere_is_refused() {
    let files = [
        Camera::new(300, 200).jpeg(),
        Camera::new(300, 200).progressive().jpeg(),
        quarters(300, 200),
        webp(40, 30, &[9, 99, 9, 255].repeat(1200), false),
        webp(40, 30, &[9, 99, 9, 200].repeat(1200), true),
    ];
    for file in files {
        taken(&file).await;
        // A PNG is readable without its last chunk (12 bytes) and the checksum before it.
        for part in [1, 2, 5, 10, 25, 50, 75, 90] {
            let end = file.len() * part / 100;
            let found = refused(&file[..end]).await;
            let fair = match end {
                0 => vec![Refused::Empty],
                1..12 => vec![Refused::NotAPicture, Refused::Broken],
                _ => vec![Refused::Broken],
            };
            assert!(
                fair.contains(&found),
                "{part} % of {:?}: {found:?}",
                &file[..4]
            );
        }
    }
    // Without its end marker, and without one of its scans.
    let mut progressive = Camera::new(300, 200).progressive().jpeg();
    progressive.truncate(progressive.len() - 2);
    assert_eq!(refused(&progressive).await, Refused::Broken);
    let last = progressive
        .windows(2)
        .rposition(|pair| pair == [0xff, 0xda])
        .unwrap();
    progressive.truncate(last);
    progressive.extend([0xff, 0xd9]);
    assert_eq!(refused(&progressive).await, Refused::Broken);
}

#[tokio::test]
async fn noise_behind_a_good_beginning_is_refused() {
    let noise: Vec<u8> = (0..40_000_u32)
        .map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0])
        .collect();
    for head in [
        b"\xff\xd8\xff\xe0".as_slice(),
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"RIFF\0\0\0\0WEBPVP8L",
        b"RIFF\0\0\0\0WEBPVP8X",
    ] {
        let found = refused(&[head, &noise].concat()).await;
        assert!(
            matches!(found, Refused::Broken | Refused::TooManyPixels),
            "{found:?}"
        );
    }
}

#[tokio::test]
async fn animations_are_refused() {
    let mut frames = Vec::new();
    let mut encoder = png::Encoder::new(&mut frames, 4, 4);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_animated(2, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0; 16]).unwrap();
    writer.write_image_data(&[9; 16]).unwrap();
    writer.finish().unwrap();
    assert_eq!(refused(&frames).await, Refused::Animated);

    let loops = (b"ANIM", vec![0; 6]);
    let frame = webp_frame(&webp(4, 4, &[9; 64], false)).1;
    let mut moving = vec![0; 16];
    moving.extend(b"VP8 ");
    moving.extend(u32::try_from(frame.len()).unwrap().to_le_bytes());
    moving.extend(frame);
    for flags in [0x02, 0] {
        let chunks = [loops.clone(), (b"ANMF", moving.clone())];
        let file = webp_of(flags, 4, 4, &chunks);
        assert_eq!(refused(&file).await, Refused::Animated);
    }
}

#[tokio::test]
async fn other_kinds_are_refused_by_what_they_are() {
    for brand in [b"heic", b"mif1", b"avif", b"heix"] {
        let file = [b"\0\0\0\x18ftyp".as_slice(), brand, &[0; 500]].concat();
        assert_eq!(refused(&file).await, Refused::Heic);
    }
    let video = [b"\0\0\0\x18ftypisom".as_slice(), &[0; 500]].concat();
    for other in [
        video.as_slice(),
        b"GIF89a\x01\0\x01\0\0\0\0;.............",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>",
        b"BM..............",
        b"II\x2a\0.............",
        b"%PDF-1.7 .........",
        b"\xff\xd8",
        b"RIFF....WAVEfmt ",
        b"x",
    ] {
        assert_eq!(refused(other).await, Refused::NotAPicture);
    }
    assert_eq!(refused(b"").await, Refused::Empty);
}

#[tokio::test]
async fn a_bomb_takes_neither_time_nor_memory() {
    // 49 million pixels in less than 2 MB: allowed, and decoded row by row.
    let (width, height) = (7000, 7000);
    let zeros = vec![0; 7000 * 7000];
    let bomb = png(
        (width, height),
        ColorType::Grayscale,
        BitDepth::Eight,
        &zeros,
        |_| {},
    );
    assert!(bomb.len() < 2_000_000, "{}", bomb.len());
    let begun = Instant::now();
    assert_eq!(taken(&bomb).await.original.width, 2400);
    assert!(begun.elapsed().as_secs() < 60);

    // Very many scans of the same picture.
    let mut scans = Camera::new(300, 200).progressive().jpeg();
    let scan = scans
        .windows(2)
        .rposition(|pair| pair == [0xff, 0xda])
        .unwrap();
    let again = scans[scan..scans.len() - 2].to_vec();
    scans.truncate(scans.len() - 2);
    for _ in 0..200 {
        scans.extend(&again);
    }
    scans.extend([0xff, 0xd9]);
    assert_eq!(refused(&scans).await, Refused::Broken);
}

#[tokio::test]
async fn a_picture_that_needs_more_memory_than_there_is_has_a_code_of_its_own() {
    // The header claims 49 million pixels, progressive, no subsampling: all coefficients in memory.
    let camera = Camera::new(40, 30).full_colour().progressive();
    let mut heavy = camera.jpeg();
    let frame = heavy
        .windows(2)
        .position(|pair| pair == [0xff, 0xc2])
        .unwrap();
    let side = 7000_u16.to_be_bytes();
    heavy[frame + 5..frame + 9].copy_from_slice(&[side, side].concat());
    assert_eq!(refused(&heavy).await, Refused::Heavy);
}

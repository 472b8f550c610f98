//! Personal metadata is removed; colour profiles are applied.

use crate::support::{Pixels, holds, near, png, quarter_pixels, taken, webp, webp_frame, webp_of};
use camera::{Camera, SECRET, exif};
use picture::Prepared;
use png::{BitDepth, ColorType};

/// Names of chunks and segments that hold metadata.
const NAMES: [&[u8]; 8] = [
    b"Exif",
    b"EXIF",
    b"XMP ",
    b"xmpmeta",
    b"ICCP",
    b"ICC_PROFILE",
    b"acsp",
    b"VP8X",
];

fn assert_bare(prepared: &Prepared) {
    for file in prepared.widths.iter().chain([&prepared.original]) {
        assert!(!holds(&file.bytes, SECRET.as_bytes()));
        for name in NAMES {
            assert!(
                !holds(&file.bytes, name),
                "{}",
                String::from_utf8_lossy(name)
            );
        }
        // The file consists of a header and one frame.
        let (name, frame) = webp_frame(&file.bytes);
        assert_eq!(name, b"VP8 ");
        assert_eq!(file.bytes.len(), 20 + frame.len().next_multiple_of(2));
    }
}

#[tokio::test]
async fn no_metadata_of_any_format_is_kept() {
    let photograph = Camera::new(700, 500).held(6).profile(&wide()).jpeg();
    assert!(
        holds(&photograph, SECRET.as_bytes()),
        "the source file must contain the secret"
    );
    assert_bare(&taken(&photograph).await);

    let drawing = png(
        (70, 50),
        ColorType::Rgb,
        BitDepth::Eight,
        &quarter_pixels(70, 50),
        |encoder| {
            encoder
                .add_text_chunk("Author".to_owned(), SECRET.to_owned())
                .unwrap();
            encoder
                .add_itxt_chunk("XML:com.adobe.xmp".to_owned(), SECRET.to_owned())
                .unwrap();
        },
    );
    assert!(holds(&drawing, SECRET.as_bytes()));
    assert_bare(&taken(&drawing).await);

    let plain = webp(60, 40, &[9, 99, 199, 255].repeat(60 * 40), false);
    let (name, frame) = webp_frame(&plain);
    let told = webp_of(
        0x2c,
        60,
        40,
        &[
            (b"ICCP", wide()),
            (name, frame),
            (b"EXIF", exif(1)),
            (b"XMP ", SECRET.as_bytes().to_vec()),
        ],
    );
    assert!(holds(&told, SECRET.as_bytes()));
    assert_bare(&taken(&told).await);
}

#[tokio::test]
async fn png_and_webp_are_turned_as_their_exif_says() {
    // Orientation 6: the top row as stored is shown on the right.
    let stored = quarter_pixels(80, 40);
    let turned = ["blue", "red", "yellow", "green"];
    let file = png((80, 40), ColorType::Rgb, BitDepth::Eight, &stored, |_| {});
    // The chunk is inserted after the header chunk.
    let (head, tail) = file.split_at(8 + 25);
    let file = [head, &crate::support::png_chunk(b"eXIf", &exif(6)), tail].concat();
    let pixels = Pixels::of(&taken(&file).await.original);
    assert_eq!(
        (pixels.width, pixels.height, pixels.quarters()),
        (40, 80, turned)
    );

    let rgba: Vec<u8> = stored
        .as_chunks::<3>()
        .0
        .iter()
        .flat_map(|[r, g, b]| [*r, *g, *b, 255])
        .collect();
    let plain = webp(80, 40, &rgba, false);
    let (name, frame) = webp_frame(&plain);
    let file = webp_of(0x08, 80, 40, &[(name, frame), (b"EXIF", exif(6))]);
    let pixels = Pixels::of(&taken(&file).await.original);
    assert_eq!(
        (pixels.width, pixels.height, pixels.quarters()),
        (40, 80, turned)
    );
}

#[tokio::test]
async fn colours_of_a_wider_space_are_converted() {
    let rgb = [200_u8, 60, 60].repeat(64);
    let bare = png((8, 8), ColorType::Rgb, BitDepth::Eight, &rgb, |_| {});
    let plain = Pixels::of(&taken(&bare).await.original).at(50, 50);
    assert!(near(plain, [200, 60, 60], 4), "{plain:?}");

    let rgba = [200_u8, 60, 60, 255].repeat(64);
    let frame = webp_frame(&webp(8, 8, &rgba, true)).1;
    let wide = webp_of(0x20, 8, 8, &[(b"ICCP", wide()), (b"VP8L", frame.clone())]);
    let [red, green, _] = Pixels::of(&taken(&wide).await.original).at(50, 50);
    assert!(
        red > 210 && green < 55,
        "Display P3 red is stronger in sRGB: {red} {green}"
    );

    // A damaged profile and a CMYK profile are ignored.
    for profile in [b"acsp".repeat(40), with_space(b"CMYK"), Vec::new()] {
        let file = webp_of(0x20, 8, 8, &[(b"ICCP", profile), (b"VP8L", frame.clone())]);
        let found = Pixels::of(&taken(&file).await.original).at(50, 50);
        assert!(near(found, [200, 60, 60], 4), "{found:?}");
    }
}

fn with_space(space: &[u8; 4]) -> Vec<u8> {
    let mut profile = wide();
    profile[16..20].copy_from_slice(space);
    profile
}

/// An ICC profile with the primaries of Display P3 and a gamma of 2.2.
fn wide() -> Vec<u8> {
    let fixed = |hundred_thousandths: i64| {
        let fixed = hundred_thousandths * 65_536 / 100_000;
        i32::try_from(fixed).unwrap().to_be_bytes()
    };
    let xyz = |values: [i64; 3]| {
        let mut tag = b"XYZ \0\0\0\0".to_vec();
        tag.extend(values.into_iter().flat_map(fixed));
        tag
    };
    let curve = {
        let mut tag = b"curv\0\0\0\0\0\0\0\x01".to_vec();
        tag.extend(563_u16.to_be_bytes());
        tag.extend([0, 0]);
        tag
    };
    let tags: [(&[u8; 4], Vec<u8>); 7] = [
        (b"wtpt", xyz([96_420, 100_000, 82_491])),
        (b"rXYZ", xyz([51_512, 24_120, -105])),
        (b"gXYZ", xyz([29_198, 69_225, 4_189])),
        (b"bXYZ", xyz([15_710, 6_657, 78_407])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = u32::try_from(tags.len()).unwrap().to_be_bytes().to_vec();
    let mut data = Vec::new();
    let begin = 128 + 4 + 12 * tags.len();
    for (name, content) in &tags {
        table.extend_from_slice(*name);
        table.extend(u32::try_from(begin + data.len()).unwrap().to_be_bytes());
        table.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        data.extend(content);
    }
    let mut head = vec![0_u8; 128];
    let length = u32::try_from(begin + data.len()).unwrap();
    head[0..4].copy_from_slice(&length.to_be_bytes());
    head[8..12].copy_from_slice(&[2, 0x10, 0, 0]);
    head[12..16].copy_from_slice(b"mntr");
    head[16..20].copy_from_slice(b"RGB ");
    head[20..24].copy_from_slice(b"XYZ ");
    head[36..40].copy_from_slice(b"acsp");
    [head, table, data].concat()
}

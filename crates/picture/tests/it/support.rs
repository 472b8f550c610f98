//! Makes files, uploads them and reads the result.

use image_webp::WebPDecoder;
use picture::{File, PictureError, Pool, Prepared, Receiving, Refused};
use std::io::Cursor;

/// Uploads a file in chunks and prepares it.
pub(crate) async fn prepare(bytes: &[u8]) -> Result<Prepared, PictureError> {
    let folder = tempfile::tempdir().unwrap();
    let mut receiving = Receiving::open(folder.path()).await?;
    for chunk in bytes.chunks(50_000) {
        receiving.push(chunk).await?;
    }
    let upload = receiving.finish().await?;
    let prepared = Pool::new().prepare(upload).await;
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0, "temporary files must be removed");
    prepared
}

/// Uploads a file that must be accepted.
pub(crate) async fn taken(bytes: &[u8]) -> Prepared {
    match prepare(bytes).await {
        Ok(prepared) => prepared,
        Err(error) => panic!("{error}"),
    }
}

/// Uploads a file that must be refused.
pub(crate) async fn refused(bytes: &[u8]) -> Refused {
    match prepare(bytes).await {
        Err(PictureError::Refused(refused)) => refused,
        other => panic!("{other:?}"),
    }
}

/// Pixels of a prepared file.
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    rgb: Vec<u8>,
}

impl Pixels {
    pub(crate) fn of(file: &File) -> Self {
        assert_eq!(file.mime, "image/webp");
        let mut decoder = WebPDecoder::new(Cursor::new(&file.bytes)).unwrap();
        assert!(!decoder.has_alpha(), "opaque");
        let (width, height) = decoder.dimensions();
        assert_eq!((width, height), (file.width, file.height));
        let mut rgb = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut rgb).unwrap();
        Self { width, height, rgb }
    }

    /// The colour at this part of the width and height, in percent.
    pub(crate) fn at(&self, across: u32, down: u32) -> [u8; 3] {
        let (x, y) = (self.width * across / 100, self.height * down / 100);
        let place = usize::try_from((y * self.width + x) * 3).unwrap();
        self.rgb[place..place + 3].try_into().unwrap()
    }

    /// The name of the colour in the middle of each quarter.
    pub(crate) fn quarters(&self) -> [&'static str; 4] {
        [(25, 25), (75, 25), (25, 75), (75, 75)].map(|(across, down)| named(self.at(across, down)))
    }
}

fn named([red, green, blue]: [u8; 3]) -> &'static str {
    match (red > 120, green > 120, blue > 120) {
        (true, false, false) => "red",
        (false, true, false) => "green",
        (false, false, true) => "blue",
        (true, true, false) => "yellow",
        _ => "another",
    }
}

/// True if each channel differs by at most `by`.
pub(crate) fn near(one: [u8; 3], other: [u8; 3], by: u8) -> bool {
    one.iter().zip(other).all(|(a, b)| a.abs_diff(b) <= by)
}

/// A PNG made by the library's encoder.
pub(crate) fn png(
    size: (u32, u32),
    colour: png::ColorType,
    depth: png::BitDepth,
    data: &[u8],
    more: impl FnOnce(&mut png::Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size.0, size.1);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    more(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(data).unwrap();
    writer.finish().unwrap();
    file
}

/// An opaque PNG with four quarters: red, green, blue, yellow.
pub(crate) fn quarters(width: u32, height: u32) -> Vec<u8> {
    png(
        (width, height),
        png::ColorType::Rgb,
        png::BitDepth::Eight,
        &quarter_pixels(width, height),
        |_| {},
    )
}

pub(crate) fn quarter_pixels(width: u32, height: u32) -> Vec<u8> {
    let mut data = Vec::new();
    for y in 0..height {
        for x in 0..width {
            data.extend(match (x < width / 2, y < height / 2) {
                (true, true) => [220, 30, 30],
                (false, true) => [30, 180, 30],
                (true, false) => [30, 30, 220],
                (false, false) => [220, 200, 30],
            });
        }
    }
    data
}

/// A chunk of a PNG with its checksum.
pub(crate) fn png_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut crc = u32::MAX;
    for byte in name.iter().chain(content) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length, name.as_slice(), content, &(!crc).to_be_bytes()].concat()
}

/// A PNG of these chunks.
pub(crate) fn png_of(chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for chunk in chunks {
        file.extend(chunk);
    }
    file
}

/// The header chunk of an RGB PNG.
pub(crate) fn png_header(width: u32, height: u32) -> Vec<u8> {
    let content = [
        &width.to_be_bytes(),
        &height.to_be_bytes(),
        [8, 2, 0, 0].as_slice(),
        &[0],
    ];
    png_chunk(b"IHDR", &content.concat())
}

/// A WebP of RGBA pixels, made by libwebp.
pub(crate) fn webp(width: u32, height: u32, rgba: &[u8], lossless: bool) -> Vec<u8> {
    let encoder = webp::Encoder::from_rgba(rgba, width, height);
    let quality = if lossless { 75.0 } else { 90.0 };
    encoder.encode_simple(lossless, quality).unwrap().to_vec()
}

/// A WebP of these chunks, after an extended header.
pub(crate) fn webp_of(
    flags: u8,
    width: u32,
    height: u32,
    chunks: &[(&[u8; 4], Vec<u8>)],
) -> Vec<u8> {
    let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    let header = [vec![flags, 0, 0, 0], side(width), side(height)].concat();
    let mut body = b"WEBP".to_vec();
    for (name, content) in [(b"VP8X", header)].iter().chain(chunks) {
        body.extend_from_slice(*name);
        body.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        body.extend(content);
        if content.len() % 2 == 1 {
            body.push(0);
        }
    }
    let length = u32::try_from(body.len()).unwrap().to_le_bytes();
    [b"RIFF".as_slice(), &length, &body].concat()
}

/// Name and content of the first chunk of a simple WebP.
pub(crate) fn webp_frame(file: &[u8]) -> (&[u8; 4], Vec<u8>) {
    let name = file[12..16].first_chunk().unwrap();
    let length = u32::from_le_bytes(*file[16..].first_chunk().unwrap());
    let end = 20 + usize::try_from(length).unwrap();
    (name, file[20..end].to_vec())
}

/// True if `needle` is anywhere in the file.
pub(crate) fn holds(file: &[u8], needle: &[u8]) -> bool {
    file.windows(needle.len()).any(|window| window == needle)
}

//! How much memory pictures take. The test has its own binary, because it measures the whole
//! process.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement"
)]

use camera::Camera;
use picture::{Pool, Receiving, Upload};
use std::{fs, path::Path, time::Instant};

/// A value of `/proc/self/status`, in MB.
fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    let kib: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kib * 1024 / 1_000_000
}

async fn upload(folder: &Path, bytes: &[u8]) -> Upload {
    let mut receiving = Receiving::open(folder).await.unwrap();
    for chunk in bytes.chunks(1 << 20) {
        receiving.push(chunk).await.unwrap();
    }
    receiving.finish().await.unwrap()
}

/// Prepares the same file four times at once and returns by how much memory rose.
async fn four_at_once(name: &str, bytes: Vec<u8>) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let mut uploads = Vec::new();
    for _ in 0..4 {
        uploads.push(upload(folder.path(), &bytes).await);
    }
    let megabytes = bytes.len() / 1_000_000;
    drop(bytes);
    // Resets the peak of resident memory.
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = status("VmRSS:");
    let begun = Instant::now();
    let pool = Pool::new();
    let all: Vec<_> = uploads
        .into_iter()
        .map(|upload| {
            let pool = pool.clone();
            tokio::spawn(async move { pool.prepare(upload).await })
        })
        .collect();
    for one in all {
        match one.await.unwrap() {
            Ok(prepared) => assert_eq!(prepared.widths.len(), 4),
            Err(error) => panic!("{name}: {error}"),
        }
    }
    let rose = status("VmHWM:").saturating_sub(before);
    let took = begun.elapsed().as_millis();
    println!("{name}: 4 files of {megabytes} MB, 50 MP each: +{rose} MB, {took} ms");
    rose
}

/// A PNG, encoded row by row so that the test takes little memory.
fn png(width: u32, height: u32) -> Vec<u8> {
    use std::io::Write;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().unwrap();
    let mut stream = writer.stream_writer().unwrap();
    let mut row: Vec<u8> = (0..width)
        .flat_map(|x| {
            let [.., low] = (x / 64 * 31).to_be_bytes();
            [low, 255 - low, low / 2, 255]
        })
        .collect();
    for _ in 0..height {
        row.rotate_left(4);
        stream.write_all(&row).unwrap();
    }
    stream.finish().unwrap();
    writer.finish().unwrap();
    file
}

/// A WebP of one colour, encoded before memory is measured.
fn webp(width: u32, height: u32, lossless: bool) -> Vec<u8> {
    let side = usize::try_from(width * height).unwrap();
    let pixels = [120_u8, 90, 200].repeat(side);
    let encoder = webp::Encoder::from_rgb(&pixels, width, height);
    let mut config = webp::WebPConfig::new().unwrap();
    config.lossless = i32::from(lossless);
    config.method = 0;
    encoder.encode_advanced(&config).unwrap().to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn four_of_the_largest_at_once_take_less_than_300_megabytes() {
    let mut most = 0;
    for (name, bytes) in [
        ("JPEG", Camera::new(8640, 5760).quality(60).jpeg()),
        (
            "progressive JPEG",
            Camera::new(8640, 5760).quality(60).progressive().jpeg(),
        ),
        ("PNG", png(8640, 5760)),
        ("lossy WebP", webp(8640, 5760, false)),
        ("lossless WebP", webp(8640, 5760, true)),
    ] {
        most = most.max(four_at_once(name, bytes).await);
    }
    assert!(most < 300, "{most} MB");
}

//! Writes photographs for tests into a folder: `cargo run -p camera --example camera -- FOLDER [NAME..]`, all of them or
//! those of these names.

use camera::Camera;
use std::{env, fs, io, path::PathBuf};

/// What phones of one make write, which the shop does not take.
const HEIC: &str = "IMG_7.HEIC";

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    let names: Vec<String> = env::args().skip(2).collect();
    let is_wanted = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    fs::create_dir_all(&folder)?;
    for (name, camera) in [
        ("upright.jpg", Camera::new(1200, 900)),
        ("turned.jpg", Camera::new(900, 1200).held(6)),
        ("progressive.jpg", Camera::new(1600, 1200).progressive()),
        ("small.jpg", Camera::new(240, 180)),
        ("large.jpg", Camera::new(8640, 5760).quality(60)),
    ] {
        if is_wanted(name) {
            fs::write(folder.join(name), camera.jpeg())?;
        }
    }
    if is_wanted(HEIC) {
        // The start of a HEIC file, which is enough to be recognised.
        let beginning = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
        fs::write(folder.join(HEIC), beginning)?;
    }
    Ok(())
}

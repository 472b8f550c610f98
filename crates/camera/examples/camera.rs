//! Writes photographs for tests into a folder: `cargo run -p camera --example camera -- FOLDER`.

use camera::Camera;
use std::{env, fs, io, path::PathBuf};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    fs::create_dir_all(&folder)?;
    for (name, camera) in [
        ("upright.jpg", Camera::new(1200, 900)),
        ("turned.jpg", Camera::new(900, 1200).held(6)),
        ("small.jpg", Camera::new(240, 180)),
        ("large.jpg", Camera::new(8640, 5760).quality(60)),
    ] {
        fs::write(folder.join(name), camera.jpeg())?;
    }
    // The start of a HEIC file, which is enough to be recognised.
    fs::write(
        folder.join("IMG_7.HEIC"),
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    )
}

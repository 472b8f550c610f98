//! Colours: into sRGB, and the one that fills the place until the picture has loaded.

use crate::rgb::Rgb;
use qcms::{DataType, Intent, Profile, Transform};

/// Converts the pixels from the ICC profile that the file had into sRGB, which is what a browser
/// assumes for a file without one. A profile that is damaged, or not for RGB, changes nothing.
pub(crate) fn to_srgb(picture: &mut Rgb, icc: &[u8]) {
    // Bytes 16 to 19 of a profile name the space of its device; the library trusts the caller here.
    if icc.get(16..20) != Some(b"RGB ") {
        return;
    }
    let Some(profile) = Profile::new_from_slice(icc, false) else {
        return;
    };
    let mut srgb = Profile::new_sRGB();
    srgb.precache_output_transform();
    let transform = Transform::new(&profile, &srgb, DataType::RGB8, Intent::Perceptual);
    if let Some(transform) = transform {
        transform.apply(picture.pixels_mut());
    }
}

/// Levels of a channel that are told apart.
const LEVELS: usize = 16;

/// The most frequent colour (`#rrggbb`): the mean of the fullest of 4,096 equal boxes.
pub(crate) fn dominant(picture: &Rgb) -> String {
    let mut boxes = vec![(0_u64, [0_u64; 3]); LEVELS * LEVELS * LEVELS];
    for pixel in picture.pixels().as_chunks::<3>().0 {
        let place = pixel
            .iter()
            .fold(0, |place, value| place * LEVELS + usize::from(value >> 4));
        if let Some((count, sums)) = boxes.get_mut(place) {
            *count += 1;
            for (sum, value) in sums.iter_mut().zip(pixel) {
                *sum += u64::from(*value);
            }
        }
    }
    let (count, sums) = boxes
        .into_iter()
        .max_by_key(|(count, _)| *count)
        .unwrap_or_default();
    let [red, green, blue] = sums.map(|sum| (sum + count / 2) / count.max(1));
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::dominant;
    use crate::{rgb::Rgb, size::Size};

    #[test]
    fn the_dominant_colour_is_one_that_is_there() {
        let mut pixels = vec![250, 250, 250, 252, 252, 252];
        pixels.extend([9, 120, 30].repeat(3));
        pixels.extend([255, 0, 0]);
        let size = Size {
            width: 6,
            height: 1,
        };
        let picture = Rgb::new(size, pixels).unwrap();
        assert_eq!(
            dominant(&picture),
            "#09781e",
            "not an average of white and green"
        );
    }
}

//! Pictures with the widths that a browser chooses from.

use crate::Error;
use domain::{
    locale::{Locale, Words},
    view::catalog::{ImageView, WidthView},
};
use store::{
    Tx,
    models::picture::{Image, ImageFile},
    queries::catalog::picture,
};

/// The pictures of a page.
#[derive(Debug, Default)]
pub(crate) struct Images {
    /// Pictures by product, in gallery order.
    pub(crate) rows: Vec<Image>,
    /// Files by picture, narrowest first.
    pub(crate) files: Vec<ImageFile>,
}

impl Images {
    /// Loads the pictures of these products.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(crate) fn of_products(tx: &mut Tx<'_>, product_ids: &[i64]) -> Result<Self, Error> {
        let rows = picture::of_products(tx, product_ids)?;
        let ids: Vec<i64> = rows.iter().map(|image| image.id).collect();
        let files = picture::files(tx, &ids)?;
        Ok(Self { rows, files })
    }

    /// The picture with this hash.
    pub(crate) fn by_hash(&self, sha256: &str, locale: Locale) -> Option<ImageView> {
        let image = self.rows.iter().find(|image| image.sha256 == sha256)?;
        Some(self.view(image, locale))
    }

    /// A picture with its widths.
    pub(crate) fn view(&self, image: &Image, locale: Locale) -> ImageView {
        let files = self.files.iter().filter(|file| file.image_id == image.id);
        ImageView {
            widths: files
                .map(|file| WidthView {
                    sha256: file.sha256.clone(),
                    mime: file.mime.clone(),
                    width: file.width,
                })
                .collect(),
            ..alone(image, locale)
        }
    }
}

/// The pictures of lines, which are shown small: of a photograph the narrowest file, of a drawing
/// the drawing.
#[derive(Debug, Default)]
pub(crate) struct Thumbs(Vec<ImageFile>);

impl Thumbs {
    /// Loads what these pictures need; for drawings nothing.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(crate) fn of<'i>(
        tx: &mut Tx<'_>,
        images: impl IntoIterator<Item = &'i Image>,
    ) -> Result<Self, Error> {
        let images = images.into_iter();
        let ids: Vec<i64> = images
            .filter(|image| !is_drawn(&image.mime))
            .map(|image| image.id)
            .collect();
        if ids.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self(picture::files(tx, &ids)?))
    }

    /// A picture of a line.
    pub(crate) fn view(&self, image: &Image, locale: Locale) -> ImageView {
        let whole = alone(image, locale);
        let narrowest = self.0.iter().find(|file| file.image_id == image.id);
        match narrowest {
            Some(file) => ImageView {
                sha256: file.sha256.clone(),
                width: file.width,
                height: file.height,
                ..whole
            },
            None => whole,
        }
    }
}

/// A picture without other widths.
pub(crate) fn alone(image: &Image, locale: Locale) -> ImageView {
    ImageView {
        sha256: image.sha256.clone(),
        width: image.width,
        height: image.height,
        alt: Words::choose(locale, &image.alt_zh, &image.alt_en),
        colour: image.colour.clone(),
        drawn: is_drawn(&image.mime),
        widths: Vec::new(),
    }
}

/// True if pictures of this MIME type are sharp at every width.
pub(crate) fn is_drawn(mime: &str) -> bool {
    mime == "image/svg+xml"
}

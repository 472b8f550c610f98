//! Sheets of goods that were uploaded, and what was found in them.

use super::word::{MaybeNumber, Number, Word};
use crate::schema::{goods_import_lines, goods_import_pictures, goods_imports};
use diesel::{Insertable, Queryable, Selectable};
use domain::{
    import::{ImportLineKind, ImportPictureKind, ImportSource, ImportState},
    time::Millis,
};

/// A row of `goods_imports`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = goods_imports)]
pub struct GoodsImport {
    /// Key.
    pub id: i64,
    /// The random key in its address, and the name of its file.
    pub import_key: String,
    /// Name of the file on the uploader's machine; only shown.
    pub file_name: String,
    /// Which program wrote it.
    #[diesel(deserialize_as = Word<ImportSource>)]
    pub source: ImportSource,
    /// Where it is.
    #[diesel(deserialize_as = Word<ImportState>)]
    pub state: ImportState,
    /// 1 if somebody asked to stop it.
    pub stop_asked: i64,
    /// `users.id` of who uploaded it, and later of who started it.
    pub begun_by: i64,
    /// Their network, for the activity log.
    pub ip_prefix: String,
    /// When it was uploaded.
    #[diesel(deserialize_as = Number<Millis>)]
    pub created_at: Millis,
    /// When its products, or its pictures before them, were begun.
    #[diesel(deserialize_as = Number<Millis>)]
    pub began_at: Millis,
    /// When that ended.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub ended_at: Option<Millis>,
    /// Products that can be read.
    pub products: i64,
    /// Of them those done in this pass.
    pub done: i64,
    /// New rows so far.
    pub new_rows: i64,
    /// Changed rows so far.
    pub changed_rows: i64,
    /// Unchanged rows so far.
    pub unchanged_rows: i64,
    /// Rows that are skipped because of a mistake.
    pub skipped_rows: i64,
    /// What the page says once, as JSON.
    pub notes_json: String,
    /// Name of the file with its pictures, if one came with it.
    pub zip_key: Option<String>,
    /// Name of that file on the uploader's machine; only shown.
    pub zip_name: String,
    /// Files of pictures that it names.
    pub pictures: i64,
    /// Of them those that were looked for.
    pub pictures_done: i64,
    /// Bytes that were taken out of the ZIP.
    pub unpacked: i64,
}

impl GoodsImport {
    /// True while its pictures are looked for; its products come after them.
    #[must_use]
    pub fn takes_pictures(&self) -> bool {
        self.state == ImportState::Checking && self.pictures_done < self.pictures
    }
}

/// An import to insert; fields as in [`GoodsImport`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGoodsImport {
    /// The random key.
    pub import_key: String,
    /// Name of the file.
    pub file_name: String,
    /// Which program wrote it.
    pub source: ImportSource,
    /// Who uploaded it.
    pub begun_by: i64,
    /// Their network.
    pub ip_prefix: String,
    /// When.
    pub created_at: Millis,
    /// Products that can be read.
    pub products: i64,
    /// Rows that cannot.
    pub skipped_rows: i64,
    /// What the page says once, as JSON.
    pub notes_json: String,
    /// Name of the file with its pictures.
    pub zip_key: Option<String>,
    /// Name of that file on the uploader's machine.
    pub zip_name: String,
    /// Files of pictures that it names.
    pub pictures: i64,
}

/// What a batch adds to the counts of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Products.
    pub products: i64,
    /// New rows.
    pub new: i64,
    /// Changed rows.
    pub changed: i64,
    /// Unchanged rows.
    pub unchanged: i64,
    /// Skipped rows.
    pub skipped: i64,
}

/// A row of `goods_import_lines`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = goods_import_lines)]
pub struct ImportLine {
    /// What kind of finding it is.
    #[diesel(deserialize_as = Word<ImportLineKind>)]
    pub kind: ImportLineKind,
    /// Row in the sheet.
    pub row_no: i64,
    /// 1 for a price that moves far.
    pub steep: i64,
    /// SKU code or title that it is about.
    pub part: String,
    /// Heading of the column, or field of the activity log.
    pub name: String,
    /// Text of the cell, or stored value.
    pub was: String,
    /// Why it is refused, or new value, or state of the product.
    pub becomes: String,
}

/// A line to insert.
#[derive(Debug, Clone, PartialEq, Eq, Insertable)]
#[diesel(table_name = goods_import_lines)]
pub(crate) struct NewImportLine<'l> {
    pub(crate) import_id: i64,
    pub(crate) kind: &'static str,
    pub(crate) row_no: i64,
    pub(crate) steep: i64,
    pub(crate) part: &'l str,
    pub(crate) name: &'l str,
    pub(crate) was: &'l str,
    pub(crate) becomes: &'l str,
}

/// A row of `goods_import_pictures`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = goods_import_pictures)]
pub struct ImportPicture {
    /// What became of it.
    #[diesel(deserialize_as = Word<ImportPictureKind>)]
    pub kind: ImportPictureKind,
    /// Its name in the sheet.
    pub name: String,
    /// The hash of its content, or why it was refused.
    pub value: String,
}

/// A picture to insert.
#[derive(Debug, Clone, PartialEq, Eq, Insertable)]
#[diesel(table_name = goods_import_pictures)]
pub(crate) struct NewImportPicture<'p> {
    pub(crate) import_id: i64,
    pub(crate) kind: &'static str,
    pub(crate) name: &'p str,
    pub(crate) value: &'p str,
}

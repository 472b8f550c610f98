//! What became of the pictures that a sheet names. A few of them are counted at a time by compare-and-set, with their rows.

use crate::{
    error::StoreError,
    models::goods_import::{ImportPicture, NewImportPicture},
    schema::{goods_import_pictures as pictures, goods_imports as imports},
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    import::{ImportPictureKind, ImportState},
    time::Millis,
};

/// Rows in one statement.
const AT_ONCE: usize = 500;

/// Counts pictures of a check that has `done` of them behind it, and the bytes that were unpacked for them. `now`: after
/// them the products begin. False if it has moved on meanwhile.
pub fn advance(
    tx: &mut Tx<'_>,
    id: i64,
    done: i64,
    (more, unpacked): (i64, i64),
    now: Option<Millis>,
) -> Result<bool, StoreError> {
    let moved = tx.q(|c| {
        diesel::update(
            imports::table
                .filter(imports::id.eq(id))
                .filter(imports::state.eq(ImportState::Checking.as_str()))
                .filter(imports::stop_asked.eq(0_i64))
                .filter(imports::pictures_done.eq(done)),
        )
        .set((
            imports::pictures_done.eq(imports::pictures_done + more),
            imports::unpacked.eq(imports::unpacked + unpacked),
            now.map(|now| imports::began_at.eq(now.get())),
        ))
        .execute(c)
    })?;
    Ok(moved == 1)
}

/// Adds pictures.
pub fn add(tx: &mut Tx<'_>, id: i64, found: &[ImportPicture]) -> Result<(), StoreError> {
    for some in found.chunks(AT_ONCE) {
        let rows: Vec<NewImportPicture<'_>> = some
            .iter()
            .map(|picture| NewImportPicture {
                import_id: id,
                kind: picture.kind.as_str(),
                name: &picture.name,
                value: &picture.value,
            })
            .collect();
        both!(tx, |c| diesel::insert_into(pictures::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// The first pictures of a kind, in the order in which they were looked for.
pub fn list(
    tx: &mut Tx<'_>,
    id: i64,
    kind: ImportPictureKind,
    limit: i64,
) -> Result<Vec<ImportPicture>, StoreError> {
    tx.q(|c| {
        pictures::table
            .filter(pictures::import_id.eq(id))
            .filter(pictures::kind.eq(kind.as_str()))
            .order(pictures::id)
            .limit(limit)
            .select(ImportPicture::as_select())
            .load(c)
    })
}

/// Number of pictures of a kind.
pub fn count(tx: &mut Tx<'_>, id: i64, kind: ImportPictureKind) -> Result<i64, StoreError> {
    tx.q(|c| {
        pictures::table
            .filter(pictures::import_id.eq(id))
            .filter(pictures::kind.eq(kind.as_str()))
            .count()
            .get_result(c)
    })
}

/// The pictures that were taken: name in the sheet, and hash.
pub fn taken(tx: &mut Tx<'_>, id: i64) -> Result<Vec<(String, String)>, StoreError> {
    tx.q(|c| {
        pictures::table
            .filter(pictures::import_id.eq(id))
            .filter(pictures::kind.eq(ImportPictureKind::Taken.as_str()))
            .select((pictures::name, pictures::value))
            .load(c)
    })
}

//! Whether the disk has room for the database.

use crate::{
    error::StoreError, models::session::NewSession, pool::Store, queries::session, tx::Tx,
};
use domain::{session::SessionKind, time::Millis};

/// More than the free space in any page of the database.
const BYTES: usize = 64 * 1024;

/// How the trial write ended; it is rolled back in either case.
enum Tried {
    Room,
    Failed(StoreError),
}

impl From<StoreError> for Tried {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl Store {
    /// Checks that the database can be written. After a write that found the disk full this writes
    /// a large row and rolls it back; otherwise it does nothing.
    ///
    /// # Errors
    /// [`StoreError::Full`] while the disk is full; else as [`Store::write`].
    pub async fn room(&self) -> Result<(), StoreError> {
        if self.writers.is_full() {
            self.write(try_row).await?;
            self.writers.note_full(false);
        }
        Ok(())
    }
}

fn try_row(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let row = NewSession {
        token_hash: "room".to_owned(),
        user_id: None,
        kind: SessionKind::Shopper,
        record: "0".repeat(BYTES),
        expires_at: Millis::new(0),
        ip_prefix: String::new(),
    };
    let tried = tx.savepoint(|tx| {
        session::create(tx, &row, Millis::new(0))?;
        Err::<(), _>(Tried::Room)
    });
    match tried {
        Ok(()) | Err(Tried::Room) => Ok(()),
        Err(Tried::Failed(error)) => Err(error),
    }
}

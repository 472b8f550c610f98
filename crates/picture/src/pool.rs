//! Prepares several pictures at once within one amount of memory.

use crate::{
    PictureError, Prepared, Refused, Upload, limits,
    prepare::{announce, prepare},
};
use std::{num::NonZero, sync::Arc};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Bytes in one permit.
const UNIT: u64 = 1_000_000;

/// Memory and threads for decoding and encoding. Clones share them.
///
/// A picture waits until the memory that its header asks for is free. Each takes at least one
/// core's share of the whole, so that no more are prepared at once than there are cores.
#[derive(Debug, Clone)]
pub struct Pool {
    permits: Arc<Semaphore>,
    share: u64,
}

impl Default for Pool {
    fn default() -> Self {
        Self::new()
    }
}

impl Pool {
    /// A pool for this machine's cores.
    #[must_use]
    pub fn new() -> Self {
        Self::of(std::thread::available_parallelism().map_or(1, NonZero::get))
    }

    fn of(cores: usize) -> Self {
        let cores = u64::try_from(cores).unwrap_or(u64::MAX).max(1);
        let permits = limits::MEMORY / UNIT;
        Self {
            permits: Arc::new(Semaphore::new(
                usize::try_from(permits).unwrap_or(usize::MAX),
            )),
            share: (permits / cores).max(1),
        }
    }

    /// Prepares a picture on a blocking thread, once memory for it is free; first come, first
    /// served. Dropping the future before that costs nothing; afterwards the thread finishes and
    /// keeps its memory until then.
    ///
    /// # Errors
    /// `Refused`, `Failed`.
    pub async fn prepare(&self, mut upload: Upload) -> Result<Prepared, PictureError> {
        let (upload, header, memory) = spawn_blocking(move || {
            let (header, memory) = announce(&mut upload)?;
            Ok::<_, Refused>((upload, header, memory))
        })
        .await
        .map_err(failed)??;
        if memory > limits::MEMORY {
            return Err(Refused::Heavy.into());
        }
        let wanted = memory.div_ceil(UNIT).max(self.share);
        let permits = u32::try_from(wanted).map_err(failed)?;
        let held = Arc::clone(&self.permits)
            .acquire_many_owned(permits)
            .await
            .map_err(failed)?;
        spawn_blocking(move || {
            let prepared = prepare(upload, &header);
            drop(held);
            prepared
        })
        .await
        .map_err(failed)?
    }
}

fn failed(cause: impl std::error::Error) -> PictureError {
    PictureError::Failed(cause.to_string())
}

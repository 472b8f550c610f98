//! [`Store`]: a pool for writing and one for reading. Each is guarded by as many permits as it has
//! connections, so that no blocking thread waits for a connection.

use crate::conn::{self, Db, Manager, Role};
use crate::error::StoreError;
use crate::url::{DatabaseUrl, Engine};
use crate::waits::{PoolFigures, Waits};
use diesel::r2d2::{ManageConnection, Pool, PooledConnection};
use domain::alarm::AlarmCode;
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How a [`Store`] is opened. Start from `OpenOptions::default()`.
#[derive(Clone, Copy, Debug)]
pub struct OpenOptions {
    /// Whether a missing SQLite file is created; only `migrate` and `demo` do.
    pub create: bool,
    /// SQLite: readers beside the one writer. PostgreSQL: all connections of this process.
    pub readers: u32,
    /// How long a transaction waits for a connection before it is [`StoreError::Busy`]. Longer than
    /// SQLite's busy timeout of 5 s.
    pub wait: Duration,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self {
            create: false,
            readers: 8,
            wait: Duration::from_secs(6),
        }
    }
}

/// The database. Cheap to clone; all clones share the pools.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) writers: Gate,
    pub(crate) readers: Gate,
    /// The newest version of the catalog this process has written or read.
    pub(crate) catalog: Arc<AtomicI64>,
    /// When this handle is killed, in a test that kills it.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) life: Option<Arc<crate::life::Life>>,
    engine: Engine,
}

/// A pool and the permits that guard it.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    pool: Pool<Manager>,
    permits: Arc<Semaphore>,
    wait: Duration,
    /// Whether the last write found the disk full.
    full: Arc<AtomicBool>,
    waits: Arc<Waits>,
    /// Whether the disk was full since this was last asked.
    filled: Arc<AtomicBool>,
}

impl Store {
    /// Connects, and checks the settings that keep committed payments safe. Creates no tables.
    ///
    /// # Errors
    /// [`StoreError::Broken`] when the database cannot be reached, does not exist, is a SQLite
    /// before 3.51.3, or a PostgreSQL with `fsync` or `synchronous_commit` off.
    pub async fn open(url: &DatabaseUrl, options: OpenOptions) -> Result<Self, StoreError> {
        let url = url.clone();
        tokio::task::spawn_blocking(move || Self::open_blocking(url, options))
            .await
            .map_err(StoreError::broken)?
    }

    fn open_blocking(url: DatabaseUrl, options: OpenOptions) -> Result<Self, StoreError> {
        let engine = url.engine();
        let manager = Manager {
            url,
            role: Role::Writer,
            create: options.create,
        };
        // The pool would only report a timeout; this connection reports the cause.
        let mut first = manager.connect().map_err(StoreError::broken)?;
        conn::check(&mut first).map_err(StoreError::Broken)?;
        drop(first);
        let (writers, readers) = match engine {
            Engine::Sqlite => {
                let reader = Manager {
                    role: Role::Reader,
                    ..manager.clone()
                };
                (
                    Gate::new(manager, 1, options.wait)?,
                    Gate::new(reader, options.readers, options.wait)?,
                )
            }
            Engine::Postgres => {
                let gate = Gate::new(manager, options.readers, options.wait)?;
                (gate.clone(), gate)
            }
        };
        Ok(Self {
            writers,
            readers,
            catalog: Arc::default(),
            #[cfg(any(test, feature = "testing"))]
            life: None,
            engine,
        })
    }

    /// What was asked of each pool since the start.
    #[must_use]
    pub fn pools(&self) -> Vec<PoolFigures> {
        match self.engine {
            Engine::Sqlite => vec![
                self.writers.figures("writers"),
                self.readers.figures("readers"),
            ],
            Engine::Postgres => vec![self.writers.figures("all")],
        }
    }

    /// Which database this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// True once after the disk was full. Its alarm has no row yet, because there was no room for one.
    #[must_use]
    pub fn take_filled(&self) -> bool {
        self.writers.filled.swap(false, Ordering::SeqCst)
    }

    /// Makes [`Self::take_filled`] true again: its alarm could not be written.
    pub fn note_filled(&self) {
        self.writers.filled.store(true, Ordering::SeqCst);
    }
}

impl Gate {
    fn new(manager: Manager, size: u32, wait: Duration) -> Result<Self, StoreError> {
        let size = size.max(1);
        // A local file does not disappear between two uses; a server may.
        let remote = manager.url.engine() == Engine::Postgres;
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            .connection_timeout(wait)
            .test_on_check_out(remote)
            .build(manager)
            .map_err(StoreError::broken)?;
        let permits = usize::try_from(size).map_err(StoreError::broken)?;
        Ok(Self {
            pool,
            permits: Arc::new(Semaphore::new(permits)),
            wait,
            full: Arc::default(),
            waits: Arc::default(),
            filled: Arc::default(),
        })
    }

    /// Waits for a permit. The permit belongs to the blocking closure, because a dropped request
    /// does not stop its closure.
    pub(crate) async fn enter(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        let began = Instant::now();
        let wanted = Arc::clone(&self.permits).acquire_owned();
        let got = tokio::time::timeout(self.wait, wanted).await;
        self.waits.count(began.elapsed(), matches!(got, Ok(Ok(_))));
        match got {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(closed)) => Err(StoreError::broken(closed)),
            Err(_elapsed) => Err(StoreError::Busy),
        }
    }

    fn figures(&self, name: &'static str) -> PoolFigures {
        self.waits.figures(name, self.permits.available_permits())
    }

    /// Whether the last write found the disk full.
    pub(crate) fn is_full(&self) -> bool {
        self.full.load(Ordering::SeqCst)
    }

    /// Records whether a write found the disk full, and logs a change.
    pub(crate) fn note_full(&self, full: bool) {
        if self.full.swap(full, Ordering::SeqCst) == full {
            return;
        }
        if full {
            self.filled.store(true, Ordering::SeqCst);
            let alarm = AlarmCode::DiskFull.as_str();
            tracing::error!(alarm, "the disk of the database is full");
        } else {
            tracing::info!("the disk of the database has room again");
        }
    }

    /// Takes a connection; blocks while one is being made.
    pub(crate) fn connection(&self) -> Result<PooledConnection<Manager>, StoreError> {
        self.pool.get().map_err(StoreError::broken)
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sqlite(_) => "Db::Sqlite",
            Self::Pg(_) => "Db::Pg",
        })
    }
}

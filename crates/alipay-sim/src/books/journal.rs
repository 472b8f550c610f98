//! The append-only file of the books: one JSON array of events a line.
//!
//! A line is written with one call before the change becomes visible, so that a killed process
//! loses only an unconfirmed change. The next start removes an incomplete last line.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use thiserror::Error;

use super::event::Event;

/// Why the journal cannot be used.
#[derive(Debug, Error)]
pub(crate) enum JournalError {
    #[error("journal {path}: {source}")]
    Io { path: PathBuf, source: io::Error },
    #[error("journal {path}, line {line}: {source}")]
    Line {
        path: PathBuf,
        line: usize,
        source: serde_json::Error,
    },
}

/// The open file, positioned at its end.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens or creates the file and returns all events in order.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<Event>), JournalError> {
        let io = |source| JournalError::Io {
            path: path.to_owned(),
            source,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(io)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(io)?;

        let mut events = Vec::new();
        let mut kept: u64 = 0;
        for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            // No newline: the process died during the write, and nobody saw the change.
            let Some(text) = line.strip_suffix(b"\n") else {
                break;
            };
            let batch: Vec<Event> =
                serde_json::from_slice(text).map_err(|source| JournalError::Line {
                    path: path.to_owned(),
                    line: index.saturating_add(1),
                    source,
                })?;
            events.extend(batch);
            kept = kept.saturating_add(u64::try_from(line.len()).unwrap_or(u64::MAX));
        }
        file.set_len(kept).map_err(io)?;
        file.seek(SeekFrom::End(0)).map_err(io)?;
        Ok((
            Self {
                path: path.to_owned(),
                file,
            },
            events,
        ))
    }

    /// Writes one line: all of its events or, after a crash, none.
    pub(crate) fn append(&mut self, batch: &[Event]) -> Result<(), JournalError> {
        let io = |source| JournalError::Io {
            path: self.path.clone(),
            source,
        };
        let mut line = serde_json::to_vec(batch).map_err(|error| io(error.into()))?;
        line.push(b'\n');
        self.file.write_all(&line).map_err(io)
    }
}

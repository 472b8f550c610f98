//! Messages from stdin or a file.

use crate::{cli::Usage, out};
use ::alipay::explain::{self, Pasted};
use anyhow::Context;
use std::{
    fs,
    io::{IsTerminal, Read},
    path::Path,
};

/// Longer than any message of Alipay.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// Reads stdin to its end.
pub(super) fn stdin(what: &str) -> anyhow::Result<Pasted> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        out::say(&format!("Paste {what}, then press Ctrl-D:"));
    }
    let mut bytes = Vec::new();
    stdin
        .lock()
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)
        .context("reading stdin")?;
    understood(&bytes, "stdin")
}

/// Reads a file.
pub(super) fn file(path: &Path) -> anyhow::Result<Pasted> {
    let bytes = fs::read(path).map_err(|error| Usage(format!("{}: {error}", path.display())))?;
    understood(&bytes, &path.display().to_string())
}

fn understood(bytes: &[u8], place: &str) -> anyhow::Result<Pasted> {
    explain::read(bytes).map_err(|error| {
        let words = format!(
            "{place}: {error}; give a query string, a form body, a whole address, lines of name=value, JSON of \
             fields, or the body of a response"
        );
        Usage(words).into()
    })
}

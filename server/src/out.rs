//! Terminal output: results on stdout, for programs; messages on stderr, for people.

use serde::Serialize;
use std::io::{self, Write};

/// One line of a result.
pub fn line(text: &str) {
    give(&mut io::stdout().lock(), text);
}

/// A result as one JSON document.
///
/// # Errors
/// The value has no JSON form.
pub fn json(value: &impl Serialize) -> serde_json::Result<()> {
    line(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// A message for a person.
pub fn say(text: &str) {
    give(&mut io::stderr().lock(), text);
}

/// A closed reader is not an error, because the work is done.
fn give(to: &mut impl Write, text: &str) {
    let written = writeln!(to, "{text}").and_then(|()| to.flush());
    drop(written);
}

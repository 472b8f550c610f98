//! One event as one line of JSON: time, level, its own fields, target, and the fields of the span it happened in.
//!
//! Same format as `tracing_subscriber`'s JSON with flattened events and no list of spans. A span's
//! fields are JSON already and are written unchanged, while the library parses them again for every
//! line.

use std::fmt;
use tracing::{Event, Subscriber};
use tracing_subscriber::{
    fmt::{
        FmtContext, FormatEvent, FormatFields, FormattedFields,
        format::{JsonFields, Writer},
        time::{FormatTime as _, SystemTime},
    },
    registry::LookupSpan,
};

/// Writes the lines. Fields of spans and events are [`JsonFields`].
pub(super) struct JsonLine;

impl<S> FormatEvent<S, JsonFields> for JsonLine
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, JsonFields>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let about = event.metadata();
        writer.write_str("{\"timestamp\":\"")?;
        SystemTime.format_time(&mut writer)?;
        write!(writer, "\",\"level\":\"{}\"", about.level())?;
        let mut fields = String::new();
        context.format_fields(Writer::new(&mut fields), event)?;
        members(&mut writer, &fields)?;
        write!(writer, ",\"target\":{}", Text(about.target()))?;
        if let Some(span) = context.lookup_current() {
            write!(writer, ",\"span\":{{\"name\":{}", Text(span.name()))?;
            if let Some(fields) = span.extensions().get::<FormattedFields<JsonFields>>() {
                members(&mut writer, &fields.fields)?;
            }
            writer.write_char('}')?;
        }
        writer.write_str("}\n")
    }
}

/// Appends the members of a JSON object to another that has one already.
fn members(writer: &mut Writer<'_>, object: &str) -> fmt::Result {
    match object
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    {
        None | Some("") => Ok(()),
        Some(members) => write!(writer, ",{members}"),
    }
}

/// A text as a JSON string.
struct Text<'a>(&'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(self.0).map_err(|_unwritable| fmt::Error)?;
        f.write_str(&text)
    }
}

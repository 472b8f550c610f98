//! The table.

use std::fmt::Write;

/// A line of it.
pub(crate) struct Line {
    /// As `W1`.
    pub(crate) name: &'static str,
    /// What was done.
    pub(crate) what: String,
    /// Ours.
    pub(crate) ours: String,
    /// The limit of the same run.
    pub(crate) limit: String,
    /// Ratio or other verdict.
    pub(crate) ratio: String,
    /// The gate in words; empty if there is none.
    pub(crate) gate: String,
    /// Whether it holds; `None` is reported only.
    pub(crate) holds: Option<bool>,
}

/// Everything that was measured.
pub(crate) struct Report {
    /// The machine.
    pub(crate) machine: String,
    /// In order.
    pub(crate) lines: Vec<Line>,
}

impl Report {
    /// False if a gate was missed.
    pub(crate) fn gates_hold(&self) -> bool {
        self.lines.iter().all(|line| line.holds != Some(false))
    }

    /// As Markdown.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{}\n\n", self.machine);
        text.push_str("| | workload | ours | limit | ratio | gate | |\n|-|-|-|-|-|-|-|\n");
        for line in &self.lines {
            let verdict = match line.holds {
                Some(true) => "holds",
                Some(false) => "**missed**",
                None => "reported",
            };
            let Line {
                name,
                what,
                ours,
                limit,
                ratio,
                gate,
                ..
            } = line;
            // Writing into a String cannot fail.
            let _infallible = writeln!(
                text,
                "| {name} | {what} | {ours} | {limit} | {ratio} | {gate} | {verdict} |"
            );
        }
        text
    }
}

//! The table of results.

use std::fmt::Write;

/// A line of the table.
pub(crate) struct Line {
    /// The name, e.g. `W1`.
    pub(crate) name: &'static str,
    /// What is measured.
    pub(crate) what: String,
    /// The result of the shop.
    pub(crate) ours: String,
    /// The result of the limit server in the same run.
    pub(crate) limit: String,
    /// The ratio, or another verdict.
    pub(crate) ratio: String,
    /// The gate in words; empty if there is none.
    pub(crate) gate: String,
    /// Whether the gate holds; `None` without a gate.
    pub(crate) holds: Option<bool>,
}

/// All results.
pub(crate) struct Report {
    /// The machine.
    pub(crate) machine: String,
    /// The lines in order.
    pub(crate) lines: Vec<Line>,
}

impl Report {
    /// False if a gate is missed.
    pub(crate) fn gates_hold(&self) -> bool {
        self.lines.iter().all(|line| line.holds != Some(false))
    }

    /// The table as Markdown.
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

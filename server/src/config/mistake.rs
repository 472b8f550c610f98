//! Mistakes of a configuration, with fixes.

use std::fmt;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Stable name, e.g. `config.alipay.app_id` or `keys.encrypted`.
    pub code: String,
    /// The setting as variable and as key, or the file.
    pub key: String,
    /// Where the value came from.
    pub source: String,
    /// The problem.
    pub problem: String,
    /// The fix.
    pub remedy: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {}", self.key)?;
        writeln!(f, "    from    {}", self.source)?;
        writeln!(f, "    problem {}", self.problem)?;
        write!(f, "    fix     {}", self.remedy)
    }
}

/// All mistakes of a configuration; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Mistakes(pub Vec<Mistake>);

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.0.len();
        let noun = if n == 1 { "mistake" } else { "mistakes" };
        write!(f, "the configuration has {n} {noun}:")?;
        for mistake in &self.0 {
            write!(f, "\n{mistake}")?;
        }
        Ok(())
    }
}

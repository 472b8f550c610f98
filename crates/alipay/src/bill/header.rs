//! Columns by name: order, brackets and widths differ between bills of different years.

use super::error::BillError;
use super::records::Record;
use std::sync::Arc;

/// The header of one file.
#[derive(Debug)]
pub(super) struct Header {
    line: u64,
    /// Names in the file, without padding; the key of a used column is `None`.
    names: Vec<Arc<str>>,
    keys: Vec<Option<String>>,
}

/// Position of a column; `None` if the file lacks it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(pub(super) Option<usize>);

impl Header {
    /// Reads a row as a header.
    pub(super) fn read(record: &Record<'_>) -> Result<Self, BillError> {
        let line = record.line;
        let mut names: Vec<Arc<str>> = record
            .cells
            .iter()
            .map(|cell| {
                // A name that is not text matches no column.
                let name = encoding_rs::GB18030.decode_without_bom_handling(cell).0;
                Arc::from(name.trim())
            })
            .collect();
        while names.last().is_some_and(|name| name.is_empty()) {
            names.pop();
        }
        let keys: Vec<_> = names.iter().map(|name| key(name)).collect();
        let mut sorted = keys.clone();
        sorted.sort();
        let mut pairs = sorted.windows(2);
        if let Some([twice, _]) = pairs.find(|pair| matches!(pair, [one, other] if one == other)) {
            return Err(BillError::DuplicateColumn {
                line,
                column: twice.clone(),
            });
        }
        Ok(Self {
            line,
            names,
            keys: keys.into_iter().map(Some).collect(),
        })
    }

    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// True if all of these columns exist.
    pub(super) fn has(&self, columns: &[&str]) -> bool {
        let stands = |column: &str| self.keys.iter().any(|key| key.as_deref() == Some(column));
        columns.iter().all(|column| stands(column))
    }

    /// Uses a required column. `column`: its name without unit.
    pub(super) fn need(&mut self, column: &'static str) -> Result<Place, BillError> {
        match self.find(column) {
            Place(None) => Err(BillError::MissingColumn {
                line: self.line,
                column,
            }),
            found @ Place(Some(_)) => Ok(found),
        }
    }

    /// Uses an optional column.
    pub(super) fn find(&mut self, column: &str) -> Place {
        let at = self
            .keys
            .iter()
            .position(|key| key.as_deref() == Some(column));
        if let Some(key) = at.and_then(|at| self.keys.get_mut(at)) {
            *key = None;
        }
        Place(at)
    }

    /// The unused columns.
    pub(super) fn rest(&self) -> Vec<usize> {
        let left = self.keys.iter().enumerate();
        left.filter_map(|(at, key)| key.as_ref().map(|_| at))
            .collect()
    }

    /// The names of all columns in the file.
    pub(super) fn into_names(self) -> Vec<Arc<str>> {
        self.names
    }
}

/// The normalised name: half-width, without white space, without its unit.
fn key(name: &str) -> String {
    let narrow = |c: char| match c {
        // The full-width forms of printable ASCII.
        '\u{ff01}'..='\u{ff5e}' => u32::from(c)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        other => other,
    };
    let plain: String = name
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .collect();
    match plain.rsplit_once('(') {
        Some((name, "元)" | "+元)" | "-元)")) => name.to_owned(),
        Some(_) | None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn one_column_has_many_spellings() {
        for name in [
            "收入金额（+元）",
            "收入金额(+元)",
            "收入金额（＋元）\t",
            "收入金额 (元)",
            "收入金额",
        ] {
            assert_eq!(key(name), "收入金额", "{name}");
        }
        assert_eq!(key("退款批次号/请求号"), key("退款批次号／请求号"));
        assert_eq!(key("备注(买家)"), "备注(买家)");
    }
}

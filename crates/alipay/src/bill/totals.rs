//! The totals at the end of a bill, and the totals of the rows.

use super::money::signed_fen;
use std::collections::BTreeMap;

/// One line of totals, e.g. `#交易合计：1笔，商家实收共88.80元，商家优惠共0.00元`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// What is counted, e.g. `交易`.
    pub label: String,
    /// Number of rows.
    pub count: u64,
    /// The sums in fen with their sign, by name, e.g. `商家实收`; a sum without a name has an empty one.
    pub sums: Vec<(String, i64)>,
}

impl Total {
    /// Reads a comment line; `None` for any other.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let (label, rest) = line.split_once("合计")?;
        let rest = rest.strip_prefix(['：', ':'])?;
        let mut count = None;
        let mut sums = Vec::new();
        for part in rest.split(['，', ',']).map(str::trim) {
            if let Some(number) = part.strip_suffix('笔') {
                if count.is_some() || !number.bytes().all(|b| b.is_ascii_digit()) {
                    return None;
                }
                count = Some(number.parse().ok()?);
            } else {
                let (name, yuan) = part.strip_suffix('元')?.split_once('共')?;
                sums.push((name.to_owned(), signed_fen(yuan)?));
            }
        }
        Some(Self {
            label: label.to_owned(),
            count: count?,
            sums,
        })
    }
}

/// The rows and the totals of a bill differ.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TotalsError {
    /// Not all rows have been read.
    #[error("the bill has not been read to its end")]
    Unfinished,
    /// Some rows could not be read, so their sums are unknown.
    #[error("{0} rows of the bill could not be read")]
    BadRows(u64),
    /// A total is missing or unreadable; the file may be incomplete.
    #[error("the bill has no total of {0}")]
    Missing(&'static str),
    /// One total occurs twice.
    #[error("the bill has two totals of {0}")]
    Duplicate(&'static str),
    /// Another number of rows.
    #[error("the bill has {found} rows of {label} and states {told}")]
    Count {
        /// Kind of rows.
        label: &'static str,
        /// Rows that were read.
        found: u64,
        /// Number in the total.
        told: u64,
    },
    /// Another sum of the rows.
    #[error("the rows of {label} sum to {found_fen} fen of {name} and the bill states {told_fen}")]
    Sum {
        /// Kind of rows.
        label: &'static str,
        /// The column.
        name: String,
        /// Sum of the rows, without sign.
        found_fen: i64,
        /// Sum in the total, without sign.
        told_fen: i64,
    },
}

/// Totals of the rows read so far.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<&'static str, Side>);

#[derive(Debug, Default)]
struct Side {
    count: u64,
    sums: BTreeMap<&'static str, i64>,
}

impl Tally {
    /// Adds one row and its amounts, without sign.
    pub(super) fn add(&mut self, label: &'static str, amounts: &[(&'static str, i64)]) {
        let side = self.0.entry(label).or_default();
        side.count = side.count.saturating_add(1);
        for (name, fen) in amounts {
            let sum = side.sums.entry(name).or_default();
            *sum = sum.saturating_add(*fen);
        }
    }

    /// Compares with the totals in the file. Their signs differ between bills and are ignored, and
    /// so is a sum with a name that was not added up.
    pub(super) fn check(
        &self,
        labels: &[&'static str],
        totals: &[Total],
    ) -> Result<(), TotalsError> {
        let nothing = Side::default();
        for label in labels {
            let mut named = totals.iter().filter(|total| total.label == *label);
            let total = named.next().ok_or(TotalsError::Missing(label))?;
            if named.next().is_some() {
                return Err(TotalsError::Duplicate(label));
            }
            let side = self.0.get(label).unwrap_or(&nothing);
            if side.count != total.count {
                return Err(TotalsError::Count {
                    label,
                    found: side.count,
                    told: total.count,
                });
            }
            for (name, told) in &total.sums {
                let found_fen = match side.sums.get(name.as_str()) {
                    Some(sum) => *sum,
                    None if side.count == 0 => 0,
                    None => continue,
                };
                let told_fen = told.saturating_abs();
                if found_fen != told_fen {
                    return Err(TotalsError::Sum {
                        label,
                        name: name.clone(),
                        found_fen,
                        told_fen,
                    });
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Total;

    #[test]
    fn totals_are_read_or_left() {
        let total = Total::parse("退款合计：2笔，商家实收共-8.80元，商家优惠共0.00元");
        let sums = vec![("商家实收".to_owned(), -880), ("商家优惠".to_owned(), 0)];
        let expected = Total {
            label: "退款".to_owned(),
            count: 2,
            sums,
        };
        assert_eq!(total, Some(expected.clone()));
        let narrow = Total::parse("退款合计:2笔,商家实收共-8.80元,商家优惠共0.00元");
        assert_eq!(narrow, Some(expected));
        let account = Total::parse("支出合计：1笔，共-8.80元");
        assert_eq!(
            account.map(|total| total.sums),
            Some(vec![(String::new(), -880)])
        );
        for line in [
            "",
            "合计",
            "交易合计",
            "交易合计：",
            "交易合计：笔",
            "交易合计：+1笔",
            "交易合计：1笔，2笔",
            "交易合计：1笔，商家实收共88.80",
            "交易合计：1笔，商家实收88.80元",
            "交易合计：1笔，商家实收共8 8元",
            "导出时间：[2024-05-02 09:00:00]",
            "------业务明细列表结束------",
        ] {
            assert_eq!(Total::parse(line), None, "{line}");
        }
    }
}

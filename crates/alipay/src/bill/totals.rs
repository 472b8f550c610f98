//! The totals at the end of a bill, and what the rows really came to.

use super::money::signed_fen;
use std::collections::BTreeMap;

/// One line of totals, as `#交易合计：1笔，商家实收共88.80元，商家优惠共0.00元`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// What is counted, as `交易`.
    pub label: String,
    /// How many rows.
    pub count: u64,
    /// The sums in fen with their sign, by name, as `商家实收`; a sum without a name has an empty one.
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

/// The rows and the totals of a bill do not agree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TotalsError {
    /// There are rows left to read.
    #[error("the bill has not been read to its end")]
    Unfinished,
    /// Rows could not be read, so their sums are not known.
    #[error("{0} rows of the bill could not be read")]
    BadRows(u64),
    /// A total that should stand at the end does not, or not legibly; the file may have been cut.
    #[error("the bill has no total of {0}")]
    Missing(&'static str),
    /// One total stands twice.
    #[error("the bill has two totals of {0}")]
    Duplicate(&'static str),
    /// The number of rows is another.
    #[error("the bill has {found} rows of {label} and says {told}")]
    Count {
        /// What was counted.
        label: &'static str,
        /// Rows that were read.
        found: u64,
        /// Rows the total speaks of.
        told: u64,
    },
    /// The sum of the rows is another.
    #[error("the rows of {label} come to {found_fen} fen of {name} and the bill says {told_fen}")]
    Sum {
        /// What was summed up.
        label: &'static str,
        /// The column.
        name: String,
        /// The sum of the rows, without sign.
        found_fen: i64,
        /// The sum the total speaks of, without sign.
        told_fen: i64,
    },
}

/// What the rows read so far come to.
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

    /// Compares with the totals of the file. Their signs differ between bills and are not looked at; a sum under a
    /// name that was not added up is passed over.
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

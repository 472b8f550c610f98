//! The variants that follow from the options: every combination of one value of each.

use super::{Axis, Value, join};

/// Between the labels of a variant's values, as a SKU stores them.
const LABEL_JOINT: &str = " / ";

/// Every combination, the last axis changing fastest. Without axes there is one, of no values.
#[must_use]
pub fn combinations(axes: &[Axis]) -> Vec<Vec<&Value>> {
    let mut found: Vec<Vec<&Value>> = vec![Vec::new()];
    for axis in axes {
        found = found
            .iter()
            .flat_map(|begun| {
                axis.values.iter().map(move |value| {
                    let mut longer = begun.clone();
                    longer.push(value);
                    longer
                })
            })
            .collect();
    }
    found
}

/// The number of combinations, without making them: typed values may be many.
#[must_use]
pub fn count(axes: &[Axis]) -> usize {
    axes.iter().fold(1, |count: usize, axis| {
        count.saturating_mul(axis.values.len())
    })
}

/// `options_key`, Chinese and English words of a combination. A value without an English label lends its Chinese one; if
/// none has one, the English words are empty.
#[must_use]
pub fn words(values: &[&Value]) -> (String, String, String) {
    let key = join(values.iter().map(|value| value.key.as_str()));
    let zh: Vec<&str> = values.iter().map(|value| value.zh.as_str()).collect();
    let is_translated = values.iter().any(|value| !value.en.is_empty());
    let en: Vec<&str> = values
        .iter()
        .filter(|_| is_translated)
        .map(|value| {
            if value.en.is_empty() {
                value.zh.as_str()
            } else {
                value.en.as_str()
            }
        })
        .collect();
    (key, zh.join(LABEL_JOINT), en.join(LABEL_JOINT))
}

/// What changed options mean for the variants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Difference {
    /// Combinations that no variant has.
    pub new: usize,
    /// Variants for sale that remain.
    pub kept: usize,
    /// Variants for sale that are no combination any more.
    pub retired: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(values: &[(&str, &str)]) -> Axis {
        Axis {
            zh: "规格".to_owned(),
            en: String::new(),
            values: values
                .iter()
                .map(|(zh, en)| Value {
                    key: zh.to_lowercase(),
                    zh: (*zh).to_owned(),
                    en: (*en).to_owned(),
                    swatch: None,
                    picture: None,
                })
                .collect(),
        }
    }

    #[test]
    fn combinations_are_the_product_of_the_axes() {
        let axes = [axis(&[("A", ""), ("B", "")]), axis(&[("X", ""), ("Y", "")])];
        let keys: Vec<String> = combinations(&axes).iter().map(|c| words(c).0).collect();
        assert_eq!(keys, ["a.x", "a.y", "b.x", "b.y"]);
        assert_eq!((count(&axes), count(&[])), (4, 1));
        assert_eq!(combinations(&[]), [Vec::<&Value>::new()]);
        let many = axis(&[("A", ""); 30]);
        assert_eq!(count(&vec![many; 20]), usize::MAX, "no overflow");
    }

    #[test]
    fn words_are_those_of_the_values() {
        let axes = [axis(&[("A", "Red")]), axis(&[("X", "")])];
        let told: Vec<_> = combinations(&axes).iter().map(|c| words(c)).collect();
        let pair = |zh: &str, en: &str| ("a.x".to_owned(), zh.to_owned(), en.to_owned());
        assert_eq!(told, [pair("A / X", "Red / X")]);
        let plain = [axis(&[("A", "")]), axis(&[("X", "")])];
        let told: Vec<_> = combinations(&plain).iter().map(|c| words(c)).collect();
        assert_eq!(told, [pair("A / X", "")]);
    }
}

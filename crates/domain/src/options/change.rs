//! How options change: values keep their keys, and variants follow their values.

use super::{Axis, Value, join, split};

/// Gives keys to typed labels.
pub struct Keys<'k> {
    /// The values as they were shown.
    pub known: &'k [Value],
    /// Keys that stored variants have in this place, with their labels: the key of another label is not used again, and a
    /// value that comes back finds its variants.
    pub stored: &'k [(String, String)],
    /// A key for a label, e.g. its pinyin; it may be empty or taken.
    pub propose: &'k dyn Fn(&str) -> String,
}

impl Keys<'_> {
    /// The values with these labels, in this order. A label that was shown keeps its key, wherever it stands now. A new label
    /// in the place of one that is gone is that value renamed.
    #[must_use]
    pub fn assign(&self, labels: &[String]) -> Vec<Value> {
        let mut used = vec![false; self.known.len()];
        let mut found: Vec<Option<&Value>> = Vec::with_capacity(labels.len());
        for label in labels {
            let same = self
                .known
                .iter()
                .zip(used.iter_mut())
                .find(|(value, used)| !**used && value.zh == *label);
            found.push(same.map(|(value, used)| {
                *used = true;
                value
            }));
        }
        for (place, slot) in found.iter_mut().enumerate() {
            let gone = self.known.get(place).zip(used.get_mut(place));
            if slot.is_none()
                && let Some((value, used)) = gone
                && !*used
            {
                *used = true;
                *slot = Some(value);
            }
        }
        let mut taken: Vec<String> = self.known.iter().map(|value| value.key.clone()).collect();
        labels
            .iter()
            .zip(found)
            .map(|(label, value)| match value {
                Some(value) => Value {
                    zh: label.clone(),
                    ..value.clone()
                },
                None => {
                    let key = self.fresh(label, &taken);
                    taken.push(key.clone());
                    Value {
                        key,
                        zh: label.clone(),
                        en: String::new(),
                        swatch: None,
                        picture: None,
                    }
                }
            })
            .collect()
    }

    fn fresh(&self, label: &str, taken: &[String]) -> String {
        let back = self.stored.iter().find(|(_, stored)| stored == label);
        if let Some((key, _)) = back.filter(|(key, _)| !taken.contains(key)) {
            return key.clone();
        }
        let proposed = (self.propose)(label);
        let base = if proposed.is_empty() {
            "v"
        } else {
            proposed.as_str()
        };
        let is_free = |key: &String| {
            !taken.contains(key) && !self.stored.iter().any(|(stored, _)| stored == key)
        };
        (1_u32..)
            .map(|n| {
                if n == 1 {
                    base.to_owned()
                } else {
                    format!("{base}-{n}")
                }
            })
            .find(is_free)
            .unwrap_or_default()
    }
}

/// Values that kept their key under another label: before and after.
#[must_use]
pub fn renamed(before: &[Axis], after: &[Axis]) -> Vec<(String, String)> {
    let was = |key: &str| {
        let mut values = before.iter().flat_map(|axis| &axis.values);
        values.find(|value| value.key == key)
    };
    after
        .iter()
        .flat_map(|axis| &axis.values)
        .filter_map(|value| Some((was(&value.key)?, value)))
        .filter(|(was, now)| was.zh != now.zh)
        .map(|(was, now)| (was.zh.clone(), now.zh.clone()))
        .collect()
}

/// Where the variants of one set of axes are in another.
pub struct Carry<'a> {
    /// The axes of the variants.
    pub from: &'a [Axis],
    /// The axes they get.
    pub to: &'a [Axis],
    /// For each axis of `to` its place in `from`; `None` for a new one.
    pub origin: &'a [Option<usize>],
}

impl Carry<'_> {
    /// The variant's key among the new axes. `None` if it is retired: its value is gone, or it had another than the first
    /// value of an axis that is gone. A new axis gives its first value.
    #[must_use]
    pub fn key(&self, options_key: &str) -> Option<String> {
        let parts = split(options_key);
        if parts.len() != self.from.len() {
            return None;
        }
        for (place, (axis, part)) in self.from.iter().zip(&parts).enumerate() {
            let is_gone = !self.origin.contains(&Some(place));
            let is_first = axis.values.first().is_some_and(|value| value.key == *part);
            if is_gone && !is_first {
                return None;
            }
        }
        let mut moved = Vec::with_capacity(self.to.len());
        for (axis, origin) in self.to.iter().zip(self.origin) {
            let key = match origin {
                Some(place) => *parts.get(*place)?,
                None => axis.values.first()?.key.as_str(),
            };
            if !axis.values.iter().any(|value| value.key == key) {
                return None;
            }
            moved.push(key);
        }
        Some(join(moved))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(key: &str, zh: &str) -> Value {
        Value {
            key: key.to_owned(),
            zh: zh.to_owned(),
            en: format!("{key} in English"),
            swatch: None,
            picture: None,
        }
    }

    fn axis(values: &[&str]) -> Axis {
        Axis {
            zh: "规格".to_owned(),
            en: String::new(),
            values: values.iter().map(|key| value(key, key)).collect(),
        }
    }

    /// The keys of the typed labels; a proposed key is the label in lower case.
    fn keys(known: &[Value], stored: &[(String, String)], typed: &[&str]) -> Vec<String> {
        let propose = |label: &str| label.to_lowercase();
        let keys = Keys {
            known,
            stored,
            propose: &propose,
        };
        let labels: Vec<String> = typed.iter().map(|label| (*label).to_owned()).collect();
        let values = keys.assign(&labels);
        assert!(
            values
                .iter()
                .zip(&labels)
                .all(|(value, label)| value.zh == *label)
        );
        values.into_iter().map(|value| value.key).collect()
    }

    #[test]
    fn values_keep_their_keys() {
        let known = [value("a", "A"), value("b", "B"), value("c", "C")];
        for (typed, got) in [
            (&["A", "B", "C"][..], &["a", "b", "c"][..]),
            (&["C", "A", "B"], &["c", "a", "b"]),
            (&["A", "C"], &["a", "c"]),
            // A new label in the place of a removed one is a rename.
            (&["A", "X", "C"], &["a", "b", "c"]),
            (&["A", "B", "C", "D"], &["a", "b", "c", "d"]),
            // No label is removed, so nothing is renamed.
            (&["X", "A", "B", "C"], &["x", "a", "b", "c"]),
            (&["A", "X"], &["a", "b"]),
            (&[], &[]),
        ] {
            assert_eq!(keys(&known, &[], typed), got, "{typed:?}");
        }
    }

    #[test]
    fn a_renamed_value_keeps_its_english_label() {
        let known = [value("red", "红")];
        let keys = Keys {
            known: &known,
            stored: &[],
            propose: &|_| String::new(),
        };
        let values = keys.assign(&["朱红".to_owned()]);
        let one = values.first().unwrap();
        assert_eq!(
            (one.key.as_str(), one.en.as_str()),
            ("red", "red in English")
        );
    }

    #[test]
    fn keys_are_never_used_for_another_label() {
        let known = [value("hong", "红")];
        let stored = [("lan".to_owned(), "蓝".to_owned())];
        let propose = |label: &str| match label {
            "宏" => "hong".to_owned(),
            "蓝" | "兰" => "lan".to_owned(),
            _ => String::new(),
        };
        let keys = Keys {
            known: &known,
            stored: &stored,
            propose: &propose,
        };
        let assigned = |typed: &[&str]| -> Vec<String> {
            let labels: Vec<String> = typed.iter().map(|label| (*label).to_owned()).collect();
            keys.assign(&labels).into_iter().map(|v| v.key).collect()
        };
        assert_eq!(assigned(&["红", "宏"]), ["hong", "hong-2"]);
        assert_eq!(
            assigned(&["红", "兰"]),
            ["hong", "lan-2"],
            "a similar label gets its own key"
        );
        assert_eq!(
            assigned(&["红", "蓝"]),
            ["hong", "lan"],
            "a stored key is used again"
        );
        assert_eq!(assigned(&["红", "🍵", "🍶"]), ["hong", "v", "v-2"]);
    }

    #[test]
    fn renamed_values_are_named() {
        let mut after = axis(&["a", "b"]);
        after.values.get_mut(1).unwrap().zh = "B".to_owned();
        let told = renamed(&[axis(&["a", "b"])], &[after]);
        assert_eq!(told, [("b".to_owned(), "B".to_owned())]);
    }

    #[test]
    fn variants_follow_their_values() {
        let (colour, size) = (axis(&["red", "blue"]), axis(&["s", "m"]));
        let both = [colour.clone(), size.clone()];
        let carry = |from: &[Axis], to: &[Axis], origin: &[Option<usize>], key: &str| {
            Carry { from, to, origin }.key(key)
        };
        let some = |key: &str| Some(key.to_owned());
        let one = std::slice::from_ref(&colour);
        // A new axis adds its first value, whether it is first or last.
        assert_eq!(carry(one, &both, &[Some(0), None], "blue"), some("blue.s"));
        let turned = [size.clone(), colour.clone()];
        assert_eq!(
            carry(one, &turned, &[None, Some(0)], "blue"),
            some("s.blue")
        );
        assert_eq!(carry(&[], one, &[None], ""), some("red"));
        // If an axis is removed, the variants with its first value stay.
        assert_eq!(carry(&both, one, &[Some(0)], "blue.s"), some("blue"));
        assert_eq!(carry(&both, one, &[Some(0)], "blue.m"), None);
        assert_eq!(carry(&both, &[], &[], "red.s"), some(""));
        // The axes are swapped; then a value is removed.
        let origin = [Some(1), Some(0)];
        assert_eq!(carry(&both, &turned, &origin, "blue.m"), some("m.blue"));
        let fewer = [axis(&["red"]), size];
        let origin = [Some(0), Some(1)];
        assert_eq!(carry(&both, &fewer, &origin, "blue.s"), None);
        // A variant of an earlier set of axes is not changed.
        assert_eq!(carry(&both, &both, &origin, "blue"), None);
    }

    proptest! {
        #[test]
        fn keys_are_unique(
            known in proptest::collection::hash_set("[a-f]", 0..5),
            typed in proptest::collection::hash_set("[a-f]|[G-K]", 0..8),
        ) {
            let known: Vec<Value> = known.iter().map(|key| value(key, key)).collect();
            let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
            let mut assigned = keys(&known, &[], &typed);
            let count = assigned.len();
            assigned.sort();
            assigned.dedup();
            prop_assert_eq!(assigned.len(), count);
        }

        #[test]
        fn no_two_variants_get_one_key(
            first in 1_usize..4, second in 1_usize..4, drop in 0_usize..3, add in any::<bool>(),
        ) {
            let letters = ["a", "b", "c"];
            let from = [first, second].map(|count| axis(letters.get(..count).unwrap()));
            let mut to = vec![from.first().unwrap().clone()];
            let mut origin = vec![Some(0)];
            if drop != 0 {
                to.push(from.get(1).unwrap().clone());
                origin.push(Some(1));
            }
            if add {
                to.push(axis(&letters));
                origin.push(None);
            }
            let carry = Carry { from: &from, to: &to, origin: &origin };
            let mut moved: Vec<String> = super::super::combinations(&from)
                .iter()
                .filter_map(|values| carry.key(&join(values.iter().map(|v| v.key.as_str()))))
                .collect();
            let count = moved.len();
            moved.sort();
            moved.dedup();
            prop_assert_eq!(moved.len(), count);
        }
    }
}

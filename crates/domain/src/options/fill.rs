//! 填入: what is typed once goes to many variants.

use super::first_value;

/// What 填入 writes, and to which variants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fill {
    /// Key of a value of the first option; empty for all variants.
    pub value: String,
    /// Price, stock and weight as typed. An empty one leaves its cells as they are.
    pub typed: [String; 3],
}

impl Fill {
    /// The new texts of the variant with this `options_key`: price, stock, weight. `None` if nothing of it changes.
    #[must_use]
    pub fn row(&self, options_key: &str) -> Option<[Option<&str>; 3]> {
        let is_chosen = self.value.is_empty() || first_value(options_key) == self.value;
        let typed = self.typed.each_ref().map(String::as_str);
        let new = typed.map(|text| Some(text).filter(|text| !text.trim().is_empty()));
        (is_chosen && new.iter().any(Option::is_some)).then_some(new)
    }
}

#[cfg(test)]
mod tests {
    use super::Fill;

    fn fill(value: &str, typed: [&str; 3]) -> Fill {
        Fill {
            value: value.to_owned(),
            typed: typed.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_typed_goes_to_the_variants_of_the_value() {
        let all = fill("", ["58", " ", "+5"]);
        let new = Some([Some("58"), None, Some("+5")]);
        for key in ["", "celadon", "celadon.large", "white.large"] {
            assert_eq!(all.row(key), new, "{key}");
        }
        let one = fill("celadon", ["58", "", "+5"]);
        assert_eq!(one.row("celadon"), new);
        assert_eq!(one.row("celadon.large"), new);
        for key in ["", "white.celadon", "celadon-deep.large"] {
            assert_eq!(one.row(key), None, "{key}");
        }
    }

    #[test]
    fn nothing_typed_changes_nothing() {
        assert_eq!(fill("", ["", " ", ""]).row("celadon"), None);
        assert_eq!(Fill::default().row(""), None);
    }
}

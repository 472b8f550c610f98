//! The names and values of a verified message, in one text.

use std::fmt;

/// Names and values, sorted by the bytes of the name, each name once, without empty values.
///
/// A notification has some thirty of them. They stay in the signed text, because two allocations
/// each would cost a tenth of the signature check.
#[derive(Clone, Default)]
pub struct Fields {
    /// `name=value`, joined by `&`.
    text: String,
    places: Vec<Place>,
}

/// Position of a field in the text, in bytes: the name up to `middle`, a `=`, then the value.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    middle: usize,
    end: usize,
}

impl Place {
    /// The position of a field with these lengths that starts here.
    fn new(start: usize, (name, value): (usize, usize)) -> Self {
        let middle = start + name;
        let end = middle + 1 + value;
        Self { start, middle, end }
    }
}

impl Fields {
    /// Takes a text of sorted fields, and the byte lengths of each name and value in it. Each part
    /// is valid UTF-8 if the whole is, because `=` and `&` are no part of other characters.
    pub(crate) fn within(text: String, lengths: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut places = Vec::with_capacity(lengths.size_hint().1.unwrap_or_default());
        let mut start = 0;
        for (name, value) in lengths {
            let place = Place::new(start, (name, value));
            start = place.end + 1;
            if value > 0 {
                places.push(place);
            }
        }
        Self { text, places }
    }

    /// Appends a field; call [`Fields::sort`] after the last.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        let place = Place::new(self.text.len(), (name.len(), value.len()));
        self.places.push(place);
        self.text.push_str(name);
        self.text.push('=');
        self.text.push_str(value);
    }

    /// Sorts the fields by name.
    ///
    /// # Errors
    /// The name that occurred twice.
    pub(crate) fn sort(&mut self) -> Result<(), String> {
        let text = &self.text;
        let name = |place: &Place| text.get(place.start..place.middle).unwrap_or_default();
        self.places.sort_by(|a, b| name(a).cmp(name(b)));
        let twice = self
            .places
            .array_windows()
            .find(|[a, b]| name(a) == name(b));
        twice.map_or(Ok(()), |[place, _]| Err(name(place).to_owned()))
    }

    /// The value of a field; `None` if missing or empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    /// Every field, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        // The positions were measured in this text, so each is inside it.
        let part = |from, to| self.text.get(from..to).unwrap_or_default();
        self.places.iter().map(move |place| {
            let name = part(place.start, place.middle);
            (name, part(place.middle + 1, place.end))
        })
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Fields {}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn fields_are_sorted_and_found() {
        let mut fields = Fields::default();
        for (name, value) in [("b", "茶=&"), ("ab", "2"), ("a", "b")] {
            fields.push(name, value);
        }
        assert_eq!(fields.sort(), Ok(()));
        let all: Vec<_> = fields.iter().collect();
        assert_eq!(all, [("a", "b"), ("ab", "2"), ("b", "茶=&")]);
        assert_eq!(fields.get("b"), Some("茶=&"));
        assert_eq!(fields.get("c"), None);
        assert_eq!(
            format!("{fields:?}"),
            r#"{"a": "b", "ab": "2", "b": "茶=&"}"#
        );
    }

    #[test]
    fn fields_lie_in_the_signed_text() {
        let lengths = [(1, 3), (2, 0), (1, 2)].into_iter();
        let fields = Fields::within("a=b=&&bb=&c=é".to_owned(), lengths);
        let all: Vec<_> = fields.iter().collect();
        assert_eq!(all, [("a", "b=&"), ("c", "é")]);
        let mut same = Fields::default();
        same.push("a", "b=&");
        same.push("c", "é");
        assert_eq!(fields, same);
        same.push("d", "1");
        assert_ne!(fields, same);
    }

    #[test]
    fn a_name_that_came_twice_is_told() {
        let mut fields = Fields::default();
        fields.push("a", "1");
        fields.push("b", "2");
        fields.push("a", "3");
        assert_eq!(fields.sort(), Err("a".to_owned()));
    }
}

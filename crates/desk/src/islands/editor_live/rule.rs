//! What the island decides without looking at the page.

/// The columns that 填入 writes, in the order of [`domain::options::Fill`]. Its own fields are named `fill_` and the column.
pub(super) const FILLED: [&str; 3] = ["price", "stock", "weight"];

/// How the names of the fields of a row begin; the row's place follows.
const ROW: &str = "form[skus][";

/// The name of the same field in the next row, or in the one before.
pub(super) fn neighbour(name: &str, is_next: bool) -> Option<String> {
    let (place, field) = name.strip_prefix(ROW)?.split_once(']')?;
    let place: usize = place.parse().ok()?;
    let place = if is_next {
        place.checked_add(1)?
    } else {
        place.checked_sub(1)?
    };
    Some(format!("{ROW}{place}]{field}"))
}

/// Takes one of `list` to another place; those between give way.
pub(super) fn carry<T>(list: &mut Vec<T>, from: usize, to: usize) {
    if from < list.len() && to < list.len() {
        let one = list.remove(from);
        list.insert(to, one);
    }
}

#[cfg(test)]
mod tests {
    use super::{FILLED, carry, neighbour};
    use domain::form::{ProductForm, SkuForm};
    use kit::components::sent_as;

    #[test]
    fn rows_are_above_and_below_each_other() {
        let cell = |place: usize| sent_as(&format!("skus[{place}][price]"));
        assert_eq!(neighbour(&cell(9), true), Some(cell(10)));
        assert_eq!(neighbour(&cell(1), false), Some(cell(0)));
        assert_eq!(neighbour(&cell(0), false), None, "above the first row");
        for other in ["title_zh", "axes[0][zh]", "skus[x][price]", "skus[1"] {
            assert_eq!(neighbour(&sent_as(other), true), None, "{other}");
        }
    }

    #[test]
    fn what_is_filled_are_columns_with_a_field_above_them() {
        for name in FILLED {
            assert!(serde_qs::from_str::<SkuForm>(&format!("{name}=1")).is_ok());
            assert!(serde_qs::from_str::<ProductForm>(&format!("fill_{name}=1")).is_ok());
        }
    }

    #[test]
    fn a_picture_is_carried_past_those_between() {
        let carried = |from, to| {
            let mut list = vec!['a', 'b', 'c', 'd'];
            carry(&mut list, from, to);
            list.into_iter().collect::<String>()
        };
        assert_eq!(carried(0, 2), "bcad");
        assert_eq!(carried(3, 1), "adbc");
        assert_eq!(carried(2, 2), "abcd");
        for (from, to) in [(0, 4), (4, 0)] {
            assert_eq!(carried(from, to), "abcd", "{from} to {to}");
        }
    }
}

//! The buttons of the editor that write nothing: the form comes back with the typing kept.

use super::{draft::Draft, stored::MIXED};
use domain::{
    catalog::EditorAct,
    form::{PictureForm, ProductForm},
    limit::PICTURES,
    options::{Fill, first_value},
};

/// What a button does to the fields before the variants are made.
pub(super) fn before(form: &mut ProductForm, act: Option<(EditorAct, usize)>) {
    // Pictures that came with this post.
    for key in std::mem::take(&mut form.uploads) {
        let is_new = form.pictures.iter().all(|picture| picture.key != key);
        if is_new && form.pictures.len() < PICTURES {
            form.pictures.push(PictureForm {
                key,
                ..PictureForm::default()
            });
        }
    }
    let Some((act, place)) = act else {
        return;
    };
    let count = form.pictures.len();
    match act {
        EditorAct::Earlier if place < count => {
            form.pictures.swap(place.saturating_sub(1), place);
        }
        EditorAct::Later if place.saturating_add(1) < count => {
            form.pictures.swap(place, place.saturating_add(1));
        }
        EditorAct::First if place < count => {
            if let Some(head) = form.pictures.get_mut(..=place) {
                head.rotate_right(1);
            }
        }
        EditorAct::Remove if place < count => {
            form.pictures.remove(place);
        }
        EditorAct::Copy => copy(form),
        EditorAct::Earlier
        | EditorAct::Later
        | EditorAct::First
        | EditorAct::Remove
        | EditorAct::Save
        | EditorAct::Publish
        | EditorAct::TakeDown
        | EditorAct::Preview
        | EditorAct::Upload
        | EditorAct::Make
        | EditorAct::Fill => {}
    }
}

/// The form of a new product: everything but slug, codes and stock.
fn copy(form: &mut ProductForm) {
    form.product.clear();
    form.slug.clear();
    form.seen.clear();
    form.form_key.clear();
    form.why.clear();
    for axis in &mut form.axes {
        axis.place.clear();
    }
    for row in &mut form.skus {
        row.sku.clear();
        row.code.clear();
        row.stock.clear();
        row.seen.clear();
    }
}

/// What a button does to the variants.
pub(super) fn after(draft: &mut Draft, act: Option<(EditorAct, usize)>) {
    if matches!(act, Some((EditorAct::Fill, _))) {
        fill(draft);
    }
}

/// 填入: what is typed above goes to all variants, or to those of one value.
fn fill(draft: &mut Draft) {
    let form = &mut draft.form;
    let typed = [
        &mut form.fill_price,
        &mut form.fill_stock,
        &mut form.fill_weight,
    ];
    let fill = Fill {
        typed: typed.map(std::mem::take),
        value: std::mem::take(&mut form.fill_value),
    };
    for row in &mut form.skus {
        let Some(new) = fill.row(&row.options) else {
            continue;
        };
        let cells = [&mut row.price, &mut row.stock, &mut row.weight];
        for (cell, text) in cells.into_iter().zip(new) {
            if let Some(text) = text {
                text.clone_into(cell);
            }
        }
    }
}

/// The picture that a variant gets, as the form says; `None` leaves it as it is.
pub(super) fn cover_of<'f>(form: &'f ProductForm, key: &str) -> Option<&'f str> {
    let value = first_value(key);
    let cover = form.covers.iter().find(|cover| cover.value == value)?;
    Some(cover.picture.as_str()).filter(|picture| *picture != MIXED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::form::SkuForm;

    fn form() -> ProductForm {
        let picture = |key: &str| PictureForm {
            key: key.to_owned(),
            ..PictureForm::default()
        };
        ProductForm {
            product: "mug".to_owned(),
            slug: "mug".to_owned(),
            title_zh: "杯".to_owned(),
            pictures: ["a", "b", "c"].map(picture).to_vec(),
            skus: vec![SkuForm {
                sku: "MUG".to_owned(),
                code: "MUG".to_owned(),
                price: "1.00".to_owned(),
                stock: "5".to_owned(),
                ..SkuForm::default()
            }],
            ..ProductForm::default()
        }
    }

    fn order(act: EditorAct, place: usize) -> String {
        let mut form = form();
        before(&mut form, Some((act, place)));
        form.pictures.iter().map(|p| p.key.as_str()).collect()
    }

    #[test]
    fn pictures_are_moved_and_removed() {
        assert_eq!(order(EditorAct::Earlier, 2), "acb");
        assert_eq!(order(EditorAct::Earlier, 0), "abc");
        assert_eq!(order(EditorAct::Later, 0), "bac");
        assert_eq!(order(EditorAct::Later, 2), "abc");
        assert_eq!(order(EditorAct::First, 2), "cab");
        assert_eq!(order(EditorAct::Remove, 1), "ac");
        for act in [EditorAct::Earlier, EditorAct::First, EditorAct::Remove] {
            assert_eq!(order(act, 9), "abc", "{act}");
        }
    }

    #[test]
    fn what_was_uploaded_stands_behind_the_others_once() {
        let mut form = form();
        form.uploads = vec!["d".to_owned(), "d".to_owned(), "a".to_owned()];
        before(&mut form, None);
        let keys: String = form.pictures.iter().map(|p| p.key.as_str()).collect();
        assert_eq!(keys, "abcd");
    }

    #[test]
    fn a_copy_has_everything_but_slug_codes_and_stock() {
        let mut copied = form();
        before(&mut copied, Some((EditorAct::Copy, 0)));
        assert_eq!((copied.product.as_str(), copied.slug.as_str()), ("", ""));
        assert_eq!((copied.title_zh.as_str(), copied.pictures.len()), ("杯", 3));
        let left: Vec<_> = copied
            .skus
            .iter()
            .map(|row| [&row.sku, &row.code, &row.price, &row.stock].map(String::as_str))
            .collect();
        assert_eq!(left, [["", "", "1.00", ""]]);
    }
}

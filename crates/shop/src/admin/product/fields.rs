//! The fields of the form that are compared column by column.

use domain::{
    form::{AxisForm, ProductForm},
    options::labels,
    validate,
};

/// The columns of a product: the field that tells a conflict, and the column in the activity log.
pub(super) const FIELDS: [(&str, &str); 10] = [
    ("title_zh", "title_zh"),
    ("title_en", "title_en"),
    ("body_zh", "body_zh"),
    ("body_en", "body_en"),
    ("slug", "slug"),
    ("category", "category"),
    ("more[0][on]", "more_categories"),
    ("axes[0][values_zh]", "options"),
    ("files", "pictures"),
    ("covers[0][picture]", "covers"),
];

/// The columns as texts, in the order of [`FIELDS`].
pub(super) fn texts(form: &ProductForm) -> [String; 10] {
    let lines = |lines: Vec<String>| lines.join("\n");
    // As they are stored: what was saved and is posted once more is the same text.
    let body = |text: &String| validate::body(text).unwrap_or_else(|_long| text.clone());
    let slug = |text: &String| validate::slug(text).unwrap_or_else(|_other| text.clone());
    let mut more: Vec<String> = form
        .more
        .iter()
        .filter(|tick| tick.on == "1")
        .map(|tick| tick.slug.clone())
        .collect();
    more.sort();
    [
        validate::one_line(&form.title_zh),
        validate::one_line(&form.title_en),
        body(&form.body_zh),
        body(&form.body_en),
        slug(&form.slug),
        form.category.clone(),
        lines(more),
        lines(form.axes.iter().filter_map(axis).collect()),
        lines(
            form.pictures
                .iter()
                .map(|picture| format!("{} {} / {}", picture.key, picture.alt_zh, picture.alt_en))
                .collect(),
        ),
        lines(
            form.covers
                .iter()
                .map(|cover| format!("{} {}", cover.value, cover.picture))
                .collect(),
        ),
    ]
}

/// An option as one line; `None` for empty fields.
fn axis(axis: &AxisForm) -> Option<String> {
    let names = [&axis.zh, &axis.en].map(|text| validate::one_line(text));
    let values = [&axis.values_zh, &axis.values_en].map(|text| labels(text).join("，"));
    let parts = names.into_iter().chain(values);
    let line: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    (!is_empty(axis)).then(|| line.join(" · "))
}

/// True for the fields of an option that nothing was typed into.
pub(super) fn is_empty(axis: &AxisForm) -> bool {
    [&axis.zh, &axis.en, &axis.values_zh, &axis.values_en]
        .iter()
        .all(|text| text.trim().is_empty())
}

//! The options as typed.

use super::{
    fields::is_empty,
    stored::{Stored, english},
};
use crate::{admin::typed::Typed, catalog::options::split};
use domain::{
    error::{ErrorCode, FieldError},
    form::{AxisForm, ProductForm},
    limit::{AXES, AXIS_VALUES, SKUS},
    options::{Axis, Keys, Value, count, labels, shown},
    validate,
};

/// The options of a form.
pub(super) struct Options {
    /// As they were last shown: the form's variants are under these.
    pub(super) shown: Vec<Axis>,
    /// As typed; of no use if something is wrong.
    pub(super) typed: Vec<Axis>,
    /// For each typed option its place among `shown`.
    pub(super) from_shown: Vec<Option<usize>>,
    /// For each typed option its place among the stored ones.
    pub(super) from_stored: Vec<Option<usize>>,
    /// The same for `shown`.
    pub(super) shown_from_stored: Vec<Option<usize>>,
    /// Errors by field.
    pub(super) wrong: Vec<FieldError>,
}

/// Reads the options of a form.
pub(super) fn read(form: &ProductForm, stored: &Stored) -> Options {
    let mut read = Options {
        shown: Vec::new(),
        typed: Vec::new(),
        from_shown: Vec::new(),
        from_stored: Vec::new(),
        shown_from_stored: Vec::new(),
        wrong: Vec::new(),
    };
    let mut typed = Typed::default();
    let mut last = 0;
    for (row, axis) in form.axes.iter().take(AXES).enumerate() {
        let place = axis
            .place
            .parse()
            .ok()
            .filter(|place| *place < stored.axes.len());
        let known = known(axis, place.and_then(|place| stored.axes.get(place)));
        let from_shown = (!known.is_empty()).then_some(read.shown.len());
        if from_shown.is_some() {
            read.shown.push(Axis {
                zh: axis.zh.clone(),
                en: axis.en.clone(),
                values: known.clone(),
            });
            read.shown_from_stored.push(place);
        }
        if is_empty(axis) {
            continue;
        }
        last = row;
        let field = |name: &str| format!("axes[{row}][{name}]");
        read.typed.push(Axis {
            zh: typed.read(&field("zh"), validate::option_label(&axis.zh)),
            en: typed.read(&field("en"), validate::optional_label(&axis.en)),
            values: values(&mut typed, row, axis, &known, &variants(stored, place)),
        });
        read.from_shown.push(from_shown);
        read.from_stored.push(place);
    }
    if count(&read.typed) > SKUS {
        typed.refuse(&format!("axes[{last}][values_zh]"), ErrorCode::TooManySkus);
    }
    if count(&read.shown) > SKUS {
        // Not a form of ours.
        read.shown.clear();
        read.shown_from_stored.clear();
        read.from_shown.fill(None);
    }
    read.wrong = typed.wrong();
    read
}

/// The values as they were last shown.
fn known(axis: &AxisForm, stored: Option<&Axis>) -> Vec<Value> {
    let keys: Vec<&str> = axis.keys.split_whitespace().collect();
    let zh: Vec<&str> = axis.was.lines().collect();
    let mut en = axis.was_en.lines();
    let is_key = |key: &str| key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_ours = keys.len() == zh.len()
        && keys.len() <= AXIS_VALUES
        && keys.iter().enumerate().all(|(place, key)| {
            is_key(key) && !keys.iter().take(place).any(|before| before == key)
        });
    if !is_ours {
        return Vec::new();
    }
    keys.iter()
        .zip(zh)
        .map(|(key, zh)| {
            let stored = stored.and_then(|axis| axis.values.iter().find(|value| value.key == *key));
            Value {
                key: (*key).to_owned(),
                zh: zh.to_owned(),
                en: en.next().unwrap_or_default().to_owned(),
                swatch: stored.and_then(|value| value.swatch.clone()),
                picture: stored.and_then(|value| value.picture.clone()),
            }
        })
        .collect()
}

/// Keys and labels that the stored variants have in this place.
pub(super) fn variants(stored: &Stored, place: Option<usize>) -> Vec<(String, String)> {
    let Some(place) = place else {
        return Vec::new();
    };
    let mut found: Vec<(String, String)> = stored
        .skus
        .iter()
        .filter_map(|sku| {
            let key = (*split(&sku.options_key).get(place)?).to_owned();
            let label = sku.options_zh.split(" / ").nth(place)?.to_owned();
            Some((key, label))
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

fn values(
    typed: &mut Typed,
    row: usize,
    axis: &AxisForm,
    known: &[Value],
    stored: &[(String, String)],
) -> Vec<Value> {
    let field = format!("axes[{row}][values_zh]");
    let (zh, en): (Vec<&str>, Vec<&str>) = known
        .iter()
        .map(|value| (value.zh.as_str(), value.en.as_str()))
        .unzip();
    let text = axis.values_zh.replace("\r\n", "\n");
    // Labels that nobody touched are not read again: one may have a comma.
    let read = if !zh.is_empty() && text == shown(zh.iter().copied()) {
        zh.iter().map(|label| (*label).to_owned()).collect()
    } else {
        labels(&text)
    };
    if read.is_empty() {
        typed.refuse(&field, ErrorCode::Required);
    } else if read.len() > AXIS_VALUES {
        typed.refuse(&field, ErrorCode::TooManyValues);
        return Vec::new();
    }
    for (place, label) in read.iter().enumerate() {
        if let Err(code) = validate::option_label(label) {
            typed.refuse(&field, code);
            break;
        }
        if read.iter().take(place).any(|before| before == label) {
            typed.refuse(&field, ErrorCode::ValueTwice);
            break;
        }
    }
    let keys = Keys {
        known,
        stored,
        propose: &|label| terms::slug::propose(label),
    };
    let mut values = keys.assign(&read);
    let text = axis.values_en.replace("\r\n", "\n");
    if known.is_empty() || text != english(&zh, &en) {
        let read = labels(&text);
        if read.len() > values.len() {
            typed.refuse(&format!("axes[{row}][values_en]"), ErrorCode::ValuesDiffer);
        }
        let mut read = read.into_iter();
        for value in &mut values {
            value.en = read.next().unwrap_or_default();
        }
    }
    values
}

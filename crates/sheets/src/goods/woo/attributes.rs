//! Attributes of WooCommerce: any number of them, by name. Those that a variation has a value of are options.

use crate::{
    column::Column,
    goods::{
        Both,
        draft::{Draft, Marks},
        reading::{Place, Reading},
    },
    limit,
    table::Row,
};
use domain::{error::ErrorCode, limit::AXES, validate};

/// Names and values of the attributes of a variation, in the order of the columns.
#[derive(Debug, Default)]
pub(super) struct Chosen(Vec<(String, String)>);

/// The columns of the attributes.
pub(super) struct Attributes {
    names: Vec<Place>,
    values: Vec<Place>,
}

impl Attributes {
    pub(super) fn find(reading: &mut Reading<'_>) -> Self {
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for number in 1..=limit::COLUMNS {
            let name = reading.named(&format!("Attribute {number} name"), "Attribute 1 name");
            if !name.is_there() {
                break;
            }
            let heading = format!("Attribute {number} value(s)");
            values.push(reading.named(&heading, "Attribute 1 value(s)"));
            names.push(name);
        }
        Self { names, values }
    }

    pub(super) fn columns(&self) -> Vec<(Column, Place)> {
        let places = (1..=AXES).zip(self.names.iter().zip(&self.values));
        places
            .flat_map(|(number, (name, value))| {
                [
                    (Column::AxisZh(number), *name),
                    (Column::ValueZh(number), *value),
                ]
            })
            .collect()
    }

    pub(super) fn marks(&self, title: Place, code: Place) -> Marks {
        Marks {
            title,
            code,
            names: self.names.clone(),
            values: self.values.clone(),
            values_en: Vec::new(),
        }
    }

    pub(super) fn chosen(&self, reading: &mut Reading<'_>, row: &Row) -> Chosen {
        let mut chosen = Vec::new();
        for (name, value) in self.names.iter().zip(&self.values) {
            let name = reading.read(row, *name, validate::option_label).value();
            let value = reading.read(row, *value, validate::option_label).value();
            if let (Some(name), Some(value)) = (name, value) {
                chosen.push((name, value));
            }
        }
        Chosen(chosen)
    }

    /// Gives the draft its options, in the order in which the variations name them.
    pub(super) fn settle(
        &self,
        reading: &mut Reading<'_>,
        mut draft: Draft,
        chosen: &[Chosen],
    ) -> Draft {
        let mut names: Vec<String> = Vec::new();
        for (name, _) in chosen.iter().flat_map(|chosen| &chosen.0) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        if let (Some(place), true) = (self.names.get(AXES), names.len() > AXES) {
            reading.refuse(draft.product.row, *place, ErrorCode::SheetTooMany);
            draft.is_wrong = true;
        }
        for (sku, chosen) in draft.skus.iter_mut().zip(chosen) {
            let value = |name: &String| {
                let found = chosen.0.iter().find(|(other, _)| other == name);
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            };
            let values = names.iter().map(|name| only_zh(value(name)));
            sku.values = values.collect();
        }
        draft.names = names.into_iter().map(only_zh).collect();
        draft
    }
}

fn only_zh(zh: String) -> Both {
    Both {
        zh,
        en: String::new(),
    }
}

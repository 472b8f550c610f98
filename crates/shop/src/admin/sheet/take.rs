//! A count of stock by sheet: pasted lines of code and units. Checking shows the differences; they are saved as rows of the
//! sheet.

use super::{
    differences,
    judge::{Shown, Wish},
};
use crate::{Error, Shop, Viewer};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{StockRowForm, StockSheetForm, StockTakeForm},
    limit::STOCK_LINES,
    locale::Words,
    staff::Role,
    validate,
    view::catalog::stock::{SheetChange, SheetPlan, StockTakeView, TakeFault, WrongLine},
};
use store::{
    models::catalog::DeskSku,
    queries::catalog::{desk, index},
};

impl Shop {
    /// The differences between counted figures and the stock. Nothing is saved.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`. More than [`STOCK_LINES`] lines are a refusal in the view.
    pub async fn admin_stock_take(
        &self,
        viewer: &Viewer,
        typed: Option<StockTakeForm>,
    ) -> Result<StockTakeView, Error> {
        viewer.acting(Role::Catalog)?;
        let (locale, form_key) = (viewer.locale, self.draw_key());
        let form = typed.unwrap_or_default();
        let (counted, mut wrong) = read(&form.lines);
        if counted.len().saturating_add(wrong.len()) > STOCK_LINES {
            return Ok(StockTakeView {
                form,
                save: StockSheetForm::default(),
                plan: None,
                same: 0,
                wrong: Vec::new(),
                refusal: Some(Refusal::fields(vec![FieldError {
                    field: "lines".to_owned(),
                    code: ErrorCode::TooLong,
                }])),
            });
        }
        let (codes, text) = (counted.clone(), form.clone());
        let (products, skus) = self
            .store
            .read(move |tx| {
                let codes: Vec<&str> = codes.iter().map(|line| line.sku.as_str()).collect();
                let products = index::of_codes(tx, &codes)?;
                let ids: Vec<i64> = products.iter().map(|product| product.id).collect();
                Ok::<_, Error>((products, desk::skus(tx, &ids)?))
            })
            .await?;
        let mut plan = SheetPlan {
            changes: Vec::new(),
            rows: Vec::new(),
        };
        let mut same = 0_usize;
        for line in counted {
            let found = skus.iter().find(|sku| sku.code == line.sku);
            let of = |sku: &DeskSku| products.iter().find(|one| one.id == sku.product_id);
            let Some((sku, product)) = found.and_then(|sku| Some((sku, of(sku)?))) else {
                wrong.push(line.fault(TakeFault::Unknown));
                continue;
            };
            let shown = Shown::of(sku);
            let row = StockRowForm {
                on_hand: line.units.to_string(),
                ..shown.row(&sku.code)
            };
            match Wish::of(&row, &shown).judge(&shown, sku) {
                Err(_) => wrong.push(line.fault(TakeFault::Reserved)),
                Ok(change) if change.is_empty() => same = same.saturating_add(1),
                Ok(change) => {
                    let listing = &product.listing;
                    plan.changes.push(SheetChange {
                        sku: sku.code.clone(),
                        title: Words::choose(locale, &listing.title_zh, &listing.title_en),
                        options: Words::choose(locale, &sku.options_zh, &sku.options_en),
                        differences: differences(&change),
                    });
                    plan.rows.push(row);
                }
            }
        }
        wrong.sort_by_key(|line| line.number);
        Ok(StockTakeView {
            form: text,
            save: StockSheetForm {
                form_key,
                ..StockSheetForm::default()
            },
            plan: Some(plan).filter(|plan| !plan.rows.is_empty()),
            same,
            wrong,
            refusal: None,
        })
    }
}

/// A line of a count.
#[derive(Debug, Clone)]
struct Counted {
    number: usize,
    text: String,
    sku: String,
    units: i64,
}

impl Counted {
    fn fault(&self, why: TakeFault) -> WrongLine {
        WrongLine {
            number: self.number,
            text: self.text.clone(),
            why,
        }
    }
}

/// The lines that can be read, and the others; one more than allowed if there are more.
fn read(text: &str) -> (Vec<Counted>, Vec<WrongLine>) {
    let (mut counted, mut wrong) = (Vec::<Counted>::new(), Vec::new());
    let lines = text.lines().zip(1_usize..);
    let filled = lines.filter(|(line, _)| !validate::code(line).is_empty());
    for (text, number) in filled.take(STOCK_LINES.saturating_add(1)) {
        let text = text.trim().to_owned();
        let Some((sku, units)) = validate::count_line(&text) else {
            wrong.push(WrongLine {
                number,
                text,
                why: TakeFault::Unreadable,
            });
            continue;
        };
        let line = Counted {
            number,
            text,
            sku,
            units,
        };
        if counted.iter().any(|other| other.sku == line.sku) {
            wrong.push(line.fault(TakeFault::Twice));
        } else {
            counted.push(line);
        }
    }
    (counted, wrong)
}

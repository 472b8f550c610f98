//! A row of the sheet: what was typed, what the page had shown, and what is stored now.

use crate::admin::product::read::price;
use domain::{
    error::{ErrorCode, FieldError, Refusal, figure_at},
    form::StockRowForm,
    money::Fen,
    validate::{self, Counted},
};
use store::models::catalog::DeskSku;

/// What the page showed of a SKU. It goes out and back with the form, so that a cell that nobody
/// touched is told from one that others changed meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    stock_version: i64,
    pub(super) on_hand: i64,
    reserved: i64,
    price: Fen,
    low_at: Option<i64>,
}

impl Shown {
    pub(super) fn of(sku: &DeskSku) -> Self {
        Self {
            stock_version: sku.stock_version.unwrap_or(0),
            on_hand: sku.on_hand.unwrap_or(0),
            reserved: sku.reserved.unwrap_or(0),
            price: sku.terms.price,
            low_at: sku.low_at,
        }
    }

    fn free(&self) -> i64 {
        self.on_hand.saturating_sub(self.reserved)
    }

    /// `3.120.5.5800.10`; the last figure is empty without a threshold.
    fn text(&self) -> String {
        let Self {
            stock_version,
            on_hand,
            reserved,
            ..
        } = self;
        let (price, low_at) = (self.price.get(), figure(self.low_at));
        format!("{stock_version}.{on_hand}.{reserved}.{price}.{low_at}")
    }

    /// Reads what [`Self::text`] wrote.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (figures, low_at) = text.rsplit_once('.')?;
        let figures: Vec<i64> = figures
            .split('.')
            .map(|figure| figure.parse().ok())
            .collect::<Option<_>>()?;
        let [stock_version, on_hand, reserved, price] = *figures.as_slice() else {
            return None;
        };
        Some(Self {
            stock_version,
            on_hand,
            reserved,
            price: Fen::new(price),
            low_at: if low_at.is_empty() {
                None
            } else {
                Some(low_at.parse().ok()?)
            },
        })
    }

    /// The row of a page that shows this.
    pub(super) fn row(&self, sku: &str) -> StockRowForm {
        StockRowForm {
            sku: sku.to_owned(),
            shown: self.text(),
            price: self.price.yuan(),
            on_hand: self.on_hand.to_string(),
            low_at: figure(self.low_at),
        }
    }
}

fn figure(low_at: Option<i64>) -> String {
    low_at.map(|units| units.to_string()).unwrap_or_default()
}

/// A refused cell, with the figures of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Objection {
    field: &'static str,
    code: ErrorCode,
    figures: Vec<(&'static str, i64)>,
}

impl Objection {
    fn new(field: &'static str, code: ErrorCode) -> Self {
        Self {
            field,
            code,
            figures: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: i64) -> Self {
        self.figures.push((name, value));
        self
    }

    /// Adds it to a refusal, for the row at this place.
    pub(super) fn report(&self, place: usize, refusal: &mut Refusal) {
        let field = format!("rows[{place}][{}]", self.field);
        for (name, value) in &self.figures {
            refusal
                .args
                .insert(figure_at(name, &field), value.to_string());
        }
        refusal.fields.push(FieldError {
            field,
            code: self.code,
        });
    }
}

/// The cells of a row that were touched: each is read, or is the reason why it cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Wish {
    price: Option<Result<Fen, ErrorCode>>,
    on_hand: Option<Result<Counted, ErrorCode>>,
    low_at: Option<Result<Option<i64>, ErrorCode>>,
}

impl Wish {
    pub(super) fn of(row: &StockRowForm, shown: &Shown) -> Self {
        let price = match price(&row.price) {
            Ok(price) if price == shown.price => None,
            // An unreadable price has the sentence with an example.
            Err(ErrorCode::Required) => Some(Err(ErrorCode::Price)),
            read => Some(read),
        };
        let on_hand = match validate::stock_cell(&row.on_hand) {
            Ok(Some(Counted::All(units))) if units == shown.on_hand => None,
            read => read.transpose(),
        };
        let low_at = match validate::low_at(&row.low_at) {
            Ok(low_at) if low_at == shown.low_at => None,
            read => Some(read),
        };
        Self {
            price,
            on_hand,
            low_at,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The typed cell of stock, if it could be read.
    pub(super) fn cell(&self) -> Option<Counted> {
        self.on_hand.and_then(Result::ok)
    }

    /// The wish without its cell of stock, which is booked already.
    pub(super) fn without_stock(self) -> Self {
        Self {
            on_hand: None,
            ..self
        }
    }

    /// The row as the page shows it now: touched cells as typed, the others as stored.
    pub(super) fn shown_over(&self, typed: &StockRowForm, sku: &DeskSku) -> StockRowForm {
        let mut row = Shown::of(sku).row(&typed.sku);
        if self.price.is_some() {
            row.price.clone_from(&typed.price);
        }
        if self.on_hand.is_some() {
            row.on_hand.clone_from(&typed.on_hand);
        }
        if self.low_at.is_some() {
            row.low_at.clone_from(&typed.low_at);
        }
        row
    }

    /// What the wish changes in the SKU as it is stored now.
    ///
    /// # Errors
    /// Each cell that cannot be read, or that others changed since it was shown.
    pub(super) fn judge(&self, shown: &Shown, sku: &DeskSku) -> Result<Change, Vec<Objection>> {
        let mut objections = Vec::new();
        let mut read = Change::default();
        match self.judge_price(shown, sku) {
            Ok(price) => read.price = price,
            Err(objection) => objections.push(objection),
        }
        match self.judge_stock(shown, sku) {
            Ok(on_hand) => read.on_hand = on_hand,
            Err(objection) => objections.push(objection),
        }
        match self.judge_low_at(shown, sku) {
            Ok(low_at) => read.low_at = low_at,
            Err(objection) => objections.push(objection),
        }
        if objections.is_empty() {
            Ok(read)
        } else {
            Err(objections)
        }
    }

    fn judge_price(&self, shown: &Shown, sku: &DeskSku) -> Result<Option<(Fen, Fen)>, Objection> {
        let refused = |code| Objection::new("price", code);
        let Some(wanted) = self.price else {
            return Ok(None);
        };
        let (wanted, stored) = (wanted.map_err(refused)?, sku.terms.price);
        if wanted == stored {
            return Ok(None);
        }
        if stored != shown.price {
            return Err(refused(ErrorCode::ChangedMeanwhile));
        }
        // Pages hide a compare-at price that is not above the price.
        if sku.terms.compare_at.is_some_and(|before| before <= wanted) {
            return Err(refused(ErrorCode::CompareAt));
        }
        Ok(Some((stored, wanted)))
    }

    fn judge_stock(&self, shown: &Shown, sku: &DeskSku) -> Result<Option<(i64, i64)>, Objection> {
        let refused = |code| Objection::new("on_hand", code);
        let Some(cell) = self.on_hand else {
            return Ok(None);
        };
        let (cell, now) = (cell.map_err(refused)?, Shown::of(sku));
        match cell {
            Counted::All(units) if units == now.on_hand => return Ok(None),
            // A count was made before, or after, what moved meanwhile: only its maker knows. A
            // change is right in both cases.
            Counted::All(_) if now.stock_version != shown.stock_version => {
                let sold = shown.free().saturating_sub(now.free());
                return Err(if sold > 0 && now.on_hand <= shown.on_hand {
                    refused(ErrorCode::StockSold)
                        .with("count", sold)
                        .with("left", now.free())
                } else {
                    refused(ErrorCode::StockChanged).with("left", now.on_hand)
                });
            }
            Counted::All(_) | Counted::Change(_) => {}
        }
        let to = now.on_hand.saturating_add(cell.difference(now.on_hand));
        if to < now.reserved {
            return Err(refused(ErrorCode::StockBelowReserved).with("count", now.reserved));
        }
        Ok(Some((now.on_hand, to)))
    }

    fn judge_low_at(&self, shown: &Shown, sku: &DeskSku) -> Result<Option<Threshold>, Objection> {
        let refused = |code| Objection::new("low_at", code);
        let Some(wanted) = self.low_at else {
            return Ok(None);
        };
        let wanted = wanted.map_err(refused)?;
        if wanted == sku.low_at {
            return Ok(None);
        }
        if sku.low_at != shown.low_at {
            return Err(refused(ErrorCode::ChangedMeanwhile));
        }
        Ok(Some((sku.low_at, wanted)))
    }
}

/// A threshold, old and new.
type Threshold = (Option<i64>, Option<i64>);

/// What a row changes, each old and new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Change {
    pub(super) price: Option<(Fen, Fen)>,
    pub(super) on_hand: Option<(i64, i64)>,
    pub(super) low_at: Option<Threshold>,
}

impl Change {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn what_was_shown_is_read_back() {
        for low_at in [None, Some(0), Some(10)] {
            let shown = Shown {
                stock_version: 3,
                on_hand: 120,
                reserved: 5,
                price: Fen::new(5_800),
                low_at,
            };
            assert_eq!(Shown::read(&shown.text()), Some(shown));
            let untouched = Wish::of(&shown.row("MUG"), &shown);
            assert!(untouched.is_empty(), "{untouched:?}");
        }
        for text in [
            "",
            ".",
            "1.2.3.4",
            "1.2.3.4.x",
            "1.2.3.4.5.6",
            "a.2.3.4.",
            "1.2.3.4.5.",
        ] {
            assert_eq!(Shown::read(text), None, "{text}");
        }
    }

    #[test]
    fn only_touched_cells_are_wishes() {
        let shown = Shown::read("3.120.5.5800.").unwrap();
        let wish = |price: &str, on_hand: &str, low_at: &str| {
            let row = StockRowForm {
                price: price.to_owned(),
                on_hand: on_hand.to_owned(),
                low_at: low_at.to_owned(),
                ..StockRowForm::default()
            };
            Wish::of(&row, &shown)
        };
        assert!(wish("58", " １２０ ", " ").is_empty(), "unchanged values");
        assert!(
            wish("58.0", "", "").is_empty(),
            "an empty stock cell changes nothing"
        );
        assert_eq!(wish("58", "+5", "").cell(), Some(Counted::Change(5)));
        assert_eq!(wish("", "120", "").price, Some(Err(ErrorCode::Price)));
        assert_eq!(
            wish("58", "x", "").on_hand,
            Some(Err(ErrorCode::StockFigure))
        );
        assert_eq!(wish("58", "120", "3").low_at, Some(Ok(Some(3))));
    }
}

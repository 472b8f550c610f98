//! The refund that a form requests, checked against the present order lines. No database, no clock.

use crate::Error;
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{RefundForm, RefundLineForm},
    money::{self, Fen},
    order::LineKind,
    price,
    refund::RefundReason,
    validate,
};
use store::models::{order::OrderDetail, refund::NewRefundLine};

/// The refund of one order line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// `order_details.id`.
    pub(crate) detail_id: i64,
    /// Number within the order.
    pub(crate) line_no: i64,
    /// Units; 0 refunds money only.
    pub(crate) qty: i64,
    /// Amount.
    pub(crate) amount: Fen,
    /// Units to put back into stock.
    pub(crate) restock_qty: i64,
}

impl Part {
    /// The part as a row.
    pub(crate) const fn line(&self) -> NewRefundLine {
        NewRefundLine {
            order_detail_id: self.detail_id,
            qty: self.qty,
            amount: self.amount,
            restock_qty: self.restock_qty,
        }
    }
}

/// A refund that a form requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The refunded lines, by number.
    pub(crate) parts: Vec<Part>,
    /// Their sum, at least 1 fen, within the refundable amount.
    pub(crate) amount: Fen,
    /// Reason.
    pub(crate) reason: RefundReason,
    /// Reason shown to the customer.
    pub(crate) reason_text: Option<String>,
    /// Note for staff only.
    pub(crate) staff_note: Option<String>,
}

/// Units of a line that may still be refunded.
pub(crate) fn units_left(line: &OrderDetail) -> i64 {
    line.qty.saturating_sub(line.refund_qty).max(0)
}

/// Amount of a line that may still be refunded.
///
/// # Errors
/// If the figures are out of range.
pub(crate) fn amount_left(line: &OrderDetail) -> Result<Fen, Error> {
    Ok(line.paid_fen.minus(line.refund_fen)?.max(Fen::ZERO))
}

/// The suggested amount for `units` of a line.
///
/// # Errors
/// If the figures are out of range.
pub(crate) fn suggested(line: &OrderDetail, units: i64) -> Result<Fen, Error> {
    Ok(price::refund_suggestion(
        line.paid_fen,
        line.qty,
        line.refund_qty,
        units,
        line.refund_fen,
    )?)
}

/// True if refunded units of the line go back into stock by default, because they are not shipped.
pub(crate) fn restock_by_default(line: &OrderDetail) -> bool {
    line.kind == LineKind::Item && line.reserved_qty > 0
}

/// Reads the form. `cap`: the most that can be refunded now.
///
/// # Errors
/// `Refused`: fields with `RefundUnits`, `Amount`, `AmountDigits`, `RefundOverLine` (named `lines[i][qty]`, `lines[i][amount]`),
/// `reason_code`, `reason_text`, `staff_note`; or `RefundNothing`, `RefundOverCap` (with `amount`), `FormStale`.
pub(crate) fn read(form: &RefundForm, lines: &[OrderDetail], cap: Fen) -> Result<Plan, Error> {
    let mut faults = Vec::new();
    let parts = if form.whole == "all" {
        everything(lines, cap)?
    } else {
        typed(form, lines, &mut faults)?
    };
    let reason = reason(form, &mut faults);
    let reason_text = note(
        validate::reason_text(&form.reason_text),
        "reason_text",
        &mut faults,
    );
    let staff_note = note(
        validate::staff_note(&form.staff_note),
        "staff_note",
        &mut faults,
    );
    let Some(reason) = reason.filter(|_| faults.is_empty()) else {
        return Err(Refusal::fields(faults).into());
    };
    let amount = money::sum(parts.iter().map(|part| part.amount))?;
    if amount > cap {
        return Err(Refusal::new(ErrorCode::RefundOverCap)
            .with("amount", cap)
            .into());
    }
    if amount < Fen::new(1) {
        return Err(Error::refused(ErrorCode::RefundNothing));
    }
    Ok(Plan {
        parts,
        amount,
        reason,
        reason_text,
        staff_note,
    })
}

/// The rest of every line, within the refundable amount: refunds made outside the shop reduced that
/// amount but no line.
fn everything(lines: &[OrderDetail], cap: Fen) -> Result<Vec<Part>, Error> {
    let mut free = cap;
    let mut parts = Vec::new();
    for line in lines {
        let (qty, amount) = (units_left(line), amount_left(line)?.min(free));
        if qty == 0 && amount == Fen::ZERO {
            continue;
        }
        free = free.minus(amount)?;
        let restock_qty = if restock_by_default(line) { qty } else { 0 };
        parts.push(Part {
            detail_id: line.id,
            line_no: line.line_no,
            qty,
            amount,
            restock_qty,
        });
    }
    Ok(parts)
}

fn typed(
    form: &RefundForm,
    lines: &[OrderDetail],
    faults: &mut Vec<FieldError>,
) -> Result<Vec<Part>, Error> {
    let mut parts: Vec<Part> = Vec::new();
    for (place, row) in form.lines.iter().enumerate() {
        let line = row
            .line_no
            .parse()
            .ok()
            .and_then(|wanted: i64| lines.iter().find(|line| line.line_no == wanted))
            .ok_or_else(|| Error::refused(ErrorCode::FormStale))?;
        if parts.iter().any(|part| part.detail_id == line.id) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        match one(row, line)? {
            Ok(Some(part)) => parts.push(part),
            Ok(None) => {}
            Err((name, code)) => faults.push(FieldError {
                field: format!("lines[{place}][{name}]"),
                code,
            }),
        }
    }
    parts.sort_by_key(|part| part.line_no);
    Ok(parts)
}

type Fault = (&'static str, ErrorCode);

/// A row of the form: nothing, a part, or the field at fault.
fn one(row: &RefundLineForm, line: &OrderDetail) -> Result<Result<Option<Part>, Fault>, Error> {
    let Some(qty) = units(&row.qty).filter(|qty| *qty <= units_left(line)) else {
        return Ok(Err(("qty", ErrorCode::RefundUnits)));
    };
    let amount = match validate::amount(&row.amount) {
        Err(ErrorCode::Required) => suggested(line, qty)?,
        Ok(amount) => amount,
        // No line costs as much.
        Err(ErrorCode::AmountTooLarge) => return Ok(Err(("amount", ErrorCode::RefundOverLine))),
        Err(code) => return Ok(Err(("amount", code))),
    };
    if amount > amount_left(line)? {
        return Ok(Err(("amount", ErrorCode::RefundOverLine)));
    }
    if qty == 0 && amount == Fen::ZERO {
        return Ok(Ok(None));
    }
    let restock_qty = if row.restock == "1" && line.kind == LineKind::Item {
        qty
    } else {
        0
    };
    Ok(Ok(Some(Part {
        detail_id: line.id,
        line_no: line.line_no,
        qty,
        amount,
        restock_qty,
    })))
}

/// Units as typed: digits, or empty for none.
pub(crate) fn units(text: &str) -> Option<i64> {
    if validate::code(text).is_empty() {
        Some(0)
    } else {
        validate::whole(text)
    }
}

fn reason(form: &RefundForm, faults: &mut Vec<FieldError>) -> Option<RefundReason> {
    let code = if form.reason_code.is_empty() {
        ErrorCode::RefundReasonRequired
    } else {
        ErrorCode::Format
    };
    let read: Option<RefundReason> = form.reason_code.parse().ok();
    if read.is_none() {
        faults.push(FieldError {
            field: "reason_code".to_owned(),
            code,
        });
    }
    read
}

fn note(
    read: Result<Option<String>, ErrorCode>,
    field: &'static str,
    faults: &mut Vec<FieldError>,
) -> Option<String> {
    match read {
        Ok(text) => text,
        Err(code) => {
            faults.push(FieldError {
                field: field.to_owned(),
                code,
            });
            None
        }
    }
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests;

//! The request that a form asks for, checked against the present order lines. No database, no clock.

use crate::{
    Error,
    refund::plan::{Part, amount_left, restock_by_default, suggested, units, units_left},
};
use domain::{
    error::{ErrorCode, FieldError, Refusal, figure_at},
    form::RefundRequestForm,
    limit,
    money::{self, Fen},
    order::LineKind,
    refund::{
        RefundReason, RequestKind,
        request::{includes_postage, returnable},
    },
    validate,
};
use picture::limits;
use store::models::order::OrderDetail;

/// The field of the photographs.
pub(super) const PHOTOS: &str = "photos";

/// What a form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) kind: RequestKind,
    pub(super) parts: Vec<Part>,
    pub(super) reason: RefundReason,
    pub(super) reason_text: Option<String>,
}

/// Units of a line that can be sent back.
pub(super) fn units_returnable(line: &OrderDetail) -> i64 {
    returnable(line.shipped_qty, line.returned_qty, units_left(line))
}

/// Reads the form. The amount follows from the units; `cap` is the most that can be refunded now.
///
/// # Errors
/// `Refused` with the fields at fault; `RefundNothing` for no units, `FormStale` for lines of another order.
pub(super) fn read(
    form: &RefundRequestForm,
    lines: &[OrderDetail],
    cap: Fen,
) -> Result<Asked, Error> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, code| {
        faults.push(FieldError {
            field: field.to_owned(),
            code,
        });
    };
    let kind = form.kind.parse::<RequestKind>();
    if kind.is_err() {
        fault("kind", ErrorCode::Required);
    }
    let is_return = kind == Ok(RequestKind::Return);
    let mut wanted: Vec<(&OrderDetail, i64)> = Vec::new();
    for (place, row) in form.lines.iter().enumerate() {
        let line = row
            .line_no
            .parse()
            .ok()
            .and_then(|number: i64| lines.iter().find(|line| line.line_no == number))
            .filter(|line| line.kind == LineKind::Item)
            .ok_or_else(|| Error::refused(ErrorCode::FormStale))?;
        if wanted.iter().any(|(other, _)| other.id == line.id) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        let field = format!("lines[{place}][qty]");
        match units(&row.qty).filter(|qty| *qty <= units_left(line)) {
            None => fault(&field, ErrorCode::RefundUnits),
            Some(qty) if is_return && qty > units_returnable(line) => {
                fault(&field, ErrorCode::RefundNotShipped);
            }
            Some(qty) => wanted.push((line, qty)),
        }
    }
    let reason = reason(&form.reason_code);
    if let Err(code) = reason {
        fault("reason_code", code);
    }
    let reason_text = validate::request_text(&form.reason_text);
    if let Err(code) = reason_text {
        fault("reason_text", code);
    }
    let refused = form.refused.first();
    let told = refused.map(|file| file.why.parse().unwrap_or(ErrorCode::PictureBroken));
    if let Some(code) = told {
        fault(PHOTOS, code);
    } else if form.photos.len() > limit::REFUND_PHOTOS {
        fault(PHOTOS, ErrorCode::PictureCount);
    }
    let (Ok(kind), Ok(reason), Ok(reason_text), true) =
        (kind, reason, reason_text, faults.is_empty())
    else {
        return Err(named(Refusal::fields(faults), form).into());
    };
    Ok(Asked {
        kind,
        parts: parts(&wanted, lines, kind, cap)?,
        reason,
        reason_text,
    })
}

/// The parts of a request: each line's units for the amount that the rule gives, and shipping if nothing
/// is kept of an order that was not shipped.
///
/// # Errors
/// `Refused(RefundNothing)`.
fn parts(
    wanted: &[(&OrderDetail, i64)],
    lines: &[OrderDetail],
    kind: RequestKind,
    cap: Fen,
) -> Result<Vec<Part>, Error> {
    let units_of = |line: &OrderDetail| {
        let found = wanted.iter().find(|(other, _)| other.id == line.id);
        found.map_or(0, |(_, qty)| *qty)
    };
    let goods = || lines.iter().filter(|line| line.kind == LineKind::Item);
    let kept: i64 = goods()
        .map(|line| units_left(line).saturating_sub(units_of(line)))
        .sum();
    let with_postage = includes_postage(goods().map(|line| line.shipped_qty).sum(), kept);
    let mut free = cap;
    let mut parts = Vec::new();
    for line in lines {
        let (qty, amount) = match line.kind {
            LineKind::Item => match units_of(line) {
                0 => continue,
                qty => (qty, suggested(line, qty)?),
            },
            LineKind::Postage if with_postage => (units_left(line), amount_left(line)?),
            LineKind::Postage => continue,
        };
        // Refunds made outside the shop reduced what is left, but no line.
        let amount = amount.min(free);
        if qty == 0 && amount == Fen::ZERO {
            continue;
        }
        free = free.minus(amount)?;
        let back = kind == RequestKind::Money && restock_by_default(line);
        parts.push(Part {
            detail_id: line.id,
            line_no: line.line_no,
            qty,
            amount,
            restock_qty: if back { qty } else { 0 },
        });
    }
    let any_units = parts.iter().any(|part| part.qty > 0);
    if !any_units || money::sum(parts.iter().map(|part| part.amount))? < Fen::new(1) {
        return Err(Error::refused(ErrorCode::RefundNothing));
    }
    Ok(parts)
}

/// Shipping that would go back with everything that is left of these lines.
pub(super) fn postage(lines: &[OrderDetail]) -> Result<Fen, Error> {
    let shipped = lines.iter().map(|line| line.shipped_qty).sum();
    if !includes_postage(shipped, 0) {
        return Ok(Fen::ZERO);
    }
    let postage = lines.iter().filter(|line| line.kind == LineKind::Postage);
    let left: Vec<Fen> = postage.map(amount_left).collect::<Result<_, _>>()?;
    Ok(money::sum(left)?)
}

fn reason(code: &str) -> Result<RefundReason, ErrorCode> {
    if code.is_empty() {
        return Err(ErrorCode::RefundReasonRequired);
    }
    code.parse()
        .ok()
        .filter(|reason| RefundReason::OF_CUSTOMERS.contains(reason))
        .ok_or(ErrorCode::Format)
}

/// The refusal with the figures for the sentence at the photographs.
fn named(refusal: Refusal, form: &RefundRequestForm) -> Refusal {
    let count = |refusal: Refusal, most: u64| refusal.with(&figure_at("count", PHOTOS), most);
    let Some(file) = form.refused.first() else {
        let most = u64::try_from(limit::REFUND_PHOTOS).unwrap_or(u64::MAX);
        return count(refusal, most);
    };
    let refusal = refusal.with(&figure_at("title", PHOTOS), &file.name);
    match file.why.parse() {
        Ok(ErrorCode::PictureBytes) => count(refusal, limits::BYTES >> 20),
        Ok(ErrorCode::PicturePixels) => count(refusal, limits::MEGAPIXELS),
        Ok(_) | Err(_) => refusal,
    }
}

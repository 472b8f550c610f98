//! A refund form that is posted again: the same content returns the same refund, other content is
//! refused.

use super::plan::{self, Plan};
use crate::Error;
use domain::{error::ErrorCode, form::RefundForm, money::Fen, order::LineKind, validate};
use store::models::{
    order::OrderDetail,
    refund::{Refund, RefundLine},
};

/// True if `form` requests what `first` is. `left`: the refundable amount. A blank amount was filled
/// in when the form was first posted, so it cannot differ.
///
/// # Errors
/// If the figures do not fit.
pub(super) fn is_same(
    form: &RefundForm,
    first: &Refund,
    lines: &[RefundLine],
    details: &[OrderDetail],
    left: Fen,
) -> Result<bool, Error> {
    let total = first.amount_fen.get().to_string();
    let texts = form.reason_code == first.reason_code
        && validate::reason_text(&form.reason_text).is_ok_and(|text| text == first.reason_text);
    if !texts || !(form.total_fen.is_empty() || form.total_fen == total) {
        return Ok(false);
    }
    if form.whole == "all" {
        return leaves_nothing(details, left);
    }
    Ok(is_same_lines(form, lines, details))
}

/// True if a form reads as the request `first`, which reserves nothing yet.
pub(super) fn is_same_plan(again: &Plan, first: &Refund, lines: &[RefundLine]) -> bool {
    let is_same_line = |line: &RefundLine| {
        let part = again
            .parts
            .iter()
            .find(|part| part.detail_id == line.order_detail_id);
        part.is_some_and(|part| {
            (part.qty, part.amount, part.restock_qty)
                == (line.qty, line.amount_fen, line.restock_qty)
        })
    };
    again.reason.as_str() == first.reason_code
        && again.reason_text == first.reason_text
        && again.parts.len() == lines.len()
        && lines.iter().all(is_same_line)
}

/// True if nothing of the order is left to refund. The whole of what was left is refunded so, and a part is not, even if
/// the rest happens to be the same amount.
fn leaves_nothing(details: &[OrderDetail], left: Fen) -> Result<bool, Error> {
    for line in details {
        let is_amount_left = plan::amount_left(line)?.min(left) > Fen::ZERO;
        if plan::units_left(line) > 0 || is_amount_left {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_same_lines(form: &RefundForm, lines: &[RefundLine], details: &[OrderDetail]) -> bool {
    let mut met = 0_usize;
    for row in &form.lines {
        let detail = row
            .line_no
            .parse()
            .ok()
            .and_then(|wanted: i64| details.iter().find(|line| line.line_no == wanted));
        let (Some(detail), Some(qty)) = (detail, plan::units(&row.qty)) else {
            return false;
        };
        let typed = validate::amount(&row.amount);
        let is_amount = |fen: Fen| typed == Err(ErrorCode::Required) || typed == Ok(fen);
        match lines.iter().find(|line| line.order_detail_id == detail.id) {
            Some(line) => {
                let back = row.restock == "1" && detail.kind == LineKind::Item;
                let restocked = if back { qty } else { 0 };
                if line.qty != qty || !is_amount(line.amount_fen) || line.restock_qty != restocked {
                    return false;
                }
                met = met.saturating_add(1);
            }
            None if qty == 0 && is_amount(Fen::ZERO) => {}
            None => return false,
        }
    }
    met == lines.len()
}

//! A refund form that is posted again: the same content returns the same refund, other content is
//! refused.

use super::plan;
use domain::{error::ErrorCode, form::RefundForm, money::Fen, order::LineKind, validate};
use store::models::{
    order::OrderDetail,
    refund::{Refund, RefundLine},
};

/// True if `form` requests what `first` is. A blank amount was filled in when the form was first
/// posted, so it cannot differ.
pub(super) fn is_same(
    form: &RefundForm,
    first: &Refund,
    lines: &[RefundLine],
    details: &[OrderDetail],
) -> bool {
    let total = first.amount_fen.get().to_string();
    let texts = form.reason_code == first.reason_code
        && validate::reason_text(&form.reason_text).is_ok_and(|text| text == first.reason_text);
    texts
        && (form.total_fen.is_empty() || form.total_fen == total)
        && (form.whole == "all" || is_same_lines(form, lines, details))
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

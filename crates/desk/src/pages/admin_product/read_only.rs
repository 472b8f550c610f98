//! The product for staff who may not change it.

use crate::text::Text;
use domain::{catalog::SkuStatus, view::catalog::desk::ProductDeskView};
use kit::components::{ScrollTable, isolated};
use leptos::prelude::*;

/// The variants as a table.
pub(super) fn read_only(t: &'static Text, view: &ProductDeskView) -> AnyView {
    let e = &t.editor;
    let stored = view.form.skus.iter().zip(&view.variants);
    let rows: Vec<_> = stored
        .filter_map(|(sku, variant)| Some((sku, variant, variant.on_hand?)))
        .map(|(sku, variant, on_hand)| {
            let status = if sku.status == SkuStatus::Active.as_str() {
                e.for_sale
            } else {
                e.off
            };
            view! {
                <tr>
                    <th scope="row" class="number">{isolated(sku.code.clone())}</th>
                    <td>{isolated(variant.name.clone())}</td>
                    <td>{status}</td>
                    <td class="figure">{sku.price.clone()}</td>
                    <td class="figure">{on_hand.saturating_sub(variant.reserved)}</td>
                </tr>
            }
        })
        .collect();
    let head = vec![
        (e.code, false),
        (e.variant, false),
        (e.status, false),
        (e.price, true),
        (t.desk.col_free, true),
    ];
    view! {
        <p class="note-box">{e.read_only}</p>
        <ScrollTable label=(t.list.scroll)(e.matrix) head>{rows}</ScrollTable>
    }
    .into_any()
}

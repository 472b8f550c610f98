//! What saving would change, old and new, and the changed rows to post.

use crate::{actions::SaveStockSheet, text::Text};
use domain::{
    form::StockSheetForm,
    view::catalog::stock::{SheetChange, SheetDifference, SheetPlan},
};
use kit::{components::line_words, format};
use leptos::{prelude::*, server_fn::ServerFn};

/// The changes and the button `save` with their number.
pub fn stock_plan(
    t: &'static Text,
    form: &StockSheetForm,
    plan: &SheetPlan,
    save: String,
) -> AnyView {
    let g = &t.goods;
    let hidden: Vec<_> = posted(form, plan)
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    let changes: Vec<_> = plan.changes.iter().map(|one| change(t, one)).collect();
    view! {
        <section class="plan" aria-labelledby="plan">
            <h2 id="plan" class="section-title">{g.changes}</h2>
            <ul class="sheet-changes">{changes}</ul>
            <form method="post" action=SaveStockSheet::url()>
                {hidden}
                <button class="button">{save}</button>
            </form>
        </section>
    }
    .into_any()
}

fn change(t: &'static Text, change: &SheetChange) -> AnyView {
    let differences: Vec<_> = change
        .differences
        .iter()
        .map(|one| difference(t, one))
        .collect();
    view! {
        <li>
            <span>
                {line_words(t, &change.title, &change.options)} " "
                <span class="number hint">{change.sku.clone()}</span>
            </span>
            <ul class="changes">{differences}</ul>
        </li>
    }
    .into_any()
}

fn difference(t: &'static Text, difference: &SheetDifference) -> AnyView {
    let g = &t.goods;
    let threshold = |units: Option<i64>| {
        let units = units.map(|units| units.to_string());
        units.unwrap_or_else(|| t.desk.nothing.to_owned())
    };
    let (name, from, to, steep) = match *difference {
        SheetDifference::Price { from, to, steep } => (
            t.desk.col_price,
            format::yuan(from),
            format::yuan(to),
            steep,
        ),
        SheetDifference::OnHand { from, to } => {
            (g.on_hand, from.to_string(), to.to_string(), false)
        }
        SheetDifference::LowAt { from, to } => (g.low_at, threshold(from), threshold(to), false),
    };
    let told = steep.then(|| view! { " " <span class="line-note">{g.steep}</span> });
    view! {
        <li class:line-wrong=steep>
            <span class="change-field">{name}</span>
            " "
            <del>{from}</del>
            " → "
            <ins>{to}</ins>
            {told}
        </li>
    }
    .into_any()
}

/// The changed rows as fields. The key is the page's, so that a second press changes nothing.
fn posted(form: &StockSheetForm, plan: &SheetPlan) -> Vec<(String, String)> {
    let mut fields = vec![
        ("form[form_key]".to_owned(), form.form_key.clone()),
        ("form[back]".to_owned(), form.back.clone()),
        ("form[reason]".to_owned(), form.reason.clone()),
    ];
    for (place, row) in plan.rows.iter().enumerate() {
        let name = |part: &str| format!("form[rows][{place}][{part}]");
        fields.push((name("sku"), row.sku.clone()));
        fields.push((name("shown"), row.shown.clone()));
        fields.push((name("price"), row.price.clone()));
        fields.push((name("on_hand"), row.on_hand.clone()));
        fields.push((name("low_at"), row.low_at.clone()));
    }
    fields
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "test")]
    use super::posted;
    use domain::{
        form::{StockRowForm, StockSheetForm},
        view::catalog::stock::SheetPlan,
    };
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Body {
        form: StockSheetForm,
    }

    #[test]
    fn the_changed_rows_are_posted_whole() {
        let row = |sku: &str| StockRowForm {
            sku: sku.to_owned(),
            shown: "3.120.5.5800.10".to_owned(),
            price: "58".to_owned(),
            on_hand: "+5".to_owned(),
            low_at: String::new(),
        };
        let form = StockSheetForm {
            form_key: "key".to_owned(),
            back: "/admin/products?edit=1".to_owned(),
            reason: "a & b = 盘点".to_owned(),
            rows: vec![row("A"), row("B"), row("C")],
        };
        let plan = SheetPlan {
            changes: Vec::new(),
            rows: vec![row("A"), row("C")],
        };
        let body: Vec<_> = posted(&form, &plan)
            .into_iter()
            .map(|(name, value)| format!("{name}={}", kit::paths::encode(&value)))
            .collect();
        let config = serde_qs::Config::new(5, false);
        let read: Body = config.deserialize_str(&body.join("&")).unwrap();
        let wanted = StockSheetForm {
            rows: plan.rows,
            ..form
        };
        assert_eq!(read.form, wanted);
    }
}

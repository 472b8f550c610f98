//! `/admin/orders/ship?pick=`: 批量发货. 检查 posts to this page itself and changes nothing; 发货 sends the orders that fit.

use crate::{
    actions::ship::ShipMany,
    components::carriers,
    islands::ScanNext,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    form::ShipManyForm,
    limit,
    view::{
        admin::AdminTab,
        shipping::{ShipManyView, ShipRowView, ShipVerdict},
    },
};
use kit::{
    components::{
        BackLink, Field, FileField, FormState, InlineField, Kind, Label, Select,
        form::file::SHEETS, isolated, say,
    },
    flash::{Flash, Typed},
    paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page with the chosen orders, and what becomes of each.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let s = &t.ship;
        let mut frame = AdminFrame::load(&rq, s.many).await;
        let posted = rq.posted::<ShipManyForm>()?;
        if posted.is_some() {
            frame.flash = Flash::default();
        }
        let typed = posted.or_else(|| frame.flash.typed());
        let kept = typed.as_ref().and_then(Typed::keep);
        let view = rq
            .shop
            .admin_ship_many(&rq.viewer, rq.queries("pick"), typed)
            .await;
        if matches!(view, Err(shop::Error::LoginRequired)) {
            // The session ended while the numbers were typed: they are restored after the sign-in.
            rq.put_off(&Flash {
                typed: kept,
                ..Flash::default()
            });
        }
        let mut view = view?;
        let error = view
            .refusal
            .take()
            .map(Into::into)
            .or(frame.flash.error.take());
        frame.flash.typed = Typed::keep(&view.form).filter(|_| error.is_some());
        frame.flash.error = error;
        let form = fields(t, &frame.flash, &view);
        form.name_fields_in(&mut frame.form);
        frame.islands = !view.rows.is_empty();
        let scan = frame.islands.then(|| view! { <ScanNext /> });
        let found = (view.checked && !form.is_refused()).then(|| found(t, &view));
        let check = if view.ready > 0 && view.checked {
            "button button-plain"
        } else {
            "button"
        };
        let none = view
            .rows
            .is_empty()
            .then(|| view! { <p class="hint">{s.none_picked}</p> });
        let rows: Vec<_> = view
            .rows
            .iter()
            .enumerate()
            .map(|(place, one)| row(t, &form, place, one))
            .collect();
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::admin_orders(AdminTab::ToShip) label=t.admin.orders />
                <h1>{s.many}</h1>
                {found}
                {none}
                <form
                    class="form ship-many"
                    method="post"
                    action=paths::ADMIN_SHIP
                    enctype="multipart/form-data"
                    novalidate=true
                >
                    <Select
                        form=&form
                        name="carrier"
                        options=carriers(t)
                        pick=None
                    />
                    <Field form=&form name="lines" hint=s.lines_hint kind=Kind::Lines(6) />
                    <FileField form=&form name="sheet" accept=SHEETS hint=s.sheet_hint />
                    <ol class="ship-rows">{rows}</ol>
                    <button class=check>{s.check}</button>
                </form>
                {scan}
            </AdminLayout>
        }
        .into_any())
    })
}

fn fields(t: &'static Text, flash: &Flash, view: &ShipManyView) -> FormState {
    let s = &t.ship;
    let mut form = FormState::holding(t, flash, view.form.clone())
        .choice("carrier", s.default_carrier)
        .field("lines", s.lines, limit::SHIP_LINES)
        .choice("sheet", s.sheet);
    for (place, row) in view.rows.iter().enumerate() {
        let name = |part: &str| format!("rows[{place}][{part}]");
        form = form
            .choice(
                name("carrier"),
                Label::short((s.carrier_of)(&row.order), s.carrier),
            )
            .field(
                name("tracking_no"),
                Label::short((s.tracking_no_of)(&row.order), s.tracking_no),
                limit::TRACKING_NO,
            );
    }
    form
}

/// Counts, the lines that became no row, and the button with its figure.
fn found(t: &'static Text, view: &ShipManyView) -> AnyView {
    let s = &t.ship;
    let (ready, refused) = (view.ready.to_string(), view.refused.to_string());
    let shipped =
        (view.shipped > 0).then(|| view! { <p>{(s.found_shipped)(&view.shipped.to_string())}</p> });
    let wrong: Vec<_> = view
        .wrong
        .iter()
        .map(|line| {
            view! {
                <li>
                    {isolated(line.order.clone())} " "
                    <span class="line-note line-wrong">{label::ship_verdict(t, &line.verdict)}</span>
                </li>
            }
        })
        .collect();
    let wrong = (!wrong.is_empty()).then(|| {
        view! {
            <p>{(s.wrong_lines)(&view.wrong.len().to_string())}</p>
            <ul class="bulk-goods">{wrong}</ul>
        }
    });
    let send = (view.ready > 0).then(|| {
        let hidden: Vec<_> = posted(view)
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect();
        view! {
            <form method="post" action=ShipMany::url()>
                {hidden}
                <button class="button">{(s.ship_n)(&ready)}</button>
            </form>
        }
    });
    view! {
        <section class="plan">
            <p>
                <strong>{(s.found)(&ready, &refused)}</strong>
            </p>
            {shipped}
            {wrong}
            {send}
        </section>
    }
    .into_any()
}

/// The orders that would be shipped, as fields. The key is the page's, so that a second press ships nothing.
fn posted(view: &ShipManyView) -> Vec<(String, String)> {
    let mut fields = vec![
        ("form[form_key]".to_owned(), view.form.form_key.clone()),
        ("form[carrier]".to_owned(), view.form.carrier.clone()),
    ];
    let ready = view
        .form
        .rows
        .iter()
        .zip(&view.rows)
        .filter(|(_, row)| row.verdict == ShipVerdict::Ready);
    for (place, (row, _)) in ready.enumerate() {
        let name = |part: &str| format!("form[rows][{place}][{part}]");
        fields.push((name("order"), row.order.clone()));
        fields.push((name("carrier"), row.carrier.clone()));
        fields.push((name("tracking_no"), row.tracking_no.clone()));
    }
    fields
}

/// An order with its fields. The first option of the carrier is that of the form.
fn row(t: &'static Text, form: &FormState, place: usize, row: &ShipRowView) -> AnyView {
    let s = &t.ship;
    let name = |part: &str| format!("rows[{place}][{part}]");
    let wrong = matches!(row.verdict, ShipVerdict::Refused(..));
    let told = label::ship_verdict(t, &row.verdict).map(|told| {
        view! {
            <span class="line-note" class:line-wrong=wrong>
                {told}
            </span>
        }
    });
    let warnings: Vec<_> = row
        .warnings
        .iter()
        .map(|warning| {
            view! { <span class="line-note">{label::ship_warning(t, *warning)} " "</span> }
        })
        .collect();
    let more = (row.more > 0).then(|| (s.more_lines)(&row.more.to_string()));
    let mut options = vec![(String::new(), s.same_carrier.to_owned())];
    options.extend(carriers(t));
    // An unknown carrier stays as it was written; otherwise the next check would take that of the form.
    let typed = form.value(&name("carrier"));
    if !options.iter().any(|(value, _)| value == typed) {
        options.push((typed.to_owned(), typed.to_owned()));
    }
    let (order, units) = (format!("form[rows][{place}][order]"), row.qty.to_string());
    view! {
        <li class="ship-row">
            <input type="hidden" name=order value=row.order.clone() />
            <p class="ship-order">
                <a class="number" href=paths::admin_order(&row.order)>
                    {isolated(row.order.clone())}
                </a>
                " "
                {isolated(row.contact_name.clone())}
                " "
                {isolated(row.region.clone())}
                " "
                <span class="ship-goods">
                    {say(&row.title, t.locale)} " " {(t.shared.units)(&units)} " " {more}
                </span>
            </p>
            <Select form name=name("carrier") options pick=None />
            <p class="ship-number">
                <InlineField form name=name("tracking_no") />
            </p>
            <p>{told} " " {warnings}</p>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        form::ShipOrderForm,
        locale::{Locale, Words},
        shipping::ShipFault,
    };

    #[test]
    fn only_orders_that_fit_are_posted() {
        let row = |verdict| ShipRowView {
            order: String::new(),
            contact_name: String::new(),
            region: String::new(),
            title: Words::choose(Locale::En, "", ""),
            qty: 1,
            more: 0,
            verdict,
            warnings: Vec::new(),
        };
        let typed = |order: &str| ShipOrderForm {
            order: order.to_owned(),
            carrier: "zto".to_owned(),
            tracking_no: format!("77{order}"),
        };
        let view = ShipManyView {
            form: ShipManyForm {
                form_key: "key".to_owned(),
                carrier: "sf".to_owned(),
                rows: vec![typed("A"), typed("B"), typed("C"), typed("D")],
                ..ShipManyForm::default()
            },
            rows: vec![
                row(ShipVerdict::Ready),
                row(ShipVerdict::Shipped),
                row(ShipVerdict::Refused(ShipFault::Twice, String::new())),
                row(ShipVerdict::Ready),
            ],
            wrong: Vec::new(),
            checked: true,
            ready: 2,
            shipped: 1,
            refused: 1,
            refusal: None,
        };
        let fields = posted(&view);
        let orders: Vec<_> = fields
            .iter()
            .filter(|(name, _)| name.ends_with("[order]"))
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            orders,
            [("form[rows][0][order]", "A"), ("form[rows][1][order]", "D")]
        );
        assert_eq!(fields.len(), 8);
    }
}

//! `/admin/orders/pick-list?pick=` and `/admin/orders/packing-slips?pick=`: to print. Units by SKU, and a slip for each order.

use crate::{
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, isolate},
};
use domain::{
    locale::Words,
    view::{
        admin::AdminTab,
        shipping::{PackingView, PickView, SlipView},
    },
};
use kit::{
    components::{BackLink, ScrollTable, isolated, line_words, say},
    format, paths,
};
use leptos::prelude::*;

/// The pick list.
pub fn picks() -> AnyView {
    page(
        |t| t.ship.picks_title,
        |t, view, _shop| {
            let s = &t.ship;
            let rows: Vec<_> = view.picks.iter().map(|pick| pick_row(t, pick)).collect();
            let head = vec![
                (s.code, false),
                (s.goods, false),
                (s.units, true),
                (s.where_to, false),
            ];
            view! {
                <div class="picks fold">
                    <ScrollTable label=s.picks_title.to_owned() head>
                        {rows}
                    </ScrollTable>
                </div>
            }
            .into_any()
        },
    )
}

/// The packing slips.
pub fn slips() -> AnyView {
    page(
        |t| t.ship.slips_title,
        |t, view, shop| {
            let slips: Vec<_> = view.slips.iter().map(|one| slip(t, one, shop)).collect();
            view! { <div class="slips">{slips}</div> }.into_any()
        },
    )
}

fn page(
    title: fn(&'static Text) -> &'static str,
    body: fn(&'static Text, &PackingView, &Words) -> AnyView,
) -> AnyView {
    load_page(move |rq| async move {
        let view = rq
            .shop
            .admin_packing(&rq.viewer, rq.queries("pick"))
            .await?;
        let t = Text::of(rq.viewer.locale);
        let s = &t.ship;
        let title = title(t);
        let frame = AdminFrame::load(&rq, title).await;
        let left_out = (!view.left_out.is_empty()).then(|| {
            let numbers = isolate(&t.enumerated(view.left_out.iter().map(String::as_str)));
            view! { <p class="note-box">{(s.left_out)(&numbers)}</p> }
        });
        let body = if view.slips.is_empty() {
            view! { <p class="empty">{s.none_picked}</p> }.into_any()
        } else {
            body(t, &view, &frame.shop)
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::admin_orders(AdminTab::ToShip) label=t.admin.orders />
                <h1>{title}</h1>
                <p class="hint">
                    {(s.orders_n)(&view.slips.len().to_string())} " · "
                    {(s.printed_at)(&format::moment(view.at, t.locale))}
                </p>
                <p class="hint no-print">{s.print_hint}</p>
                {left_out}
                {body}
            </AdminLayout>
        }
        .into_any())
    })
}

fn pick_row(t: &'static Text, pick: &PickView) -> AnyView {
    let orders = pick.orders.iter().map(|(number, units)| {
        let units = (t.shared.units)(&units.to_string());
        format!("{number} {units}")
    });
    let orders: Vec<String> = orders.collect();
    view! {
        <tr>
            <th scope="row" class="number">{isolated(pick.code.clone())}</th>
            <td>{line_words(t, &pick.title, &pick.options)}</td>
            <td class="figure fold-lead" data-name=t.ship.units>{pick.qty}</td>
            <td class="wraps number">{t.enumerated(orders.iter().map(String::as_str))}</td>
        </tr>
    }
    .into_any()
}

/// A slip lies in a parcel, so it names the shop.
fn slip(t: &'static Text, slip: &SlipView, shop: &Words) -> AnyView {
    let (s, a) = (&t.ship, &slip.address);
    let lines: Vec<_> = slip
        .lines
        .iter()
        .map(|(code, title, options, units)| {
            view! {
                <tr>
                    <th scope="row" class="number">{isolated(code.clone())}</th>
                    <td>{say(title, t.locale)} " " {say(options, t.locale)}</td>
                    <td class="figure">{*units}</td>
                </tr>
            }
        })
        .collect();
    let paid = slip.paid_at.map(|at| {
        view! { <p class="hint">{s.paid} " " {format::moment(at, t.locale)}</p> }
    });
    let note = slip.buyer_note.clone().map(|note| {
        view! {
            <p>
                <span class="hint">{t.shared.buyer_note}</span>
                " "
                {isolated(note)}
            </p>
        }
    });
    view! {
        <section class="slip">
            <p class="slip-shop">{say(shop, t.locale)}</p>
            <h2 class="number">{(s.slip)(&slip.number)}</h2>
            {paid}
            <p>
                <strong>{isolated(a.contact_name.clone())}</strong>
                " "
                {isolated(a.contact_phone.clone())}
            </p>
            <p>{isolated(a.region.clone())} " " {isolated(a.street.clone())}</p>
            {note}
            <table>
                <thead>
                    <tr>
                        <th scope="col">{s.code}</th>
                        <th scope="col">{s.goods}</th>
                        <th scope="col" class="figure">{s.units}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </section>
    }
    .into_any()
}

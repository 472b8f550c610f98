//! An act on ticked products before it is done: to which products, and why not to others.

use super::State;
use crate::{
    actions::ChangeGoods,
    layout::{AdminFrame, AdminLayout},
    text::{Text, label},
};
use domain::view::catalog::stock::{BulkAct, BulkRow, BulkView};
use kit::{
    components::{BackLink, say},
    paths,
    request::Rq,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page of an act.
pub(super) async fn page(rq: Rq, state: &State, act: BulkAct) -> Result<AnyView, shop::Error> {
    let view = rq
        .shop
        .admin_bulk(&rq.viewer, act, rq.queries("pick"))
        .await?;
    let t = Text::of(rq.viewer.locale);
    let title = match act {
        BulkAct::Publish => t.goods.publish_title,
        BulkAct::Archive => t.goods.archive_title,
    };
    let frame = AdminFrame::load(&rq, title).await;
    let back = state.address(&[]);
    let body = body(t, &view, &back);
    Ok(view! {
        <AdminLayout frame>
            <BackLink href=back label=t.desk.products />
            <h1>{title}</h1>
            {body}
        </AdminLayout>
    }
    .into_any())
}

fn body(t: &'static Text, view: &BulkView, back: &str) -> AnyView {
    let g = &t.goods;
    if view.rows.is_empty() {
        return view! {
            <div class="empty">
                <p>{g.none_picked}</p>
                <p>
                    <a class="button button-plain" href=back.to_owned()>{g.see_all}</a>
                </p>
            </div>
        }
        .into_any();
    }
    let (does, left): (Vec<&BulkRow>, Vec<&BulkRow>) =
        view.rows.iter().partition(|row| row.left_out.is_none());
    let count = does.len().to_string();
    let (told, button) = match view.act {
        BulkAct::Publish => ((g.publish_will)(&count), (g.publish_n)(&count)),
        BulkAct::Archive => ((g.archive_will)(&count), (g.archive_n)(&count)),
    };
    let form = (!does.is_empty()).then(|| {
        let slugs: Vec<_> = does
            .iter()
            .enumerate()
            .map(|(place, row)| {
                let name = format!("form[slugs][{place}]");
                view! { <input type="hidden" name=name value=row.slug.clone() /> }
            })
            .collect();
        view! {
            <section>
                <p>{told}</p>
                <ul class="bulk-goods">{names(t, &does)}</ul>
                <form method="post" action=ChangeGoods::url()>
                    <input type="hidden" name="form[act]" value=view.act.as_str() />
                    <input type="hidden" name="form[back]" value=back.to_owned() />
                    {slugs}
                    <button class="button">{button}</button>
                </form>
            </section>
        }
    });
    let others = (!left.is_empty()).then(|| {
        view! {
            <section>
                <p>{(g.left_n)(&left.len().to_string())}</p>
                <ul class="bulk-goods">{names(t, &left)}</ul>
            </section>
        }
    });
    view! { {form} {others} }.into_any()
}

/// The products, each with the reason why it is left out.
fn names(t: &'static Text, rows: &[&BulkRow]) -> Vec<AnyView> {
    rows.iter()
        .map(|row| {
            let why = row.left_out.map(|why| {
                view! { " " <span class="line-note line-wrong">{label::left_out(t, why)}</span> }
            });
            view! {
                <li>
                    <a href=paths::admin_product(&row.slug)>{say(&row.title, t.locale)}</a>
                    {why}
                </li>
            }
            .into_any()
        })
        .collect()
}

//! `/admin/products?tab=&q=&before=&after=`: the products of any status, the last change first. With `edit=1` their prices
//! and stock can be changed, with `do=` an act on ticked products is shown before it is done. The whole state is in the
//! address.

mod bulk;
mod rows;
mod sheet;

use crate::{
    components::export_links,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    form::StockSheetForm,
    view::catalog::desk::{ProductIndexView, ProductTab},
};
use kit::{
    components::{Pager, Search, TabLink, Tabs, tab_links},
    paths,
    request::Rq,
};
use leptos::prelude::*;
use shop::admin::Page;

/// The state of the list.
struct State {
    tab: ProductTab,
    q: String,
    before: String,
    after: String,
}

impl State {
    fn of(rq: &Rq) -> Self {
        Self {
            tab: rq.query("tab").parse().unwrap_or(ProductTab::All),
            q: rq.query("q").trim().to_owned(),
            before: rq.query("before"),
            after: rq.query("after"),
        }
    }

    fn page(&self) -> Page {
        Page::of(self.before.clone(), self.after.clone())
    }

    /// The list in this state, with more in its query.
    fn address(&self, more: &[(&'static str, &'static str)]) -> String {
        let mut pairs = vec![
            ("tab", paths::product_tab_word(self.tab)),
            ("q", &self.q),
            ("before", &self.before),
            ("after", &self.after),
        ];
        pairs.extend(more);
        paths::with_query(paths::ADMIN_PRODUCTS, &pairs)
    }
}

/// The query of the mode in which prices and stock are changed.
const EDIT: (&str, &str) = ("edit", "1");

/// The list, one of its modes, or the result of its form.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let state = State::of(&rq);
        let posted = rq.posted::<StockSheetForm>()?;
        if posted.is_some() || rq.query(EDIT.0) == EDIT.1 {
            return sheet::page(rq, state, posted).await;
        }
        if let Ok(act) = rq.query("do").parse() {
            return bulk::page(rq, &state, act).await;
        }
        index(rq, &state).await
    })
}

async fn index(rq: Rq, state: &State) -> Result<AnyView, shop::Error> {
    let view = rq
        .shop
        .admin_products(&rq.viewer, state.tab, &state.q, state.page())
        .await?;
    let t = Text::of(rq.viewer.locale);
    let (d, g) = (&t.desk, &t.goods);
    let tab = paths::product_tab_word(view.tab);
    let frame = AdminFrame::load(&rq, d.products).await;
    let acts = if view.may_change {
        let new = view! {
            <a class="button" href=paths::ADMIN_PRODUCT_NEW>
                {t.editor.new}
            </a>
        };
        let export = (!view.rows.is_empty()).then(|| export_links(t));
        let import = view! {
            <a class="button button-plain" href=paths::ADMIN_IMPORT>
                {t.import.title}
            </a>
        };
        view! { <p class="page-acts">{export} {import} {new}</p> }.into_any()
    } else {
        view! { <p class="note-box">{t.editor.read_only}</p> }.into_any()
    };
    let edit = (view.may_change && !view.rows.is_empty()).then(|| {
        let href = state.address(&[EDIT]);
        view! {
            <p class="mode">
                <a class="button button-plain" href=href>{g.edit}</a>
                " "
                <a class="button button-plain" href=paths::ADMIN_STOCK>{g.take}</a>
            </p>
        }
    });
    let list = rows::list(t, &view, state);
    Ok(view! {
        <AdminLayout frame>
            <div class="index-head">
                <h1>{d.products}</h1>
                {acts}
            </div>
            <Tabs label=d.tabs tabs=tabs(t, &view) />
            <div class="list-tools">
                <Search
                    t
                    action=paths::ADMIN_PRODUCTS
                    label=d.find_product
                    hint=d.find_hint
                    q=view.q.clone()
                    clear=paths::admin_products(view.tab)
                    keep=(!tab.is_empty()).then_some(("tab", tab))
                />
                {edit}
            </div>
            {list}
            <Pager
                t
                page=paths::ADMIN_PRODUCTS
                state=vec![("tab", tab.to_owned())]
                names=(d.newer, d.older)
                newer=view.newer
                older=view.older
            />
        </AdminLayout>
    }
    .into_any())
}

fn tabs(t: &'static Text, view: &ProductIndexView) -> Vec<TabLink> {
    // A search covers all products, so no tab is the current one.
    let present = view.q.is_empty().then_some(view.tab);
    tab_links(ProductTab::ALL.iter().copied(), present, |tab| {
        (
            paths::admin_products(tab),
            label::product_tab(t.locale, tab),
        )
    })
}

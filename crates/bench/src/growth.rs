//! W9: search, and the pages of a category, with 1,000 products and with 100,000. Both shops have
//! the same words, categories and values; only the number of products differs.

use crate::{
    Run, client, load,
    process::{self, Process},
    report::{Line, Report},
    stats::median_and_spread,
    world::draw_keys,
};
use domain::{
    money::Fen,
    time::{MINUTE, Millis},
};
use server::{
    compose::{self, Schema},
    config::DataConfig,
    offline,
};
use shop::{
    Error, Shop,
    catalog::{
        listing,
        options::{self, Axis, Value},
    },
    policy::Policy,
};
use std::{net::SocketAddr, time::Instant};
use store::{
    Tx,
    models::{
        catalog::{NewProduct, NewSku, ProductListing},
        category::NewCategory,
    },
    queries::{
        catalog, category,
        stock::{self, Move, MoveKind},
    },
};

const FEW: usize = 1_000;
const MANY: usize = 100_000;
/// Products inserted in one transaction.
const AT_ONCE: usize = 500;
/// Few enough that requests do not queue, so that the latency of a page is measured.
const CONNECTIONS: usize = 2;
/// The largest allowed ratio of the two p99 latencies.
const GATE: f64 = 1.5;

const KINDS: [(&str, &str); 10] = [
    ("炻器", "Stoneware"),
    ("青瓷", "Celadon"),
    ("竹编", "Bamboo"),
    ("帆布", "Canvas"),
    ("亚麻", "Linen"),
    ("黄铜", "Brass"),
    ("胡桃木", "Walnut"),
    ("羊毛", "Wool"),
    ("玻璃", "Glass"),
    ("皮革", "Leather"),
];
const THINGS: [(&str, &str); 12] = [
    ("马克杯", "Mug"),
    ("茶壶", "Teapot"),
    ("台灯", "Lamp"),
    ("笔记本", "Notebook"),
    ("背包", "Backpack"),
    ("围巾", "Scarf"),
    ("托盘", "Tray"),
    ("花瓶", "Vase"),
    ("蜡烛", "Candle"),
    ("钢笔", "Pen"),
    ("手帕", "Handkerchief"),
    ("相框", "Frame"),
];
const COLOURS: [&str; 6] = ["赭石", "月白", "青瓷绿", "靛蓝", "墨黑", "米白"];

/// Search queries: one, two and three characters, pinyin, initials, English, two words, a code, no
/// match.
const SEARCHES: [&str; 10] = [
    "杯",
    "茶壶",
    "马克杯",
    "taideng",
    "mkb",
    "lamp",
    "walnut vase",
    "炻器 马克杯",
    "g-7",
    "没有这件",
];
/// Query strings of a category page: sort orders, in stock, one value, two values and in stock.
const LISTS: [&str; 7] = [
    "",
    "?sort=price_up",
    "?sort=price_down",
    "?sort=sold",
    "?stock=1",
    "?v=yan-se-yue-bai",
    "?v=yan-se-yue-bai&v=yan-se-mo-hei&stock=1&sort=price_up",
];

/// A shop with a given number of products.
struct Stand {
    /// Keeps the folder until it is dropped.
    _dir: tempfile::TempDir,
    _shop: Process,
    at: SocketAddr,
}

impl Stand {
    async fn of(run: &Run, products: usize) -> anyhow::Result<Self> {
        eprintln!("W9: filling {products} products");
        let dir = tempfile::tempdir()?;
        draw_keys(dir.path())?;
        let data = DataConfig::below(dir.path());
        let store = compose::open_store(&data, Schema::Migrate).await?;
        let shop = compose::shop(store, offline::gateway()?, Policy::default());
        compose::create_private(&data.media_dir())?;
        fill(&shop, products).await?;
        drop(shop);
        let port = process::free_port()?;
        // Without the page cache, which would serve most of these requests.
        let process = process::shop(run, dir.path(), port, false)?;
        process::answers(port, "/search?q=mug", Instant::now()).await?;
        Ok(Self {
            _dir: dir,
            _shop: process,
            at: SocketAddr::from(([127, 0, 0, 1], port)),
        })
    }
}

async fn fill(shop: &Shop, products: usize) -> anyhow::Result<()> {
    let now = shop.now();
    let write = move |tx: &mut Tx<'_>| {
        for (place, (zh, en)) in (1_i64..).zip(THINGS) {
            let new = NewCategory {
                parent_id: None,
                slug: format!("c{place}"),
                name_zh: zh.to_owned(),
                name_en: en.to_owned(),
                position: place,
                hidden: false,
                at: now,
            };
            category::insert(tx, &new)?;
        }
        Ok::<_, Error>(())
    };
    shop.store().write(write).await?;
    for first in (0..products).step_by(AT_ONCE) {
        shop.store()
            .write(move |tx| {
                for number in first..(first + AT_ONCE).min(products) {
                    sell(tx, number, now)?;
                }
                Ok::<_, Error>(())
            })
            .await?;
    }
    Ok(())
}

fn sell(tx: &mut Tx<'_>, number: usize, now: Millis) -> Result<(), Error> {
    let pick = |list: &[(&'static str, &'static str)], by: usize| {
        list.get(number / by % list.len())
            .copied()
            .unwrap_or_default()
    };
    let (kind, thing) = (pick(&KINDS, THINGS.len()), pick(&THINGS, 1));
    let colour = COLOURS.get(number / 7 % COLOURS.len()).copied();
    let colour = colour.unwrap_or_default().to_owned();
    let age = i64::try_from(number).unwrap_or_default();
    let axes = [Axis {
        zh: "颜色".to_owned(),
        en: "Colour".to_owned(),
        values: vec![Value {
            key: "c".to_owned(),
            zh: colour.clone(),
            en: String::new(),
            swatch: None,
            picture: None,
        }],
    }];
    let product = NewProduct {
        slug: format!("g-{number}"),
        listing: ProductListing {
            body_zh: format!("一件日用的{}，适合放在桌上。", thing.0),
            ..ProductListing::active(
                &format!("{}{}", kind.0, thing.0),
                &format!("{} {}", kind.1, thing.1),
                now.plus(-age * MINUTE),
            )
        },
        options_json: options::write(&axes).map_err(Error::internal)?,
        at: now,
    };
    let product_id = catalog::insert_product(tx, &product)?;
    let sku = NewSku {
        code: format!("G-{number}"),
        options_key: "c".to_owned(),
        options_zh: colour,
        options_en: String::new(),
        price: Fen::new(1_000 + age % 997 * 10),
        compare_at: None,
        weight_g: 100,
        image_id: None,
    };
    let sku_id = catalog::insert_sku(tx, product_id, &sku)?;
    stock::open(tx, sku_id)?;
    if !number.is_multiple_of(4) {
        let arrival = Move {
            sku_id,
            kind: MoveKind::Receive,
            units: 10,
            order_detail_id: None,
            refund_id: None,
            reason: None,
            actor_id: None,
            at: now,
            idem_key: format!("receive:{number}"),
        };
        stock::apply(tx, &arrival)?;
    }
    let slug = format!("c{}", number % THINGS.len() + 1);
    let main = category::by_slug(tx, &slug)?.map(|row| row.id);
    category::assign(tx, product_id, main, &[])?;
    listing::refresh(tx, product_id)
}

/// Measures both shops in turn and adds a line for search and one for categories.
pub(crate) async fn measure(run: &Run, report: &mut Report) -> anyhow::Result<()> {
    let few = Stand::of(run, FEW).await?;
    let many = Stand::of(run, MANY).await?;
    let encoded = |q: &str| form_urlencoded::byte_serialize(q.as_bytes()).collect::<String>();
    let searches: Vec<String> = SEARCHES
        .iter()
        .map(|q| format!("/search?q={}", encoded(q)))
        .collect();
    let lists: Vec<String> = LISTS.iter().map(|query| format!("/c/c1{query}")).collect();
    for (what, paths) in [("search", searches), ("category pages", lists)] {
        eprintln!("W9: {what}");
        let requests = paths
            .iter()
            .map(|path| client::get(path))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let (mut small, mut large) = (Vec::new(), Vec::new());
        for _ in 0..run.rounds {
            for (stand, tails) in [(&few, &mut small), (&many, &mut large)] {
                let round = load::each(stand.at, &requests, run.seconds, CONNECTIONS).await?;
                tails.push(round.latency(990).as_secs_f64() * 1_000.0);
            }
        }
        let (few_ms, _) = median_and_spread(small);
        let (many_ms, _) = median_and_spread(large);
        let ratio = many_ms / few_ms;
        report.lines.push(Line {
            name: "W9",
            what: format!(
                "{what}: p99 with {MANY} products against {FEW}, no page cache, c={CONNECTIONS}"
            ),
            ours: format!("{many_ms:.1} ms"),
            limit: format!("{few_ms:.1} ms"),
            ratio: format!("{ratio:.2}"),
            gate: format!("<= {GATE:.1}"),
            holds: Some(ratio <= GATE),
        });
    }
    Ok(())
}

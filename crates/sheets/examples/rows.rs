//! Reads and writes 10,000 rows and prints how long each takes: `cargo run --release -p sheets --example rows`. With a file
//! it prints what is read from that.
#![expect(clippy::print_stdout, reason = "its output")]

use domain::{catalog::ProductStatus, locale::Locale, money::Fen};
use sheets::{Both, GoodsAxis, GoodsProduct, GoodsSku, csv, read, xlsx};
use std::{error::Error, fs::File, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(path) = std::env::args().nth(1) {
        let goods = read(File::open(path)?)?;
        for product in goods.products.iter().take(3) {
            println!("{product:#?}");
        }
        let skus: usize = goods
            .products
            .iter()
            .map(|product| product.skus.len())
            .sum();
        println!(
            "{:?}: {} products, {skus} SKUs",
            goods.source,
            goods.products.len()
        );
        println!("{} of {} rows left out", goods.skipped.len(), goods.rows);
        println!("not read: {}", goods.unread.join(", "));
        for wrong in &goods.wrong {
            println!(
                "row {}, {}: {} {:?}",
                wrong.row, wrong.column, wrong.why, wrong.value
            );
        }
        return Ok(());
    }
    let products: Vec<GoodsProduct> = (0..2_500).map(product).collect();
    let (mut text, mut book) = (Vec::new(), Vec::new());
    timed("write CSV", || csv(&mut text, &products, Locale::ZhCn))?;
    timed("write XLSX", || xlsx(&mut book, &products, Locale::ZhCn))?;
    for (what, bytes) in [("read CSV", &text), ("read XLSX", &book)] {
        let goods = timed(what, || read(bytes.as_slice()))?;
        println!(
            "{} bytes, {} rows, {} wrong",
            bytes.len(),
            goods.rows,
            goods.wrong.len()
        );
    }
    Ok(())
}

fn timed<T, E>(what: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let begun = Instant::now();
    let done = work()?;
    println!("{what}: {} ms", begun.elapsed().as_millis());
    Ok(done)
}

fn product(number: u32) -> GoodsProduct {
    let label = |zh: &str, en: &str| Both {
        zh: zh.to_owned(),
        en: en.to_owned(),
    };
    let colours = [
        ("青瓷绿", "Celadon"),
        ("月白", "Moon white"),
        ("赭石", "Ochre"),
        ("墨", "Ink"),
    ];
    let skus = colours.iter().enumerate().map(|(place, (zh, _))| GoodsSku {
        code: Some(format!("MUG-{number}-{place}")),
        values: vec![(*zh).to_owned()],
        price: Some(Fen::new(5_800 + i64::from(number))),
        weight_g: Some(350),
        stock: Some(20),
        ..GoodsSku::default()
    });
    GoodsProduct {
        slug: Some(format!("mug-{number}")),
        title: label(
            &format!("炻器马克杯 {number}"),
            &format!("Stoneware mug {number}"),
        ),
        body: label(
            &"手工拉坯，一次烧成，可放洗碗机。".repeat(10),
            &"Thrown by hand. ".repeat(10),
        ),
        category: vec!["杯子".to_owned(), "马克杯".to_owned()],
        status: Some(ProductStatus::Active),
        skus: skus.collect(),
        axes: vec![GoodsAxis {
            name: label("颜色", "Colour"),
            values: colours.iter().map(|(zh, en)| label(zh, en)).collect(),
        }],
        ..GoodsProduct::default()
    }
}

//! Exports in the format of other shop systems.

use crate::{codes, goods, mistakes};
use domain::{catalog::ProductStatus, money::Fen};
use sheets::{Column, Source};

const SHOPIFY: &str = "\
Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,\
Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,\
Image Src,Image Position,Image Alt Text,Variant Image,Variant Weight Unit\n";

#[test]
fn shopify_handles_are_products_and_options_axes() {
    let goods = goods(&format!(
        "{SHOPIFY}\
         mug,Stoneware Mug,\"<p>Fired <b>twice</b>.</p>\n<ul><li>350 ml</li></ul>\",Kiln,Cups,\"Gift, New\",true,\
         Colour,Celadon,Size,L,,,'0101,454,12,58.00,68.00,https://img.example/2.jpg,2,Side,https://img.example/1.jpg,kg\n\
         mug,,,,,,,,Celadon,,S,,,0102,320,-3,48.00,48.00,https://img.example/1.jpg,1,Front,,kg\n\
         mug,,,,,,,,,,,,,,,,,,https://img.example/3.jpg,3,,,\n\
         tray,Tray,,Kiln,,,false,Title,Default Title,,,,,TRAY,0,,30.00,0.00,,,,,kg\n"
    ));
    assert_eq!(goods.source, Source::Shopify);
    assert!(goods.source.asks_currency());
    assert_eq!(mistakes(&goods), [""; 0]);
    assert_eq!(goods.unread, ["Vendor", "Variant Weight Unit"]);
    assert_eq!(
        goods.columns.get(&Column::Price).map(String::as_str),
        Some("Variant Price")
    );
    let [mug, tray] = goods.products.as_slice() else {
        panic!("{:?}", goods.products)
    };
    assert_eq!(mug.slug.as_deref(), Some("mug"));
    assert_eq!(mug.body.zh, "Fired **twice**.\n\n- 350 ml");
    assert_eq!(mug.category, ["Cups"]);
    assert_eq!(mug.more_categories, [["Gift"], ["New"]]);
    assert_eq!(mug.status, Some(ProductStatus::Active));
    let names: Vec<&str> = mug.axes.iter().map(|axis| axis.name.zh.as_str()).collect();
    assert_eq!(names, ["Colour", "Size"]);
    assert_eq!(codes(mug), ["0101", "0102"]);
    let [large, small] = mug.skus.as_slice() else {
        panic!("{:?}", mug.skus)
    };
    assert_eq!(large.values, ["Celadon", "L"]);
    assert_eq!(
        (large.price, large.compare_at),
        (Some(Fen::new(5_800)), Some(Fen::new(6_800)))
    );
    assert_eq!((large.weight_g, large.stock), (Some(454), Some(12)));
    assert_eq!(
        large
            .picture
            .as_ref()
            .map(|picture| picture.source.as_str()),
        Some("https://img.example/1.jpg")
    );
    assert_eq!((small.compare_at, small.stock), (None, Some(0)));
    let alts: Vec<&str> = mug
        .pictures
        .iter()
        .map(|picture| picture.alt.as_str())
        .collect();
    assert_eq!(alts, ["Front", "Side", ""]);
    assert_eq!(
        (tray.status, tray.axes.len(), codes(tray)),
        (Some(ProductStatus::Draft), 0, vec!["TRAY"])
    );
    let addresses: Vec<u32> = goods.addresses().into_values().collect();
    assert_eq!(addresses, [2, 2, 2]);
}

#[test]
fn shopify_headings_of_2024_are_known() {
    let goods = goods(
        "Title,URL handle,Description,Vendor,Type,Tags,Published on online store,Status,SKU,Option1 name,Option1 value,\
         Price,Compare-at price,Inventory quantity,Weight value (grams),Product image URL,Image position\n\
         茶壶,茶壶,<p>紫砂</p>,,,,TRUE,Unlisted,POT,Title,Default Title,128.00,,5,400.0,,\n",
    );
    assert_eq!(mistakes(&goods), [""; 0]);
    let pot = goods.products.first().unwrap();
    assert_eq!(pot.slug.as_deref(), Some("cha-hu"));
    assert_eq!(pot.status, Some(ProductStatus::Draft));
    let sku = pot.skus.first().unwrap();
    assert_eq!(
        (sku.weight_g, sku.stock, sku.price),
        (Some(400), Some(5), Some(Fen::new(12_800)))
    );
}

#[test]
fn shopify_mistakes_are_named_by_its_headings() {
    let goods = goods(&format!(
        "{SHOPIFY}\
         mug,Mug,,,,,true,Size,L,,,,,M-L,1,1,free,,,,,,\n\
         mug,,,,,,,,M,,,,,1.2E+13,1,1,5,,,,,,\n\
         mug,,,,,,,,S,,,,,M-S,1,x,5,,,,,,\n\
         ,,,,,,,,XS,,,,,M-XS,1,1,5,,,,,,\n"
    ));
    assert_eq!(
        mistakes(&goods),
        [
            "2 Variant Price free product.price",
            "3 Variant SKU 1.2E+13 sheet.number",
            "4 Variant Inventory Qty x field.format",
        ]
    );
    assert_eq!(codes(goods.products.first().unwrap()), ["M-XS"]);
}

const WOO: &str = "\
ID,Type,SKU,Name,Published,Short description,Description,Date sale price starts,Date sale price ends,Stock,\
Weight (kg),Sale price,Regular price,Categories,Tags,Images,Parent,Attribute 1 name,Attribute 1 value(s),\
Attribute 2 name,Attribute 2 value(s)\n";

#[test]
fn woocommerce_parents_are_products_and_variations_skus() {
    let goods = goods(&format!(
        "{WOO}\
         11,variation,MUG-L,Mug - L,1,,,,,4,0.45,50,58,,,https://img.example/l.jpg,id:10,Size,L,,\n\
         10,variable,MUG,Mug,1,Short.,One\\ntwo,,,,,,,\"Cups > Mugs, Gifts, Cups\",Clay,\
         \"https://img.example/1.jpg, https://img.example/2.jpg\",,Size,\"L, S\",Glaze,Matt\n\
         12,variation,MUG-S,Mug - S,1,,,,2030-01-01,-1,,30,38,,,,MUG,Size,S,,\n\
         13,\"simple, virtual\",CARD,Card,0,,,,,,,,20,,,,,Material,Paper,,\n\
         14,grouped,SET,Set,1,,,,,,,,,,,,,,,,\n\
         15,variation,LOST,Lost,1,,,,,,,,5,,,,id:99,Size,S,,\n"
    ));
    assert_eq!(goods.source, Source::WooCommerce);
    assert_eq!(
        mistakes(&goods),
        ["6 Type grouped sheet.type", "7 Parent id:99 sheet.parent"]
    );
    let [mug, card] = goods.products.as_slice() else {
        panic!("{:?}", goods.products)
    };
    assert_eq!((mug.row, mug.body.zh.as_str()), (3, "Short.\n\nOne  \ntwo"));
    assert_eq!(mug.category, ["Cups", "Mugs"]);
    assert_eq!(mug.more_categories, [["Gifts"], ["Clay"]]);
    assert_eq!(mug.pictures.len(), 2);
    assert_eq!(mug.axes.len(), 1);
    let [large, small] = mug.skus.as_slice() else {
        panic!("{:?}", mug.skus)
    };
    assert_eq!(
        (large.values.as_slice(), large.weight_g),
        (["L".to_owned()].as_slice(), Some(450))
    );
    assert_eq!(
        (large.price, large.compare_at),
        (Some(Fen::new(5_000)), Some(Fen::new(5_800)))
    );
    assert!(large.picture.is_some());
    // The sale price is limited in time, so the regular price is used.
    assert_eq!(
        (small.price, small.compare_at, small.stock),
        (Some(Fen::new(3_800)), None, Some(0))
    );
    assert_eq!(
        (card.status, card.axes.len(), codes(card)),
        (Some(ProductStatus::Draft), 0, vec!["CARD"])
    );
    assert_eq!(goods.skipped.iter().copied().collect::<Vec<_>>(), [6, 7]);
}

#[test]
fn a_woocommerce_variation_of_any_value_is_named() {
    let goods = goods(&format!(
        "{WOO}\
         10,variable,MUG,Mug,1,,,,,,,,,,,,,Size,\"L, S\",Glaze,\"Matt, Gloss\"\n\
         11,variation,MUG-L,,1,,,,,,,,58,,,,id:10,Size,L,Glaze,Matt\n\
         12,variation,MUG-S,,1,,,,,,,,38,,,,id:10,Size,S,Glaze,\n"
    ));
    assert_eq!(mistakes(&goods), ["4 Attribute 2 value(s)  field.required"]);
    assert_eq!(codes(goods.products.first().unwrap()), ["MUG-L"]);
}

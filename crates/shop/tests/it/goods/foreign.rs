//! Exports of Shopify and WooCommerce in the shop. The sheets are of our own making, with the headings and habits of theirs.

use super::import::{counts, import, read, stored};
use crate::counter::keeper;
use domain::catalog::ProductStatus;
use sheets::{GoodsProduct, Source};
use shop::goods::How;
use test_support::{TestShop, for_both};

const SHOPIFY: &str = "\
Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,\
Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Image Position,Status
linen-apron,Linen Apron,\"<p>Heavy <strong>linen</strong>.</p>\",Studio,Aprons,\"kitchen, linen\",true,Colour,Sand,Size,S,\
AP-S-S,320,4,45.00,52.00,https://cdn.example.com/a.jpg,1,active
linen-apron,,,,,,,,Sand,,L,AP-S-L,350,-2,45.00,,https://cdn.example.com/b.jpg,2,
linen-apron,,,,,,,,\"Ink, dark\",,L,'0101,350,3,47.00,,,,
gift-card,Gift Card,,Studio,Cards,,false,Title,Default Title,,,,0,0,10.00,,,,draft
";

const WOO: &str = "\
ID,Type,SKU,Name,Published,Short description,Description,Regular price,Sale price,Categories,Tags,Stock,Parent,\
Attribute 1 name,Attribute 1 value(s),Attribute 1 global,Weight (kg)
11,variable,CUP,Tea Cup,1,,<p>Thin porcelain.</p>,,,\"Tableware > Cups, Gifts\",,,,Glaze,\"White, Blue\",1,
12,variation,CUP-W,Tea Cup - White,1,,,12.50,,,,8,id:11,Glaze,White,1,0.2
13,variation,CUP-B,Tea Cup - Blue,1,,,14,11,,,2,id:11,Glaze,Blue,1,0.2
14,simple,TRAY,Tray,0,,,30,,Tableware,wood,1,,,,,1.5
";

async fn goods(test: &TestShop) -> Vec<GoodsProduct> {
    test.shop.goods().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_of_shopify_is_imported_as_it_is() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let sheet = read(SHOPIFY);
        assert_eq!(sheet.source, Source::Shopify);
        let done = import(&test, &staff, &sheet, How::WhenRight).await;
        assert_eq!(done.wrong, []);
        assert_eq!(done.counts, counts(4, 0, 0));
        let there = goods(&test).await;
        let apron = &there[0];
        assert_eq!(apron.slug.as_deref(), Some("linen-apron"));
        assert_eq!(apron.title.zh, "Linen Apron");
        assert_eq!(apron.body.zh, "Heavy **linen**.");
        assert_eq!(apron.category, ["Aprons"]);
        assert_eq!(apron.more_categories, [["kitchen"], ["linen"]]);
        assert_eq!(apron.status, Some(ProductStatus::Active));
        let values: Vec<&str> = apron.axes[0].values.iter().map(|v| v.zh.as_str()).collect();
        assert_eq!(values, ["Sand", "Ink, dark"], "a comma is part of a value");
        let skus: Vec<_> = apron
            .skus
            .iter()
            .map(|sku| (sku.code.as_deref().unwrap(), sku.stock.unwrap()))
            .collect();
        assert_eq!(skus, [("AP-S-S", 4), ("AP-S-L", 0), ("0101", 3)]);
        let card = &there[1];
        assert_eq!((card.axes.len(), card.skus.len()), (0, 1));
        assert_eq!(card.status, Some(ProductStatus::Draft));

        let before = stored(&test).await;
        let again = import(&test, &staff, &sheet, How::WhenRight).await;
        assert_eq!(again.counts, counts(0, 0, 4));
        assert_eq!(stored(&test).await, before);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_of_woocommerce_is_imported_as_it_is() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let sheet = read(WOO);
        assert_eq!(sheet.source, Source::WooCommerce);
        let done = import(&test, &staff, &sheet, How::WhenRight).await;
        assert_eq!(done.wrong, []);
        assert_eq!(done.counts, counts(3, 0, 0));
        let there = goods(&test).await;
        let cup = &there[0];
        assert_eq!(cup.title.zh, "Tea Cup");
        assert_eq!(cup.category, ["Tableware", "Cups"]);
        let prices: Vec<_> = cup
            .skus
            .iter()
            .map(|sku| {
                let before = sku.compare_at.map(|fen| fen.yuan());
                (sku.price.unwrap().yuan(), before, sku.weight_g)
            })
            .collect();
        let yuan = |text: &str| text.to_owned();
        assert_eq!(
            prices,
            [
                (yuan("12.50"), None, Some(200)),
                (yuan("11.00"), Some(yuan("14.00")), Some(200))
            ]
        );
        assert_eq!(there[1].title.zh, "Tray");

        let before = stored(&test).await;
        let again = import(&test, &staff, &sheet, How::WhenRight).await;
        assert_eq!(again.counts, counts(0, 0, 3));
        assert_eq!(stored(&test).await, before);
        test.audit_is_green().await;
    })
    .await;
}

//! Search: Chinese, pinyin, initials, codes, ranking, misspellings.

use super::{Stand, Ware, slugs, ware};
use domain::{
    listing::Place,
    locale::Locale,
    time::{DAY, MINUTE},
};
use test_support::for_both;

async fn shop(stand: &Stand) {
    stand.category("器皿", "").await;
    stand.category("杯子", "qi-min").await;
    for one in [
        ware("mug", "炻器马克杯", "Stoneware Mug", "bei-zi"),
        Ware {
            body_zh: "可以装下一只马克杯，约 350 ml。".to_owned(),
            colours: vec![("青瓷绿", 1)],
            ..ware("tote", "帆布袋", "Tote", "")
        },
        Ware {
            at: 1,
            ..ware("tea", "春茶", "Spring Tea", "bei-zi")
        },
        ware("lamp", "穹顶灯", "Dome Lamp", ""),
    ] {
        stand.sell(one).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_found_the_ways_people_type_it() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        shop(&stand).await;
        for q in [
            "炻器",
            "马克杯 炻器",
            "shiqi",
            "shi qi ma ke bei",
            "sqmkb",
            "STONEWARE",
            "ston mug",
            "mug-0",
            "ＭＵＧ",
        ] {
            assert_eq!(stand.found(q).await, ["mug"], "{q}");
        }
        for q in ["马克杯 春茶", "beike", "nothing", "克马"] {
            assert_eq!(stand.found(q).await, Vec::<String>::new(), "{q}");
        }
        stand.sound().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn title_comes_before_category_before_body() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        shop(&stand).await;
        // In the title of the mug, the category of the tea, the description of the bag.
        assert_eq!(stand.found("杯").await, ["mug", "tea", "tote"]);
        assert_eq!(stand.found("马克杯").await, ["mug", "tote"]);
        assert_eq!(
            stand.found("器皿").await,
            ["tea", "mug"],
            "equal matches: newest first"
        );
        assert_eq!(stand.found("青瓷绿").await, ["tote"], "an option value");
        assert_eq!(
            stand.found("350 袋").await,
            ["tote"],
            "words from title and description"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_equals_what_sells_most_comes_first() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        shop(&stand).await;
        let test = &stand.test;
        test.order().line("MUG-0", 2).paid().await;
        test.shop.count_sales().await.unwrap();
        assert_eq!(stand.found("器皿").await, ["mug", "tea"]);
        let sold = stand.listed("qi-min", &[("sort", "sold")]).await;
        assert_eq!(slugs(&sold.cards), ["mug", "tea"]);
        stand.sound().await;
        test.after(91 * DAY).await;
        test.shop.count_sales().await.unwrap();
        assert_eq!(stand.found("器皿").await, ["tea", "mug"]);
        stand.sound().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_hit_near_words_are_offered() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        shop(&stand).await;
        let shop = &stand.test.shop;
        for (q, near) in [
            ("马克被", "马克杯"),
            ("lmap", "lamp"),
            ("炻器 mgu", "炻器 mug"),
        ] {
            let view = shop.search(Locale::ZhCn, q, Place::Start).await.unwrap();
            assert_eq!((view.cards.len(), view.q.as_str()), (0, q));
            assert_eq!(view.near, [near], "{q}");
            assert!(!view.categories.is_empty() && !view.selling.is_empty());
        }
        let empty = shop
            .search(Locale::ZhCn, " 。 ", Place::Start)
            .await
            .unwrap();
        assert!(empty.cards.is_empty() && empty.near.is_empty());
        let none = shop.search(Locale::ZhCn, "", Place::Start).await.unwrap();
        assert_eq!((none.categories.len(), none.selling.len()), (1, 0));
        for odd in ["\0", "'; DROP TABLE", "%_%", &"杯".repeat(500)] {
            shop.search(Locale::En, odd, Place::Start).await.unwrap();
        }
    })
    .await;
}

/// Matches in titles and in descriptions, and a query with two readings.
#[tokio::test(flavor = "multi_thread")]
async fn results_have_no_gaps_and_no_doubles_both_ways() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        for n in 0..60_i64 {
            let (title, body) = match n % 3 {
                0 => ("马克杯", ""),
                1 => ("茶壶", "马克杯 make"),
                _ => ("make 杯", "马克"),
            };
            let one = Ware {
                body_zh: body.to_owned(),
                ..ware(&format!("m{n}"), title, "", "")
            };
            stand.sell(one).await;
        }
        let shop = &stand.test.shop;
        for (q, count) in [("马克杯", 40), ("make", 60), ("杯", 60), ("make 杯", 60)] {
            let at = async |place: Place| shop.search(Locale::ZhCn, q, place).await.unwrap();
            let mut pages = vec![at(Place::Start).await];
            while let Some(next) = pages.last().unwrap().next.clone() {
                pages.push(at(next).await);
            }
            let seen: Vec<String> = pages.iter().flat_map(|page| slugs(&page.cards)).collect();
            let mut once = seen.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!((seen.len(), once.len()), (count, count), "{q}");
            let mut back = pages.pop().unwrap();
            while let Some(page) = pages.pop() {
                back = at(back.previous.clone().unwrap()).await;
                assert_eq!(slugs(&back.cards), slugs(&page.cards), "{q}");
            }
        }
        stand.test.clock.advance(MINUTE);
        stand.sound().await;
    })
    .await;
}

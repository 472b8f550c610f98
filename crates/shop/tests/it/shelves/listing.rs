//! A category page: filters, sort, paging.

use super::{Stand, Ware, slugs, ware};
use crate::editor;
use domain::{
    catalog::EditorAct,
    listing::{Asked, Place},
    locale::Locale,
    view::catalog::listing::{CategoryView, ChipOf},
};
use test_support::for_both;

/// Cups of three colours and prices below 器皿.
async fn cups(stand: &Stand) {
    stand.category("器皿", "").await;
    stand.category("杯子", "qi-min").await;
    let cup = |slug: &str, price, at, colours: &[(&'static str, i64)]| Ware {
        price,
        at,
        colours: colours.to_vec(),
        ..ware(slug, "马克杯", "Mug", "bei-zi")
    };
    for one in [
        cup("a", 3_000, 1, &[("赭石", 3), ("月白", 0)]),
        cup("b", 5_000, 2, &[("月白", 2)]),
        cup("c", 4_000, 3, &[("青瓷绿", 0)]),
        cup("d", 5_000, 4, &[("赭石", 0)]),
    ] {
        stand.sell(one).await;
    }
}

/// The URL slug of an option value.
fn value(view: &CategoryView, label: &str) -> String {
    let values = view.axes.iter().flat_map(|axis| &axis.values);
    let found = values.clone().find(|value| value.label.text == label);
    found.unwrap().slug.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_category_shows_what_is_in_it_and_below_it() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        cups(&stand).await;
        let top = stand.listed("qi-min", &[]).await;
        assert_eq!(slugs(&top.cards), ["d", "c", "b", "a"], "newest first");
        assert_eq!(top.below[0].link.slug, "bei-zi");
        let cups = stand.listed("bei-zi", &[]).await;
        assert_eq!(cups.trail[0].slug, "qi-min");
        assert_eq!((cups.cards.len(), cups.kept), (4, true));
        for (sort, expected) in [
            ("price_up", ["a", "c", "b", "d"]),
            ("price_down", ["d", "b", "c", "a"]),
        ] {
            let view = stand.listed("bei-zi", &[("sort", sort)]).await;
            assert_eq!(slugs(&view.cards), expected, "{sort}");
        }
        stand.sound().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_of_one_option_are_or_and_filters_are_and() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        cups(&stand).await;
        let all = stand.listed("bei-zi", &[]).await;
        let counts: Vec<_> = all.axes[0]
            .values
            .iter()
            .map(|value| (value.label.text.as_str(), value.products))
            .collect();
        assert_eq!(all.axes.len(), 1);
        let mut sorted = counts.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [("月白", 2), ("赭石", 2), ("青瓷绿", 1)]);
        let (ochre, white) = (value(&all, "赭石"), value(&all, "月白"));
        let by = async |query: &[(&str, &str)]| slugs(&stand.listed("bei-zi", query).await.cards);
        assert_eq!(by(&[("v", &ochre)]).await, ["d", "a"]);
        assert_eq!(by(&[("v", &ochre), ("v", &white)]).await, ["d", "b", "a"]);
        assert_eq!(by(&[("v", &ochre), ("stock", "1")]).await, ["a"]);
        assert_eq!(by(&[("stock", "1")]).await, ["b", "a"]);
        assert_eq!(by(&[("from", "35"), ("to", "50")]).await, ["d", "c", "b"]);
        assert_eq!(by(&[("to", "35"), ("from", "50")]).await, ["d", "c", "b"]);
        let priced = stand
            .listed(
                "bei-zi",
                &[("v", &ochre), ("from", "40"), ("sort", "price_up")],
            )
            .await;
        assert_eq!(slugs(&priced.cards), ["d"]);
        assert_eq!((priced.chips.len(), priced.kept), (2, false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_fits_says_what_to_leave_out() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        cups(&stand).await;
        let all = stand.listed("bei-zi", &[]).await;
        let green = value(&all, "青瓷绿");
        let none = stand
            .listed("bei-zi", &[("v", &green), ("stock", "1")])
            .await;
        assert_eq!(none.cards, []);
        let (chip, count) = none.without.unwrap();
        assert!(matches!(chip.of, ChipOf::Value(words) if words.text == "青瓷绿"));
        assert_eq!((count, chip.without.values.len()), (2, 0));
        let odd = stand
            .listed(
                "bei-zi",
                &[("v", "nonsense"), ("from", "x"), ("after", "nowhere")],
            )
            .await;
        assert_eq!((odd.cards.len(), odd.kept), (4, false));
        assert_eq!(odd.wrong_price.as_deref(), Some("from"));
        assert_eq!(odd.asked.values, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_have_no_gaps_and_no_doubles_both_ways() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        stand.category("杯子", "").await;
        for n in 0..53_i64 {
            let one = Ware {
                price: 1_000 + n % 3 * 100,
                at: n % 5,
                colours: vec![if n % 2 == 0 {
                    ("赭石", 1)
                } else {
                    ("月白", 1)
                }],
                ..ware(&format!("m{n}"), "马克杯", "Mug", "bei-zi")
            };
            stand.sell(one).await;
        }
        let all = stand.listed("bei-zi", &[]).await;
        let (ochre, white) = (value(&all, "赭石"), value(&all, "月白"));
        for sort in ["newest", "price_up", "price_down", "sold"] {
            for values in [vec![], vec![("v", ochre.as_str()), ("v", white.as_str())]] {
                let mut query = values.clone();
                query.push(("sort", sort));
                walk(&stand, &Asked::read(query), 53).await;
            }
        }
    })
    .await;
}

/// Pages to the end and back.
async fn walk(stand: &Stand, start: &Asked, count: usize) {
    let at = async |place: Place| {
        let asked = Asked {
            place,
            ..start.clone()
        };
        stand.listed("bei-zi", &asked.pairs()).await
    };
    let mut pages = vec![at(Place::Start).await];
    while let Some(next) = pages.last().unwrap().next.clone() {
        pages.push(at(next).await);
    }
    let seen: Vec<String> = pages.iter().flat_map(|page| slugs(&page.cards)).collect();
    let mut once = seen.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((seen.len(), once.len()), (count, count), "{start:?}");
    assert_eq!(pages[0].previous, None);
    let mut back = pages.pop().unwrap();
    while let Some(page) = pages.pop() {
        back = at(back.previous.clone().unwrap()).await;
        assert_eq!(slugs(&back.cards), slugs(&page.cards), "{start:?}");
    }
    // The walk back ends at the first page.
    assert_eq!(back.previous, None, "{start:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_archived_or_sold_out_leaves_its_shelves() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        stand.category("杯子", "").await;
        stand.sell(ware("mug", "马克杯", "Mug", "bei-zi")).await;
        let shop = &stand.test.shop;
        let by = async |query: &[(&str, &str)]| stand.listed("bei-zi", query).await.cards.len();
        assert_eq!(by(&[("stock", "1")]).await, 1);
        let (test, staff) = (&stand.test, &stand.staff);
        let count = async |units: &str| {
            let mut form = editor::open(test, staff, "mug").await;
            units.clone_into(&mut form.skus[0].stock);
            editor::save(test, staff, &form, EditorAct::Save)
                .await
                .unwrap();
        };
        count("0").await;
        assert_eq!((by(&[("stock", "1")]).await, by(&[]).await), (0, 1));
        stand.sound().await;
        count("1").await;
        assert_eq!(by(&[("stock", "1")]).await, 1);
        let form = editor::open(test, staff, "mug").await;
        editor::save(test, staff, &form, EditorAct::TakeDown)
            .await
            .unwrap();
        assert_eq!(by(&[]).await, 0);
        assert_eq!(stand.found("马克杯").await, Vec::<String>::new());
        let home = shop.home(Locale::ZhCn).await.unwrap();
        assert_eq!((home.lead, home.shelves.len()), (None, 0));
        assert!(stand.listed("bei-zi", &[]).await.axes.is_empty());
        stand.sound().await;
    })
    .await;
}

//! The list of orders to be shipped, the pick list and the packing slips.

use super::House;
use domain::{
    staff::Role,
    time::{DAY, HOUR},
    view::{
        admin::AdminTab,
        shipping::{ToShipFilter, ToShipView},
    },
};
use shop::{Error, admin::Page};
use test_support::{Fault, for_both};

impl House {
    async fn to_ship(&self, filter: ToShipFilter) -> Vec<String> {
        let view: ToShipView = self
            .test
            .shop
            .admin_to_ship(&self.packer, filter, "")
            .await
            .unwrap();
        view.rows.into_iter().map(|row| row.number).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_payment_is_first_and_filters_narrow_the_list() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let first = house.tea(1).await;
        test.clock.advance(2 * DAY);
        let both = test
            .order()
            .line("TEA", 2)
            .line("CUP", 1)
            .paid()
            .await
            .number;
        test.clock.advance(HOUR);
        let cup = test.order().line("CUP", 1).paid().await.number;
        let all = [first.clone(), both.clone(), cup.clone()];
        assert_eq!(house.to_ship(ToShipFilter::default()).await, all);
        let today = test.shop.now().shanghai("%Y-%m-%d");
        let with = |change: fn(&mut ToShipFilter)| {
            let mut filter = ToShipFilter::default();
            change(&mut filter);
            filter
        };
        let since = ToShipFilter {
            from: today.clone(),
            ..ToShipFilter::default()
        };
        assert_eq!(house.to_ship(since).await, all[1..]);
        let until = ToShipFilter {
            to: test.shop.now().plus(-DAY).shanghai("%Y-%m-%d"),
            ..ToShipFilter::default()
        };
        assert_eq!(house.to_ship(until).await, all[..1]);
        assert_eq!(
            house.to_ship(with(|f| f.has = "tea".to_owned())).await,
            all[..2]
        );
        assert_eq!(
            house.to_ship(with(|f| f.has = "商品 CUP".to_owned())).await,
            all[1..]
        );
        assert_eq!(
            house.to_ship(with(|f| f.single = true)).await,
            [first.clone(), cup.clone()]
        );
        assert_eq!(
            house.to_ship(with(|f| f.region = "浙江".to_owned())).await,
            all
        );
        assert!(
            house
                .to_ship(with(|f| f.region = "江苏".to_owned()))
                .await
                .is_empty()
        );
        assert!(house.to_ship(with(|f| f.noted = true)).await.is_empty());
        house.ship(&first, "1").await;
        assert_eq!(house.to_ship(ToShipFilter::default()).await, all[1..]);
        let on_its_way = test
            .shop
            .admin_orders(&house.packer, AdminTab::OnItsWay, "", Page::First)
            .await
            .unwrap();
        assert_eq!(on_its_way.rows.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_each_other_and_a_refund_shows() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let mut all = Vec::new();
        for _ in 0..53 {
            all.push(house.tea(1).await);
        }
        test.gateway.fail("alipay.trade.refund", Fault::RequestLost);
        let form = house.refund_form(&all[0], &[("1", "", "1", "")]).await;
        house.refund(form).await.unwrap();
        let page = async |after: &str| {
            let filter = ToShipFilter::default();
            test.shop.admin_to_ship(&house.packer, filter, after).await
        };
        let one = page("").await.unwrap();
        assert_eq!(one.rows.len(), 50);
        assert!(one.rows[0].in_refund && !one.rows[1].in_refund && one.may_ship);
        let two = page(&one.next.expect("more")).await.unwrap();
        assert_eq!((two.rows.len(), two.next), (3, None));
        let shown: Vec<_> = one
            .rows
            .iter()
            .chain(&two.rows)
            .map(|row| &row.number)
            .collect();
        assert_eq!(shown, all.iter().collect::<Vec<_>>());
        assert!(matches!(page("nothing").await, Err(Error::NotFound)));
        let viewer = test.staff("v@example.cn", &[Role::Viewer]).await;
        let read = test
            .shop
            .admin_to_ship(&viewer, ToShipFilter::default(), "")
            .await;
        assert!(!read.unwrap().may_ship);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_are_narrowed_by_the_day_they_were_placed() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let mut all = Vec::new();
        for _ in 0..3 {
            all.push(house.tea(1).await);
            test.clock.advance(DAY);
        }
        let day = |days: i64| test.shop.now().plus(-days * DAY).shanghai("%Y-%m-%d");
        let placed = async |from: &str, to: &str| {
            let span = (from, to);
            let tab = AdminTab::All;
            let view = test
                .shop
                .admin_orders_placed(&house.packer, tab, "", span, Page::First)
                .await
                .unwrap();
            view.rows.len()
        };
        assert_eq!(placed("", "").await, 3);
        assert_eq!(placed(&day(2), &day(2)).await, 1);
        assert_eq!(placed(&day(2), "").await, 2);
        assert_eq!(placed("", &day(2)).await, 2);
        assert_eq!(placed(&day(0), "").await, 0);
        assert_eq!(
            placed("soon", "later").await,
            3,
            "an unreadable day sets no limit"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_printed_holds_what_may_go() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let one = test
            .order()
            .line("TEA", 2)
            .line("CUP", 1)
            .paid()
            .await
            .number;
        let two = house.tea(3).await;
        test.gateway.fail("alipay.trade.refund", Fault::RequestLost);
        let form = house.refund_form(&two, &[("1", "1", "", "1")]).await;
        house.refund(form).await.unwrap();
        let gone = house.tea(1).await;
        house.ship(&gone, "1").await;
        let chosen = vec![two.clone(), one.clone(), gone.clone(), "nothing".to_owned()];
        let view = test
            .shop
            .admin_packing(&house.packer, chosen)
            .await
            .unwrap();
        let picks: Vec<_> = view
            .picks
            .iter()
            .map(|pick| (pick.code.as_str(), pick.qty))
            .collect();
        assert_eq!(picks, [("CUP", 1), ("TEA", 4)]);
        assert_eq!(view.picks[1].orders, [(one.clone(), 2), (two.clone(), 2)]);
        let slips: Vec<_> = view.slips.iter().map(|slip| slip.number.as_str()).collect();
        assert_eq!(slips, [&one, &two]);
        assert_eq!(view.slips[0].address.contact_phone, "138****8000");
        assert_eq!(view.left_out, [gone]);
        let viewer = test.staff("v@example.cn", &[Role::Viewer]).await;
        let read = test.shop.admin_packing(&viewer, vec![one]).await;
        assert!(matches!(read, Err(Error::RoleMissing)));
    })
    .await;
}

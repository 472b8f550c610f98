//! Figures of sales: the same from counted days, from the orders and from the ledger.

mod random;

use crate::desk::refusal;
use domain::{
    day::Day,
    form::{RefundForm, RefundLineForm},
    money::Fen,
    sales::{Sales, SalesBy},
    staff::Role,
    time::{DAY, HOUR, MINUTE},
    view::sales::{GoodsOf, SalesQuery, SalesView},
};
use shop::{Error, Viewer, notify::NotifyAnswer, sales::Rows};
use test_support::{Ordered, TestShop, for_both};

/// A shop with three goods, and its finance department.
struct Shelf {
    test: TestShop,
    finance: Viewer,
    refunds: Viewer,
}

impl Shelf {
    async fn open(db: test_support::TestDb) -> Self {
        let test = TestShop::new(db).await;
        test.sell("MUG", 5_800, 200).await;
        test.sell("TEA", 3_333, 200).await;
        test.sell("POT", 12_900, 200).await;
        let finance = test.staff("finance@example.cn", &[Role::Finance]).await;
        let refunds = test.staff("refunds@example.cn", &[Role::Refunds]).await;
        Self {
            test,
            finance,
            refunds,
        }
    }

    async fn view(&self, asked: SalesQuery) -> SalesView {
        self.test
            .shop
            .sales(&self.finance, asked, Rows::Page)
            .await
            .unwrap()
    }

    async fn range(&self, range: &str) -> SalesView {
        self.view(SalesQuery {
            range: range.to_owned(),
            ..SalesQuery::default()
        })
        .await
    }

    async fn paid(&self, goods: &[(&'static str, i64)]) -> Ordered {
        let mut order = self.test.order();
        for (sku, units) in goods {
            order = order.line(sku, *units);
        }
        order.paid().await
    }

    /// Refunds units of the first line, or all that is left without units.
    async fn refund(&self, number: &str, units: Option<i64>) -> bool {
        let staff = self.test.proven(&self.refunds);
        let shop = &self.test.shop;
        let Ok(page) = shop.refund_page(&staff, number, None).await else {
            return false;
        };
        let form = match units {
            None => self.test.whole_refund(&staff, number).await,
            Some(units) => RefundForm {
                lines: vec![RefundLineForm {
                    line_no: "1".to_owned(),
                    qty: units.to_string(),
                    ..RefundLineForm::default()
                }],
                reason_code: "not_wanted".to_owned(),
                ..page.form
            },
        };
        shop.refund_order(&staff, form).await.is_ok()
    }

    async fn tally(&self) {
        self.test.shop.tally_sales(usize::MAX).await.unwrap();
    }

    /// Everything that was ever sold, by every table, equals the ledger.
    async fn agrees_with_the_ledger(&self) {
        // Jobs are not late for the audit.
        self.test.run().await;
        let ledger = self
            .test
            .one(
                "SELECT CAST(COALESCE(SUM(CASE WHEN t.kind = 'pay' AND e.account = 'ORDER'
                   THEN -e.amount_fen ELSE 0 END), 0) AS TEXT) || ' ' ||
                 CAST(COALESCE(SUM(CASE WHEN t.kind = 'payout' AND e.account = 'REFUND_DUE'
                   AND r.taken_from <> 'suspense' THEN e.amount_fen ELSE 0 END), 0) AS TEXT) AS answer
                 FROM ledger_txns t JOIN ledger_entries e ON e.txn_id = t.id
                 LEFT JOIN refunds r ON r.id = e.subject_id AND e.account = 'REFUND_DUE'",
            )
            .await;
        for by in SalesBy::ALL {
            let view = self
                .view(SalesQuery {
                    from: "2026-11-01".to_owned(),
                    to: "2027-02-28".to_owned(),
                    by: by.to_string(),
                    ..SalesQuery::default()
                })
                .await;
            let total = view.total;
            assert_eq!(
                format!("{} {}", total.gross.get(), total.refund.get()),
                ledger
            );
            let sum = match by {
                SalesBy::Time => view
                    .steps
                    .iter()
                    .try_fold(Sales::default(), |sum, row| sum.plus(row.sum))
                    .unwrap(),
                SalesBy::Product | SalesBy::Sku | SalesBy::Category => Sales {
                    units: view.goods.iter().map(|row| row.units).sum(),
                    gross: domain::money::sum(view.goods.iter().map(|row| row.gross)).unwrap(),
                    refund: domain::money::sum(view.goods.iter().map(|row| row.refund)).unwrap(),
                    placed: total.placed,
                    paid: total.paid,
                },
            };
            assert_eq!(sum, total, "{by}");
        }
        self.test.audit_is_green().await;
    }

    async fn kept(&self) -> Vec<String> {
        self.test
            .ask(
                "SELECT d.day || ' ' || d.sku_id || ' ' || d.units || ' ' || d.gross_fen || ' ' || d.refund_fen
                   || ' ' || o.placed || ' ' || o.paid AS answer
                 FROM sales_orders o JOIN sales_days d ON d.day = o.day
                 WHERE o.counted_at IS NOT NULL ORDER BY d.day, d.sku_id",
            )
            .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn today_is_compared_with_yesterday_at_the_same_hour() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        // Yesterday at 10:00 and at 20:00, today at 14:00.
        shelf.paid(&[("MUG", 1)]).await;
        shelf.test.clock.advance(10 * HOUR);
        shelf.paid(&[("POT", 1)]).await;
        shelf.test.clock.advance(18 * HOUR);
        shelf.paid(&[("MUG", 2), ("TEA", 1)]).await;
        for counted in [false, true] {
            if counted {
                shelf.tally().await;
                assert!(!shelf.kept().await.is_empty());
            }
            let view = shelf.range("today").await;
            // Shipping is 8.00, and free from 99.00.
            assert_eq!(view.total.gross, Fen::new(2 * 5_800 + 3_333));
            assert_eq!(
                (view.total.placed, view.total.paid, view.total.units),
                (1, 1, 3)
            );
            assert_eq!(view.total_before.gross, Fen::new(5_800 + 800));
            assert_eq!(view.as_of, shelf.test.shop.now());
            let yesterday = shelf.range("yesterday").await;
            assert_eq!(yesterday.total.paid, 2, "counted: {counted}");
            assert_eq!(yesterday.total_before, Sales::default());
        }
        shelf.agrees_with_the_ledger().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_counts_on_the_day_it_arrives() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        let order = shelf.paid(&[("MUG", 3)]).await;
        shelf.test.clock.advance(2 * DAY);
        assert!(shelf.refund(&order.number, Some(1)).await);
        shelf.test.clock.advance(DAY);
        shelf.tally().await;
        let view = shelf.range("7d").await;
        let told: Vec<(i64, i64)> = view
            .steps
            .iter()
            .map(|row| (row.sum.gross.get(), row.sum.refund.get()))
            .filter(|sums| *sums != (0, 0))
            .collect();
        assert_eq!(told, [(3 * 5_800, 0), (0, 5_800)]);
        assert_eq!(view.steps.len(), 7);
        shelf.agrees_with_the_ledger().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shipping_and_refunds_without_items_have_rows_of_their_own() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        let order = shelf.paid(&[("MUG", 1), ("TEA", 1)]).await;
        // In Alipay's console, which knows no lines.
        shelf.test.gateway.change(&order.trade, |trade, _| {
            trade.refunds.push(("CONSOLE-1".to_owned(), 1_000));
        });
        let notice = shelf
            .test
            .gateway
            .notice(&order.trade)
            .with("out_biz_no", "CONSOLE-1")
            .with("refund_fee", "10.00")
            .with("gmt_refund", "2026-11-22 10:00:30");
        let answer = shelf.test.shop.on_notify(notice.signed().as_bytes()).await;
        assert_eq!(answer, NotifyAnswer::Success);
        shelf.test.run().await;
        let view = shelf
            .view(SalesQuery {
                range: "today".to_owned(),
                by: "sku".to_owned(),
                ..SalesQuery::default()
            })
            .await;
        let rows: Vec<(String, i64, i64)> = view
            .goods
            .iter()
            .map(|row| {
                let name = if let GoodsOf::Sku { code, .. } = &row.of {
                    code.clone()
                } else {
                    format!("{:?}", row.of)
                };
                (name, row.gross.get(), row.refund.get())
            })
            .collect();
        let row = |name: &str, gross, refund| (name.to_owned(), gross, refund);
        assert_eq!(
            rows,
            [
                row("MUG", 5_800, 0),
                row("TEA", 3_333, 0),
                row("Postage", 800, 0),
                row("Unassigned", 0, 1_000),
            ]
        );
        shelf.agrees_with_the_ledger().await;
    })
    .await;
}

/// A payment that is heard of after its day was counted makes the day count again.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_booking_reaches_its_day() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        shelf.paid(&[("TEA", 1)]).await;
        let unheard = shelf.test.order().line("MUG", 1).paid_unheard().await;
        shelf.test.clock.advance(DAY);
        shelf.tally().await;
        let before = shelf.kept().await;
        assert_eq!(shelf.range("yesterday").await.total.paid, 1);
        assert_eq!(
            shelf.test.notified(&unheard.trade).await,
            NotifyAnswer::Success
        );
        assert!(shelf.kept().await.is_empty(), "the day lost its mark");
        let seen = shelf.range("yesterday").await;
        assert_eq!(
            (seen.total.paid, seen.total.gross),
            (2, Fen::new(3_333 + 5_800 + 1_600))
        );
        shelf.test.run().await;
        shelf.test.audit_is_green().await;
        shelf.tally().await;
        assert_ne!(shelf.kept().await, before);
        assert_eq!(shelf.range("yesterday").await.total, seen.total);
        shelf.agrees_with_the_ledger().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_is_not_applied_is_no_sale() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        let order = shelf.test.order().line("MUG", 1).at_cashier().await;
        shelf.test.after(31 * MINUTE).await;
        shelf.test.gateway.pay(&order.trade);
        assert_eq!(
            shelf.test.notified(&order.trade).await,
            NotifyAnswer::Success
        );
        shelf.test.run().await;
        let total = shelf.range("today").await.total;
        assert_eq!((total.placed, total.paid), (1, 0));
        assert_eq!((total.gross, total.refund), (Fen::ZERO, Fen::ZERO));
        shelf.agrees_with_the_ledger().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_for_finance_viewers_and_the_owner() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        for role in Role::ALL {
            let who = shelf
                .test
                .staff(&format!("one-{role}@example.cn"), &[*role])
                .await;
            let seen = shelf
                .test
                .shop
                .sales(&who, SalesQuery::default(), Rows::Page)
                .await;
            let may = matches!(role, Role::Owner | Role::Finance | Role::Viewer);
            assert_eq!(seen.is_ok(), may, "{role}");
            if !may {
                assert!(matches!(seen, Err(Error::RoleMissing)), "{role}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_cannot_be_read_show_the_usual_range() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        let asked = |from: &str, to: &str| SalesQuery {
            from: from.to_owned(),
            to: to.to_owned(),
            ..SalesQuery::default()
        };
        for (from, to) in [
            ("yesterday", "2026-11-22"),
            ("2026-11-22", ""),
            ("2026-11-22", "2026-11-21"),
            ("2001-01-01", "2026-11-22"),
        ] {
            let view = shelf.view(asked(from, to)).await;
            assert!(view.wrong_days, "{from} {to}");
            assert_eq!(
                (view.asked.from.as_str(), view.asked.to.as_str()),
                (from, to)
            );
            assert_eq!(view.steps.len(), 30);
        }
        assert!(
            !shelf
                .view(asked("2026-11-20", "2026-11-22"))
                .await
                .wrong_days
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_job_counts_days_an_hour_after_their_end() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        let first = Day::of(shelf.test.shop.now()).get();
        shelf.paid(&[("MUG", 1)]).await;
        let days = async |hours: i64| {
            shelf.test.clock.advance(hours * HOUR);
            shelf.test.shop.tally_sales(10).await.unwrap()
        };
        assert_eq!(days(0).await, (0, false));
        assert_eq!(days(14).await, (0, false), "it is midnight");
        assert_eq!(days(1).await, (1, false), "the day has ended an hour ago");
        assert_eq!(days(1).await, (0, false));
        assert_eq!(days(72).await, (3, false), "days without orders too");
        let counted = shelf
            .test
            .ask("SELECT CAST(day AS TEXT) AS answer FROM sales_orders ORDER BY day")
            .await;
        let due: Vec<String> = (first..first + 4).map(|day| day.to_string()).collect();
        assert_eq!(counted, due);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_figure_is_asked_without_a_sign_in() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        let nobody = Viewer::anonymous(domain::locale::Locale::ZhCn);
        let seen = shelf
            .test
            .shop
            .sales(&nobody, SalesQuery::default(), Rows::All)
            .await;
        assert!(matches!(seen, Err(Error::LoginRequired)));
        let asked = shop::export::Asked {
            kind: "orders".to_owned(),
            ..shop::export::Asked::default()
        };
        let refused = shelf.test.shop.export(&shelf.finance, &asked, None).await;
        let (code, _) = refusal(refused.map(|_| ()));
        assert_eq!(code, domain::error::ErrorCode::ExportUnreadable);
    })
    .await;
}

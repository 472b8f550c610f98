//! After random orders, payments, late messages and refunds the figures are those of the ledger.

use super::Shelf;
use domain::time::{DAY, HOUR, SECOND};
use test_support::{Ordered, for_both};

/// A seeded generator, so that a failure can be reproduced.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % sides).unwrap()
    }
}

/// After any orders, payments, late messages and refunds, counted or not, the figures are those of the ledger, and counting
/// all days anew changes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn random_orders_and_refunds_sum_up_to_the_ledger() {
    for_both(async |db| {
        let shelf = Shelf::open(db).await;
        let mut dice = Dice(20_261_128);
        let (mut paid, mut unheard): (Vec<Ordered>, Vec<Ordered>) = (Vec::new(), Vec::new());
        for step in 0..60 {
            match dice.throw(8) {
                0..=2 => {
                    let goods = [
                        ("MUG", dice.throw(3)),
                        ("TEA", 1 + dice.throw(3)),
                        ("POT", dice.throw(2)),
                    ];
                    let goods: Vec<_> = goods.into_iter().filter(|(_, units)| *units > 0).collect();
                    paid.push(shelf.paid(&goods).await);
                }
                3 => unheard.push(shelf.test.order().line("MUG", 1).paid_unheard().await),
                4 => {
                    if let Some(order) = unheard.pop() {
                        shelf.test.notified(&order.trade).await;
                        paid.push(order);
                    }
                }
                5 => {
                    let at = usize::try_from(dice.throw(100)).unwrap();
                    if !paid.is_empty() {
                        let number = paid[at % paid.len()].number.clone();
                        let units = (dice.throw(3) > 0).then_some(1);
                        shelf.refund(&number, units).await;
                        shelf.test.after(4 * SECOND).await;
                    }
                }
                6 => {
                    shelf.tally().await;
                }
                _ => {
                    let hours = 1 + dice.throw(30);
                    if dice.throw(2) == 0 {
                        shelf.test.clock.advance(hours * HOUR);
                    } else {
                        shelf.test.after(hours * HOUR).await;
                    }
                }
            }
            if step % 10 == 9 {
                shelf.agrees_with_the_ledger().await;
            }
        }
        for order in unheard {
            shelf.test.notified(&order.trade).await;
        }
        for _ in 0..20 {
            shelf.test.after(4 * SECOND).await;
        }
        shelf.test.clock.advance(2 * DAY);
        shelf.test.run().await;
        shelf.tally().await;
        let kept = shelf.kept().await;
        assert!(kept.len() > 5, "{kept:?}");
        shelf.agrees_with_the_ledger().await;
        let days = shelf.test.shop.rebuild_sales().await.unwrap();
        assert!(days > 3, "{days}");
        assert_eq!(shelf.kept().await, kept);
        shelf.agrees_with_the_ledger().await;
    })
    .await;
}

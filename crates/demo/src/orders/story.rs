//! The sixty stories: who buys what, and what happens at which time.

use super::{
    basket::{LARGE, Shelves, Take},
    cast::{BUYERS, Buyer, NOTES, STAFF_NOTES},
    fate::{FATES, Fate},
    rounds,
    seeded::Seeded,
};
use domain::{
    day::Day,
    refund::{RefundReason, RequestKind},
    time::{MINUTE, Millis},
};

/// The seed of all that is drawn.
const SEED: u64 = 60;
/// Between two orders that get a note.
const NOTED: usize = 9;

/// One thing that a buyer or a member of staff does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// The buyer places the order.
    Place,
    /// The buyer opens the cashier and leaves it.
    LookIn,
    /// The buyer pays; the gateway notifies the shop.
    Pay,
    /// The buyer pays; the shop asks the gateway.
    PayUnheard,
    /// The buyer cancels.
    Cancel,
    /// Staff cancel.
    CancelAsStaff,
    /// Staff note something.
    Note(&'static str),
    /// Staff ship what may be shipped.
    Ship,
    /// Staff ship one unit.
    ShipOne,
    /// The buyer confirms the receipt.
    Receive,
    /// The buyer asks for a refund of the first line.
    AskOne(RequestKind, RefundReason, &'static str),
    /// The buyer asks for a refund of everything.
    AskAll(RequestKind, RefundReason, &'static str),
    /// The buyer withdraws the request.
    Withdraw,
    /// Staff approve; above the limit they only agree.
    Approve,
    /// Staff approve half of it, with a reason.
    ApproveHalf(&'static str),
    /// Staff decline, with a reason.
    Decline(&'static str),
    /// Staff ask for the goods.
    AskForGoods,
    /// The buyer names the parcel with the goods.
    SendBack,
    /// Staff receive the goods.
    TakeBack,
    /// Staff refund everything.
    RefundAll(RefundReason, &'static str),
    /// Staff refund some yuan of the first line.
    RefundSome(RefundReason, &'static str),
}

/// An order to come.
#[derive(Debug, Clone)]
pub(super) struct Story {
    pub(super) buyer: &'static Buyer,
    pub(super) basket: Vec<Take>,
    /// The buyer's note.
    pub(super) note: &'static str,
    fate: Fate,
    /// Days before today.
    ago: i64,
    /// Minute of that day.
    minute: i64,
}

/// The stories, the oldest order first; the same in every demo.
pub(super) fn stories() -> Vec<Story> {
    let seeded = Seeded::new(SEED);
    let mut shelves = Shelves::new();
    let mut fates: Vec<(Fate, i64)> = FATES
        .iter()
        .flat_map(|(fate, days)| days.iter().map(|ago| (*fate, *ago)))
        .collect();
    fates.sort_by_key(|(_, ago)| -ago);
    let mut stories = Vec::new();
    for (place, (fate, ago)) in fates.into_iter().enumerate() {
        let buyer = seeded.below(BUYERS.len());
        // From nine in the morning to half past nine in the evening.
        let minute = 9 * 60 + i64::try_from(seeded.below(750)).unwrap_or_default();
        let least = if fate == Fate::PartlyShipped { 2 } else { 1 };
        let drawn = shelves.draw(&seeded, least);
        let noted = place.is_multiple_of(NOTED);
        let Some(buyer) = BUYERS.get(buyer) else {
            continue;
        };
        stories.push(Story {
            buyer,
            basket: if fate == Fate::AwaitsSecondPerson {
                LARGE.to_vec()
            } else {
                drawn
            },
            note: seeded
                .one_of(&NOTES)
                .copied()
                .filter(|_| noted)
                .unwrap_or_default(),
            fate,
            ago,
            minute,
        });
    }
    stories
}

/// All steps in the order of their time; `None` where only jobs run.
pub(super) fn steps(now: Millis) -> Vec<(Millis, Option<(usize, Act)>)> {
    let mut steps: Vec<_> = rounds(now).map(|at| (at, None)).collect();
    for (place, story) in stories().iter().enumerate() {
        let told = Told {
            story,
            place,
            today: Day::of(now),
            now,
        };
        for (at, act) in told.steps() {
            steps.push((at.min(now), act.map(|act| (place, act))));
        }
    }
    steps.sort_by_key(|(at, _)| *at);
    steps
}

/// A story as it is told on a certain day.
struct Told<'s> {
    story: &'s Story,
    place: usize,
    today: Day,
    now: Millis,
}

type Steps = Vec<(Millis, Option<Act>)>;

impl Told<'_> {
    /// A minute of a day before today; the seconds differ from order to order.
    fn on(&self, ago: i64, minute: i64) -> Millis {
        let second = i64::try_from(self.place).unwrap_or_default() % 60;
        let begin = self.today.plus(-ago).begin();
        begin.plus(minute * MINUTE).plus(second * 1_000)
    }

    /// So many days after the order was placed, at this minute of the day.
    fn after(&self, days: i64, minute: i64) -> Millis {
        self.on(self.story.ago - days, minute)
    }

    /// When the order is placed: those of today in the last hours, which may have been yesterday.
    fn placed(&self) -> Millis {
        let back = i64::try_from(self.place % 10).unwrap_or_default();
        match (self.story.ago, self.story.fate) {
            (0, Fate::Unpaid) => self.now.plus(-(3 + back) * MINUTE),
            (0, _) => self.now.plus(-(150 + back) * MINUTE),
            (ago, _) => self.on(ago, self.story.minute),
        }
    }

    fn steps(&self) -> Steps {
        let placed = self.placed();
        let later = |minutes: i64| placed.plus(minutes * MINUTE);
        let mut steps = vec![(placed, Some(Act::Place))];
        match self.story.fate {
            Fate::Expired => {
                steps.extend([
                    (
                        later(1),
                        self.place.is_multiple_of(2).then_some(Act::LookIn),
                    ),
                    (later(31), None),
                    (later(33), None),
                    (later(40), None),
                ]);
            }
            Fate::Cancelled => {
                steps.extend([
                    (later(2), Some(Act::LookIn)),
                    (later(20), Some(Act::Cancel)),
                    (later(32), None),
                    (later(40), None),
                ]);
            }
            Fate::CancelledByStaff => {
                let note = "客人来电说拍错了款式，请取消。";
                steps.push((later(20), Some(Act::Note(note))));
                steps.push((later(22), Some(Act::CancelAsStaff)));
            }
            Fate::Unpaid => {
                if self.place.is_multiple_of(2) {
                    steps.push((later(1), Some(Act::LookIn)));
                }
            }
            Fate::Completed
            | Fate::CompletedInTime
            | Fate::OutOfStock
            | Fate::Goodwill
            | Fate::Returned
            | Fate::Approved
            | Fate::ApprovedLess
            | Fate::Declined
            | Fate::Withdrawn
            | Fate::OnItsWay
            | Fate::PartlyShipped
            | Fate::ToShip
            | Fate::AskedAfterReceipt
            | Fate::AskedBeforeShipping
            | Fate::AwaitsGoods
            | Fate::GoodsUnderway
            | Fate::AwaitsSecondPerson => self.paid(&mut steps),
        }
        steps
    }

    /// What follows for an order that is paid.
    fn paid(&self, steps: &mut Steps) {
        let paid = self.placed().plus(2 * MINUTE);
        let pay = if self.place % 7 == 3 {
            Act::PayUnheard
        } else {
            Act::Pay
        };
        steps.push((paid, Some(pay)));
        if self.place % NOTED == 4
            && let Some(note) = STAFF_NOTES.get(self.place % STAFF_NOTES.len()).copied()
        {
            steps.push((paid.plus(25 * MINUTE), Some(Act::Note(note))));
        }
        // Parcels leave in the late afternoon, those of a day one after the other.
        let spread = i64::try_from(self.place % 50).unwrap_or_default();
        let leave = 16 * 60 + spread;
        let ship = (self.after(1, leave), Some(Act::Ship));
        let receive = |days| (self.after(days, 20 * 60 + spread), Some(Act::Receive));
        let money = RequestKind::Money;
        let back = RequestKind::Return;
        match self.story.fate {
            Fate::Completed => steps.extend([ship, receive(4)]),
            Fate::CompletedInTime => steps.extend([ship, (self.after(11, leave + 1), None)]),
            Fate::OutOfStock => {
                let refund = Act::RefundAll(RefundReason::OutOfStock, "仓库盘点后发现缺货，抱歉。");
                steps.push((self.after(1, 10 * 60), Some(refund)));
            }
            Fate::Goodwill => {
                let refund = Act::RefundSome(RefundReason::Goodwill, "包装有压痕，补偿一点心意。");
                steps.extend([ship, receive(3), (self.after(5, 11 * 60), Some(refund))]);
            }
            Fate::Returned => {
                let ask = Act::AskOne(back, RefundReason::NotWanted, "颜色和想象的不一样。");
                steps.extend([
                    ship,
                    receive(4),
                    (self.after(5, 21 * 60), Some(ask)),
                    (self.after(6, 9 * 60 + 40), Some(Act::AskForGoods)),
                    (self.after(7, 13 * 60), Some(Act::SendBack)),
                    (self.after(10, 15 * 60), Some(Act::TakeBack)),
                ]);
            }
            Fate::Approved => {
                let ask = Act::AskAll(money, RefundReason::NotWanted, "临时改了行程，用不上了。");
                steps.push((paid.plus(90 * MINUTE), Some(ask)));
                steps.push((self.after(1, 9 * 60 + 30), Some(Act::Approve)));
            }
            Fate::ApprovedLess => {
                let ask = Act::AskOne(money, RefundReason::Damaged, "收到时边角有磕碰。");
                let half = Act::ApproveHalf("不影响使用，协商退一半。");
                steps.extend([
                    ship,
                    (self.after(4, 19 * 60), Some(ask)),
                    (self.after(5, 10 * 60 + 20), Some(half)),
                    receive(6),
                ]);
            }
            Fate::Declined => {
                let ask = Act::AskOne(money, RefundReason::Other, "用了几天，不太喜欢。");
                let decline = Act::Decline("商品已使用，无质量问题，不能退款。");
                steps.extend([
                    ship,
                    receive(4),
                    (self.after(9, 20 * 60), Some(ask)),
                    (self.after(10, 9 * 60 + 50), Some(decline)),
                ]);
            }
            Fate::Withdrawn => {
                let ask = Act::AskOne(back, RefundReason::WrongItem, "好像发错了颜色。");
                steps.extend([
                    ship,
                    (self.after(3, 12 * 60), Some(ask)),
                    (self.after(3, 12 * 60 + 25), Some(Act::Withdraw)),
                    receive(5),
                ]);
            }
            Fate::OnItsWay => steps.push(ship),
            Fate::PartlyShipped => steps.push((self.after(1, leave), Some(Act::ShipOne))),
            Fate::AskedAfterReceipt => {
                let ask = Act::AskOne(money, RefundReason::Damaged, "用了一周开线了。");
                steps.extend([ship, receive(4), (self.on(1, 19 * 60), Some(ask))]);
            }
            Fate::AskedBeforeShipping => {
                let ask = Act::AskAll(
                    money,
                    RefundReason::NotWanted,
                    "买重了，还没发货的话想退掉。",
                );
                steps.push((self.on(1, 21 * 60), Some(ask)));
            }
            Fate::AwaitsGoods => {
                let ask = Act::AskOne(back, RefundReason::NotWanted, "尺寸不合适。");
                steps.extend([
                    ship,
                    receive(4),
                    (self.on(4, 18 * 60), Some(ask)),
                    (self.on(3, 10 * 60), Some(Act::AskForGoods)),
                ]);
            }
            Fate::GoodsUnderway => {
                let ask = Act::AskOne(back, RefundReason::Damaged, "有一处裂纹。");
                steps.extend([
                    ship,
                    receive(4),
                    (self.on(8, 22 * 60), Some(ask)),
                    (self.on(7, 9 * 60 + 15), Some(Act::AskForGoods)),
                    (self.on(5, 17 * 60), Some(Act::SendBack)),
                ]);
            }
            Fate::AwaitsSecondPerson => {
                let ask = Act::AskAll(money, RefundReason::NotWanted, "公司采购计划取消了。");
                steps.push((self.on(6, 15 * 60), Some(ask)));
                steps.push((self.on(5, 11 * 60), Some(Act::Approve)));
            }
            Fate::ToShip
            | Fate::Expired
            | Fate::Cancelled
            | Fate::CancelledByStaff
            | Fate::Unpaid => {}
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::{
        orders::{DAYS, ORDERS, opening},
        products,
    };
    use std::collections::BTreeMap;

    const NOW: Millis = Millis::new(1_795_312_800_000);

    #[test]
    fn sixty_stories_end_before_now_and_are_the_same_each_time() {
        let told = stories();
        assert_eq!(told.len(), ORDERS);
        assert!(told.iter().all(|story| story.ago <= DAYS));
        let steps = steps(NOW);
        assert_eq!(steps, super::steps(NOW));
        assert!(steps.is_sorted_by_key(|(at, _)| *at));
        assert!(steps.first().unwrap().0 > opening(NOW));
        assert_eq!(steps.last().unwrap().0, NOW);
        let placed = steps
            .iter()
            .filter(|(_, step)| matches!(step, Some((_, Act::Place))));
        assert_eq!(placed.count(), ORDERS);
    }

    #[test]
    fn each_order_is_placed_before_anything_else_happens_to_it() {
        // Also just after midnight, where today's orders were placed yesterday.
        for now in [NOW, Day::of(NOW).begin().plus(MINUTE)] {
            let mut first = BTreeMap::new();
            for (_, step) in steps(now) {
                if let Some((place, act)) = step {
                    first.entry(place).or_insert(act);
                }
            }
            assert_eq!(first.len(), ORDERS);
            assert!(first.values().all(|act| *act == Act::Place), "{first:?}");
        }
    }

    #[test]
    fn no_shelf_is_emptied() {
        let mut taken: BTreeMap<&str, i64> = BTreeMap::new();
        for story in stories() {
            assert!(!story.basket.is_empty());
            for take in &story.basket {
                *taken.entry(take.sku).or_default() += take.units;
            }
        }
        for ware in products::all() {
            for item in ware.items {
                let units = taken.remove(item.code).unwrap_or_default();
                assert!(units * 2 <= item.stock, "{}", item.code);
            }
        }
        assert!(taken.is_empty(), "{taken:?}");
    }
}

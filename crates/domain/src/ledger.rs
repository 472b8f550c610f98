//! The entries of each event. Debit is positive; the entries of one posting sum to zero.

use crate::{
    money::{Fen, MoneyError},
    order::Lifecycle,
    payment::Disposition,
    refund::TakenFrom,
};

text_enum! {
    /// A ledger account. The subject id names the attempt, order or refund.
    Account {
        Alipay = "ALIPAY", Order = "ORDER", Suspense = "SUSPENSE",
        RefundDue = "REFUND_DUE", Sales = "SALES", Fees = "FEES",
    }
}
text_enum! {
    /// What a posting books.
    PostingKind {
        Pay = "pay", Reserve = "reserve", Payout = "payout", Drop = "drop", Complete = "complete", Fee = "fee",
    }
}

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leg {
    /// Account.
    pub account: Account,
    /// Id of the attempt (ALIPAY, SUSPENSE), order (ORDER, SALES), refund (REFUND_DUE) or import of a bill (FEES). Fees are
    /// taken from ALIPAY of no attempt, 0.
    pub subject_id: i64,
    /// Debit positive, never 0.
    pub amount: Fen,
}

/// A balanced posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Unique per event, e.g. `pay:<attempt>`, so that a repeated event is posted once.
    pub key: String,
    /// What it books.
    pub kind: PostingKind,
    /// Two entries that sum to zero.
    pub legs: [Leg; 2],
}

/// The ids in a refund's postings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundIds {
    /// The refund.
    pub refund: i64,
    /// The attempt whose payment it refunds.
    pub attempt: i64,
    /// The order.
    pub order: i64,
}

fn post(
    kind: PostingKind,
    id: i64,
    amount: Fen,
    debit: (Account, i64),
    credit: (Account, i64),
) -> Result<Posting, MoneyError> {
    if amount <= Fen::ZERO {
        return Err(MoneyError::Range);
    }
    Ok(Posting {
        key: format!("{kind}:{id}"),
        kind,
        legs: [
            Leg {
                account: debit.0,
                subject_id: debit.1,
                amount,
            },
            Leg {
                account: credit.0,
                subject_id: credit.1,
                amount: amount.negated()?,
            },
        ],
    })
}

/// A payment of `amount` arrived: it belongs to the order if it is applied, to suspense otherwise.
///
/// # Errors
/// `Range` unless `amount` is positive.
pub fn pay(
    attempt: i64,
    order: i64,
    disposition: Disposition,
    amount: Fen,
) -> Result<Posting, MoneyError> {
    let credit = match disposition {
        Disposition::Applied => (Account::Order, order),
        Disposition::Duplicate | Disposition::Late | Disposition::Mismatch => {
            (Account::Suspense, attempt)
        }
    };
    post(
        PostingKind::Pay,
        attempt,
        amount,
        (Account::Alipay, attempt),
        credit,
    )
}

/// The account a refund is reserved from. Kept in the refund's row, because cancelling it returns the money there.
#[must_use]
pub fn taken_from(disposition: Disposition, lifecycle: Lifecycle) -> TakenFrom {
    match (disposition, lifecycle) {
        (Disposition::Applied, Lifecycle::Completed) => TakenFrom::Sales,
        (Disposition::Applied, Lifecycle::Open | Lifecycle::Cancelled) => TakenFrom::Order,
        (Disposition::Duplicate | Disposition::Late | Disposition::Mismatch, _any) => {
            TakenFrom::Suspense
        }
    }
}

fn source(from: TakenFrom, ids: RefundIds) -> (Account, i64) {
    match from {
        TakenFrom::Order => (Account::Order, ids.order),
        TakenFrom::Sales => (Account::Sales, ids.order),
        TakenFrom::Suspense => (Account::Suspense, ids.attempt),
    }
}

/// A refund was approved: from now on its amount is owed to the customer.
///
/// # Errors
/// `Range` unless `amount` is positive.
pub fn reserve(ids: RefundIds, from: TakenFrom, amount: Fen) -> Result<Posting, MoneyError> {
    post(
        PostingKind::Reserve,
        ids.refund,
        amount,
        source(from, ids),
        (Account::RefundDue, ids.refund),
    )
}

/// A refund succeeded: the money left the gateway account.
///
/// # Errors
/// `Range` unless `amount` is positive.
pub fn payout(ids: RefundIds, amount: Fen) -> Result<Posting, MoneyError> {
    post(
        PostingKind::Payout,
        ids.refund,
        amount,
        (Account::RefundDue, ids.refund),
        (Account::Alipay, ids.attempt),
    )
}

/// A failed refund was cancelled: the amount returns to the account it was reserved from.
///
/// # Errors
/// `Range` unless `amount` is positive.
pub fn give_back(ids: RefundIds, from: TakenFrom, amount: Fen) -> Result<Posting, MoneyError> {
    post(
        PostingKind::Drop,
        ids.refund,
        amount,
        (Account::RefundDue, ids.refund),
        source(from, ids),
    )
}

/// The order is completed: its remaining balance becomes sales. `left`: credit balance of ORDER, as
/// a positive figure; nothing is posted for 0.
///
/// # Errors
/// `Range` if `left` is negative.
pub fn complete(order: i64, left: Fen) -> Result<Option<Posting>, MoneyError> {
    if left == Fen::ZERO {
        return Ok(None);
    }
    post(
        PostingKind::Complete,
        order,
        left,
        (Account::Order, order),
        (Account::Sales, order),
    )
    .map(Some)
}

/// A bill shows a fee of a line, or another one than before. `more`: what is added to the fees, negative for a fee given back.
/// `posts`: postings of this line so far, so that a correction has a key of its own.
///
/// # Errors
/// `Range` for 0.
pub fn fee(import: i64, line: i64, posts: i64, more: Fen) -> Result<Posting, MoneyError> {
    let (fees, alipay) = ((Account::Fees, import), (Account::Alipay, 0));
    let (amount, debit, credit) = if more < Fen::ZERO {
        (more.negated()?, alipay, fees)
    } else {
        (more, fees, alipay)
    };
    let mut posting = post(PostingKind::Fee, line, amount, debit, credit)?;
    if posts > 0 {
        posting.key = format!("{}:{posts}", posting.key);
    }
    Ok(posting)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const IDS: RefundIds = RefundIds {
        refund: 7,
        attempt: 3,
        order: 2,
    };

    #[test]
    fn a_payment_that_counts_belongs_to_the_order() {
        let posting = pay(3, 2, Disposition::Applied, Fen::new(8_800)).unwrap();
        assert_eq!(posting.key, "pay:3");
        assert_eq!(
            (posting.legs[0].account, posting.legs[0].amount.get()),
            (Account::Alipay, 8_800)
        );
        assert_eq!(
            (posting.legs[1].account, posting.legs[1].subject_id),
            (Account::Order, 2)
        );
        for surplus in [
            Disposition::Duplicate,
            Disposition::Late,
            Disposition::Mismatch,
        ] {
            let posting = pay(3, 2, surplus, Fen::new(1)).unwrap();
            assert_eq!(
                (posting.legs[1].account, posting.legs[1].subject_id),
                (Account::Suspense, 3)
            );
            assert_eq!(
                taken_from(surplus, Lifecycle::Completed),
                TakenFrom::Suspense
            );
        }
    }

    #[test]
    fn nothing_is_posted_for_nothing() {
        assert_eq!(complete(2, Fen::ZERO), Ok(None));
        assert_eq!(complete(2, Fen::new(-1)), Err(MoneyError::Range));
        assert_eq!(payout(IDS, Fen::ZERO), Err(MoneyError::Range));
        assert_eq!(
            taken_from(Disposition::Applied, Lifecycle::Completed),
            TakenFrom::Sales
        );
        assert_eq!(
            taken_from(Disposition::Applied, Lifecycle::Cancelled),
            TakenFrom::Order
        );
    }

    #[test]
    fn a_fee_is_charged_and_given_back() {
        let charged = fee(4, 9, 0, Fen::new(35)).unwrap();
        assert_eq!(
            (charged.key.as_str(), charged.kind),
            ("fee:9", PostingKind::Fee)
        );
        assert_eq!(
            charged
                .legs
                .map(|leg| (leg.account, leg.subject_id, leg.amount.get())),
            [(Account::Fees, 4, 35), (Account::Alipay, 0, -35)]
        );
        let back = fee(4, 9, 1, Fen::new(-35)).unwrap();
        assert_eq!(back.key, "fee:9:1");
        assert_eq!(
            back.legs
                .map(|leg| (leg.account, leg.subject_id, leg.amount.get())),
            [(Account::Alipay, 0, 35), (Account::Fees, 4, -35)]
        );
        assert_eq!(fee(4, 9, 0, Fen::ZERO), Err(MoneyError::Range));
    }

    fn balances(postings: &[Posting]) -> BTreeMap<(Account, i64), i64> {
        let mut sums = BTreeMap::new();
        for leg in postings.iter().flat_map(|p| p.legs) {
            *sums.entry((leg.account, leg.subject_id)).or_insert(0) += leg.amount.get();
        }
        sums
    }

    proptest! {
        #[test]
        fn legs_sum_to_zero(amount in 1_i64..=10_000_000_000, from in prop::sample::select(TakenFrom::ALL)) {
            let amount = Fen::new(amount);
            for posting in [
                pay(3, 2, Disposition::Applied, amount), pay(3, 2, Disposition::Late, amount),
                reserve(IDS, from, amount), payout(IDS, amount), give_back(IDS, from, amount),
                complete(2, amount).map(Option::unwrap),
            ] {
                let posting = posting.unwrap();
                prop_assert_eq!(posting.legs[0].amount.get() + posting.legs[1].amount.get(), 0);
            }
        }

        #[test]
        fn a_refund_ends_with_nothing_due(amount in 1_i64..=1_000, extra in 0_i64..=1_000, dropped in any::<bool>()) {
            let (paid, part) = (Fen::new(amount + extra), Fen::new(amount));
            let end = if dropped { give_back(IDS, TakenFrom::Order, part) } else { payout(IDS, part) };
            let sums = balances(&[
                pay(3, 2, Disposition::Applied, paid).unwrap(),
                reserve(IDS, TakenFrom::Order, part).unwrap(),
                end.unwrap(),
            ]);
            let left = if dropped { amount + extra } else { extra };
            prop_assert_eq!(sums[&(Account::RefundDue, 7)], 0);
            prop_assert_eq!(sums[&(Account::Alipay, 3)], left);
            prop_assert_eq!(sums[&(Account::Order, 2)], -left);
        }
    }
}

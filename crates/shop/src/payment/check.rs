//! 刷新状态 (refresh the status): a query by a person.

use super::{
    Checked,
    ask::{self, Asked},
    briefly,
};
use crate::{Error, Shop, Viewer, jobs::file, pace::hashed};
use domain::{
    error::ErrorCode,
    form::OrderForm,
    order::PayState,
    time::{HOUR, MINUTE, Millis},
};
use store::{
    Tx,
    queries::{attempt, order, pace},
};

/// Queries a minute about one order: more than the page sends automatically plus a person's.
const ON_ONE_ORDER: i64 = 12;
/// Queries a minute of one customer, over all orders.
const OF_ONE_BUYER: i64 = 40;
/// Checks of one customer in an hour; a page makes 14. The messages of each call are stored for
/// more than a year, so unlimited checks would fill the disk.
const OF_ONE_BUYER_AN_HOUR: i64 = 240;

impl Shop {
    /// Queries the order's attempts now (each at most once per 3 s).
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused(CheckedTooSoon)` after 12 questions a minute on the order, or of the customer 40 a
    /// minute or 240 an hour.
    pub async fn check_payment(&self, viewer: &Viewer, form: OrderForm) -> Result<Checked, Error> {
        let user_id = viewer.shopper()?.user_id;
        let now = self.now();
        let order_id = self
            .store
            .write(move |tx| {
                let order = order::owned(tx, &form.number, user_id)?.ok_or(Error::NotFound)?;
                let (order_id, buyer) = (order.id.to_string(), user_id.to_string());
                let key = ["check", "order", &order_id];
                admit(tx, &key, MINUTE, ON_ONE_ORDER, now)?;
                let key = ["check", "buyer", &buyer];
                admit(tx, &key, MINUTE, OF_ONE_BUYER, now)?;
                let key = ["check", "buyer an hour", &buyer];
                admit(tx, &key, HOUR, OF_ONE_BUYER_AN_HOUR, now)?;
                Ok::<_, Error>(order.id)
            })
            .await?;
        self.check_order(order_id).await
    }

    /// Queries every open attempt, within 3 s in all. The caller has checked the permission.
    pub(crate) async fn check_order(&self, order_id: i64) -> Result<Checked, Error> {
        let now = self.now();
        let watched = self
            .store
            .write(move |tx| {
                let mut watched = Vec::new();
                for seen in attempt::of_order(tx, order_id)? {
                    if seen.state.is_watched() {
                        file::quick_questions(tx, seen.id, now)?;
                        watched.push(seen.id);
                    }
                }
                Ok::<_, Error>(watched)
            })
            .await?;
        let shop = self.clone();
        let heard = briefly(async move {
            let mut worst = Asked::NotPaid;
            for attempt_id in watched {
                match shop
                    .ask(attempt_id, ask::Scope::Watched, ask::nothing_more())
                    .await?
                {
                    Asked::Unanswered => worst = Asked::Unanswered,
                    Asked::Paid | Asked::NotPaid | Asked::TooSoon | Asked::Settled => {}
                }
            }
            Ok(worst)
        })
        .await
        .unwrap_or(Asked::Unanswered);
        let after = self
            .store
            .read(move |tx| Ok::<_, Error>(order::get(tx, order_id)?))
            .await?;
        Ok(if after.pay_state == PayState::Unpaid {
            heard.into()
        } else {
            Checked::Paid
        })
    }
}

fn admit(tx: &mut Tx<'_>, key: &[&str], window: i64, most: i64, now: Millis) -> Result<(), Error> {
    if pace::admit(tx, &hashed(key), now, window, most)? {
        Ok(())
    } else {
        Err(Error::refused(ErrorCode::CheckedTooSoon))
    }
}

//! Starting an attempt: one row with its own number and frozen request, committed before the
//! request is signed.

use super::close;
use crate::{
    Error, Shop, Viewer, ids,
    jobs::file,
    order::{
        history::{self, By, Step},
        snapshot,
    },
    policy::subject,
};
use alipay::{Amount, PagePay};
use domain::{
    actions::{Action, Actor, is_allowed},
    error::ErrorCode,
    form::OrderForm,
    number,
    order::{Cause, Remark},
    payment::{AttemptState, Channel, next_question},
    time::Millis,
};
use store::{
    StoreError, Tx,
    models::{
        attempt::{Attempt, NewAttempt},
        order::Order,
    },
    queries::{attempt, order},
};

/// Tries to draw an unused number. With 80 random bits a repeat is not expected.
const DRAWS: usize = 5;

impl Shop {
    /// Opens (or reopens) an attempt and returns the signed gateway URL for the browser.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused(NotPayable)`.
    pub async fn start_payment(&self, viewer: &Viewer, form: OrderForm) -> Result<String, Error> {
        let user_id = viewer.shopper()?.user_id;
        let (shop, settings) = (self.clone(), self.settings().await?);
        let biz_content = self
            .store
            .write(move |tx| {
                let now = shop.now();
                let order_id = order::owned(tx, &form.number, user_id)?
                    .ok_or(Error::NotFound)?
                    .id;
                let order = order::lock(tx, order_id)?;
                let facts = snapshot::load(tx, order.clone())?.facts();
                if !is_allowed(&facts, &Actor::Buyer, Action::Pay, now) {
                    return Err(Error::refused(ErrorCode::NotPayable));
                }
                let by = By::shopper(user_id, Cause::StartPayment);
                let open = attempt::of_order(tx, order.id)?
                    .into_iter()
                    .find(|attempt| attempt.state == AttemptState::Open);
                let attempt = match open {
                    Some(open) if shop.is_usable(&open) => open,
                    other => {
                        // Two open cashiers could lead to two payments, so the other one is closed.
                        if let Some(other) = other {
                            close::want_closed(tx, &other, by, now, now)?;
                        }
                        shop.open_attempt(tx, &order, &settings.shop_name, by, now)?
                    }
                };
                Ok::<_, Error>(attempt.biz_content)
            })
            .await?;
        self.gateway
            .pay_url(&biz_content, self.now())
            .await
            .map_err(Error::internal)
    }

    /// True if the cashier can be opened with the attempt again. Its frozen text may hold a character of the shop's name
    /// that the charset, changed since, cannot write.
    fn is_usable(&self, open: &Attempt) -> bool {
        open.channel == Channel::Page && self.gateway.charset().encode(&open.biz_content).is_ok()
    }

    fn open_attempt(
        &self,
        tx: &mut Tx<'_>,
        order: &Order,
        shop_name: &str,
        by: By,
        now: Millis,
    ) -> Result<Attempt, Error> {
        let amount = Amount::from_fen(order.total_fen.get()).ok_or_else(|| {
            Error::internal(format!("order {} has no payable total", order.number))
        })?;
        let first_question =
            next_question(AttemptState::Open, now, None, order.pay_deadline, now).unwrap_or(now);
        let subject = subject(shop_name, &order.number);
        let id = self.insert_attempt(tx, order, amount, &subject, first_question, now)?;
        let opened = attempt::get(tx, id)?;
        let step = Step {
            axis: "state",
            from: None,
            to: opened.state.as_str(),
            note: Some(Remark::Amount(opened.amount_fen)),
        };
        history::attempt_step(tx, &opened, step, by, now)?;
        file::questions(tx, opened.id, now, first_question)?;
        Ok(opened)
    }

    fn insert_attempt(
        &self,
        tx: &mut Tx<'_>,
        order: &Order,
        amount: Amount,
        subject: &str,
        next_check_at: Millis,
        now: Millis,
    ) -> Result<i64, Error> {
        for _draw in 0..DRAWS {
            let out_trade_no =
                number::out_trade_no(&now.shanghai_day(), &ids::draw(self.ids.as_ref()));
            let request = PagePay::new(
                out_trade_no.as_str(),
                amount,
                subject,
                order.pay_deadline.get(),
            )
            .map_err(Error::internal)?;
            let row = NewAttempt {
                order_id: order.id,
                out_trade_no,
                channel: Channel::Page,
                amount: order.total_fen,
                biz_content: request.biz_content(self.gateway.charset()),
                time_expire: order.pay_deadline,
                next_check_at,
            };
            match tx.savepoint(|tx| attempt::insert(tx, &row)) {
                Ok(id) => return Ok(id),
                Err(StoreError::Conflict(what)) if what.contains("out_trade_no") => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(Error::internal("no free out_trade_no was drawn"))
    }
}

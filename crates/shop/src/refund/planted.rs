//! A planted bug that a test must find: the gateway is called first, and the refund is written only
//! after its response.

use super::decide::decide;
use crate::{Error, Shop, acting::Acting};
use alipay::{Amount, CallResult, TradeRefund};
use domain::form::RefundForm;
use std::sync::{Arc, Mutex, PoisonError};
use store::{
    bug::{Bug, is_planted},
    queries::{attempt, order},
};

impl Shop {
    /// Calls the gateway for the refund that `form` would make, if the bug is planted; nothing is
    /// written before.
    ///
    /// # Errors
    /// Those of the decision; `Internal` if the response is lost.
    pub(super) async fn call_before_writing(
        &self,
        acting: &Acting,
        form: &RefundForm,
    ) -> Result<(), Error> {
        if !is_planted(Bug::RefundRowAfterCall) {
            return Ok(());
        }
        let slot = Arc::new(Mutex::new(None));
        let (found, acting) = (Arc::clone(&slot), acting.clone());
        let (form, now) = (form.clone(), self.now());
        // Rolled back on purpose: it only shows what the decision would write.
        let undone: Result<(), Error> = self
            .store
            .write(move |tx| {
                let order = order::by_number(tx, &form.number)?.ok_or(Error::NotFound)?;
                let made = decide(tx, &acting, order.id, &form, None, now)?;
                let paid = attempt::get(tx, made.payment_attempt_id)?;
                *found.lock().unwrap_or_else(PoisonError::into_inner) = Some((paid, made));
                Err(Error::internal("undone"))
            })
            .await;
        let Some((paid, made)) = slot.lock().unwrap_or_else(PoisonError::into_inner).take() else {
            return undone;
        };
        let amount = Amount::from_fen(made.amount_fen.get())
            .ok_or_else(|| Error::internal("no amount to send"))?;
        let ask = TradeRefund::new(paid.out_trade_no, made.out_request_no, amount)
            .map_err(Error::internal)?;
        match self.gateway.refund(&ask, now).await.result {
            CallResult::Ok(_) => Ok(()),
            CallResult::Rejected(_) | CallResult::Unknown(_) => {
                Err(Error::internal("no response came"))
            }
        }
    }
}

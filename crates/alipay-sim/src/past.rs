//! The gateway at a time that has passed, for a shop that makes up a history.
//!
//! Requests are signed, checked and answered as over the network; only the clock is another one, and
//! no message is sent by the worker. Books, keys and settings are those of the running simulator,
//! so that what happened then can be refunded now.

use std::sync::Arc;

use anyhow::Context;

use crate::{
    bill::download,
    books::{
        delivery::{Cause, Delivery},
        event::Style,
        ledger::Payment,
        trade::Buyer,
    },
    gateway::{self, Handled},
    notify::{message, notice},
    refusal::Refusal,
    simulator::Simulator,
};

/// A door to the simulator with a clock of its own, which stands still until it is set.
#[derive(Debug)]
pub struct Past {
    simulator: Arc<Simulator>,
}

impl Past {
    pub(crate) fn of(now: &Simulator) -> Self {
        Self {
            simulator: Arc::new(now.with_stopped_clock()),
        }
    }

    /// Sets the clock.
    pub fn set_clock_ms(&self, now_ms: i64) {
        self.simulator.clock.set(now_ms);
    }

    /// A function that returns the time, for a shop that follows this clock.
    pub fn time(&self) -> impl Fn() -> i64 + Send + Sync + 'static + use<> {
        let simulator = Arc::clone(&self.simulator);
        move || simulator.clock.now()
    }

    /// The response to a call of the API. `query`: that of the gateway's address; `body`: the form.
    ///
    /// # Errors
    /// The request cannot be read, asks for a page, or the journal cannot be written.
    pub fn call(&self, query: &str, body: &[u8]) -> anyhow::Result<Vec<u8>> {
        match gateway::handle_here(&self.simulator, query, body)? {
            Handled::Body(body) => Ok(body),
            Handled::Cashier(_) => anyhow::bail!("a page is opened with `pay`"),
        }
    }

    /// A buyer opens the cashier, signs in and pays. `query`: that of the payment's address. Returns
    /// the form body of the notification, which nobody sends: it is for the caller to deliver.
    ///
    /// # Errors
    /// The gateway refuses the page or the payment, or the journal cannot be written.
    pub fn pay(&self, query: &str, buyer: &str) -> anyhow::Result<String> {
        let Handled::Cashier(path) = gateway::handle_here(&self.simulator, query, b"")? else {
            anyhow::bail!("the gateway refused to open the cashier");
        };
        let id = path.rsplit('/').next().unwrap_or_default();
        let delivery = self.simulator.change(|books, moment| {
            books.login(id, Buyer::named(buyer), moment)?;
            let number = books
                .order(id)
                .map(|order| order.out_trade_no.clone())
                .ok_or_else(Refusal::trade_not_exist)?;
            let payment = Payment {
                notify: false,
                ..Payment::default()
            };
            books.pay(&number, &payment, moment)?;
            let trade = books.trade(&number).ok_or_else(Refusal::trade_not_exist)?;
            let notify_id = books.new_notify_id(moment.now);
            Ok(Delivery {
                id: books.next_delivery_id(),
                fields: notice::fields(trade, &notify_id, moment.seller_id),
                notify_id,
                out_trade_no: number,
                cause: Cause::Paid,
                url: String::new(),
                charset: trade.order.charset.clone(),
                created_at: moment.now,
                due_at: None,
                tries: Vec::new(),
            })
        })?;
        let message = message::compose(&self.simulator, &delivery, &Style::default())
            .context("sign the notification")?;
        Ok(message.form())
    }

    /// The zip of a bill. `token`: that of the address which a call returned.
    ///
    /// # Errors
    /// The address is older than half a minute, or the zip cannot be written.
    pub fn bill(&self, token: &str) -> anyhow::Result<Vec<u8>> {
        download::zip_here(&self.simulator, token)
    }
}

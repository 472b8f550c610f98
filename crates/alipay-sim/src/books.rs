//! The simulator's books: every trade, refund, call and notification.
//!
//! State changes only through [`Books::commit`], which writes the journal first, then the memory.
//! This module knows neither HTTP nor signatures.

pub(crate) mod delivery;
pub(crate) mod event;
pub(crate) mod journal;
pub(crate) mod ledger;
pub(crate) mod money;
pub(crate) mod trade;

use std::{collections::BTreeMap, path::Path};

use delivery::Delivery;
use event::{Call, Event, Settings};
use journal::{Journal, JournalError};
use trade::{Order, Trade, TradeStatus};

/// The state of the gateway.
#[derive(Debug)]
pub(crate) struct Books {
    journal: Journal,
    salt: String,
    orders: BTreeMap<String, Order>,
    trades: BTreeMap<String, Trade>,
    calls: Vec<Call>,
    deliveries: Vec<Delivery>,
    settings: Settings,
    clock_shifts: (i64, i64),
}

impl Books {
    /// Opens the journal and replays it. `salt`: digits for the numbers of a new journal.
    pub(crate) fn open(path: &Path, salt: &str) -> Result<Self, JournalError> {
        let (journal, events) = Journal::open(path)?;
        let is_new = events.is_empty();
        let mut books = Self {
            journal,
            salt: String::new(),
            orders: BTreeMap::new(),
            trades: BTreeMap::new(),
            calls: Vec::new(),
            deliveries: Vec::new(),
            settings: Settings::default(),
            clock_shifts: (0, 0),
        };
        for event in events {
            books.apply(event);
        }
        if is_new {
            books.commit(vec![Event::Founded {
                salt: salt.to_owned(),
            }])?;
        }
        Ok(books)
    }

    /// Writes the batch to the journal, then applies it.
    pub(crate) fn commit(&mut self, batch: Vec<Event>) -> Result<(), JournalError> {
        self.journal.append(&batch)?;
        for event in batch {
            self.apply(event);
        }
        Ok(())
    }

    fn apply(&mut self, event: Event) {
        match event {
            Event::Founded { salt } => self.salt = salt,
            Event::Presented { order } => self.present(*order),
            Event::Born {
                order_id,
                trade_no,
                buyer,
                at,
            } => {
                let Some(order) = self.orders.get(&order_id).cloned() else {
                    return;
                };
                let trade = Trade {
                    trade_no,
                    total_fen: order.total_fen,
                    status: TradeStatus::WaitBuyerPay,
                    buyer,
                    created_at: at,
                    paid_at: None,
                    closed_at: None,
                    expires_at: order.expires_at,
                    refunds: Vec::new(),
                    order,
                };
                self.trades.insert(trade.order.out_trade_no.clone(), trade);
            }
            Event::Paid {
                out_trade_no,
                total_fen,
                buyer,
                at,
            } => {
                if let Some(balance) = &mut self.settings.balance_fen {
                    *balance = balance.saturating_add(total_fen);
                }
                if let Some(trade) = self.trades.get_mut(&out_trade_no) {
                    trade.pay(total_fen, buyer.as_ref(), at);
                }
            }
            Event::Refunded {
                out_trade_no,
                refund,
            } => {
                if let Some(balance) = &mut self.settings.balance_fen {
                    *balance = balance.saturating_sub(refund.amount_fen);
                }
                if let Some(trade) = self.trades.get_mut(&out_trade_no) {
                    trade.add_refund(refund);
                }
            }
            Event::Closed {
                out_trade_no,
                at,
                why: _,
            } => {
                if let Some(trade) = self.trades.get_mut(&out_trade_no) {
                    trade.close(at);
                }
            }
            Event::Finished { out_trade_no } => {
                if let Some(trade) = self.trades.get_mut(&out_trade_no) {
                    trade.status = TradeStatus::TradeFinished;
                }
            }
            Event::Called { call } => self.calls.push(call),
            Event::Queued { delivery } => self.deliveries.push(*delivery),
            Event::Tried {
                delivery_id,
                outcome,
                due_at,
            } => {
                if let Some(delivery) = self.delivery_mut(delivery_id) {
                    delivery.tries.push(outcome);
                    delivery.due_at = due_at;
                }
            }
            Event::Set { settings } => self.settings = settings,
            Event::ClockMoved {
                base_ms,
                advance_ms,
            } => self.clock_shifts = (base_ms, advance_ms),
        }
    }

    fn present(&mut self, order: Order) {
        if order.relative_expiry
            && let Some(trade) = self.trades.get_mut(&order.out_trade_no)
            && trade.status == TradeStatus::WaitBuyerPay
        {
            trade.expires_at = order.expires_at;
        }
        self.orders.insert(order.id.clone(), order);
    }

    fn delivery_mut(&mut self, id: u64) -> Option<&mut Delivery> {
        self.deliveries
            .iter_mut()
            .find(|delivery| delivery.id == id)
    }

    pub(crate) fn salt(&self) -> &str {
        &self.salt
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn clock_shifts(&self) -> (i64, i64) {
        self.clock_shifts
    }

    pub(crate) fn order(&self, id: &str) -> Option<&Order> {
        self.orders.get(id)
    }

    /// The cashiers opened for a number, oldest first.
    pub(crate) fn orders_of(&self, out_trade_no: &str) -> Vec<&Order> {
        let mut found: Vec<&Order> = self
            .orders
            .values()
            .filter(|order| order.out_trade_no == out_trade_no)
            .collect();
        found.sort_by_key(|order| order.presented_at);
        found
    }

    pub(crate) fn trade(&self, out_trade_no: &str) -> Option<&Trade> {
        self.trades.get(out_trade_no)
    }

    /// `trade_no` has precedence if both are given, as at the real gateway.
    pub(crate) fn find_trade(
        &self,
        trade_no: Option<&str>,
        out_trade_no: Option<&str>,
    ) -> Option<&Trade> {
        match (trade_no, out_trade_no) {
            (Some(number), _) => self.trades.values().find(|trade| trade.trade_no == number),
            (None, Some(number)) => self.trades.get(number),
            (None, None) => None,
        }
    }

    /// Every known number, sorted.
    pub(crate) fn out_trade_nos(&self) -> Vec<String> {
        let mut numbers: Vec<String> = self.trades.keys().cloned().collect();
        numbers.extend(self.orders.values().map(|order| order.out_trade_no.clone()));
        numbers.sort();
        numbers.dedup();
        numbers
    }

    pub(crate) fn trades(&self) -> impl Iterator<Item = &Trade> {
        self.trades.values()
    }

    pub(crate) fn calls_of<'a>(&'a self, out_trade_no: &'a str) -> impl Iterator<Item = &'a Call> {
        self.calls
            .iter()
            .filter(move |call| call.out_trade_no.as_deref() == Some(out_trade_no))
    }

    pub(crate) fn deliveries(&self) -> &[Delivery] {
        &self.deliveries
    }

    pub(crate) fn delivery(&self, id: u64) -> Option<&Delivery> {
        self.deliveries.iter().find(|delivery| delivery.id == id)
    }
}

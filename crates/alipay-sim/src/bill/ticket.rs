//! The tokens in the addresses of bills.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use super::{BillKind, Period};
use crate::random::random_hex;

/// How long an address is valid.
const LIFE_MS: i64 = 30_000;

/// Issued addresses. A restart forgets them, because they are valid only for half a minute.
#[derive(Debug, Default)]
pub(crate) struct Tickets(Mutex<HashMap<String, Ticket>>);

#[derive(Clone, Debug)]
pub(super) struct Ticket {
    pub(super) kind: BillKind,
    pub(super) period: Period,
    until: i64,
}

impl Tickets {
    pub(super) fn give(&self, kind: BillKind, period: &Period, now: i64) -> String {
        let token = random_hex();
        let mut tickets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tickets.retain(|_, ticket| ticket.until > now);
        let ticket = Ticket {
            kind,
            period: period.clone(),
            until: now.saturating_add(LIFE_MS),
        };
        tickets.insert(token.clone(), ticket);
        token
    }

    pub(super) fn find(&self, token: &str, now: i64) -> Option<Ticket> {
        let tickets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tickets
            .get(token)
            .filter(|ticket| ticket.until > now)
            .cloned()
    }
}

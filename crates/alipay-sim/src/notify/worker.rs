//! Sends due messages, repeats them by schedule, closes expired trades.
//!
//! All lasting state is in the books, so that a restarted worker continues. Holds made by faults
//! are not kept: after a restart a held message is sent.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use tokio::task::JoinSet;

use super::message;
use crate::{
    books::{
        Books,
        delivery::{Cause, Delivery, Try},
        event::Event,
        ledger::Moment,
    },
    faults::FaultKind,
    simulator::Simulator,
};

/// The longest sleep of the worker; trades also expire without any call.
const TICK_MS: i64 = 1000;

/// A message held by a fault.
#[derive(Clone, Copy, Debug)]
struct Hold {
    until: i64,
    fault: FaultKind,
}

/// The next step for a due message.
enum Step {
    Wait,
    Lose,
    Send {
        copies: u8,
        fault: Option<FaultKind>,
    },
}

/// Runs until the simulator stops.
pub(crate) async fn run(simulator: Arc<Simulator>) {
    let mut worker = Worker {
        simulator: Arc::clone(&simulator),
        flying: JoinSet::new(),
        in_flight: HashSet::new(),
        holds: HashMap::new(),
    };
    while !simulator.stop.is_cancelled() {
        worker.start_due();
        let pause = Duration::from_millis(u64::try_from(worker.next_look_ms()).unwrap_or(1));
        tokio::select! {
            () = simulator.stop.cancelled() => break,
            () = simulator.bell.notified() => {}
            () = tokio::time::sleep(pause) => {}
            Some(landed) = worker.flying.join_next(), if !worker.flying.is_empty() => {
                match landed {
                    Ok(id) => { worker.in_flight.remove(&id); }
                    Err(error) => tracing::error!(%error, "a delivery failed"),
                }
            }
        }
    }
}

struct Worker {
    simulator: Arc<Simulator>,
    flying: JoinSet<u64>,
    in_flight: HashSet<u64>,
    holds: HashMap<u64, Hold>,
}

impl Worker {
    fn start_due(&mut self) {
        let now = self.simulator.clock.now();
        let simulator = Arc::clone(&self.simulator);
        let mut books = simulator.books();
        let moment = Moment {
            now,
            seller_id: &simulator.seller_id,
        };
        if let Err(error) = books.expire(moment) {
            tracing::error!(%error, "the expiry cannot be written");
        }
        let due: Vec<Delivery> = books
            .deliveries()
            .iter()
            .filter(|delivery| delivery.due_at.is_some_and(|at| at <= now))
            .filter(|delivery| !self.in_flight.contains(&delivery.id))
            .cloned()
            .collect();
        for delivery in due {
            match self.step(&books, &delivery, now) {
                Step::Wait => {}
                Step::Lose => {
                    let lost = Try {
                        at: now,
                        status: None,
                        answer: None,
                        error: Some("lost by a fault".to_owned()),
                        fault: Some(FaultKind::NotifyDrop.as_str().to_owned()),
                    };
                    record(&mut books, &self.simulator, delivery.id, lost);
                }
                Step::Send { copies, fault } => {
                    self.holds.remove(&delivery.id);
                    self.in_flight.insert(delivery.id);
                    let simulator = Arc::clone(&self.simulator);
                    self.flying
                        .spawn(deliver(simulator, delivery, copies, fault));
                }
            }
        }
    }

    /// Applies the fault rules once per try.
    fn step(&mut self, books: &Books, delivery: &Delivery, now: i64) -> Step {
        if let Some(hold) = self.holds.get(&delivery.id) {
            let is_overtaken =
                hold.fault == FaultKind::NotifyReorder && was_overtaken(books, delivery);
            return if is_overtaken || now >= hold.until {
                Step::Send {
                    copies: 1,
                    fault: Some(hold.fault),
                }
            } else {
                Step::Wait
            };
        }
        match self.simulator.faults.notify(method(books, delivery)) {
            Some((FaultKind::NotifyDrop, _)) => Step::Lose,
            Some((fault @ (FaultKind::NotifyDelay | FaultKind::NotifyReorder), ms)) => {
                let until = now.saturating_add(ms);
                self.holds.insert(delivery.id, Hold { until, fault });
                Step::Wait
            }
            Some((fault, _)) => Step::Send {
                copies: 2,
                fault: Some(fault),
            },
            None => Step::Send {
                copies: 1,
                fault: None,
            },
        }
    }

    fn next_look_ms(&self) -> i64 {
        let now = self.simulator.clock.now();
        let books = self.simulator.books();
        let due = books
            .deliveries()
            .iter()
            .filter(|delivery| !self.in_flight.contains(&delivery.id))
            .filter_map(|delivery| match self.holds.get(&delivery.id) {
                Some(hold) => Some(hold.until),
                None => delivery.due_at,
            })
            .chain(self.holds.values().map(|hold| hold.until))
            .min();
        due.map_or(TICK_MS, |at| at.saturating_sub(now).clamp(1, TICK_MS))
    }
}

/// The API method that caused a message, for fault rules.
fn method(books: &Books, delivery: &Delivery) -> &'static str {
    match delivery.cause {
        Cause::Refunded => "alipay.trade.refund",
        Cause::Closed => "alipay.trade.close",
        Cause::Paid | Cause::Finished | Cause::Control => books
            .trade(&delivery.out_trade_no)
            .map(|trade| trade.order.product)
            .unwrap_or_default()
            .method(),
    }
}

/// True if a later message of the same trade was tried already.
fn was_overtaken(books: &Books, held: &Delivery) -> bool {
    books.deliveries().iter().any(|other| {
        other.id > held.id && other.out_trade_no == held.out_trade_no && !other.tries.is_empty()
    })
}

async fn deliver(
    simulator: Arc<Simulator>,
    delivery: Delivery,
    copies: u8,
    fault: Option<FaultKind>,
) -> u64 {
    for _ in 0..copies {
        let style = simulator.books().settings().notify.clone();
        let outcome = match message::compose(&simulator, &delivery, &style) {
            Ok(message) => {
                let fault = fault.map(FaultKind::as_str);
                message::post(&simulator, &delivery.url, &message, fault).await
            }
            Err(error) => {
                tracing::error!(%error, "the notification cannot be signed");
                Try {
                    at: simulator.clock.now(),
                    status: None,
                    answer: None,
                    error: Some(error.to_string()),
                    fault: None,
                }
            }
        };
        record(&mut simulator.books(), &simulator, delivery.id, outcome);
    }
    delivery.id
}

/// Records one try and when the next is due.
pub(crate) fn record(books: &mut Books, simulator: &Simulator, id: u64, outcome: Try) {
    let Some(delivery) = books.delivery(id) else {
        return;
    };
    let due_at = if outcome.is_success() || delivery.is_delivered() {
        None
    } else {
        delivery.next_due(simulator.clock.now(), simulator.time_scale)
    };
    let tried = Event::Tried {
        delivery_id: id,
        outcome,
        due_at,
    };
    if let Err(error) = books.commit(vec![tried]) {
        tracing::error!(%error, "the try cannot be written");
    }
    simulator.landed.notify_waiters();
}

//! What the books have under the numbers of a line.

use crate::Error;
use domain::{
    number::{beside, on_trade, unnumbered},
    recon::{self, BillDay, Difference, Direction, Here, extra_subject, line_key},
    refund::RefundState,
};
use std::collections::{HashMap, HashSet};
use store::{
    Tx,
    models::{
        attempt::Attempt,
        recon::{BillLine, BillRow},
        refund::Refund,
    },
    queries::{bill, recon as stored},
};

/// The rows of the books that some lines may be about, and the other lines about them.
pub(super) struct Books {
    attempts: HashMap<String, Attempt>,
    refunds: HashMap<i64, Vec<Refund>>,
    lines: HashMap<String, Vec<BillLine>>,
    /// Refunds of lines that are not stored yet.
    taken: HashSet<i64>,
}

/// Which line is judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Its bill.
    pub(super) import_id: i64,
    /// Its day.
    pub(super) day: BillDay,
    /// Its key, if it is stored.
    pub(super) line_id: Option<i64>,
    /// Which of the movements of its key on its bill.
    pub(super) copy_no: i64,
}

/// A line beside the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judged {
    /// The attempt with its number, unless another line has it.
    pub(super) attempt_id: Option<i64>,
    /// The refund with its number, unless another line has it.
    pub(super) refund_id: Option<i64>,
    /// The attempt that the gateway can be asked about.
    pub(super) about: Option<i64>,
    /// What a difference about it is called.
    pub(super) subject: String,
    /// What a difference about the refund is called that has another number here.
    pub(super) other_subject: Option<String>,
    /// How they differ, if they do.
    pub(super) difference: Option<Difference>,
}

impl Books {
    /// Loads what these payments need.
    pub(super) fn load<'r>(
        tx: &mut Tx<'_>,
        rows: impl Iterator<Item = &'r BillRow>,
    ) -> Result<Self, Error> {
        let numbers: HashSet<&str> = rows.map(|row| row.out_trade_no.as_str()).collect();
        let numbers: Vec<&str> = numbers.into_iter().collect();
        let attempts = stored::attempts_of(tx, &numbers)?;
        let ids: Vec<i64> = attempts.iter().map(|attempt| attempt.id).collect();
        let mut refunds: HashMap<i64, Vec<Refund>> = HashMap::new();
        for refund in stored::refunds_of(tx, &ids)? {
            let of_attempt = refunds.entry(refund.payment_attempt_id).or_default();
            of_attempt.push(refund);
        }
        let mut books = Self {
            attempts: attempts
                .into_iter()
                .map(|attempt| (attempt.out_trade_no.clone(), attempt))
                .collect(),
            refunds,
            lines: HashMap::new(),
            taken: HashSet::new(),
        };
        for line in bill::of_trades(tx, &numbers)? {
            books.keep(line);
        }
        Ok(books)
    }

    /// The lines of a payment.
    pub(super) fn lines(&self, out_trade_no: &str) -> &[BillLine] {
        self.lines.get(out_trade_no).map_or(&[], Vec::as_slice)
    }

    /// Keeps a line as it is now.
    pub(super) fn keep(&mut self, line: BillLine) {
        let of_trade = self.lines.entry(line.out_trade_no.clone()).or_default();
        of_trade.retain(|known| known.id != line.id);
        of_trade.push(line);
    }

    /// Keeps that a line which is not stored yet has this refund.
    pub(super) fn take(&mut self, refund_id: i64) {
        self.taken.insert(refund_id);
    }

    /// Compares a line with the books.
    pub(super) fn judge(&self, place: Place, row: &BillRow) -> Judged {
        let others = || {
            self.lines(&row.out_trade_no)
                .iter()
                .filter(|line| line.gone == 0 && Some(line.id) != place.line_id)
        };
        let is_elsewhere = others().any(|line| {
            line.import_id != place.import_id
                && line.line_key == row.line_key
                && place.line_id.is_none_or(|own| line.id < own)
        });
        if place.copy_no > 1 || is_elsewhere {
            return Judged {
                attempt_id: None,
                refund_id: None,
                about: None,
                subject: extra_subject(&row.line_key, place.copy_no, place.day),
                other_subject: None,
                difference: recon::compare(row.there(), Here::Nothing),
            };
        }
        let attempt = self.attempts.get(&row.out_trade_no);
        let mut judged = Judged {
            attempt_id: attempt.map(|attempt| attempt.id),
            refund_id: None,
            about: attempt.map(|attempt| attempt.id),
            subject: row.line_key.clone(),
            other_subject: None,
            difference: None,
        };
        let here = match (attempt, row.direction) {
            (None, _) => Here::Nothing,
            (Some(attempt), Direction::Payment) => Here::Payment {
                paid: attempt.paid_fen,
                trade_no: attempt.provider_trade_no.as_deref(),
            },
            (Some(attempt), Direction::Refund) => {
                let stored = others().filter_map(|line| line.refund_id);
                let taken: HashSet<i64> = stored.chain(self.taken.iter().copied()).collect();
                match self.refund(attempt, row, &taken) {
                    None => Here::Nothing,
                    Some(refund) => {
                        judged.refund_id = Some(refund.id);
                        if refund.out_request_no != row.request_no {
                            let number = &refund.out_request_no;
                            judged.other_subject =
                                Some(line_key(Direction::Refund, &row.out_trade_no, number));
                        }
                        Here::Refund {
                            state: refund.state,
                            amount: refund.amount_fen,
                        }
                    }
                }
            }
        };
        judged.difference = recon::compare(row.there(), here);
        judged
    }

    /// The refund of a line: the one with its number, or the one that was booked beside a cancelled refund or another payment's
    /// with that number, or the rest of a payment that was booked without a number.
    fn refund(&self, attempt: &Attempt, row: &BillRow, taken: &HashSet<i64>) -> Option<&Refund> {
        let of_attempt = self.refunds.get(&attempt.id)?;
        let free = || {
            of_attempt
                .iter()
                .filter(|refund| !taken.contains(&refund.id))
        };
        let named = |number: &str| free().find(|refund| refund.out_request_no == number);
        let own = named(&row.request_no);
        let moved = [
            on_trade(&row.request_no, &attempt.out_trade_no),
            beside(&row.request_no),
        ];
        own.filter(|refund| refund.state != RefundState::Dropped)
            .or_else(|| moved.iter().find_map(|number| named(number)))
            .or(own)
            .or_else(|| {
                named(&unnumbered(&attempt.out_trade_no))
                    .filter(|refund| refund.amount_fen == row.amount)
            })
    }
}

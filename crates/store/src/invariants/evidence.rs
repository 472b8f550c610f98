//! A9, A15: no payment without a signed message, no message without its payment.

use super::Found;
use crate::{error::StoreError, tx::Tx};
use domain::time::{DAY, Millis};

/// How long a message that could not be applied may wait for staff.
const UNREAD: i64 = DAY;

pub(super) fn check(tx: &mut Tx<'_>, now: Millis, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A9",
        "a paid attempt has no signed evidence or no trade number",
        "SELECT 'payment_attempts id=' || a.id || ' out_trade_no=' || a.out_trade_no
           || ' provider_trade_no=' || COALESCE(a.provider_trade_no, '')
           || ' evidence=' || COALESCE(a.evidence, '') AS answer
         FROM payment_attempts a
         WHERE a.state IN ('paid', 'finished')
           AND (a.provider_trade_no IS NULL
             OR NOT (EXISTS (SELECT 1 FROM notify_inbox n
                             WHERE n.attempt_id = a.id AND 'notify:' || n.id = a.evidence)
               OR EXISTS (SELECT 1 FROM provider_calls c
                          WHERE c.attempt_id = a.id AND c.sign_ok = 1
                            AND 'query:' || c.id = a.evidence)))
         ORDER BY a.id",
    )?;
    found.ask(
        tx,
        "A15",
        "an applied message does not name the attempt it paid or finished",
        "SELECT 'notify_inbox id=' || n.id || ' notify_id=' || n.notify_id
           || ' out_trade_no=' || n.out_trade_no || ' attempt_id='
           || COALESCE(CAST(n.attempt_id AS TEXT), '') AS answer
         FROM notify_inbox n LEFT JOIN payment_attempts a ON a.id = n.attempt_id
         WHERE n.verdict = 'applied'
           AND (a.id IS NULL OR a.state NOT IN ('paid', 'finished')
             OR a.out_trade_no <> n.out_trade_no
             OR COALESCE(a.provider_trade_no, '') <> n.trade_no)
         ORDER BY n.id",
    )?;
    found.ask(
        tx,
        "A15",
        "a message that could not be applied is older than a day",
        &format!(
            "SELECT 'notify_inbox id=' || id || ' notify_id=' || notify_id || ' verdict=' || verdict
               || ' out_trade_no=' || out_trade_no AS answer
             FROM notify_inbox
             WHERE verdict IN ('error', 'unknown_trade') AND received_at < {}
             ORDER BY id",
            now.plus(-UNREAD).get()
        ),
    )
}

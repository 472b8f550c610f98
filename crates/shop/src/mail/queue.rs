//! Queueing: which event tells whom, in the transaction of the event.

use super::is_marked;
use crate::{Error, jobs, pace::hashed, setting::over};
use domain::{
    locale::Locale,
    mail::{MailAbout, RefundDecision, Units},
    money::Fen,
    setting::Settings,
    time::Millis,
};
use store::{
    Tx,
    models::mail::NewMail,
    queries::{account, mail, order, setting},
};

/// Characters of a mail's public key.
const KEY_LEN: usize = 32;

/// What happened. Each may be queued twice: the second does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'e> {
    /// An order was paid: to its buyer, and to staff who want that.
    Paid {
        /// `orders.id`.
        order_id: i64,
    },
    /// A parcel left: to the buyer.
    Shipped {
        /// `orders.id`.
        order_id: i64,
        /// What no other parcel has, e.g. its key.
        parcel: &'e str,
        /// Name of the carrier, as shown.
        carrier: &'e str,
        /// Tracking number; empty without one.
        tracking_no: &'e str,
        /// The units in it.
        lines: Vec<Units>,
        /// True if nothing of the order is left to ship.
        is_last: bool,
    },
    /// A buyer asks for a refund: to staff who want that.
    RefundRequested {
        /// `orders.id`.
        order_id: i64,
        /// What no other refund has.
        refund: &'e str,
        /// What is asked for.
        amount: Fen,
        /// The buyer's words; empty for none.
        words: &'e str,
    },
    /// A refund was decided: to the buyer.
    RefundDecided {
        /// `orders.id`.
        order_id: i64,
        /// What no other refund has.
        refund: &'e str,
        /// The decision.
        decision: RefundDecision,
        /// What will be returned; what was asked for if it was declined.
        amount: Fen,
        /// The shop's words to the buyer; empty for none.
        words: &'e str,
    },
    /// The money of a refund arrived: to the buyer.
    RefundArrived {
        /// `orders.id`.
        order_id: i64,
        /// What no other refund has.
        refund: &'e str,
        /// The amount.
        amount: Fen,
    },
    /// Somebody asked for a new password: to the account's address.
    PasswordReset {
        /// `users.id`.
        user_id: i64,
        /// The key of the link.
        key: &'e str,
    },
    /// The shop raised an alarm: to staff who want that, once a day for each subject. Alarms about mail are not mailed.
    Alarm {
        /// Its code, e.g. `refund_unknown`.
        code: &'e str,
        /// Which row or number it is about.
        subject: &'e str,
    },
}

/// A mail that an event asks for.
struct Wanted {
    event_key: String,
    order_id: Option<i64>,
    about: MailAbout,
}

impl Wanted {
    fn of_order(event_key: String, order_id: i64, about: MailAbout) -> Self {
        Self {
            event_key,
            order_id: Some(order_id),
            about,
        }
    }
}

/// Queues the mail of an event: its rows and their jobs, in the transaction of the event. Without a mail server, and for
/// an account without an email address, it does nothing.
///
/// # Errors
/// `Busy`, `Internal`.
pub fn queue(tx: &mut Tx<'_>, event: &Event<'_>, now: Millis) -> Result<(), Error> {
    let rows = setting::all(tx)?;
    if !is_marked(&rows) {
        return Ok(());
    }
    // No setting of mail has a first value from the environment.
    let settings = over(&Settings::default(), &rows);
    match event {
        Event::Paid { order_id } => {
            let id = *order_id;
            let paid = Wanted::of_order(format!("paid:{id}"), id, MailAbout::OrderPaid);
            to_buyer(tx, paid, now)?;
            let told = Wanted::of_order(format!("staff_paid:{id}"), id, MailAbout::StaffPaid);
            to_staff(tx, &settings, settings.mail_staff_paid, told, now)
        }
        Event::Shipped {
            order_id,
            parcel,
            carrier,
            tracking_no,
            lines,
            is_last,
        } => {
            let about = MailAbout::Shipped {
                carrier: (*carrier).to_owned(),
                tracking_no: (*tracking_no).to_owned(),
                lines: lines.clone(),
                is_last: *is_last,
            };
            let shipped = Wanted::of_order(format!("shipped:{parcel}"), *order_id, about);
            to_buyer(tx, shipped, now)
        }
        Event::RefundRequested {
            order_id,
            refund,
            amount,
            words,
        } => {
            let about = MailAbout::StaffRequest {
                amount: *amount,
                words: (*words).to_owned(),
            };
            let asked = Wanted::of_order(format!("request:{refund}"), *order_id, about);
            to_staff(tx, &settings, settings.mail_staff_request, asked, now)
        }
        Event::RefundDecided {
            order_id,
            refund,
            decision,
            amount,
            words,
        } => {
            let about = MailAbout::RefundDecided {
                decision: *decision,
                amount: *amount,
                words: (*words).to_owned(),
            };
            let key = format!("decided:{refund}:{decision}");
            to_buyer(tx, Wanted::of_order(key, *order_id, about), now)
        }
        Event::RefundArrived {
            order_id,
            refund,
            amount,
        } => {
            let about = MailAbout::RefundArrived { amount: *amount };
            let arrived = Wanted::of_order(format!("arrived:{refund}"), *order_id, about);
            to_buyer(tx, arrived, now)
        }
        Event::PasswordReset { user_id, key } => to_account(tx, *user_id, key, now),
        Event::Alarm { code, .. } if code.starts_with("mail_") => Ok(()),
        Event::Alarm { code, subject } => {
            let alarm = Wanted {
                event_key: format!("alarm:{code}:{subject}:{}", now.shanghai_day()),
                order_id: None,
                about: MailAbout::StaffAlarm {
                    code: (*code).to_owned(),
                    subject: (*subject).to_owned(),
                },
            };
            to_staff(tx, &settings, settings.mail_staff_alarm, alarm, now)
        }
    }
}

/// To the account that placed the order, in the order's language; a guest, and an account with a phone number only, gets
/// none.
fn to_buyer(tx: &mut Tx<'_>, wanted: Wanted, now: Millis) -> Result<(), Error> {
    let Some(order_id) = wanted.order_id else {
        return Err(Error::internal("mail to the buyer of no order"));
    };
    let order = order::get(tx, order_id)?;
    let Some(user_id) = order.user_id else {
        return Ok(());
    };
    let buyer = account::get(tx, user_id)?;
    match buyer.and_then(|user| user.email) {
        Some(email) => file(tx, wanted, email, order.locale, now),
        None => Ok(()),
    }
}

fn to_staff(
    tx: &mut Tx<'_>,
    settings: &Settings,
    is_wanted: bool,
    wanted: Wanted,
    now: Millis,
) -> Result<(), Error> {
    if !is_wanted || settings.mail_staff.is_empty() {
        return Ok(());
    }
    let to = settings.mail_staff.clone();
    file(tx, wanted, to, settings.mail_staff_locale, now)
}

fn to_account(tx: &mut Tx<'_>, user_id: i64, key: &str, now: Millis) -> Result<(), Error> {
    let found = account::get(tx, user_id)?.filter(store::models::account::User::is_active);
    let Some((email, locale)) = found.and_then(|user| Some((user.email?, user.locale))) else {
        return Ok(());
    };
    let reset = Wanted {
        event_key: format!("reset:{}", hashed(&["reset", key])),
        order_id: None,
        about: MailAbout::PasswordReset {
            key: key.to_owned(),
        },
    };
    file(tx, reset, email, locale, now)
}

/// Writes the row and its job.
fn file(
    tx: &mut Tx<'_>,
    wanted: Wanted,
    recipient: String,
    locale: Locale,
    now: Millis,
) -> Result<(), Error> {
    let at = now.get().to_string();
    let parts = ["mail", &wanted.event_key, &recipient, &at];
    let new = NewMail {
        mail_key: hashed(&parts).chars().take(KEY_LEN).collect(),
        kind: wanted.about.kind(),
        recipient,
        locale,
        order_id: wanted.order_id,
        about_json: serde_json::to_string(&wanted.about).map_err(Error::internal)?,
        queued_at: now,
        event_key: wanted.event_key,
    };
    match mail::insert(tx, &new)? {
        Some(mail_id) => jobs::file::send_mail(tx, mail_id, now),
        None => Ok(()),
    }
}

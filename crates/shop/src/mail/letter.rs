//! The facts of a mail, as they are when it is sent.

use super::{Mailing, Page};
use crate::Error;
use domain::{
    locale::{Locale, Words},
    mail::{MailAbout, Units},
    order::LineKind,
    setting::Settings,
};
use mailer::{About, Letter, Line, OrderFacts, Sender};
use store::{
    Tx,
    models::{
        mail::Mail,
        order::{Order, OrderDetail},
    },
    queries::order,
};

/// The letter of a mail that waits.
///
/// # Errors
/// `Internal` for a row that another version wrote.
pub(super) fn load(
    tx: &mut Tx<'_>,
    mail: &Mail,
    settings: &Settings,
    mailing: &Mailing,
) -> Result<Letter, Error> {
    let locale = mail.locale;
    let stored: MailAbout = serde_json::from_str(&mail.about_json).map_err(Error::internal)?;
    let (order, details) = match mail.order_id {
        Some(id) => (Some(order::get(tx, id)?), order::details(tx, id)?),
        None => (None, Vec::new()),
    };
    let number = order.as_ref().map(|order| order.number.clone());
    let of_order = || {
        number
            .clone()
            .ok_or_else(|| Error::internal("mail of no order"))
    };
    let facts = || {
        let order = order.as_ref();
        let order = order.ok_or_else(|| Error::internal("mail of no order"))?;
        order_facts(order, &details, locale)
    };
    let about = match &stored {
        MailAbout::OrderPaid => About::OrderPaid(facts()?),
        MailAbout::Shipped {
            carrier,
            tracking_no,
            lines,
            is_last,
        } => About::Shipped {
            number: of_order()?,
            carrier: carrier.clone(),
            tracking_no: tracking_no.clone(),
            lines: in_parcel(lines, &details, locale)?,
            is_last: *is_last,
        },
        MailAbout::RefundDecided {
            decision,
            amount,
            words,
        } => About::RefundDecided {
            number: of_order()?,
            decision: *decision,
            amount: *amount,
            words: words.clone(),
        },
        MailAbout::RefundArrived { amount } => About::RefundArrived {
            number: of_order()?,
            amount: *amount,
        },
        MailAbout::PasswordReset { .. } => About::PasswordReset,
        MailAbout::StaffPaid => About::StaffPaid(facts()?),
        MailAbout::StaffRequest { amount, words } => About::StaffRequest {
            number: of_order()?,
            amount: *amount,
            words: words.clone(),
        },
        MailAbout::StaffAlarm { code, subject } => About::StaffAlarm {
            code: code.clone(),
            subject: subject.clone(),
        },
    };
    let page = match (&stored, number.as_deref()) {
        (MailAbout::PasswordReset { key }, _) => Page::Reset(key),
        (_, Some(number)) if mail.kind.is_for_staff() => Page::StaffOrder(number),
        (_, Some(number)) => Page::Order(number),
        (_, None) => Page::Staff,
    };
    Ok(Letter {
        locale,
        sender: Sender {
            name: settings.name(locale).text,
            phone: settings.phone.clone(),
            email: settings.email.clone(),
            home: (mailing.address_of)(Page::Home(locale)),
        },
        about,
        link: (mailing.address_of)(page),
    })
}

fn order_facts(
    order: &Order,
    details: &[OrderDetail],
    locale: Locale,
) -> Result<OrderFacts, Error> {
    let lines = details
        .iter()
        .filter(|detail| detail.kind == LineKind::Item)
        .map(|detail| line(detail, detail.qty, locale))
        .collect::<Result<_, _>>()?;
    Ok(OrderFacts {
        number: order.number.clone(),
        lines,
        items: order.items_fen,
        discount: order.discount_fen,
        postage: order.postage_fen,
        total: order.total_fen,
    })
}

fn in_parcel(units: &[Units], details: &[OrderDetail], locale: Locale) -> Result<Vec<Line>, Error> {
    units
        .iter()
        .filter_map(|some| {
            let of_line = |detail: &&OrderDetail| detail.line_no == some.line_no;
            let detail = details.iter().find(of_line)?;
            Some(line(detail, some.qty, locale))
        })
        .collect()
}

fn line(detail: &OrderDetail, qty: i64, locale: Locale) -> Result<Line, Error> {
    Ok(Line {
        title: Words::choose(locale, &detail.title_zh, &detail.title_en).text,
        options: Words::choose(locale, &detail.options_zh, &detail.options_en).text,
        qty,
        amount: detail.unit_fen.times(qty)?,
    })
}

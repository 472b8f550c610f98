//! From facts to a mail: one function for each kind.

use crate::{
    content::{Block, Content, Draft},
    text::{self, Lang},
};
use domain::{locale::Locale, mail::RefundDecision, money::Fen};

/// The shop, as its mail names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Its name in the language of the mail.
    pub name: String,
    /// Its phone number; empty for none.
    pub phone: String,
    /// Its email address; empty for none.
    pub email: String,
    /// Address of its front page.
    pub home: String,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Title of the product.
    pub title: String,
    /// Its variant; empty for none.
    pub options: String,
    /// Units.
    pub qty: i64,
    /// What they cost.
    pub amount: Fen,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFacts {
    /// Its number.
    pub number: String,
    /// Its products.
    pub lines: Vec<Line>,
    /// Product total.
    pub items: Fen,
    /// Discount on products.
    pub discount: Fen,
    /// Shipping.
    pub postage: Fen,
    /// What was to be paid.
    pub total: Fen,
}

/// What a mail is about, with all it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// To the buyer: the order is paid.
    OrderPaid(OrderFacts),
    /// To the buyer: goods are on their way.
    Shipped {
        /// The order.
        number: String,
        /// Name of the carrier.
        carrier: String,
        /// Tracking number; empty without one.
        tracking_no: String,
        /// What is in the parcel.
        lines: Vec<Line>,
        /// True if nothing is left to ship.
        is_last: bool,
    },
    /// To the buyer: a refund was decided.
    RefundDecided {
        /// The order.
        number: String,
        /// The decision.
        decision: RefundDecision,
        /// The amount.
        amount: Fen,
        /// The shop's words; empty for none.
        words: String,
    },
    /// To the buyer: the money arrived.
    RefundArrived {
        /// The order.
        number: String,
        /// The amount.
        amount: Fen,
    },
    /// To an account: a link that sets a new password.
    PasswordReset,
    /// To staff: an order was paid.
    StaffPaid(OrderFacts),
    /// To staff: a refund is asked for.
    StaffRequest {
        /// The order.
        number: String,
        /// The amount.
        amount: Fen,
        /// The buyer's words; empty for none.
        words: String,
    },
    /// To staff: an alarm.
    StaffAlarm {
        /// Its code.
        code: String,
        /// What it is about.
        subject: String,
    },
}

/// A mail to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its language.
    pub locale: Locale,
    /// The shop.
    pub sender: Sender,
    /// What it is about.
    pub about: About,
    /// The page that it leads to, as a whole address.
    pub link: String,
}

impl Letter {
    /// The mail in words.
    #[must_use]
    pub fn content(&self) -> Content {
        let lang = Lang::of(self.locale);
        let (subject, title, mut blocks) = said(lang, &self.about, &self.sender.name);
        let words = text::link(lang, &self.about);
        blocks.push(Block::Link(words.to_owned(), self.link.clone()));
        if matches!(self.about, About::PasswordReset) {
            blocks.push(Block::Say(text::ignore_reset(lang).to_owned()));
        }
        Draft {
            lang,
            subject,
            title,
            blocks,
            footer: footer(lang, &self.sender),
        }
        .content()
    }
}

/// Subject, heading and what stands before the link.
fn said(lang: Lang, about: &About, shop: &str) -> (String, String, Vec<Block>) {
    match about {
        About::OrderPaid(order) => {
            let mut blocks = vec![Block::Say(text::paid(lang, order.total))];
            blocks.extend(sums(lang, order));
            let subject = text::paid_subject(lang, &order.number);
            (subject, text::paid_title(lang).to_owned(), blocks)
        }
        About::Shipped {
            number,
            carrier,
            tracking_no,
            lines,
            is_last,
        } => {
            let mut facts = vec![
                (text::order(lang).to_owned(), number.clone()),
                (text::carrier(lang).to_owned(), carrier.clone()),
            ];
            // What the shop brings itself has no number.
            if !tracking_no.is_empty() {
                facts.push((text::tracking_no(lang).to_owned(), tracking_no.clone()));
            }
            let mut blocks = vec![
                Block::Say(text::shipped(lang, *is_last).to_owned()),
                Block::Facts(facts),
            ];
            if !lines.is_empty() {
                blocks.push(Block::Facts(lines.iter().map(in_parcel).collect()));
            }
            let subject = text::shipped_subject(lang, number);
            (subject, text::shipped_title(lang).to_owned(), blocks)
        }
        About::RefundDecided {
            number,
            decision,
            amount,
            words,
        } => {
            let mut blocks = vec![
                Block::Say(text::decided(lang, *decision, *amount)),
                Block::Facts(vec![(text::order(lang).to_owned(), number.clone())]),
            ];
            blocks.extend(quoted(text::from_shop(lang), words));
            let title = text::decided_title(lang, *decision).to_owned();
            (text::of_order(lang, &title, number), title, blocks)
        }
        About::RefundArrived { number, amount } => {
            let blocks = vec![
                Block::Say(text::arrived(lang, *amount)),
                Block::Facts(vec![(text::order(lang).to_owned(), number.clone())]),
            ];
            let title = text::arrived_title(lang).to_owned();
            (text::of_order(lang, &title, number), title, blocks)
        }
        About::PasswordReset => {
            let title = text::reset_title(lang).to_owned();
            let blocks = vec![Block::Say(text::reset(lang, shop))];
            (text::of_shop(lang, &title, shop), title, blocks)
        }
        About::StaffPaid(order) => {
            let title = text::staff_paid(lang, order.total);
            let subject = text::of_order(lang, &title, &order.number);
            (subject, title, sums(lang, order))
        }
        About::StaffRequest {
            number,
            amount,
            words,
        } => {
            let title = text::staff_request(lang, *amount);
            let order = (text::order(lang).to_owned(), number.clone());
            let mut blocks = vec![Block::Facts(vec![order])];
            blocks.extend(quoted(text::from_buyer(lang), words));
            (text::of_order(lang, &title, number), title, blocks)
        }
        About::StaffAlarm { code, subject } => {
            let title = text::staff_alarm(lang, code).to_owned();
            let mut blocks = vec![Block::Say(text::alarm(lang).to_owned())];
            if !subject.is_empty() {
                blocks.push(Block::Quote(subject.clone()));
            }
            (text::of_shop(lang, &title, shop), title, blocks)
        }
    }
}

/// The lines of an order and their sum.
fn sums(lang: Lang, order: &OrderFacts) -> Vec<Block> {
    let number = (text::order(lang).to_owned(), order.number.clone());
    let lines = order.lines.iter().map(|line| {
        let (name, units) = in_parcel(line);
        (name, format!("{units}  {}", text::yuan(line.amount)))
    });
    let mut sums = vec![(text::items(lang).to_owned(), text::yuan(order.items))];
    if order.discount != Fen::ZERO {
        let off = format!("-{}", text::yuan(order.discount));
        sums.push((text::discount(lang).to_owned(), off));
    }
    sums.push((text::postage(lang).to_owned(), text::yuan(order.postage)));
    sums.push((text::total(lang).to_owned(), text::yuan(order.total)));
    vec![
        Block::Facts(vec![number]),
        Block::Facts(lines.collect()),
        Block::Facts(sums),
    ]
}

/// A product and its units.
fn in_parcel(line: &Line) -> (String, String) {
    let name = if line.options.is_empty() {
        line.title.clone()
    } else {
        format!("{} ({})", line.title, line.options)
    };
    (name, format!("× {}", line.qty))
}

/// What somebody wrote, with a word on who; nothing for nothing.
fn quoted(who: &str, words: &str) -> Vec<Block> {
    if words.trim().is_empty() {
        return Vec::new();
    }
    vec![
        Block::Say(who.to_owned()),
        Block::Quote(words.trim().to_owned()),
    ]
}

fn footer(lang: Lang, sender: &Sender) -> Vec<String> {
    let mut lines = vec![sender.name.clone(), sender.home.clone()];
    let reach = [
        (text::phone(lang), &sender.phone),
        (text::email(lang), &sender.email),
    ];
    for (name, value) in reach {
        if !value.is_empty() {
            lines.push(text::fact(lang, name, value));
        }
    }
    lines.push(text::automatic(lang).to_owned());
    lines
}

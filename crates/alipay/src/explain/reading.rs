//! The changes that readers make to signed fields, each undone in turn.

use super::fields::{Fields, Kind};
use super::mistake::Mistake;
use super::value::{
    chosen_plus, form_decoded, form_encoded, gbk_read, gbk_to_utf8, html_unescaped, latin1_read,
    percent_encoded, replace, swap, two_decimals, utf8_to_gbk, without_slashes,
};
use crate::form::BytePair;
use percent_encoding::percent_decode;

/// Names that Alipay uses in notifications and returns. Others may be the reader's own.
const KNOWN: &[&str] = &[
    "alipay_cert_sn",
    "app_id",
    "auth_app_id",
    "body",
    "buyer_id",
    "buyer_logon_id",
    "buyer_open_id",
    "buyer_pay_amount",
    "buyer_user_id",
    "charset",
    "discount_goods_detail",
    "fund_bill_list",
    "gmt_close",
    "gmt_create",
    "gmt_payment",
    "gmt_refund",
    "invoice_amount",
    "mdiscount_amount",
    "method",
    "notify_id",
    "notify_time",
    "notify_type",
    "out_biz_no",
    "out_trade_no",
    "passback_params",
    "point_amount",
    "receipt_amount",
    "refund_fee",
    "seller_email",
    "seller_id",
    "send_back_fee",
    "sign",
    "sign_type",
    "subject",
    "timestamp",
    "total_amount",
    "trade_no",
    "trade_status",
    "version",
    "voucher_detail_list",
];

/// One assumption about the signed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) pairs: Vec<BytePair>,
    pub(super) keeps_sign_type: bool,
    pub(super) keeps_empty: bool,
}

/// A reading and the mistake that it undoes.
#[derive(Debug, Clone)]
pub(super) struct Undone {
    pub(super) reading: Reading,
    pub(super) mistake: Mistake,
    /// The affected field, if it is only one.
    pub(super) about: Vec<String>,
}

impl Reading {
    /// The unchanged fields, by the rule for their kind.
    pub(super) fn right(fields: &Fields, kind: Kind) -> Self {
        Self {
            pairs: fields.pairs.clone(),
            keeps_sign_type: kind == Kind::Request,
            keeps_empty: false,
        }
    }

    /// The signed text under this reading.
    pub(super) fn text(&self) -> Vec<u8> {
        let mut pairs: Vec<&BytePair> = self
            .pairs
            .iter()
            .filter(|(name, value)| {
                name != b"sign"
                    && (self.keeps_sign_type || name != b"sign_type")
                    && (self.keeps_empty || !value.is_empty())
            })
            .collect();
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        let mut text = Vec::new();
        for (name, value) in pairs {
            if !text.is_empty() {
                text.push(b'&');
            }
            text.extend_from_slice(name);
            text.push(b'=');
            text.extend_from_slice(value);
        }
        text
    }

    /// Applies `change` to every value; `None` if nothing changes.
    fn all(
        &self,
        mistake: Mistake,
        change: impl Fn(&[u8], &[u8]) -> Option<Vec<u8>>,
    ) -> Option<Undone> {
        let mut about = Vec::new();
        let mut reading = self.clone();
        for (name, value) in &mut reading.pairs {
            if name == b"sign" || name == b"sign_type" {
                continue;
            }
            if let Some(changed) = change(name, value).filter(|changed| changed != value) {
                about.push(String::from_utf8_lossy(name).into_owned());
                *value = changed;
            }
        }
        (!about.is_empty()).then_some(Undone {
            reading,
            mistake,
            about,
        })
    }

    /// Applies `change` to one value after the other.
    fn each(&self, mistake: Mistake, change: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Vec<Undone> {
        let names: Vec<Vec<u8>> = self.pairs.iter().map(|(name, _)| name.clone()).collect();
        names
            .iter()
            .filter_map(|only| {
                self.all(mistake, |name, value| {
                    (name == only.as_slice()).then(|| change(value)).flatten()
                })
            })
            .collect()
    }

    /// Without the fields that `drop` selects.
    fn without(&self, drop: impl Fn(&[u8]) -> bool) -> Option<Undone> {
        let about: Vec<String> = self
            .pairs
            .iter()
            .filter(|(name, _)| drop(name))
            .map(|(name, _)| String::from_utf8_lossy(name).into_owned())
            .collect();
        let mut reading = self.clone();
        reading.pairs.retain(|(name, _)| !drop(name));
        (!about.is_empty()).then_some(Undone {
            reading,
            mistake: Mistake::FieldAdded,
            about,
        })
    }

    /// Mistakes that affect the whole message.
    pub(super) fn undo_whole(&self, kind: Kind) -> Vec<Undone> {
        let has_empty = self
            .pairs
            .iter()
            .any(|(name, value)| value.is_empty() && name != b"sign");
        let flipped = |mistake, reading: Self| Undone {
            reading,
            mistake,
            about: Vec::new(),
        };
        let mut undone = Vec::new();
        if has_empty {
            let keeps_empty = !self.keeps_empty;
            let reading = Self {
                keeps_empty,
                ..self.clone()
            };
            let mistake = if kind == Kind::Request {
                Mistake::EmptyKept
            } else {
                Mistake::EmptyLeftOut
            };
            undone.push(flipped(mistake, reading));
        }
        let reading = Self {
            keeps_sign_type: !self.keeps_sign_type,
            ..self.clone()
        };
        // The signer used the rule of the other kind of message.
        let mistake = if kind == Kind::Request {
            Mistake::SignTypeLeftOut
        } else {
            Mistake::SignTypeKept
        };
        undone.push(flipped(mistake, reading));
        undone.extend(
            [
                self.all(Mistake::HtmlEscaped, |_, value| Some(html_unescaped(value))),
                self.all(Mistake::SlashEscaped, |_, value| {
                    Some(without_slashes(value))
                }),
                self.all(Mistake::NotDecoded, |_, value| form_decoded(value)),
                self.all(Mistake::NotDecoded, |_, value| {
                    Some(percent_decode(value).collect())
                }),
                self.all(Mistake::SpaceLost, |_, value| Some(swap(value, b'+', b' '))),
                self.all(Mistake::PlusLost, |name, value| {
                    (!is_time(name)).then(|| swap(value, b' ', b'+'))
                }),
                self.all(Mistake::Charset, |_, value| utf8_to_gbk(value)),
                self.all(Mistake::Charset, |_, value| gbk_to_utf8(value)),
                self.all(Mistake::Mojibake, |_, value| latin1_read(value)),
                self.all(Mistake::Mojibake, |_, value| gbk_read(value)),
                self.all(Mistake::AmountRewritten, |name, value| {
                    two_decimals(name, value)
                }),
                self.all(Mistake::LineEnds, |_, value| {
                    Some(replace(value, b"\r\n", b"\n"))
                }),
                self.all(Mistake::LineEnds, |_, value| {
                    Some(replace(&replace(value, b"\r\n", b"\n"), b"\n", b"\r\n"))
                }),
                self.snake_case(),
            ]
            .into_iter()
            .flatten(),
        );
        undone.extend(self.without(|name| !KNOWN.iter().any(|known| known.as_bytes() == name)));
        undone
    }

    /// Mistakes that affect one field, tried one by one.
    pub(super) fn undo_each(&self) -> Vec<Undone> {
        let mut undone = Vec::new();
        for (name, _) in &self.pairs {
            if name != b"sign" && name != b"sign_type" {
                undone.extend(self.without(|other| other == name.as_slice()));
            }
        }
        let twice = Mistake::DecodedTwice;
        undone.extend(self.each(twice, |value| Some(form_encoded(value))));
        undone.extend(self.each(twice, |value| Some(percent_encoded(value))));
        undone.extend(self.each(twice, |value| Some(replace(value, b"%", b"%25"))));
        undone.extend(self.each(Mistake::NotDecoded, form_decoded));
        undone.extend(self.each(Mistake::PlusLost, |value| Some(swap(value, b' ', b'+'))));
        // Of several spaces one or two may have been a plus: every subset of the first six.
        for choice in 1_u8..64 {
            undone.extend(self.each(Mistake::PlusLost, |value| chosen_plus(value, choice)));
        }
        undone.extend(self.each(Mistake::Mojibake, latin1_read));
        undone.extend(self.each(Mistake::LineEnds, |value| Some([value, b"\n"].concat())));
        undone.extend(self.each(Mistake::LineEnds, |value| Some([value, b" "].concat())));
        undone.extend(self.each(Mistake::LineEnds, |value| Some([b" ", value].concat())));
        undone
    }

    /// `outTradeNo` as `out_trade_no`.
    fn snake_case(&self) -> Option<Undone> {
        let mut about = Vec::new();
        let mut reading = self.clone();
        for (name, _) in &mut reading.pairs {
            let mut snake = Vec::new();
            for byte in &*name {
                if byte.is_ascii_uppercase() {
                    snake.push(b'_');
                }
                snake.push(byte.to_ascii_lowercase());
            }
            if snake != *name {
                about.push(String::from_utf8_lossy(name).into_owned());
                *name = snake;
            }
        }
        (!about.is_empty()).then_some(Undone {
            reading,
            mistake: Mistake::NamesChanged,
            about,
        })
    }

    /// Names that are not Alipay's.
    pub(super) fn strangers(&self) -> Vec<String> {
        self.pairs
            .iter()
            .map(|(name, _)| String::from_utf8_lossy(name).into_owned())
            .filter(|name| !KNOWN.contains(&name.as_str()))
            .collect()
    }
}

fn is_time(name: &[u8]) -> bool {
    name.starts_with(b"gmt_") || name == b"notify_time" || name == b"timestamp"
}

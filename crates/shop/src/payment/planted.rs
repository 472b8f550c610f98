//! A planted bug that a test must find, known from tutorials: a return pays the order without
//! verification.

use super::apply::{Evidence, Trade};
use crate::{Error, Shop};
use alipay::{Amount, form};
use domain::{money::Fen, payment::Heard};
use store::{
    bug::{Bug, is_planted},
    queries::attempt,
};

impl Shop {
    /// Pays the order that an unverified return names, if the bug is planted.
    pub(super) async fn believe_the_return(&self, query: &str) -> Result<(), Error> {
        if !is_planted(Bug::UnverifiedReturn) {
            return Ok(());
        }
        let pairs = form::decode(query.as_bytes(), form::Charset::Utf8).unwrap_or_default();
        let told = |name: &str| {
            let found = pairs.iter().find(|(field, _)| field == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let Ok(amount) = Amount::parse(&told("total_amount")) else {
            return Ok(());
        };
        let (out_trade_no, shop) = (told("out_trade_no"), self.clone());
        let trade = Trade {
            trade_no: told("trade_no"),
            paid: Fen::new(amount.fen()),
            paid_at: self.now(),
            buyer_hint: None,
        };
        self.store
            .write(move |tx| {
                if let Some(seen) = attempt::by_out_trade_no(tx, &out_trade_no)? {
                    shop.apply_trade(tx, seen.id, Heard::Success, &trade, Evidence::Query(0))?;
                }
                Ok::<_, Error>(())
            })
            .await
    }
}

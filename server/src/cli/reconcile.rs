//! `zhanggui reconcile`.

use super::{Outcome, Usage};
use crate::{
    compose::{self, Schema},
    config::{ServeConfig, Source},
    out,
};
use anyhow::Context;
use clap::Args;
use domain::{
    error::ErrorCode,
    locale::Locale,
    money::Fen,
    recon::{BillDay, BillState},
};
use kit::{format::yuan, text::error::sentence};
use shop::{
    Error,
    recon::{OpenIssue, Reconciled},
};
use std::path::PathBuf;

/// Compare Alipay's bill of a day with the books
#[derive(Debug, Args)]
#[command(
    after_help = "Without --date it is yesterday's bill; Alipay has it from about 10:00 in Shanghai. The shop does the same\n\
                  daily, so this is for a day in between, or for a file that you downloaded. It may run beside the shop.\n\
                  The same file changes nothing the second time; another file of the day replaces it: lines that it lacks\n\
                  are taken back with their fees, others are added or corrected.\n\
                  From a bill only fees are booked. What it names and the books lack is asked about at Alipay, whose\n\
                  signed response books it; what remains is an open difference at /admin/recon.\n\
                  Exit codes: 0 bill and books agree; 1 a difference is open, or there is no bill yet, or the file cannot be\n\
                  used; 2 wrong usage or configuration."
)]
pub struct Reconcile {
    /// Day of the bill in Shanghai
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// Bill that you downloaded at Alipay, as it came
    #[arg(long, value_name = "BILL.zip")]
    file: Option<PathBuf>,
    /// Print the result as one JSON object
    #[arg(long)]
    json: bool,
}

impl Reconcile {
    /// Compares the bill.
    ///
    /// # Errors
    /// Wrong usage or configuration; the file, the database or the gateway cannot be used.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let day = self.day()?;
        let config = ServeConfig::load(source)?;
        let store = compose::open_store(&config.data, Schema::Expect).await?;
        let gateway = compose::gateway(config.alipay.app, config.alipay.seller_id)?;
        let shop = compose::shop(store, gateway, config.policy);
        let result = match shop.reconcile(day, self.file.as_deref()).await {
            Ok(result) => result,
            Err(Error::Refused(refusal)) => {
                let field = refusal.fields.first().map(|field| field.code);
                anyhow::bail!(told(field.unwrap_or(refusal.code)))
            }
            Err(Error::NotFound) => anyhow::bail!("the file does not exist"),
            Err(other) => return Err(other).context("comparing the bill"),
        };
        if self.json {
            out::json(&result)?;
        } else {
            print(&result);
        }
        let agrees = result.state == BillState::Done && result.open.is_empty();
        Ok(if agrees {
            Outcome::Done
        } else {
            Outcome::CheckFailed
        })
    }

    fn day(&self) -> Result<Option<BillDay>, Usage> {
        let Some(text) = &self.date else {
            return Ok(None);
        };
        match BillDay::parse(text) {
            Some(day) => Ok(Some(day)),
            None => Err(Usage(format!("{text} is not a day: write YYYY-MM-DD"))),
        }
    }
}

fn told(code: ErrorCode) -> String {
    sentence(Locale::En, code, &std::collections::BTreeMap::new())
}

fn print(result: &Reconciled) {
    let Reconciled { date, rows, .. } = result;
    for issue in &result.open {
        out::line(&line(issue));
    }
    match result.state {
        BillState::Waiting => out::say(&format!("Alipay has no bill of {date} yet.")),
        BillState::Importing => out::say(&format!("Another process reads the bill of {date}.")),
        BillState::Done => {
            out::say(&format!(
                "{date}: {rows} lines ({} new, {} changed, {} gone, {} as before), received {}, refunded {}, fees {}.",
                result.new,
                result.changed,
                result.gone,
                result.unchanged,
                yuan(Fen::new(result.payment_fen)),
                yuan(Fen::new(result.refund_fen)),
                yuan(Fen::new(result.fee_fen)),
            ));
            match result.open.len() {
                0 => out::say("Books and bill agree."),
                1 => out::say("1 difference is open."),
                open => out::say(&format!("{open} differences are open.")),
            }
        }
    }
}

fn line(issue: &OpenIssue) -> String {
    let fen =
        |amount: Option<i64>| amount.map_or_else(|| "-".to_owned(), |fen| yuan(Fen::new(fen)));
    format!(
        "{} {} {} {} here {} Alipay {}",
        issue.kind,
        issue.direction,
        issue.out_trade_no,
        issue.out_request_no,
        fen(issue.here_fen),
        fen(issue.there_fen)
    )
}

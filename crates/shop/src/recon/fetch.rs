//! Fetching the bill of a day: its address, then the file.

use crate::{
    Error, Shop,
    payment::books::{About, keep_call},
};
use alipay::{BillQuery, BillType, CallResult};
use domain::recon::BillDay;
use std::{
    fs::File,
    io::{BufWriter, Seek, Write},
};

/// What came.
pub(super) enum Fetched {
    /// A file, from its start. It is not checked yet.
    File(File),
    /// Alipay has no bill of this day, or not yet.
    NoBill,
    /// No usable response; asked again later.
    Unclear,
}

impl Shop {
    /// Asks for the address of the bill and fetches it into a file without a name.
    pub(super) async fn fetch_bill(&self, day: BillDay) -> Result<Fetched, Error> {
        let ask = BillQuery::new(BillType::Trade, day.text()).map_err(Error::internal)?;
        let called = self.gateway.bill_query(&ask, self.now()).await;
        let (record, now) = (called.record, self.now());
        self.store
            .write(move |tx| keep_call(tx, &record, About::default(), now))
            .await?;
        let address = match called.result {
            CallResult::Ok(found) => found.bill_download_url,
            CallResult::Rejected(refusal) if refusal.sub_code.as_str() == BillQuery::NO_BILL => {
                tracing::info!(date = %day.text(), "Alipay has no bill of this day yet");
                return Ok(Fetched::NoBill);
            }
            CallResult::Rejected(refusal) => {
                tracing::warn!(date = %day.text(), %refusal, "the query for a bill was refused");
                return Ok(Fetched::Unclear);
            }
            CallResult::Unknown(why) => {
                tracing::warn!(date = %day.text(), %why, "the query for a bill got no response");
                return Ok(Fetched::Unclear);
            }
        };
        let file = tokio::task::spawn_blocking(tempfile::tempfile)
            .await
            .map_err(Error::internal)?
            .map_err(crate::media::upload::disk)?;
        let mut into = BufWriter::new(file);
        if let Err(error) = self.gateway.bill_file(&address, &mut into).await {
            tracing::warn!(date = %day.text(), %error, "a bill could not be fetched");
            return Ok(Fetched::Unclear);
        }
        into.flush().map_err(crate::media::upload::disk)?;
        let mut file = into
            .into_inner()
            .map_err(|error| Error::internal(error.into_error()))?;
        file.rewind().map_err(Error::internal)?;
        Ok(Fetched::File(file))
    }
}

//! The browser's return from the gateway. It may be replayed, skipped, or opened elsewhere, so it settles nothing.

use super::{CameBack, FRESH, Glimpse, ask, briefly};
use crate::{Error, Shop, Viewer, jobs::file};
use domain::time::Millis;
use store::queries::{attempt, order};

impl Shop {
    /// Handles a return. `query`: the raw query string. Writes no money state: it records the return, files a query and
    /// waits at most 3 s for it. A viewer without a session may see the order's outline if the return was signed within
    /// the last 30 minutes.
    pub async fn came_back(&self, viewer: &Viewer, query: &str) -> Result<CameBack, Error> {
        #[cfg(feature = "planted")]
        self.believe_the_return(query).await?;
        let back = match self.gateway.verify_return(query) {
            Ok(back) => back,
            Err(why) => {
                tracing::info!(%why, "a return did not verify");
                return Ok(CameBack::Unknown);
            }
        };
        let ours = back.app_id == self.gateway.app_id()
            && back
                .seller_id
                .as_deref()
                .is_none_or(|seller| seller == self.gateway.seller_id());
        if !ours {
            tracing::warn!(app_id = %back.app_id, "a return is signed for somebody else");
            return Ok(CameBack::Unknown);
        }
        let now = self.now();
        let fresh = back
            .timestamp_ms
            .is_some_and(|at| now.since(Millis::new(at)).saturating_abs() <= FRESH);
        let found = self
            .store
            .write(move |tx| -> Result<Option<(String, Option<i64>)>, Error> {
                let Some(seen) = attempt::by_out_trade_no(tx, &back.out_trade_no)? else {
                    return Ok(None);
                };
                let number = order::get(tx, seen.order_id)?.number;
                if !seen.state.is_watched() {
                    return Ok(Some((number, None)));
                }
                attempt::note_returned(tx, seen.id, now)?;
                file::quick_questions(tx, seen.id, now)?;
                Ok(Some((number, Some(seen.id))))
            })
            .await?;
        let Some((number, watched)) = found else {
            return Ok(CameBack::Unknown);
        };
        if let Some(attempt_id) = watched {
            let shop = self.clone();
            briefly(async move {
                shop.ask(attempt_id, ask::Scope::Watched, ask::nothing_more())
                    .await
            })
            .await;
        }
        Ok(if fresh && viewer.user.is_none() {
            CameBack::Elsewhere(Glimpse::of(number, now))
        } else {
            CameBack::Order(number)
        })
    }
}

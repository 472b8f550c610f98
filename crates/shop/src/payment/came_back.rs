//! The browser's return from the gateway. It may be repeated, skipped, or opened elsewhere, so it
//! books nothing.

use super::{CameBack, FRESH, Glimpse, ask, briefly};
use crate::{Error, Shop, Viewer, jobs::file, pace::hashed};
use domain::time::{HOUR, Millis};
use store::{
    Tx,
    queries::{attempt, order, pace},
};

/// Sessions that returns to one order may open in an hour. A customer opens the order in two or
/// three browsers.
const NEW_GLIMPSES: i64 = 20;

/// The result of a return.
struct Back {
    number: String,
    /// The attempt to ask about.
    watched: Option<i64>,
    /// The browser may see the order's outline.
    may_see: bool,
}

impl Shop {
    /// Handles a return. `query`: the raw query string. Writes no money state: it records the return, files a query and
    /// waits at most 3 s for it. A viewer who is not signed in may see the order's outline if the return was signed
    /// within the last 30 minutes. The session that it takes is opened 20 times an hour at most: the same return may be
    /// opened again and again, and each of them would leave a row.
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
            tracing::warn!(app_id = %back.app_id, "a return is signed for another application or seller");
            return Ok(CameBack::Unknown);
        }
        let now = self.now();
        let fresh = back
            .timestamp_ms
            .is_some_and(|at| now.since(Millis::new(at)).saturating_abs() <= FRESH);
        let is_stranger = fresh && viewer.user.is_none();
        let has_session = viewer.session.is_some();
        let found = self
            .store
            .write(move |tx| -> Result<Option<Back>, Error> {
                let Some(seen) = attempt::by_out_trade_no(tx, &back.out_trade_no)? else {
                    return Ok(None);
                };
                let number = order::get(tx, seen.order_id)?.number;
                let may_see = is_stranger && (has_session || admit(tx, &number, now)?);
                let watched = seen.state.is_watched().then_some(seen.id);
                if let Some(attempt_id) = watched {
                    attempt::note_returned(tx, attempt_id, now)?;
                    file::quick_questions(tx, attempt_id, now)?;
                }
                Ok(Some(Back {
                    number,
                    watched,
                    may_see,
                }))
            })
            .await?;
        let Some(Back {
            number,
            watched,
            may_see,
        }) = found
        else {
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
        Ok(if may_see {
            CameBack::Elsewhere(Glimpse::of(number, now))
        } else {
            CameBack::Order(number)
        })
    }
}

fn admit(tx: &mut Tx<'_>, number: &str, now: Millis) -> Result<bool, Error> {
    let key = hashed(&["glimpse", number]);
    Ok(pace::admit(tx, &key, now, HOUR, NEW_GLIMPSES)?)
}

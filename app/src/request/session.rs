//! What a browser's session remembers between requests: the flash, who signed in, and what waits behind a login.

use super::{Back, Rq};
use crate::{
    error::AppError,
    flash::{Args, Flash, KEY, Typed},
    paths,
};
use domain::{error::Notice, form::Form};

/// When the password was last typed, in an admin session's record.
const PROVED_AT: &str = "proved_at";
/// A form that waits for the password or the login, in a session's record.
const KEPT: &str = "kept";
/// Leave to see the outline of an order, in a session's record: a [`shop::payment::Glimpse`].
pub const GLIMPSE: &str = "glimpse";

impl Rq {
    /// The order whose outline this browser may see, if it came back from paying it.
    pub async fn glimpse(&self) -> Option<shop::payment::Glimpse> {
        self.session.get(GLIMPSE).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the glimpse could not be read");
            None
        })
    }

    /// The flash for this page, taken out of the session.
    pub async fn flash(&self) -> Flash {
        let ahead = self.parts.headers.get("sec-purpose").is_some();
        // Looked at first: taking marks the session as changed, and a visitor who did nothing gets no cookie.
        let found = match self.session.get::<Flash>(KEY).await {
            Ok(Some(flash)) if flash.at == self.path() && !ahead => flash,
            Ok(_) => return Flash::default(),
            Err(error) => {
                tracing::warn!(%error, "the flash could not be read");
                return Flash::default();
            }
        };
        if let Err(error) = self.session.remove_value(KEY).await {
            tracing::warn!(%error, "the flash could not be taken");
        }
        found
    }

    /// Leaves a flash for the next page.
    ///
    /// # Errors
    /// `internal` if the session cannot be written.
    pub async fn leave(&self, flash: &Flash) -> Result<(), AppError> {
        self.session
            .insert(KEY, flash)
            .await
            .map_err(|error| self.unforeseen(&error))
    }

    /// Gives a visitor a session, so that a cart can hang on it.
    ///
    /// # Errors
    /// `internal` if the session cannot be written.
    pub async fn ensure_session(&mut self) -> Result<(), AppError> {
        if self.viewer.session.is_some() {
            return Ok(());
        }
        let saved = match self.session.insert("guest", true).await {
            Ok(()) => self.session.save().await,
            Err(error) => Err(error),
        };
        saved.map_err(|error| self.unforeseen(&error))?;
        self.viewer.session = self
            .session
            .id()
            .map(|id| shop::session::token_hash(&id.to_string()));
        Ok(())
    }

    /// Signs `user_id` in under a fresh session id, so that an id known before the login is worth nothing.
    ///
    /// # Errors
    /// `internal` if the session cannot be written.
    pub async fn sign_in(&self, user_id: i64) -> Result<(), AppError> {
        let rotated = async {
            self.session.cycle_id().await?;
            self.session.remove_value("guest").await?;
            // What waits in it for a login is this person's; what waits in somebody else's session is not.
            let before = self.session.get::<i64>("user_id").await?;
            if before.is_some_and(|before| before != user_id) {
                self.session.clear().await;
            }
            self.session.insert("user_id", user_id).await?;
            self.session.insert("since", self.shop.now().get()).await?;
            self.session
                .insert(PROVED_AT, self.shop.now().get())
                .await?;
            self.session.save().await
        };
        rotated.await.map_err(|error| self.unforeseen(&error))
    }

    /// Notes that the password was typed just now. What was typed into the form before waits on its page at `next`.
    ///
    /// # Errors
    /// `internal` if the session cannot be written.
    pub async fn proved(&self, at: domain::time::Millis, next: &str) -> Result<(), AppError> {
        let noted = async {
            self.session.insert(PROVED_AT, at.get()).await?;
            self.session.remove::<Flash>(KEPT).await
        };
        let kept = noted.await.map_err(|error| self.unforeseen(&error))?;
        let typed = typed_at(kept, next);
        let told = Flash {
            typed,
            ..Flash::notice(next, Notice::Proved, Args::new())
        };
        self.leave(&told).await
    }

    /// Puts away what was typed until the person proved who they are. Beside the flash and not in it: a wrong password
    /// must not cost what was typed before.
    pub(super) async fn keep(&self, back: Back) -> Result<(), AppError> {
        let kept = Flash {
            at: paths::bare(&back.page).to_owned(),
            typed: back.typed,
            ..Flash::default()
        };
        self.session
            .insert(KEPT, &kept)
            .await
            .map_err(|error| self.unforeseen(&error))
    }

    /// Puts away what was typed on this page, which cannot be shown as things stand, until it can be again.
    pub async fn put_off(&self, flash: &Flash) {
        if flash.typed.is_none() {
            return;
        }
        let back = Back {
            page: self.path().to_owned(),
            typed: flash.typed.clone(),
        };
        if let Err(error) = self.keep(back).await {
            tracing::warn!(%error, "what was typed is lost");
        }
    }

    /// What was put off on this page, once.
    pub async fn resume<F: Form>(&self) -> Option<F> {
        let typed = self.take_kept(self.path()).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "what was typed is lost");
            None
        });
        let flash = Flash {
            typed,
            ..Flash::default()
        };
        flash.typed()
    }

    /// Takes what was put away for the page at `next`.
    pub(super) async fn take_kept(&self, next: &str) -> Result<Option<Typed>, AppError> {
        let kept = match self.session.get_value(KEPT).await {
            Ok(None) => Ok(None),
            Ok(Some(_)) => self.session.remove::<Flash>(KEPT).await,
            Err(error) => Err(error),
        };
        let kept = kept.map_err(|error| self.unforeseen(&error))?;
        Ok(typed_at(kept, next))
    }
}

/// What was kept for the page at `next`.
fn typed_at(kept: Option<Flash>, next: &str) -> Option<Typed> {
    kept.filter(|kept| kept.at == paths::bare(next))
        .and_then(|kept| kept.typed)
}

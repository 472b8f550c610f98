//! The session of a request: the flash, signing in and out, and forms that wait for a sign-in.

use super::{Back, Rq};
use crate::{
    error::AppError,
    flash::{Args, Flash, Typed},
    paths,
    session::{Memory, Record},
};
use domain::{error::Notice, form::Form, time::Millis};
use shop::payment::Glimpse;

impl Rq {
    /// The order whose outline this browser may see after it returned from paying.
    #[must_use]
    pub fn glimpse(&self) -> Option<Glimpse> {
        self.session.memory().record.glimpse
    }

    /// The flash for this page, taken out of the session.
    #[must_use]
    pub fn flash(&self) -> Flash {
        let ahead = self.parts.headers.get("sec-purpose").is_some();
        let waiting = self.session.memory().record.notes.flash;
        match waiting.filter(|flash| flash.at == self.path() && !ahead) {
            Some(flash) => {
                self.session.change(|record| record.notes.flash = None);
                flash
            }
            None => Flash::default(),
        }
    }

    /// Leaves a flash for the next page.
    pub fn leave(&self, flash: Flash) {
        self.session
            .change(|record| record.notes.flash = Some(flash));
    }

    /// Prepares a session for a visitor, to be inserted with the first cart line.
    pub fn welcome_guest(&mut self) {
        if self.viewer.session.is_none() {
            let contents = self.session.contents(&self.as_guest());
            self.viewer.guest = Some(Box::new(self.shop.session_draw(contents)));
        }
    }

    /// Records that the cart was opened, and for a new guest the session with it.
    pub fn has_cart(&self) {
        if self.viewer.user.is_some() {
            return;
        }
        match &self.viewer.guest {
            Some(drawn) => self.session.begin(drawn.session.clone(), self.as_guest()),
            None => self.session.change(|record| record.guest = true),
        }
    }

    fn as_guest(&self) -> Memory {
        let mut memory = self.session.memory();
        memory.record.guest = true;
        memory
    }

    /// Signs `user_id` in with a new token, so that a token known before the sign-in is useless.
    ///
    /// # Errors
    /// `busy`, `internal`.
    pub async fn sign_in(&self, user_id: i64) -> Result<(), AppError> {
        let before = self.session.memory();
        // Keep forms typed before the sign-in; drop those of another user.
        let is_others = before.user_id.is_some_and(|before| before != user_id);
        let record = if is_others {
            Record::default()
        } else {
            before.record
        };
        let memory = Memory {
            user_id: Some(user_id),
            record: Record {
                guest: false,
                proved_at: Some(self.shop.now()),
                stepped: false,
                ..record
            },
        };
        let contents = self.session.contents(&memory);
        let opened = self
            .shop
            .session_open(contents, self.session.token_hash())
            .await
            .map_err(|error| self.told(error))?;
        self.session.begin(opened, memory);
        Ok(())
    }

    /// Records that the second step of signing in was done.
    pub fn stepped(&self) {
        self.session.change(|record| record.stepped = true);
    }

    /// Ends the session on the server.
    ///
    /// # Errors
    /// `busy`, `internal`.
    pub async fn sign_out(&self) -> Result<(), AppError> {
        if let Some(token_hash) = self.session.token_hash() {
            self.shop
                .session_end(&token_hash)
                .await
                .map_err(|error| self.told(error))?;
        }
        self.session.end();
        Ok(())
    }

    /// Records that the password was checked now. The form typed before is restored on its page at `next`.
    pub fn proved(&self, at: Millis, next: &str) {
        let typed = self.take_kept(next);
        self.session.change(|record| record.proved_at = Some(at));
        self.leave(Flash {
            typed,
            ..Flash::notice(next, Notice::Proved, Args::new())
        });
    }

    /// Stores a typed form until the user has signed in or proved the password. It is not in the flash, so a wrong
    /// password does not lose it.
    pub(super) fn keep(&self, back: Back) {
        let kept = Flash {
            at: paths::bare(&back.page).to_owned(),
            typed: back.typed,
            ..Flash::default()
        };
        self.session.change(|record| record.notes.kept = Some(kept));
    }

    /// Stores the form typed on this page, which cannot be shown now, until it can be shown again.
    pub fn put_off(&self, flash: &Flash) {
        if flash.typed.is_some() {
            self.keep(Back {
                page: self.path().to_owned(),
                typed: flash.typed.clone(),
            });
        }
    }

    /// Takes the form that was stored on this page.
    #[must_use]
    pub fn resume<F: Form>(&self) -> Option<F> {
        let flash = Flash {
            typed: self.take_kept(self.path()),
            ..Flash::default()
        };
        flash.typed()
    }

    /// Takes the stored form, if it is for the page at `next`.
    pub(super) fn take_kept(&self, next: &str) -> Option<Typed> {
        let kept = self.session.memory().record.notes.kept?;
        self.session.change(|record| record.notes.kept = None);
        Some(kept)
            .filter(|kept| kept.at == paths::bare(next))
            .and_then(|kept| kept.typed)
    }
}

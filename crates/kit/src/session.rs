//! A browser's session during one request. Pages and forms read and change it here; the server
//! stores it after the response is made.

use crate::flash::Flash;
use domain::{session::SessionKind, time::Millis};
use serde::{Deserialize, Serialize};
use shop::{
    payment::Glimpse,
    session::{Contents, Found, Opened},
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Limit of the notes of a visitor who is not signed in, as JSON: they must fit into a cookie.
pub const NOTES_BYTES: usize = 2_800;
/// Limit for a signed-in customer: the message and the waiting form, each as long as a form may be.
const NOTES_BYTES_SHOPPER: usize = 40 * 1024;
/// Limit for staff, whose forms are longer.
const NOTES_BYTES_STAFF: usize = 200 * 1024;

/// Messages from one page to another. They are in the session's record or, for a visitor without a
/// session, in a cookie.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// The message for the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flash: Option<Flash>,
    /// A form that waits for the password or the sign-in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<Flash>,
}

impl Notes {
    /// These notes in at most `most` bytes of JSON: typed values are dropped first, then
    /// everything.
    #[must_use]
    pub fn within(self, most: usize) -> Self {
        let fits = |notes: &Self| serde_json::to_vec(notes).is_ok_and(|json| json.len() <= most);
        if fits(&self) {
            return self;
        }
        tracing::info!("what was typed is too long to be kept");
        let without_kept = Self { kept: None, ..self };
        if fits(&without_kept) {
            return without_kept;
        }
        let flash = without_kept.flash.map(|flash| Flash {
            typed: None,
            ..flash
        });
        Some(Self { flash, kept: None })
            .filter(fits)
            .unwrap_or_default()
    }
}

/// The data of a session. Rows store it as JSON, each field under its own name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The session has a guest's cart.
    pub guest: bool,
    /// When the password was last confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proved_at: Option<Millis>,
    /// The second step of signing in was done.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stepped: bool,
    /// Permission to see the outline of an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub glimpse: Option<Glimpse>,
    /// Messages between pages.
    #[serde(flatten)]
    pub notes: Notes,
}

/// The signed-in account and the session's data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// Signed-in user.
    pub user_id: Option<i64>,
    /// The rest.
    pub record: Record,
}

#[derive(Debug, Default)]
struct State {
    opened: Option<Opened>,
    memory: Memory,
    /// The stored row.
    stored: Memory,
    is_new: bool,
}

/// The session of one request, shared by all that handle it.
#[derive(Debug, Clone)]
pub struct Session {
    kind: SessionKind,
    ip_prefix: Arc<str>,
    state: Arc<Mutex<State>>,
}

/// The changes of a session during its request.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The session, if there is one now.
    pub opened: Option<Opened>,
    /// It was opened by this request.
    pub is_new: bool,
    /// Its row must be updated.
    pub is_changed: bool,
    /// The data to store.
    pub contents: Contents,
    /// The message for the next page of a visitor without a session.
    pub notes: Notes,
}

impl Session {
    /// The found session, or a new empty one; `notes` came in the cookie of the request.
    #[must_use]
    pub fn new(kind: SessionKind, ip_prefix: &str, found: Option<Found>, notes: Notes) -> Self {
        let mut state = State::default();
        if let Some(found) = found {
            let record = serde_json::from_str(&found.record).unwrap_or_else(|error| {
                tracing::warn!(%error, "what a session remembers could not be read");
                Record::default()
            });
            state.opened = Some(found.session);
            state.stored = Memory {
                user_id: found.user_id,
                record,
            };
            state.memory = state.stored.clone();
        }
        let own = &mut state.memory.record.notes;
        own.flash = own.flash.take().or(notes.flash);
        own.kept = own.kept.take().or(notes.kept);
        Self {
            kind,
            ip_prefix: ip_prefix.into(),
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// Shopper's or staff's.
    #[must_use]
    pub const fn kind(&self) -> SessionKind {
        self.kind
    }

    /// The key of its row, if there is one.
    #[must_use]
    pub fn token_hash(&self) -> Option<String> {
        let state = self.state();
        state.opened.as_ref().map(|it| it.token_hash.clone())
    }

    /// The signed-in account and the session's data.
    #[must_use]
    pub fn memory(&self) -> Memory {
        self.state().memory.clone()
    }

    /// Changes the session's data.
    pub fn change(&self, change: impl FnOnce(&mut Record)) {
        change(&mut self.state().memory.record);
    }

    /// `memory` in its stored form.
    #[must_use]
    pub fn contents(&self, memory: &Memory) -> Contents {
        let most = match (memory.user_id, self.kind) {
            (Some(_), SessionKind::Shopper) => NOTES_BYTES_SHOPPER,
            (Some(_), SessionKind::Admin) => NOTES_BYTES_STAFF,
            (None, SessionKind::Shopper | SessionKind::Admin) => NOTES_BYTES,
        };
        let record = Record {
            notes: memory.record.notes.clone().within(most),
            ..memory.record.clone()
        };
        let record = serde_json::to_string(&record).unwrap_or_else(|error| {
            tracing::error!(%error, "what a session remembers could not be written");
            "{}".to_owned()
        });
        Contents {
            kind: self.kind,
            user_id: memory.user_id,
            has_cart: memory.record.guest,
            record,
            ip_prefix: self.ip_prefix.to_string(),
        }
    }

    /// Continues in a session that was just opened with `memory`.
    pub fn begin(&self, opened: Opened, memory: Memory) {
        *self.state() = State {
            opened: Some(opened),
            stored: memory.clone(),
            memory,
            is_new: true,
        };
    }

    /// Clears the session, which has ended.
    pub fn end(&self) {
        *self.state() = State::default();
    }

    /// The changes to store.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let state = self.state();
        Outcome {
            opened: state.opened.clone(),
            is_new: state.is_new,
            is_changed: state.memory != state.stored,
            contents: self.contents(&state.memory),
            notes: state.memory.record.notes.clone().within(NOTES_BYTES),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "test")]
    use super::*;
    use crate::{error::AppError, flash::Typed};
    use domain::{error::ErrorCode, form::CartAddForm};

    fn refused(typed: &str) -> Flash {
        let typed = Typed::keep(&CartAddForm {
            qty: typed.to_owned(),
            ..CartAddForm::default()
        });
        Flash::refusal("/cart", AppError::new(ErrorCode::Quantity), typed)
    }

    #[test]
    fn a_record_of_the_version_before_is_read() {
        let record: Record = serde_json::from_str(
            r#"{"began":1,"since":2,"user_id":3,"guest":true,"proved_at":4,"flash":{"at":"/cart"}}"#,
        )
        .unwrap();
        assert_eq!(record.proved_at, Some(Millis::new(4)));
        assert_eq!(record.notes.flash.unwrap().at, "/cart");
        assert!(record.guest);
    }

    #[test]
    fn what_was_typed_is_dropped_before_what_is_told() {
        let long = "x".repeat(NOTES_BYTES);
        let notes = |flash: &str, kept: &str| Notes {
            flash: Some(refused(flash)),
            kept: Some(refused(kept)),
        };
        let short = notes("1", "2");
        assert_eq!(short.clone().within(NOTES_BYTES), short);
        let fitted = notes("1", &long).within(NOTES_BYTES);
        assert_eq!((fitted.flash, fitted.kept), (short.flash, None));
        let fitted = notes(&long, &long).within(NOTES_BYTES);
        let flash = fitted.flash.unwrap();
        assert!(flash.typed.is_none() && flash.error.is_some());
        let mut wide = notes("1", "2");
        wide.flash.as_mut().unwrap().at = format!("/p/{long}");
        assert_eq!(wide.within(NOTES_BYTES), Notes::default());
    }

    #[test]
    fn an_ended_session_leaves_nothing_to_store() {
        let session = Session::new(SessionKind::Shopper, "", None, Notes::default());
        let opened = Opened {
            token: "t".to_owned(),
            token_hash: "h".to_owned(),
            began: Millis::new(1),
            expires_at: Millis::new(2),
        };
        let memory = Memory {
            user_id: Some(1),
            ..Memory::default()
        };
        session.begin(opened, memory);
        assert!(!session.outcome().is_changed && session.outcome().is_new);
        session.change(|record| record.notes.flash = Some(refused("1")));
        assert!(session.outcome().is_changed);
        session.end();
        let outcome = session.outcome();
        assert_eq!((outcome.opened, outcome.contents.user_id), (None, None));
        assert!(!outcome.is_changed);
    }

    #[test]
    fn whoever_is_signed_in_keeps_a_long_form() {
        let long = "山".repeat(8_000);
        let stored = |kind, user_id| {
            let session = Session::new(kind, "", None, Notes::default());
            session.change(|record| record.notes.flash = Some(refused(&long)));
            let memory = Memory {
                user_id,
                ..session.memory()
            };
            session.contents(&memory).record.contains(&long)
        };
        assert!(stored(SessionKind::Admin, Some(1)));
        assert!(stored(SessionKind::Shopper, Some(1)));
        assert!(!stored(SessionKind::Shopper, None));
    }
}

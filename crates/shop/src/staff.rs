//! Members of staff: the list, links that invite, roles, disabling; one's own account; the second step of signing in.
//!
//! Whoever may change the staff is an owner. Nobody changes their own membership, and the last owner stays one.

mod code;
mod factor;
mod invite;
mod me;
mod member;
mod qr;

use crate::{Error, Shop, pace::hashed, seal::Seal};
use domain::{
    form::RoleTickForm,
    staff::{Role, Roles},
};
use serde::{Serialize, de::DeserializeOwned};
use store::models::account::User;

pub(crate) use factor::missing;
pub use member::Left;

/// Characters of a handle, of which no two meet.
const HANDLE_LEN: usize = 20;

impl Shop {
    /// The shop with the machine's key, so that second factors can be set up and used.
    #[must_use]
    pub fn with_seal(mut self, seal: Seal) -> Self {
        self.seal = Some(std::sync::Arc::new(seal));
        self
    }

    /// The machine's key.
    fn seal(&self) -> Result<&Seal, Error> {
        self.seal
            .as_deref()
            .ok_or_else(|| Error::internal("this process has no key for second factors"))
    }

    /// Encrypts what the viewer's next page shows once.
    fn sealed_for(&self, viewer_id: i64, value: &impl Serialize) -> Result<String, Error> {
        let plain = serde_json::to_vec(value).map_err(Error::internal)?;
        self.seal()?.close(&shown_to(viewer_id), &plain)
    }

    /// What [`Self::sealed_for`] encrypted for this viewer.
    fn unsealed_for<T: DeserializeOwned>(&self, viewer_id: i64, sealed: &str) -> Option<T> {
        let plain = self.seal.as_ref()?.open(&shown_to(viewer_id), sealed)?;
        serde_json::from_slice(&plain).ok()
    }
}

fn shown_to(viewer_id: i64) -> String {
    format!("shown to {viewer_id}")
}

/// A name for addresses and forms that tells nothing: keys never leave the server.
fn handle(parts: &[&str]) -> String {
    hashed(parts).chars().take(HANDLE_LEN).collect()
}

/// The name of a member in addresses and forms.
fn member_handle(user: &User) -> String {
    let (id, since) = (user.id.to_string(), user.created_at.get().to_string());
    handle(&["member", &id, &since])
}

/// The ticked roles, in the order in which they are stored; unknown words are left out.
fn ticked(ticks: &[RoleTickForm]) -> Roles {
    let is_on = |role: &Role| {
        ticks
            .iter()
            .any(|tick| tick.role == role.as_str() && tick.on == "1")
    };
    let mut roles: Vec<Role> = Role::ALL.iter().copied().filter(is_on).collect();
    roles.sort_by_key(|role| role.as_str());
    Roles(roles)
}

/// A form's ticks for these roles.
#[must_use]
pub fn ticks(roles: &Roles) -> Vec<RoleTickForm> {
    let tick = |role: &Role| RoleTickForm {
        role: role.as_str().to_owned(),
        on: if roles.0.contains(role) { "1" } else { "" }.to_owned(),
    };
    Role::ALL.iter().map(tick).collect()
}

//! Links that invite: an owner presets roles, the invited person chooses login, name and password. A link works once,
//! for 72 hours, and as long as who made it is an owner. Only the hash of its key is stored.

use super::{handle, ticked};
use crate::{
    Error, Shop, Viewer,
    account::{find, grant, new_account, taken},
    acting::Nothing,
    pace::hashed,
    viewer::Staff,
};
use domain::{
    error::ErrorCode,
    form::{InviteDropForm, InviteForm, JoinForm},
    number,
    staff::{Role, StaffAct, factor::INVITE_LASTS},
    time::Millis,
    view::staff::{InviteView, JoinView},
};
use serde_json::json;
use store::{
    Tx,
    models::{
        account::{NewUser, User},
        staff::Invite,
    },
    queries::{account, admin, session, staff},
};

/// Links that work at once, at most.
const MOST: i64 = 50;

fn hash_of(key: &str) -> String {
    hashed(&["staff_invite", key])
}

/// The name of a link in forms and in the activity log.
fn name_of(invite: &Invite) -> String {
    handle(&["invite", &invite.key_hash])
}

impl Shop {
    /// Makes a link that gives the ticked roles. Returns its key, encrypted for the viewer's next page.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused(RolesRequired)` without a role.
    pub async fn invite_staff(&self, viewer: &Viewer, form: InviteForm) -> Result<String, Error> {
        let acting = viewer.acting(Role::Owner)?;
        let roles = ticked(&form.roles);
        if !roles.is_staff() {
            return Err(Error::refused(ErrorCode::RolesRequired));
        }
        let (key, now) = (self.draw_key(), self.now());
        let invite = Invite {
            key_hash: hash_of(&key),
            roles,
            invited_by: acting.user_id(),
            invited_at: now,
            expires_at: now.plus(INVITE_LASTS),
        };
        let shown = self.sealed_for(acting.user_id(), &key)?;
        self.store
            .write(move |tx| {
                staff::purge_invites(tx, now)?;
                if !staff::invite(tx, &invite)? {
                    return Err(Error::Busy);
                }
                let after = json!({"roles": invite.roles.to_string()});
                let (act, name) = (StaffAct::Invite, name_of(&invite));
                acting.log(tx, act, &name, &Nothing {}, &after, now)
            })
            .await?;
        Ok(shown)
    }

    /// Ends a link.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if it has ended.
    pub async fn drop_invite(&self, viewer: &Viewer, form: InviteDropForm) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Owner)?, self.now());
        self.store
            .write(move |tx| {
                let open = staff::invites(tx, MOST)?;
                let found = open.iter().find(|invite| name_of(invite) == form.invite);
                let invite = found.ok_or(Error::NotFound)?;
                if !staff::take_invite(tx, &invite.key_hash)? {
                    return Err(Error::NotFound);
                }
                let before = json!({"roles": invite.roles.to_string()});
                let (act, name) = (StaffAct::InviteDrop, name_of(invite));
                acting.log(tx, act, &name, &before, &Nothing {}, now)
            })
            .await
    }

    /// What the link with this key offers.
    ///
    /// # Errors
    /// `NotFound` for another key, a used one, an expired one, or one whose maker is not an owner any more.
    pub async fn join_page(&self, key: &str) -> Result<JoinView, Error> {
        let (hash, now) = (admitted(key)?, self.now());
        self.store
            .read(move |tx| {
                let (invite, by) = open(tx, &hash, now)?;
                Ok(JoinView {
                    by: by.display_name,
                    roles: invite.roles.0,
                    expires_at: invite.expires_at,
                })
            })
            .await
    }

    /// Creates the account of an invited person and uses the link up. The caller signs them in.
    ///
    /// The rules are those of [`Self::create_staff`]: an account with this login keeps its name, and the password must
    /// be its own.
    ///
    /// # Errors
    /// `NotFound` as [`Self::join_page`]; `Refused` with field codes, after which the link still works.
    pub async fn join_staff(&self, viewer: &Viewer, form: JoinForm) -> Result<i64, Error> {
        let (hash, now) = (admitted(&form.key)?, self.now());
        // Looked at before any work is done for strangers.
        let known = hash.clone();
        self.store
            .read(move |tx| open(tx, &known, now).map(|_found| ()))
            .await?;
        let (login, display_name) = new_account(&form.login, &form.display_name, &form.password)?;
        let sought = login.clone();
        let known = self.store.read(move |tx| find(tx, Some(&sought))).await?;
        let proven = match known {
            Some(user) => Some(self.prove_own(user, &form.password).await?),
            None => None,
        };
        let password_hash = match &proven {
            Some(_) => String::new(),
            None => self.hash_password(&form.password).await?,
        };
        let user = NewUser {
            login,
            password_hash,
            display_name,
            locale: viewer.locale,
            at: now,
        };
        let seen = viewer.clone();
        self.store
            .write(move |tx| {
                staff::lock_owners(tx)?;
                let (invite, _by) = open(tx, &hash, now)?;
                // Two posts of one link: the second finds it used.
                if !staff::take_invite(tx, &hash)? {
                    return Err(Error::NotFound);
                }
                let (user_id, display_name) = match &proven {
                    Some(proven) => {
                        proven.still(tx)?;
                        // New roles end the sessions from before.
                        session::delete_of_user(tx, proven.user.id, None)?;
                        (proven.user.id, proven.user.display_name.clone())
                    }
                    None => {
                        let id = account::insert(tx, &user)?.ok_or_else(taken)?;
                        (id, user.display_name.clone())
                    }
                };
                let before = account::roles(tx, user_id)?;
                grant(tx, user_id, &invite.roles)?;
                let roles = account::roles(tx, user_id)?;
                let member = Staff {
                    user_id,
                    display_name,
                    roles,
                    ..Staff::nobody()
                };
                let acting = seen.at_work(&member);
                let (before, after) = (
                    json!({"roles": before.to_string()}),
                    json!({"roles": member.roles.to_string()}),
                );
                let (act, name) = (StaffAct::Join, name_of(&invite));
                acting.log(tx, act, &name, &before, &after, now)?;
                Ok(user_id)
            })
            .await
    }
}

/// The links that still work.
pub(super) fn working(tx: &mut Tx<'_>, now: Millis) -> Result<Vec<InviteView>, Error> {
    let rows = staff::invites(tx, MOST)?;
    let ids: Vec<i64> = rows.iter().map(|invite| invite.invited_by).collect();
    let names = admin::names(tx, &ids)?;
    let by = |id: i64| names.iter().find(|(user, _)| *user == id);
    Ok(rows
        .iter()
        .filter(|invite| is_live(invite, now))
        .map(|invite| InviteView {
            handle: name_of(invite),
            roles: invite.roles.clone(),
            by: by(invite.invited_by).map_or_else(String::new, |(_, name)| name.clone()),
            expires_at: invite.expires_at,
        })
        .collect())
}

/// The hash of a key that may be ours; others are not queried.
fn admitted(key: &str) -> Result<String, Error> {
    if number::is_key(key) {
        Ok(hash_of(key))
    } else {
        Err(Error::NotFound)
    }
}

/// True until a link ends. One that a clock ahead made is over, because it would outlive its 72 hours.
fn is_live(invite: &Invite, now: Millis) -> bool {
    invite.invited_at.age(now).is_some() && invite.expires_at > now
}

/// The link with this hash and who made it, if it works: what its maker may no longer give, it does not give.
fn open(tx: &mut Tx<'_>, hash: &str, now: Millis) -> Result<(Invite, User), Error> {
    let found = staff::invited(tx, hash)?;
    let invite = found
        .filter(|invite| is_live(invite, now))
        .ok_or(Error::NotFound)?;
    let by = account::get(tx, invite.invited_by)?.filter(User::is_active);
    let by = by.ok_or(Error::NotFound)?;
    if account::roles(tx, by.id)?.has(Role::Owner) {
        Ok((invite, by))
    } else {
        Err(Error::NotFound)
    }
}

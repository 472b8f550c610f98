//! The members: who they are, their roles, disabling and restoring.

use super::{invite, member_handle, ticked};
use crate::{Error, Shop, Viewer, account::grant, acting::Acting};
use domain::{
    error::ErrorCode,
    form::{MemberForm, MemberRolesForm},
    staff::{Role, Roles, StaffAct},
    time::Millis,
    validate,
    view::staff::{MemberView, StaffView},
};
use serde_json::json;
use store::{
    Tx,
    models::{account::User, staff::Disabled},
    queries::{account, session, staff},
};

/// Members on the page, at most: more than a shop employs.
const MOST: i64 = 500;

/// Who was disabled, for the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Name.
    pub name: String,
    /// Sessions that were ended.
    pub sessions: usize,
}

impl Shop {
    /// The members and the links that invite. `shown` is what [`Shop::invite_staff`] returned for this page.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn staff_page(&self, viewer: &Viewer, shown: &str) -> Result<StaffView, Error> {
        let (acting, now) = (viewer.acting_in_any_role()?, self.now());
        let link_key = self.unsealed_for(acting.user_id(), shown);
        let may_change = acting.roles().has(Role::Owner);
        self.store
            .read(move |tx| {
                let invites = if may_change {
                    invite::working(tx, now)?
                } else {
                    Vec::new()
                };
                let mut members = views(tx, &acting)?;
                members.sort_by_key(|member| member.disabled);
                Ok(StaffView {
                    members,
                    invites,
                    link_key: link_key.clone(),
                    may_change,
                })
            })
            .await
    }

    /// One member.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if there is none of this handle.
    pub async fn member_page(&self, viewer: &Viewer, member: &str) -> Result<MemberView, Error> {
        let (acting, member) = (viewer.acting_in_any_role()?, member.to_owned());
        self.store
            .read(move |tx| {
                let found = views(tx, &acting)?;
                let mut found = found.into_iter().filter(|view| view.handle == member);
                found.next().ok_or(Error::NotFound)
            })
            .await
    }

    /// Gives a member these roles and ends their sessions, so that they sign in with the new ones.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` for no member; `Refused(RolesRequired)` without a role (that is
    /// disabling), `Refused(Yourself)`, `Refused(LastOwner)`, `Refused(FormStale)` if the member has changed.
    pub async fn change_roles(&self, viewer: &Viewer, form: MemberRolesForm) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Owner)?, self.now());
        let roles = ticked(&form.roles);
        if !roles.is_staff() {
            return Err(Error::refused(ErrorCode::RolesRequired));
        }
        self.store
            .write(move |tx| {
                let (user, before) = other(tx, &acting, &form.member, &form.version, now)?;
                if !before.is_staff() {
                    return Err(Error::NotFound);
                }
                if before == roles {
                    return Ok(());
                }
                if !roles.has(Role::Owner) {
                    keep_an_owner(tx, user.id)?;
                    staff::drop_invites_of(tx, user.id)?;
                }
                staff::clear_roles(tx, user.id)?;
                grant(tx, user.id, &roles)?;
                session::delete_of_user(tx, user.id, None)?;
                let (before, after) = (
                    json!({"roles": before.to_string()}),
                    json!({"roles": roles.to_string()}),
                );
                let act = StaffAct::RolesChange;
                acting.log(tx, act, &user.display_name, &before, &after, now)
            })
            .await
    }

    /// Takes roles and sessions of a member at once; what they did stays on record.
    ///
    /// # Errors
    /// As [`Self::change_roles`].
    pub async fn disable_member(&self, viewer: &Viewer, form: MemberForm) -> Result<Left, Error> {
        let (acting, now) = (viewer.acting(Role::Owner)?, self.now());
        self.store
            .write(move |tx| {
                let (user, roles) = other(tx, &acting, &form.member, &form.version, now)?;
                if !roles.is_staff() {
                    return Err(Error::NotFound);
                }
                keep_an_owner(tx, user.id)?;
                let row = Disabled {
                    user_id: user.id,
                    roles: roles.clone(),
                    disabled_by: acting.user_id(),
                    disabled_at: now,
                };
                if !staff::disable(tx, &row)? {
                    return Err(Error::refused(ErrorCode::FormStale));
                }
                staff::clear_roles(tx, user.id)?;
                staff::drop_invites_of(tx, user.id)?;
                let sessions = session::delete_of_user(tx, user.id, None)?;
                let (before, after) = (
                    json!({"roles": roles.to_string()}),
                    json!({"sessions": sessions}),
                );
                let act = StaffAct::Disable;
                acting.log(tx, act, &user.display_name, &before, &after, now)?;
                Ok(Left {
                    name: user.display_name,
                    sessions,
                })
            })
            .await
    }

    /// Gives a disabled member the roles back that they had. Returns their name.
    ///
    /// # Errors
    /// As [`Self::change_roles`].
    pub async fn restore_member(&self, viewer: &Viewer, form: MemberForm) -> Result<String, Error> {
        let (acting, now) = (viewer.acting(Role::Owner)?, self.now());
        self.store
            .write(move |tx| {
                let (user, _none) = other(tx, &acting, &form.member, &form.version, now)?;
                let known = staff::disabled(tx, user.id)?.ok_or(Error::NotFound)?;
                if !staff::restore(tx, user.id)? {
                    return Err(Error::refused(ErrorCode::FormStale));
                }
                grant(tx, user.id, &known.roles)?;
                session::delete_of_user(tx, user.id, None)?;
                let after = json!({"roles": known.roles.to_string()});
                let (act, name) = (StaffAct::Restore, &user.display_name);
                acting.log(tx, act, name, &json!({}), &after, now)?;
                Ok(user.display_name)
            })
            .await
    }
}

/// Locks the staff and finds another member by handle, at the version that was shown; with the roles they have.
fn other(
    tx: &mut Tx<'_>,
    acting: &Acting,
    member: &str,
    version: &str,
    now: Millis,
) -> Result<(User, Roles), Error> {
    staff::lock_owners(tx)?;
    // The owner may have been disabled since the request began.
    if !account::roles(tx, acting.user_id())?.has(Role::Owner) {
        return Err(Error::RoleMissing);
    }
    let mut members = staff::members(tx, MOST)?.into_iter();
    let found = members.find(|user| member_handle(user) == member);
    let user = found.ok_or(Error::NotFound)?;
    if user.id == acting.user_id() {
        return Err(Error::refused(ErrorCode::Yourself));
    }
    let is_shown = version == user.version.to_string();
    if !is_shown || !staff::touch(tx, user.id, user.version, now)? {
        return Err(Error::refused(ErrorCode::FormStale));
    }
    let roles = account::roles(tx, user.id)?;
    Ok((user, roles))
}

/// Checks that the shop has an owner without this member.
fn keep_an_owner(tx: &mut Tx<'_>, user_id: i64) -> Result<(), Error> {
    if staff::owners(tx)?.iter().any(|owner| *owner != user_id) {
        Ok(())
    } else {
        Err(Error::refused(ErrorCode::LastOwner))
    }
}

fn views(tx: &mut Tx<'_>, acting: &Acting) -> Result<Vec<MemberView>, Error> {
    let users = staff::members(tx, MOST)?;
    let roles = staff::roles_of(tx, &users)?;
    let owners = staff::owners(tx)?;
    let manages = acting.roles().has(Role::Owner);
    let mut views = Vec::with_capacity(users.len());
    for (user, present) in users.into_iter().zip(roles) {
        let is_me = user.id == acting.user_id();
        let is_last = owners.iter().all(|owner| *owner == user.id);
        let disabled = staff::disabled(tx, user.id)?;
        let login = if manages || is_me {
            user.login().to_owned()
        } else {
            validate::mask_login(user.login())
        };
        views.push(MemberView {
            handle: member_handle(&user),
            name: user.display_name,
            login,
            disabled: disabled.is_some(),
            roles: disabled.map_or(present, |row| row.roles),
            two_step: user.totp_secret_enc.is_some(),
            seen_at: user.staff_seen_at,
            may_change: manages && !is_me && !is_last,
            version: user.version,
        });
    }
    Ok(views)
}

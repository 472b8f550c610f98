//! Members of staff: their roles, who is disabled, and links that invite.

use crate::{
    error::StoreError,
    models::{
        account::User,
        staff::{Disabled, Invite},
    },
    schema::{staff_disabled, staff_invites, staff_roles, users},
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    account::UserStatus,
    staff::{Role, Roles},
    time::Millis,
};

/// Locks the owners' roles, so that of two changes the second sees what the first left. Every change of the staff
/// begins with it: otherwise two owners could disable each other at once.
pub fn lock_owners(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let owner = Role::Owner.as_str();
    tx.q(|c| {
        diesel::update(staff_roles::table.filter(staff_roles::role.eq(owner)))
            .set(staff_roles::role.eq(owner))
            .execute(c)
    })?;
    Ok(())
}

/// The accounts with the owner's role that can sign in.
pub fn owners(tx: &mut Tx<'_>) -> Result<Vec<i64>, StoreError> {
    tx.q(|c| {
        staff_roles::table
            .inner_join(users::table)
            .filter(staff_roles::role.eq(Role::Owner.as_str()))
            .filter(users::status.eq(UserStatus::Active.as_str()))
            .order(staff_roles::user_id.asc())
            .select(staff_roles::user_id)
            .load(c)
    })
}

/// Up to `limit` accounts with a role, and as many that are disabled, by name.
pub fn members(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<User>, StoreError> {
    // Their keys first: the accounts are mostly those of customers, and must not be read through.
    let mut ids: Vec<i64> = tx.q(|c| {
        staff_roles::table
            .select(staff_roles::user_id)
            .distinct()
            .order(staff_roles::user_id.asc())
            .limit(limit)
            .load(c)
    })?;
    let former: Vec<i64> = tx.q(|c| {
        staff_disabled::table
            .select(staff_disabled::user_id)
            .order(staff_disabled::user_id.asc())
            .limit(limit)
            .load(c)
    })?;
    ids.extend(former);
    tx.q(|c| {
        users::table
            .filter(users::id.eq_any(&ids))
            .order((users::display_name.asc(), users::id.asc()))
            .select(User::as_select())
            .load(c)
    })
}

/// Raises the version of an account that has this one; false if it has changed.
pub fn touch(tx: &mut Tx<'_>, user_id: i64, seen: i64, now: Millis) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            users::table
                .filter(users::id.eq(user_id))
                .filter(users::version.eq(seen)),
        )
        .set((
            users::updated_at.eq(now.get()),
            users::version.eq(users::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Records that a member signed in to the admin pages.
pub fn signed_in(tx: &mut Tx<'_>, user_id: i64, now: Millis) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::update(users::table.filter(users::id.eq(user_id)))
            .set(users::staff_seen_at.eq(Some(now.get())))
            .execute(c)
    })?;
    Ok(())
}

/// Takes all roles from an account.
pub fn clear_roles(tx: &mut Tx<'_>, user_id: i64) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::delete(staff_roles::table.filter(staff_roles::user_id.eq(user_id))).execute(c)
    })?;
    Ok(())
}

/// Keeps the roles of a disabled member. False if it is disabled already.
pub fn disable(tx: &mut Tx<'_>, row: &Disabled) -> Result<bool, StoreError> {
    let roles = row.roles.to_string();
    let added = tx.insert_or_known(|c| {
        diesel::insert_into(staff_disabled::table)
            .values((
                staff_disabled::user_id.eq(row.user_id),
                staff_disabled::roles.eq(&roles),
                staff_disabled::disabled_by.eq(row.disabled_by),
                staff_disabled::disabled_at.eq(row.disabled_at.get()),
            ))
            .execute(c)
    })?;
    Ok(added.is_some())
}

/// A disabled member.
pub fn disabled(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<Disabled>, StoreError> {
    tx.q(|c| {
        staff_disabled::table
            .filter(staff_disabled::user_id.eq(user_id))
            .select(Disabled::as_select())
            .first(c)
            .optional()
    })
}

/// Forgets that an account is disabled. False if it is not.
pub fn restore(tx: &mut Tx<'_>, user_id: i64) -> Result<bool, StoreError> {
    let removed = tx.q(|c| {
        diesel::delete(staff_disabled::table.filter(staff_disabled::user_id.eq(user_id))).execute(c)
    })?;
    Ok(removed == 1)
}

/// Stores a link. False if its key is taken.
pub fn invite(tx: &mut Tx<'_>, row: &Invite) -> Result<bool, StoreError> {
    let roles = row.roles.to_string();
    let added = tx.insert_or_known(|c| {
        diesel::insert_into(staff_invites::table)
            .values((
                staff_invites::key_hash.eq(&row.key_hash),
                staff_invites::roles.eq(&roles),
                staff_invites::invited_by.eq(row.invited_by),
                staff_invites::invited_at.eq(row.invited_at.get()),
                staff_invites::expires_at.eq(row.expires_at.get()),
            ))
            .execute(c)
    })?;
    Ok(added.is_some())
}

/// The link with this hash.
pub fn invited(tx: &mut Tx<'_>, key_hash: &str) -> Result<Option<Invite>, StoreError> {
    tx.q(|c| {
        staff_invites::table
            .filter(staff_invites::key_hash.eq(key_hash))
            .select(Invite::as_select())
            .first(c)
            .optional()
    })
}

/// The links, newest first, at most `limit`.
pub fn invites(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Invite>, StoreError> {
    tx.q(|c| {
        staff_invites::table
            .order((
                staff_invites::invited_at.desc(),
                staff_invites::key_hash.asc(),
            ))
            .limit(limit)
            .select(Invite::as_select())
            .load(c)
    })
}

/// Uses a link up. False if it is gone: of two callers one gets true.
pub fn take_invite(tx: &mut Tx<'_>, key_hash: &str) -> Result<bool, StoreError> {
    let removed = tx.q(|c| {
        diesel::delete(staff_invites::table.filter(staff_invites::key_hash.eq(key_hash))).execute(c)
    })?;
    Ok(removed == 1)
}

/// Ends the links of a member. Returns their number.
pub fn drop_invites_of(tx: &mut Tx<'_>, user_id: i64) -> Result<usize, StoreError> {
    tx.q(|c| {
        diesel::delete(staff_invites::table.filter(staff_invites::invited_by.eq(user_id)))
            .execute(c)
    })
}

/// Deletes the links that ended before `now`.
pub fn purge_invites(tx: &mut Tx<'_>, now: Millis) -> Result<usize, StoreError> {
    tx.q(|c| {
        diesel::delete(staff_invites::table.filter(staff_invites::expires_at.le(now.get())))
            .execute(c)
    })
}

/// The roles of several accounts, in the order of the accounts.
pub fn roles_of(tx: &mut Tx<'_>, users: &[User]) -> Result<Vec<Roles>, StoreError> {
    let ids: Vec<i64> = users.iter().map(|user| user.id).collect();
    let rows: Vec<(i64, String)> = tx.q(|c| {
        staff_roles::table
            .filter(staff_roles::user_id.eq_any(&ids))
            .order((staff_roles::user_id.asc(), staff_roles::role.asc()))
            .select((staff_roles::user_id, staff_roles::role))
            .load(c)
    })?;
    users
        .iter()
        .map(|user| {
            let own = rows.iter().filter(|(id, _)| *id == user.id);
            let roles: Result<Vec<Role>, _> = own.map(|(_, word)| word.parse()).collect();
            roles.map(Roles).map_err(StoreError::broken)
        })
        .collect()
}

//! A21: who is disabled has no role, and recovery codes belong to accounts with two-step sign-in.

use super::Found;
use crate::{error::StoreError, tx::Tx};

pub(super) fn check(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    found.ask(
        tx,
        "A21",
        "a disabled member has a role",
        "SELECT 'staff_disabled user_id=' || d.user_id || ' role=' || r.role AS answer
         FROM staff_disabled d JOIN staff_roles r ON r.user_id = d.user_id
         ORDER BY d.user_id, r.role",
    )?;
    found.ask(
        tx,
        "A21",
        "an account without two-step sign-in has recovery codes",
        "SELECT 'recovery_codes user_id=' || c.user_id || ' codes=' || COUNT(*) AS answer
         FROM recovery_codes c JOIN users u ON u.id = c.user_id
         WHERE u.totp_secret_enc IS NULL
         GROUP BY c.user_id
         ORDER BY c.user_id",
    )
}

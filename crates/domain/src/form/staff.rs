//! The forms about members of staff and their own accounts.

use super::Form;
use serde::{Deserialize, Serialize};

forms! {
    /// A role that can be ticked.
    RoleTickForm {
        /// A [`crate::staff::Role`].
        role: String,
        /// `1` if ticked.
        on: String,
    }

    /// 邀请员工 on `/admin/staff`.
    InviteForm {
        /// All roles, in the order of the page.
        roles: Vec<RoleTickForm>,
    }

    /// Ends a link that invites.
    InviteDropForm {
        /// The link, as the page names it.
        invite: String,
    }

    /// `/admin/join?key=`: the account of an invited person.
    JoinForm {
        /// The key of the link.
        key: String,
        /// Email or mainland mobile number.
        login: String,
        /// Shown in the admin pages.
        display_name: String,
        /// Never echoed.
        password: String,
    }

    /// The roles on `/admin/staff/{member}`.
    MemberRolesForm {
        /// The member, as the address names it.
        member: String,
        /// The version that was shown. If it has changed, the form is refused.
        version: String,
        /// All roles, in the order of the page.
        roles: Vec<RoleTickForm>,
    }

    /// 停用 and 恢复.
    MemberForm {
        /// The member, as the address names it.
        member: String,
        /// The version that was shown. If it has changed, the form is refused.
        version: String,
    }

    /// `/admin/code`: the second step of signing in.
    CodeForm {
        /// Six digits of the authenticator, or a recovery code. Never echoed.
        code: String,
        /// Where to go afterwards: a local path.
        next: String,
    }

    /// Sets up two-step sign-in on `/admin/two-step`.
    FactorForm {
        /// The drawn secret, encrypted.
        sealed: String,
        /// Six digits, which prove that the authenticator has it. Never echoed.
        code: String,
    }

    /// A new password on `/admin/me`.
    PasswordForm {
        /// The present one. Never echoed.
        password: String,
        /// Never echoed.
        new_password: String,
    }

    /// 退出这台 on `/admin/me`.
    SessionEndForm {
        /// The session, as the page names it.
        session: String,
    }
}

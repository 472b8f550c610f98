//! Members of staff, and one's own account.

use crate::{
    session::SessionKind,
    staff::{Role, Roles},
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// `/admin/staff`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffView {
    /// The members, disabled ones last.
    pub members: Vec<MemberView>,
    /// Links that still work.
    pub invites: Vec<InviteView>,
    /// The link that was just made; shown once.
    pub link_key: Option<String>,
    /// The viewer may change the staff.
    pub may_change: bool,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberView {
    /// The name of this member in addresses and forms.
    pub handle: String,
    /// Name.
    pub name: String,
    /// Sign-in name; masked for those who may not change the staff.
    pub login: String,
    /// Roles; of a disabled member those they had.
    pub roles: Roles,
    /// Disabled.
    pub disabled: bool,
    /// Has set up two-step sign-in.
    pub two_step: bool,
    /// Last sign-in to the admin pages.
    pub seen_at: Option<Millis>,
    /// May be disabled or restored, and given other roles, by the viewer.
    pub may_change: bool,
    /// Version, for the forms.
    pub version: i64,
}

/// A link that invites, without its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteView {
    /// The name of this link in forms.
    pub handle: String,
    /// What the invited person gets.
    pub roles: Roles,
    /// Who invites.
    pub by: String,
    /// When the link ends.
    pub expires_at: Millis,
}

/// `/admin/join?key=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinView {
    /// Who invites.
    pub by: String,
    /// What the invited person gets.
    pub roles: Vec<Role>,
    /// When the link ends.
    pub expires_at: Millis,
}

/// `/admin/me`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeView {
    /// Name.
    pub name: String,
    /// Sign-in name.
    pub login: String,
    /// Roles.
    pub roles: Roles,
    /// Two-step sign-in is set up.
    pub two_step: bool,
    /// Where the account is signed in, this session first.
    pub sessions: Vec<SessionView>,
}

/// A session of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// The name of this session in forms.
    pub handle: String,
    /// Admin pages or shop.
    pub kind: SessionKind,
    /// When it began.
    pub began: Millis,
    /// When it was last used.
    pub seen_at: Millis,
    /// Network prefix at last use.
    pub from: String,
    /// The session that the viewer uses.
    pub here: bool,
}

/// `/admin/two-step`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorView {
    /// It is set up.
    pub on: bool,
    /// The viewer's roles need it.
    pub required: bool,
    /// Recovery codes that are left.
    pub codes_left: i64,
    /// The recovery codes that were just drawn; shown once.
    pub codes: Vec<String>,
    /// What to scan, while it is not set up.
    pub set_up: Option<SetUpView>,
}

/// A drawn secret that waits for its first code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUpView {
    /// The secret, encrypted, for the form.
    pub sealed: String,
    /// The secret to type in, in groups of four.
    pub secret: String,
    /// The address in the QR code, for a device that opens it.
    pub address: String,
    /// Modules on a side of the QR code.
    pub size: usize,
    /// Its dark modules, as the path of an SVG.
    pub path: String,
}

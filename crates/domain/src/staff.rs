//! Staff: their roles and actions.

mod act;
pub mod factor;
mod field;

pub use act::{StaffAct, StaffTarget};
pub use field::LoggedField;

use crate::error::UnknownWord;
use std::{fmt, str::FromStr};

text_enum! {
    /// What a member of staff may do.
    Role {
        /// Everything, staff accounts included.
        Owner = "owner",
        /// Reads all money, does the reconciliation.
        Finance = "finance",
        /// Issues refunds.
        Refunds = "refunds",
        /// Works on orders: cancel, ship, notes.
        Orders = "orders",
        /// Products, prices, stock.
        Catalog = "catalogue",
        /// Reads the admin pages.
        Viewer = "viewer",
    }
}

/// The roles of one member of staff.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Roles(pub Vec<Role>);

impl Roles {
    /// True if the person has `role` or is the owner.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role) || self.0.contains(&Role::Owner)
    }

    /// True with any role besides [`Role::Viewer`], which only reads.
    #[must_use]
    pub fn may_act(&self) -> bool {
        self.0.iter().any(|role| *role != Role::Viewer)
    }

    /// True for those who can move money or give others the right to: they need a second factor.
    #[must_use]
    pub fn moves_money(&self) -> bool {
        [Role::Owner, Role::Finance, Role::Refunds]
            .iter()
            .any(|role| self.0.contains(role))
    }

    /// May open the admin pages.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        !self.0.is_empty()
    }
}

/// The words with `+` between them, as the activity log and invitations store them.
impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.0.iter().map(|role| role.as_str()).collect();
        f.write_str(&words.join("+"))
    }
}

impl FromStr for Roles {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words = text.split('+').filter(|word| !word.is_empty());
        words.map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_read_back_as_they_are_written() {
        for roles in [
            Roles::default(),
            Roles(vec![Role::Viewer]),
            Roles(Role::ALL.to_vec()),
        ] {
            assert_eq!(roles.to_string().parse(), Ok(roles));
        }
        assert_eq!(
            Roles(vec![Role::Orders, Role::Catalog]).to_string(),
            "orders+catalogue"
        );
        assert!("orders+boss".parse::<Roles>().is_err());
    }

    #[test]
    fn three_roles_move_money() {
        for role in Role::ALL {
            let moves = matches!(role, Role::Owner | Role::Finance | Role::Refunds);
            assert_eq!(Roles(vec![*role]).moves_money(), moves, "{role}");
        }
        assert!(!Roles::default().moves_money());
    }

    #[test]
    fn an_owner_holds_every_role_and_others_their_own() {
        let (owner, clerk, nobody) = (
            Roles(vec![Role::Owner]),
            Roles(vec![Role::Orders]),
            Roles::default(),
        );
        for role in Role::ALL {
            assert!(owner.has(*role), "{role}");
            assert_eq!(clerk.has(*role), *role == Role::Orders, "{role}");
            assert!(!nobody.has(*role), "{role}");
        }
        assert!(owner.is_staff() && clerk.is_staff() && !nobody.is_staff());
        let reader = Roles(vec![Role::Viewer]);
        assert!(owner.may_act() && clerk.may_act());
        assert!(reader.is_staff() && !reader.may_act() && !nobody.may_act());
    }
}

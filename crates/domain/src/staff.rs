//! Staff: their roles and actions.

mod act;
mod field;

pub use act::{StaffAct, StaffTarget};
pub use field::LoggedField;

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

    /// May open the admin pages.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        !self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

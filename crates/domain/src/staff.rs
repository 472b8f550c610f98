//! Staff: their roles and their acts.

mod act;

pub use act::{StaffAct, StaffTarget};

text_enum! {
    /// What a member of staff may do.
    Role {
        /// Everything, staff accounts included.
        Owner = "owner",
        /// Reads all money, works on reconciliation.
        Finance = "finance",
        /// Gives refunds.
        Refunds = "refunds",
        /// Works on orders: cancel, ship, notes.
        Orders = "orders",
        /// Products, prices, stock.
        Catalogue = "catalogue",
        /// Reads the admin pages.
        Viewer = "viewer",
    }
}

/// The roles of one member of staff.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Roles(pub Vec<Role>);

impl Roles {
    /// True if the person holds `role`, or owns the shop.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role) || self.0.contains(&Role::Owner)
    }

    /// May see the admin pages at all.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        !self.0.is_empty()
    }
}

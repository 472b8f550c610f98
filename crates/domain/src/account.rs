//! The states of an account.

text_enum! {
    /// Whether an account can be used.
    UserStatus {
        /// It can sign in.
        Active = "active",
        /// It can no longer sign in.
        Locked = "locked",
        /// Deleted by its owner; records that must be kept still refer to its key.
        Deleted = "deleted",
    }
}

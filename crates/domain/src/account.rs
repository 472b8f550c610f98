//! The states of an account.

text_enum! {
    /// Whether an account can be used.
    UserStatus {
        /// It can sign in.
        Active = "active",
        /// It cannot sign in any more.
        Locked = "locked",
        /// Its owner had it deleted; what must be kept stays under its key.
        Deleted = "deleted",
    }
}

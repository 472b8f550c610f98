//! Sheets of goods that staff upload.

text_enum! {
    /// Where an import is. `goods_imports.state` stores these words.
    ImportState {
        /// Its rows are being checked; nothing is written.
        Checking = "checking",
        /// Staff decide.
        Checked = "checked",
        /// Its rows are being imported.
        Importing = "importing",
        /// All rows are imported, or skipped.
        Done = "done",
        /// Somebody stopped it. What was imported stays.
        Stopped = "stopped",
        /// It cannot be read any more, or whoever started it may not import.
        Failed = "failed",
    }
}

impl ImportState {
    /// The states in which a job works on it.
    pub const RUNNING: [Self; 2] = [Self::Checking, Self::Importing];

    /// True if a job works on it.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Checking | Self::Importing)
    }
}

text_enum! {
    /// Which program wrote a sheet. `goods_imports.source` stores these words.
    ImportSource {
        /// Our own format.
        Own = "own",
        /// A product export of Shopify.
        Shopify = "shopify",
        /// A product export of WooCommerce.
        WooCommerce = "woocommerce",
    }
}

impl ImportSource {
    /// True if prices may be in another currency, so that somebody must say that they are in yuan.
    #[must_use]
    pub const fn asks_currency(self) -> bool {
        matches!(self, Self::Shopify | Self::WooCommerce)
    }
}

text_enum! {
    /// What became of a picture that a sheet names. `goods_import_pictures.kind` stores these words.
    ImportPictureKind {
        /// It came with the sheet; its products get it.
        Taken = "taken",
        /// Its file was not taken.
        Refused = "refused",
        /// Neither the ZIP nor the shop has it.
        Missing = "missing",
    }
}

text_enum! {
    /// What a line of an import tells. `goods_import_lines.kind` stores these words.
    ImportLineKind {
        /// A cell that is refused.
        Wrong = "wrong",
        /// A field that changes.
        Changed = "changed",
        /// The state of a product when it was checked.
        Seen = "seen",
    }
}

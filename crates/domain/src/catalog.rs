//! The states of what the shop sells.

text_enum! {
    /// Whether a product is in the shop.
    ProductStatus {
        /// Being written; no address shows it.
        Draft = "draft",
        /// In the shop.
        Active = "active",
        /// Taken out of the shop; old orders still name it.
        Archived = "archived",
    }
}

text_enum! {
    /// Whether a SKU is for sale, as long as its product is active.
    SkuStatus {
        /// For sale.
        Active = "active",
        /// Not for sale any more.
        Archived = "archived",
    }
}

impl Default for ProductStatus {
    /// A product that nobody decided about is in no shop.
    fn default() -> Self {
        Self::Draft
    }
}

impl Default for SkuStatus {
    /// A SKU that nobody decided about is not for sale.
    fn default() -> Self {
        Self::Archived
    }
}

impl From<SkuStatus> for ProductStatus {
    /// The status of the same name, for which there are words already.
    fn from(status: SkuStatus) -> Self {
        match status {
            SkuStatus::Active => Self::Active,
            SkuStatus::Archived => Self::Archived,
        }
    }
}

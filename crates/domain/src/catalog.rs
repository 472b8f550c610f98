//! The states of products and SKUs.

text_enum! {
    /// Whether a product is shown in the shop.
    ProductStatus {
        /// In preparation; no public page shows it.
        Draft = "draft",
        /// Shown in the shop.
        Active = "active",
        /// Removed from the shop; old orders still name it.
        Archived = "archived",
    }
}

text_enum! {
    /// Whether a SKU is for sale while its product is active.
    SkuStatus {
        /// For sale.
        Active = "active",
        /// No longer for sale.
        Archived = "archived",
    }
}

impl Default for ProductStatus {
    /// Without a decision a product is not shown.
    fn default() -> Self {
        Self::Draft
    }
}

impl Default for SkuStatus {
    /// Without a decision a SKU is not for sale.
    fn default() -> Self {
        Self::Archived
    }
}

impl From<SkuStatus> for ProductStatus {
    /// The product status with the same name, which has words already.
    fn from(status: SkuStatus) -> Self {
        match status {
            SkuStatus::Active => Self::Active,
            SkuStatus::Archived => Self::Archived,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ProductStatus, SkuStatus};

    #[test]
    fn a_sku_has_the_words_of_a_product_in_its_state() {
        for status in SkuStatus::ALL {
            assert_eq!(ProductStatus::from(*status).as_str(), status.as_str());
        }
    }
}

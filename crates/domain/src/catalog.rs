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

text_enum! {
    /// A button of the product editor. The first three write; all others return the form with the typing kept.
    EditorAct {
        /// 保存.
        Save = "save",
        /// 发布: saves and shows the product in the shop.
        Publish = "publish",
        /// 下架: saves and removes it from the shop.
        TakeDown = "take_down",
        /// 复制商品: the form of a new product with the same content.
        Copy = "copy",
        /// 预览.
        Preview = "preview",
        /// 上传图片.
        Upload = "upload",
        /// 生成规格.
        Make = "make",
        /// 填入.
        Fill = "fill",
        /// Moves a picture to the front.
        Earlier = "earlier",
        /// Moves a picture to the back.
        Later = "later",
        /// Makes a picture the first one.
        First = "first",
        /// Removes a picture.
        Remove = "remove",
    }
}

impl EditorAct {
    /// The value of a button, with the place of the picture it is for.
    #[must_use]
    pub fn at(self, place: usize) -> String {
        format!("{self}:{place}")
    }

    /// Reads the value of a pressed button: the act, and the place behind the colon. A form without a button is only shown
    /// again.
    #[must_use]
    pub fn read(pressed: &str) -> Option<(Self, usize)> {
        let (word, place) = pressed.split_once(':').unwrap_or((pressed, "0"));
        Some((word.parse().ok()?, place.parse().ok()?))
    }

    /// True for those that write.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(self, Self::Save | Self::Publish | Self::TakeDown)
    }
}

/// Slugs that no product gets, because the desk has pages at these addresses.
pub const RESERVED_SLUGS: [&str; 3] = ["new", "import", "export"];

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
    use super::{EditorAct, ProductStatus, SkuStatus};

    #[test]
    fn a_button_is_read_with_its_place() {
        assert_eq!(EditorAct::read("save"), Some((EditorAct::Save, 0)));
        assert_eq!(
            EditorAct::read(&EditorAct::Remove.at(3)),
            Some((EditorAct::Remove, 3))
        );
        for other in ["", "drop", "remove:x", "remove:-1"] {
            assert_eq!(EditorAct::read(other), None, "{other}");
        }
        let writing: Vec<_> = EditorAct::ALL.iter().filter(|act| act.writes()).collect();
        assert_eq!(writing.len(), 3);
    }

    #[test]
    fn a_sku_has_the_words_of_a_product_in_its_state() {
        for status in SkuStatus::ALL {
            assert_eq!(ProductStatus::from(*status).as_str(), status.as_str());
        }
    }
}

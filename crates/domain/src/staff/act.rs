//! The actions of staff, as the activity log names them.

text_enum! {
    /// An action of staff. `audit_log.action` stores these words: rows are never edited and their
    /// hash covers the word, so a released word stays.
    StaffAct {
        /// Signed in to the admin pages.
        SignIn = "staff.sign_in",
        /// Failed to sign in; logged without a name.
        SignInFailed = "staff.sign_in_failed",
        /// Signed out.
        SignOut = "staff.sign_out",
        /// Confirmed the password before an act on money.
        Prove = "staff.prove",
        /// Typed a wrong password there.
        ProveFailed = "staff.prove_failed",
        /// Opened the shop: created its first owner with the link of the first start.
        FirstRun = "staff.first_run",
        /// Cancelled an unpaid order.
        OrderCancel = "order.cancel",
        /// Viewed the full phone number of an order.
        OrderUnmask = "order.unmask",
        /// Changed the staff note on an order.
        OrderNote = "order.note",
        /// Created a product.
        ProductCreate = "product.create",
        /// Changed the columns of a product.
        ProductChange = "product.change",
        /// Added SKUs to a product.
        SkuCreate = "sku.create",
        /// Changed the terms of a SKU, e.g. its price.
        SkuChange = "sku.change",
        /// Created a category.
        CategoryCreate = "category.create",
        /// Changed the columns of a category.
        CategoryChange = "category.change",
        /// Moved a category among its siblings.
        CategoryMove = "category.move",
        /// Deleted an empty category.
        CategoryDelete = "category.delete",
        /// Received stock.
        StockReceive = "stock.receive",
        /// Corrected stock after a count.
        StockAdjust = "stock.adjust",
        /// Changed a setting.
        SettingChange = "setting.change",
        /// Issued a refund.
        RefundApprove = "refund.approve",
        /// Sent a failed refund again.
        RefundRetry = "refund.retry",
        /// Cancelled a refund that had failed.
        RefundDrop = "refund.drop",
        /// Uploaded a bill of Alipay.
        BillUpload = "bill.upload",
        /// Closed a difference between books and bill.
        IssueClose = "issue.close",
        /// Opened a closed difference again.
        IssueReopen = "issue.reopen",
    }
}

text_enum! {
    /// The kind of object of an action. `audit_log.target` stores these words.
    StaffTarget {
        /// A staff account, by display name or masked login.
        Account = "account",
        /// An order, by number.
        Order = "order",
        /// A product, by slug; acts on its SKUs and their stock too.
        Product = "product",
        /// A category, by slug.
        Category = "category",
        /// A refund, by `out_request_no`.
        Refund = "refund",
        /// A setting, by its name.
        Setting = "setting",
        /// The bill of a day, by its date.
        Bill = "bill",
    }
}

impl StaffAct {
    /// The kind of object of the action.
    #[must_use]
    pub const fn target(self) -> StaffTarget {
        match self {
            Self::SignIn
            | Self::SignInFailed
            | Self::SignOut
            | Self::Prove
            | Self::ProveFailed
            | Self::FirstRun => StaffTarget::Account,
            Self::OrderCancel | Self::OrderUnmask | Self::OrderNote => StaffTarget::Order,
            Self::ProductCreate
            | Self::ProductChange
            | Self::SkuCreate
            | Self::SkuChange
            | Self::StockReceive
            | Self::StockAdjust => StaffTarget::Product,
            Self::SettingChange => StaffTarget::Setting,
            Self::CategoryCreate
            | Self::CategoryChange
            | Self::CategoryMove
            | Self::CategoryDelete => StaffTarget::Category,
            Self::RefundApprove | Self::RefundRetry | Self::RefundDrop => StaffTarget::Refund,
            Self::BillUpload | Self::IssueClose | Self::IssueReopen => StaffTarget::Bill,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The activity log of released versions stores these words, and its hashes cover them.
    #[test]
    fn the_words_of_released_acts_stay() {
        let words: Vec<_> = StaffAct::ALL
            .iter()
            .map(|act| format!("{} {act}", act.target()))
            .collect();
        assert_eq!(
            words,
            [
                "account staff.sign_in",
                "account staff.sign_in_failed",
                "account staff.sign_out",
                "account staff.prove",
                "account staff.prove_failed",
                "account staff.first_run",
                "order order.cancel",
                "order order.unmask",
                "order order.note",
                "product product.create",
                "product product.change",
                "product sku.create",
                "product sku.change",
                "category category.create",
                "category category.change",
                "category category.move",
                "category category.delete",
                "product stock.receive",
                "product stock.adjust",
                "setting setting.change",
                "refund refund.approve",
                "refund refund.retry",
                "refund refund.drop",
                "bill bill.upload",
                "bill issue.close",
                "bill issue.reopen",
            ]
        );
    }
}

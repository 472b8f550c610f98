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
        /// Made a link that invites a member of staff.
        Invite = "staff.invite",
        /// Ended such a link.
        InviteDrop = "staff.invite_drop",
        /// Joined the staff with such a link.
        Join = "staff.join",
        /// Changed the roles of another member.
        RolesChange = "staff.roles",
        /// Disabled another member.
        Disable = "staff.disable",
        /// Restored a disabled member.
        Restore = "staff.restore",
        /// Changed their own password.
        PasswordChange = "staff.password",
        /// Ended sessions of their own.
        SessionsEnd = "staff.sessions_end",
        /// Gave a code of the authenticator.
        Code = "staff.code",
        /// Gave a recovery code in its place.
        Recovery = "staff.recovery",
        /// Gave a wrong code.
        CodeFailed = "staff.code_failed",
        /// Set up two-step sign-in.
        FactorOn = "staff.factor_on",
        /// Ended it.
        FactorOff = "staff.factor_off",
        /// Drew new recovery codes.
        RecoveryNew = "staff.recovery_new",
        /// Cancelled an unpaid order.
        OrderCancel = "order.cancel",
        /// Viewed the full phone number of an order.
        OrderUnmask = "order.unmask",
        /// Changed the staff note on an order.
        OrderNote = "order.note",
        /// Shipped a parcel.
        OrderShip = "order.ship",
        /// Corrected the tracking number of a parcel.
        OrderCorrectNumber = "order.correct_number",
        /// Took a parcel back on its day.
        OrderVoidParcel = "order.void_parcel",
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
        /// Sent a mail again.
        MailAgain = "mail.again",
        /// Exported rows with orders or money.
        Export = "export.rows",
        /// Issued a refund.
        RefundApprove = "refund.approve",
        /// Asked a second person to approve a refund.
        RefundRequest = "refund.request",
        /// Agreed to a refund that needs a second person.
        RefundAgree = "refund.agree",
        /// Declined a request.
        RefundReject = "refund.reject",
        /// Asked the customer to send goods back.
        ReturnAsk = "refund.ask_return",
        /// Received goods that came back, and approved the refund.
        ReturnReceive = "refund.receive_return",
        /// Sent a failed refund again.
        RefundRetry = "refund.retry",
        /// Cancelled a refund that had failed.
        RefundDrop = "refund.drop",
        /// Noted an alarm.
        AlarmNote = "alarm.note",
        /// Applied a notification again.
        NotifyReplay = "notify.replay",
        /// Made a failed job run again.
        JobRetry = "job.retry",
        /// Dropped a failed job.
        JobDrop = "job.drop",
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
        /// An alarm, by code and subject.
        Alarm = "alarm",
        /// A notification, by `notify_id`.
        Notification = "notification",
        /// A job, by kind.
        Job = "job",
        /// A mail, by the number of its order, or by its masked recipient.
        Mail = "mail",
        /// An export, by its list and days.
        Export = "export",
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
            | Self::FirstRun
            | Self::Invite
            | Self::InviteDrop
            | Self::Join
            | Self::RolesChange
            | Self::Disable
            | Self::Restore
            | Self::PasswordChange
            | Self::SessionsEnd
            | Self::Code
            | Self::Recovery
            | Self::CodeFailed
            | Self::FactorOn
            | Self::FactorOff
            | Self::RecoveryNew => StaffTarget::Account,
            Self::OrderCancel
            | Self::OrderUnmask
            | Self::OrderNote
            | Self::OrderShip
            | Self::OrderCorrectNumber
            | Self::OrderVoidParcel => StaffTarget::Order,
            Self::ProductCreate
            | Self::ProductChange
            | Self::SkuCreate
            | Self::SkuChange
            | Self::StockReceive
            | Self::StockAdjust => StaffTarget::Product,
            Self::SettingChange => StaffTarget::Setting,
            Self::MailAgain => StaffTarget::Mail,
            Self::Export => StaffTarget::Export,
            Self::CategoryCreate
            | Self::CategoryChange
            | Self::CategoryMove
            | Self::CategoryDelete => StaffTarget::Category,
            Self::RefundApprove
            | Self::RefundRequest
            | Self::RefundAgree
            | Self::RefundReject
            | Self::ReturnAsk
            | Self::ReturnReceive
            | Self::RefundRetry
            | Self::RefundDrop => StaffTarget::Refund,
            Self::AlarmNote => StaffTarget::Alarm,
            Self::NotifyReplay => StaffTarget::Notification,
            Self::JobRetry | Self::JobDrop => StaffTarget::Job,
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
                "account staff.invite",
                "account staff.invite_drop",
                "account staff.join",
                "account staff.roles",
                "account staff.disable",
                "account staff.restore",
                "account staff.password",
                "account staff.sessions_end",
                "account staff.code",
                "account staff.recovery",
                "account staff.code_failed",
                "account staff.factor_on",
                "account staff.factor_off",
                "account staff.recovery_new",
                "order order.cancel",
                "order order.unmask",
                "order order.note",
                "order order.ship",
                "order order.correct_number",
                "order order.void_parcel",
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
                "mail mail.again",
                "export export.rows",
                "refund refund.approve",
                "refund refund.request",
                "refund refund.agree",
                "refund refund.reject",
                "refund refund.ask_return",
                "refund refund.receive_return",
                "refund refund.retry",
                "refund refund.drop",
                "alarm alarm.note",
                "notification notify.replay",
                "job job.retry",
                "job job.drop",
                "bill bill.upload",
                "bill issue.close",
                "bill issue.reopen",
            ]
        );
    }
}

//! Words for products, staff and background jobs.

use super::pick;
use domain::{
    catalog::ProductStatus,
    job::{Failure, JobKind},
    locale::Locale,
    staff::{Role, StaffAct},
};

/// The status of a product or a variant.
#[must_use]
pub const fn product_status(locale: Locale, status: ProductStatus) -> &'static str {
    pick(
        locale,
        match status {
            ProductStatus::Draft => ("草稿", "Draft"),
            ProductStatus::Active => ("在售", "Active"),
            ProductStatus::Archived => ("已下架", "Archived"),
        },
    )
}

/// An action of staff; `None` for one that only a newer version knows.
#[must_use]
pub const fn act(locale: Locale, act: Option<StaffAct>) -> &'static str {
    let pair = match act {
        Some(StaffAct::SignIn) => ("登录", "Signed in"),
        Some(StaffAct::SignInFailed) => ("登录失败", "Sign-in failed"),
        Some(StaffAct::SignOut) => ("退出", "Signed out"),
        Some(StaffAct::Prove) => ("验证密码", "Password confirmed"),
        Some(StaffAct::ProveFailed) => ("密码验证失败", "Password not confirmed"),
        Some(StaffAct::FirstRun) => ("创建店主账号", "Created the owner's account"),
        Some(StaffAct::Invite) => ("邀请员工", "Invited a member of staff"),
        Some(StaffAct::InviteDrop) => ("撤销邀请", "Revoked an invitation"),
        Some(StaffAct::Join) => ("接受邀请", "Accepted an invitation"),
        Some(StaffAct::RolesChange) => ("修改角色", "Changed roles"),
        Some(StaffAct::Disable) => ("停用员工", "Disabled a member of staff"),
        Some(StaffAct::Restore) => ("恢复员工", "Restored a member of staff"),
        Some(StaffAct::PasswordChange) => ("修改密码", "Changed the password"),
        Some(StaffAct::SessionsEnd) => ("退出登录设备", "Ended sessions"),
        Some(StaffAct::Code) => ("通过两步验证", "Passed two-step sign-in"),
        Some(StaffAct::Recovery) => ("使用恢复码", "Used a recovery code"),
        Some(StaffAct::CodeFailed) => ("两步验证失败", "Two-step sign-in failed"),
        Some(StaffAct::FactorOn) => ("开启两步验证", "Turned on two-step"),
        Some(StaffAct::FactorOff) => ("关闭两步验证", "Turned off two-step"),
        Some(StaffAct::RecoveryNew) => ("重新生成恢复码", "Drew new recovery codes"),
        Some(StaffAct::OrderCancel) => ("取消订单", "Cancelled the order"),
        Some(StaffAct::OrderUnmask) => ("查看完整电话", "Viewed full phone number"),
        Some(StaffAct::OrderNote) => ("修改备注", "Changed the note"),
        Some(StaffAct::OrderShip) => ("发货", "Shipped a parcel"),
        Some(StaffAct::OrderCorrectNumber) => ("改运单号", "Corrected a tracking number"),
        Some(StaffAct::OrderVoidParcel) => ("撤销发货", "Voided a parcel"),
        Some(StaffAct::ProductCreate) => ("新建商品", "Created the product"),
        Some(StaffAct::ProductChange) => ("修改商品", "Changed the product"),
        Some(StaffAct::SkuCreate) => ("新增规格", "Added variants"),
        Some(StaffAct::SkuChange) => ("修改规格", "Changed a variant"),
        Some(StaffAct::CategoryCreate) => ("新建分类", "Created the category"),
        Some(StaffAct::CategoryChange) => ("修改分类", "Changed the category"),
        Some(StaffAct::CategoryMove) => ("移动分类", "Moved the category"),
        Some(StaffAct::CategoryDelete) => ("删除分类", "Deleted the category"),
        Some(StaffAct::StockReceive) => ("入库", "Received stock"),
        Some(StaffAct::StockAdjust) => ("盘点", "Counted stock"),
        Some(StaffAct::SettingChange) => ("修改设置", "Changed a setting"),
        Some(StaffAct::MailAgain) => ("重新发送邮件", "Sent a mail again"),
        Some(StaffAct::Export) => ("导出数据", "Exported rows"),
        Some(StaffAct::RefundApprove) => ("发起退款", "Refund issued"),
        Some(StaffAct::RefundRequest) => {
            ("请同事同意退款", "Asked a colleague to approve a refund")
        }
        Some(StaffAct::RefundAgree) => (
            "同意退款，等另一位",
            "Agreed to a refund, waiting for a colleague",
        ),
        Some(StaffAct::RefundReject) => ("拒绝退款申请", "Declined a refund request"),
        Some(StaffAct::ReturnAsk) => ("要求退货", "Asked for a return"),
        Some(StaffAct::ReturnReceive) => ("确认收到退货", "Received a return"),
        Some(StaffAct::RefundRetry) => ("重试退款", "Retried the refund"),
        Some(StaffAct::RefundDrop) => ("取消退款", "Cancelled the refund"),
        Some(StaffAct::AlarmNote) => ("记下警报", "Noted the alarm"),
        Some(StaffAct::NotifyReplay) => ("重放通知", "Replayed the notification"),
        Some(StaffAct::JobRetry) => ("重试任务", "Retried the job"),
        Some(StaffAct::JobDrop) => ("丢弃任务", "Dropped the job"),
        Some(StaffAct::BillUpload) => ("上传账单", "Uploaded a bill"),
        Some(StaffAct::IssueClose) => ("关闭差异", "Closed a difference"),
        Some(StaffAct::IssueReopen) => ("重新打开差异", "Reopened a difference"),
        None => ("其他操作", "Another action"),
    };
    pick(locale, pair)
}

/// A role of staff.
#[must_use]
pub const fn role(locale: Locale, role: Role) -> &'static str {
    pick(
        locale,
        match role {
            Role::Owner => ("店主", "Owner"),
            Role::Finance => ("财务", "Finance"),
            Role::Refunds => ("退款", "Refunds"),
            Role::Orders => ("订单", "Orders"),
            Role::Catalog => ("商品", "Catalog"),
            Role::Viewer => ("查看", "Viewer"),
        },
    )
}

/// A background job; `None` for a kind that only another version knows.
#[must_use]
pub const fn job(locale: Locale, kind: Option<JobKind>) -> &'static str {
    pick(
        locale,
        match kind {
            Some(JobKind::ExpireOrder) => ("取消超时订单", "Cancel an unpaid order"),
            Some(JobKind::CloseAttempt) => ("关闭支付宝交易", "Close a trade"),
            Some(JobKind::QueryAttempt) => ("查询付款", "Check a payment"),
            Some(JobKind::Purge) => ("清理过期数据", "Delete expired data"),
            Some(JobKind::Sweep) => ("清理不用的图片", "Delete unused pictures"),
            Some(JobKind::SendRefund) => ("发送退款", "Send a refund"),
            Some(JobKind::CheckRefund) => ("查询退款", "Check a refund"),
            Some(JobKind::ProbeRefund) => ("核对退款单号", "Check a refund number"),
            Some(JobKind::ExpireReturn) => ("结束未寄回的退货", "End a return that was not sent"),
            Some(JobKind::AskTrade) => ("核对交易", "Check a trade"),
            Some(JobKind::RefreshListing) => ("更新货架与搜索", "Update shelves and search"),
            Some(JobKind::CountSales) => ("统计销量", "Count sales"),
            Some(JobKind::TallySales) => ("汇总每日销售", "Sum up sales by day"),
            Some(JobKind::ImportGoods) => ("导入商品", "Import products"),
            Some(JobKind::ReceiveOrder) => ("自动确认收货", "Confirm receipt"),
            Some(JobKind::SendMail) => ("发送邮件", "Send a mail"),
            Some(JobKind::Reconcile) => ("核对支付宝账单", "Compare Alipay's bills"),
            None => ("其他任务", "Another job"),
        },
    )
}

/// Why a job or a notification failed.
#[must_use]
pub const fn failure(locale: Locale, failure: Failure) -> &'static str {
    pick(
        locale,
        match failure {
            Failure::Busy => ("数据库繁忙或磁盘已满", "Database busy or disk full"),
            Failure::NotFound => ("找不到对应的数据", "Data not found"),
            Failure::Refused => ("店铺规则不允许", "Not allowed by the shop's rules"),
            Failure::Internal => (
                "内部错误，详情见服务器日志",
                "Internal error, details in the server log",
            ),
        },
    )
}

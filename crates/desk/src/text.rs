//! The words of staff's pages. Those that the shop shows too are in [`kit::text`].

mod admin;
mod category;
mod desk;
mod editor;
mod frame;
mod goods;
mod import;
pub mod label;
mod mail;
mod opening;
mod overview;
mod recon;
mod refunds;
mod report;
mod sales;
mod settings;
mod ship;
mod staff;
mod watch;

pub use kit::text::isolate;

use domain::locale::Locale;
use std::ops::Deref;

/// The words of the desk's pages in one language.
pub struct Text {
    kit: &'static kit::text::Text,
    /// Orders and refunds.
    pub(crate) admin: admin::Admin,
    /// The categories.
    pub(crate) category: category::Category,
    /// The overview, the products and the activity log.
    pub(crate) desk: desk::Desk,
    /// The product editor.
    pub(crate) editor: editor::Editor,
    /// The navigation.
    pub(crate) nav: frame::Nav,
    /// The first start, the checklist, the self-check.
    pub(crate) opening: opening::Opening,
    /// The desk of refunds.
    pub(crate) refunds: refunds::Refunds,
    /// The overview.
    pub(crate) overview: overview::Overview,
    /// The settings page.
    pub(crate) settings: settings::Settings,
    /// Members of staff, and one's own account.
    pub(crate) staff: staff::Staff,
    /// The list of products, prices and stock.
    pub(crate) goods: goods::Goods,
    /// The import of goods.
    pub(crate) import: import::Import,
    /// Shipping.
    pub(crate) ship: ship::Ship,
    /// Alarms, notifications, jobs.
    pub(crate) watch: watch::Watch,
    /// Mail.
    pub(crate) mail: mail::Mail,
    /// The headings of sheets of figures and rows.
    pub(crate) report: report::Report,
    /// The figures of sales, and exports.
    pub(crate) sales: sales::Sales,
    /// The reconciliation.
    pub(crate) recon: recon::Recon,
}

impl Text {
    /// The words of `locale`.
    #[must_use]
    pub const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::ZhCn => &ZH,
            Locale::En => &EN,
        }
    }
}

/// Gives access to the words of both sides, so that a component of the kit accepts either text.
impl Deref for Text {
    type Target = kit::text::Text;

    fn deref(&self) -> &Self::Target {
        self.kit
    }
}

static ZH: Text = Text {
    kit: kit::text::Text::of(Locale::ZhCn),
    admin: admin::Admin::ZH,
    category: category::Category::ZH,
    desk: desk::Desk::ZH,
    editor: editor::Editor::ZH,
    nav: frame::Nav::ZH,
    opening: opening::Opening::ZH,
    refunds: refunds::Refunds::ZH,
    settings: settings::Settings::ZH,
    staff: staff::Staff::ZH,
    goods: goods::Goods::ZH,
    import: import::Import::ZH,
    ship: ship::Ship::ZH,
    overview: overview::Overview::ZH,
    watch: watch::Watch::ZH,
    mail: mail::Mail::ZH,
    report: report::Report::ZH,
    sales: sales::Sales::ZH,
    recon: recon::Recon::ZH,
};

static EN: Text = Text {
    kit: kit::text::Text::of(Locale::En),
    admin: admin::Admin::EN,
    category: category::Category::EN,
    desk: desk::Desk::EN,
    editor: editor::Editor::EN,
    nav: frame::Nav::EN,
    opening: opening::Opening::EN,
    refunds: refunds::Refunds::EN,
    settings: settings::Settings::EN,
    staff: staff::Staff::EN,
    goods: goods::Goods::EN,
    import: import::Import::EN,
    ship: ship::Ship::EN,
    overview: overview::Overview::EN,
    watch: watch::Watch::EN,
    mail: mail::Mail::EN,
    report: report::Report::EN,
    sales: sales::Sales::EN,
    recon: recon::Recon::EN,
};

#[cfg(test)]
mod tests {
    use super::{Text, label};
    use domain::{actions::Action, locale::Locale};

    #[test]
    fn labels_of_the_editor_that_programs_rely_on() {
        let e = &Text::of(Locale::ZhCn).editor;
        let buttons = [e.new, e.save, e.publish, e.take_down, e.copy, e.upload];
        let told = ["新建商品", "保存", "发布", "下架", "复制商品", "上传图片"];
        assert_eq!(buttons, told);
        let words = [e.title_zh, e.title_en, e.slug, e.body_zh, e.category];
        assert_eq!(
            words,
            ["中文名称", "英文名称", "网址名", "中文介绍", "分类"]
        );
        let cells = [e.name, e.values, e.price, e.stock, e.code];
        assert_eq!(
            cells,
            ["规格名", "规格值", "价格（元）", "库存", "规格编码"]
        );
        assert_eq!((e.cell)(e.price, "青瓷绿 大"), "价格（元）：青瓷绿 大");
        let made = format!("{}{}", (e.made)("4", "2"), (e.retired)("0"));
        assert_eq!(made, "新增 4，保留 2，停用 0。");
    }

    #[test]
    fn labels_of_shipping_that_programs_rely_on() {
        let t = Text::of(Locale::ZhCn);
        let s = &t.ship;
        let ship = label::action(t.locale, Action::Ship);
        assert_eq!(
            [ship, s.many, s.pick_list, s.slips, s.carrier, s.tracking_no],
            [
                "发货",
                "批量发货",
                "打印配货单",
                "打印发货单",
                "物流公司",
                "运单号"
            ]
        );
        assert_eq!((s.ship_n)("38"), "发货 38 单");
        assert_eq!((s.found)("38", "2"), "可发 38 · 有误 2");
        assert_eq!(s.shipped, "已发货，跳过");
        let receipt = [Action::ConfirmReceipt, Action::ExtendReceipt];
        assert_eq!(
            receipt.map(|action| label::action(t.locale, action)),
            ["确认收货", "延长收货"]
        );
    }

    #[test]
    fn labels_that_programs_rely_on() {
        let t = Text::of(Locale::ZhCn);
        let act = |action| label::action(t.locale, action);
        let labels = [
            act(Action::Refund),
            t.admin.whole,
            t.admin.compute,
            act(Action::RetryRefund),
            act(Action::DropRefund),
            act(Action::ApproveRefund),
            act(Action::RejectRefund),
            act(Action::AskReturn),
            act(Action::ReceiveReturn),
        ];
        assert_eq!(
            labels,
            [
                "退款",
                "全部退款",
                "计算",
                "重试",
                "取消退款",
                "同意退款",
                "拒绝",
                "要求退货",
                "确认收到退货",
            ]
        );
        assert_eq!(
            (t.admin.plan)("¥12.00", "¥30.00"),
            "将退回 ¥12.00 到支付宝，剩余可退 ¥30.00"
        );
        assert_eq!((t.admin.cap)("¥30.00"), "最多可退 ¥30.00");
        assert_eq!(t.admin.unknown_hint, "正在向支付宝查询，请勿重复退款。");
    }
}

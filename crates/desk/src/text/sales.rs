//! Words of the figures of sales, and of the page of exports.

use kit::{text::count_of, words};

words! {
    /// Words of the figures of sales, and of the page of exports.
    pub(crate) Sales {
        title: "销售", "Sales";
        ranges: "时间范围", "Range";
        days: "自选日期", "Days";
        from: "自", "From";
        to: "至", "To";
        step: "图表", "Chart";
        show: "查看", "Show";
        figures: "合计与上期", "Totals and the period before";
        placed: "下单", "Placed";
        paid: "已付款", "Paid";
        units: "件数", "Units";
        gross: "销售额", "Gross";
        refunds: "退款", "Refunds";
        net: "净额", "Net";
        /// Before a figure.
        before(figure): format!("上期 {figure}"), format!("Before: {figure}");
        total: "合计", "Total";
        as_of(clock):
            format!("销售额按付款时间，退款按到账时间，数据到 {clock}。"),
            format!("Gross by payment date, refunds by refund date, as of {clock}.");
        periods(this, before):
            format!("{this}，上期 {before}"),
            format!("{this}; before: {before}");
        chart(gross, refunds):
            format!("柱形图：销售额在零线上方，退款在下方。最高销售额 {gross}，最高退款 {refunds}。全部数字见下表。"),
            format!("Bar chart: gross above the line, refunds below. Highest gross {gross}, highest refunds {refunds}. All figures are in the table.");
        bar(gross, refunds):
            format!("销售额 {gross}，退款 {refunds}"),
            format!("gross {gross}, refunds {refunds}");
        tables: "表格", "Tables";
        table: "销售明细", "Figures of sales";
        date: "日期", "Date";
        none: "这段时间没有卖出商品。", "Nothing was sold in this period.";
        no_category: "没有分类", "No category";
        postage: "运费", "Shipping";
        unassigned: "未指定商品的退款", "Refunds without items";
        others(count): format!("其余 {count} 项"), format!("{count} others");
        download: "下载表格", "Download the table";
        rows: "导出订单、退款和账目", "Export orders, refunds and the ledger";
        exports: "导出", "Export";
        /// A link beside a list.
        export_list(list): format!("导出{list}"), format!("Export {}", list.to_lowercase());
        kinds: "导出内容", "What to export";
        time: "按", "By";
        state: "状态", "Status";
        count_rows: "统计行数", "Count rows";
        found(count): format!("共 {count} 行。"), format!("{}.", count_of(count, "row", "rows"));
        found_many(count):
            format!("超过 {count} 行，请导出 CSV。"),
            format!("More than {count} rows. Export them as CSV.");
        save(kind): format!("导出 {kind}"), format!("Export {kind}");
        hint:
            "CSV 不限行数。导出会记入操作日志。没有订单权限的员工，电话打码，不含地址。",
            "CSV has any number of rows. Exports are in the activity log. Without the role for orders, phones are masked and addresses left out.";
    }
}

//! Words of the admin overview, the products and the activity log.

use kit::words;

words! {
    /// Words of the admin overview, the products and the activity log.
    pub(crate) Desk {
        desk: "总览", "Overview";
        products: "商品", "Products";
        audit: "操作日志", "Activity log";
        col_kind: "任务", "Job";
        col_tries: "尝试次数", "Tries";
        technical: "技术信息", "Technical details";
        col_status: "交易状态", "Trade status";
        col_deliveries: "送达次数", "Deliveries";
        col_product: "商品", "Product";
        col_skus: "规格", "Variants";
        col_price: "价格", "Price";
        col_free: "可售", "Available";
        tabs: "商品状态", "Product status";
        find_product: "查找商品", "Find a product";
        find_hint: "网址名或规格编码，完整输入", "URL handle or variant code, in full";
        newer: "较新", "Newer";
        older: "较早", "Older";
        status: "状态", "Status";
        nothing: "空", "empty";
        units: "件数", "Units";
        reason: "原因", "Reason";
        col_act: "操作", "Action";
        col_target: "对象", "Subject";
        col_changes: "改动", "Changes";
        col_from: "IP 段", "IP range";
        col_hash: "校验", "Hash";
        filter: "筛选操作日志", "Filter the activity log";
        filter_actor: "员工账号", "Staff login";
        filter_target: "对象编号", "Number or code";
        show: "查看", "Show";
        no_acts: "没有符合条件的操作。", "No matching actions.";
        nobody: "未登录", "Not signed in";
        other_setting: "其他设置", "Another setting";
        unreadable: "有改动，此版本读不出内容", "changed; this version cannot read it";
        command_line: "命令行", "Command line";
        chain_whole(n): format!("全部 {n} 条记录校验通过，未被改动。"), format!("All {n} rows verified, no tampering.");
        chain_recent(n):
            format!("最近 {n} 条记录校验通过，未被改动。更早的由 zhanggui audit 核对。"),
            format!("The latest {n} rows verified, no tampering. zhanggui audit checks the older ones.");
        chain_broken(hash, at):
            format!("从 {at} 的 {hash} 起校验不通过，请立即核查。"),
            format!("The log fails verification from {hash} on, {at}. Investigate at once.");
        prove_title: "验证密码", "Confirm your password";
        prove_why:
            "涉及退款，请再输入一次密码。确认后 10 分钟内有效，已填写的内容会保留。",
            "Refunds ask for your password again. It is valid for 10 minutes, and what you filled in is kept.";
        prove: "确认", "Continue";
        show_phone: "查看完整电话", "Show full phone number";
        save_note: "保存备注", "Save note";
        note_by(name, at): format!("{name} {at} 修改"), format!("{name}, {at}");
        note_conflict(name, at):
            format!("{name} {at} 改过备注，你填的还在这里。"),
            format!("{name} changed the note at {at}; what you typed is still here.");
    }
}

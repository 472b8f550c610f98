//! Words of opening a shop: the first start, the checklist, the self-check.

use kit::{text::count_of, words};

words! {
    /// Words of opening a shop: the first start, the checklist, the self-check.
    pub(crate) Opening {
        list: "开店清单", "Opening list";
        done_of(done, all): format!("{done}/{all}"), format!("{done}/{all}");
        /// Follows a step, for screen readers.
        done: "，已完成", ", done";
        /// Follows a step, for screen readers.
        open: "，未完成", ", open";
        go_on(step): format!("继续：{step}"), format!("Continue: {step}");
        first_title: "开店", "Open the shop";
        first_why:
            "创建店主账号，给店起个名字。这个链接只能用一次。",
            "Create the owner's account and name the shop. This link works once.";
        name: "姓名", "Name";
        name_hint: "显示在后台和操作日志里", "Shown in the admin pages and the activity log";
        shop_name_hint:
            "显示在店里和付款标题里，以后可以在设置里修改",
            "Shown in the shop and in payment titles; it can be changed in the settings";
        first_go: "创建店主并登录", "Create the owner and sign in";
        no_check:
            "还没有自检结果。请在服务器上运行 zhanggui doctor。",
            "There is no self-check yet. Run zhanggui doctor on the server.";
        checked(at): format!("最近一次：{at}"), format!("Last one: {at}");
        ready: "没有发现错误。", "No errors found.";
        errors(count): format!("发现 {count} 个错误。"), format!("{} found.", count_of(count, "error", "errors"));
        in_part:
            "启动时的自检不连接网络。请在服务器上运行 zhanggui doctor，连支付宝和本店网址一起检查。",
            "The check at the start uses no network. Run zhanggui doctor on the server to check Alipay and the shop's address too.";
        nothing_found: "没有问题。", "Nothing found.";
        error: "错误", "Error";
        warning: "提醒", "Warning";
        col_code: "代码", "Code";
        col_what: "问题", "Problem";
        col_remedy: "办法", "Fix";
    }
}

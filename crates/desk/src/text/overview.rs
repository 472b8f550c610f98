//! Words of the overview.

use kit::{text::count_of, words};

words! {
    /// Words of the overview.
    pub(crate) Overview {
        todo: "待办", "To do";
        nothing: "没有待办。", "Nothing to do.";
        today: "今日 · 昨日同时", "Today · yesterday by now";
        paid: "已付款", "Paid";
        refunded: "退款", "Refunds";
        net: "净额", "Net";
        oldest(at): format!("最早 {at}"), format!("oldest {at}");
        waited_minutes(count): format!("已等 {count} 分钟"), format!("waiting {}", count_of(count, "minute", "minutes"));
        waited_hours(count): format!("已等 {count} 小时"), format!("waiting {}", count_of(count, "hour", "hours"));
    }
}

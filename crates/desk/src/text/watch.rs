//! Words of what staff watch: alarms, notifications, jobs.

use kit::{text::count_of, words};

words! {
    /// Words of what staff watch: alarms, notifications, jobs.
    pub(crate) Watch {
        note: "知道了", "Noted";
        see: "查看", "View";
        first_at(at): format!("首次 {at}"), format!("first {at}");
        last_at(at): format!("最近 {at}"), format!("last {at}");
        times(count): format!("{count} 次"), count_of(count, "time", "times");
        noted_by(name, at): format!("{name} {at} 已知道"), format!("noted by {name}, {at}");
        no_alarms: "没有警报。", "No alarms.";
        noted: "已知道的警报", "Noted alarms";
        alarms_read_only: "你可以查看警报，记下需要其他角色的权限。", "You can read alarms; noting them needs another role.";
        inbox_tabs: "通知分类", "Lists of notifications";
        no_notifies: "没有符合条件的通知。", "No matching notifications.";
        one_notify: "支付宝通知", "Alipay notification";
        notify_id: "通知编号", "Notification no.";
        first_delivery: "首次送达", "First delivered";
        last_delivery: "最近送达", "Last delivered";
        message: "通知原文", "Message";
        message_gone: "原文已按期删除。", "The message was deleted after its time.";
        replay: "重放", "Replay";
        replay_hint:
            "会重新验签并入账，和支付宝再送达一次一样。",
            "It is verified and booked again, as if Alipay had delivered it once more.";
        replay_read_only: "你可以查看通知，重放需要财务权限。", "You can read notifications; replaying needs the role Finance.";
        job_tabs: "任务分类", "Lists of jobs";
        no_jobs: "这里没有任务。", "No jobs here.";
        col_run: "运行时间", "Runs at";
        col_decide: "处理", "Decide";
        retry: "重试", "Retry";
        drop_job: "丢弃", "Drop";
        latest_only(count): format!("只列出 {count} 个。"), format!("Only {count} are listed.");
        jobs_read_only: "你可以查看任务，重试和丢弃需要店主权限。", "You can read jobs; retrying and dropping needs the owner.";
    }
}

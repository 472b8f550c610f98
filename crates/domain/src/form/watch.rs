//! The forms of what staff watch: alarms, notifications, jobs.

use super::Form;
use serde::{Deserialize, Serialize};

forms! {
    /// 知道了 on an alarm.
    AlarmForm {
        /// Its code.
        code: String,
        /// Its subject.
        subject: String,
        /// The version that was shown: an alarm that was raised again since then stays open.
        version: String,
        /// Page to return to: a local path.
        back: String,
    }

    /// 重放 of a notification.
    ReplayForm {
        /// Its key.
        key: String,
        /// The verdict that was shown.
        verdict: String,
    }

    /// 重试 and 丢弃 of a failed job.
    JobForm {
        /// Names the job and its failure.
        job: String,
    }
}

//! Mail: whatever dies between handing a mail over and recording it, the mail arrives, and a second copy has the number of
//! the first.

use super::{at_each_commit, everywhere, story};
use crate::mail::open_shop;
use shop::Shop;
use std::collections::BTreeMap;
use test_support::{MailSink, Protection, for_both};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_mail_is_lost_and_a_copy_can_be_told() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let test = open_shop(db, &sink).await;
        let open = async || test.order().line("MUG", 1).paid().await.number;
        let act = |shop: Shop, _: String| async move {
            shop.run_due_jobs().await.unwrap();
        };
        let told = async |number: &String| story::of(&test, number).await;
        let (cuts, end) = at_each_commit(&test, everywhere(), open, act, told).await;
        story::has(&end, &["mail order_paid sent"]);
        let mut copies: BTreeMap<String, usize> = BTreeMap::new();
        for mail in sink.mails() {
            *copies.entry(mail.header("Message-ID")).or_default() += 1;
        }
        assert_eq!(copies.len(), cuts + 1, "one for each order");
        // Only a process that was killed after the server had the mail and before it was recorded sends a copy.
        let sent_twice = copies.values().filter(|count| **count > 1).count();
        assert_eq!(sent_twice, 1, "{copies:?}");
        assert!(copies.values().all(|count| *count <= 2), "{copies:?}");
    })
    .await;
}

//! Failed jobs, which the owner retries or drops.

use crate::{desk::refusal, watch::last_act};
use domain::{
    error::ErrorCode,
    form::JobForm,
    job::{JobDuty, JobKind, JobTab},
    staff::Role,
    time::MINUTE,
    view::{desk::DeskCount, watch::JobView},
};
use shop::{Error, Viewer};
use test_support::{TestShop, for_both};

async fn jobs(t: &TestShop, who: &Viewer, tab: JobTab) -> Vec<JobView> {
    t.shop.admin_jobs(who, tab).await.unwrap().rows
}

fn named(rows: &[JobView], kind: JobKind) -> &JobView {
    rows.iter().find(|job| job.kind == Some(kind)).unwrap()
}

fn deciding(job: &JobView) -> JobForm {
    JobForm {
        job: job.handle.clone(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_job_about_money_is_retried_and_never_dropped() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 5).await;
        let owner = t.staff("o@example.cn", &[Role::Owner]).await;
        let clerk = t.staff("c@example.cn", &[Role::Orders]).await;
        let number = t.order().line("MUG", 1).at_cashier().await.number;
        let died = "UPDATE jobs SET state = 'dead', last_error = 'busy'";
        store::testing::batch(t.shop.store(), died).await.unwrap();
        let failed = jobs(&t, &owner, JobTab::Failed).await;
        let query = named(&failed, JobKind::QueryAttempt);
        let expire = named(&failed, JobKind::ExpireOrder);
        assert_eq!(
            (query.duty, expire.duty),
            (Some(JobDuty::Payment), Some(JobDuty::Order))
        );
        assert_eq!(
            (&query.order, &expire.order),
            (&Some(number.clone()), &Some(number))
        );
        for job in [query, expire] {
            let dropped = t.shop.drop_job(&owner, deciding(job)).await;
            assert_eq!(refusal(dropped).0, ErrorCode::JobNeeded);
            let denied = t.shop.retry_job(&clerk, deciding(job)).await;
            assert!(matches!(denied, Err(Error::RoleMissing)));
            t.shop.retry_job(&owner, deciding(job)).await.unwrap();
            let again = t.shop.retry_job(&owner, deciding(job)).await;
            assert_eq!(refusal(again).0, ErrorCode::JobMoved);
        }
        assert!(jobs(&t, &owner, JobTab::Failed).await.is_empty());
        assert_eq!(jobs(&t, &owner, JobTab::Ready).await.len(), 2);
        let told = last_act(&t, &owner).await;
        assert!(
            told.starts_with("job.retry expire_order: job  > expire_order"),
            "{told}"
        );
        assert!(told.contains("job_state failed > ready"), "{told}");
        for _ in 0..5 {
            t.after(9 * MINUTE).await;
        }
        assert_eq!(
            t.one("SELECT lifecycle AS answer FROM orders").await,
            "cancelled"
        );
        assert!(!jobs(&t, &owner, JobTab::Done).await.is_empty());
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_job_that_nothing_waits_for_is_dropped() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 5).await;
        let owner = t.staff("o@example.cn", &[Role::Owner]).await;
        t.order().line("MUG", 1).at_cashier().await;
        let at = t.shop.now().get();
        // A second job about the attempt, and housekeeping; both have a ready twin or no duty.
        let plant = format!(
            "INSERT INTO jobs (kind, dedupe_key, payload_json, run_at, tries, state, lease_epoch, last_error, created_at)
             SELECT kind, dedupe_key, payload_json, {at}, 5, 'dead', 5, 'internal: odd', {at} FROM jobs
             WHERE kind = 'query_attempt';
             INSERT INTO jobs (kind, payload_json, run_at, tries, state, lease_epoch, last_error, created_at)
             VALUES ('sweep', '{{}}', {at}, 5, 'dead', 5, 'internal: odd', {at}),
               ('from_the_future', '{{}}', {at}, 5, 'dead', 5, 'internal: odd', {at})"
        );
        store::testing::batch(t.shop.store(), &plant).await.unwrap();
        let report = t.shop.audit().await.unwrap();
        assert!(report.breaches.iter().any(|breach| breach.rule == "A14"));
        let failed = jobs(&t, &owner, JobTab::Failed).await;
        let desk = t.shop.admin_desk(&owner).await.unwrap();
        assert_eq!((failed.len(), desk.count(DeskCount::Jobs)), (3, 3));
        let odd = failed.iter().find(|job| job.kind.is_none()).unwrap();
        let dropped = t.shop.drop_job(&owner, deciding(odd)).await;
        assert_eq!(refusal(dropped).0, ErrorCode::JobNeeded, "nobody knows what it does");
        let sweep = named(&failed, JobKind::Sweep);
        t.shop.drop_job(&owner, deciding(sweep)).await.unwrap();
        let told = last_act(&t, &owner).await;
        assert!(told.contains("job_state failed > done"), "{told}");
        let again = t.shop.drop_job(&owner, deciding(sweep)).await;
        assert_eq!(refusal(again).0, ErrorCode::JobMoved);
        // A retried job whose twin is ready gives way to it.
        let query = named(&failed, JobKind::QueryAttempt);
        assert_eq!(query.duty, None, "its twin attends to the attempt");
        t.shop.retry_job(&owner, deciding(query)).await.unwrap();
        let kinds = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM jobs
                     WHERE kind = 'query_attempt' AND state = 'ready'";
        assert_eq!(t.one(kinds).await, "1");
        let gone = "DELETE FROM jobs WHERE kind = 'from_the_future'";
        store::testing::batch(t.shop.store(), gone).await.unwrap();
        t.audit_is_green().await;
    })
    .await;
}

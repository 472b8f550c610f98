//! `kill -9` before and after each commit of a use case or a job. Whatever was cut off, the jobs of
//! another process go on, the person tries again, `audit` is green after the kill and at the end, and the end is that of a
//! run that nothing cut.

mod mails;
mod recon;
mod refunds;
mod shipping;
mod story;

use domain::time::SECOND;
use shop::{Error, Shop, Viewer};
use std::{fmt::Debug, future::Future};
use store::testing::Cut;
use test_support::TestShop;

/// More commits than any use case here has.
const MOST: u32 = 60;
/// How the audit says that a job is late, or an order that a job ends.
const LATE_JOB: &str = "a job is more than 10 minutes late";
const LATE_ORDER: &str = "an unpaid order is still open 3 hours after its deadline";

/// Where a process is killed that calls the gateway or a mail server.
pub(crate) fn everywhere() -> impl Iterator<Item = Cut> {
    Cut::all(MOST)
}

/// Where one is killed that calls nobody.
pub(crate) fn between_commits() -> impl Iterator<Item = Cut> {
    Cut::stored(MOST)
}

/// Runs `act` in a process that is killed at each of `cuts` in turn, each time about the new case
/// that `open` makes. `act` is also what the person does again afterwards. Returns the number of cuts and the end, which
/// `told` describes.
pub(crate) async fn at_each_commit<C: Clone, F>(
    test: &TestShop,
    cuts: impl Iterator<Item = Cut>,
    open: impl AsyncFn() -> C,
    act: impl Fn(Shop, C) -> F,
    told: impl AsyncFn(&C) -> String,
) -> (usize, String)
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut ends = Vec::new();
    for cut in cuts {
        let case = open().await;
        let lived = test.killed(cut, |shop| act(shop, case.clone())).await;
        green_but_late(test).await;
        // Leases of refunds end after half a minute, those of jobs after two, and a bill is asked about
        // again after ten.
        for seconds in [1, 31, 125, 31, 601] {
            test.after(seconds * SECOND).await;
        }
        act(test.shop.clone(), case.clone()).await;
        for seconds in [1, 31] {
            test.after(seconds * SECOND).await;
        }
        test.audit_is_green().await;
        ends.push((cut, told(&case).await));
        if lived.is_some() {
            break;
        }
    }
    let (last, uncut) = ends.pop().expect("a run");
    assert!(ends.len() > 1, "it was cut");
    let at_last = [Cut::Before(MOST - 1), Cut::After(MOST)];
    assert!(!at_last.contains(&last), "it has more commits");
    for (cut, end) in &ends {
        assert_eq!(end, &uncut, "{cut:?}");
    }
    (ends.len(), uncut)
}

/// The audit right after a kill. Jobs that a dead process left wait for another one, so they may be late.
async fn green_but_late(test: &TestShop) {
    let mut found = test.shop.audit().await.expect("an audit").breaches;
    found.retain(|breach| breach.what != LATE_JOB && breach.what != LATE_ORDER);
    assert!(found.is_empty(), "{found:#?}");
}

/// What a person is told who does something: it is done, or it was done before.
pub(crate) fn done<T: Debug>(answer: Result<T, Error>) -> Option<T> {
    match answer {
        Ok(done) => Some(done),
        Err(Error::Refused(_)) => None,
        Err(other) => panic!("{other:?}"),
    }
}

/// A member of staff with the password just confirmed.
pub(crate) fn proven(who: &Viewer, shop: &Shop) -> Viewer {
    let mut who = who.clone();
    if let Some(staff) = &mut who.staff {
        staff.proved_at = Some(shop.now());
    }
    who
}

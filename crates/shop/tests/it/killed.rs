//! `kill -9` before and after each commit of a use case and of the jobs that follow it. Whatever was cut off, the jobs of
//! another process go on, the person tries again, `audit` is green after each of the three, and the end is that of a run
//! that nothing cut.

mod mails;
mod recon;
mod refunds;
mod shipping;
mod story;

use shop::{Error, Shop, Viewer};
use std::{fmt::Debug, future::Future};
use store::testing::Cut;
use test_support::TestShop;

/// More commits than any use case here has.
const MOST: u32 = 60;

/// Runs `act` and the jobs that are due in a process that is killed at each moment in turn, each time about the new case
/// that `open` makes. `act` is also what the person does again afterwards. Returns the number of cuts and the end, which
/// `told` describes.
pub(crate) async fn at_each_commit<C: Clone, F>(
    test: &TestShop,
    open: impl AsyncFn() -> C,
    act: impl Fn(Shop, C) -> F,
    told: impl AsyncFn(&C) -> String,
) -> (usize, String)
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut ends = Vec::new();
    for cut in Cut::all(MOST) {
        let case = open().await;
        let work = |shop: Shop| {
            let acting = act(shop.clone(), case.clone());
            async move {
                acting.await;
                shop.run_due_jobs().await.expect("jobs are looked up");
            }
        };
        let lived = test.killed(cut, work).await;
        test.audit_is_green().await;
        go_on(test).await;
        test.audit_is_green().await;
        act(test.shop.clone(), case.clone()).await;
        go_on(test).await;
        test.audit_is_green().await;
        ends.push((cut, told(&case).await));
        if lived.is_some() {
            break;
        }
    }
    let (last, uncut) = ends.pop().expect("a run");
    assert!(ends.len() > 1, "it was cut");
    assert_ne!(last, Cut::After(MOST), "it has more commits");
    for (cut, end) in &ends {
        assert_eq!(end, &uncut, "{cut:?}");
    }
    (ends.len(), uncut)
}

/// Leases of the dead process end, and the jobs go on.
async fn go_on(test: &TestShop) {
    test.run().await;
    for _ in 0..8 {
        test.after(31_000).await;
    }
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

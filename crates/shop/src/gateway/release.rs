//! Old signatures (`ALIPAY_SIGN_TYPE=RSA`) are released a fixed time after they began, so that
//! their duration cannot be measured: the library is not constant-time (RUSTSEC-2023-0071).

use alipay::{Release, transport::BoxFuture};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// A signature takes a few milliseconds; ten times as long hides it on a busy machine too.
const STEP: Duration = Duration::from_millis(50);

/// Releases each signature a whole number of steps after it began: one, unless the machine was too
/// busy.
pub(super) struct FixedTime;

impl Release for FixedTime {
    fn begin(&self) -> BoxFuture<'static, ()> {
        let began = Instant::now();
        Box::pin(async move { sleep_until(release_at(began, Instant::now())).await })
    }
}

/// The end of the step that contains `now`.
fn release_at(began: Instant, now: Instant) -> Instant {
    let spent = now.duration_since(began);
    let mut at = STEP;
    while at <= spent {
        at = at.saturating_add(STEP);
    }
    began.checked_add(at).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::{FixedTime, STEP, release_at};
    use alipay::Release as _;
    use std::{thread::sleep, time::Duration};
    use tokio::time::Instant;

    #[test]
    fn the_time_does_not_depend_on_the_signature() {
        let began = Instant::now();
        let after = |ms| release_at(began, began + Duration::from_millis(ms)) - began;
        for took_ms in [0, 1, 2, 7, 25, 49] {
            assert_eq!(after(took_ms), STEP, "{took_ms}");
        }
        // Only whole steps can be observed on a busy machine.
        assert_eq!(after(50), STEP * 2);
        assert_eq!(after(99), STEP * 2);
        assert_eq!(after(100), STEP * 3);
    }

    #[tokio::test]
    async fn a_quick_and_a_slow_signature_wait_for_the_same_time() {
        for took_ms in [0, 30] {
            let began = Instant::now();
            let may_leave = FixedTime.begin();
            sleep(Duration::from_millis(took_ms));
            may_leave.await;
            assert!(began.elapsed() >= STEP, "{took_ms}");
        }
    }
}

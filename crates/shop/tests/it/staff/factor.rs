//! Two-step sign-in: codes count once, tries are slow, and a loss has a way back.

use super::{PASSWORD, Phone, again, code, enter, hire, id_of, log, open, protect, sessions};
use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::{FactorForm, ProveForm},
    staff::{
        Role,
        factor::{PERIOD, Step},
    },
    time::{HOUR, MINUTE, SECOND},
};
use shop::{
    Error, Viewer,
    seal::{KEY_LEN, Seal},
};
use test_support::{TestShop, for_both};

const CLERK: &str = "chen@example.cn";

async fn gives(t: &TestShop, viewer: &Viewer, typed: &str) -> Result<(), Error> {
    t.shop.step_up(viewer, &code(typed)).await
}

/// The code of a refusal of the field with the code.
async fn refused(t: &TestShop, viewer: &Viewer, typed: &str) -> ErrorCode {
    let told = refusal(gives(t, viewer, typed).await);
    told.1.first().map_or(told.0, |(_field, code)| *code)
}

/// The next period begins.
fn next_period(t: &TestShop) {
    t.clock.advance(PERIOD * SECOND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_password_alone_opens_nothing_once_it_is_on() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Orders, Role::Refunds]).await;
        enter(&t, CLERK, PASSWORD).await.unwrap();
        assert_eq!(sessions(&t, id_of(&clerk)).await, 2);
        let (phone, codes) = protect(&t, &clerk).await;
        assert_eq!(sessions(&t, id_of(&clerk)).await, 1, "the others are over");
        assert_eq!(codes.len(), 10);
        let stored = t
            .ask("SELECT totp_secret_enc AS answer FROM users WHERE totp_secret_enc IS NOT NULL")
            .await;
        let hashes = t
            .ask("SELECT code_hash AS answer FROM recovery_codes")
            .await;
        assert_eq!((stored.len(), hashes.len()), (1, 10));
        for code in &codes {
            let plain = code.replace('-', "");
            assert!(hashes.iter().all(|hash| !hash.contains(&plain)));
        }
        // The page shows them once.
        let later = again(&t, &clerk, true).await.unwrap();
        let view = t.shop.factor_page(&later, "", "").await.unwrap();
        assert!(view.on && view.codes.is_empty() && view.set_up.is_none());
        assert_eq!(view.codes_left, 10);

        next_period(&t);
        let half = enter(&t, CLERK, PASSWORD).await.unwrap();
        assert_eq!(half.staff.as_ref().unwrap().step, Step::Code);
        let closed = |answer: Error| {
            let Error::Refused(refusal) = answer else {
                panic!("{answer:?}")
            };
            refusal.code
        };
        assert_eq!(
            closed(half.any_staff().unwrap_err()),
            ErrorCode::CodeRequired
        );
        assert_eq!(
            closed(half.staff_with(Role::Orders).unwrap_err()),
            ErrorCode::CodeRequired
        );
        for answer in [
            t.shop.me_page(&half).await.map(drop),
            t.shop.factor_page(&half, "", "").await.map(drop),
            t.shop.drop_factor(&half).await,
            t.shop.draw_recovery_codes(&half).await.map(drop),
            t.shop.admin_categories(&half).await.map(drop),
        ] {
            assert_eq!(refusal(answer).0, ErrorCode::CodeRequired);
        }
        gives(&t, &half, &phone.code(&t, 0)).await.unwrap();
        let whole = again(&t, &half, true).await.unwrap();
        assert!(whole.staff_with(Role::Refunds).is_ok());
        // The step of one session says nothing about another.
        assert!(again(&t, &half, false).await.unwrap().any_staff().is_err());
        let log = log(&t).await;
        let all = log.join("\n");
        assert!(all.contains("staff.factor_on") && all.contains("staff.code {}"));
        for code in &codes {
            assert!(!all.contains(code.as_str()), "no secret in the log");
        }
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_counts_once_and_only_near_its_time() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Orders]).await;
        let (phone, form) = Phone::scan(&t, &clerk).await;
        let mut wrong = phone.code(&t, 5);
        if wrong == phone.code(&t, 0) {
            wrong = "x".to_owned();
        }
        let bad = FactorForm {
            code: wrong,
            ..form.clone()
        };
        let told = refusal(t.shop.set_factor(&clerk, bad).await);
        assert_eq!(told.1, [("code".to_owned(), ErrorCode::WrongCode)]);
        // A refused form goes on with the same secret.
        let same = t.shop.factor_page(&clerk, &form.sealed, "").await.unwrap();
        assert_eq!(same.set_up.unwrap().sealed, form.sealed);
        let first = phone.code(&t, 0);
        let good = FactorForm {
            code: first.clone(),
            ..form.clone()
        };
        t.shop.set_factor(&clerk, good.clone()).await.unwrap();
        let twice = refusal(t.shop.set_factor(&clerk, good).await);
        assert_eq!(twice.0, ErrorCode::FormStale);

        let half = enter(&t, CLERK, PASSWORD).await.unwrap();
        // Seen over the shoulder while it was set up, and of before that.
        for used in [first, phone.code(&t, -1)] {
            assert_eq!(refused(&t, &half, &used).await, ErrorCode::WrongCode);
        }
        for far in [-2, 2] {
            let code = phone.code(&t, far);
            assert_eq!(
                refused(&t, &half, &code).await,
                ErrorCode::WrongCode,
                "{far}"
            );
        }
        t.clock.advance(MINUTE);
        // The phone's clock is 30 seconds ahead; typed with a blank and in full width.
        let ahead = phone.code(&t, 1);
        let wide: String = ahead
            .chars()
            .map(|digit| char::from_u32(u32::from(digit) + 0xfee0).unwrap())
            .collect();
        gives(&t, &half, &format!(" {wide} ")).await.unwrap();
        for used in [phone.code(&t, 1), phone.code(&t, 0)] {
            assert_eq!(refused(&t, &half, &used).await, ErrorCode::WrongCode);
        }
        next_period(&t);
        next_period(&t);
        // 30 seconds behind.
        gives(&t, &half, &phone.code(&t, -1)).await.unwrap_err();
        gives(&t, &half, &phone.code(&t, 0)).await.unwrap();
        next_period(&t);
        next_period(&t);
        gives(&t, &half, &phone.code(&t, -1)).await.unwrap();
        for empty in ["", " ", "\u{200b}"] {
            assert_eq!(refused(&t, &half, empty).await, ErrorCode::Required);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_posts_of_one_code_one_counts() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Orders]).await;
        let (phone, codes) = protect(&t, &clerk).await;
        next_period(&t);
        let half = enter(&t, CLERK, PASSWORD).await.unwrap();
        for typed in [phone.code(&t, 0), codes[0].clone()] {
            let post = || {
                let (shop, half, form) = (t.shop.clone(), half.clone(), code(&typed));
                tokio::spawn(async move { shop.step_up(&half, &form).await })
            };
            let (one, two) = (post(), post());
            let answers = [one.await.unwrap(), two.await.unwrap()];
            let done = answers.iter().filter(|answer| answer.is_ok()).count();
            assert_eq!(done, 1, "{answers:?}");
            t.clock.advance(MINUTE);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recovery_code_counts_once_and_new_ones_end_the_old() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Orders]).await;
        let (_phone, codes) = protect(&t, &clerk).await;
        let half = enter(&t, CLERK, PASSWORD).await.unwrap();
        let typed = codes[0].to_lowercase().replace('-', " ");
        gives(&t, &half, &typed).await.unwrap();
        for again in [&typed, &codes[0]] {
            assert_eq!(refused(&t, &half, again).await, ErrorCode::WrongCode);
        }
        assert!(
            log(&t)
                .await
                .contains(&r#"staff.recovery {"codes_left":9}"#.to_owned())
        );
        // The codes of another account are none of this one's.
        let other = hire(&t, "li@example.cn", &[Role::Orders]).await;
        let (_phone, foreign) = protect(&t, &other).await;
        assert_eq!(refused(&t, &half, &foreign[0]).await, ErrorCode::WrongCode);

        let whole = again(&t, &half, true).await.unwrap();
        let shown = t.shop.draw_recovery_codes(&whole).await.unwrap();
        let fresh = t.shop.factor_page(&whole, "", &shown).await.unwrap().codes;
        assert_eq!(fresh.len(), 10);
        // What is sealed for one person's page does not open on another's.
        let theirs = again(&t, &other, true).await.unwrap();
        let peek = t.shop.factor_page(&theirs, "", &shown).await.unwrap();
        assert!(peek.codes.is_empty());
        t.clock.advance(MINUTE);
        assert_eq!(refused(&t, &half, &codes[1]).await, ErrorCode::WrongCode);
        gives(&t, &half, &fresh[0]).await.unwrap();
        t.clock.advance(10 * MINUTE);
        let told = refusal(t.shop.draw_recovery_codes(&whole).await);
        assert_eq!(told.0, ErrorCode::ProveAgain);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guessing_codes_is_slow_from_everywhere() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Orders]).await;
        let (_phone, codes) = protect(&t, &clerk).await;
        let mut half = enter(&t, CLERK, PASSWORD).await.unwrap();
        for _ in 0..5 {
            assert_eq!(refused(&t, &half, "no code").await, ErrorCode::WrongCode);
        }
        let right = codes[0].clone();
        assert_eq!(refused(&t, &half, &right).await, ErrorCode::TooManyTries);
        // Another session at the same address does not count apart.
        let fresh = enter(&t, CLERK, PASSWORD).await.unwrap();
        assert_eq!(refused(&t, &fresh, &right).await, ErrorCode::TooManyTries);
        // The code that set it up, and five wrong ones.
        let mut tries = 6;
        for place in 0..20 {
            half.client = format!("198.51.100.{place}");
            for _ in 0..5 {
                if refused(&t, &half, "no code").await == ErrorCode::WrongCode {
                    tries += 1;
                }
            }
        }
        assert_eq!(tries, 40, "an hour from all addresses");
        t.clock.advance(HOUR);
        gives(&t, &half, &right).await.unwrap();
        let failed = log(&t).await;
        let failed = failed
            .iter()
            .filter(|act| act.starts_with("staff.code_failed"));
        assert_eq!(failed.count(), 39);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_asks_for_the_code_with_the_password() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Refunds]).await;
        let (phone, _codes) = protect(&t, &clerk).await;
        let whole = again(&t, &clerk, true).await.unwrap();
        next_period(&t);
        let form = |password: &str, code: String| ProveForm {
            password: password.to_owned(),
            code,
            next: String::new(),
        };
        let told = refusal(t.shop.prove(&whole, form(PASSWORD, String::new())).await);
        assert_eq!(told.1, [("code".to_owned(), ErrorCode::Required)]);
        // A wrong password uses no code up.
        let own = phone.code(&t, 0);
        let told = refusal(
            t.shop
                .prove(&whole, form("wrong password", own.clone()))
                .await,
        );
        assert_eq!(told.1, [("password".to_owned(), ErrorCode::WrongLogin)]);
        t.shop
            .prove(&whole, form(PASSWORD, own.clone()))
            .await
            .unwrap();
        let told = refusal(t.shop.prove(&whole, form(PASSWORD, own)).await);
        assert_eq!(told.1, [("code".to_owned(), ErrorCode::WrongCode)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drawn_secret_is_its_drawers_and_waits_an_hour() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Orders]).await;
        let other = hire(&t, "li@example.cn", &[Role::Orders]).await;
        let (phone, form) = Phone::scan(&t, &clerk).await;
        let with = |code: String| FactorForm {
            code,
            ..form.clone()
        };
        let theirs = refusal(t.shop.set_factor(&other, with(phone.code(&t, 0))).await);
        assert_eq!(theirs.0, ErrorCode::FormStale);
        t.clock.advance(HOUR);
        let proven = t.proven(&clerk);
        let late = refusal(t.shop.set_factor(&proven, with(phone.code(&t, 0))).await);
        assert_eq!(late.0, ErrorCode::FormStale);
        let old = refusal(t.shop.set_factor(&clerk, with(phone.code(&t, 0))).await);
        assert_eq!(old.0, ErrorCode::ProveAgain);
        let none = t.shop.draw_recovery_codes(&proven).await;
        assert!(matches!(none, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_loss_has_a_way_back_on_the_command_line() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Orders]).await;
        for login in ["nobody@example.cn", "no login", CLERK] {
            let reset = t.shop.reset_factor(login).await;
            assert!(matches!(reset, Err(Error::NotFound)), "{login}");
        }
        protect(&t, &clerk).await;
        let half = enter(&t, CLERK, PASSWORD).await.unwrap();
        assert!(half.any_staff().is_err());
        t.shop.reset_factor("Chen@example.cn").await.unwrap();
        assert_eq!(sessions(&t, id_of(&clerk)).await, 0);
        let left = t.ask("SELECT code_hash AS answer FROM recovery_codes").await;
        assert!(left.is_empty());
        assert!(enter(&t, CLERK, PASSWORD).await.unwrap().any_staff().is_ok());
        let last = "SELECT action || ' ' || actor_role || ' ' || target_id AS answer FROM audit_log \
                    WHERE action = 'staff.factor_off'";
        assert_eq!(t.one(last).await, "staff.factor_off command 陈晨");
        t.audit_is_green().await;
    })
    .await;
}

/// A database on another machine, without the key file: codes of the phone cannot be checked, recovery codes can.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_another_key_recovery_codes_still_open() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Orders]).await;
        let (phone, codes) = protect(&t, &clerk).await;
        next_period(&t);
        let half = enter(&t, CLERK, PASSWORD).await.unwrap();
        let moved = t.shop.clone().with_seal(Seal::new(&[8; KEY_LEN]).unwrap());
        let digits = moved.step_up(&half, &code(&phone.code(&t, 0))).await;
        assert!(matches!(digits, Err(Error::Internal(_))), "{digits:?}");
        moved.step_up(&half, &code(&codes[0])).await.unwrap();
    })
    .await;
}

//! Password guessing: equal work for every login, and a limit that all processes share.

use crate::desk::{PASSWORD, nobody, refusal, sign_in, sign_up};
use domain::{
    error::ErrorCode,
    form::ProveForm,
    staff::Role,
    time::{HOUR, MINUTE},
};
use shop::{Shop, Viewer, policy::Policy};
use std::sync::Arc;
use store::{OpenOptions, Store};
use test_support::{SeededIds, TestDb, TestShop, for_both};

/// Counts password hashes, because they take nearly all of the time and times are unreliable.
#[tokio::test(flavor = "multi_thread")]
async fn signing_in_and_registering_cost_the_same_work_for_everybody() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let shop = &test.shop;
        shop.create_staff("staff@example.cn", "王芳", PASSWORD, &[Role::Orders])
            .await
            .unwrap();
        let locked = shop
            .sign_up(&nobody(), sign_up("locked@example.cn", PASSWORD))
            .await
            .unwrap();
        let (id, at) = (locked.who.user_id, shop.now());
        shop.store()
            .write(move |tx| store::testing::lock_account(tx, id, at))
            .await
            .unwrap();
        let cases = [
            ("staff@example.cn", "a wrong password"),
            ("staff@example.cn", PASSWORD),
            ("locked@example.cn", PASSWORD),
            ("unknown@example.cn", PASSWORD),
            ("no login at all", PASSWORD),
            ("nul\0@example.cn", PASSWORD),
        ];
        for (login, password) in cases {
            for staff_door in [false, true] {
                let before = shop.password_hashes();
                let form = sign_in(login, password);
                let _answer = if staff_door {
                    shop.staff_sign_in(&nobody(), form).await.map(drop)
                } else {
                    shop.sign_in(&nobody(), form).await.map(drop)
                };
                assert_eq!(
                    shop.password_hashes() - before,
                    1,
                    "{login:?} {password} {staff_door}"
                );
            }
        }
        for login in ["staff@example.cn", "new@example.cn", "new@example.cn"] {
            let before = shop.password_hashes();
            let _answer = shop.sign_up(&nobody(), sign_up(login, PASSWORD)).await;
            assert_eq!(shop.password_hashes() - before, 1, "registering {login}");
        }
        // Beyond the limit, no attempt costs a hash.
        for login in ["staff@example.cn", "unknown@example.cn"] {
            for _ in 0..6 {
                let _answer = shop
                    .sign_in(&nobody(), sign_in(login, "a wrong password"))
                    .await;
            }
            let before = shop.password_hashes();
            let (code, _) = refusal(shop.sign_in(&nobody(), sign_in(login, PASSWORD)).await);
            assert_eq!(
                (code, shop.password_hashes()),
                (ErrorCode::TooManyTries, before),
                "{login}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_count_together() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let store = Store::open(test.db().url(), OpenOptions::default())
            .await
            .unwrap();
        let other = Shop::new(
            store,
            test.gateway.gateway(),
            test.clock.clone(),
            Arc::new(SeededIds::new(9)),
            Policy::default(),
        );
        test.shop
            .sign_up(&nobody(), sign_up("lin@example.cn", PASSWORD))
            .await
            .unwrap();
        for n in 0..5 {
            let shop = if n % 2 == 0 { &test.shop } else { &other };
            let (code, _) = refusal(
                shop.sign_in(&nobody(), sign_in("lin@example.cn", "a wrong password"))
                    .await,
            );
            assert_eq!(code, ErrorCode::WrongLogin, "try {n}");
        }
        for shop in [&test.shop, &other] {
            let (code, _) = refusal(
                shop.sign_in(&nobody(), sign_in("lin@example.cn", PASSWORD))
                    .await,
            );
            assert_eq!(code, ErrorCode::TooManyTries);
        }
        // Refused attempts do not count: a minute after the first five, signing in works again.
        test.clock.advance(MINUTE);
        other
            .sign_in(&nobody(), sign_in("lin@example.cn", PASSWORD))
            .await
            .unwrap();
        // Signing in resets the count.
        for _ in 0..5 {
            let (code, _) = refusal(
                test.shop
                    .sign_in(&nobody(), sign_in("lin@example.cn", "a wrong password"))
                    .await,
            );
            assert_eq!(code, ErrorCode::WrongLogin);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_once_five_are_let_through() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let tries = (0..12).map(|_| {
            let shop = test.shop.clone();
            tokio::spawn(async move {
                shop.sign_in(&nobody(), sign_in("lin@example.cn", PASSWORD))
                    .await
            })
        });
        let mut codes = Vec::new();
        for answer in futures::future::join_all(tries).await {
            codes.push(refusal(answer.unwrap()).0);
        }
        let wrong = codes
            .iter()
            .filter(|code| **code == ErrorCode::WrongLogin)
            .count();
        let late = codes
            .iter()
            .filter(|code| **code == ErrorCode::TooManyTries)
            .count();
        assert_eq!((wrong, late), (5, 7));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_that_are_over_are_forgotten() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        // Enqueues the housekeeping job and returns.
        let stop = tokio_util::sync::CancellationToken::new();
        stop.cancel();
        test.shop.run_jobs(stop, 1).await;
        let _answer = test
            .shop
            .sign_in(&nobody(), sign_in("lin@example.cn", PASSWORD))
            .await;
        let kept = "SELECT login_hash AS answer FROM login_tries";
        let rows = test.ask(kept).await;
        assert_eq!(rows.len(), 1);
        assert!(
            !rows[0].contains("lin"),
            "the table must not contain logins"
        );
        test.after(2 * HOUR).await;
        assert!(test.ask(kept).await.is_empty());
    })
    .await;
}

fn from(client: &str) -> Viewer {
    Viewer {
        client: client.to_owned(),
        ..nobody()
    }
}

/// Wrong attempts count per IP address, not per account, so that strangers cannot lock an account.
#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_tries_keep_nobody_out() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let shop = &test.shop;
        shop.create_staff("staff@example.cn", "王芳", PASSWORD, &[Role::Refunds])
            .await
            .unwrap();
        let (stranger, owner) = (from("198.51.100.1"), from("203.0.113.9"));
        let mut staff = shop
            .staff_sign_in(&owner, sign_in("staff@example.cn", PASSWORD))
            .await
            .unwrap();
        staff.proved_at = None;
        let wrong = sign_in("staff@example.cn", "a wrong password");
        for _ in 0..5 {
            let (code, _) = refusal(shop.sign_in(&stranger, wrong.clone()).await);
            assert_eq!(code, ErrorCode::WrongLogin);
        }
        let (code, _) = refusal(shop.sign_in(&stranger, wrong).await);
        assert_eq!(code, ErrorCode::TooManyTries);
        shop.sign_in(&owner, sign_in("staff@example.cn", PASSWORD))
            .await
            .unwrap();
        // Same IP address as the stranger, but in a session of its own.
        let desk = Viewer {
            staff: Some(staff),
            session: Some("0".repeat(64)),
            ..from("198.51.100.1")
        };
        let typed = ProveForm {
            password: PASSWORD.to_owned(),
            code: String::new(),
            next: String::new(),
        };
        shop.prove(&desk, typed).await.unwrap();
    })
    .await;
}

/// There is also a limit for all IP addresses together, which one address cannot use up.
#[tokio::test(flavor = "multi_thread")]
async fn many_addresses_together_are_slow() {
    let db = TestDb::sqlite().await;
    let test = TestShop::new(db).await;
    let try_from = async |client: &str| {
        let form = sign_in("lin@example.cn", "a wrong password");
        refusal(test.shop.sign_in(&from(client), form).await).0
    };
    for one in 0..5 {
        let client = format!("198.51.100.{one}");
        for n in 0..20 {
            if n % 5 == 0 {
                test.clock.advance(MINUTE);
            }
            let code = try_from(&client).await;
            assert_eq!(code, ErrorCode::WrongLogin, "{client}: {n}");
        }
        test.clock.advance(MINUTE);
        assert_eq!(
            try_from(&client).await,
            ErrorCode::TooManyTries,
            "the limit is 20 an hour from {client}"
        );
    }
    assert_eq!(
        try_from("203.0.113.9").await,
        ErrorCode::TooManyTries,
        "the limit is 100 an hour in total"
    );
    test.clock.advance(HOUR);
    assert_eq!(try_from("203.0.113.9").await, ErrorCode::WrongLogin);
}

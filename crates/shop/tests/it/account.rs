//! Register, sign in, staff sign-in.

use crate::desk::{Desk, PASSWORD, nobody, refusal, sign_in, sign_up};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version, password_hash::SaltString};
use domain::{error::ErrorCode, form::SignUpForm, staff::Role, time::MINUTE};
use shop::Error;
use store::queries::account;
use test_support::for_both;

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_opened_and_opens_the_shop() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let up = desk.register(" Lin.Xia@Example.com ").await;
        let back = desk.sign_in("lin.xia@example.com", PASSWORD).await.unwrap();
        assert_eq!(up, back.who);
        assert_eq!(desk.shop.user(up.user_id).await.unwrap(), Some(up));
        desk.register("138-0000-1234").await;
        desk.sign_in("+86 13800001234", PASSWORD).await.unwrap();
        assert_eq!(desk.shop.user(9_999).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_form_opens_nothing_and_names_its_fields() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let form = SignUpForm {
            display_name: " ".to_owned(),
            ..sign_up("linxia", "short")
        };
        let (code, fields) = refusal(desk.shop.sign_up(&nobody(), form).await);
        assert_eq!(code, ErrorCode::FormInvalid);
        let expected = [
            ("login", ErrorCode::Login),
            ("display_name", ErrorCode::Required),
            ("password", ErrorCode::PasswordShort),
        ];
        assert_eq!(
            fields,
            expected.map(|(field, code)| (field.to_owned(), code))
        );
        let any = desk.shop.store().read(account::any).await.unwrap();
        assert!(!any);
        let (code, fields) = refusal(desk.sign_in("", "").await);
        assert_eq!((code, fields.len()), (ErrorCode::FormInvalid, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_login_is_refused_and_keeps_its_owner() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let guest = desk.guest().await;
        desk.register("lin@example.com").await;
        let second = desk
            .shop
            .sign_up(&guest, sign_up("LIN@example.com", "another password"))
            .await;
        let (code, fields) = refusal(second);
        assert_eq!(code, ErrorCode::LoginTaken);
        assert_eq!(fields, [("login".to_owned(), ErrorCode::LoginTaken)]);
        desk.sign_in("lin@example.com", PASSWORD).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_at_once_open_one_account() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let viewer = nobody();
        let (one, two) = tokio::join!(
            desk.shop
                .sign_up(&viewer, sign_up("lin@example.com", PASSWORD)),
            desk.shop
                .sign_up(&viewer, sign_up("lin@example.com", PASSWORD)),
        );
        assert_eq!(i32::from(one.is_ok()) + i32::from(two.is_ok()), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_whether_a_login_exists() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let locked = desk.register("locked@example.com").await;
        let (id, at) = (locked.user_id, desk.shop.now());
        desk.shop
            .store()
            .write(move |tx| store::testing::lock_account(tx, id, at))
            .await
            .unwrap();
        desk.register("lin@example.com").await;
        let mut answers = Vec::new();
        for (login, password) in [
            ("lin@example.com", "a wrong password"),
            ("unknown@example.com", PASSWORD),
            ("locked@example.com", PASSWORD),
            ("no login at all", PASSWORD),
        ] {
            answers.push(refusal(desk.sign_in(login, password).await));
        }
        assert_eq!(answers, vec![(ErrorCode::WrongLogin, vec![]); 4]);
        assert_eq!(
            desk.shop.user(id).await.unwrap(),
            None,
            "a session of a locked account has no user"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sixth_try_in_a_minute_waits() {
    for_both(async |db| {
        let desk = Desk::open(db);
        desk.register("lin@example.com").await;
        for login in ["lin@example.com", "unknown@example.com"] {
            for _ in 0..5 {
                let (code, _) = refusal(desk.sign_in(login, "a wrong password").await);
                assert_eq!(code, ErrorCode::WrongLogin);
            }
            let (code, _) = refusal(desk.sign_in(login, PASSWORD).await);
            assert_eq!(
                code,
                ErrorCode::TooManyTries,
                "known and unknown logins get the same refusal"
            );
        }
        desk.clock.advance(MINUTE);
        desk.sign_in("Lin@example.com", PASSWORD).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hash_with_old_parameters_is_renewed_at_login() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let user = desk.register("lin@example.com").await;
        let stored = async || {
            let id = user.user_id;
            let row = desk
                .shop
                .store()
                .read(move |tx| account::get(tx, id))
                .await
                .unwrap();
            row.unwrap().password_hash.unwrap()
        };
        let weak = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(64, 1, 1, None).unwrap(),
        )
        .hash_password(
            PASSWORD.as_bytes(),
            &SaltString::encode_b64(&[3; 16]).unwrap(),
        )
        .unwrap()
        .to_string();
        let (id, old, new, at) = (user.user_id, stored().await, weak.clone(), desk.shop.now());
        let planted = desk
            .shop
            .store()
            .write(move |tx| account::set_password_hash(tx, id, &old, &new, at))
            .await
            .unwrap();
        assert!(planted);
        refusal(desk.sign_in("lin@example.com", "a wrong password").await);
        assert_eq!(
            stored().await,
            weak,
            "only a successful sign-in renews the hash"
        );
        desk.sign_in("lin@example.com", PASSWORD).await.unwrap();
        assert!(
            stored()
                .await
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
        );
        desk.sign_in("lin@example.com", PASSWORD).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_staff_come_in_by_the_staff_door() {
    for_both(async |db| {
        let (desk, demo) = Desk::seeded(db).await;
        let shopper = sign_in(&demo.shopper.login, &demo.shopper.password);
        let (code, _) = refusal(desk.shop.staff_sign_in(&nobody(), shopper).await);
        assert_eq!(code, ErrorCode::WrongLogin);
        let staff = sign_in(&demo.staff.login, &demo.staff.password);
        let staff = desk.shop.staff_sign_in(&nobody(), staff).await.unwrap();
        assert_eq!(staff.roles.0, [Role::Orders, Role::Refunds]);
        assert_eq!(
            desk.shop.staff(staff.user_id).await.unwrap().as_ref(),
            Some(&staff)
        );
        let owner = sign_in(&demo.owner.login, &demo.owner.password);
        let owner = desk.shop.staff_sign_in(&nobody(), owner).await.unwrap();
        assert!(
            owner.roles.has(Role::Catalog),
            "the owner has every permission"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_makes_staff_of_new_and_known_people() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let make = async |login: &str, password: &str, roles: &[Role]| {
            desk.shop.create_staff(login, "小周", password, roles).await
        };
        make("new@example.com", PASSWORD, &[Role::Refunds])
            .await
            .unwrap();
        make("new@example.com", PASSWORD, &[Role::Refunds, Role::Orders])
            .await
            .unwrap();
        let staff = desk
            .shop
            .staff_sign_in(&nobody(), sign_in("new@example.com", PASSWORD))
            .await
            .unwrap();
        assert_eq!(
            staff.roles.0,
            [Role::Orders, Role::Refunds],
            "keeps the password, adds the roles"
        );
        assert!(matches!(
            make("x", "y", &[Role::Owner]).await,
            Err(Error::Refused(_))
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_do_not_go_to_whoever_registered_the_address_first() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let squatter = desk
            .shop
            .sign_up(
                &nobody(),
                sign_up("owner@example.com", "squatter's own word"),
            )
            .await
            .unwrap()
            .who;
        let make = async |password: &str| {
            desk.shop
                .create_staff("Owner@example.com", "掌柜", password, &[Role::Owner])
                .await
        };
        let (code, fields) = refusal(make(PASSWORD).await);
        assert_eq!(code, ErrorCode::LoginTaken);
        assert_eq!(fields, [("password".to_owned(), ErrorCode::WrongLogin)]);
        assert_eq!(desk.shop.staff(squatter.user_id).await.unwrap(), None);

        let (id, at) = (squatter.user_id, desk.shop.now());
        desk.shop
            .store()
            .write(move |tx| store::testing::lock_account(tx, id, at))
            .await
            .unwrap();
        let (code, _) = refusal(make("squatter's own word").await);
        assert_eq!(
            code,
            ErrorCode::LoginTaken,
            "a locked account cannot become staff"
        );
        let roles = desk
            .shop
            .store()
            .read(move |tx| account::roles(tx, id))
            .await
            .unwrap();
        assert!(!roles.is_staff());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_one_account_in_each_of_its_spellings() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let up = desk
            .shop
            .sign_up(&nobody(), sign_up("a@bücher.example", PASSWORD))
            .await
            .unwrap();
        for spelling in ["A@xn--bcher-kva.example", "a@bu\u{308}cher.example"] {
            let taken = desk
                .shop
                .sign_up(&nobody(), sign_up(spelling, PASSWORD))
                .await;
            assert_eq!(refusal(taken).0, ErrorCode::LoginTaken, "{spelling}");
            let back = desk
                .shop
                .sign_in(&nobody(), sign_in(spelling, PASSWORD))
                .await
                .unwrap();
            assert_eq!(back.who, up.who);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_whose_address_is_refused_by_now_still_opens() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let up = desk
            .shop
            .sign_up(&nobody(), sign_up("old@example.cn", PASSWORD))
            .await
            .unwrap();
        let before = "UPDATE users SET email = 'old@192.168.0.1'";
        store::testing::batch(desk.shop.store(), before)
            .await
            .unwrap();
        let back = desk
            .shop
            .sign_in(&nobody(), sign_in("OLD@192.168.0.1", PASSWORD))
            .await
            .unwrap();
        assert_eq!(back.who, up.who);
        desk.shop
            .create_staff("old@192.168.0.1", "老员工", PASSWORD, &[Role::Owner])
            .await
            .unwrap();
        let fresh = desk
            .shop
            .sign_up(&nobody(), sign_up("new@192.168.0.1", PASSWORD))
            .await;
        assert_eq!(refusal(fresh).1, [("login".to_owned(), ErrorCode::Email)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_nobody_can_see_opens_what_it_opened() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let unseen = "\u{200b}\u{200c}\u{2060}\u{feff}\u{ad}\u{200e}\u{200f}\u{2063}\u{3164}";
        desk.shop
            .sign_up(&nobody(), sign_up("a@example.cn", unseen))
            .await
            .unwrap();
        desk.shop
            .sign_in(&nobody(), sign_in("a@example.cn", unseen))
            .await
            .unwrap();
    })
    .await;
}

//! One's own password and sessions.

use super::{PASSWORD, again, enter, hire, id_of, log, open, sessions};
use crate::desk::{refusal, visit};
use domain::{
    error::ErrorCode,
    form::{PasswordForm, SessionEndForm},
    session::SessionKind,
    staff::Role,
    time::MINUTE,
};
use shop::Error;
use test_support::for_both;

const CLERK: &str = "chen@example.cn";
const OTHER: &str = "a quiet tea garden";

fn form(password: &str, new_password: &str) -> PasswordForm {
    PasswordForm {
        password: password.to_owned(),
        new_password: new_password.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_password_ends_the_other_sessions() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Viewer]).await;
        let other = enter(&t, CLERK, PASSWORD).await.unwrap();
        let id = id_of(&clerk);
        t.shop.session_open(visit(Some(id)), None).await.unwrap();
        for (typed, field, code) in [
            (
                form(PASSWORD, "short"),
                "new_password",
                ErrorCode::PasswordShort,
            ),
            (
                form("wrong password", OTHER),
                "password",
                ErrorCode::WrongLogin,
            ),
        ] {
            let told = refusal(t.shop.change_password(&clerk, typed).await);
            assert_eq!(told.1, [(field.to_owned(), code)]);
        }
        assert_eq!(sessions(&t, id).await, 3);
        let ended = t.shop.change_password(&clerk, form(PASSWORD, OTHER)).await;
        assert_eq!(ended.unwrap(), 2);
        let here = t.shop.me_page(&clerk).await.unwrap().sessions;
        assert!(here.len() == 1 && here[0].here, "{here:?}");
        assert_ne!(other.session, clerk.session);
        assert!(enter(&t, CLERK, PASSWORD).await.is_err());
        enter(&t, CLERK, OTHER).await.unwrap();
        let log = log(&t).await;
        assert!(log.contains(&"staff.prove_failed {}".to_owned()));
        assert!(log.contains(&r#"staff.password {"sessions":2}"#.to_owned()));
        // Guessing the present password is as slow as confirming it.
        for _ in 0..5 {
            let told = refusal(
                t.shop
                    .change_password(&clerk, form("wrong", PASSWORD))
                    .await,
            );
            assert_eq!(told.1[0].1, ErrorCode::WrongLogin);
        }
        let told = refusal(t.shop.change_password(&clerk, form(OTHER, PASSWORD)).await);
        assert_eq!(told.0, ErrorCode::TooManyTries);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sessions_are_ended_one_by_one_or_all_and_never_those_of_others() {
    for_both(async |db| {
        let t = open(db).await;
        let clerk = hire(&t, CLERK, &[Role::Viewer]).await;
        let id = id_of(&clerk);
        t.clock.advance(MINUTE);
        t.shop.session_open(visit(Some(id)), None).await.unwrap();
        enter(&t, CLERK, PASSWORD).await.unwrap();
        let stranger = hire(&t, "li@example.cn", &[Role::Viewer]).await;
        let rows = t.shop.me_page(&clerk).await.unwrap().sessions;
        assert_eq!(rows.len(), 3);
        assert!(rows[0].here && rows[1..].iter().all(|row| !row.here));
        assert_eq!(rows[0].from, "203.0.113.0/24");
        let shops = rows.iter().filter(|row| row.kind == SessionKind::Shopper);
        assert_eq!(shops.count(), 1);
        let end = |place: usize| SessionEndForm {
            session: rows[place].handle.clone(),
        };
        let foreign = t.shop.end_session(&stranger, end(1)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        assert!(!t.shop.end_session(&clerk, end(1)).await.unwrap());
        let twice = t.shop.end_session(&clerk, end(1)).await;
        assert!(matches!(twice, Err(Error::NotFound)));
        assert_eq!(sessions(&t, id).await, 2);
        assert!(
            t.shop.end_session(&clerk, end(0)).await.unwrap(),
            "the present one"
        );

        let clerk = enter(&t, CLERK, PASSWORD).await.unwrap();
        t.shop.end_sessions(&clerk).await.unwrap();
        assert_eq!(sessions(&t, id).await, 0);
        assert_eq!(sessions(&t, id_of(&stranger)).await, 1);
        assert!(
            again(&t, &clerk, false).await.is_some(),
            "the account stays"
        );
        let log = log(&t).await;
        assert!(log.contains(&r#"staff.sessions_end {"sessions":1}"#.to_owned()));
        assert!(log.contains(&r#"staff.sessions_end {"sessions":2}"#.to_owned()));
    })
    .await;
}

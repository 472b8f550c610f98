//! Links that invite.

use super::{PASSWORD, given, hire, id_of, log, nobody, open, pressed, sessions};
use crate::desk::{self, refusal};
use domain::{
    error::ErrorCode,
    form::{InviteDropForm, InviteForm, JoinForm},
    staff::{Role, Roles},
    time::{HOUR, SECOND},
};
use shop::{Error, Viewer};
use test_support::{TestShop, for_both};

fn asks(roles: &[Role]) -> InviteForm {
    InviteForm {
        roles: shop::staff::ticks(&Roles(roles.to_vec())),
    }
}

/// Makes a link and reads its key from the page.
async fn link(t: &TestShop, owner: &Viewer, roles: &[Role]) -> String {
    let shown = t.shop.invite_staff(owner, asks(roles)).await.unwrap();
    let page = t.shop.staff_page(owner, &shown).await.unwrap();
    page.link_key.unwrap()
}

fn form(key: &str, login: &str) -> JoinForm {
    JoinForm {
        key: key.to_owned(),
        login: login.to_owned(),
        display_name: "小周".to_owned(),
        password: PASSWORD.to_owned(),
    }
}

async fn join(t: &TestShop, key: &str, login: &str) -> Result<i64, Error> {
    t.shop.join_staff(&nobody(), form(key, login)).await
}

fn is_missing<T>(answer: &Result<T, Error>) -> bool {
    matches!(answer, Err(Error::NotFound))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_gives_its_roles_once() {
    for_both(async |db| {
        let t = open(db).await;
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        let key = link(&t, &owner, &[Role::Orders, Role::Viewer]).await;
        let stored = t
            .one("SELECT key_hash || roles AS answer FROM staff_invites")
            .await;
        assert!(stored.ends_with("orders+viewer") && !stored.contains(&key));
        let page = t.shop.join_page(&key).await.unwrap();
        assert_eq!((page.by.as_str(), page.roles.len()), ("陈晨", 2));
        for wrong in ["", "x", "00000000000000000000000000", "' OR 1=1 --\u{0}"] {
            assert!(is_missing(&t.shop.join_page(wrong).await), "{wrong}");
            assert!(
                is_missing(&join(&t, wrong, "zhou@example.cn").await),
                "{wrong}"
            );
        }

        let id = join(&t, &key, "zhou@example.cn").await.unwrap();
        let staff = t.shop.staff(id).await.unwrap().unwrap();
        assert_eq!(staff.roles, Roles(vec![Role::Orders, Role::Viewer]));
        assert!(is_missing(&t.shop.join_page(&key).await));
        assert!(is_missing(&join(&t, &key, "li@example.cn").await));
        assert!(
            t.shop
                .staff_page(&owner, "")
                .await
                .unwrap()
                .invites
                .is_empty()
        );
        let log = log(&t).await;
        assert_eq!(
            log[1..],
            [
                r#"staff.invite {"roles":"orders+viewer"}"#,
                r#"staff.join {"roles":"orders+viewer"}"#,
            ]
        );
        let whole = "SELECT target_id || before_json || after_json AS answer FROM audit_log";
        assert!(t.ask(whole).await.iter().all(|row| !row.contains(&key)));
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_ends_after_72_hours_and_when_it_is_revoked() {
    for_both(async |db| {
        let t = open(db).await;
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        let key = link(&t, &owner, &[Role::Orders]).await;
        t.clock.advance(72 * HOUR - SECOND);
        assert!(t.shop.join_page(&key).await.is_ok());
        t.clock.advance(SECOND);
        assert!(is_missing(&t.shop.join_page(&key).await));
        assert!(is_missing(&join(&t, &key, "zhou@example.cn").await));
        assert!(
            t.shop
                .staff_page(&owner, "")
                .await
                .unwrap()
                .invites
                .is_empty()
        );

        let key = link(&t, &owner, &[Role::Orders]).await;
        // Making a link clears those that ended.
        assert_eq!(
            t.ask("SELECT roles AS answer FROM staff_invites")
                .await
                .len(),
            1
        );
        let open = t.shop.staff_page(&owner, "").await.unwrap().invites;
        let drop = InviteDropForm {
            invite: open[0].handle.clone(),
        };
        t.shop.drop_invite(&owner, drop.clone()).await.unwrap();
        assert!(is_missing(&join(&t, &key, "zhou@example.cn").await));
        assert!(is_missing(&t.shop.drop_invite(&owner, drop).await));

        // One that a clock ahead made does not outlive its time.
        t.clock.advance(48 * HOUR);
        let key = link(&t, &owner, &[Role::Orders]).await;
        t.clock.advance(-48 * HOUR);
        assert!(is_missing(&join(&t, &key, "zhou@example.cn").await));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_gives_more_than_they_have() {
    for_both(async |db| {
        let t = open(db).await;
        for role in Role::ALL.iter().filter(|role| **role != Role::Owner) {
            let login = format!("{role}@example.cn");
            let member = hire(&t, &login, &[*role]).await;
            let asked = t.shop.invite_staff(&member, asks(&[Role::Owner])).await;
            assert!(matches!(asked, Err(Error::RoleMissing)), "{role}");
        }
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        let none = t.shop.invite_staff(&owner, asks(&[])).await;
        assert_eq!(refusal(none).0, ErrorCode::RolesRequired);

        // A link of an owner who is none any more gives nothing: not even after they are one again.
        let second = hire(&t, "two@example.cn", &[Role::Owner]).await;
        let key = link(&t, &second, &[Role::Owner]).await;
        let less = given(&t, &owner, "two@example.cn", &[Role::Orders]).await;
        t.shop.change_roles(&owner, less).await.unwrap();
        assert!(is_missing(&join(&t, &key, "zhou@example.cn").await));
        let more = given(&t, &owner, "two@example.cn", &[Role::Owner]).await;
        t.shop.change_roles(&owner, more).await.unwrap();
        assert!(is_missing(&join(&t, &key, "zhou@example.cn").await));

        let key = link(&t, &second, &[Role::Owner]).await;
        let form = pressed(&t, &owner, "two@example.cn").await;
        t.shop.disable_member(&owner, form).await.unwrap();
        assert!(is_missing(&join(&t, &key, "zhou@example.cn").await));
        // The row alone gives nothing either.
        let (id, key) = (id_of(&second), link(&t, &owner, &[Role::Owner]).await);
        let sql = format!("UPDATE staff_invites SET invited_by = {id}");
        store::testing::batch(t.shop.store(), &sql).await.unwrap();
        assert!(is_missing(&join(&t, &key, "zhou@example.cn").await));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_posts_at_once_one_joins() {
    for_both(async |db| {
        let t = open(db).await;
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        let key = link(&t, &owner, &[Role::Orders]).await;
        let post = |login: &str| {
            let (shop, form) = (t.shop.clone(), form(&key, login));
            tokio::spawn(async move { shop.join_staff(&nobody(), form).await })
        };
        let (one, two) = (post("one@example.cn"), post("two@example.cn"));
        let answers = [one.await.unwrap(), two.await.unwrap()];
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert_eq!(
            answers.iter().filter(|answer| is_missing(answer)).count(),
            1
        );
        let joined = "SELECT role AS answer FROM staff_roles WHERE role = 'orders'";
        assert_eq!(t.ask(joined).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_form_leaves_the_link_and_an_account_needs_its_own_password() {
    for_both(async |db| {
        let t = open(db).await;
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        let key = link(&t, &owner, &[Role::Orders]).await;
        let bad = JoinForm {
            login: "nobody".to_owned(),
            display_name: String::new(),
            password: "short".to_owned(),
            key: key.clone(),
        };
        let told = refusal(t.shop.join_staff(&nobody(), bad).await);
        let fields: Vec<_> = told.1.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["login", "display_name", "password"]);

        let shopper = desk::sign_up("lin@example.cn", "green tea every morning");
        let user_id = t
            .shop
            .sign_up(&nobody(), shopper)
            .await
            .unwrap()
            .who
            .user_id;
        t.shop
            .session_open(desk::visit(Some(user_id)), None)
            .await
            .unwrap();
        let taken = refusal(join(&t, &key, "lin@example.cn").await);
        assert_eq!(taken.0, ErrorCode::LoginTaken);
        let own = JoinForm {
            password: "green tea every morning".to_owned(),
            ..form(&key, "lin@example.cn")
        };
        assert_eq!(t.shop.join_staff(&nobody(), own).await.unwrap(), user_id);
        let staff = t.shop.staff(user_id).await.unwrap().unwrap();
        assert_ne!(staff.display_name, "小周", "the account keeps its name");
        assert_eq!(sessions(&t, user_id).await, 0, "of before the new role");
    })
    .await;
}

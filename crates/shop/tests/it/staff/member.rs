//! Roles, disabling and restoring.

use super::{
    PASSWORD, again, enter, given, hire, id_of, log, nobody, open, pressed, sessions, typed,
};
use crate::desk::{refusal, visit};
use domain::{
    error::ErrorCode,
    session::SessionKind,
    staff::{Role, Roles},
};
use shop::{Error, staff::Left};
use store::testing;
use test_support::for_both;

const CLERK: &str = "chen@example.cn";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disabled_member_loses_everything_at_once_and_may_come_back() {
    for_both(async |db| {
        let t = open(db).await;
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        let clerk = hire(&t, CLERK, &[Role::Orders, Role::Catalog]).await;
        let id = id_of(&clerk);
        // At the desk in two browsers, and in the shop in a third.
        let other = enter(&t, CLERK, PASSWORD).await.unwrap();
        let shopping = t.shop.session_open(visit(Some(id)), None).await.unwrap();
        t.shop.admin_categories(&clerk).await.unwrap();

        let form = pressed(&t, &owner, CLERK).await;
        let left = t.shop.disable_member(&owner, form.clone()).await.unwrap();
        let told = Left {
            name: "陈晨".to_owned(),
            sessions: 3,
        };
        assert_eq!(left, told);
        assert_eq!(sessions(&t, id).await, 0);
        assert!(
            again(&t, &clerk, true).await.is_none(),
            "an open session is over"
        );
        assert!(again(&t, &other, true).await.is_none());
        let found = t.shop.session_load(SessionKind::Shopper, &shopping.token);
        assert_eq!(found.await.unwrap(), None);
        let refused = refusal(
            t.shop
                .staff_sign_in(&nobody(), typed(CLERK, PASSWORD))
                .await,
        );
        assert_eq!(refused.0, ErrorCode::WrongLogin);

        let view = t.shop.staff_page(&owner, "").await.unwrap();
        let last = view.members.last().unwrap();
        assert!(last.disabled && last.may_change);
        assert_eq!(last.roles, Roles(vec![Role::Catalog, Role::Orders]));
        assert_eq!(
            refusal(t.shop.disable_member(&owner, form).await).0,
            ErrorCode::FormStale
        );
        let again_form = pressed(&t, &owner, CLERK).await;
        let twice = t.shop.disable_member(&owner, again_form.clone()).await;
        assert!(matches!(twice, Err(Error::NotFound)), "{twice:?}");

        let form = pressed(&t, &owner, CLERK).await;
        let name = t.shop.restore_member(&owner, form).await.unwrap();
        assert_eq!(name, "陈晨");
        let back = enter(&t, CLERK, PASSWORD).await.unwrap();
        assert_eq!(
            back.staff.unwrap().roles,
            Roles(vec![Role::Catalog, Role::Orders])
        );
        let form = pressed(&t, &owner, CLERK).await;
        let twice = t.shop.restore_member(&owner, form).await;
        assert!(matches!(twice, Err(Error::NotFound)), "{twice:?}");
        let log = log(&t).await;
        assert!(
            log.contains(&r#"staff.disable {"sessions":3}"#.to_owned()),
            "{log:?}"
        );
        assert!(log.contains(&r#"staff.restore {"roles":"catalogue+orders"}"#.to_owned()));
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_roles_end_the_sessions_from_before() {
    for_both(async |db| {
        let t = open(db).await;
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        let clerk = hire(&t, CLERK, &[Role::Orders]).await;
        let stale = given(&t, &owner, CLERK, &[Role::Catalog]).await;
        let form = given(&t, &owner, CLERK, &[Role::Catalog]).await;
        t.shop.change_roles(&owner, form).await.unwrap();
        assert_eq!(sessions(&t, id_of(&clerk)).await, 0);
        let now = again(&t, &clerk, true).await.unwrap();
        assert!(now.staff_with(Role::Orders).is_err() && now.staff_with(Role::Catalog).is_ok());
        let told = refusal(t.shop.change_roles(&owner, stale).await);
        assert_eq!(told.0, ErrorCode::FormStale);
        let none = given(&t, &owner, CLERK, &[]).await;
        let told = refusal(t.shop.change_roles(&owner, none).await);
        assert_eq!(told.0, ErrorCode::RolesRequired);
        // The same roles again change nothing.
        enter(&t, CLERK, PASSWORD).await.unwrap();
        let same = given(&t, &owner, CLERK, &[Role::Catalog]).await;
        t.shop.change_roles(&owner, same).await.unwrap();
        assert_eq!(sessions(&t, id_of(&clerk)).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_an_owner_changes_the_staff_and_nobody_themselves() {
    for_both(async |db| {
        let t = open(db).await;
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        hire(&t, CLERK, &[Role::Orders]).await;
        let (press, roles) = (
            pressed(&t, &owner, CLERK).await,
            given(&t, &owner, CLERK, &[Role::Viewer]).await,
        );
        for role in Role::ALL.iter().filter(|role| **role != Role::Owner) {
            let login = format!("{role}@example.cn");
            let who = hire(&t, &login, &[*role]).await;
            let view = t.shop.staff_page(&who, "").await.unwrap();
            assert!(!view.may_change && view.members.iter().all(|one| !one.may_change));
            let masked = view
                .members
                .iter()
                .any(|one| one.login == "c***@example.cn");
            assert!(masked, "{role}");
            let answers = [
                t.shop.disable_member(&who, press.clone()).await.map(drop),
                t.shop.restore_member(&who, press.clone()).await.map(drop),
                t.shop.change_roles(&who, roles.clone()).await,
            ];
            for answer in answers {
                assert!(
                    matches!(answer, Err(Error::RoleMissing)),
                    "{role}: {answer:?}"
                );
            }
        }
        let own = pressed(&t, &owner, "owner@example.cn").await;
        let told = refusal(t.shop.disable_member(&owner, own).await);
        assert_eq!(told.0, ErrorCode::Yourself);
        let own = given(&t, &owner, "owner@example.cn", &[Role::Viewer]).await;
        let told = refusal(t.shop.change_roles(&owner, own).await);
        assert_eq!(told.0, ErrorCode::Yourself);
        // A request that began before its owner was disabled does nothing.
        let second = hire(&t, "two@example.cn", &[Role::Owner]).await;
        let form = pressed(&t, &owner, "two@example.cn").await;
        t.shop.disable_member(&owner, form).await.unwrap();
        let late = t.shop.disable_member(&second, press).await;
        assert!(matches!(late, Err(Error::RoleMissing)), "{late:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_owner_who_can_sign_in_stays() {
    for_both(async |db| {
        let t = open(db).await;
        let locked = hire(&t, "locked@example.cn", &[Role::Owner]).await;
        hire(&t, "owner@example.cn", &[Role::Owner]).await;
        let sql = format!(
            "UPDATE users SET status = 'locked' WHERE id = {}",
            id_of(&locked)
        );
        testing::batch(t.shop.store(), &sql).await.unwrap();
        let view = t.shop.staff_page(&locked, "").await.unwrap();
        assert!(view.members.iter().all(|member| !member.may_change));
        let form = pressed(&t, &locked, "owner@example.cn").await;
        let told = refusal(t.shop.disable_member(&locked, form).await);
        assert_eq!(told.0, ErrorCode::LastOwner);
        let form = given(&t, &locked, "owner@example.cn", &[Role::Viewer]).await;
        let told = refusal(t.shop.change_roles(&locked, form).await);
        assert_eq!(told.0, ErrorCode::LastOwner);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_owners_cannot_disable_each_other_at_once() {
    for_both(async |db| {
        let t = open(db).await;
        let one = hire(&t, "one@example.cn", &[Role::Owner]).await;
        let two = hire(&t, "two@example.cn", &[Role::Owner]).await;
        let (of_one, of_two) = (
            pressed(&t, &one, "one@example.cn").await,
            pressed(&t, &one, "two@example.cn").await,
        );
        let press = |who: &shop::Viewer, form: domain::form::MemberForm| {
            let (shop, who) = (t.shop.clone(), who.clone());
            tokio::spawn(async move { shop.disable_member(&who, form).await })
        };
        let (first, second) = (press(&one, of_two), press(&two, of_one));
        let answers = [first.await.unwrap(), second.await.unwrap()];
        let done = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(done, 1, "{answers:?}");
        let owners = "SELECT role AS answer FROM staff_roles WHERE role = 'owner'";
        assert_eq!(t.ask(owners).await.len(), 1);
    })
    .await;
}

//! Who needs two-step sign-in, and that nothing else opens before it is set up.

use super::{PASSWORD, again, enter, hire, id_of, protect};
use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::{PasswordForm, ProveForm},
    staff::{
        Role,
        factor::{Demand, Step},
    },
    time::MINUTE,
};
use shop::policy::Policy;
use test_support::{TestShop, for_both};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_owner_makes_it_necessary_for_who_moves_money() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        let refunds = hire(&t, "refunds@example.cn", &[Role::Refunds]).await;
        let clerk = hire(&t, "chen@example.cn", &[Role::Orders]).await;
        for member in [&owner, &refunds, &clerk] {
            assert!(again(&t, member, false).await.unwrap().any_staff().is_ok());
        }
        assert!(!t.shop.factor_page(&owner, "", "").await.unwrap().required);
        let second = hire(&t, "two@example.cn", &[Role::Owner]).await;
        for member in [&owner, &refunds, &second] {
            let now = again(&t, member, false).await.unwrap();
            let told = refusal(t.shop.admin_categories(&now).await);
            assert_eq!(told.0, ErrorCode::SetUpRequired);
            let view = t.shop.factor_page(&now, "", "").await.unwrap();
            assert!(view.required && !view.on);
            t.shop.me_page(&now).await.unwrap();
        }
        let clerk = again(&t, &clerk, false).await.unwrap();
        assert!(clerk.any_staff().is_ok(), "moves no money");

        let waiting = again(&t, &refunds, false).await.unwrap();
        protect(&t, &waiting).await;
        let set = again(&t, &waiting, true).await.unwrap();
        assert!(set.staff_with(Role::Refunds).is_ok());
        // Who ends it is led to set it up again.
        t.shop.drop_factor(&set).await.unwrap();
        let ended = again(&t, &set, true).await.unwrap();
        assert_eq!(ended.staff.unwrap().step, Step::SetUp);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_mail_everybody_who_moves_money_needs_it() {
    for_both(async |db| {
        let policy = Policy {
            second_factor: Demand::Always,
            ..Policy::default()
        };
        let t = TestShop::with_policy(db, policy).await;
        for role in Role::ALL {
            let member = hire(&t, &format!("{role}@example.cn"), &[*role]).await;
            let needs = matches!(role, Role::Owner | Role::Finance | Role::Refunds);
            assert_eq!(member.any_staff().is_err(), needs, "{role}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_it_is_missing_the_own_account_alone_is_open() {
    for_both(async |db| {
        let policy = Policy {
            second_factor: Demand::Always,
            ..Policy::default()
        };
        let t = TestShop::with_policy(db, policy).await;
        let owner = hire(&t, "owner@example.cn", &[Role::Owner]).await;
        // A page that stood open too long asks for the password, and goes on.
        t.clock.advance(11 * MINUTE);
        let form = ProveForm {
            password: PASSWORD.to_owned(),
            ..ProveForm::default()
        };
        let at = t.shop.prove(&owner, form).await.unwrap();
        assert_eq!(at, t.shop.now());
        protect(&t, &t.proven(&owner)).await;
        let form = PasswordForm {
            password: PASSWORD.to_owned(),
            new_password: "a quiet tea garden".to_owned(),
        };
        let open = again(&t, &owner, true).await.unwrap();
        t.shop.change_password(&open, form).await.unwrap();
        let back = enter(&t, "owner@example.cn", "a quiet tea garden")
            .await
            .unwrap();
        assert_eq!(back.staff.as_ref().unwrap().step, Step::Code);
        assert_eq!(id_of(&back), id_of(&owner));
    })
    .await;
}

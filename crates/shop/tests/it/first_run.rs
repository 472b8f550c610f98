//! The first start: a link that creates the owner once.

use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::{FirstRunForm, SignInForm, SignUpForm},
    locale::Locale,
    staff::Role,
};
use shop::{Error, Viewer, viewer::Staff};
use test_support::{TestShop, for_both};

const PASSWORD: &str = "a quiet tea house";

fn form(key: &str, login: &str) -> FirstRunForm {
    FirstRunForm {
        key: key.to_owned(),
        login: login.to_owned(),
        display_name: "王芳".to_owned(),
        password: PASSWORD.to_owned(),
        shop_name: "山茶小店".to_owned(),
    }
}

fn visitor() -> Viewer {
    Viewer::anonymous(Locale::En)
}

/// Posts the form that the link opens.
async fn create(t: &TestShop, form: FirstRunForm) -> Result<Staff, Error> {
    t.shop.first_run(&visitor(), form).await
}

fn is_missing<T>(answer: &Result<T, Error>) -> bool {
    matches!(answer, Err(Error::NotFound))
}

const OWNERS: &str = "SELECT display_name AS answer FROM users JOIN staff_roles ON user_id = id \
                      WHERE role = 'owner' ORDER BY id";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_creates_the_owner_once() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let key = t.shop.draw_first_run().await.unwrap().unwrap();
        let stored = t
            .one("SELECT value AS answer FROM settings WHERE name = 'first_run'")
            .await;
        assert!(stored.len() == 64 && !stored.contains(&key), "{stored}");
        assert_eq!(t.shop.first_run_page(&key).await.unwrap(), "");
        for wrong in ["", "x", "00000000000000000000000000", "' OR 1=1 --\u{0}"] {
            assert!(is_missing(&t.shop.first_run_page(wrong).await), "{wrong}");
            let answer = create(&t, form(wrong, "w@example.cn"));
            assert!(is_missing(&answer.await), "{wrong}");
        }
        let staff = t
            .shop
            .first_run(&visitor(), form(&key, "w@example.cn"))
            .await;
        let staff = staff.unwrap();
        assert!(staff.roles.has(Role::Owner));
        assert_eq!(t.ask(OWNERS).await, ["王芳"]);
        let named = t.shop.settings().await.unwrap();
        assert_eq!(named.shop_name, "山茶小店");

        assert!(is_missing(&t.shop.first_run_page(&key).await));
        let again = create(&t, form(&key, "x@example.cn"));
        assert!(is_missing(&again.await));
        assert_eq!(t.shop.draw_first_run().await.unwrap(), None);
        assert_eq!(
            t.ask("SELECT name AS answer FROM settings").await,
            ["shop_name"]
        );
        let sign_in = SignInForm {
            login: "w@example.cn".to_owned(),
            password: PASSWORD.to_owned(),
            next: String::new(),
        };
        let signed_in = t.shop.staff_sign_in(&visitor(), sign_in).await.unwrap();
        assert_eq!(signed_in.user_id, staff.user_id);
        let log = "SELECT action || ' ' || target_id || ' ' || after_json AS answer \
                   FROM audit_log ORDER BY id";
        assert_eq!(
            t.ask(log).await[0],
            r#"staff.first_run 王芳 {"shop_name":"山茶小店"}"#
        );
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_form_uses_the_link_up_as_little_as_looking() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let key = t.shop.draw_first_run().await.unwrap().unwrap();
        let bad = FirstRunForm {
            login: "nobody".to_owned(),
            display_name: String::new(),
            password: "short".to_owned(),
            shop_name: " ".to_owned(),
            key: key.clone(),
        };
        let told = refusal(create(&t, bad).await);
        let fields: Vec<_> = told
            .1
            .iter()
            .map(|(field, code)| (field.as_str(), *code))
            .collect();
        assert_eq!(
            fields,
            [
                ("login", ErrorCode::Login),
                ("display_name", ErrorCode::Required),
                ("password", ErrorCode::PasswordShort),
                ("shop_name", ErrorCode::Required),
            ]
        );
        assert_eq!(t.ask(OWNERS).await, Vec::<String>::new());
        let staff = create(&t, form(&key, "w@example.cn"));
        staff.await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_posts_at_once_one_makes_an_owner() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let key = t.shop.draw_first_run().await.unwrap().unwrap();
        let post = |login: &str| {
            let (shop, form) = (t.shop.clone(), form(&key, login));
            tokio::spawn(async move { shop.first_run(&visitor(), form).await })
        };
        let (one, two) = (post("one@example.cn"), post("two@example.cn"));
        let answers = [one.await.unwrap(), two.await.unwrap()];
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        assert_eq!(
            answers.iter().filter(|answer| is_missing(answer)).count(),
            1
        );
        assert_eq!(t.ask(OWNERS).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_start_and_an_owner_end_the_link_before() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let first = t.shop.draw_first_run().await.unwrap().unwrap();
        let second = t.shop.draw_first_run().await.unwrap().unwrap();
        assert!(is_missing(&t.shop.first_run_page(&first).await));
        assert_eq!(t.shop.first_run_page(&second).await.unwrap(), "");
        // The link works until an owner exists; other staff do not end it.
        let make = async |login: &str, role| {
            t.shop
                .create_staff(login, "店员", PASSWORD, &[role])
                .await
                .unwrap();
        };
        make("clerk@example.cn", Role::Orders).await;
        assert_eq!(t.shop.first_run_page(&second).await.unwrap(), "");
        make("keeper@example.cn", Role::Owner).await;
        assert!(is_missing(&t.shop.first_run_page(&second).await));
        let late = create(&t, form(&second, "w@example.cn"));
        assert!(is_missing(&late.await));
        assert_eq!(t.ask(OWNERS).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_exists_needs_its_own_password() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let sign_up = SignUpForm {
            login: "lin@example.cn".to_owned(),
            display_name: "林夏".to_owned(),
            password: "green tea every morning".to_owned(),
            next: String::new(),
        };
        t.shop.sign_up(&visitor(), sign_up).await.unwrap();
        let key = t.shop.draw_first_run().await.unwrap().unwrap();
        let other = create(&t, form(&key, "lin@example.cn"));
        assert_eq!(refusal(other.await).0, ErrorCode::LoginTaken);
        let own = FirstRunForm {
            password: "green tea every morning".to_owned(),
            ..form(&key, "lin@example.cn")
        };
        let staff = create(&t, own).await.unwrap();
        assert_eq!(staff.display_name, "林夏", "the account keeps its name");
        assert_eq!(t.ask(OWNERS).await, ["林夏"]);
    })
    .await;
}

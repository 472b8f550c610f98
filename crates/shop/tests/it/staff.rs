//! Members of staff: links that invite, roles, disabling, two-step sign-in, sessions.

mod demanded;
mod factor;
mod invite;
mod me;
mod member;

use domain::{
    form::{CodeForm, FactorForm, MemberForm, MemberRolesForm, SignInForm},
    locale::Locale,
    session::SessionKind,
    staff::{
        Role, Roles,
        factor::{Demand, PERIOD},
    },
    time::SECOND,
};
use shop::{Error, Viewer, policy::Policy, session::Contents, viewer::Staff};
use test_support::{TestDb, TestShop};
use totp_rs::{Algorithm, Secret, TOTP};

const PASSWORD: &str = "a quiet tea house";

/// A shop in which nobody needs a second factor, so that tests may have two owners.
async fn open(db: TestDb) -> TestShop {
    let policy = Policy {
        second_factor: Demand::Never,
        ..Policy::default()
    };
    TestShop::with_policy(db, policy).await
}

fn nobody() -> Viewer {
    Viewer::anonymous(Locale::ZhCn)
}

fn typed(login: &str, password: &str) -> SignInForm {
    SignInForm {
        login: login.to_owned(),
        password: password.to_owned(),
        next: String::new(),
    }
}

/// A member of staff in a browser of their own: the account, then [`enter`].
async fn hire(t: &TestShop, login: &str, roles: &[Role]) -> Viewer {
    let made = t.shop.create_staff(login, "陈晨", PASSWORD, roles).await;
    made.unwrap();
    enter(t, login, PASSWORD).await.unwrap()
}

/// Signs in at the desk and opens a session.
async fn enter(t: &TestShop, login: &str, password: &str) -> Result<Viewer, Error> {
    let staff = t
        .shop
        .staff_sign_in(&nobody(), typed(login, password))
        .await?;
    let opened = t.shop.session_open(at_desk(&staff), None).await?;
    Ok(Viewer {
        session: Some(opened.token_hash),
        staff: Some(Staff {
            proved_at: Some(t.shop.now()),
            ..staff
        }),
        ..nobody()
    })
}

fn at_desk(staff: &Staff) -> Contents {
    Contents {
        kind: SessionKind::Admin,
        user_id: Some(staff.user_id),
        has_cart: false,
        record: "{}".to_owned(),
        ip_prefix: "203.0.113.0/24".to_owned(),
    }
}

fn id_of(viewer: &Viewer) -> i64 {
    viewer.staff.as_ref().unwrap().user_id
}

/// The viewer of the next request of this session, as the server builds it.
async fn again(t: &TestShop, viewer: &Viewer, stepped: bool) -> Option<Viewer> {
    let before = viewer.staff.as_ref().unwrap();
    let staff = t
        .shop
        .staff(before.user_id)
        .await
        .unwrap()?
        .stepped(stepped);
    Some(Viewer {
        staff: Some(Staff {
            proved_at: before.proved_at,
            ..staff
        }),
        ..viewer.clone()
    })
}

/// The sessions of an account.
async fn sessions(t: &TestShop, user_id: i64) -> usize {
    let sql = format!("SELECT token_hash AS answer FROM sessions WHERE user_id = {user_id}");
    t.ask(&sql).await.len()
}

/// The form of a member's button, as the list has it for `owner`.
async fn pressed(t: &TestShop, owner: &Viewer, login: &str) -> MemberForm {
    let view = t.shop.staff_page(owner, "").await.unwrap();
    let member = view.members.iter().find(|member| member.login == login);
    let member = member.unwrap();
    MemberForm {
        member: member.handle.clone(),
        version: member.version.to_string(),
    }
}

/// The form that gives a member these roles.
async fn given(t: &TestShop, owner: &Viewer, login: &str, roles: &[Role]) -> MemberRolesForm {
    let MemberForm { member, version } = pressed(t, owner, login).await;
    MemberRolesForm {
        member,
        version,
        roles: shop::staff::ticks(&Roles(roles.to_vec())),
    }
}

/// An authenticator that scanned the page.
struct Phone(TOTP);

impl Phone {
    /// Scans the page of two-step sign-in. Returns the form without the code, too.
    async fn scan(t: &TestShop, viewer: &Viewer) -> (Self, FactorForm) {
        let view = t.shop.factor_page(viewer, "", "").await.unwrap();
        let drawn = view.set_up.unwrap();
        let secret = Secret::Encoded(drawn.secret.replace('-', ""));
        let secret = secret.to_bytes().unwrap();
        let url = TOTP::from_url(&drawn.address).unwrap();
        assert_eq!(url.secret, secret, "the QR code has the same secret");
        let totp = TOTP::new(Algorithm::SHA1, 6, 0, 30, secret, None, String::new());
        let form = FactorForm {
            sealed: drawn.sealed,
            code: String::new(),
        };
        (Self(totp.unwrap()), form)
    }

    /// The code that it shows so many periods from now.
    fn code(&self, t: &TestShop, away: i64) -> String {
        let seconds = t.shop.now().get() / SECOND + away * PERIOD;
        self.0.generate(u64::try_from(seconds).unwrap())
    }
}

/// Sets up two-step sign-in. Returns the authenticator and the recovery codes.
async fn protect(t: &TestShop, viewer: &Viewer) -> (Phone, Vec<String>) {
    let (phone, form) = Phone::scan(t, viewer).await;
    let code = phone.code(t, 0);
    let shown = t.shop.set_factor(viewer, FactorForm { code, ..form }).await;
    let after = again(t, viewer, true).await.unwrap();
    let view = t.shop.factor_page(&after, "", &shown.unwrap()).await;
    (phone, view.unwrap().codes)
}

fn code(code: &str) -> CodeForm {
    CodeForm {
        code: code.to_owned(),
        next: String::new(),
    }
}

/// The log's actions, oldest first, with what they changed.
async fn log(t: &TestShop) -> Vec<String> {
    let sql = "SELECT action || ' ' || after_json AS answer FROM audit_log ORDER BY id";
    t.ask(sql).await
}

//! A shop on one database, with its visitors and accounts.

use demo::DemoAccounts;
use domain::{
    form::{CartAddForm, SignInForm, SignUpForm},
    listing::Asked,
    locale::Locale,
    session::SessionKind,
    view::catalog::ProductCard,
};
use shop::{
    Error, Shop, Viewer, account::Login, policy::Policy, session::Contents, viewer::SignedIn,
};
use std::sync::Arc;
use store::models::cart::Cart;
use test_support::{FakeGateway, FrozenClock, SeededIds, TestDb};

/// A shop with a frozen clock.
pub(crate) struct Desk {
    pub(crate) shop: Shop,
    pub(crate) clock: Arc<FrozenClock>,
    pub(crate) media: tempfile::TempDir,
    _db: TestDb,
}

impl Desk {
    /// An empty shop.
    pub(crate) fn open(db: TestDb) -> Self {
        Self::with_policy(db, Policy::default())
    }

    /// A shop with the demo products.
    pub(crate) async fn seeded(db: TestDb) -> (Self, DemoAccounts) {
        let desk = Self::open(db);
        let demo = desk.seed().await;
        (desk, demo)
    }

    /// An empty shop with this policy.
    pub(crate) fn with_policy(db: TestDb, policy: Policy) -> Self {
        let clock = Arc::new(FrozenClock::default());
        let gateway = FakeGateway::new(clock.clone()).gateway();
        let ids = Arc::new(SeededIds::new(1));
        let shop = Shop::new(db.store(), gateway, clock.clone(), ids, policy);
        Self {
            shop,
            clock,
            media: tempfile::tempdir().unwrap(),
            _db: db,
        }
    }

    /// Adds the demo products.
    pub(crate) async fn seed(&self) -> DemoAccounts {
        demo::seed(&self.shop, self.media.path()).await.unwrap()
    }

    /// All products, newest first.
    pub(crate) async fn cards(&self, locale: Locale) -> Vec<ProductCard> {
        let (mut cards, mut asked) = (Vec::new(), Asked::default());
        loop {
            let page = self.shop.all_products(locale, asked.clone()).await.unwrap();
            cards.extend(page.cards);
            match page.next {
                Some(next) => asked.place = next,
                None => return cards,
            }
        }
    }

    /// A visitor with a session.
    pub(crate) async fn guest(&self) -> Viewer {
        let opened = self.shop.session_open(visit(None), None).await.unwrap();
        Viewer {
            session: Some(opened.token_hash),
            ..Viewer::anonymous(Locale::ZhCn)
        }
    }

    /// The rows that `sql` selects.
    pub(crate) async fn answers(&self, sql: &str) -> Vec<String> {
        store::testing::answers(self.shop.store(), sql)
            .await
            .unwrap()
    }

    /// The stored sessions.
    pub(crate) async fn sessions(&self) -> Vec<String> {
        self.answers("SELECT token_hash AS answer FROM sessions")
            .await
    }

    /// Registers a shopper and signs in, without a session.
    pub(crate) async fn shopper(&self, login: &str) -> Viewer {
        as_user(self.register(login).await)
    }

    /// Registers an account with this login and [`PASSWORD`].
    pub(crate) async fn register(&self, login: &str) -> SignedIn {
        let form = sign_up(login, PASSWORD);
        self.shop.sign_up(&nobody(), form).await.unwrap().who
    }

    /// Signs in from a browser without a session.
    pub(crate) async fn sign_in(&self, login: &str, password: &str) -> Result<Login, Error> {
        let form = sign_in(login, password);
        self.shop.sign_in(&nobody(), form).await
    }

    /// The open cart of a guest.
    pub(crate) async fn guest_cart(&self, viewer: &Viewer) -> Option<Cart> {
        let session = viewer.session.clone().unwrap();
        let read = self
            .shop
            .store()
            .read(move |tx| store::queries::cart::open_of_session(tx, &session))
            .await;
        read.unwrap()
    }

    /// The open cart of a shopper.
    pub(crate) async fn user_cart(&self, viewer: &Viewer) -> Option<Cart> {
        let id = viewer.user.as_ref().unwrap().user_id;
        let read = self
            .shop
            .store()
            .read(move |tx| store::queries::cart::open_of_user(tx, id))
            .await;
        read.unwrap()
    }

    /// The lines of a viewer's cart, newest first, as (SKU code, units, selected).
    pub(crate) async fn lines(&self, viewer: &Viewer) -> Vec<(String, i64, bool)> {
        let view = self.shop.cart(viewer).await.unwrap();
        view.lines
            .into_iter()
            .map(|line| (line.sku, line.qty, line.selected))
            .collect()
    }

    /// Adds units to a cart. Moves the clock a minute first, so that lines have different times.
    pub(crate) async fn put(&self, viewer: &Viewer, sku: &str, qty: &str) {
        self.clock.advance(60_000);
        self.shop.cart_add(viewer, add(sku, qty)).await.unwrap();
    }
}

/// A visitor without a session.
pub(crate) fn nobody() -> Viewer {
    Viewer::anonymous(Locale::ZhCn)
}

/// A password that meets the rules.
pub(crate) const PASSWORD: &str = "willow under rain";

/// The contents of a shopper's session: signed in as `user_id`, or a guest's.
pub(crate) fn visit(user_id: Option<i64>) -> Contents {
    Contents {
        kind: SessionKind::Shopper,
        user_id,
        has_cart: user_id.is_none(),
        record: "{}".to_owned(),
        ip_prefix: "203.0.113.0/24".to_owned(),
    }
}

pub(crate) fn as_user(who: SignedIn) -> Viewer {
    Viewer {
        user: Some(who),
        ..Viewer::anonymous(Locale::ZhCn)
    }
}

pub(crate) fn sign_up(login: &str, password: &str) -> SignUpForm {
    SignUpForm {
        login: login.to_owned(),
        display_name: "林夏".to_owned(),
        password: password.to_owned(),
        next: String::new(),
    }
}

pub(crate) fn sign_in(login: &str, password: &str) -> SignInForm {
    SignInForm {
        login: login.to_owned(),
        password: password.to_owned(),
        next: String::new(),
    }
}

pub(crate) fn add(sku: &str, qty: &str) -> CartAddForm {
    CartAddForm {
        slug: String::new(),
        sku: sku.to_owned(),
        qty: qty.to_owned(),
    }
}

/// The code of a refusal and its fields. Panics if the result is not a refusal.
pub(crate) fn refusal<T: std::fmt::Debug>(
    answer: Result<T, Error>,
) -> (
    domain::error::ErrorCode,
    Vec<(String, domain::error::ErrorCode)>,
) {
    match answer {
        Err(Error::Refused(refusal)) => {
            let fields = refusal
                .fields
                .into_iter()
                .map(|field| (field.field, field.code));
            (refusal.code, fields.collect())
        }
        other => panic!("not refused: {other:?}"),
    }
}

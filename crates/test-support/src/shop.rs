//! A shop over one database, with a clock, randomness and a gateway that the test controls.
#![expect(
    clippy::expect_used,
    reason = "a test whose shop does not stand has failed"
)]

mod killed;
mod look;
mod order;

pub use order::{NewOrder, Ordered, order_form};

use crate::{FakeGateway, FrozenClock, MailSink, Protection, SeededIds, TestDb};
use alipay::form::Charset;
use domain::{
    locale::Locale,
    money::Fen,
    setting::Settings,
    staff::{Role, Roles},
    time::Millis,
    validate,
};
use mailer::{Relay, Smtp};
use shop::{
    Shop, Viewer,
    catalog::listing,
    mail::{Mailing, Page},
    policy::Policy,
    seal::{KEY_LEN, Seal},
    viewer::{SignedIn, Staff},
};
use std::{path::Path, sync::Arc, time::Duration};
use store::{
    Store, StoreError,
    models::{
        account::NewUser,
        catalog::{NewProduct, NewSku, ProductListing},
    },
    queries::{
        account, catalog,
        stock::{self, Move, MoveKind},
    },
};
use tempfile::TempDir;

/// The setup of a shop under test; a test overrides what it needs.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The merchant's policy.
    pub policy: Policy,
    /// The charset of the application.
    pub charset: Charset,
}

/// The default policy without limits on unpaid orders, because tests place many.
impl Default for Setup {
    fn default() -> Self {
        Self {
            policy: Policy {
                first: uncapped(),
                ..Policy::default()
            },
            charset: Charset::default(),
        }
    }
}

/// The initial settings without limits on unpaid orders.
fn uncapped() -> Settings {
    Settings {
        unpaid_orders_per_account: None,
        unpaid_units_per_account: None,
        unpaid_orders_per_network: None,
        unpaid_units_per_network: None,
        ..Settings::default()
    }
}

/// The shop and its dependencies.
pub struct TestShop {
    /// The shop itself.
    pub shop: Shop,
    /// The gateway it talks to.
    pub gateway: Arc<FakeGateway>,
    /// Its clock.
    pub clock: Arc<FrozenClock>,
    /// A customer.
    pub buyer: Viewer,
    db: TestDb,
    ids: Arc<SeededIds>,
    media: Option<TempDir>,
    relay: Option<String>,
}

impl TestShop {
    /// The same with other initial settings.
    pub async fn with_settings(db: TestDb, first: Settings) -> Self {
        let policy = Policy {
            first,
            ..Policy::default()
        };
        Self::with_policy(db, policy).await
    }

    /// A shop with one customer and nothing to sell yet.
    pub async fn new(db: TestDb) -> Self {
        Self::with(db, Setup::default()).await
    }

    /// The same with another policy.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn with_policy(db: TestDb, policy: Policy) -> Self {
        let setup = Setup {
            policy,
            ..Setup::default()
        };
        Self::with(db, setup).await
    }

    /// The same with this setup.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn with(db: TestDb, setup: Setup) -> Self {
        let Setup { policy, charset } = setup;
        let clock = Arc::new(FrozenClock::default());
        let gateway = FakeGateway::in_charset(clock.clone(), charset);
        let ids = Arc::new(SeededIds::new(7));
        let shop = Shop::new(
            db.store(),
            gateway.gateway(),
            clock.clone(),
            ids.clone(),
            policy,
        )
        .with_seal(seal());
        let buyer = user(shop.store(), "buyer@example.cn", "林晓", shop.now()).await;
        Self {
            shop,
            gateway,
            clock,
            buyer,
            db,
            ids,
            media: None,
            relay: None,
        }
    }

    /// The same with an empty media folder, so that pictures can be uploaded.
    ///
    /// # Panics
    /// If a temporary folder cannot be made.
    #[must_use]
    pub fn with_media(mut self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        self.shop = self.shop.with_media(folder.path());
        self.media = Some(folder);
        self
    }

    /// The same with this mail server, which must not ask for TLS. The pages of its mail are below
    /// `https://shop.example`.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn with_mail(mut self, sink: &MailSink) -> Self {
        let relay = sink.url(Protection::Nothing);
        self.shop = self.shop.with_mail(mailing(&relay));
        self.relay = Some(relay);
        self.shop.mark_mail().await.expect("the mark is set");
        self
    }

    /// The media folder.
    ///
    /// # Panics
    /// Without [`Self::with_media`].
    #[must_use]
    pub fn media(&self) -> &Path {
        self.media.as_ref().expect("a media folder").path()
    }

    /// The database of the shop.
    #[must_use]
    pub fn db(&self) -> &TestDb {
        &self.db
    }

    /// Another customer.
    pub async fn shopper(&self, login: &str) -> Viewer {
        user(self.shop.store(), login, "顾客", self.shop.now()).await
    }

    /// A member of staff with these roles.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn staff(&self, login: &str, roles: &[Role]) -> Viewer {
        let viewer = self.shopper(login).await;
        let user = viewer.user.expect("a user");
        let (id, granted) = (user.user_id, roles.to_vec());
        self.shop
            .store()
            .write(move |tx| {
                for role in &granted {
                    account::add_role(tx, id, *role)?;
                }
                Ok::<_, StoreError>(())
            })
            .await
            .expect("roles are given");
        let staff = Staff {
            user_id: id,
            display_name: user.display_name,
            roles: Roles(roles.to_vec()),
            proved_at: Some(self.shop.now()),
            ..Staff::default()
        };
        Viewer {
            staff: Some(staff),
            ip_prefix: "203.0.113.0/24".to_owned(),
            ..Viewer::anonymous(Locale::ZhCn)
        }
    }

    /// A member of staff with the password just confirmed.
    #[must_use]
    pub fn proven(&self, who: &Viewer) -> Viewer {
        let mut who = who.clone();
        if let Some(staff) = &mut who.staff {
            staff.proved_at = Some(self.shop.now());
        }
        who
    }

    /// Creates an active product with one SKU: `code`, price in fen, units in stock.
    ///
    /// # Panics
    /// If the database refuses.
    pub async fn sell(&self, code: &str, price: i64, units: i64) {
        let (code, at) = (code.to_owned(), self.shop.now());
        self.shop
            .store()
            .write(move |tx| {
                let product = NewProduct {
                    slug: code.to_lowercase(),
                    listing: ProductListing::active(
                        &format!("商品 {code}"),
                        &format!("Product {code}"),
                        at,
                    ),
                    options_json: "[]".to_owned(),
                    at,
                };
                let product_id = catalog::insert_product(tx, &product)?;
                let sku = NewSku {
                    code: code.clone(),
                    options_key: String::new(),
                    options_zh: String::new(),
                    options_en: String::new(),
                    price: Fen::new(price),
                    compare_at: None,
                    weight_g: 100,
                    image_id: None,
                };
                let sku_id = catalog::insert_sku(tx, product_id, &sku)?;
                stock::open(tx, sku_id)?;
                let arrival = Move {
                    sku_id,
                    kind: MoveKind::Receive,
                    units,
                    order_detail_id: None,
                    refund_id: None,
                    reason: None,
                    actor_id: None,
                    at,
                    idem_key: format!("receive:{code}"),
                };
                stock::apply(tx, &arrival)?;
                listing::refresh(tx, product_id)
            })
            .await
            .expect("the shelf is filled");
    }

    /// Moves the clock and runs the jobs that are due. Returns how many ran.
    ///
    /// # Panics
    /// If the jobs cannot be read.
    pub async fn after(&self, ms: i64) -> usize {
        self.clock.advance(ms);
        self.run().await
    }

    /// Runs the jobs that are due.
    ///
    /// # Panics
    /// If the jobs cannot be read.
    pub async fn run(&self) -> usize {
        self.shop.run_due_jobs().await.expect("jobs are looked up")
    }
}

/// The key of the machine.
fn seal() -> Seal {
    Seal::new(&[7; KEY_LEN]).expect("a key")
}

/// Mail through this server, with pages below `https://shop.example`.
fn mailing(relay: &str) -> Mailing {
    let relay = Relay::parse(relay).expect("an address");
    let from = "shop@shop.example".parse().expect("an address");
    let smtp = Smtp::new(relay, from).expect("TLS can be set up");
    let smtp = smtp.within(Duration::from_secs(2), Duration::from_secs(2));
    let address_of = |page: Page<'_>| {
        let path = match page {
            Page::Home(locale) => format!("home/{locale}"),
            Page::Order(number) => format!("order/{number}"),
            Page::StaffOrder(number) => format!("staff/{number}"),
            Page::Staff => "staff".to_owned(),
            Page::Reset(key) => format!("reset/{key}"),
        };
        format!("https://shop.example/{path}")
    };
    Mailing::new(Arc::new(smtp), Box::new(address_of))
}

async fn user(store: &Store, login: &str, name: &str, at: Millis) -> Viewer {
    let new = NewUser {
        login: validate::login(login).expect("a login"),
        password_hash: "$argon2id$unused".to_owned(),
        display_name: name.to_owned(),
        locale: Locale::ZhCn,
        at,
    };
    let user_id = store
        .write(move |tx| account::insert(tx, &new))
        .await
        .expect("a user is kept")
        .expect("the login is free");
    let signed_in = SignedIn {
        user_id,
        display_name: name.to_owned(),
    };
    Viewer {
        user: Some(signed_in),
        ..Viewer::anonymous(Locale::ZhCn)
    }
}

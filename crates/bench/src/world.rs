//! The data of a run: a shop with a thousand products and orders, and customers with full carts.

use alipay::{AlipayKeys, PrivateKey, PublicKey};
use anyhow::Context;
use domain::{form::CartAddForm, locale::Locale, session::SessionKind, validate};
use server::{
    compose::{self, Schema},
    config::DataConfig,
    offline,
};
use shop::{Shop, Viewer, policy::Policy, session::Contents, viewer::SignedIn};
use std::path::{Path, PathBuf};
use store::{
    StoreError,
    models::account::NewUser,
    queries::{
        account, catalog,
        stock::{self, Move, MoveKind},
    },
};
use tokio_util::sync::CancellationToken;

/// The `app_id`.
pub(crate) const APP_ID: &str = "9021000100000001";
/// The `seller_id`.
pub(crate) const SELLER_ID: &str = "2088000000000100";
/// Number of products.
const PRODUCTS: u32 = 1_000;
/// The product whose page is requested.
pub(crate) const PRODUCT: &str = "stoneware-mug";
/// The product that customers buy, with enough stock for all.
const STOCKED: &str = "scale-1";
/// Its SKU.
const STOCKED_SKU: &str = "SCALE-1";

/// A customer with one line in the cart.
pub(crate) struct Shopper {
    /// `zg=…`
    pub(crate) cookie: String,
    /// The idempotency key of the checkout.
    pub(crate) checkout_key: String,
    /// The total that the checkout page shows, in fen.
    pub(crate) total_fen: i64,
}

/// The folder of a run.
pub(crate) struct World {
    dir: tempfile::TempDir,
    /// The customers who will order.
    pub(crate) shoppers: Vec<Shopper>,
    /// The gateway's key, which signs notifications.
    pub(crate) gateway_key: PrivateKey,
}

impl World {
    /// Generates keys, fills the shop, and gives each customer a session and a cart.
    pub(crate) async fn build(shoppers: usize) -> anyhow::Result<Self> {
        let dir = tempfile::tempdir()?;
        let gateway_key = draw_keys(dir.path())?;
        let data = DataConfig::below(dir.path());
        let store = compose::open_store(&data, Schema::Migrate).await?;
        let shop = compose::shop(store, offline::gateway()?, Policy::default());
        let media = data.media_dir();
        compose::create_private(&media)?;
        demo::seed_catalog(&shop, &media).await?;
        // Otherwise the measured process would render them during the measurement.
        shop.make_missing_widths(&media, &CancellationToken::new())
            .await?;
        demo::scale::fill(&shop, PRODUCTS).await?;
        stock_up(&shop).await?;
        let mut ready = Vec::with_capacity(shoppers);
        for number in 0..shoppers {
            ready.push(shopper(&shop, number).await?);
        }
        Ok(Self {
            dir,
            shoppers: ready,
            gateway_key,
        })
    }

    /// The path of the folder.
    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().to_owned()
    }
}

/// Generates the keys of both sides in `dir`, as the shop is configured with them; returns the
/// gateway's private key.
pub(crate) fn draw_keys(dir: &Path) -> anyhow::Result<PrivateKey> {
    let (app, gateway) = (PrivateKey::generate()?, PrivateKey::generate()?);
    let private = dir.join("app_private.pem");
    std::fs::write(&private, app.to_pkcs8_pem().as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&private, std::fs::Permissions::from_mode(0o600))?;
    }
    std::fs::write(
        dir.join("alipay_public.pem"),
        gateway.public_key().to_spki_pem(),
    )?;
    Ok(gateway)
}

/// Reads the keys of a run.
pub(crate) fn keys(dir: &Path) -> anyhow::Result<(PrivateKey, AlipayKeys)> {
    let read = |name: &str| std::fs::read_to_string(dir.join(name)).context("a key file");
    let app = PrivateKey::parse(&read("app_private.pem")?)?;
    let alipay = PublicKey::parse(&read("alipay_public.pem")?)?;
    let keys = AlipayKeys::new(&app, vec![alipay])?;
    Ok((app, keys))
}

/// Adds enough stock for all customers.
async fn stock_up(shop: &Shop) -> anyhow::Result<()> {
    let at = shop.now();
    let received: Result<bool, StoreError> = shop
        .store()
        .write(move |tx| {
            let Some(sku) = catalog::sellable(tx, STOCKED_SKU)? else {
                return Ok(false);
            };
            let arrival = Move {
                sku_id: sku.id,
                kind: MoveKind::Receive,
                units: 1_000_000,
                order_detail_id: None,
                refund_id: None,
                reason: None,
                actor_id: None,
                at,
                idem_key: format!("receive:{STOCKED_SKU}"),
            };
            stock::apply(tx, &arrival)
        })
        .await;
    anyhow::ensure!(received?, "there is nothing to buy");
    Ok(())
}

async fn shopper(shop: &Shop, number: usize) -> anyhow::Result<Shopper> {
    let now = shop.now();
    let new = NewUser {
        login: validate::login(&format!("bench-{number}@example.com"))
            .map_err(|code| anyhow::anyhow!("a login: {code:?}"))?,
        password_hash: "$argon2id$unused".to_owned(),
        display_name: "林夏".to_owned(),
        locale: Locale::ZhCn,
        at: now,
    };
    let made: Result<Option<i64>, StoreError> = shop
        .store()
        .write(move |tx| account::insert(tx, &new))
        .await;
    let user_id = made?.context("the login is taken")?;
    let opened = shop
        .session_open(
            Contents {
                kind: SessionKind::Shopper,
                user_id: Some(user_id),
                has_cart: false,
                record: "{}".to_owned(),
                ip_prefix: String::new(),
            },
            None,
        )
        .await?;
    let viewer = Viewer {
        user: Some(SignedIn {
            user_id,
            display_name: "林夏".to_owned(),
        }),
        ..Viewer::anonymous(Locale::ZhCn)
    };
    let add = CartAddForm {
        slug: STOCKED.to_owned(),
        sku: STOCKED_SKU.to_owned(),
        qty: "1".to_owned(),
    };
    shop.cart_add(&viewer, add).await?;
    let checkout = shop.checkout(&viewer).await?;
    Ok(Shopper {
        cookie: format!("zg={}", opened.token),
        checkout_key: checkout.checkout_key,
        total_fen: checkout.totals.total.get(),
    })
}

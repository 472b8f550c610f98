//! `zhanggui serve`.

use super::Outcome;
use crate::{
    compose::{self, Pages, Schema},
    config::{ServeConfig, Source},
    limit::PER_MINUTE,
    running, telemetry,
};
use clap::Args;
use tokio_util::sync::CancellationToken;

/// Run the shop, configured from the environment and --config
#[derive(Debug, Args)]
#[command(after_help = VARIABLES)]
pub struct Serve {
    /// Bring the schema up to date first; without it a database behind this version is refused
    #[arg(long)]
    migrate: bool,
}

const VARIABLES: &str = "\
Variables (NAME_REST is the key `rest` of [name] in the file):
  ZHANGGUI_ADDR                 where to listen [127.0.0.1:8080]
  ZHANGGUI_PUBLIC_URL           how browsers reach the shop; https unless it is this machine [http://127.0.0.1:8080]
  ZHANGGUI_DATA_DIR             media and the default database [./data]
  ZHANGGUI_SITE_DIR             built assets [site beside the executable]
  ZHANGGUI_TRUSTED_PROXIES      addresses or ranges whose X-Forwarded-For is believed [none]
  ZHANGGUI_SHOP_NAME            name in the payment's subject
  ZHANGGUI_POSTAGE              postage in yuan [8.00]
  ZHANGGUI_POSTAGE_FREE_FROM    goods from this amount travel free, or never [99.00]
  ZHANGGUI_PAY_MINUTES          minutes to pay an order [30]
  ZHANGGUI_REINSTATE_LATE       a late payment may re-open its order [false]
  DATABASE_URL                  sqlite:PATH, postgres://… [sqlite:<data dir>/zhanggui.db]
  ALIPAY_GATEWAY                production, sandbox, or a simulator's URL on this machine [sandbox]
  ALIPAY_APP_ID                 the application's number
  ALIPAY_SELLER_ID              the merchant's number, 2088…
  ALIPAY_APP_PRIVATE_KEY_FILE   the application's private key; mode 0600
  ALIPAY_PUBLIC_KEY_FILE        Alipay's public key (two files with a comma while it changes)
  ALIPAY_APP_CERT_FILE          certificate mode, in place of ALIPAY_PUBLIC_KEY_FILE: appCertPublicKey_….crt,
  ALIPAY_CERT_FILE              alipayCertPublicKey_RSA2.crt
  ALIPAY_ROOT_CERT_FILE         and alipayRootCert.crt
  ALIPAY_SIGN_TYPE              RSA2
  ALIPAY_CHARSET                utf-8 or gbk [utf-8]
  ALIPAY_NOTIFY_URL             [<public url>/alipay/notify]
  ALIPAY_RETURN_URL             [<public url>/alipay/return]
  ALIPAY_APP_AUTH_TOKEN         acting for another merchant";

impl Serve {
    /// Runs until SIGINT or SIGTERM.
    ///
    /// # Errors
    /// Wrong configuration, a database that cannot be used, an address that is taken.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let config = ServeConfig::load(source)?;
        telemetry::install(telemetry::Form::Json, None)?;
        let listener = running::bind(config.http.addr).await?;
        let schema = if self.migrate {
            Schema::Migrate
        } else {
            Schema::Expect
        };
        let store = compose::open_store(&config.data, schema).await?;
        let gateway = compose::gateway(config.alipay.app, config.alipay.seller_id)?;
        let shop = compose::shop(store, gateway, config.policy);
        let pages = Pages {
            demo: !config.alipay.is_production,
            form_action_hosts: config.alipay.form_action_hosts,
        };
        let media = config.data.media_dir();
        let state = compose::state(
            shop,
            &config.http,
            &media,
            &pages,
            PER_MINUTE,
            CancellationToken::new(),
        );
        let running = running::start(listener, state)?;
        tracing::info!(addr = %config.http.addr, public_url = %config.http.origin(), "serving");
        running.until_asked().await?;
        Ok(Outcome::Done)
    }
}

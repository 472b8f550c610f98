//! `zhanggui demo`: the shop with demo products and a gateway simulator. Needs no configuration.

pub mod history;
mod local;

use self::{history::History, local::Local};
use super::Outcome;
use crate::{
    compose::{self, Pages, Schema, create_private},
    config::{
        AlipayParts, DataConfig, HttpConfig, Parts,
        alipay::{gateway::Gateway, keys::Sides},
        keyfile::{self, Half},
    },
    doctor, first_run,
    limit::PER_MINUTE_DEMO,
    net::Proxies,
    out,
    page_cache::DEFAULT_MB,
    running, secret, telemetry,
};
use alipay::{AlipayKeys, AppConfig, PrivateKey, PublicKey};
use alipay_sim::SimInfo;
use anyhow::Context;
use clap::Args;
use demo::DemoAccounts;
use domain::time::Millis;
use serde::Serialize;
use shop::{
    clock::Clock,
    doctor::Environment,
    ids::{Ids, SystemIds},
    policy::Policy,
};
use std::{
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
};
use tokio_util::sync::CancellationToken;
use url::Url;

/// Run a seeded demo shop with its own gateway simulator
#[derive(Debug, Args)]
#[command(
    after_help = "Creates DIR with database, keys and pictures; a second start on the same DIR continues.\n\
                  When both answer it writes DIR/demo.json and prints `ready <shop url> <simulator url>`.\n\
                  Then it fills 60 orders of the last 60 days into a new shop, and prints `orders <added>`.\n\
                  With --fresh it has none, and prints `first-run <url>` until there is an owner.\n\
                  The accounts' passwords are published: it listens on this machine only."
)]
pub struct Demo {
    /// Where the shop listens; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:8080", value_parser = local::shop)]
    addr: Local,
    /// Where the simulator listens; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:8090", value_parser = local::simulator)]
    sim_addr: Local,
    /// Folder of the demo [default: a fresh temporary one]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// An empty shop: no products, no accounts; the printed first-run link creates the owner
    #[arg(long)]
    fresh: bool,
    /// Products and accounts, but no orders
    #[arg(long)]
    no_orders: bool,
}

/// The simulator's clock, so that `PUT /control/clock` moves shop and gateway together, e.g. past a
/// payment deadline. Only the demo uses it; `serve` runs on the machine's clock.
struct SimClock<F>(F);

impl<F: Fn() -> i64 + Send + Sync> Clock for SimClock<F> {
    fn now(&self) -> Millis {
        Millis::new((self.0)())
    }
}

/// `demo.json`.
#[derive(Debug, Serialize)]
struct DemoFile<'a> {
    shop_url: &'a str,
    sim_url: &'a str,
    sim_control_url: &'a str,
    database_url: String,
    app_id: &'a str,
    seller_id: &'a str,
    app_private_key_file: &'a Path,
    alipay_public_key_file: &'a Path,
    sim_private_key_file: &'a Path,
    app_public_key_file: &'a Path,
    app_cert_file: &'a Path,
    alipay_cert_file: &'a Path,
    alipay_root_cert_file: &'a Path,
    content_key_file: &'a Path,
    /// Absent in a fresh shop, which has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    accounts: Option<&'a DemoAccounts>,
}

impl Demo {
    /// Runs until SIGINT or SIGTERM.
    ///
    /// # Errors
    /// An address is taken, or the folder cannot be used.
    pub async fn run(&self) -> anyhow::Result<Outcome> {
        telemetry::install(telemetry::Form::Plain, Some("warn"), None)?;
        let dir = self.folder()?;
        let listener = running::bind(self.addr.addr).await?;
        let mut sim_config = alipay_sim::Config::local(dir.join("sim"));
        sim_config.addr = self.sim_addr.addr;
        let sim = alipay_sim::start(sim_config)
            .await
            .context("starting the simulator")?;

        let addr = listener.local_addr().context("the shop's own address")?;
        let public_url = Url::parse(&self.addr.url(addr.port()))?;
        let http = HttpConfig {
            addr,
            public_url,
            proxies: Proxies::default(),
            site_dir: None,
            page_cache_mb: DEFAULT_MB,
            metrics_addr: None,
            traces: None,
        };
        let data = DataConfig::below(&dir);
        let media = data.media_dir();
        create_private(&media)?;
        let store = compose::open_store(&data, Schema::Migrate).await?;
        let (app, private_key_file) = application(&sim.info, &sim.gateway_url(), &http.origin())?;
        let gateway = compose::gateway(app.clone(), sim.info.seller_id.clone())?;
        let clock = Arc::new(SimClock(sim.time()));
        let now = clock.now();
        let policy = if self.fresh {
            Policy::default()
        } else {
            demo::policy()
        };
        let seal = secret::seal(&data.secret_file)?;
        let history = (!self.fresh && !self.no_orders)
            .then(|| History::open(&sim, app.clone(), store.clone(), policy.clone()));
        let shop = compose::shop_at(clock.clone(), store, gateway, policy).with_seal(seal);
        let is_new = demo::is_new(&shop).await.context("reading the database")?;
        let accounts = if self.fresh {
            None
        } else {
            // Products and accounts are older than their orders.
            let old = history.as_ref().map(|history| history.opened(now));
            let seeded = demo::seed(old.unwrap_or(&shop), &media).await;
            Some(seeded.context("seeding the shop")?)
        };
        let pages = Pages {
            demo: true,
            form_action_hosts: vec![sim.url().to_owned()],
            told: Vec::new(),
        };
        let stop = CancellationToken::new();
        let state = compose::state(
            shop.clone(),
            &http,
            &media,
            &pages,
            PER_MINUTE_DEMO,
            stop.clone(),
        );
        let parts = parts(&http, &data, app, sim.info.seller_id.clone());
        doctor::at_start(&shop, parts, clock).await;
        first_run::check_name(&shop).await?;
        let first_run = first_run::line(&shop, &http.origin()).await?;
        let (told, ready) = oneshot::channel();
        // Jobs of today would run the jobs of then, so they wait.
        let running = running::start_after(listener, state, async move {
            if let (Ok(()), Some(history)) = (ready.await, history) {
                history.tell(is_new.then_some(now), &stop).await;
            }
        })?;
        answers(addr).await.context("the shop does not respond")?;

        let shop_url = http.origin();
        let database = data
            .database
            .sqlite_path()
            .unwrap_or(&dir)
            .display()
            .to_string();
        let file = DemoFile {
            shop_url: &shop_url,
            sim_url: sim.url(),
            sim_control_url: sim.control_url(),
            database_url: format!("sqlite:{database}"),
            app_id: &sim.info.app_id,
            seller_id: &sim.info.seller_id,
            app_private_key_file: &private_key_file,
            alipay_public_key_file: &sim.info.alipay_public_key_file,
            sim_private_key_file: &sim.info.alipay_private_key_file,
            app_public_key_file: &sim.info.app_public_key_file,
            app_cert_file: &sim.info.app_cert_file,
            alipay_cert_file: &sim.info.alipay_cert_file,
            alipay_root_cert_file: &sim.info.alipay_root_cert_file,
            content_key_file: &sim.info.content_key_file,
            accounts: accounts.as_ref(),
        };
        write_whole(&dir.join("demo.json"), &serde_json::to_vec_pretty(&file)?)?;
        out::line(&format!("ready {shop_url} {}", sim.url()));
        if let Some(line) = &first_run {
            out::line(line);
        }
        // A receiver that is gone has nothing to fill.
        told.send(()).ok();
        out::say(&match &accounts {
            Some(accounts) => help(&shop_url, &dir, accounts),
            None => help_fresh(&shop_url, &dir),
        });
        running.until_asked().await?;
        sim.shutdown().await;
        Ok(Outcome::Done)
    }

    /// The folder as an absolute path, because programs that read `demo.json` may run in another
    /// folder.
    fn folder(&self) -> anyhow::Result<PathBuf> {
        let dir = match &self.data {
            Some(dir) => std::path::absolute(dir).context("--data")?,
            None => {
                let mut bytes = [0_u8; 8];
                SystemIds.fill(&mut bytes);
                std::env::temp_dir().join(format!("zhanggui-demo-{}", hex::encode(bytes)))
            }
        };
        create_private(&dir)?;
        Ok(dir)
    }
}

/// The demo's configuration as `serve` would have read it, for the self-check.
fn parts(http: &HttpConfig, data: &DataConfig, app: AppConfig, seller_id: String) -> Parts {
    Parts {
        http: Some(http.clone()),
        data: Some(data.clone()),
        alipay: AlipayParts {
            gateway: Some(Gateway {
                url: app.gateway,
                environment: Environment::Local,
                pages: Vec::new(),
            }),
            app_id: Some(app.app_id),
            seller_id: Some(seller_id),
            sides: Some(Sides {
                private: app.private_key,
                keys: app.keys,
            }),
            notify_url: Some(app.notify_url),
            return_url: Some(app.return_url),
            app_auth_token: Some(app.app_auth_token),
            charset: Some(app.charset),
            sign_type: Some(app.sign_type),
        },
        policy: None,
        mail: None,
    }
}

/// The simulator's application. Its keys are read by the same code as real ones.
fn application(
    info: &SimInfo,
    gateway: &str,
    origin: &str,
) -> anyhow::Result<(AppConfig, PathBuf)> {
    let file = info
        .app_private_key_file
        .clone()
        .context("the simulator kept no private key")?;
    let private_key = PrivateKey::parse(&keyfile::read(&file, Half::Private)?)?;
    let alipay = PublicKey::parse(&keyfile::read(&info.alipay_public_key_file, Half::Public)?)?;
    let keys = AlipayKeys::new(&private_key, vec![alipay])?;
    let app = AppConfig {
        notify_url: Some(format!("{origin}/alipay/notify")),
        return_url: Some(format!("{origin}/alipay/return")),
        ..AppConfig::new(
            Url::parse(gateway)?,
            info.app_id.as_str(),
            private_key,
            keys,
        )
    };
    Ok((app, file))
}

/// Requests `/readyz` over the socket, so that `ready` is printed only when the shop responds.
async fn answers(addr: SocketAddr) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(addr).await?;
    let ask = format!("GET /readyz HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n");
    stream.write_all(ask.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    anyhow::ensure!(
        answer.starts_with(b"HTTP/1.1 200"),
        "it responded {:?}",
        String::from_utf8_lossy(&answer)
            .lines()
            .next()
            .unwrap_or("nothing")
    );
    Ok(())
}

/// Replaces the file atomically, so that readers see the old or the new one. Other users cannot
/// read it.
fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let draft = path.with_extension("json.new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options
        .open(&draft)
        .with_context(|| format!("writing {}", draft.display()))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&draft, path).with_context(|| format!("writing {}", path.display()))
}

fn help_fresh(shop_url: &str, dir: &Path) -> String {
    format!(
        "\nAn empty shop with simulated payments\n\n\
         \x20 shop     {shop_url}\n\
         \x20 admin    {shop_url}/admin\n\
         \x20 data     {}\n\n\
         The first-run link above creates the owner; it works once. Ctrl-C stops both.\n",
        dir.display(),
    )
}

fn help(shop_url: &str, dir: &Path, accounts: &DemoAccounts) -> String {
    let DemoAccounts {
        shopper,
        staff,
        owner,
    } = accounts;
    format!(
        "\n拾光杂货 · a demo shop with simulated payments\n\n\
         \x20 shop     {shop_url}\n\
         \x20 admin    {shop_url}/admin\n\
         \x20 data     {}\n\n\
         \x20 shopper  {}  {}\n\
         \x20 staff    {}  {}\n\
         \x20 owner    {}  {}\n\n\
         Try: put something in the cart, check out, pay at the simulated cashier (一键付款), and see the order paid.\n\
         Then sign in to the admin pages as staff and refund a part of it. Ctrl-C stops both.\n",
        dir.display(),
        shopper.login,
        shopper.password,
        staff.login,
        staff.password,
        owner.login,
        owner.password,
    )
}

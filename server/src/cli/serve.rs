//! `zhanggui serve`.

use super::Outcome;
use crate::{
    compose::{self, Pages, Schema},
    config::{Parts, ServeConfig, Source, key},
    doctor, first_run,
    limit::PER_MINUTE,
    mail, out, running, secret,
    telemetry::{self, traces::Traces},
};
use clap::Args;
use shop::{clock::SystemClock, doctor::sign_type};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Run the shop, configured from the environment and --config
#[derive(Debug, Args)]
#[command(after_help = key::help())]
pub struct Serve {
    /// Bring the schema up to date first; without it a database behind this version is refused
    #[arg(long)]
    migrate: bool,
}

impl Serve {
    /// Runs until SIGINT or SIGTERM.
    ///
    /// # Errors
    /// Wrong configuration, a database that cannot be used, an address that is taken.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let (parts, _) = Parts::read(source.clone());
        let config = ServeConfig::load(source)?;
        let traces = config.http.traces.as_ref().map(Traces::to).transpose()?;
        telemetry::install(telemetry::Form::Json, None, traces.as_ref())?;
        for warning in sign_type::check(config.alipay.app.sign_type) {
            tracing::warn!(code = %warning.code, remedy = %warning.remedy, "{}", warning.what);
        }
        let listener = running::bind(config.http.addr).await?;
        let metrics = match config.http.metrics_addr {
            Some(addr) => Some(running::bind(addr).await?),
            None => None,
        };
        let schema = if self.migrate {
            Schema::Migrate
        } else {
            Schema::Expect
        };
        let store = compose::open_store(&config.data, schema).await?;
        let told = [&config.alipay.app.notify_url, &config.alipay.app.return_url];
        let told = told.into_iter().flatten().cloned().collect();
        let gateway = compose::gateway(config.alipay.app, config.alipay.seller_id)?;
        let seal = secret::seal(&config.data.secret_file)?;
        let shop = compose::shop(store, gateway, config.policy).with_seal(seal);
        let shop = mail::connected(shop, config.mail, &config.http.origin())?;
        shop.mark_mail().await?;
        let pages = Pages {
            demo: !config.alipay.is_production,
            form_action_hosts: config.alipay.form_action_hosts,
            told,
        };
        let media = config.data.media_dir();
        first_run::check_name(&shop).await?;
        let state = compose::state(
            shop.clone(),
            &config.http,
            &media,
            &pages,
            PER_MINUTE,
            CancellationToken::new(),
        );
        doctor::at_start(&shop, parts, Arc::new(SystemClock)).await;
        let first_run = first_run::line(&shop, &config.http.origin()).await?;
        let running = running::start(listener, state.clone())?;
        if let Some(listener) = metrics {
            running.tell_metrics(listener, state);
        }
        tracing::info!(addr = %config.http.addr, public_url = %config.http.origin(), "serving");
        if let Some(line) = first_run {
            out::line(&line);
        }
        running.until_asked().await?;
        if let Some(traces) = traces {
            traces.end().await;
        }
        Ok(Outcome::Done)
    }
}

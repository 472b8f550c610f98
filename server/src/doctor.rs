//! Collects the facts that the shop's doctor judges: files, disk, database, names, and the
//! responses of the gateway and of our own address.

mod certificates;
mod database;
mod disk;
mod outside;

use crate::{
    compose,
    config::{AlipayParts, DataConfig, HttpConfig, Mistake, Parts, key},
    mail, offline,
};
use alipay::{Client, PrivateKey, explain::Known};
use shop::{
    Shop,
    clock::Clock,
    doctor::{self, Environment, Examination, Finding, Report, numbers},
    gateway::AlipayGateway,
    ids::SystemIds,
    policy::Policy,
};
use std::sync::Arc;
use store::{OpenOptions, SchemaState, Store};
use url::Url;

/// Which network requests an examination may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The gateway, the name server, the shop's own address.
    Everybody,
    /// Only the database.
    Nobody,
}

/// Examines a shop by the parts of its configuration that could be read.
pub async fn examine(
    parts: Parts,
    mistakes: Vec<Mistake>,
    reach: Reach,
    clock: Arc<dyn Clock>,
) -> Report {
    let mut examination = Examination::default();
    let environment = parts
        .alipay
        .gateway
        .as_ref()
        .map(|chosen| chosen.environment);
    examination.note(
        "configuration",
        mistakes.into_iter().map(from_mistake).collect(),
    );
    keys_and_numbers(&mut examination, &parts.alipay, &*clock);
    let store = match &parts.data {
        Some(data) => data_and_database(&mut examination, data, &*clock).await,
        None => {
            examination.skip("database", "its configuration cannot be read");
            None
        }
    };
    addresses(&mut examination, parts.http.as_ref(), &parts.alipay, reach).await;
    if reach == Reach::Nobody {
        for check in ["gateway", "clock", "notify address"] {
            examination.skip(check, "skipped by --offline");
        }
        return examination.finish(environment);
    }
    own_address(&mut examination, &parts.alipay).await;
    if let Some(mail) = parts.mail {
        let found = doctor::mail::check(&key::SMTP_URL.variable(), mail::answers(mail).await);
        examination.note("mail", found);
    }
    gateway(&mut examination, parts.alipay, store, clock).await;
    examination.finish(environment)
}

/// Keeps the result for `/admin/doctor`, if there is a database of this version.
///
/// # Errors
/// The database cannot be written.
pub async fn keep(data: &DataConfig, report: &Report, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let Ok(store) = Store::open(&data.database, OpenOptions::default()).await else {
        return Ok(());
    };
    if store.schema_state().await? != SchemaState::Current {
        return Ok(());
    }
    let shop = Shop::new(
        store,
        offline::gateway()?,
        clock,
        Arc::new(SystemIds),
        Policy::default(),
    );
    Ok(shop.keep_self_check(report).await?)
}

/// Examines what a start can without the network, and keeps the result. The shop runs whatever it is.
pub async fn at_start(shop: &Shop, parts: Parts, clock: Arc<dyn Clock>) {
    let report = examine(parts, Vec::new(), Reach::Nobody, clock).await;
    if let Err(error) = shop.keep_self_check(&report).await {
        tracing::warn!(%error, "the result of the self-check was not kept");
    }
}

fn from_mistake(mistake: Mistake) -> Finding {
    let what = format!("{} (from {})", mistake.problem, mistake.source);
    if mistake.code == "keys.alipay-is-own" {
        return Finding {
            subject: mistake.key,
            ..doctor::keys::own_key()
        };
    }
    Finding::error(&mistake.code, mistake.key, what, mistake.remedy)
}

fn keys_and_numbers(examination: &mut Examination, alipay: &AlipayParts, clock: &dyn Clock) {
    match &alipay.sides {
        Some(sides) => {
            let found = doctor::keys::check(&sides.private, &sides.keys.keys());
            examination.note("keys", found);
            if let Some(certificates) = sides.keys.certificates() {
                let found = certificates::check(certificates, clock.now());
                examination.note("certificates", found);
            }
        }
        None => examination.skip("keys", "a key is missing or cannot be used, see above"),
    }
    if let Some(sign_type) = alipay.sign_type {
        examination.note("sign type", doctor::sign_type::check(sign_type));
    }
    match (&alipay.app_id, &alipay.seller_id, &alipay.gateway) {
        (Some(app_id), Some(seller_id), Some(gateway)) => examination.note(
            "numbers",
            numbers::check(app_id, seller_id, gateway.environment),
        ),
        _ => examination.skip("numbers", "a number or the gateway is missing, see above"),
    }
}

async fn data_and_database(
    examination: &mut Examination,
    data: &DataConfig,
    clock: &dyn Clock,
) -> Option<Store> {
    examination.note("disk", disk::check(data));
    let (store, found) = database::check(data, clock.now()).await;
    examination.note("database", found);
    store
}

async fn addresses(
    examination: &mut Examination,
    http: Option<&HttpConfig>,
    alipay: &AlipayParts,
    reach: Reach,
) {
    let Some(gateway) = &alipay.gateway else {
        examination.skip("addresses", "the gateway is not known");
        return;
    };
    let origin = http.map(HttpConfig::origin);
    let told = |address: &Option<Option<String>>| {
        let address = address.clone().flatten();
        // By default they are on the shop's origin, which is checked once.
        let origin_of =
            |address: &str| Some(Url::parse(address).ok()?.origin().ascii_serialization());
        address.filter(|address| origin.is_none() || origin_of(address) != origin)
    };
    let mut found = Vec::new();
    for (setting, address) in [
        (key::PUBLIC_URL, origin.clone()),
        (key::NOTIFY_URL, told(&alipay.notify_url)),
        (key::RETURN_URL, told(&alipay.return_url)),
    ] {
        let Some(address) = &address else {
            continue;
        };
        let setting = &setting.variable();
        let form = doctor::address::form(setting, address, gateway.environment);
        // No look-up for an address that is refused already.
        if form.is_empty() && reach == Reach::Everybody && gateway.environment != Environment::Local
        {
            let leads = outside::resolve(address).await;
            found.extend(doctor::address::resolved(
                setting,
                address,
                &leads,
                gateway.environment,
            ));
        }
        found.extend(form);
    }
    examination.note("addresses", found);
}

/// The response of the address that Alipay will post to.
async fn own_address(examination: &mut Examination, alipay: &AlipayParts) {
    let Some(Some(address)) = &alipay.notify_url else {
        examination.skip("notify address", "there is none");
        return;
    };
    let found = match outside::post_unsigned(address).await {
        Ok(heard) => doctor::notify::answered(address, &heard),
        Err(words) => doctor::notify::unreachable(address, &words),
    };
    examination.note("notify address", found);
}

/// The gateway's clock, and a signed query.
async fn gateway(
    examination: &mut Examination,
    alipay: AlipayParts,
    store: Option<Store>,
    clock: Arc<dyn Clock>,
) {
    let Some(chosen) = &alipay.gateway else {
        examination.skip("gateway", "it is not known");
        examination.skip("clock", "the gateway is not known");
        return;
    };
    match outside::date(&chosen.url).await {
        Ok((theirs, took_ms)) => examination.note(
            "clock",
            doctor::clock::against_gateway(clock.now(), theirs, took_ms),
        ),
        Err(words) => examination.skip("clock", format!("the gateway sent no time: {words}")),
    }
    let Some(config) = alipay.complete() else {
        examination.skip("gateway", "the configuration has mistakes, see above");
        return;
    };
    let known = Known {
        alipay: config.app.keys.keys(),
        app: Some(PrivateKey::public_key(&config.app.private_key)),
        app_id: Some(config.app.app_id.clone()),
        seller_id: Some(config.seller_id.clone()),
        sign_type: config.app.sign_type,
        ..Known::default()
    };
    let Some(store) = store else {
        examination.skip("gateway", "the query needs the database");
        return;
    };
    match Client::http(config.app) {
        Ok(client) => {
            let gateway = Arc::new(AlipayGateway::new(client, config.seller_id));
            let ids = Arc::new(SystemIds);
            let shop = Shop::new(store, gateway, clock, ids, Policy::default());
            examination.note("gateway", shop.probe_gateway(&known).await);
        }
        Err(error) => examination.skip("gateway", compose::causes(&error)),
    }
}

//! The whole run: the shop and its limit in turn, round by round, so that a slow phase of the
//! machine affects both.

use crate::{
    Run, client, growth, load, machine, pages,
    process::{self, Process},
    report::{Line, Report},
    sheet,
    stats::{Round, median_and_spread},
    work::{Checkout, Notifies, Started, notify},
    world::{PRODUCT, World},
};
use anyhow::Context;
use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
    sync::{Arc, PoisonError},
    time::Instant,
};

/// Measures everything.
pub(crate) async fn all(run: &Run) -> anyhow::Result<Report> {
    eprintln!("filling the shop");
    let mut world = World::build(run.orders * run.rounds).await?;
    let dir = world.path();
    let mut report = Report {
        machine: machine::described(&dir)?,
        lines: Vec::new(),
    };
    limits(&mut report, &dir)?;
    let (plain, plain_at) = limit("plain", &dir)?;
    page_cache(run, &mut report, &dir, plain_at).await?;
    drop(plain);
    money(run, &mut report, &mut world).await?;
    start_and_memory(run, &mut report, &dir).await?;
    growth::measure(run, &mut report).await?;
    sheet::measure(&mut report).await?;
    Ok(report)
}

fn limits(report: &mut Report, dir: &Path) -> anyhow::Result<()> {
    eprintln!("commits and signs without a server");
    let (commits, signs) = (machine::commits(dir)?, machine::signs()?);
    let openssl = machine::openssl_signs();
    report.lines.push(Line {
        name: "C",
        what: "durable commits of an order's size, no server".to_owned(),
        ours: format!("{commits:.0}/s"),
        limit: String::new(),
        ratio: String::new(),
        gate: String::new(),
        holds: None,
    });
    report.lines.push(Line {
        name: "S",
        what: "RSA2 signs on all cores, beside `openssl speed rsa2048`".to_owned(),
        ours: format!("{signs:.0}/s"),
        limit: openssl.map_or_else(|| "not installed".to_owned(), |rate| format!("{rate:.0}/s")),
        ratio: openssl.map_or_else(String::new, |rate| format!("{:.2}", signs / rate)),
        gate: String::new(),
        holds: None,
    });
    Ok(())
}

/// Starts a limit server and reads its address from its first line.
fn limit(kind: &str, dir: &Path) -> anyhow::Result<(Process, SocketAddr)> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg("limit")
        .arg(kind)
        .arg("--dir")
        .arg(dir)
        .stdout(Stdio::piped());
    let mut process = Process::start(&mut command)?;
    let mut line = String::new();
    BufReader::new(process.stdout().context("no output")?).read_line(&mut line)?;
    let address = line
        .trim()
        .parse()
        .with_context(|| format!("limit server said {line:?}"))?;
    Ok((process, address))
}

/// The comparison of the shop and its limit: median rates, the spread of the shop's, and its p99 in
/// the median round.
struct Compared {
    ours: f64,
    limit: f64,
    spread: f64,
    p99_ms: f64,
}

impl Compared {
    fn of(rounds: &[(Round, Round)]) -> Self {
        let (ours, spread) =
            median_and_spread(rounds.iter().map(|(ours, _)| ours.rate()).collect());
        let (limit, _) = median_and_spread(rounds.iter().map(|(_, limit)| limit.rate()).collect());
        let tails = rounds
            .iter()
            .map(|(ours, _)| ours.latency(990).as_secs_f64() * 1_000.0);
        let (p99_ms, _) = median_and_spread(tails.collect());
        Self {
            ours,
            limit,
            spread,
            p99_ms,
        }
    }

    fn line(&self, name: &'static str, what: &str, gate: (f64, f64), counts: bool) -> Line {
        let (least, most_ms) = gate;
        let ratio = self.ours / self.limit;
        let tail = if most_ms.is_finite() {
            format!(", p99 <= {most_ms:.0} ms")
        } else {
            String::new()
        };
        Line {
            name,
            what: what.to_owned(),
            ours: format!(
                "{:.0}/s ±{:.0}%, p99 {:.1} ms",
                self.ours,
                self.spread / 2.0,
                self.p99_ms
            ),
            limit: format!("{:.0}/s", self.limit),
            ratio: format!("{ratio:.2}"),
            gate: format!(">= {least:.2}{tail}"),
            holds: counts.then_some(ratio >= least && self.p99_ms <= most_ms),
        }
    }
}

async fn page_cache(
    run: &Run,
    report: &mut Report,
    dir: &Path,
    plain: SocketAddr,
) -> anyhow::Result<()> {
    let product = format!("/p/{PRODUCT}");
    for (name, cached, gate) in [
        ("W1", true, (0.50, 20.0)),
        ("W2", false, (0.10, f64::INFINITY)),
    ] {
        eprintln!("{name}: product page");
        let port = process::free_port()?;
        let begun = Instant::now();
        let shop = process::shop(run, dir, port, cached)?;
        process::answers(port, &product, begun).await?;
        let at = SocketAddr::from(([127, 0, 0, 1], port));
        let mut rounds = Vec::new();
        for _ in 0..run.rounds {
            let limit = load::pages(plain, client::get("/")?, run.seconds).await?;
            let ours = load::pages(at, client::get(&product)?, run.seconds).await?;
            rounds.push((ours, limit));
        }
        let what = format!(
            "product page, anonymous, 1,000 products, page cache {}, c={}",
            if cached { "warm" } else { "off" },
            load::CONNECTIONS
        );
        report
            .lines
            .push(Compared::of(&rounds).line(name, &what, gate, cached));
        if cached {
            weights(run, report, at).await?;
        }
        drop(shop);
    }
    Ok(())
}

async fn weights(run: &Run, report: &mut Report, at: SocketAddr) -> anyhow::Result<()> {
    for path in [format!("/p/{PRODUCT}"), "/".to_owned()] {
        let weight = pages::weigh(at, &path).await?;
        report.lines.push(Line {
            name: "W14",
            what: format!("{path}: HTML and CSS, brotli, no pictures"),
            ours: format!(
                "{:.1} KB, {} requests, {} scripts",
                weight.bytes as f64 / 1_000.0,
                weight.requests,
                weight.scripts
            ),
            limit: String::new(),
            ratio: String::new(),
            gate: "<= 15 KB, <= 3 requests, 0 scripts".to_owned(),
            holds: Some(weight.bytes <= 15_000 && weight.requests <= 3 && weight.scripts == 0),
        });
    }
    let bundle = pages::bundle(&run.site)?;
    report.lines.push(Line {
        name: "W15",
        what: "pages with an island: wasm and glue of the larger side, brotli".to_owned(),
        ours: format!("{:.1} KB", bundle as f64 / 1_000.0),
        limit: String::new(),
        ratio: String::new(),
        gate: "<= 110 KB".to_owned(),
        holds: Some(bundle <= 110_000),
    });
    Ok(())
}

async fn money(run: &Run, report: &mut Report, world: &mut World) -> anyhow::Result<()> {
    let dir = world.path();
    let port = process::free_port()?;
    let shop = process::shop(run, &dir, port, true)?;
    process::answers(port, "/readyz", Instant::now()).await?;
    let (durable, limit_at) = limit("durable", &dir)?;
    let at = SocketAddr::from(([127, 0, 0, 1], port));
    let origin = |at: SocketAddr| format!("http://{at}");
    let shoppers = Arc::new(std::mem::take(&mut world.shoppers));
    let started = Started::default();
    let checkout = |limit: bool| {
        Arc::new(Checkout {
            origin: origin(if limit { limit_at } else { at }),
            shoppers: Arc::clone(&shoppers),
            limit,
            started: Arc::clone(&started),
        })
    };
    eprintln!("W5: checkout");
    let mut rounds = Vec::new();
    for round in 0..run.rounds {
        let (from, to) = (round * run.orders, (round + 1) * run.orders);
        let limit = load::errands(limit_at, checkout(true), from, to).await?;
        let ours = load::errands(at, checkout(false), from, to).await?;
        rounds.push((ours, limit));
    }
    let what = "checkout: order commit, attempt commit, sign, 303 (two forms)";
    report
        .lines
        .push(Compared::of(&rounds).line("W5", what, (0.50, f64::INFINITY), false));

    eprintln!("W6: notify");
    let started = std::mem::take(&mut *started.lock().unwrap_or_else(PoisonError::into_inner));
    let bodies: Vec<String> = started
        .iter()
        .map(|(number, amount)| notify(&world.gateway_key, number, amount))
        .collect::<anyhow::Result<_>>()?;
    let notifies = |at, path| {
        Arc::new(Notifies {
            origin: origin(at),
            path,
            bodies: bodies.clone(),
        })
    };
    let (theirs, ours) = (
        notifies(limit_at, "/notify"),
        notifies(at, "/alipay/notify"),
    );
    let mut rounds = Vec::new();
    for round in 0..run.rounds {
        let (from, to) = (round * run.orders, (round + 1) * run.orders);
        let limit = load::errands(limit_at, theirs.clone(), from, to).await?;
        let ours = load::errands(at, ours.clone(), from, to).await?;
        rounds.push((ours, limit));
    }
    let what = "notify: verify, one commit, `success`";
    report
        .lines
        .push(Compared::of(&rounds).line("W6", what, (0.50, f64::INFINITY), false));
    report
        .lines
        .push(memory("after orders and notifies", &shop, 80)?);
    drop((shop, durable));
    Ok(())
}

async fn start_and_memory(run: &Run, report: &mut Report, dir: &Path) -> anyhow::Result<()> {
    eprintln!("W12, W13: start and memory");
    let mut times = Vec::new();
    for _ in 0..(run.rounds * 2).max(3) {
        let port = process::free_port()?;
        let begun = Instant::now();
        let shop = process::shop(run, dir, port, true)?;
        let took = process::answers(port, &format!("/p/{PRODUCT}"), begun).await?;
        times.push(took.as_secs_f64() * 1_000.0);
        drop(shop);
    }
    let (middle, spread) = median_and_spread(times);
    report.lines.push(Line {
        name: "W12",
        what: format!(
            "cold start to the first 200, {} orders in the books",
            run.orders * run.rounds
        ),
        ours: format!("{middle:.0} ms ±{:.0}%", spread / 2.0),
        limit: String::new(),
        ratio: String::new(),
        gate: "<= 150 ms".to_owned(),
        holds: None,
    });
    let port = process::free_port()?;
    let shop = process::shop(run, dir, port, true)?;
    process::answers(port, "/readyz", Instant::now()).await?;
    report.lines.push(memory("idle", &shop, 30)?);
    Ok(())
}

fn memory(when: &str, shop: &Process, most_mb: u64) -> anyhow::Result<Line> {
    let kib = shop.resident_kib()?;
    Ok(Line {
        name: "W13",
        what: format!("resident memory, {when}"),
        ours: format!("{:.1} MB", kib as f64 * 1.024 / 1_000.0),
        limit: String::new(),
        ratio: String::new(),
        gate: format!("<= {most_mb} MB"),
        holds: None,
    })
}

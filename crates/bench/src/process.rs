//! The processes that a run starts and ends.

use anyhow::Context;
use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A process that is killed when the value is dropped.
pub(crate) struct Process(Child);

impl Process {
    /// Starts the process.
    pub(crate) fn start(command: &mut Command) -> anyhow::Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {:?}", command.get_program()))?;
        Ok(Self(child))
    }

    /// Its standard output, if piped.
    pub(crate) fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.0.stdout.take()
    }

    /// Resident memory in KiB.
    pub(crate) fn resident_kib(&self) -> anyhow::Result<u64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.split_whitespace().next());
        Ok(kib.context("no VmRSS")?.parse()?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Err(error) = self.0.kill() {
            eprintln!("a process could not be ended: {error}");
        }
        if let Err(error) = self.0.wait() {
            eprintln!("a process could not be waited for: {error}");
        }
    }
}

/// Starts the shop on the folder `dir`, with or without its page cache, listening on `port`.
pub(crate) fn shop(
    run: &crate::Run,
    dir: &Path,
    port: u16,
    cached: bool,
) -> anyhow::Result<Process> {
    let mut command = Command::new(&run.shop);
    command
        .arg("serve")
        .env_clear()
        .env("ZHANGGUI_ADDR", format!("127.0.0.1:{port}"))
        .env("ZHANGGUI_PUBLIC_URL", format!("http://127.0.0.1:{port}"))
        .env("ZHANGGUI_DATA_DIR", dir)
        .env("ZHANGGUI_SITE_DIR", std::path::absolute(&run.site)?)
        .env("ZHANGGUI_TRUSTED_PROXIES", "127.0.0.1")
        // Nothing listens there, so the gateway does not respond.
        .env("ALIPAY_GATEWAY", "http://127.0.0.1:9/gateway.do")
        .env("ALIPAY_APP_ID", crate::world::APP_ID)
        .env("ALIPAY_SELLER_ID", crate::world::SELLER_ID)
        .env("ALIPAY_APP_PRIVATE_KEY_FILE", dir.join("app_private.pem"))
        .env("ALIPAY_PUBLIC_KEY_FILE", dir.join("alipay_public.pem"))
        .stdout(Stdio::null());
    if !cached {
        command.env("ZHANGGUI_PAGE_CACHE_MB", "0");
    }
    Process::start(&mut command)
}

/// Waits until `path` on this port responds 200; returns the time since `begun`.
pub(crate) async fn answers(port: u16, path: &str, begun: Instant) -> anyhow::Result<Duration> {
    let address = ([127, 0, 0, 1], port).into();
    while begun.elapsed() < Duration::from_secs(30) {
        if let Ok(mut connection) = crate::client::Connection::open(address).await
            && let Ok(answer) = connection.ask(crate::client::get(path)?).await
            && answer.status() == 200
        {
            return Ok(begun.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    anyhow::bail!("no process listens on port {port}")
}

/// A port that is free now.
pub(crate) fn free_port() -> anyhow::Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port())
}

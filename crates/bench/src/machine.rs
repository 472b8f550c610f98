//! The machine of a measurement, and its speed without any server.

use crate::limit::{Commits, ORDER_ROWS};
use alipay::{PrivateKey, sign::sign_rsa2};
use std::{
    io::{Seek, Write},
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

/// The line above every table.
pub(crate) fn described(dir: &Path) -> anyhow::Result<String> {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |rest| {
            rest.trim_start_matches([' ', '\t', ':'])
        });
    let cores = std::thread::available_parallelism()?;
    let kernel = read("/proc/sys/kernel/osrelease");
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or("?");
    Ok(format!(
        "{model}, {cores} cores; Linux {}; load at the start {load}; fdatasync of 4 KiB {:.2} ms; SQLite {}; signs \
         by aws-lc-rs",
        kernel.trim(),
        sync_probe(dir)?.as_secs_f64() * 1_000.0,
        rusqlite::version(),
    ))
}

/// The median time of 100 small durable writes.
fn sync_probe(dir: &Path) -> anyhow::Result<Duration> {
    let mut file = std::fs::File::create(dir.join("probe"))?;
    let mut times = Vec::new();
    for _ in 0..100 {
        let begun = Instant::now();
        file.rewind()?;
        file.write_all(&[7; 4_096])?;
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    Ok(times.get(50).copied().unwrap_or_default())
}

/// C: durable commits per second of the size of an order, in a loop without a server.
pub(crate) fn commits(dir: &Path) -> anyhow::Result<f64> {
    let commits = Commits::open(dir)?;
    let (begun, mut count) = (Instant::now(), 0_u32);
    while begun.elapsed() < Duration::from_secs(3) {
        commits.commit(ORDER_ROWS)?;
        count += 1;
    }
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

/// S: RSA2 signatures per second on all cores.
pub(crate) fn signs() -> anyhow::Result<f64> {
    let key = Arc::new(PrivateKey::generate()?);
    let begun = Instant::now();
    let threads: Vec<_> = (0..std::thread::available_parallelism()?.get())
        .map(|_| {
            let key = Arc::clone(&key);
            std::thread::spawn(move || {
                let mut count = 0_u32;
                while begun.elapsed() < Duration::from_secs(3) {
                    if sign_rsa2(&key, b"app_id=1&biz_content={}").is_err() {
                        break;
                    }
                    count += 1;
                }
                count
            })
        })
        .collect();
    let count: u32 = threads
        .into_iter()
        .filter_map(|thread| thread.join().ok())
        .sum();
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

/// The same measured by `openssl speed`, if it is installed.
pub(crate) fn openssl_signs() -> Option<f64> {
    let cores = std::thread::available_parallelism().ok()?.to_string();
    let told = Command::new("openssl")
        .args(["speed", "-seconds", "3", "-multi", &cores, "rsa2048"])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    // `rsa  2048 bits 0.000330s 0.000010s   3031.7 102950.5`, with more columns in newer versions.
    let line = text
        .lines()
        .find(|line| line.starts_with("rsa") && line.contains("2048 bits"))?;
    signs_a_second(line)
}

/// The first column after the times; only times end in `s`.
fn signs_a_second(line: &str) -> Option<f64> {
    let is_time =
        |word: &str| word.ends_with('s') && word.starts_with(|c: char| c.is_ascii_digit());
    let mut behind = line.split_whitespace().skip_while(|word| !is_time(word));
    behind.find(|word| !is_time(word))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::signs_a_second;

    #[test]
    fn signs_are_told_from_verifications() {
        for line in [
            "rsa  2048 bits 0.000137s 0.000008s   7278.0 120947.0",
            "rsa  2048 bits 0.000137s 0.000008s 0.000009s 0.000200s   7278.0 120947.0 110000.0 5000.0",
        ] {
            assert_eq!(signs_a_second(line), Some(7278.0));
        }
        assert_eq!(signs_a_second("rsa 2048 bits"), None);
    }
}

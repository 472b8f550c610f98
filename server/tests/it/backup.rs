//! `zhanggui backup`: a copy of a running shop that can be restored.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};
use store::{DatabaseUrl, OpenOptions, Store};

fn zhanggui(args: &[&str], data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhanggui"));
    for (name, _) in std::env::vars() {
        if name.starts_with("ALIPAY_") || name.starts_with("ZHANGGUI_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command.args(args).env("ZHANGGUI_DATA_DIR", data);
    command
}

fn run(args: &[&str], data: &Path) -> (Option<i32>, String, String) {
    let done = zhanggui(args, data).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code(), text(done.stdout), text(done.stderr))
}

#[tokio::test]
async fn a_copy_of_a_working_shop_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copies) = (dir.path().join("data"), dir.path().join("copies"));
    let told = copies.display().to_string();
    let addresses = ["--addr", "127.0.0.1:0", "--sim-addr", "127.0.0.1:0"];
    let mut demo = zhanggui(&["demo", "--no-orders"], &data);
    let mut demo = demo
        .args(addresses)
        .arg("--data")
        .arg(&data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut ready = String::new();
    BufReader::new(demo.stdout.take().unwrap())
        .read_line(&mut ready)
        .unwrap();
    let (code, printed, stderr) = run(&["backup", &told], &data);
    demo.kill().unwrap();
    demo.wait().unwrap();
    assert_eq!(code, Some(0), "{stderr}");

    // Restore: the copied database, with the pictures beside it.
    let restored = dir.path().join("restored");
    std::fs::create_dir(&restored).unwrap();
    std::fs::copy(printed.trim(), restored.join("zhanggui.db")).unwrap();
    std::fs::rename(copies.join("media"), restored.join("media")).unwrap();
    let (code, _, stderr) = run(&["audit"], &restored);
    assert_eq!(code, Some(0), "{stderr}");
    // Widths are made while the shop works: the copy has those that its rows name, at least.
    let kept: BTreeSet<String> = names(&restored.join("media")).into_iter().collect();
    assert!(kept.is_subset(&names(&data.join("media")).into_iter().collect()));
    let url = DatabaseUrl::sqlite(restored.join("zhanggui.db"));
    let store = Store::open(&url, OpenOptions::default()).await.unwrap();
    let named = "SELECT sha256 AS answer FROM product_images UNION SELECT sha256 FROM image_files";
    let named = store::testing::answers(&store, named).await.unwrap();
    assert!(named.len() > 40, "{named:?}");
    for sha256 in &named {
        assert!(kept.iter().any(|name| name.contains(sha256)), "{sha256}");
    }
    let left: Vec<_> = std::fs::read_dir(&copies)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left.len(), 1, "no partial copy is left: {left:?}");
}

#[test]
fn a_copy_that_fails_leaves_nothing_half_done() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copies) = (dir.path().join("data"), dir.path().join("copies"));
    assert_eq!(run(&["migrate"], &data).0, Some(0));
    // A file blocks the folder of pictures, so the copy fails after the database.
    std::fs::create_dir(&copies).unwrap();
    std::fs::write(copies.join("media"), "").unwrap();
    let (code, printed, stderr) = run(&["backup", &copies.display().to_string()], &data);
    assert_eq!((code, printed.as_str()), (Some(1), ""), "{stderr}");
    let left: Vec<_> = std::fs::read_dir(&copies)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, ["media"]);
    // Without that file the copy succeeds, and only the owner can read it.
    std::fs::remove_file(copies.join("media")).unwrap();
    let (code, printed, stderr) = run(&["backup", &copies.display().to_string()], &data);
    assert_eq!(code, Some(0), "{stderr}");
    let mode = std::fs::metadata(printed.trim())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// Backups that start in the same second must not overwrite each other.
#[test]
fn copies_at_once_are_all_whole() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copies) = (dir.path().join("data"), dir.path().join("copies"));
    assert_eq!(run(&["migrate"], &data).0, Some(0));
    std::fs::create_dir_all(data.join("media")).unwrap();
    for n in 0..50 {
        std::fs::write(data.join("media").join(format!("{n:064x}")), "a picture").unwrap();
    }
    let told = copies.display().to_string();
    let begun: Vec<_> = (0..3)
        .map(|_| {
            zhanggui(&["backup", &told], &data)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for copy in begun {
        let done = copy.wait_with_output().unwrap();
        let stderr = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(0), "{stderr}");
        let whole = String::from_utf8(done.stdout).unwrap();
        assert!(Path::new(whole.trim()).exists(), "{whole}");
    }
    assert_eq!(std::fs::read_dir(copies.join("media")).unwrap().count(), 50);
}

/// Fills the database so that copying it takes a while.
async fn fill(data: &Path) {
    let url = DatabaseUrl::sqlite(data.join("zhanggui.db"));
    let store = Store::open(&url, OpenOptions::default()).await.unwrap();
    let filler = "CREATE TABLE filler (bytes BLOB); INSERT INTO filler WITH RECURSIVE n(i) AS \
                  (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 64) SELECT randomblob(1048576) FROM n";
    store::testing::batch(&store, filler).await.unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).map_or_else(
        |_not_there| Vec::new(),
        |files| {
            files
                .map(|file| file.unwrap().file_name().into_string().unwrap())
                .collect()
        },
    )
}

/// Starts a copy and sends it `signal`, `after` the state that `begun` waits for.
fn stopped(
    (data, copies): (&Path, &Path),
    signal: &str,
    begun: impl Fn() -> bool,
    after: Duration,
) -> Output {
    let child = zhanggui(&["backup", &copies.display().to_string()], data)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let patience = Instant::now() + Duration::from_secs(60);
    while !begun() && Instant::now() < patience {
        std::thread::sleep(Duration::from_micros(500));
    }
    std::thread::sleep(after);
    let sent = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
    child.wait_with_output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_is_told_to_stop_leaves_nothing_half_done() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    assert_eq!(run(&["migrate"], &data).0, Some(0));
    // Stop it at many moments: before the copy, while it is written, after it is renamed.
    for step in 0..24 {
        let copies = dir.path().join(format!("copies-{step}"));
        let wait = Duration::from_millis(step);
        stopped((&data, &copies), "-TERM", || copies.exists(), wait);
        let left = names(&copies);
        let is_whole = |name: &String| name == "media" || name.ends_with(".db");
        assert!(left.iter().all(is_whole), "{step} ms: {left:?}");
    }
    fill(&data).await;
    for signal in ["-TERM", "-INT"] {
        let copies = dir.path().join(format!("copies{signal}"));
        let is_writing = || !names(&copies).is_empty();
        let done = stopped((&data, &copies), signal, is_writing, Duration::ZERO);
        let stderr = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(1), "{signal}: {stderr}");
        assert!(stderr.contains("stopped before"), "{signal}: {stderr}");
        assert!(done.stdout.is_empty(), "{signal} names no copy");
        assert_eq!(names(&copies), [""; 0], "{signal}");
    }
    let copies = dir.path().join("copies");
    let (code, printed, stderr) = run(&["backup", &copies.display().to_string()], &data);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(Path::new(printed.trim()).exists());
}

#[test]
fn what_cannot_be_copied_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let (code, printed, stderr) = run(&["backup", "copies"], &dir.path().join("none"));
    assert_eq!((code, printed.as_str()), (Some(1), ""), "{stderr}");
    let mut postgres = zhanggui(&["backup", "copies"], dir.path());
    let done = postgres
        .env("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
        .output()
        .unwrap();
    let stderr = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("pg_dump"), "{stderr}");
}

//! Runs the executable, as a user does.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// `zhanggui` without configuration from this machine's environment.
pub(crate) fn zhanggui() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhanggui"));
    for (name, _) in std::env::vars() {
        if name.starts_with("ALIPAY_") || name.starts_with("ZHANGGUI_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command
}

/// Runs it with `input` on stdin; returns exit code, stdout and stderr.
pub(crate) fn fed(command: &mut Command, input: &[u8]) -> (i32, String, String) {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may exit before it reads everything.
    drop(child.stdin.take().unwrap().write_all(input));
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

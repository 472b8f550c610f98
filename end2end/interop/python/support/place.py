"""Where the programs under test are built."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def built(name):
    """The path of a program built by `cargo build`; fails with the command if it is missing."""
    target = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
    program = target / "debug" / name
    if not program.is_file():
        raise FileNotFoundError(
            f"{program} is missing: cargo build -p alipay-sim && cargo build -p alipay --example requests"
        )
    return str(program)

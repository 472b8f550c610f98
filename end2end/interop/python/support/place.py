"""Where the programs under test were built."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def built(name):
    """A program of `cargo build`; says what to build when it is not there."""
    target = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
    program = target / "debug" / name
    if not program.is_file():
        raise FileNotFoundError(
            f"{program} is missing: cargo build -p alipay-sim && cargo build -p alipay --example requests"
        )
    return str(program)

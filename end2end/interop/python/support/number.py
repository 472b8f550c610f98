"""Numbers that no trade has yet."""

import itertools
import os
import time

_count = itertools.count(1)


def new_number(prefix="INTEROP"):
    return f"{prefix}{time.time_ns() // 1_000_000}{os.getpid()}{next(_count)}"

# Sourced by every step: where the tools live and which compiler builds both halves.
# shellcheck shell=bash
ZG_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
ZG_CACHE="${ZG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/zhanggui}"
ZG_TOOLS="$ZG_CACHE/tools"
export ZG_ROOT ZG_CACHE ZG_TOOLS
export PATH="$ZG_TOOLS/bin:$PATH"
# .ci/setup writes this file if the wasm target comes from Debian's packages; it names the compiler for both halves.
if [ -f "$ZG_CACHE/compiler.sh" ]; then
    # shellcheck disable=SC1091
    . "$ZG_CACHE/compiler.sh"
fi
ZG_TARGET="${CARGO_TARGET_DIR:-$ZG_ROOT/target}"
ZG_SITE="$ZG_TARGET/site"
export ZG_TARGET ZG_SITE

zg_begin() { ZG_STEP="$1"; ZG_STEP_AT=$(date +%s); printf '==> %s\n' "$1" >&2; }
zg_end() { printf '    %s: %ss\n' "$ZG_STEP" "$(( $(date +%s) - ZG_STEP_AT ))" >&2; }
# Runs a step in the background, because builds leave cores idle. zg_join waits for it and shows its output. A script that
# uses it has `zg_stop_beside` in its EXIT trap.
zg_beside() { # name, command and arguments
    local name="$1"; shift
    ZG_BESIDE_LOG="$(mktemp)"
    ( zg_begin "$name"; "$@"; zg_end ) > "$ZG_BESIDE_LOG" 2>&1 &
    ZG_BESIDE=$!
}
zg_join() {
    local code=0
    wait "$ZG_BESIDE" || code=$?
    cat "$ZG_BESIDE_LOG" >&2
    rm -f "$ZG_BESIDE_LOG"
    ZG_BESIDE=
    return "$code"
}
zg_stop_beside() {
    [ -n "${ZG_BESIDE:-}" ] || return 0
    kill "$ZG_BESIDE" 2>/dev/null || true
    rm -f "$ZG_BESIDE_LOG"
}
# Runs a command quietly. If it fails, prints the command, its output and what to do.
zg_run() { # what to do, command and arguments
    local advice="$1" log; shift
    log="$(mktemp)"
    if "$@" > "$log" 2>&1; then rm -f "$log"; return 0; fi
    {
        printf '\n%s failed: %s\n' "${ZG_STEP:-$1}" "$*"
        tail -n 40 "$log" | sed 's/^/    | /'
        printf '  What to do: %s\n\n' "$advice"
    } >&2
    rm -f "$log"
    return 1
}
# Where tests keep databases and profiles: in memory if there is room, because each commit waits for a disk.
zg_scratch() {
    local free probe
    free="$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')"
    if [ "${free:-0}" -gt 2000000 ] && probe="$(mktemp -p /dev/shm 2>/dev/null)"; then
        printf '#!/bin/sh\n' > "$probe" && chmod +x "$probe" && "$probe" && free=ok
        rm -f "$probe"
        if [ "$free" = ok ]; then echo /dev/shm; return; fi
    fi
    echo "${TMPDIR:-/tmp}"
}
zg_have() { command -v "$1" >/dev/null 2>&1; }
zg_locked() { # version of a crate in Cargo.lock
    awk -v want="name = \"$1\"" '$0 == want { getline; gsub(/[^0-9.]/, ""); print; exit }' "$ZG_ROOT/Cargo.lock"
}

# Sourced by every step: where the tools live and which compiler builds both halves.
# shellcheck shell=bash
ZG_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
ZG_CACHE="${ZG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/zhanggui}"
ZG_TOOLS="$ZG_CACHE/tools"
export ZG_ROOT ZG_CACHE ZG_TOOLS
export PATH="$ZG_TOOLS/bin:$PATH"
# .ci/setup writes this where the wasm target came from Debian's packages: the one compiler for both halves.
if [ -f "$ZG_CACHE/compiler.sh" ]; then
    # shellcheck disable=SC1091
    . "$ZG_CACHE/compiler.sh"
fi
ZG_TARGET="${CARGO_TARGET_DIR:-$ZG_ROOT/target}"
ZG_SITE="$ZG_TARGET/site"
export ZG_TARGET ZG_SITE

zg_begin() { ZG_STEP="$1"; ZG_STEP_AT=$(date +%s); printf '==> %s\n' "$1" >&2; }
zg_end() { printf '    %s: %ss\n' "$ZG_STEP" "$(( $(date +%s) - ZG_STEP_AT ))" >&2; }
# Runs a command without its output. If it fails: which command, its own words, and what to do.
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
zg_have() { command -v "$1" >/dev/null 2>&1; }
zg_locked() { # version of a crate in Cargo.lock
    awk -v want="name = \"$1\"" '$0 == want { getline; gsub(/[^0-9.]/, ""); print; exit }' "$ZG_ROOT/Cargo.lock"
}

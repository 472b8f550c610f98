#!/bin/sh
# A temporary PostgreSQL for tests: `postgres.sh start DIR` prints its URL, `postgres.sh stop DIR` stops it and deletes its
# data. It listens on a free loopback port with full durability, because the shop refuses a server that could lose a commit.
set -eu

usage() {
    echo "usage: $0 start|stop DIR" >&2
    exit 2
}
[ $# -eq 2 ] || usage
action=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)

# Debian does not put the server's programs on the PATH.
if ! command -v initdb >/dev/null 2>&1; then
    for bin in /usr/lib/postgresql/*/bin; do
        [ -x "$bin/initdb" ] && PATH=$bin:$PATH
    done
fi
command -v initdb >/dev/null 2>&1 || {
    echo "PostgreSQL's initdb was not found" >&2
    exit 1
}

# The server refuses to run as root.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- env "PATH=$PATH" LC_ALL=C "$@"
    else
        env LC_ALL=C "$@"
    fi
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

case $action in
start)
    if [ -f "$dir/url" ] && as_owner pg_ctl -D "$dir/data" status >/dev/null 2>&1; then
        cat "$dir/url"
        exit 0
    fi
    rm -rf "$dir/data"
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$dir"
    fi
    as_owner initdb -D "$dir/data" -U zhanggui -A trust -E UTF8 --locale=C --no-sync >/dev/null
    port=$(free_port)
    as_owner pg_ctl -D "$dir/data" -l "$dir/server.log" -w -t 60 \
        -o "-h 127.0.0.1 -p $port -c unix_socket_directories= -c max_connections=300" \
        start >/dev/null
    echo "postgres://zhanggui@127.0.0.1:$port/postgres" >"$dir/url"
    cat "$dir/url"
    ;;
stop)
    if [ -d "$dir/data" ]; then
        as_owner pg_ctl -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
    fi
    rm -rf "$dir/data" "$dir/url" "$dir/server.log"
    ;;
*) usage ;;
esac

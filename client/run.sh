#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, starts a server with its embedded database, and opens the client:
#
#     sh client/run.sh [--demo] [--port N] [--data DIR] [--yes]
#
# --demo     two clients, Ada's and Grace's, already in conversation; everything of it is in build/demo
# --port N   the server's port on this machine; 7280 unless told otherwise
# --data DIR keeps what server and client store in DIR, and not where each keeps it by itself
# --yes      installs without asking
#
# Where there is no display, server and two clients run all the same, hold a conversation, and leave a picture of
# each window: build/demo/ada.png and build/demo/grace.png.
set -eu
cd "$(dirname "$0")/.."
. .ci/prepare.sh

demo=no
port=7280
data=
yes=no
while [ $# -gt 0 ]; do
    case $1 in
        --demo) demo=yes ;;
        --port) [ $# -ge 2 ] || fail "--port needs a number"; port=$2; shift ;;
        --data) [ $# -ge 2 ] || fail "--data needs a directory"; data=$2; shift ;;
        --yes) yes=yes ;;
        *) sed -n '3,13s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
    shift
done

display=no
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    display=yes
fi
binaries=build/release
server=

stop_server() {
    [ -n "$server" ] || return 0
    kill "$server" 2>/dev/null || true
    wait "$server" || true
    server=
}
trap stop_server EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Starts confabd with these arguments and waits until it is ready; then $address is what clients are given.
start_server() {
    out=$binaries/confabd.out
    log=$binaries/confabd.log
    "$binaries/server/app/confabd" "$@" >"$out" 2>"$log" &
    server=$!
    address=
    while [ -z "$address" ]; do
        kill -0 "$server" 2>/dev/null || { cat "$log" >&2; server=; fail "the server did not start"; }
        sleep 0.1
        address=$(sed -n 's/^confabd ready at //p' "$out")
    done
    say "The server is at $address, its log in $log"
}

# Ada and Grace meet and talk, without a display; what follows is for confab-demo.
hold_conversation() {
    QT_QPA_PLATFORM=offscreen "$binaries/tests/gui/confab-demo" --server "$address" --data build/demo "$@"
}

install_missing "$yes" .ci/packages

if [ "$demo" = no ] && [ "$display" = yes ]; then
    build release confabd confab
    if [ -n "$data" ]; then
        mkdir -p "$data"
        start_server --listen "127.0.0.1:$port" --data "$data/server"
        "$binaries/client/confab" --server "$address" --data "$data/client"
    else
        start_server --listen "127.0.0.1:$port"
        "$binaries/client/confab" --server "$address"
    fi
    exit 0
fi

build release confabd confab confab-demo
rm -rf build/demo
start_server --listen 127.0.0.1:0 --data build/demo/server
if [ "$display" = no ]; then
    say "There is no display here. Server and two clients run without one."
    hold_conversation --pictures build/demo
    say "Their windows are in build/demo/ada.png and build/demo/grace.png"
    exit 0
fi
hold_conversation
"$binaries/client/confab" --server "$address" --data build/demo/ada &
ada=$!
"$binaries/client/confab" --server "$address" --data build/demo/grace || true
wait "$ada" || true

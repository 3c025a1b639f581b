# SPDX-License-Identifier: Apache-2.0
# What start.sh and stop.sh share; they read it in. $dir is the directory of the cluster.

fail() {
    printf '%s: %s\n' "$0" "$*" >&2
    exit 1
}

# The program $1, also where Debian keeps what only root has in PATH.
program() {
    PATH=$PATH:/usr/sbin:/usr/local/sbin command -v "$1" || fail "$1 is not installed"
}

# The newest PostgreSQL that is installed; Debian keeps each in a folder of its own, outside of PATH.
postgres_program() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn); do
        [ ! -x "$folder/$1" ] || { printf '%s\n' "$folder/$1"; return; }
    done
    program "$1"
}

# PostgreSQL does not run as root; then the user that its package made runs it.
as_postgres() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
    else
        setpriv --reuid=postgres --regid=postgres --init-groups "$@"
    fi
}

# Whether the process of the pid file $1 runs, and is one of this cluster's: numbers are given again.
runs() {
    pid=$(head -n 1 "$1" 2>/dev/null) && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 1
    if [ -r "/proc/$pid/cmdline" ]; then
        tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF "$dir/"
    else
        ps -o command= -p "$pid" | grep -qF "$dir/"
    fi
}

# Waits up to $1 seconds until the command behind it succeeds.
wait_until() {
    left=$(($1 * 10))
    shift
    until "$@"; do
        [ "$left" -gt 0 ] || return 1
        left=$((left - 1))
        sleep 0.1
    done
}

ended() {
    ! runs "$1"
}

# Ends the process of the pid file $1 with the signal $2; after 15 seconds with SIGKILL.
end() {
    runs "$1" || { rm -f "$1"; return 0; }
    kill -s "$2" "$(head -n 1 "$1")"
    wait_until 15 ended "$1" || kill -s KILL "$(head -n 1 "$1")"
    rm -f "$1"
}

listens() {
    port_in_use "$1"
}

# Whether what listens on the port $1, a node or the balancer, says that it can serve. Where there is no program to ask
# with, it has to do that somebody listens.
serves() {
    url=http://127.0.0.1:$1/api/v1/health
    if command -v curl >/dev/null; then
        curl --noproxy '*' -s -f -m 2 -o /dev/null "$url"
    elif command -v wget >/dev/null; then
        wget --no-proxy -q -T 2 -t 1 -O /dev/null "$url"
    else
        listens "$1"
    fi
}

# Whether somebody listens on the port $1, as far as this system lets one see.
port_in_use() {
    hex=$(printf ':%04X' "$1")
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        awk -v port="$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Starts a whole Confab cluster on this machine, for itself alone (127.0.0.1): PostgreSQL, Redis, several confabd and a
# balancer in front of them. What runs already is left as it is, so that it also starts again what has ended.
#
#     sh start.sh DIRECTORY [options]
#
#     --port N              the balancer's port; N+1 to N+9 belong to the rest. Any that are free when it is not given.
#     --nodes N             how many confabd, 1 to 6; 3 when it is not given
#     --balancer NAME       haproxy (the default), nginx, or both (nginx at N+7)
#     --confabd PATH        the program; the one in PATH when it is not given
#     --set KEY=VALUE       a line for the configuration of every node; may come often
#     --while PID           ends the cluster when that process has ended
#
# The options of the first start hold for later ones in the same directory; --confabd may be given anew.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"

usage() {
    sed -n '6,15s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

[ $# -ge 1 ] || usage
case $1 in -*) usage ;; esac
umask 077
mkdir -p "$1"
dir=$(cd "$1" && pwd)
shift
case $dir in *[!A-Za-z0-9/._-]*) fail "the path $dir has characters that are none of A-Z a-z 0-9 / . _ -" ;; esac

port=
nodes=3
balancer=haproxy
confabd=
extra=
companion=
[ ! -f "$dir/settings" ] || . "$dir/settings"
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
        --port) port=$2 ;;
        --nodes) nodes=$2 ;;
        --balancer) balancer=$2 ;;
        --confabd) confabd=$2 ;;
        --set) extra="$extra$2
" ;;
        --while) companion=$2 ;;
        *) usage ;;
    esac
    shift 2
done
case $nodes in [1-6]) ;; *) fail "--nodes is 1 to 6" ;; esac
case $balancer in haproxy | nginx | both) ;; *) fail "--balancer is haproxy, nginx or both" ;; esac
[ -n "$confabd" ] || confabd=$(program confabd)
[ -x "$confabd" ] || fail "$confabd is no program"

# Ten ports in a row of which nobody uses one; below those that the system gives to outgoing connections.
free_ports() {
    for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        number=$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')
        candidate=$((20000 + number % 1200 * 10))
        offset=0
        while [ "$offset" -lt 10 ] && ! port_in_use $((candidate + offset)); do
            offset=$((offset + 1))
        done
        [ "$offset" -lt 10 ] || { printf '%s\n' "$candidate"; return; }
    done
    fail "found no ten free ports in a row"
}

secret() {
    [ -s "$dir/secrets/$1" ] || od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$dir/secrets/$1"
    cat "$dir/secrets/$1"
}

prepare() {
    [ -n "$port" ] || port=$(free_ports)
    node_ports=
    number=1
    while [ "$number" -le "$nodes" ]; do
        node_ports="$node_ports $((port + number))"
        number=$((number + 1))
    done
    nginx_port=$port
    [ "$balancer" != both ] || nginx_port=$((port + 7))
    postgres_port=$((port + 8))
    redis_port=$((port + 9))
    mkdir -p "$dir/secrets" "$dir/redis" "$dir/haproxy" "$dir/nginx"
    [ "$(id -u)" != 0 ] || chmod o+x "$dir" "$dir/nginx" # PostgreSQL and the workers of nginx run as others
    {
        echo "port=$port nodes=$nodes balancer=$balancer confabd='$confabd'"
        printf "extra='%s'\n" "$extra"
    } >"$dir/settings"
}

start_postgres() {
    folder=$dir/postgresql
    if [ ! -d "$folder/data" ]; then
        mkdir -p "$folder"
        secret postgres-owner >"$folder/password"
        [ "$(id -u)" != 0 ] || chown -R postgres: "$folder"
        as_postgres "$(postgres_program initdb)" -D "$folder/data" -U postgres --pwfile "$folder/password" \
            -A scram-sha-256 -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 || fail "initdb failed: see $dir/initdb.log"
        rm "$folder/password"
    fi
    cd / # a folder that the user may look at
    as_postgres "$(postgres_program pg_ctl)" -D "$folder/data" status >/dev/null 2>&1 ||
        as_postgres "$(postgres_program pg_ctl)" -D "$folder/data" -l "$folder/log" -s -w -t 60 \
            -o "-p $postgres_port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200" \
            start >/dev/null || fail "PostgreSQL does not start: see $folder/log"
    sql() {
        PGPASSWORD=$(secret postgres-owner) "$(postgres_program psql)" -h 127.0.0.1 -p "$postgres_port" -U postgres \
            -d postgres -qAt -v ON_ERROR_STOP=1
    }
    [ "$(echo "SELECT 1 FROM pg_database WHERE datname = 'confab'" | sql)" = 1 ] || {
        # By way of stdin: a command line can be seen by all.
        echo "CREATE ROLE confab LOGIN PASSWORD '$(secret postgres)'" | sql
        echo "CREATE DATABASE confab OWNER confab" | sql
    }
}

start_redis() {
    ! runs "$dir/redis/pid" || return 0
    cat >"$dir/redis/redis.conf" <<END
bind 127.0.0.1
port $redis_port
requirepass $(secret redis)
daemonize yes
set-proc-title no
pidfile $dir/redis/pid
logfile $dir/redis/log
dir $dir/redis
# Only what is on its way goes through it: there is nothing to keep.
save ""
appendonly no
END
    "$(program redis-server)" "$dir/redis/redis.conf" >/dev/null || fail "Redis does not start: see $dir/redis/log"
    wait_until 15 listens "$redis_port" || fail "Redis does not start: see $dir/redis/log"
}

# The node $1 on the port $2.
start_node() {
    folder=$dir/node-$1
    ! runs "$folder/pid" || return 0
    mkdir -p "$folder"
    secret cluster >/dev/null
    cat >"$folder/confab.conf" <<END
listen = 127.0.0.1:$2
data = $folder/data
database = postgresql://confab:$(secret postgres)@127.0.0.1:$postgres_port/confab
bus = redis://:$(secret redis)@127.0.0.1:$redis_port/0
cluster_secret = $dir/secrets/cluster
trusted_proxies = 127.0.0.1
$extra
END
    : >"$folder/out"
    (
        # shellcheck disable=SC2016 # they are the inner shell's
        sh -c 'echo $$ >"$1/pid"; exec "$0" --config "$1/confab.conf"' "$confabd" "$folder" || true
        echo ended
    ) >"$folder/out" 2>>"$folder/log" </dev/null &
    wait_until 60 grep -qE '^(confabd ready|ended)' "$folder/out"
    grep -q '^confabd ready' "$folder/out" || fail "the node $1 does not start: see $folder/log"
}

# Fills in the template $1 and writes it to $2; `@nodes@` becomes a line for each node, with $3 and $4 around its address.
fill_in() {
    number=0
    lines=
    for node_port in $node_ports; do
        number=$((number + 1))
        line=$(printf "$3" "$number" "$node_port")
        lines="$lines$line
"
    done
    printf '%s' "$lines" >"$2.nodes"
    sed -e "s|@dir@|$dir|g" -e "s|@port@|$4|g" -e "/@nodes@/{r $2.nodes
d
}" "$1" >"$2"
    rm "$2.nodes"
}

start_haproxy() {
    ! runs "$dir/haproxy/pid" || return 0
    fill_in "$here/haproxy.cfg" "$dir/haproxy/haproxy.cfg" '    server node-%s 127.0.0.1:%s' "$port"
    "$(program haproxy)" -D -f "$dir/haproxy/haproxy.cfg" -p "$dir/haproxy/pid" >"$dir/haproxy/log" 2>&1 ||
        fail "HAProxy does not start: see $dir/haproxy/log"
    wait_until 15 listens "$port" || fail "HAProxy does not start: see $dir/haproxy/log"
}

start_nginx() {
    ! runs "$dir/nginx/pid" || return 0
    fill_in "$here/nginx.conf" "$dir/nginx/nginx.conf" '        server 127.0.0.1:%.0s%s max_fails=1 fail_timeout=2s;' \
        "$nginx_port"
    "$(program nginx)" -e "$dir/nginx/log" -c "$dir/nginx/nginx.conf" >>"$dir/nginx/log" 2>&1 ||
        fail "nginx does not start: see $dir/nginx/log"
    wait_until 15 listens "$nginx_port" || fail "nginx does not start: see $dir/nginx/log"
}

prepare
start_postgres
start_redis
number=0
for node_port in $node_ports; do
    number=$((number + 1))
    start_node "$number" "$node_port"
done
[ "$balancer" = nginx ] || start_haproxy
[ "$balancer" = haproxy ] || start_nginx
# Also of those that ran already: the database may just have been started again behind them.
for each_port in $node_ports "$port" "$nginx_port"; do
    wait_until 60 serves "$each_port" ||
        fail "what listens at port $each_port cannot serve: see the log of each node in $dir"
done
if [ -n "$companion" ]; then
    (
        while kill -0 "$companion" 2>/dev/null; do sleep 1; done
        exec sh "$here/stop.sh" "$dir"
    ) >/dev/null 2>&1 </dev/null &
fi
number=0
for node_port in $node_ports; do
    number=$((number + 1))
    echo "node $number at http://127.0.0.1:$node_port"
done
[ "$balancer" != both ] || echo "nginx at http://127.0.0.1:$nginx_port"
echo "cluster ready at http://127.0.0.1:$port"

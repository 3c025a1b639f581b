#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Ends the cluster that start.sh has started, from the balancer to the database; its data stay.
#
#     sh stop.sh DIRECTORY
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"

[ $# -eq 1 ] && [ -f "$1/settings" ] || fail "needs the directory of a cluster"
dir=$(cd "$1" && pwd)

end "$dir/haproxy/pid" TERM
end "$dir/nginx/pid" TERM
for pid in "$dir"/node-*/pid; do
    [ ! -f "$pid" ] || end "$pid" TERM
done
end "$dir/redis/pid" TERM
if [ -d "$dir/postgresql/data" ]; then
    cd /
    as_postgres "$(postgres_program pg_ctl)" -D "$dir/postgresql/data" -s -m fast -w -t 60 stop >/dev/null 2>&1 || true
fi

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds everything, and runs all tests:
#
#     sh tests/run.sh [--preset dev|asan|release] [--yes] [-- <arguments of ctest>]
#
# dev unless told otherwise; --yes installs without asking. Ends with ctest's own closing lines and exit status.
set -eu
cd "$(dirname "$0")/.."
. .ci/prepare.sh

preset=dev
yes=no
while [ $# -gt 0 ]; do
    case $1 in
        --preset) [ $# -ge 2 ] || fail "--preset needs dev, asan or release"; preset=$2; shift ;;
        --yes) yes=yes ;;
        --) shift; break ;;
        *) sed -n '3,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
    shift
done
case $preset in
    dev | asan | release) ;;
    *) fail "there is no preset $preset" ;;
esac

install_missing "$yes" .ci/packages .ci/packages-tests
build "$preset"
export QT_QPA_PLATFORM=offscreen
# Tests of several processes stand on the time a machine gives them. One that fails is shown and gets one more
# try: what fails twice is broken, what fails once is to be looked into.
exec ctest --test-dir "build/$preset" --output-on-failure --repeat until-pass:2 --parallel "$(nproc)" "$@"

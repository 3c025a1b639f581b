# SPDX-License-Identifier: Apache-2.0
# What client/run.sh and tests/run.sh share; they read it in, with the project's root as the current directory.

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$0: $*"
    exit 1
}

# Installs what is not there of the packages that some files name. $1 is "yes" when nobody is to be asked, the others
# are the files.
install_missing() {
    agreed=$1
    shift
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This is no Debian: see to it that what $* names is there."
        return 0
    fi
    missing=
    for package in $(sed 's/#.*//' "$@"); do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        as_root=
    else
        command -v sudo >/dev/null || fail "as root, install:$missing"
        ask_first "$agreed" "To be installed with sudo apt-get:$missing"
        as_root=sudo
    fi
    say "Installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -q >&2 || fail "apt-get update failed"
    # shellcheck disable=SC2086 # a list
    $as_root apt-get install -qy --no-install-recommends $missing >&2 || fail "apt-get install failed"
}

# $1: "yes" when the answer is known, $2: what it is about.
ask_first() {
    [ "$1" != yes ] || return 0
    [ -t 0 ] || fail "$2 (--yes does it without asking)"
    printf '%s\nGo on? [y/N] ' "$2" >&2
    read -r answer
    case $answer in
        y | Y | yes) ;;
        *) fail "nothing was installed" ;;
    esac
}

# Configures the preset $1 and builds the targets that follow, or all, on every core.
build() {
    preset=$1
    shift
    cmake --preset "$preset" >&2 || fail "cannot configure"
    [ $# -gt 0 ] || set -- all
    cmake --build "build/$preset" --parallel "$(nproc)" --target "$@" >&2 || fail "cannot build"
}

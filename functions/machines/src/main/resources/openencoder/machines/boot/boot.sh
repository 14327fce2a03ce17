#!/bin/sh
# Makes a worker of this machine; run by cloud-init, and as often as you like. What it needs was
# written by cloud-init before: /etc/openencoder, the worker's unit and its enrolment token.
#   ROOT   the folder that stands for / (empty on a machine of its own)
#   PAUSE  seconds before the second try of what failed, twice as many before the third, ...
set -eu

root=${ROOT:-}
pause=${PAUSE:-5}
tries=6
home=$root/opt/openencoder
list=$root/etc/openencoder/artifacts
token=$root/var/lib/openencoder/enrolment

say() {
    printf 'openencoder: %s\n' "$*"
}

fail() {
    say "$*" >&2
    exit 1
}

# WHAT COMMAND...: until it succeeds
persist() {
    what=$1
    shift
    try=1
    until "$@"; do
        [ "$try" -lt "$tries" ] || fail "$what failed $tries times; this machine stays without a worker"
        say "$what failed, again in $((pause * try)) s"
        sleep $((pause * try))
        try=$((try + 1))
    done
}

check_platform() {
    wanted=$(sed -n 's/^platform //p' "$list")
    here=$(uname -s)-$(uname -m)
    [ "$here" = "$wanted" ] ||
        fail "this machine is $here but there are only artifacts for $wanted; rent another size"
}

sha256_of() {
    if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi |
        cut -d ' ' -f 1
}

# The link is a secret for its minutes: no list of processes may show it.
download() { # LINK FILE SHA256
    printf 'url = "%s"\n' "$1" |
        curl --config - --fail --silent --show-error --connect-timeout 10 \
            --speed-limit 10000 --speed-time 30 --output "$2" || return 1
    found=$(sha256_of "$2")
    [ "$found" = "$3" ] && return 0
    say "what came has the SHA-256 $found but should have $3" >&2
    rm -f "$2"
    return 1
}

unpack() { # FOLDER SHA256 SIZE LINK
    folder=$home/$1
    mark=$folder/.sha256
    if [ -f "$mark" ] && [ "$(cat "$mark")" = "$2" ]; then
        say "$1 is there already"
        return
    fi
    archive=$folder.tar.gz
    mkdir -p "$(dirname "$folder")"
    say "downloading $1, $(($3 / 1000000)) MB"
    persist "downloading $1" download "$4" "$archive" "$2"
    rm -rf "$folder.new"
    mkdir "$folder.new"
    tar -xzf "$archive" -C "$folder.new" --no-same-owner
    printf '%s\n' "$2" >"$folder.new/.sha256"
    rm -rf "$folder" "$archive"
    mv "$folder.new" "$folder"
}

unpack_all() {
    sed '/^platform /d' "$list" >"$list.archives"
    while read -r folder sha256 size link; do
        unpack "$folder" "$sha256" "$size" "$link"
    done <"$list.archives"
    rm "$list.archives"
}

# cloud-init keeps copies of what it was given; the worker has its own until it has enrolled.
forget_copies_of_token() {
    [ -s "$token" ] || return 0
    for folder in "$root/var/lib/cloud" "$root/run/cloud-init"; do
        [ -d "$folder" ] || continue
        grep -rlFf "$token" "$folder" | while read -r copy; do
            shred -u "$copy" 2>/dev/null || rm -f "$copy"
        done
    done
}

install_bubblewrap() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update &&
        apt-get -q -y -o DPkg::Lock::Timeout=120 --no-install-recommends install bubblewrap
}

install_sandbox() {
    # cloud-init was to do it, and goes on where it could not.
    command -v bwrap >/dev/null || persist "installing bubblewrap" install_bubblewrap
    restriction=/proc/sys/kernel/apparmor_restrict_unprivileged_userns
    if [ -r "$restriction" ] && [ "$(cat "$restriction")" = 1 ]; then
        cp /etc/openencoder/apparmor /etc/apparmor.d/openencoder-worker
        apparmor_parser --replace /etc/apparmor.d/openencoder-worker
    fi
}

start_worker() {
    chown openencoder:openencoder /var/lib/openencoder
    [ ! -e "$token" ] || chown openencoder:openencoder "$token"
    systemctl daemon-reload
    systemctl enable --now openencoder-worker.service
}

[ -r "$list" ] || fail "$list is missing; was this machine made by Open Encoder?"
say "making a worker of $(uname -n)"
check_platform
forget_copies_of_token
unpack_all
if [ -z "$root" ]; then
    install_sandbox
    start_worker
    say "the worker is started; see: journalctl -u openencoder-worker"
else
    say "the worker is installed in $root"
fi

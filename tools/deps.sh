#!/bin/sh
# Installs the packages of tools/deps.txt that are missing; says which and why before it does.
# With --check it only says what is missing and ends with 1.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
missing=""
while read -r package what; do
    case "$package" in '' | '#'*) continue ;; esac
    if [ "$package" = npm ] && command -v npm >/dev/null 2>&1; then continue; fi # comes with newer node packages
    if dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed; then continue; fi
    missing="$missing $package"
    echo "missing: $package ($what)"
done <"$here/deps.txt"
if [ -z "$missing" ]; then
    echo "deps: every package of tools/deps.txt is there"
    exit 0
fi
[ "${1:-}" != --check ] || exit 1
if ! command -v apt-get >/dev/null 2>&1; then
    echo "deps: this machine has no apt-get; install what is listed above by its own means" >&2
    exit 1
fi
sudo=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "deps: not root and no sudo; run as root: apt-get install -y$missing" >&2
        exit 1
    fi
    sudo="sudo"
fi
echo "deps: apt-get installs:$missing"
$sudo apt-get update -q
# shellcheck disable=SC2086 # the list is made of words
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
echo "deps: done"

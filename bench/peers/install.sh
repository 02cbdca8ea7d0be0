#!/bin/sh
# Brings the engines that `make bench-dmn` measures beside ours into a folder outside of the tree:
#   sh bench/peers/install.sh [feelin] [jvm] [dsntk] [intel]      (all, without words)
# The folder is $XIUCHENG_PEERS or ~/.cache/xiucheng-peers. None of them is part of the product.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=${XIUCHENG_PEERS:-$HOME/.cache/xiucheng-peers}
mkdir -p "$to"
for peer in ${*:-feelin intel jvm dsntk}; do
    echo "== $peer"
    case $peer in
    feelin)
        mkdir -p "$to/feelin"
        cp "$here/../../tests/feelin/package.json" "$here/../../tests/feelin/package-lock.json" "$to/feelin/"
        (cd "$to/feelin" && npm ci --no-audit --no-fund --silent)
        ;;
    jvm)
        mkdir -p "$to/jvm/classes"
        mvn -q -B -f "$here/jvm/pom.xml" dependency:copy-dependencies -DoutputDirectory="$to/jvm/lib"
        ;;
    dsntk)
        CARGO_TARGET_DIR="$to/dsntk-peer" nice -n 15 cargo build --release -q -j1 --manifest-path "$here/dsntk/Cargo.toml"
        ;;
    intel)
        mkdir -p "$to/intel"
        (cd "$to/intel" && apt-get download -q libintelrdfpmath-dev && dpkg-deb -x libintelrdfpmath-dev_*.deb .)
        ;;
    *)
        echo "install.sh: no such peer: $peer" >&2
        exit 2
        ;;
    esac
done

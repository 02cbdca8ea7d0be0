#!/bin/sh
# Packs the sources (git archive) and a runnable folder (binary, web, packs, docs) into dist/.
set -eu
build=$1
version=$(sed -n "s/^ *version: '\(.*\)',/\1/p" meson.build | head -1)
name=xiucheng-$version
echo "== dist: dist/$name.tar.gz and dist/$name-$(uname -m).tar.gz"
rm -rf dist && mkdir -p "dist/$name"
git archive --format=tar.gz --prefix="$name/" -o "dist/$name.tar.gz" HEAD
cp -r packs docs LICENSE README* CHANGELOG.md "dist/$name/"
install -D "$build/xiucheng" "dist/$name/bin/xiucheng"
strip "dist/$name/bin/xiucheng"
mkdir -p "dist/$name/web" && cp -r web/dist "dist/$name/web/dist"
tar -C dist -czf "dist/$name-$(uname -m).tar.gz" "$name"
rm -rf "dist/$name"
ls -l dist

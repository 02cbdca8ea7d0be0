#!/bin/sh
# Builds the C side with ASan and UBSan and runs its tests there, and the end-to-end tests against that server.
# usage: tools/asan.sh [--c-only] [BUILD_DIR]     (default build-asan)
set -eu
only=--no-vitest
if [ "${1:-}" = --c-only ]; then
    only=--c-only
    shift
fi
build=${1:-build-asan}
[ -f "$build/build.ninja" ] || meson setup "$build" -Db_sanitize=address,undefined -Db_lundef=false >/dev/null
echo "== asan: building"
ninja -C "$build"
echo "== asan: testing"
# Each process writes what is wrong with it to a file of its own: servers that tests start and end are seen too.
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
failed=0
CK_FORK=no ASAN_OPTIONS="detect_leaks=1:log_path=$reports/asan" \
    UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1:log_path=$reports/ubsan" \
    python3 tools/test.py --patient "$only" "$build" || failed=1
for report in $(grep -lE "ERROR:|runtime error:" "$reports"/* 2>/dev/null); do
    echo "== asan: $report"
    head -60 "$report"
    failed=1
done
[ $failed = 0 ] && echo "== asan: clean"
exit $failed

#!/bin/sh
# Builds the C side with ASan and UBSan in build-asan and runs its tests there.
set -eu
[ -f build-asan/build.ninja ] || meson setup build-asan -Db_sanitize=address,undefined -Db_lundef=false >/dev/null
echo "== asan: building"
ninja -C build-asan
echo "== asan: testing"
CK_FORK=no ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    python3 tools/test.py --c-only build-asan

#!/bin/sh
# Starts a demo city in a fresh folder: server, simulation, and a page of what to look at. Ends with ^C.
set -eu
build=$1 pack=$2 listen=$3
data=${DATA:-$build/demo-data}
echo "== demo: $pack at http://$listen (data in $data, started anew)"
rm -rf "$data"
exec "$build/xiucheng" demo --pack "$pack" --data "$data" --listen "$listen"

#!/bin/sh
# Brings the process engines that `make bench-bpmn` measures beside ours into a folder outside of the tree:
#   sh bench/peers/bpmn.sh [spiff] [camunda]      (both, without words)
# The folder is $XIUCHENG_PEERS or ~/.cache/xiucheng-peers. Neither is part of the product.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=${XIUCHENG_PEERS:-$HOME/.cache/xiucheng-peers}
mkdir -p "$to"
for peer in ${*:-spiff camunda}; do
    echo "== $peer"
    case $peer in
    spiff)
        python3 -m venv "$to/spiff"
        "$to/spiff/bin/pip" -q install SpiffWorkflow==3.2.0
        ;;
    camunda)
        mvn -q -B -f "$here/camunda/pom.xml" dependency:copy-dependencies -DoutputDirectory="$to/camunda/lib"
        ;;
    *)
        echo "bpmn.sh: no such peer: $peer" >&2
        exit 2
        ;;
    esac
done

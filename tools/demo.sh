#!/bin/sh
# Starts a demo city in a fresh folder: server, simulated storm and crews, and says what to look at. Ends with ^C.
set -eu
build=$1 pack=$2 listen=$3
data=${DATA:-$build/demo-data}
password=xiucheng-demo
url=http://$listen
server="" storm=""

# Both are told to end and waited for, so that nothing of the city is lost.
stop() {
    trap - INT TERM EXIT
    echo "== demo: ending"
    [ -z "$storm" ] || kill "$storm" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait
}
trap stop INT TERM EXIT

echo "== demo: starting $pack at $url (data in $data, started anew; log in $build/demo.log)"
rm -rf "$data"
"$build/xiucheng" serve --demo --pack "$pack" --data "$data" --listen "$listen" >"$build/demo.log" 2>&1 &
server=$!
until curl -sf "$url/healthz" >/dev/null 2>&1; do
    if ! kill -0 "$server" 2>/dev/null; then
        echo "== demo: the server ended; its log says:"
        cat "$build/demo.log"
        exit 1
    fi
    sleep 0.2
done
echo "== demo: the city is up; the storm begins (40 minutes of it have already happened)"
token=$("$build/xiucheng" token --data "$data" --role integrator --name simulation)
# an official warning as a gateway would hand it over; its words say that it is simulated
now=$(date -u +%Y-%m-%dT%H:%M:%S+00:00)
until=$(date -u -d '+6 hours' +%Y-%m-%dT%H:%M:%S+00:00)
curl -sf -o /dev/null -H "Authorization: Bearer $token" -H 'Content-Type: application/cap+xml' --data-binary @- \
    "$url/api/v1/warnings" <<CAP
<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>demo-$(date -u +%Y%m%d%H%M%S)</identifier><sender>demo@xiucheng.invalid</sender><sent>$now</sent>
  <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
  <info>
    <language>zh-CN</language><category>Met</category><event>暴雨橙色</event><urgency>Immediate</urgency>
    <severity>Severe</severity><certainty>Observed</certainty><effective>$now</effective><expires>$until</expires>
    <senderName>模拟气象台</senderName><headline>（模拟）暴雨橙色预警</headline>
    <description>演示用的模拟预警，不是真的预警。</description>
    <area><areaDesc>上海市</areaDesc><geocode><valueName>GB/T 2260</valueName><value>310000000000</value></geocode></area>
  </info>
</alert>
CAP
"$build/xiucheng" simulate --pack "$pack" --curves packs/newyork/storm --to "$url" --token "$token" \
    --crews "$password" --people "$password" >"$build/demo-storm.log" 2>&1 &
storm=$!
cat <<PAGE

  Everything in this city is simulated. Every password is: $password

  The storm
    $url/ops      sign in as duty (the city), duty-xuhui (a district), duty-tianlin (a street)
    $url/field    sign in as unit01, on a phone or a narrow window: a responder

  The certificate
    $url/         sign in as gu: look for "无犯罪记录证明", apply, follow it
    $url/desk     sign in as police-tianlin: simulated residents wait already; decide, then gu shows the certificate
    $url/verify   on any other device: check the code that gu shows

  The complaint
    $url/         sign in as gu: report a problem, show on the map where
    $url/desk     sign in as handler-xuhui (calls, handles), hotline (calls back), supervisor (grants time)

  admin may do everything. Ends with Ctrl-C.

PAGE
wait "$server"

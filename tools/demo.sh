#!/bin/sh
# demo.sh BUILD PACK LISTEN - a demo city in a fresh folder: server, simulated storm, and what to look at.
# Ends with ^C. STORM: the recorded storm that the simulation plays; PAST: minutes of it that have passed.
set -eu
build=$1 pack=$2 listen=$3
data=${DATA:-$build/demo-data}
storm=${STORM:-packs/newyork/storm}
past=${PAST:-40}
url=http://$listen
port=${listen##*:}
server= player=

stop()
{
    trap - INT TERM EXIT
    [ -z "$player" ] || kill "$player" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait 2>/dev/null || true
    echo "== demo: stopped, nothing is lost: the city is in $data"
}
trap stop INT TERM EXIT

echo "== demo: a fresh city from $pack in $data"
rm -rf "$data"
mkdir -p "$data"
"$build/xiucheng" serve --pack "$pack" --data "$data" --listen "$listen" --demo --web web/dist \
    2>"$data/server.log" >"$data/server.out" &
server=$!
tries=0
until curl -fsS "$url/healthz" >/dev/null 2>&1; do
    if ! kill -0 "$server" 2>/dev/null; then
        echo "== demo: the server ended:"
        tail -n 20 "$data/server.log"
        exit 1
    fi
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then
        echo "== demo: no answer at $url/healthz after a minute; see $data/server.log"
        exit 1
    fi
    sleep 0.2
done
echo "== demo: the server answers, process $server, log $data/server.log"
token=$("$build/xiucheng" token --data "$data" --role integrator --name simulation)
echo "== demo: playing the last $past minutes of a storm ..."
"$build/xiucheng" simulate --pack "$pack" --curves "$storm" --to "$url" --token "$token" \
    --crews xiucheng-demo --past "$past" 2>"$data/simulation.log" &
player=$!
until grep -q "readings sent" "$data/simulation.log" 2>/dev/null; do
    if ! kill -0 "$player" 2>/dev/null; then
        echo "== demo: the simulation ended:"
        tail -n 20 "$data/simulation.log"
        exit 1
    fi
    sleep 0.3
done
cat <<END

The city runs. People, devices and crews in it are simulated; the storm's curves are real (New York, 30 October 2025).
城市已经运行。人员、设备和队伍都是模拟的；积水曲线是真实的（纽约，2025 年 10 月 30 日）。

  $url/ops      the operations screen 运行大屏      sign in as duty, duty-xuhui or duty-tianlin
  $url/field    a crew's phone 现场手机             sign in as unit01
  $url/         services, phone first 随身办事      sign in as gu (顾小棠): ask for 无犯罪记录证明
  $url/desk     officials and clerks 工作台         sign in as police-tianlin or police-xujiahui
  $url/verify   check a shown certificate 验证      no sign-in

All demo passwords: xiucheng-demo   所有演示账号的密码：xiucheng-demo

Story 1, the storm: open /ops as duty; click the worst place; decide "close the road?"; watch pumps and crews.
Story 2, the certificate: as gu search 幼儿园要的没案底证明, choose the wrong police station, submit; see on /desk as
  police-tianlin where it went and why, issue it; show it as gu and check the code on /verify.

Port $port, data $data, token for your own devices: $token
^C ends the demo.

END
tail -n 0 -f "$data/simulation.log" &
tailer=$!
wait "$server" || true
kill "$tailer" 2>/dev/null || true

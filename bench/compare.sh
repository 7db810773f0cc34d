#!/usr/bin/env bash
# Relevo beside the floor and its peers on this machine: starts each on ports of its own, measures them in turn, round by
# round, and writes the medians and ratios into docs/performance.md. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    cat <<'TEXT'
usage: bench/compare.sh [options]
  --rounds N        how often everything is measured (5)
  --seconds S       how long each measurement takes (3)
  --peers "NAMES"   some of: redis nats gearman ("redis nats gearman")
  --cases "NAMES"   the first words of the lines of `cases` below (all)
  --build DIR       where the programs are (build/release)
  --quick           one round of one second, and docs/performance.md stays as it is
  --help            print this
TEXT
}

rounds=5 seconds=3 peers="redis nats gearman" wanted="" build=build/release docs=docs/performance.md
while [ $# -gt 0 ]; do
    case $1 in
    --rounds | --seconds | --peers | --cases | --build)
        [ $# -ge 2 ] || { echo "compare.sh: $1 wants a value" >&2; exit 2; } ;;&
    --rounds) rounds=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --peers) peers=$2; shift 2 ;;
    --cases) wanted=$2; shift 2 ;;
    --build) build=$2; shift 2 ;;
    --quick) rounds=1 seconds=1 docs=""; shift ;;
    --help | -h) usage; exit 0 ;;
    *) echo "compare.sh: unknown option: $1 (see --help)" >&2; exit 2 ;;
    esac
done
bin=$build/bin

# name, whom it is for, options. The bars and the wording of the table stand in compare_table.py.
cases='
small-8x64      all  --connections 8 --in-flight 64
small-50x1      all  --connections 50 --in-flight 1
small-1x1       all  --connections 1 --in-flight 1
large-8x64      own  --connections 8 --in-flight 64 --bytes 65536
average-8x64    own  --connections 8 --in-flight 64 --task numbers.average --numbers 1000
growth1-10      own  --connections 10 --in-flight 1
growth1-1000    own  --connections 10 --in-flight 1 --idle-connections 990
growth1-10000   own  --connections 10 --in-flight 1 --idle-connections 9990
growth1-active  own  --connections 1000 --in-flight 1
growth8-10      own  --connections 10 --in-flight 8
growth8-1000    own  --connections 10 --in-flight 8 --idle-connections 990
growth8-10000   own  --connections 10 --in-flight 8 --idle-connections 9990
growth8-active  own  --connections 1000 --in-flight 8
'

for program in relevo-server relevo-floor relevo-bench; do
    [ -x "$bin/$program" ] || { echo "compare.sh: no $bin/$program: build it first" >&2; exit 2; }
done
ulimit -n "$(ulimit -Hn)"
scratch=$(mktemp -d)
results=$build/compare.jsonl
: >"$results"
declare -A address pids driver
started=()

stop_all() {
    [ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    started=()
}
trap 'stop_all; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# start NAME COMMAND…: its pid goes to $pid, its output to a file of that name.
start() {
    local name=$1
    shift
    "$@" >"$scratch/$name.out" 2>"$scratch/$name.err" &
    pid=$!
    started+=("$pid")
}

fail() {
    echo "compare.sh: $1" >&2
    cat "$scratch"/*.err >&2
    exit 1
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

wait_for_port() {
    for _ in $(seq 100); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
        sleep 0.05
    done
    fail "nothing answers on port $1"
}

# Relevo and the floor tell on stdout where they listen.
start_own() {
    local side=$1
    shift
    start "$side" "$@"
    for _ in $(seq 100); do
        address[$side]=$(sed -n 's/^ready tcp=\([^ ]*\).*/\1/p' "$scratch/$side.out")
        [ -z "${address[$side]}" ] || break
        sleep 0.05
    done
    [ -n "${address[$side]}" ] || fail "$side did not start"
    pids[$side]="--pid $pid"
    driver[$side]=relevo-bench
}

start_peer() {
    local side=$1 port server
    port=$(free_port)
    case $side in
    redis) start redis redis-server --port "$port" --bind 127.0.0.1 --save "" --appendonly no --dir "$scratch" ;;
    nats) start nats nats-server -a 127.0.0.1 -p "$port" ;;
    gearman) start gearman gearmand -L 127.0.0.1 -p "$port" -l "$scratch/gearman.log" -P "$scratch/gearman.pid" ;;
    *) echo "compare.sh: no such peer: $side" >&2; exit 2 ;;
    esac
    server=$pid
    wait_for_port "$port"
    start "$side-worker" "$bin/peer-$side-worker" "$port"
    address[$side]=127.0.0.1:$port
    pids[$side]="--pid $server --pid $pid"
    driver[$side]=relevo-bench-$side
}

# measure ROUND CASE SIDE OPTIONS…
measure() {
    local round=$1 name=$2 side=$3 result
    shift 3
    # shellcheck disable=SC2086 # the pids are several words
    result=$("$bin/${driver[$side]}" --address "${address[$side]}" --duration "$seconds" --json ${pids[$side]} "$@") ||
        fail "$name: $side failed: $result"
    printf '{"round":%d,"case":"%s","side":"%s","result":%s}\n' "$round" "$name" "$side" "$result" >>"$results"
    printf '%-15s %-8s %s\n' "$name" "$side" "$(python3 -c '
import json, sys
r = json.loads(sys.argv[1])
print("%12.0f/s   p50 %9.1f us   CPU %8.3f us" % (r["perSecond"], r["latencyUs"]["p50"], r["serverCpuUsPerRequest"]))
' "$result")"
}

# Every other round goes the other way, so that no side always comes first.
in_turn() {
    local round=$1
    shift
    if ((round % 2)); then printf '%s\n' "$@"; else printf '%s\n' "$@" | tac; fi
}

for round in $(seq "$rounds"); do
    echo "round $round of $rounds"
    start_own relevo "$bin/relevo-server" --listen 127.0.0.1:0 --data "$scratch/data"
    start_own floor "$bin/relevo-floor" --listen 127.0.0.1:0
    for peer in $peers; do start_peer "$peer"; done
    # shellcheck disable=SC2046 # the peers are several words
    while read -r name sides options; do
        [ -n "$name" ] || continue
        [ -z "$wanted" ] || [[ " $wanted " == *" $name "* ]] || continue
        for side in $(in_turn "$round" relevo floor $([ "$sides" = own ] || echo "$peers")); do
            # shellcheck disable=SC2086 # the options are several words
            measure "$round" "$name" "$side" $options </dev/null
        done
    done <<<"$cases"
    stop_all
done
python3 bench/compare_table.py "$results" "$build/compare.json" $docs

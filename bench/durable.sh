#!/usr/bin/env bash
# Durable submits side by side: Relevo on SQLite (and on PostgreSQL, where scripts/postgresql.sh finds one), gearmand with
# its SQLite queue, Redis with an append-only file that is fsynced always, NATS JetStream's file store, which does not wait
# for the disk, and beanstalkd with a log that is fsynced for each job. In turn, round by round; medians.
#   bench/durable.sh [ROUNDS [SECONDS]]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3} seconds=${2:-2} bin=build/release/bin
scratch=$(mktemp -d)
started=()
stop_all() {
  [ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  started=()
}
finish() {
  stop_all
  [ ! -d "$scratch/pg" ] || scripts/postgresql.sh stop "$scratch/pg" >/dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap finish EXIT
chmod 755 "$scratch"
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
wait_for_port() {
  for _ in $(seq 100); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
    sleep 0.05
  done
  echo "durable.sh: nothing answers on port $1" >&2
  exit 1
}
# side NAME DRIVER PORT PID: one measurement.
measure() {
  "$bin/$2" --address "127.0.0.1:$3" --pid "$4" --submit --duration "$seconds" --json |
    sed "s/^/{\"side\":\"$1\",\"result\":/; s/\$/}/" >>"$scratch/results"
}
relevo() {
  local side=$1 port
  shift
  port=$(free_port)
  "$bin/relevo-server" --listen "127.0.0.1:$port" --data "$scratch/$side" "$@" >/dev/null 2>&1 &
  started+=($!)
  wait_for_port "$port"
  measure "$side" relevo-bench "$port" "$!"
  stop_all
  rm -rf "${scratch:?}/$side"
}
# A stream of JetStream that keeps the subject "work" in files.
make_stream() {
  python3 - "$1" <<'P'
import json, socket, sys
config = json.dumps({"name": "WORK", "subjects": ["work"], "storage": "file"})
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=10) as nats:
    nats.sendall(f"CONNECT {{\"verbose\":false}}\r\nSUB made 1\r\nPUB $JS.API.STREAM.CREATE.WORK made {len(config)}\r\n{config}\r\n".encode())
    said = b""
    while b"stream_create_response" not in said:
        piece = nats.recv(65536)
        if not piece:
            sys.exit("durable.sh: JetStream went away")
        said += piece
    if b'"error"' in said:
        sys.exit("durable.sh: " + said.decode())
P
}
database=$(scripts/postgresql.sh start "$scratch/pg" 2>/dev/null) || database=""
for _ in $(seq "$rounds"); do
  relevo sqlite
  [ -z "$database" ] || relevo postgresql --storage postgresql --postgresql "$database"

  port=$(free_port)
  gearmand -L 127.0.0.1 -p "$port" -l "$scratch/gearman.log" -P "$scratch/gearman.pid" -q libsqlite3 \
    --libsqlite3-db="$scratch/gearman.db" &
  started+=($!)
  wait_for_port "$port"
  measure gearmand relevo-bench-gearman "$port" "$!"
  stop_all
  rm -f "$scratch/gearman.db"

  port=$(free_port)
  redis-server --port "$port" --bind 127.0.0.1 --save "" --appendonly yes --appendfsync always --dir "$scratch" >/dev/null &
  started+=($!)
  wait_for_port "$port"
  measure redis relevo-bench-redis "$port" "$!"
  stop_all
  rm -rf "$scratch/appendonlydir"

  port=$(free_port)
  nats-server -a 127.0.0.1 -p "$port" -js -sd "$scratch/jetstream" >/dev/null 2>&1 &
  started+=($!)
  wait_for_port "$port"
  make_stream "$port"
  measure jetstream relevo-bench-nats "$port" "$!"
  stop_all
  rm -rf "$scratch/jetstream"

  port=$(free_port)
  mkdir "$scratch/beanstalkd"
  beanstalkd -l 127.0.0.1 -p "$port" -b "$scratch/beanstalkd" -f 0 &
  started+=($!)
  wait_for_port "$port"
  measure beanstalkd relevo-bench-beanstalkd "$port" "$!"
  stop_all
  rm -rf "$scratch/beanstalkd"
done
python3 - "$scratch/results" <<'P'
import json, statistics, sys
sides = {}
for line in open(sys.argv[1]):
    one = json.loads(line)
    sides.setdefault(one["side"], []).append(one["result"])
for side, results in sides.items():
    rate = statistics.median(r["perSecond"] for r in results)
    p99 = statistics.median(r["latencyUs"]["p99"] for r in results)
    print(f"{side:12} {rate:12,.0f}/s   p99 {p99 / 1000:8.1f} ms")
P

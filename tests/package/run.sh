#!/usr/bin/env bash
# run.sh BUILD CONSUMER: installs BUILD into a folder of its own, builds CONSUMER against that and nothing else, and runs
# it against the installed server.
set -euo pipefail
build=$1
consumer=$2
work=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

cmake --install "$build" --prefix "$work/prefix" >/dev/null
for file in bin/relevo-server bin/relevo bin/relevo-bench share/bash-completion/completions/relevo \
  include/relevo/common/client/client.h; do
  [ -e "$work/prefix/$file" ] || { echo "not installed: $file"; exit 1; }
done

cmake -G Ninja -S "$consumer" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/prefix" >/dev/null
cmake --build "$work/build" >"$work/log" || { cat "$work/log"; exit 1; }

exec {ready}< <(exec "$work/prefix/bin/relevo-server" --listen 127.0.0.1:0 --data "$work/data")
server=$!
read -r -t 30 -u "$ready" line
address=${line#*tcp=}
got=$("$work/build/consumer" "${address%% *}" hola)
[ "$got" = '{"text":"aloh"}' ] || { echo "expected {\"text\":\"aloh\"}, got $got"; exit 1; }

#!/usr/bin/env bash
# Installs what is missing, builds, and starts Relevo. See --help.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
Usage: ./start.sh                    a server, and the desktop application on it
       ./start.sh menu               a server, and the menu in this terminal on it
       ./start.sh desktop [ARG…]     the desktop application alone
       ./start.sh mobile [ARG…]      the mobile application alone, in a window
       ./start.sh console [ARG…]     the console client alone: ./start.sh console reverse "hola"
       ./start.sh server [OPTION…]   the server alone; its options: ./start.sh server --help

Installs missing Debian packages and builds first; the second time it starts at once. Ctrl-C ends what it started.
The server listens on 127.0.0.1:5000, or on RELEVO_LISTEN (ADDR:PORT); clients go to RELEVO_SERVER, if that is set.
Where there is no screen ./start.sh shows the menu; without a terminal too it keeps the server running.
TEXT
}

build=build/release
log=$build/start.log
say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Shows ninja's count on a terminal, in place, and a line now and then elsewhere.
show_progress() {
  local line last=0
  while IFS= read -r line; do
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    if [ -t 2 ]; then
      printf '\r  %s of %s steps ' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
    elif [ $((SECONDS - last)) -ge 20 ]; then
      last=$SECONDS
      say "  ${BASH_REMATCH[1]} of ${BASH_REMATCH[2]} steps"
    fi
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

# build_programs PROGRAM…: installs what they need, and builds them.
build_programs() {
  local groups=(build) program missing=no
  case " $* " in *desktop* | *mobile*) groups+=(windows) ;; esac
  scripts/install-packages.sh "${groups[@]}" >&2
  mkdir -p "$build"
  # What was configured on a machine without the windows' packages knows no windows.
  for program in "$@"; do
    grep -qs "bin/$program\b" $build/build.ninja || missing=yes
  done
  if [ $missing = yes ]; then
    say "Configuring…"
    cmake --preset release >"$log" 2>&1 || { tail -n 20 "$log" >&2; fail "Configuring failed; all of it: $log"; }
  fi
  for program in "$@"; do
    [ -x "$build/bin/$program" ] || missing=build
  done
  [ $missing != build ] || say "Building; the first time takes minutes (log: $log)…"
  if ! ninja -C $build "$@" 2>&1 | tee "$log" | show_progress; then
    grep -E -A12 '^FAILED|error:|^CMake Error' "$log" | head -n 40 >&2 || tail -n 20 "$log" >&2
    fail "The build failed; all of it: $log"
  fi
}

# Where a client finds what listens on ADDR:PORT: "any address" is none to connect to.
reachable() {
  case $1 in
    '*':* | 0.0.0.0:*) printf '127.0.0.1:%s\n' "${1##*:}" ;;
    '[::]':*) printf '[::1]:%s\n' "${1##*:}" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# "HOST/PORT" of an address, without the brackets of IPv6: what /dev/tcp takes.
host_and_port() {
  local host=${1%:*}
  host=${host#\[}
  printf '%s/%s\n' "${host%\]}" "${1##*:}"
}

# What answers on ADDR:PORT: "relevo", "other" or "nothing".
who_answers() {
  local reply=
  if ! { exec {probe}<>"/dev/tcp/$(host_and_port "$1")"; } 2>/dev/null; then
    echo nothing
    return
  fi
  { printf '{"jsonrpc":"2.0","id":1,"method":"system.info"}\n' >&"$probe" || true; } 2>/dev/null
  IFS= read -r -t 3 -u "$probe" reply 2>/dev/null || true
  exec {probe}>&-
  case $reply in
    *'"result"'*relevo*) echo relevo ;;
    *) echo other ;;
  esac
}

# The beginning of a command that is to reach the server on ADDR:PORT.
for_server() {
  [ "$1" = 127.0.0.1:5000 ] || printf 'RELEVO_SERVER=%s ' "$1"
}

how_to_use() {
  say "From another terminal (without a word: the menu):"
  say "  $(for_server "$1")./start.sh console reverse \"hola\""
  say "or by nothing but bash:"
  say "  exec 3<>/dev/tcp/$(host_and_port "$1")"
  say "  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"text.reverse\",\"params\":[\"hola\"]}' >&3; head -n 1 <&3"
}

server_pid=
client_pid=
terminal=
stop_all() {
  trap - EXIT
  trap '' INT TERM HUP
  [ -z "$client_pid" ] || kill "$client_pid" 2>/dev/null || true
  if [ -n "$server_pid" ] && kill -TERM "$server_pid" 2>/dev/null; then
    say "Stopping the server…"
    wait "$server_pid" 2>/dev/null || true
  fi
  [ -z "$terminal" ] || stty "$terminal" 2>/dev/null || true
}

# Starts the server in a session of its own, so that the terminal's Ctrl-C reaches only this script, which passes ONE
# signal on (a second would cut running tasks off). Sets server_pid and address.
start_server() {
  local ready
  exec {server_out}< <(exec setsid $build/bin/relevo-server 2>&"$log_to")
  server_pid=$!
  if ! IFS= read -r -t 60 -u "$server_out" ready || [[ $ready != ready\ * ]]; then
    [ "$client" = none ] || cat "$server_log" >&2
    fail "The server did not start; above is what it said."
  fi
  address=${ready#*tcp=}
  address=$(reachable "${address%%[ ,]*}")
}

# The desktop application if that was asked for, else the menu, else nothing but a word on what to do.
open_client() {
  case $client in
    desktop) $build/bin/relevo-desktop --server "$1" & ;;
    menu)
      terminal=$(stty -g)
      $build/bin/relevo --server "$1" <&0 &
      ;;
  esac
  client_pid=$!
  wait "$client_pid" || true
  client_pid=
}

# everything CLIENT: a server, if none answers, and a client on it: desktop, menu or none.
everything() {
  local client=$1 state=nothing wanted=${RELEVO_LISTEN:-127.0.0.1:5000} port other
  wanted=$(reachable "${wanted%%,*}")
  [ -n "${RELEVO_CONFIG:-}" ] || state=$(who_answers "$wanted")
  if [ "$state" = other ]; then
    port=${wanted##*:}
    other=127.0.0.1:$((port < 65535 ? port + 1 : 5000))
    say "$wanted is taken by a program that is no Relevo server. Choose another port:"
    say "  RELEVO_LISTEN=$other ./start.sh"
    say "and in other terminals:"
    fail "  RELEVO_SERVER=$other ./start.sh console …"
  fi
  address=$wanted
  if [ "$state" = relevo ]; then
    say "A Relevo server already answers on $address: using it."
    if [ "$client" = none ]; then how_to_use "$address"; else open_client "$address"; fi
    return
  fi
  # Beside the menu the log would be in the way.
  server_log=$build/server.log
  if [ "$client" != none ]; then exec {log_to}>"$server_log"; else exec {log_to}>&2; fi
  trap stop_all EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  start_server
  say "Relevo serves on $address (Ctrl-C ends it)."
  if [ "$client" != none ]; then
    say "The server's log: $server_log"
    open_client "$address"
  else
    how_to_use "$address"
    wait "$server_pid"
  fi
}

# Which client ./start.sh opens: what this session can show.
best_client() {
  if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo desktop
  elif [ -t 0 ]; then
    echo menu
  else
    echo none
  fi
}

# The program that shows CLIENT.
program_of() {
  case $1 in
    desktop) echo relevo-desktop ;;
    *) echo relevo ;;
  esac
}

start_with() {
  build_programs relevo-server "$(program_of "$1")"
  everything "$1"
}

case ${1:-} in
  -h | --help) usage ;;
  '') start_with "$(best_client)" ;;
  menu) [ -t 0 ] || fail "The menu needs a terminal."; start_with menu ;;
  server) shift; build_programs relevo-server; exec $build/bin/relevo-server "$@" ;;
  console) shift; build_programs relevo-server relevo; exec $build/bin/relevo "$@" ;;
  desktop | mobile)
    program=relevo-$1
    shift
    build_programs relevo-server "$program"
    [ $# -gt 0 ] || [ -z "${RELEVO_SERVER:-}" ] || set -- --server "$RELEVO_SERVER"
    exec "$build/bin/$program" "$@"
    ;;
  *) say "unknown: $1"; usage >&2; exit 2 ;;
esac

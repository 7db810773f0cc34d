#!/usr/bin/env bash
# with-screen.sh COMMAND [ARG…]: runs it on a virtual screen of its own, which ends with it.
# RELEVO_SCREEN=WIDTHxHEIGHT (1600x1200). Its exit code is the command's.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARG…]" >&2; exit 2; }

folder=$(mktemp -d)
screen=
trap 'kill ${screen:+"$screen"} 2>/dev/null || true; rm -rf "$folder"' EXIT

# The server chooses a number that is free, and says which once it listens.
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 "${RELEVO_SCREEN:-1600x1200}x24" -nolisten tcp -noreset 3>"$folder/display" 2>"$folder/log" &
screen=$!
if ! read -r -t 30 number <"$folder/display"; then
  cat "$folder/log" >&2
  echo "no virtual screen" >&2
  exit 1
fi

export DISPLAY=:$number QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR=$folder
export QT_QUICK_BACKEND=${QT_QUICK_BACKEND:-software}
unset WAYLAND_DISPLAY
"$@"

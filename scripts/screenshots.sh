#!/usr/bin/env bash
# Takes the pictures of the windows, every view of them, into docs/images/. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
Usage: scripts/screenshots.sh [--output FOLDER] [--only TEXT] [desktop|mobile]
  --output FOLDER  where they go (docs/images)
  --only TEXT      only the pictures whose name has this in it
Both applications without a name. Each view in English and Spanish, light and dark, at two sizes:
APPLICATION/VIEW-LANGUAGE-THEME-SIZE.png, drawn on a virtual screen, against a real server.
TEXT
}

output=docs/images only='' applications=()
while [ $# -gt 0 ]; do
  case $1 in
    --output | --only)
      [ $# -ge 2 ] || { echo "$1 wants a value" >&2; exit 2; }
      [ "$1" = --output ] && output=$2 || only=$2
      shift 2
      ;;
    desktop | mobile) applications+=("$1"); shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
[ ${#applications[@]} -gt 0 ] || applications=(desktop mobile)

scripts/install-packages.sh build windows docs check
[ -e build/dev/build.ninja ] || cmake --preset dev >/dev/null
taken=$(mktemp -d)
trap 'rm -rf "$taken"' EXIT
for application in "${applications[@]}"; do
  shots=relevo-$application-shots
  ninja -C build/dev relevo-server "$shots" | tail -n 1
  scripts/with-screen.sh "build/dev/bin/$shots" --output "$taken" ${only:+--only "$only"}
  pngquant --force --ext .png --skip-if-larger --strip "$taken"/*.png || [ $? -eq 98 ] # 98: it was smaller before
  mkdir -p "$output/$application"
  [ -n "$only" ] || rm -f "$output/$application"/*.png
  mv "$taken"/*.png "$output/$application"
done

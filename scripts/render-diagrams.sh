#!/usr/bin/env bash
# Renders Diagrams/*.dot to SVG and PNG, and notes in Diagrams/SHA256SUMS which pictures belong to which sources.
#
#   scripts/render-diagrams.sh           renders everything (packages: scripts/install-packages.sh docs)
#   scripts/render-diagrams.sh --check   fails if a source or a picture has changed since, or one is missing; needs no tools
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../Diagrams"

check() {
  local source file status=0
  for source in *.dot; do
    for file in "$source" "${source%.dot}.svg" "${source%.dot}.png"; do
      grep -qF "  $file" SHA256SUMS || { echo "Diagrams/$file is not in Diagrams/SHA256SUMS"; status=1; }
    done
  done
  sha256sum --check --quiet SHA256SUMS || status=1
  [ $status -eq 0 ] || echo "Run scripts/render-diagrams.sh, and look at the pictures."
  return $status
}

render() {
  local source
  for source in *.dot; do
    dot -Tsvg "$source" >"${source%.dot}.svg"
    rsvg-convert --zoom "$(zoom_of "${source%.dot}.svg")" "${source%.dot}.svg" >"${source%.dot}.png"
  done
  sha256sum ./*.dot ./*.svg ./*.png | sed 's|  \./|  |' >SHA256SUMS
}

# PNGs about 1800 pixels wide, whatever the drawing.
zoom_of() {
  awk 'match($0, /<svg width="[0-9]+pt"/) { gsub(/[^0-9]/, "", $2); printf "%.3f", 1800 / ($2 * 4 / 3); exit }' "$1"
}

case ${1:-} in
  --check) check ;;
  '') render ;;
  *) echo "usage: $0 [--check]" >&2; exit 2 ;;
esac

#!/usr/bin/env bash
# Installs what is missing of the groups of packages that are named, and says nothing when nothing is.
#
#   scripts/install-packages.sh build check
#   scripts/install-packages.sh --list build     prints the group's packages
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/packages.sh
source "$here/packages.sh"

list=no
if [ "${1:-}" = --list ]; then
  list=yes
  shift
fi
[ $# -gt 0 ] || { echo "usage: $0 [--list] GROUP…   (groups: $RELEVO_PACKAGE_GROUPS)" >&2; exit 2; }

wanted=()
for group in "$@"; do
  [ -n "${RELEVO_PACKAGES[$group]:-}" ] || { echo "no such group of packages: $group (groups: $RELEVO_PACKAGE_GROUPS)" >&2; exit 2; }
  read -r -d '' -a more <<<"${RELEVO_PACKAGES[$group]}" || true
  wanted+=("${more[@]}")
done
if [ "$list" = yes ]; then
  printf '%s\n' "${wanted[@]}" | sort -u
  exit 0
fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This is no Debian: make sure yourself that there is what Debian 12 calls: ${wanted[*]}" >&2
  exit 0
fi

missing=()
installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "${wanted[@]}" 2>/dev/null || true)
for package in "${wanted[@]}"; do
  grep -qxF "ii $package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  # With a terminal sudo may ask for the password; without one it must not need to.
  if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root=(sudo)
  else
    {
      echo "Packages are missing, and installing them takes root. As root, run this one command, then start again:"
      echo "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    } >&2
    exit 1
  fi
fi

install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "${missing[@]}"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing ${#missing[@]} packages: ${missing[*]}"
if ! install >"$log" 2>&1; then
  # The lists may be absent or too old.
  "${as_root[@]}" apt-get update >>"$log" 2>&1 || true
  if ! install >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    echo "The packages could not be installed; above is what apt-get said." >&2
    exit 1
  fi
fi

#!/usr/bin/env bash
# tidy-file.sh FILE STAMP: lints one file against the development build's commands; the stamp is made if it is clean.
set -euo pipefail
clang-tidy-16 -p build/dev --quiet --warnings-as-errors='*' "$1" 2>/dev/null
touch "$2"

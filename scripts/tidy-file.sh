#!/usr/bin/env bash
# tidy-file.sh FILE STAMP: lints one file by build/tidy's commands; the stamp is made if it is clean.
set -euo pipefail
clang-tidy-16 -p build/tidy --quiet --warnings-as-errors='*' "$1" 2>/dev/null
touch "$2"

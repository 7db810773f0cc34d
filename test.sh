#!/usr/bin/env bash
# Installs what is missing, builds, and runs the checks. See --help.
# No -e: a check that fails must not end the others.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
# shellcheck source=scripts/checks.sh
source scripts/checks.sh

usage() {
  cat <<'TEXT'
Usage: ./test.sh             everything that the continuous integration checks
       ./test.sh --quick     the unit tests of the development build: for every few minutes
       ./test.sh NAME        the tests whose name matches NAME (a regular expression)
       ./test.sh --list      the tests' names
       ./test.sh --torture   the long variants of the tests, hours of them

Each line is one check; what a failed one said follows it. The last line counts: "N passed, N failed".
Logs: build/checks/. CTest labels: "unit" runs in --quick; "static" reads only sources or an installation,
"timing" compares times, "memory" fills and counts what a sanitizer multiplies, "again" repeats on the second transport
what lies behind both: none of them runs under the sanitizers.
"services" starts servers of its own (PostgreSQL, Swift): not under the thread sanitizer, which has their clients' users in other tests.
TEXT
}

not_sanitized='static|timing|memory|again'

static_checks() {
  check "scripts: bash -n and shellcheck" lint_scripts
  check "formatting: clang-format" check_format
  check "diagrams are fresh" scripts/render-diagrams.sh --check
}

everything() {
  install build windows check services
  static_checks
  build_preset dev && run_tests dev
  check "clang-tidy" check_tidy
  check "two commands: start.sh, its second run, Ctrl-C" scripts/check-start.py
  build_preset asan && run_tests asan --label-exclude "$not_sanitized"
  build_preset tsan && run_tests tsan --label-exclude "$not_sanitized|services"
}

case ${1:-} in
  -h | --help) usage; exit 0 ;;
  '') everything ;;
  --quick) install build windows check services; build_preset dev && run_tests dev --label-regex unit ;;
  --list) install build windows check services; build_preset dev && ctest --test-dir build/dev --show-only ;;
  --torture)
    install build windows check services
    # As many rounds of random inputs for one, and the time that takes for CTest and for each of Qt Test's functions.
    export RELEVO_TORTURE=200 RELEVO_FUZZ_SECONDS=3600
    export QTEST_FUNCTION_TIMEOUT=$((4 * 3600 * 1000))
    test_timeout=$((4 * 3600))
    build_preset release && run_tests release
    build_preset asan && run_tests asan --label-exclude "$not_sanitized"
    build_preset tsan && run_tests tsan --label-exclude "$not_sanitized|services"
    ;;
  -*) echo "unknown option: $1" >&2; usage >&2; exit 2 ;;
  *) install build windows check services; build_preset dev && run_tests dev --tests-regex "$1" ;;
esac
summary

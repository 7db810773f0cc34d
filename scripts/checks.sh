# The pieces that test.sh is put together from. Sourced, in the repository's root.
# shellcheck shell=bash

jobs=$(nproc)
logs=build/checks
passed=0
failed=0
failures=()
mkdir -p "$logs"

say() { printf '%s\n' "$*"; }

passes() { passed=$((passed + 1)); say "ok    $1 (${2}s)"; }
fails() { failed=$((failed + 1)); failures+=("$1"); say "FAIL  $1 (${2}s)"; }

# check NAME COMMAND…: one check. Its output is shown only if it fails.
check() {
  local name=$1 begin=$SECONDS log
  log=$logs/$(tr -c 'A-Za-z0-9\n' '-' <<<"$name").log
  shift
  if "$@" >"$log" 2>&1; then
    passes "$name" $((SECONDS - begin))
  else
    fails "$name" $((SECONDS - begin))
    tail -n 60 "$log"
    return 1
  fi
}

install() {
  scripts/install-packages.sh "$@" || exit 1
}

# build_preset PRESET: false if it does not build, which counts as one failed check.
build_preset() {
  check "build: $1" compile "$1"
}

# Sanitizers: every report fails the test that it came from, by the exit code or, for a server, by what is on its stderr.
root=$PWD
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1
export UBSAN_OPTIONS=print_stacktrace=1
# Debian's Qt is not instrumented: its QMutex and its atomics are not seen. So what is copied and freed through libc is not
# looked at (Qt's lists under Qt's locks would be races); what libc's own locks order still is, and all our code does itself.
TSAN_OPTIONS="suppressions=$root/tests/tsan.supp:second_deadlock_stack=1:ignore_interceptors_accesses=1"
export TSAN_OPTIONS

# How long one test may take before it counts as hanging, in seconds.
test_timeout=600

compile() {
  [ -e "build/$1/build.ninja" ] || cmake --preset "$1" || return 1
  ninja -C "build/$1" -j "$jobs"
}

# run_tests PRESET [CTEST OPTION…]: each of CTest's tests counts. Twice as many at once as there are processors: half of
# their time most wait for the server's clocks.
run_tests() {
  local preset=$1 log=$logs/tests-$1.log
  shift
  say "tests: $preset"
  ctest --test-dir "build/$preset" --output-on-failure --no-tests=error --timeout "$test_timeout" -j $((2 * jobs)) "$@" >"$log" 2>&1 || true
  grep -E '^ *[0-9]+/[0-9]+ Test' "$log" | sed -E 's/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: /      /' || true
  local total bad
  total=$(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests failed out of ([0-9]+)$/\2/p' "$log")
  bad=$(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests failed out of ([0-9]+)$/\1/p' "$log")
  if [ -z "$total" ]; then
    fails "tests: $preset (none ran)" 0
    tail -n 20 "$log"
    return 1
  fi
  passed=$((passed + total - bad))
  failed=$((failed + bad))
  if [ "$bad" -gt 0 ]; then
    failures+=("$bad of the $preset build's tests")
    failed_tests "$log"
    return 1
  fi
}

# What the failed tests said, from CTest's log.
failed_tests() {
  say "--- what failed, of $1:"
  grep -E -A3 '^(FAIL!|XPASS|QFATAL|   Loc:|   Actual|   Expected)|SUMMARY: |ERROR: |WARNING: ThreadSanitizer|\*\*\*' "$1" | head -n 80 || true
}

sources() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files --cached --others --exclude-standard -- "$@"
  else
    find . -path ./build -prune -o -type f -print | sed 's|^\./||' | grep -E "$(printf '%s|' "$@" | sed 's/\*\./[^\/]*\\./g; s/|$//')\$"
  fi
}

lint_scripts() {
  local scripts
  mapfile -t scripts < <(sources '*.sh' '.ci/run')
  local script status=0
  for script in "${scripts[@]}"; do
    bash -n "$script" || status=1
  done
  shellcheck --external-sources "${scripts[@]}" || status=1
  return $status
}

check_format() {
  local files
  mapfile -t files < <(sources '*.cpp' '*.h')
  clang-format-16 --dry-run --Werror "${files[@]}"
}

check_tidy() {
  local files
  mapfile -t files < <(sources '*.cpp' | grep -vE '^(tests|cmake)/')
  scripts/tidy.py "${files[@]}"
}

summary() {
  local failure
  for failure in "${failures[@]}"; do
    say "failed: $failure"
  done
  say "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}

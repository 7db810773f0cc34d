# The one list of the Debian packages that Relevo needs, in groups. Sourced by scripts/install-packages.sh.
# shellcheck shell=bash disable=SC2034
#
#   build  compile and run everything with the embedded default
#   check  what ./test.sh needs beside it: formatter, linters, sanitizers and libFuzzer, Unicode's test
#          files, a JSON-RPC client of other people
#   docs   render the diagrams
#   bench  the servers that bench/compare.sh measures against (Debian starts them; the comparison uses its own instances)

declare -A RELEVO_PACKAGES=(
  [build]="g++ cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-tools-dev qt6-l10n-tools
    libsimdjson-dev libicu-dev libgmp-dev"
  [check]="clang-16 clang-format-16 clang-tidy-16 libclang-rt-16-dev shellcheck unicode-data python3
    python3-aiorpcx"
  [docs]="graphviz librsvg2-bin fonts-dejavu-core"
  [bench]="gearman-job-server libgearman-dev redis-server libhiredis-dev nats-server python3"
)
RELEVO_PACKAGE_GROUPS="build check docs bench"

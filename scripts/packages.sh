# The one list of the Debian packages that Relevo needs, in groups. Sourced by scripts/install-packages.sh.
# shellcheck shell=bash disable=SC2034
#
#   build  compile and run everything with the embedded default
#   windows  the desktop and the mobile application (Qt Quick, its modules), and fonts with emoji
#   check  what ./test.sh needs beside it: formatter, linters, sanitizers and libFuzzer, Unicode's test
#          files, a JSON-RPC client of other people, a virtual screen, what tests and lints QML
#   docs   render the diagrams, take the pictures of the windows
#   services  the real services that the tests of the stores start, instances of their own: an S3 server, PostgreSQL
#   bench  the servers that bench/compare.sh measures against (Debian starts them; the comparison uses its own instances)

declare -A RELEVO_PACKAGES=(
  [build]="g++ cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-tools-dev qt6-l10n-tools
    libsimdjson-dev libicu-dev libgmp-dev
    libcurl4-openssl-dev libssl-dev libsqlite3-dev libpq-dev"
  [windows]="qt6-declarative-dev qt6-svg-dev libqt6svg6 qt6-translations-l10n
    qml6-module-qtqml qml6-module-qtqml-models qml6-module-qtqml-workerscript qml6-module-qtquick
    qml6-module-qtquick-controls qml6-module-qtquick-templates qml6-module-qtquick-layouts qml6-module-qtquick-window
    libgl1-mesa-dri fonts-dejavu-core fonts-noto-core fonts-noto-color-emoji"
  [check]="clang-16 clang-format-16 clang-tidy-16 libclang-rt-16-dev shellcheck unicode-data python3
    python3-aiorpcx xvfb qt6-declarative-dev-tools qml6-module-qttest"
  [docs]="graphviz librsvg2-bin fonts-dejavu-core xvfb pngquant"
  [services]="swift swift-proxy swift-account swift-container swift-object curl python3 openssl
    postgresql postgresql-client libpq-dev"
  [bench]="gearman-job-server libgearman-dev redis-server libhiredis-dev nats-server beanstalkd python3"
)
RELEVO_PACKAGE_GROUPS="build windows check docs services bench"

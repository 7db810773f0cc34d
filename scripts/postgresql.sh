#!/usr/bin/env bash
# A PostgreSQL of one's own in a folder, beside whatever the system runs: for tests and for trying a cluster out.
#
#   scripts/postgresql.sh start DIR [PORT]   makes it at the first time, starts it, prints its connection string
#   scripts/postgresql.sh run DIR [PORT]     the same in the foreground: prints the string, becomes the server, and ends
#                                            with whoever started it
#   scripts/postgresql.sh stop DIR
#
# It listens on 127.0.0.1 alone; user relevo, database relevo, a password made at the first time. Without PORT one that is
# free is taken, and kept. $RELEVO_POSTGRES_OPTIONS go to the server (`-c NAME=VALUE …`). PostgreSQL does not run as root:
# root runs it as the user postgres, or $RELEVO_POSTGRES_USER.
set -euo pipefail

usage() {
  sed -nE 's/^#   (scripts.*)/\1/p' "$0" >&2
  exit 2
}
[ $# -ge 2 ] || usage
command=$1 folder=$2 port=${3:-}
read -r -a options <<<"${RELEVO_POSTGRES_OPTIONS:-}"

newest() { find /usr/lib/postgresql /usr/pgsql-* -maxdepth 3 -name initdb 2>/dev/null | sort -V | tail -n 1; }
programs=$(dirname "$(newest)")
[ -x "$programs/initdb" ] || programs=$(dirname "$(command -v initdb || echo /none/initdb)")
[ -x "$programs/initdb" ] || { echo "PostgreSQL is not installed: scripts/install-packages.sh services" >&2; exit 1; }

as_user=()
if [ "$(id -u)" -eq 0 ]; then
  user=${RELEVO_POSTGRES_USER:-postgres}
  as_user=(setpriv "--reuid=$user" "--regid=$(id -gn "$user")" --clear-groups)
fi

free_port() {
  local candidate
  while true; do
    candidate=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || { echo "$candidate"; return; }
  done
}

make_cluster() {
  mkdir -p "$folder"
  head -c 18 /dev/urandom | base64 | tr '+/' '-_' >"$folder/password"
  chmod 600 "$folder/password"
  [ -n "$port" ] || port=$(free_port)
  [ -z "${user:-}" ] || chown "$user" "$folder" "$folder/password"
  "${as_user[@]}" test -w "$folder" || { echo "the user ${user:-$(id -un)} cannot reach $folder: a folder above it is closed" >&2; exit 1; }
  "${as_user[@]}" "$programs/initdb" --pgdata=data --username=relevo --pwfile=password --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --no-instructions --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
  cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
CONF
  # The database relevo, before anybody can connect.
  echo 'CREATE DATABASE relevo' | "${as_user[@]}" "$programs/postgres" --single -D data postgres >>"$folder/initdb.log" 2>&1
  echo "$port" >"$folder/port"
}

cluster() {
  [ -e "$folder/port" ] || make_cluster
  [ -n "$port" ] || port=$(cat "$folder/port")
  echo "$port" >"$folder/port"
}

connection_string() { echo "postgresql://relevo:$(cat password)@127.0.0.1:$port/relevo"; }

[ "$command" = stop ] || { mkdir -p "$folder"; }
folder=$(cd "$folder" && pwd)
cd "$folder"
case $command in
  start)
    cluster
    "${as_user[@]}" "$programs/pg_ctl" --pgdata=data --log=log --wait --timeout=60 --silent -o "-p $port ${options[*]}" start || { tail log >&2; exit 1; }
    connection_string
    ;;
  run)
    cluster
    connection_string
    exec setpriv "${as_user[@]:1}" --pdeathsig=KILL "$programs/postgres" -D data -p "$port" "${options[@]}" >>log 2>&1
    ;;
  stop)
    "${as_user[@]}" "$programs/pg_ctl" --pgdata=data --mode=fast --wait --silent stop
    ;;
  *) usage ;;
esac

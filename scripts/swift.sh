#!/usr/bin/env bash
# A private OpenStack Swift that speaks S3, for the tests and for trying: four processes on free ports of 127.0.0.1, all
# they keep in one folder, with one bucket. Packages: scripts/install-packages.sh services
#
#   scripts/swift.sh start DIR    starts it and returns once it answers; prints how to reach it, a line each:
#                                 endpoint=… region=… bucket=… access_key=… secret_key=…
#                                 In a folder that had one before: the same again, with what it kept.
#   scripts/swift.sh stop DIR     ends it; what it kept stays in DIR
#   scripts/swift.sh run DIR      start, then stop as soon as standard input ends: whoever holds it may die in any way
#
# As root or not. DIR's file system has to keep extended attributes (ext4, xfs and btrfs do; older kernels' tmpfs does not).
set -euo pipefail

usage() { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '/^set/d'; }

readonly access_key=test:tester secret_key=testing region=us-east-1 bucket=relevo
readonly parts=(object container account proxy)

free_ports() {
  /usr/bin/python3 - <<'PYTHON'
import socket
holders = [socket.create_server(("127.0.0.1", 0)) for _ in range(4)]
print(*(holder.getsockname()[1] for holder in holders))
PYTHON
}

common_settings() { # PORT
  cat <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $1
workers = 0
user = $(id -un)
swift_dir = $dir/etc
devices = $dir/devices
mount_check = false
fallocate_reserve = 0
disable_fallocate = true
log_level = ERROR
log_udp_host = 127.0.0.1
log_udp_port = 9
CONF
}

write_storage_settings() { # PART PORT
  {
    common_settings "$2"
    printf '[pipeline:main]\npipeline = %s-server\n[app:%s-server]\nuse = egg:swift#%s\n' "$1" "$1" "$1"
  } >"$dir/etc/$1-server.conf"
  (
    cd "$dir/etc"
    swift-ring-builder "$1.builder" create 4 1 1
    swift-ring-builder "$1.builder" add "r1z1-127.0.0.1:$2/d1" 1
    swift-ring-builder "$1.builder" rebalance
  ) >"$dir/log/ring-$1.log" || [ -e "$dir/etc/$1.ring.gz" ] # it warns by its exit code, too
}

write_proxy_settings() { # PORT
  local filter
  {
    common_settings "$1"
    cat <<CONF
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth copy slo dlo versioned_writes symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:s3api]
use = egg:swift#s3api
location = $region
s3_acl = false
allow_multipart_uploads = true
[filter:tempauth]
use = egg:swift#tempauth
user_${access_key/:/_} = $secret_key .admin
CONF
    for filter in catch_errors gatekeeper healthcheck listing_formats bulk copy slo dlo symlink versioned_writes; do
      printf '[filter:%s]\nuse = egg:swift#%s\n' "$filter" "$filter"
    done
  } >"$dir/etc/proxy-server.conf"
}

write_settings() {
  local ports port
  mkdir -p "$dir/etc" "$dir/devices/d1" "$dir/log"
  read -r -a ports <<<"$(free_ports)"
  printf '[swift-hash]\nswift_hash_path_suffix = relevo\nswift_hash_path_prefix = relevo\n[storage-policy:0]\nname = one\ndefault = yes\n' \
    >"$dir/etc/swift.conf"
  for port in 0 1 2; do
    write_storage_settings "${parts[port]}" "${ports[port]}"
  done
  write_proxy_settings "${ports[3]}"
  printf '%s\n' "${ports[@]}" >"$dir/ports"
}

start_parts() {
  local part
  : >"$dir/pids"
  for part in "${parts[@]}"; do
    # A session of its own: what is typed at the terminal is not for it.
    setsid /usr/bin/python3 "/usr/bin/swift-$part-server" "$dir/etc/$part-server.conf" \
      >"$dir/log/$part.log" 2>&1 </dev/null &
    echo $! >>"$dir/pids"
  done
}

answers() {
  local port
  [ "$(curl -s -m 2 --noproxy '*' "$endpoint/healthcheck")" = OK ] || return 1
  for port in "${ports[@]}"; do
    curl -s -m 2 --noproxy '*' -o /dev/null "http://127.0.0.1:$port/" || return 1
  done
}

# The keys go into the URL, where the colon of the access key can be encoded. 409: it is there already.
make_bucket() {
  local empty=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 status
  status=$(curl -s -m 10 --noproxy '*' -o /dev/null -w '%{http_code}' -X PUT --aws-sigv4 "aws:amz:$region:s3" \
    -H "x-amz-content-sha256: $empty" "${endpoint/:\/\//:\/\/${access_key/:/%3A}:$secret_key@}/$bucket")
  [ "$status" = 200 ] || [ "$status" = 409 ]
}

is_ours() { # PID
  { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null | grep -qF "$dir/etc/"
}

stop() {
  local pid round
  [ -e "$dir/pids" ] || return 0
  for round in TERM KILL; do
    while read -r pid; do
      if is_ours "$pid"; then kill -s "$round" "$pid" 2>/dev/null || true; fi
    done <"$dir/pids"
    for _ in {1..50}; do
      any_left || { rm -f "$dir/pids"; return 0; }
      sleep 0.1
    done
  done
}

any_left() {
  local pid
  while read -r pid; do
    if is_ours "$pid"; then return 0; fi
  done <"$dir/pids"
  return 1
}

start() {
  command -v swift-proxy-server >/dev/null || { echo "swift.sh: no Swift here: scripts/install-packages.sh services" >&2; exit 1; }
  stop
  local ports
  [ -e "$dir/ports" ] || write_settings
  mapfile -t ports <"$dir/ports"
  endpoint=http://127.0.0.1:${ports[3]}
  start_parts
  for _ in {1..300}; do
    if answers && make_bucket; then
      printf 'endpoint=%s\nregion=%s\nbucket=%s\naccess_key=%s\nsecret_key=%s\n' \
        "$endpoint" "$region" "$bucket" "$access_key" "$secret_key"
      return 0
    fi
    sleep 0.1
  done
  echo "swift.sh: it does not answer; the last that it said:" >&2
  tail -n 5 "$dir"/log/*.log >&2
  stop
  exit 1
}

[ $# -eq 2 ] || { usage >&2; exit 2; }
mkdir -p "$2"
dir=$(cd "$2" && pwd)
case $1 in
  start) start ;;
  stop) stop ;;
  run)
    trap stop EXIT
    start
    cat >/dev/null
    ;;
  *) usage >&2; exit 2 ;;
esac

#!/usr/bin/env bash
# Ensures that a Docker engine is running: installs one on Debian, starts it and waits. Needs root if none is running.
# Prints the pid of the engine that it started, for the caller to stop; its log is infra/docker/target/dockerd.log.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$here/target"
socket="${DOCKER_HOST:-unix:///var/run/docker.sock}"

answers() { timeout 10 docker info >/dev/null 2>&1; }

fail() {
  echo "$1" >&2
  exit 1
}

install_engine() {
  command -v dockerd >/dev/null && return
  command -v apt-get >/dev/null || fail "No Docker engine is running, and installing one needs apt-get."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null
  apt-get install -y -qq --no-install-recommends docker.io iptables >/dev/null
}

# $@: options for this machine
start_engine() {
  echo "Starting a Docker engine${*:+ with $*}" >&2
  dockerd --host "$socket" "$@" >"$work/dockerd.log" 2>&1 </dev/null &
  local pid=$!
  for _ in $(seq 60); do
    if answers; then
      echo "$pid"
      return 0
    fi
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.5
  done
  kill "$pid" 2>/dev/null || true
  wait "$pid" || true
  return 1
}

if answers; then
  exit 0
fi
[ "$(id -u)" = 0 ] || fail "No Docker engine is running at $socket; start one, or run this as root."
mkdir -p "$work"
install_engine
# With an init system, installing the package has started the service.
answers && exit 0
# Containers may not support overlay file systems or firewall rules.
start_engine ||
  start_engine --storage-driver=vfs ||
  start_engine --storage-driver=vfs --iptables=false --bridge=none ||
  fail "The Docker engine did not start: $(tail -n 3 "$work/dockerd.log")"

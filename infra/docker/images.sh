#!/usr/bin/env bash
# Prints environment settings that tell the tests which images to use: the official ones if they can be pulled, else
# local ones, built from Debian packages and this build's output. Usage: eval "$(infra/docker/images.sh)"
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
infra="$(dirname "$here")"
work="$here/target"
mkdir -p "$work"

pull() {
  docker image inspect "$1" >/dev/null 2>&1 || timeout 300 docker pull --quiet "$1" >&2
}

# Debian with Redis and a Java runtime.
build_base() {
  docker image inspect headrace-test/base >/dev/null 2>&1 && return
  command -v debootstrap >/dev/null || apt-get install -y -qq --no-install-recommends debootstrap >&2
  local root="$work/base"
  rm -rf "$root"
  debootstrap --variant=minbase --include=redis-server,default-jre-headless \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$root" >"$work/debootstrap.log" 2>&1 || {
    echo "debootstrap failed: $(tail -n 3 "$work/debootstrap.log")" >&2
    return 1
  }
  tar -C "$root" -c . | docker import - headrace-test/base >/dev/null
  rm -rf "$root"
}

# $1: name, $2: folder of build output to include, if any
build_image() {
  local log="$work/$1.log"
  if ! tar -c -C "$here/images" . ${2:+-C "$2" .} |
    docker build --tag "headrace-test/$1" --file "$1.Dockerfile" - >"$log" 2>&1; then
    echo "Cannot build the image $1 (build the project first): $(tail -n 3 "$log")" >&2
    return 1
  fi
}

# Without permission to set firewall rules the engine has no bridge.
docker network inspect bridge >/dev/null 2>&1 || echo "export HEADRACE_TEST_DOCKER_NETWORK=host"
if pull postgres:18 && pull valkey/valkey:8 && pull softwaremill/elasticmq-native; then
  exit 0
fi
echo "Cannot pull the official images: building local ones" >&2
build_base
# The newest, if there are several versions.
build_image postgres "$(ls -td "$infra"/services/target/unpacked/postgres-linux-*.txz-*/ | head -n 1)"
build_image redis
build_image elasticmq "$infra/elasticmq/target/lib"
echo "export HEADRACE_TEST_POSTGRES_IMAGE=headrace-test/postgres"
echo "export HEADRACE_TEST_REDIS_IMAGE=headrace-test/redis"
echo "export HEADRACE_TEST_SQS_IMAGE=headrace-test/elasticmq"

#!/usr/bin/env bash
# Runs the edge benchmarks: ./infra/bench/run.sh [hot|reaction|lists|search]. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. infra/jdk.sh
jdk="$(require_jdk)"
JAVA_HOME="$jdk" mvn -B -q package -DskipTests -pl fast-api,infra/bench -am

# The measured server runs on core 0, everything else on core 1.
exec taskset -c 1 "$jdk/bin/java" -jar infra/bench/target/app/bench.jar "$@"

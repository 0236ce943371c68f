#!/usr/bin/env bash
# Measures the edge: ./infra/bench/run.sh [hot|reaction|lists]. See README.md beside this file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. infra/jdk.sh
jdk="$(require_jdk)"
JAVA_HOME="$jdk" mvn -B -q package -DskipTests -pl fast-api,infra/bench -am

# Everything but what is measured stays on core 1; what is measured goes to core 0.
exec taskset -c 1 "$jdk/bin/java" -jar infra/bench/target/app/bench.jar "$@"

#!/bin/sh
# Measures the edge: ./infra/bench/run.sh [hot|reaction]. See README.md beside this file.
set -eu
cd "$(dirname "$0")/../.."
mvn -B -q package -DskipTests -pl fast-api,infra/bench -am

java=java
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
  if [ -x "$home/bin/java" ] && "$home/bin/java" --version | grep -q '^openjdk 25'; then
    java=$home/bin/java
    break
  fi
done

# Everything but what is measured stays on core 1; what is measured goes to core 0.
exec taskset -c 1 "$java" -jar infra/bench/target/app/bench.jar "$@"

#!/usr/bin/env bash
# Measures the memory of published documents in Redis, and how fast a rebuild writes them: ./infra/bench/rebuild.sh [DOCUMENTS]
# Runs a whole system in a data folder of its own, and deletes it. Needs curl. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
documents="${1:-20000}"
edge_port="${BENCH_EDGE_PORT:-18080}" core_port="${BENCH_CORE_PORT:-18081}"
work="$(mktemp -d)"
data="$work/data"
system=

stop() {
  if [ -n "$system" ]; then
    kill "$system" 2>/dev/null && wait "$system" || true
  fi
  rm -rf "$work"
}
trap stop EXIT

# Prints the value of a line of Redis' INFO MEMORY.
redis_memory() {
  local port line
  port="$(sed -n 's/^port.redis=//p' "$data/headrace.properties")"
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'AUTH %s\r\nINFO memory\r\nQUIT\r\n' "$(cat "$data/redis.password")" >&3
  while IFS= read -r line <&3; do
    line="${line%$'\r'}"
    if [ "${line%%:*}" = "$1" ]; then echo "${line#*:}"; fi
  done
  exec 3>&-
}

listed() {
  curl -fsS "http://127.0.0.1:$edge_port/v1/content/article?limit=1" | sed -n 's/.*"total":\([0-9]*\).*/\1/p'
}

cat > "$work/model.yaml" <<'END'
types:
  author:
    fields: {name: {type: text, required: true}}
    views: {card: {fields: [name]}}
  article:
    title: title
    fields:
      title:  {type: text, required: true}
      slug:   {type: slug, from: title, unique: true}
      topic:  {type: text}
      date:   {type: datetime}
      author: {type: reference, to: [author]}
      body:   {type: markdown}
    views:
      full: {include: [author]}
      card: {fields: [title, slug, date, author], include: [author]}
    lists: {filter: [topic, author], sort: [date, title]}
END

# Documents of about 5 KB as JSON.
mkdir "$work/articles"
awk -v documents="$documents" -v folder="$work/articles" 'BEGIN {
  srand(1)
  words = split("a race leads the water of river to wheel mill and back over weir under bridge past meadow", word, " ")
  for (i = 1; i <= documents; i++) {
    file = folder "/" i ".md"
    printf "---\ntitle: The mill %d\ntopic: topic-%d\ndate: 2026-03-%02dT08:00:00Z\nauthor: Author %d\n---\n\n", i, i % 10, 1 + i % 28, i % 20 > file
    for (length_ = 0; length_ < 4600; length_ += length(text)) {
      text = word[1 + int(rand() * words)] (rand() < 0.1 ? ".\n\n" : " ")
      printf "%s", text > file
    }
    close(file)
  }
}'

./headrace up --empty --data "$data" --edge-port "$edge_port" --core-port "$core_port" > "$work/up.log" 2>&1 &
system=$!
until grep -q '^ready' "$work/up.log"; do
  kill -0 "$system" 2>/dev/null || { cat "$work/up.log" >&2; exit 1; }
  sleep 1
done
./headrace schema apply "$work/model.yaml" --data "$data" > /dev/null
before="$(redis_memory used_memory)"

echo "importing and publishing $documents documents"
start="$(date +%s)"
./headrace import "$work/articles" --type article --data "$data" > "$work/import.log" 2>&1 || { tail "$work/import.log" >&2; exit 1; }
until [ "$(listed)" = "$documents" ]; do sleep 1; done
echo "imported, published and listed in $(($(date +%s) - start)) s"

for round in 1 2 3; do
  start="$(date +%s%N)"
  ./headrace rebuild --data "$data" 2> /dev/null
  end="$(date +%s%N)"
  echo "rebuild $round: $((documents * 1000 / ((end - start) / 1000000))) documents/s"
done

used="$(redis_memory used_memory)"
size="$(curl -fsS "http://127.0.0.1:$edge_port/v1/content/article?limit=1&view=full" | wc -c)"
echo "a document has about $size bytes of JSON; Redis uses $(((used - before) / documents)) bytes per document"

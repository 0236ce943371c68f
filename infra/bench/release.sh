#!/usr/bin/env bash
# Times a release and its rollback: ./infra/bench/release.sh [ENTRIES]
# Runs a whole system in a data folder of its own, and deletes it. Needs curl and jq. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
entries="${1:-10000}"
edge_port="${BENCH_EDGE_PORT:-18080}" core_port="${BENCH_CORE_PORT:-18081}"
work="$(mktemp -d)"
data="$work/data"
core="http://127.0.0.1:$core_port/api" edge="http://127.0.0.1:$edge_port/v1"
system=

stop() {
  if [ -n "$system" ]; then
    kill "$system" 2>/dev/null && wait "$system" || true
  fi
  rm -rf "$work"
}
trap stop EXIT

api() { curl -fsS -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -X "$1" "$core$2" "${@:3}"; }
millis() { echo $(($(date +%s%N) / 1000000)); }
title() { curl -fsS "$edge/content/article/$first" | jq -r .title; }

# Waits until a command prints a text.
await() {
  until [ "$("${@:2}")" = "$1" ]; do sleep 0.02; done
}

# Writes Markdown files of about 5 KB with a word in their titles.
write() {
  mkdir -p "$work/articles"
  awk -v entries="$entries" -v folder="$work/articles" -v word="$1" 'BEGIN {
    srand(1)
    words = split("a race leads the water of river to wheel mill and back over weir under bridge past meadow", each, " ")
    for (i = 1; i <= entries; i++) {
      file = folder "/" i ".md"
      printf "---\ntitle: The %s mill %d\nslug: mill-%d\n---\n\n", word, i, i > file
      for (length_ = 0; length_ < 4600; length_ += length(text)) {
        text = each[1 + int(rand() * words)] (rand() < 0.1 ? ".\n\n" : " ")
        printf "%s", text > file
      }
      close(file)
    }
  }'
}

cat > "$work/model.yaml" <<'END'
types:
  article:
    title: title
    fields:
      title: {type: text, required: true}
      slug:  {type: slug, from: title, unique: true}
      body:  {type: markdown}
    views:
      card: {fields: [title, slug]}
    lists: {sort: [title]}
END

./headrace up --empty --data "$data" --edge-port "$edge_port" --core-port "$core_port" > "$work/up.log" 2>&1 &
system=$!
until grep -q '^ready' "$work/up.log"; do
  kill -0 "$system" 2>/dev/null || { cat "$work/up.log" >&2; exit 1; }
  sleep 1
done
./headrace schema apply "$work/model.yaml" --data "$data" > /dev/null
token="$(./headrace token --staff=admin@localhost --data "$data")"

echo "importing and publishing $entries entries"
write old
./headrace import "$work/articles" --type article --data "$data" > "$work/import.log" 2>&1 || { tail "$work/import.log" >&2; exit 1; }
await "$entries" sh -c "curl -fsS '$edge/content/article?limit=1' | jq .total"

echo "editing them"
write new
./headrace import "$work/articles" --type article --draft --data "$data" > "$work/import.log" 2>&1 || { tail "$work/import.log" >&2; exit 1; }

release="$(api POST /releases -d '{"name": "Benchmark"}' | jq -r .id)"
after= first=
while :; do
  page="$(api GET "/entries/article?size=200${after:+&after=$after}")"
  first="${first:-$(jq -r '.items[0].id' <<< "$page")}"
  api POST "/releases/$release/entries" -d "$(jq -c '{entries: [.items[] | {entry: .id}]}' <<< "$page")" > /dev/null
  after="$(jq -r '.next // empty | @uri' <<< "$page")"
  [ -n "$after" ] || break
done
state() { api GET "/releases/$release" | jq -r .state; }
before="$(title)"

start="$(millis)"
api POST "/releases/$release/publish" > /dev/null
echo "committed after $(($(millis) - start)) ms"
until [ "$(title)" != "$before" ]; do sleep 0.02; done
echo "readers get all of it after $(($(millis) - start)) ms"
await live state
echo "it is folded after $(($(millis) - start)) ms"

start="$(millis)"
api POST "/releases/$release/rollback" > /dev/null
await "$before" title
echo "readers get what they got before $(($(millis) - start)) ms after the rollback began"
await returned state
echo "the former publications are restored after $(($(millis) - start)) ms"

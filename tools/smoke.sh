#!/usr/bin/env bash
# Install a wheel into an empty environment outside the checkout and use it there without a network.
# Usage: tools/smoke.sh WHEEL
set -euo pipefail
wheel=$(realpath "$1")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"

python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check "$wheel"

offline() { # the command without a network, where the system lets us take it away
  if unshare --map-root-user --net true 2>/dev/null; then
    unshare --map-root-user --net -- "$@"
  else
    env http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 "$@"
  fi
}

offline env/bin/python -W error -c 'import en_detente_news_sm; en_detente_news_sm.load()'

cat >release.md <<'END'
---
title: Arvania frees 12
published: 2025-03-05
publisher: The Courier
---
Arvania released 12 prisoners on Monday after talks with an envoy of Belmora, President Ilen Marosh said.
END
detente() { offline env/bin/detente "$@"; }
detente build release.md -o graph.nq --strict
detente validate graph.nq
detente query graph.nq releases
detente query graph.nq releases --format csv | grep -q 2025-03-03
detente show graph.nq release.md
detente export graph.nq -o graph.jsonld
detente export graph.nq --format plover -o events.jsonl
detente network graph.nq -o network.svg
test -s network.svg

echo "smoke test passed: $(basename "$wheel"), $(du -h "$wheel" | cut -f1)"

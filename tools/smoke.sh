#!/usr/bin/env bash
# Install a wheel into an empty environment outside the checkout and use it there without a network.
# Usage: tools/smoke.sh WHEEL
set -euo pipefail
wheel=$(realpath "$1")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"

python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check "$wheel"

offline() { # the command without a network, where the system lets us take it away
  if unshare --map-root-user --net true 2>/dev/null; then
    unshare --map-root-user --net -- "$@"
  else
    env http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 "$@"
  fi
}

offline env/bin/python -W error -c 'import en_detente_news_sm; en_detente_news_sm.load()'
echo "smoke test passed: $(basename "$wheel"), $(du -h "$wheel" | cut -f1)"

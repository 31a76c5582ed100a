#!/usr/bin/env bash
# Installs packages with apt where that is ours to do: as root, on Debian and its kin.
set -eu
[ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null || exit 1

echo "Installing $* with apt …"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if apt-get update -qq > "$log" 2>&1 &&
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >> "$log" 2>&1; then
  exit 0
fi
tail -n 3 "$log"
exit 1

#!/usr/bin/env bash
# System packages: bubblewrap keeps students' code apart, Chromium opens pages in the tests.
set -eu

missing=()
command -v bwrap > /dev/null || missing+=(bubblewrap)
command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null || missing+=(chromium)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
  echo "Installing ${missing[*]} with apt …"
  log=$(mktemp)
  if apt-get update -qq > "$log" 2>&1 &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >> "$log" 2>&1; then
    exit 0
  fi
  tail -n 3 "$log"
fi
for name in "${missing[@]}"; do
  case $name in
    bubblewrap) echo "Please install bubblewrap: without it, grading does not shut students' code off from this machine." ;;
    chromium) echo "Please install chromium: without it, the tests cannot open pages in a browser." ;;
  esac
done

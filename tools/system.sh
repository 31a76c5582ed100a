#!/usr/bin/env bash
# System packages: bubblewrap keeps students' code apart, Chromium opens pages in the tests.
set -eu

missing=()
command -v bwrap > /dev/null || missing+=(bubblewrap)
command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null || missing+=(chromium)
[ ${#missing[@]} -eq 0 ] || "$(dirname "$0")/apt.sh" "${missing[@]}" && exit 0

for name in "${missing[@]}"; do
  case $name in
    bubblewrap) echo "Please install bubblewrap: without it, grading does not shut students' code off from this machine." ;;
    chromium) echo "Please install chromium: without it, the tests cannot open pages in a browser." ;;
  esac
done

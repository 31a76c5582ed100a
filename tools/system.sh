#!/usr/bin/env bash
# System packages: bubblewrap keeps students' code apart; the tests open pages in Chromium and keep
# gradebooks in PostgreSQL.
set -eu
apt=$(dirname "$0")/apt.sh

any_of() { for name in "$@"; do ! command -v "$name" > /dev/null || return 0; done; return 1; }

any_of bwrap || "$apt" bubblewrap ||
  echo "Please install bubblewrap: without it nothing is graded, since students' code would not be shut off from this machine."
# Chromium without windows takes two thirds of the time; not all that is kin to Debian has it.
any_of chromium-headless-shell chromium chromium-browser google-chrome ||
  "$apt" chromium-headless-shell || "$apt" chromium ||
  echo "Please install chromium: without it, the tests cannot open pages in a browser."
any_of initdb /usr/lib/postgresql/*/bin/initdb || "$apt" postgresql ||
  echo "Please install postgresql: without it, the tests cannot keep a gradebook on a server."

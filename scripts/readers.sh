#!/bin/sh
# Real feed readers for the tests of feeds, from Debian where we may install them. Where we may
# not, those tests are left out, and say so. `readers.sh all` is for the long tests too: Akregator
# brings half a desktop.
set -eu
missing=""
akregator=""
[ "${1:-}" != all ] || akregator="akregator:akregator"
# shellcheck disable=SC2086 # none is no word
for pair in $akregator newsboat:newsboat sfeed_update:sfeed r2e:rss2email xmllint:libxml2-utils \
  liferea:liferea quiterss:quiterss Xvfb:xvfb dbus-daemon:dbus-daemon gdbus:libglib2.0-bin; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing feed readers for the tests:$missing …"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 # the names are words
  if apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
    exit 0
  fi
fi
echo "Without$missing some tests of feeds are left out (sudo apt-get install$missing)." >&2

#!/bin/sh
# Makes sure that there is a Chromium for the browser tests, and prints where it is.
# CHROMIUM names another one. With --find it only looks.
set -eu

find_browser() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        if [ -n "$name" ] && command -v "$name"; then
            return 0
        fi
    done
    return 1
}

say() { echo "$*" >&2; }

install_browser() {
    # Somebody else may have installed it while we waited for our turn.
    find_browser >/dev/null && return 0
    say "Installing Chromium for the browser tests (apt-get, once) ..."
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if apt-get update >"$log" 2>&1 &&
        apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=900 chromium >>"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 20 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

find_browser && exit 0
if [ "${1:-}" = --find ]; then exit 1; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    # Two checkouts may set themselves up at once; apt-get update does not wait for its lock, so we do.
    exec 9>"${TMPDIR:-/tmp}/equity-tracker-browser.lock"
    if command -v flock >/dev/null 2>&1; then flock 9; fi
    install_browser || say "apt-get could not install Chromium; its last words stand above."
    find_browser && exit 0
fi

say "The browser tests need Chromium or Google Chrome, and none was found."
say "  Debian, Ubuntu:  sudo apt-get install chromium   (or chromium-browser)"
say "  Fedora:          sudo dnf install chromium"
say "  macOS:           brew install --cask chromium    (or install Google Chrome)"
say "  elsewhere:       CHROMIUM=/where/it/is make test"
say "Without a browser: make lint unit"
exit 1

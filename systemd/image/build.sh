#!/bin/sh
# Builds gatehouse-host:test, a Debian with systemd for the tests; `./dev test --docker` calls it.
set -eu

fail() {
    printf '%s\n' "systemd/image/build.sh: $*" >&2
    exit 1
}

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../image/docker.sh"
find_docker
"$DOCKER" image inspect debian:bookworm-slim >/dev/null 2>&1 || "$DOCKER" pull --quiet debian:bookworm-slim ||
    fail "no debian:bookworm-slim; ./dev image makes it where no registry answers"
log=$(mktemp)
"$DOCKER" build --force-rm --tag gatehouse-host:test "$here" >"$log" 2>&1 || {
    tail -n 30 "$log" >&2
    fail "gatehouse-host:test was not built; the whole log is $log"
}
rm -f "$log"

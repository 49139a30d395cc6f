#!/bin/sh
# A registry on this machine, to try --publish: registry.sh FOLDER PORT. Becomes Debian's
# docker-registry, which is unpacked beside the build where it is not installed (installing it would
# start a service); plain http, on the loopback interface.
set -eu

folder=${1:?usage: registry.sh FOLDER PORT}
port=${2:?usage: registry.sh FOLDER PORT}
cache=$(cd "$(dirname "$0")/.." && pwd)/dist/image/cache/registry

program=$(command -v docker-registry || true)
if [ -z "$program" ]; then
    program=$cache/usr/bin/docker-registry
    if [ ! -x "$program" ]; then
        mkdir -p "$cache"
        (
            cd "$cache"
            apt-get -qq download docker-registry && dpkg -x docker-registry_*.deb . && rm docker-registry_*.deb
        ) >/dev/null 2>&1 || {
            echo "registry.sh: docker-registry could not be had; run: apt-get install docker-registry" >&2
            exit 1
        }
    fi
fi
mkdir -p "$folder/data"
cat >"$folder/configuration.yml" <<YAML
version: 0.1
log: { level: error }
storage: { filesystem: { rootdirectory: $folder/data } }
http: { addr: "127.0.0.1:$port" }
YAML
exec "$program" serve "$folder/configuration.yml"

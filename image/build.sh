#!/bin/sh
# Builds the images; `./dev image` calls it once dist/forge and dist/gatehouse are there.
set -eu

usage() {
    cat <<TXT
usage: ./dev image [PROFILE...] [OPTION...]
  PROFILE             shell (the default), claude, pi, opencode, or broker
  --all               every profile, and the broker
  --platform NAME     linux/amd64 or linux/arm64; another than this machine's is tagged with its name
  --publish NAME:TAG  push shell (or the one PROFILE) for both platforms as one manifest list
  --insecure          with --publish: the registry speaks plain http
  --uid N, --gid N    the worker's user and group; 10001 unless told
  --packages 'A B'    Debian packages to add, as 'python3 make'
  --no-build          take dist/forge, dist/forge-ARCH and dist/gatehouse as they are
Leaves gatehouse-worker:PROFILE, gatehouse-broker:VERSION and dist/image/sbom-PROFILE.json.
TXT
}
say() { printf '%s\n' "== $*"; }
fail() {
    printf '%s\n' "./dev image: $*" >&2
    exit 1
}

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
out=$root/dist/image
. "$here/docker.sh"

profiles=""
platform=""
publish=""
insecure=""
uid=10001
gid=10001
packages=""
as_they_are=""
while [ "$#" -gt 0 ]; do
    case $1 in
        shell | claude | pi | opencode | broker) profiles="$profiles $1" ;;
        --all) profiles="shell claude pi opencode broker" ;;
        --platform) platform=${2:?"--platform NAME"} && shift ;;
        --publish) publish=${2:?"--publish REGISTRY/NAME:TAG"} && shift ;;
        --insecure) insecure=--insecure ;;
        --uid) uid=${2:?"--uid N"} && shift ;;
        --gid) gid=${2:?"--gid N"} && shift ;;
        --packages) packages=${2?"--packages 'A B'"} && shift ;;
        --no-build) as_they_are=--no-build ;;
        -h | --help) usage && exit 0 ;;
        *) usage >&2 && exit 2 ;;
    esac
    shift
done
profiles=${profiles:-shell}

find_docker
native=$(engine_architecture)
case ${platform:-linux/$native} in
    linux/amd64) architecture=amd64 ;;
    linux/arm64) architecture=arm64 ;;
    *) fail "no image for $platform; there is linux/amd64 and linux/arm64" ;;
esac

# One time for all that the build changes: the one that the jars carry.
created=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*|\1|p' "$root/pom.xml")
SOURCE_DATE_EPOCH=$(date -u -d "$created" +%s)
version=$(sed -n '0,/<version>/s|.*<version>\(.*\)</version>.*|\1|p' "$root/pom.xml")
revision=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)
# Without a user name or password that may stand in it.
source=$(git -C "$root" remote get-url origin 2>/dev/null | sed 's|//[^/@]*@|//|' || true)
export SOURCE_DATE_EPOCH DOCKER

# Where glibc is too old for the runtime that is linked for another architecture, a newer Debian.
base=debian:bookworm-slim
suffix=""
forge=$root/dist/forge
if [ "$architecture" != "$native" ]; then
    suffix=-$architecture
    base=debian:trixie-slim
    forge=$root/dist/forge-$architecture
    sh "$here/emulate.sh" "$architecture"
fi
[ "$architecture" != "$native" ] || [ -x "$forge/bin/forge" ] || fail "$forge is missing; run ./dev build"

# The base: here already, pulled, or made. An image of the same name for another architecture is none.
provide_base() {
    [ "$("$DOCKER" image inspect -f '{{.Architecture}}' "$base" 2>/dev/null)" = "$architecture" ] && return
    say "pulling $base"
    if timeout 60 "$DOCKER" pull --quiet --platform "linux/$architecture" "$base" >/dev/null 2>&1 &&
        [ "$("$DOCKER" image inspect -f '{{.Architecture}}' "$base")" = "$architecture" ]; then
        return
    fi
    say "no registry gave $base: making it from Debian's packages"
    # qemu, where it is needed, is there already; mmdebstrap would look for another program to see that.
    MMDEBSTRAP_SKIP=check/qemu sh "$here/base.sh" "$base" "$architecture"
}

# The shim for another architecture, from the jars of this build.
cross_shim() {
    [ "$architecture" != "$native" ] || return 0
    [ -z "$as_they_are" ] || [ ! -x "$forge/bin/forge" ] || return 0
    say "packaging dist/forge-$architecture; training its AOT caches is emulated and takes minutes"
    sh "$here/cross.sh" "$architecture" "$forge" || fail "the shim was not packaged for $architecture"
}

# build TAG DOCKERFILE CONTEXT ARGUMENT...
build() {
    tag=$1
    file=$2
    parts=$3
    shift 3
    say "building $tag"
    # An engine without BuildKit knows no platform but its own.
    [ "$architecture" = "$native" ] || set -- --platform "linux/$architecture" "$@"
    "$DOCKER" build --force-rm --tag "$tag" --file "$file" "$@" \
        --build-arg "UID=$uid" --build-arg "GID=$gid" --build-arg "VERSION=$version" \
        --build-arg "SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH" --build-arg "CREATED=$created" \
        --build-arg "REVISION=$revision" --build-arg "SOURCE=${source:-unknown}" \
        "$parts" >"$log" 2>&1 || {
        tail -n 30 "$log" >&2
        fail "$tag was not built; the whole log is $log"
    }
}

worker() {
    rm -rf "$context"
    mkdir -p "$context"
    cp -R "$here/parts" "$context/parts"
    cp -R "$forge" "$context/forge"
    build "gatehouse-worker:shell$suffix" "$here/Dockerfile" "$context" \
        --build-arg "BASE=$base" --build-arg "PACKAGES=$packages"
}

profile() {
    rm -rf "$context"
    mkdir -p "$context"
    sh "$here/profiles/fetch.sh" "$1" "$architecture" "$context/profile"
    build "gatehouse-worker:$1$suffix" "$here/profiles/Dockerfile" "$context" \
        --target "$1" --build-arg "WORKER=gatehouse-worker:shell$suffix" --build-arg "PROFILE=$1"
}

broker() (
    [ "$architecture" = "$native" ] || fail "the broker's image is built on a machine of its own architecture"
    [ -x "$root/dist/gatehouse/bin/gatehouse" ] || fail "dist/gatehouse is missing; run ./dev build"
    rm -rf "$context"
    mkdir -p "$context"
    cp -R "$root/dist/gatehouse" "$context/gatehouse"
    cp -R "$here/parts" "$context/parts"
    # A user of its own: a worker's would be let in to its tokens.
    uid=10000
    gid=10000
    build "gatehouse-broker:$version" "$here/broker/Dockerfile" "$context" --build-arg "BASE=$base"
)

sbom() {
    container=$("$DOCKER" create ${suffix:+--platform "linux/$architecture"} "$1" sh)
    "$DOCKER" cp "$container:/usr/share/gatehouse/sbom.json" "$2" >/dev/null
    "$DOCKER" rm "$container" >/dev/null
    say "$1: its parts are listed in $2"
}

# Both architectures, each by a run of its own of this script, then one list of the two.
if [ -n "$publish" ]; then
    name=${profiles# }
    case $name in
        *" "*) fail "--publish takes one profile, not $name" ;;
        broker) fail "the broker's image is built for this machine's architecture only" ;;
    esac
    images=""
    for other in amd64 arm64; do
        # shellcheck disable=SC2086 # nothing, or one word
        sh "$here/build.sh" "$name" $as_they_are --platform "linux/$other" \
            --uid "$uid" --gid "$gid" --packages "$packages"
        image=gatehouse-worker:$name
        [ "$other" = "$native" ] || image=$image-$other
        images="$images $image"
    done
    # shellcheck disable=SC2086 # names are words
    exec sh "$here/publish.sh" $insecure "$publish" $images
fi

mkdir -p "$out"
log=$out/build$suffix.log
context=$out/context$suffix
provide_base
cross_shim
worker
sbom "gatehouse-worker:shell$suffix" "$out/sbom-shell$suffix.json"
for name in $profiles; do
    case $name in
        shell) ;;
        broker)
            broker
            sbom "gatehouse-broker:$version" "$out/sbom-broker.json"
            ;;
        *)
            profile "$name"
            sbom "gatehouse-worker:$name$suffix" "$out/sbom-$name$suffix.json"
            ;;
    esac
done
rm -rf "$context"

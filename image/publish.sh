#!/bin/sh
# Pushes images of several architectures as one manifest list: publish.sh [--insecure] NAME:TAG IMAGE...
# With --insecure the registry may speak plain http. Leaves NAME:TAG-ARCH beside NAME:TAG there.
set -eu

fail() {
    printf '%s\n' "publish.sh: $*" >&2
    exit 1
}
insecure=""
if [ "${1:-}" = --insecure ]; then
    insecure=--insecure
    shift
fi
list=${1:?usage: publish.sh [--insecure] NAME:TAG IMAGE...}
shift
docker=${DOCKER:-docker}
case ${list##*/} in
    *:latest) fail "$list: latest is another image tomorrow; give a tag that says which" ;;
    *:*) ;;
    *) fail "$list has no tag; give NAME:TAG" ;;
esac

pushed=""
for image in "$@"; do
    architecture=$("$docker" image inspect -f '{{.Architecture}}' "$image") || fail "there is no image $image here"
    case " $pushed " in
        *"$list-$architecture "*) fail "$image is a second image for $architecture" ;;
    esac
    "$docker" tag "$image" "$list-$architecture"
    "$docker" push --quiet "$list-$architecture" >/dev/null || fail "$list-$architecture was not pushed"
    "$docker" rmi "$list-$architecture" >/dev/null
    pushed="$pushed $list-$architecture"
done

# What an earlier try left of the list on this machine.
"$docker" manifest rm "$list" >/dev/null 2>&1 || true
# shellcheck disable=SC2086 # names are words
"$docker" manifest create $insecure "$list" $pushed >/dev/null
for reference in $pushed; do
    "$docker" manifest annotate --os linux --arch "${reference##*-}" "$list" "$reference"
done
# shellcheck disable=SC2086
digest=$("$docker" manifest push --purge $insecure "$list")
printf '%s\n' "== published $list@$digest for$pushed"

#!/bin/sh
# Fetches what a profile adds: fetch.sh PROFILE ARCH OUT. The exact versions stand in the profile's
# package.json, the SHA-512 of each archive in its package-lock.json, and nothing of what is fetched
# is run. It happens here and not in the image's build, since here the operator's proxy and
# certificates are in force.
set -eu

profile=${1:?usage: fetch.sh PROFILE ARCH OUT}
architecture=${2:?usage: fetch.sh PROFILE ARCH OUT}
out=${3:?usage: fetch.sh PROFILE ARCH OUT}
here=$(cd "$(dirname "$0")" && pwd)
cache=$here/../../dist/image/cache
registry=https://registry.npmjs.org

fail() {
    printf '%s\n' "fetch.sh: $*" >&2
    exit 1
}
npm_architecture() {
    case $1 in
        amd64 | x86_64) echo x64 ;;
        arm64 | aarch64) echo arm64 ;;
        *) fail "Node is not pinned for $1" ;;
    esac
}

# tool NAME: its folder in the cache, with the pinned version in it.
tool() {
    pin=$(grep "^$1 " "$here/tools") || fail "$1 is not in $here/tools"
    version=$(echo "$pin" | cut -d' ' -f2)
    folder=$cache/$1-$version
    if [ ! -d "$folder" ]; then
        archive=$cache/$1-$version.tgz
        url=$registry/$1/-/$1-$version.tgz
        if command -v curl >/dev/null; then
            curl -fsSL --proto '=https' -o "$archive" "$url"
        else
            wget -q --https-only -O "$archive" "$url"
        fi || fail "$url could not be fetched"
        echo "$(echo "$pin" | cut -d' ' -f3)  $archive" | sha512sum --check --quiet >&2 ||
            fail "$url is not what $here/tools pins: do not use it"
        mkdir "$folder.new"
        tar -xzf "$archive" -C "$folder.new" --strip-components=1 --no-same-owner
        mv "$folder.new" "$folder"
        rm "$archive"
    fi
    printf '%s\n' "$folder"
}

mkdir -p "$cache" "$out"
node=$(tool "node-linux-$(npm_architecture "$(uname -m)")")/bin/node
npm=$(tool npm)/bin/npm-cli.js
cpu=$(npm_architecture "$architecture")

cp -R "$here/$profile/." "$here/add" "$out"
(
    cd "$out"
    "$node" "$npm" ci --ignore-scripts --os=linux --cpu="$cpu" --libc=glibc --omit=dev \
        --no-audit --no-fund --no-update-notifier --loglevel=error --cache "$cache/npm" >&2
) || fail "npm could not install profile $profile for $architecture"

# programs: command, architecture or "any", path below node_modules.
mkdir "$out/bin"
grep -v '^#' "$out/programs" | while read -r command for path; do
    [ "$for" = any ] || [ "$for" = "$architecture" ] || continue
    [ -f "$out/node_modules/$path" ] ||
        fail "$command for $architecture is not among what npm installed ($path): is it in package-lock.json?"
    chmod 755 "$out/node_modules/$path"
    ln -s "../node_modules/$path" "$out/bin/$command"
done
[ -n "$(ls "$out/bin")" ] || fail "profile $profile has no program for $architecture"
rm -rf "$out/programs" "$out/node_modules/.bin"

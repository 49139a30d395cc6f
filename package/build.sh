#!/bin/sh
# Makes the archive and the Debian package; `./dev package` calls it once dist/gatehouse is there. Both
# hold the same files, the same build gives the same bytes, and nothing but them is needed to run.
set -eu

usage() {
    cat <<TXT
usage: ./dev package [--units DIR] [--no-deb]
  --units DIR   where the files for the service manager are; systemd/ unless told
  --no-deb      the archive only, where there is no dpkg-deb
Leaves dist/gatehouse-VERSION-linux-ARCH.tar.gz and dist/gatehouse_VERSION_ARCH.deb.
TXT
}
say() { printf '%s\n' "== $*"; }
fail() {
    printf '%s\n' "./dev package: $*" >&2
    exit 1
}

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
dist=$root/dist
built=$dist/gatehouse
units=$root/systemd
deb=yes
while [ "$#" -gt 0 ]; do
    case $1 in
        --units) units=${2:?"--units DIR"} && shift ;;
        --no-deb) deb="" ;;
        -h | --help) usage && exit 0 ;;
        *) usage >&2 && exit 2 ;;
    esac
    shift
done

for file in gatehouse.service gatehouse-worker@.service gatehouse.sysusers gatehouse.tmpfiles; do
    [ -f "$units/$file" ] || fail "$units/$file is missing; the package has to hold it"
done
[ -x "$built/bin/gatehouse" ] || fail "dist/gatehouse is missing; run ./dev build"
[ -z "$deb" ] || command -v dpkg-deb >/dev/null ||
    fail "dpkg-deb is missing; run: sudo apt-get install dpkg, or give --no-deb"
# A certificate store that is a link to the building machine's would be none elsewhere.
[ -s "$built/runtime/lib/security/cacerts" ] && [ ! -L "$built/runtime/lib/security/cacerts" ] ||
    fail "the runtime has no certificates of its own; build with a JDK that brings them (adoptium.net)"

version=$(sed -n '0,/<version>/s|.*<version>\(.*\)</version>.*|\1|p' "$root/pom.xml")
# One time for all files: the one that the jars carry.
created=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*|\1|p' "$root/pom.xml")
SOURCE_DATE_EPOCH=$(date -u -d "$created" +%s)
export SOURCE_DATE_EPOCH
machine=$(uname -m)
case $machine in
    x86_64) architecture=amd64 ;;
    aarch64) architecture=arm64 ;;
    *) fail "no package for $machine; there is x86_64 and aarch64" ;;
esac

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What both packages put below share/: pages, completions, documents.
"$built/bin/gatehouse" pages "$scratch/share" --date "${created%%T*}" --example "$root/docs/gatehouse.example.yaml"
documents=$scratch/share/doc/gatehouse
mkdir -p "$documents/examples"
cp "$root/README.md" "$root/SECURITY.md" "$root/CHANGELOG.md" "$documents/"
cp "$root"/docs/*.md "$documents/"
cp "$root/docs/gatehouse.example.yaml" "$documents/examples/gatehouse.yaml"

# settle DIR: rights and times that do not depend on who built it, and when.
settle() {
    chmod -R u=rwX,go=rX "$1"
    find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

archive() {
    name=gatehouse-$version
    tree=$scratch/$name
    cp -R "$built" "$tree"
    cp -R "$scratch/share" "$tree/share"
    mkdir "$tree/systemd"
    for file in "$units"/*.service "$units"/*.socket "$units"/gatehouse.sysusers "$units"/gatehouse.tmpfiles "$units"/README.md; do
        [ ! -f "$file" ] || cp "$file" "$tree/systemd/"
    done
    cp "$root/LICENSE" "$tree/"
    settle "$tree"
    target=$dist/$name-linux-$machine.tar.gz
    tar -C "$scratch" --format=gnu --sort=name --owner=0 --group=0 --numeric-owner -cf - "$name" |
        gzip -9n >"$target"
    rm -rf "$tree"
    say "${target#"$root"/}"
}

# The Debian packages that hold what the runtime and the natives are linked with. The version of the C
# library is the newest whose symbols they name.
libraries() {
    glibc=$(LC_ALL=C grep -rahoE 'GLIBC_2\.[0-9]+' "$1/runtime" "$1/lib/native" | sort -uV | tail -n 1)
    printf 'libc6 (>= %s)' "${glibc#GLIBC_}"
    find "$1/runtime" "$1/lib/native" \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + |
        sed -n 's|^[[:space:]]*\([^ ]*\) => /.*|\1|p' | sort -u >"$scratch/linked"
    while read -r linked; do
        [ -z "$(find "$1" -name "$linked")" ] || continue
        case $linked in
            libc.* | libm.* | libdl.* | libpthread.* | librt.* | libresolv.*) ;;
            libz.so.1) printf ', zlib1g' ;;
            libstdc++.so.6) printf ', libstdc++6' ;;
            libgcc_s.so.1) printf ', libgcc-s1' ;;
            *) fail "the runtime needs $linked; say in package/build.sh which package of Debian has it" ;;
        esac
    done <"$scratch/linked"
}

debian() {
    tree=$scratch/debian
    mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/lib/systemd/system" "$tree/usr/lib/sysusers.d" \
        "$tree/usr/lib/tmpfiles.d" "$tree/etc/gatehouse/tokens"
    cp -R "$built" "$tree/usr/lib/gatehouse"
    ln -s ../lib/gatehouse/bin/gatehouse "$tree/usr/bin/gatehouse"
    cp -R "$scratch/share" "$tree/usr/share"
    find "$tree/usr/share/man" -type f -exec gzip -9n {} +
    gzip -9n <"$root/CHANGELOG.md" >"$tree/usr/share/doc/gatehouse/changelog.gz"
    rm "$tree/usr/share/doc/gatehouse/CHANGELOG.md"
    cp "$here/debian/copyright" "$tree/usr/share/doc/gatehouse/copyright"
    for unit in "$units"/*.service "$units"/*.socket; do
        [ ! -f "$unit" ] || cp "$unit" "$tree/usr/lib/systemd/system/"
    done
    cp "$units/gatehouse.sysusers" "$tree/usr/lib/sysusers.d/gatehouse.conf"
    cp "$units/gatehouse.tmpfiles" "$tree/usr/lib/tmpfiles.d/gatehouse.conf"
    cp "$here/gatehouse.yaml" "$tree/etc/gatehouse/gatehouse.yaml"
    for script in postinst prerm postrm; do
        cp "$here/debian/$script" "$tree/DEBIAN/$script"
    done
    settle "$tree"
    # Closed from the first moment on: their group comes once there is one.
    chmod 0640 "$tree/etc/gatehouse/gatehouse.yaml"
    chmod 0750 "$tree/etc/gatehouse/tokens"
    chmod 0755 "$tree/DEBIAN/postinst" "$tree/DEBIAN/prerm" "$tree/DEBIAN/postrm"
    printf '%s\n' /etc/gatehouse/gatehouse.yaml >"$tree/DEBIAN/conffiles"
    (cd "$tree" && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum) >"$tree/DEBIAN/md5sums"
    depends=$(libraries "$tree/usr/lib/gatehouse")
    # 0.1.0-SNAPSHOT comes before 0.1.0.
    number=$(printf %s "$version" | tr '[:upper:]' '[:lower:]' | sed 's/-/~/')
    sed -e "s|@VERSION@|$number|" -e "s|@ARCHITECTURE@|$architecture|" -e "s|@LIBRARIES@|$depends|" \
        -e "s|@SIZE@|$(du -k -s --apparent-size --exclude=DEBIAN "$tree" | cut -f 1)|" \
        "$here/debian/control" >"$tree/DEBIAN/control"
    target=$dist/gatehouse_${number}_$architecture.deb
    # xz takes ten times as long, to make it a fifth smaller.
    dpkg-deb --root-owner-group -Zgzip --build "$tree" "$target" >/dev/null
    say "${target#"$root"/}"
}

archive
[ -z "$deb" ] || debian

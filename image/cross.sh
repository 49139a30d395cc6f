#!/bin/sh
# Packages the shim for another architecture: cross.sh ARCH OUT_DIR [SECONDS], after `./mvnw package`
# and emulate.sh. It is package.sh with a jlink that takes Debian's modules for ARCH; that runs here, in
# seconds. Only what trains and checks the AOT caches is emulated. Where this takes longer than SECONDS
# or a cache is refused, OUT_DIR is left without caches: everything works, each start is slower.
set -eu

architecture=${1:?usage: cross.sh ARCH OUT_DIR [SECONDS]}
out=${2:?usage: cross.sh ARCH OUT_DIR [SECONDS]}
seconds=${3:-600}
root=$(cd "$(dirname "$0")/.." && pwd)
host=${JAVA_HOME:?JAVA_HOME must name a JDK 25}
# Unpacked and not set up: the C library and what else its programs load, and the JDK's modules.
debian=$root/dist/image/cache/trixie-$architecture
log=$root/dist/image/package-$architecture.log

fail() {
    printf '%s\n' "cross.sh: $*" >&2
    exit 1
}
# How a program of that architecture begins, at byte 18.
case $architecture in
    amd64) machine=3e00 ;;
    arm64) machine=b700 ;;
    *) fail "nothing is known of $architecture" ;;
esac

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [ ! -d "$debian" ]; then
    command -v mmdebstrap >/dev/null || fail "mmdebstrap is missing; run ./dev setup docker"
    mmdebstrap --quiet --variant=extract --architectures="$architecture" --skip=check/qemu \
        --include=base-files,openjdk-25-jdk-headless trixie "$scratch/debian.tar" >"$scratch/log" 2>&1 || {
        tail -n 15 "$scratch/log" >&2
        fail "Debian's JDK 25 for $architecture could not be had"
    }
    mkdir -p "$debian.part"
    tar -C "$debian.part" --no-same-owner --wildcards --exclude='*/jvm/*/lib' \
        -xf "$scratch/debian.tar" './lib*' './usr/lib*'
    rm "$scratch/debian.tar"
    mv "$debian.part" "$debian"
fi
modules=$debian/usr/lib/jvm/java-25-openjdk-$architecture/jmods
[ -d "$modules" ] || fail "$modules is missing; remove $debian to have it made again"

# Debian's modules bring 600 MB of symbols for debuggers; this machine's objcopy cannot read their libraries.
mkdir -p "$scratch/jdk/bin"
ln -s "$host/bin/java" "$scratch/jdk/bin/java"
cat >"$scratch/jdk/bin/jlink" <<SH
#!/bin/sh
for option; do
    shift
    case \$option in
        *.jar) option="$modules:\$option" ;;
        --strip-debug) option=--strip-java-debug-attributes ;;
        --exclude-files=*) option="\$option,**.debuginfo" ;;
    esac
    set -- "\$@" "\$option"
done
exec "$host/bin/jlink" "\$@"
SH
chmod 755 "$scratch/jdk/bin/jlink"

# Where qemu looks for that architecture's loader and libraries, before it looks at this machine's.
export QEMU_LD_PREFIX="$debian"
new=$scratch/forge
status=0
JAVA_HOME=$scratch/jdk TMPDIR=$scratch \
    timeout "$seconds" sh "$root/in-container-shim/package.sh" "$new" >"$log" 2>&1 || status=$?
[ "$status" != 124 ] || echo "cross.sh: not done after $seconds seconds" >>"$log"
java=$new/runtime/bin/java
[ -x "$java" ] && [ "$(od -An -tx1 -j18 -N2 "$java" | tr -d ' ')" = "$machine" ] || {
    tail -n 20 "$log" >&2
    fail "no runtime was linked for $architecture; the whole log is $log"
}
if [ "$status" != 0 ]; then
    echo "cross.sh: no AOT caches for $architecture, so forge will start more slowly; from $log:" >&2
    tail -n 3 "$log" >&2
    rm -f "$new"/lib/* "$new/runtime/bin/keytool" "$new/runtime/lib/jexec" "$new/runtime/lib/jrt-fs.jar" \
        "$new/runtime/lib/classlist"
    sed -i 's| -XX:AOTCache="[^"]*"||' "$new/bin/forge" "$new/bin/git-remote-forge"
fi
"$new/bin/forge" --version >>"$log" 2>&1 || fail "the packaged forge does not run; the whole log is $log"
mkdir -p "$(dirname "$out")"
rm -rf "$out"
mv "$new" "$out"

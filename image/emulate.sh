#!/bin/sh
# Lets this machine run programs of another architecture, by qemu: emulate.sh ARCH. Does nothing where
# it already does. Registers qemu with the kernel until the next boot, and says how to take it back.
set -eu

architecture=${1:?usage: emulate.sh ARCH}
cache=$(cd "$(dirname "$0")/.." && pwd)/dist/image/cache
formats=/proc/sys/fs/binfmt_misc

fail() {
    printf '%s\n' "emulate.sh: $*" >&2
    exit 1
}
case $architecture in
    # The first 20 bytes of a program of that architecture, and which bits of them count.
    arm64)
        name=qemu-aarch64
        magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00'
        ;;
    amd64)
        name=qemu-x86_64
        magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x3e\x00'
        ;;
    *) fail "nothing is known of $architecture" ;;
esac
mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'

[ ! -e "$formats/$name" ] || exit 0
[ "$(id -u)" = 0 ] || fail "programs of $architecture do not run here; run: sudo apt-get install qemu-user-static"
[ -e "$formats/register" ] || mount -t binfmt_misc binfmt_misc "$formats" ||
    fail "the kernel does not take $formats; build on a machine with $architecture instead"

interpreter=$(command -v "$name-static" || true)
if [ -z "$interpreter" ]; then
    interpreter=$cache/qemu/usr/bin/$name-static
    if [ ! -x "$interpreter" ]; then
        mkdir -p "$cache/qemu"
        (
            cd "$cache/qemu"
            apt-get -qq download qemu-user-static && dpkg -x qemu-user-static_*.deb . && rm qemu-user-static_*.deb
        ) >/dev/null 2>&1 || fail "qemu-user-static could not be had; run: apt-get install qemu-user-static"
    fi
fi
# F: the kernel opens it now, so that it is also there in containers.
printf '%s' ":$name:M::$magic:$mask:$interpreter:F" >"$formats/register"
echo "emulate.sh: $architecture runs by $interpreter until the next boot; undo: echo -1 >$formats/$name" >&2

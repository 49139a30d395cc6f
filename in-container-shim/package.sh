#!/bin/sh
# Packages the built shim: package.sh OUT_DIR, after `./mvnw package`. Makes
#   OUT_DIR/bin/forge             the command
#   OUT_DIR/bin/git-remote-forge  the same, under the name by which git calls it
#   OUT_DIR/bin/gh                the same, for whoever knows that command
#   OUT_DIR/etc/gitconfig         what git needs to be told, with places for the forge's URLs
#   OUT_DIR/runtime               a Java runtime with java.base and our two modules
#   OUT_DIR/lib                   the AOT caches
# They may be copied anywhere together; nothing in them is written at run time.
set -eu

out=${1:?usage: package.sh OUT_DIR}
here=$(cd "$(dirname "$0")" && pwd)
jdk=${JAVA_HOME:?JAVA_HOME must name a JDK 25}
flags=$(sed '/^#/d' "$here/src/packaging/flags" | tr '\n' ' ')
module=dev.gatehouse.shim

jar_of() {
    for jar in "$here/$1/target/$2"-*.jar; do
        case $jar in
            *-sources.jar | *-tests.jar | *-javadoc.jar) ;;
            *) [ -f "$jar" ] && printf '%s\n' "$jar" && return ;;
        esac
    done
    echo "package.sh: $2 is not built: run ./mvnw package first" >&2
    exit 1
}
protocol=$(jar_of ../protocol gatehouse-protocol)
shim=$(jar_of . gatehouse-in-container-shim)

mkdir -p "$out"
out=$(cd "$out" && pwd)
rm -rf "$out/bin" "$out/etc" "$out/runtime" "$out/lib"
mkdir "$out/bin" "$out/etc" "$out/lib"
cp "$here/src/packaging/gitconfig" "$out/etc/gitconfig"

# libsimdsort sorts large arrays of numbers, and would be loaded at every start.
"$jdk/bin/jlink" --module-path "$protocol:$shim" --add-modules "$module" --output "$out/runtime" \
    --strip-debug --no-header-files --no-man-pages \
    --exclude-files='/java.base/lib/libsimdsort.so'
# Read at every start, for nothing that this runtime does.
: >"$out/runtime/conf/net.properties"
printf '%s\n' \
    '# No cryptography is done here: the only provider gives random bytes (UrandomProvider).' \
    'security.provider.1=Gatehouse' >"$out/runtime/conf/security/java.security"

sed "s|@FLAGS@|$(printf %s "$flags" | sed 's/ $//')|" "$here/src/packaging/forge" >"$out/bin/forge"
chmod 755 "$out/bin/forge"
cp "$out/bin/forge" "$out/bin/git-remote-forge"
cp "$out/bin/forge" "$out/bin/gh"

# A call against a throw-away broker, recorded: the classes it loads make the AOT cache. Every
# class in it is loaded at every start, so each call is a usual one, what git calls has a cache of
# its own, and profiles for compilers that never run are left out.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
train() {
    cache=$1
    shift
    rm -f "$scratch/forge.sock"
    "$jdk/bin/java" "$here/src/packaging/TrainingBroker.java" "$scratch/forge.sock" &
    broker=$!
    # Waiting is not part of what most calls do.
    while [ ! -S "$scratch/forge.sock" ] && kill -0 "$broker"; do
        sleep 0.1
    done
    status=0
    # shellcheck disable=SC2086 # the flags are words
    GATEHOUSE_SOCKET="$scratch/forge.sock" GIT_DIR="$scratch/repository" GIT_CONFIG_NOSYSTEM=1 \
        "$out/runtime/bin/java" -XX:AOTCacheOutput="$cache" $flags -XX:-AOTRecordTraining \
        -m "$module/$module.Main" "$@" >"$scratch/log" 2>&1 <"$scratch/input" || status=$?
    # It may never have been called.
    [ "$status" = 0 ] || kill "$broker"
    wait "$broker" || true
    if [ "$status" != 0 ] || [ ! -s "$cache" ]; then
        echo "package.sh: the training call $1 ended with $status:" >&2
        cat "$scratch/log" >&2
        exit 1
    fi
}
: >"$scratch/input"
train "$out/lib/forge.aot" api repos/owner/repository/pulls -H 'Accept: application/json' \
    -f title=training -f head=dev/training -F draft=true
train "$out/lib/command.aot" issue list
git init --quiet --bare "$scratch/repository"
printf 'list\n\n' >"$scratch/input"
train "$out/lib/git.aot" git-remote origin owner/repository

# jspawnhelper stays: with it the JVM starts git.
rm -f "$out/runtime/bin/keytool" "$out/runtime/lib/jexec" \
    "$out/runtime/lib/jrt-fs.jar" "$out/runtime/lib/classlist"

# A cache that does not fit is ignored without a word, and the start is twice as slow.
for cache in forge command git; do
    # shellcheck disable=SC2086
    if ! "$out/runtime/bin/java" -XX:AOTCache="$out/lib/$cache.aot" -XX:AOTMode=on $flags \
        -m "$module/$module.Main" --version >"$scratch/log" 2>&1; then
        echo "package.sh: the runtime does not accept its AOT cache $cache:" >&2
        cat "$scratch/log" >&2
        exit 1
    fi
done

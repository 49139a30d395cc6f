#!/bin/sh
# Packages the built broker: package.sh OUT_DIR, after `./mvnw package`. Makes
#   OUT_DIR/bin/gatehouse   the command
#   OUT_DIR/runtime         a Java runtime with the modules that the jars need
#   OUT_DIR/lib             the jars, and in native/ the machine code that they would unpack
# The three may be copied anywhere together; nothing in them is written at run time.
set -eu

out=${1:?usage: package.sh OUT_DIR}
here=$(cd "$(dirname "$0")" && pwd)
jdk=${JAVA_HOME:?JAVA_HOME must name a JDK 25}
libraries=$here/target/libraries

[ -d "$libraries" ] || {
    echo "package.sh: the broker is not built: run ./mvnw package first" >&2
    exit 1
}

mkdir -p "$out"
out=$(cd "$out" && pwd)
rm -rf "$out/bin" "$out/runtime" "$out/lib"
mkdir "$out/bin" "$out/lib"
cp "$libraries"/*.jar "$out/lib/"
cp "$here"/target/gatehouse-broker-*.jar "$out/lib/"
rm -f "$out"/lib/*-tests.jar "$out"/lib/*-sources.jar
# Only this machine's natives.
case $(uname -m) in
    x86_64)
        rm -f "$out"/lib/*-linux-aarch_64.jar
        machine=amd64
        ;;
    aarch64)
        rm -f "$out"/lib/*-linux-x86_64.jar
        machine=aarch64
        ;;
    *)
        echo "package.sh: no natives for $(uname -m); there are for x86_64 and aarch64" >&2
        exit 1
        ;;
esac
# At run time a library would unpack its natives into /tmp, from which a hardened host runs nothing.
mkdir "$out/lib/native"
unzip -q -j "$out"/lib/netty-transport-native-epoll-*-linux-*.jar 'META-INF/native/*.so' -d "$out/lib/native"
for jar in "$out"/lib/junixsocket-native-common-*.jar; do
    [ ! -f "$jar" ] || unzip -q -j "$jar" "lib/$machine-Linux-*/jni/*.so" -x '*.nodeps.so' -d "$out/lib/native"
done
chmod 644 "$out"/lib/native/*.so

# What jdeps finds, and what is reached only by name: signals, EC keys in TLS, JNDI in Logback.
modules=java.base,java.logging,java.management,java.naming,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.unsupported,jdk.net
"$jdk/bin/jlink" --add-modules "$modules" --output "$out/runtime" --strip-debug --no-header-files --no-man-pages

cp "$here/src/packaging/gatehouse" "$out/bin/gatehouse"
chmod 755 "$out/bin/gatehouse"

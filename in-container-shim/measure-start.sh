#!/bin/sh
# How long does a call take, from starting the process to its end? measure-start.sh PACKAGE [ROUNDS]
# compares, in turn and against the same throw-away socket,
#   forge   PACKAGE/bin/forge api ...: launcher, start, connect, request, answer, exit
#   hello   a bare "hello world" with the best we know for it: a runtime of its own linked like
#           ours, our flags, its own AOT cache, and no launcher script
#   curl    for scale, where there is one
# and prints the median, the quickest and the processor time of each, and the ratio forge : hello.
# On a machine that does something else, trust the processor time and the quickest.
set -eu

package=$(cd "${1:?usage: measure-start.sh PACKAGE [ROUNDS]}" && pwd)
rounds=${2:-41}
here=$(cd "$(dirname "$0")" && pwd)
jdk=${JAVA_HOME:?JAVA_HOME must name a JDK 25}
flags=$(sed '/^#/d' "$here/src/packaging/flags" | tr '\n' ' ')
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/source/hello"
echo 'module hello {}' >"$scratch/source/module-info.java"
cat >"$scratch/source/hello/Hello.java" <<'JAVA'
package hello;

final class Hello {
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
JAVA
"$jdk/bin/javac" -d "$scratch/classes" "$scratch/source/module-info.java" \
    "$scratch/source/hello/Hello.java"
"$jdk/bin/jlink" --module-path "$scratch/classes" --add-modules hello --output "$scratch/runtime" \
    --strip-debug --no-header-files --no-man-pages \
    --exclude-files='/java.base/lib/libsimdsort.so'
# shellcheck disable=SC2086 # the flags are words
"$scratch/runtime/bin/java" -XX:AOTCacheOutput="$scratch/hello.aot" $flags -XX:-AOTRecordTraining \
    -m hello/hello.Hello >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }

python3 - "$scratch" "$package" "$rounds" $flags <<'PYTHON'
import os
import shutil
import signal
import socket
import statistics
import sys
import time

scratch, package, rounds, flags = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
path = os.path.join(scratch, "forge.sock")
listener = socket.socket(socket.AF_UNIX)
listener.bind(path)
listener.listen(64)
answer = b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'
broker = os.fork()
if broker == 0:
    while True:
        agent, _ = listener.accept()
        agent.recv(65536)
        agent.sendall(answer)
        agent.close()
listener.close()

url = "/api/v1/repos/owner/repository/pulls"
commands = {
    "hello": [scratch + "/runtime/bin/java", "-XX:AOTCache=" + scratch + "/hello.aot", *flags,
              "-m", "hello/hello.Hello"],
    "forge": [package + "/bin/forge", "api", url],
}
if shutil.which("curl"):
    commands["curl"] = [shutil.which("curl"), "-s", "--unix-socket", path, "http://forge" + url]
environment = dict(os.environ, GATEHOUSE_SOCKET=path)
nothing = os.open("/dev/null", os.O_WRONLY)


def once(command):
    began = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment,
                             file_actions=[(os.POSIX_SPAWN_DUP2, nothing, 1)])
    _, status, usage = os.wait4(process, 0)
    took = time.perf_counter() - began
    if status:
        sys.exit("%s ended with status %d" % (command[0], status))
    return took * 1000, (usage.ru_utime + usage.ru_stime) * 1000


try:
    times = {name: [] for name in commands}
    for turn in range(rounds + 3):
        for name, command in commands.items():
            measured = once(command)
            if turn >= 3:
                times[name].append(measured)
finally:
    os.kill(broker, signal.SIGTERM)

figures = {}
print("%-6s %8s %8s %14s   (ms, %d rounds)" % ("", "median", "least", "processor", rounds))
for name, measured in times.items():
    wall = [pair[0] for pair in measured]
    processor = [pair[1] for pair in measured]
    figures[name] = (statistics.median(wall), min(wall), statistics.median(processor))
    print("%-6s %8.1f %8.1f %14.1f" % (name, *figures[name]))
print("forge : hello = %.2f by median, %.2f by least, %.2f by processor time; load %.1f"
      % (*(f / h for f, h in zip(figures["forge"], figures["hello"])), os.getloadavg()[0]))
PYTHON

"""activator.py SOCKET COMMAND...: what systemd does for a service with a socket unit. It keeps the
listening socket, runs the command with it, and runs it again as soon as it has ended."""
import os
import signal
import socket
import sys

path, command = sys.argv[1], sys.argv[2:]
os.makedirs(os.path.dirname(path), mode=0o750, exist_ok=True)
listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
listening.bind(path)
os.chmod(path, 0o660)
listening.listen(4096)
listening.setblocking(False)
child = 0


def stop(*_):
    if child:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
    os._exit(0)


signal.signal(signal.SIGTERM, stop)
while True:
    child = os.fork()
    if child == 0:
        os.dup2(listening.fileno(), 3)
        os.set_inheritable(3, True)
        os.environ.update(LISTEN_FDS="1", LISTEN_FDNAMES="forge", LISTEN_PID=str(os.getpid()))
        os.execvp(command[0], command)
    os.waitpid(child, 0)

#!/usr/bin/env python3
"""Starts Relevo as its users do, by ./start.sh, without and with a terminal, and ends it; 0 if all went as it should."""
import atexit
import json
import os
import pty
import select
import signal
import socket
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CONSOLE = os.path.join(ROOT, "build/release/bin/relevo")
PATIENCE = 900  # seconds: the first run builds


def expect(condition, what):
    if not condition:
        sys.exit("check-start: " + what)


def environment(address):
    """Without a screen."""
    env = dict(os.environ, RELEVO_LISTEN=address, LC_ALL="C.UTF-8", TERM="dumb")
    env.pop("DISPLAY", None)
    env.pop("WAYLAND_DISPLAY", None)
    return env


def read_until(descriptor, text, what):
    """Reads the descriptor until `text` has come; all that has."""
    seen = b""
    end = time.monotonic() + PATIENCE
    while text not in seen:
        ready, _, _ = select.select([descriptor], [], [], max(0, end - time.monotonic()))
        expect(ready, f"{what}: waited in vain for {text!r} after {seen!r}")
        try:
            piece = os.read(descriptor, 65536)
        except OSError:
            piece = b""
        expect(piece, f"{what}: ended without {text!r}: {seen!r}")
        seen += piece
    return seen


def nobody_answers(address):
    host, port = address.rsplit(":", 1)
    try:
        socket.create_connection((host, int(port)), 5).close()
    except OSError:
        return True
    return False


def reverse_hola(address):
    done = subprocess.run([CONSOLE, "--server", address, "reverse", "hola"], capture_output=True, text=True, timeout=60)
    expect(done.stdout.strip() == "aloh", f"a task on {address} gave {done.stdout!r} {done.stderr!r}")


def said_address(said):
    return said.split(b"Relevo serves on ")[1].split()[0].decode()


def start_without_terminal(address):
    start = subprocess.Popen(["./start.sh"], cwd=ROOT, env=environment(address), stdin=subprocess.DEVNULL,
                             stderr=subprocess.PIPE)
    atexit.register(start.terminate)  # does nothing once it has ended
    return start


def without_terminal():
    first = start_without_terminal("127.0.0.1:0")
    said = read_until(first.stderr.fileno(), b"(Ctrl-C ends it)", "start.sh")
    address = said_address(said)
    reverse_hola(address)

    second = start_without_terminal(address)
    _, said = second.communicate(timeout=PATIENCE)
    expect(second.returncode == 0 and b"already answers" in said, f"a second start said {said!r}")
    reverse_hola(address)

    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)
    expect(nobody_answers(address), "the server lives on after start.sh was ended")


def any_address(listen, reached):
    """On "any address" the client is told one that it can connect to, and a second start finds the first."""
    first = start_without_terminal(listen + ":0")
    said = read_until(first.stderr.fileno(), b"<&3\n", "start.sh on " + listen)
    address = said_address(said)
    expect(address.startswith(reached + ":"), f"on {listen} start.sh said {said!r}")
    expect(f"RELEVO_SERVER={address} ./start.sh console".encode() in said, f"no hint to the server: {said!r}")
    reverse_hola(address)
    hint = said.decode().split("nothing but bash:\n")[1]
    done = subprocess.run(["bash", "-c", hint], capture_output=True, text=True, timeout=60)
    expect('"aloh"' in done.stdout, f"{hint!r} gave {done.stdout!r} {done.stderr!r}")

    second = start_without_terminal(listen + ":" + address.rsplit(":", 1)[1])
    _, said = second.communicate(timeout=PATIENCE)
    expect(second.returncode == 0 and b"already answers" in said, f"a second start on {listen} said {said!r}")
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)


def taken_port():
    other = socket.create_server(("127.0.0.1", 0))
    address = "127.0.0.1:%d" % other.getsockname()[1]
    start = start_without_terminal(address)
    _, said = start.communicate(timeout=PATIENCE)
    other.close()
    expect(start.returncode == 1 and b"is taken by" in said and b"RELEVO_SERVER=" in said,
           f"on a taken port start.sh said {said!r}")


def end_if_running(child):
    try:
        if os.waitpid(child, os.WNOHANG)[0] == 0:
            os.kill(child, signal.SIGTERM)
    except ChildProcessError:
        pass


def with_terminal():
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execve("./start.sh", ["./start.sh"], environment("127.0.0.1:0"))
    atexit.register(end_if_running, child)
    said = read_until(terminal, b"(Ctrl-C ends it)", "start.sh in a terminal")
    address = said_address(said)
    read_until(terminal, b"4", "the menu")
    reverse_hola(address)
    os.write(terminal, b"\x03")
    end = time.monotonic() + 60
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        expect(time.monotonic() < end, "start.sh goes on after Ctrl-C")
        select.select([terminal], [], [], 0.05)
        try:
            os.read(terminal, 65536)
        except OSError:
            time.sleep(0.05)
    expect(nobody_answers(address), "the server lives on after Ctrl-C")


def descendants(pid, name):
    """The processes below `pid` that run `name`."""
    found = []
    for child in open(f"/proc/{pid}/task/{pid}/children").read().split():
        if os.readlink(f"/proc/{child}/exe").endswith("/" + name):
            found.append(int(child))
        found += descendants(int(child), name)
    return found


def with_screen():
    """The desktop application on a server of its own; when its window is closed, the server ends."""
    start = subprocess.Popen(["scripts/with-screen.sh", "./start.sh"], env=dict(os.environ, RELEVO_LISTEN="127.0.0.1:0"),
                             stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    atexit.register(start.terminate)
    said = read_until(start.stderr.fileno(), b"(Ctrl-C ends it)", "start.sh on a screen")
    address = said_address(said)
    reverse_hola(address)
    host, port = address.rsplit(":", 1)
    with socket.create_connection((host, int(port)), 5) as client:
        replies = client.makefile("rw")
        end = time.monotonic() + 60
        connections = 1
        while connections < 2:
            expect(time.monotonic() < end, "the desktop application does not connect")
            replies.write('{"jsonrpc":"2.0","id":1,"method":"system.stats"}\n')
            replies.flush()
            connections = json.loads(replies.readline())["result"]["connections"]
            time.sleep(0.05)
    for pid in descendants(start.pid, "relevo-desktop"):
        os.kill(pid, signal.SIGTERM)
    start.communicate(timeout=60)
    expect(nobody_answers(address), "the server lives on after the window was closed")


os.chdir(ROOT)
without_terminal()
any_address("*", "127.0.0.1")
any_address("0.0.0.0", "127.0.0.1")
if os.path.exists("/proc/net/if_inet6"):
    any_address("[::]", "[::1]")
taken_port()
with_terminal()
with_screen()

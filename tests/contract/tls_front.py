#!/usr/bin/env python3
"""TLS in front of a TCP port of this machine: tls_front.py CERTIFICATE KEY PORT. Prints its own port; ends with its
standard input."""
import os
import socket
import ssl
import sys
import threading


def copy(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(plain, context, port):
    try:
        client = context.wrap_socket(plain, server_side=True)
        server = socket.create_connection(("127.0.0.1", port))
    except OSError:
        plain.close()
        return
    answers = threading.Thread(target=copy, args=(server, client), daemon=True)
    answers.start()
    copy(client, server)
    answers.join()
    client.close()
    server.close()


def main():
    certificate, key, port = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    while True:
        plain, _ = listener.accept()
        threading.Thread(target=serve, args=(plain, context, int(port)), daemon=True).start()


main()

"""A client of the first dialect, in the manner of the classroom system that this project grew out of.

Usage: original_client.py PORT TYPE DATA      (DATA is JSON)
"""

import json
import socket
import sys

HOST = "127.0.0.1"


def enviar_tarea(puerto, tarea):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as cliente:
        cliente.connect((HOST, puerto))
        cliente.sendall(json.dumps(tarea).encode("utf-8"))
        return cliente.recv(1024).decode("utf-8")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    tarea = {"type": sys.argv[2], "data": json.loads(sys.argv[3])}
    print("Respuesta del servidor:", enviar_tarea(int(sys.argv[1]), tarea))

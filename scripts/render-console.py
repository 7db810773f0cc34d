#!/usr/bin/env python3
"""Renders docs/images/console.svg: a session with the console client, with what the programs really print.

Needs a build (build/release/bin); starts a server of its own on a free port. scripts/render-diagrams.sh makes the PNG's tool
(librsvg2-bin) available; --png renders that too.
"""
import html
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / "build/release/bin"
OUT = ROOT / "docs/images/console.svg"

SESSION = [
    ("relevo reverse '¡Hola, señor Núñez!'", ["reverse", "¡Hola, señor Núñez!"]),
    ("relevo average 0.1 0.2", ["average", "0.1", "0.2"]),
    ("relevo count --file LICENSE", ["count", "--file", "LICENSE"]),
    ("relevo revrse hola", ["revrse", "hola"]),
    ("relevo call numbers.average '[[]]'", ["call", "numbers.average", "[[]]"]),
    ("seq 3 | relevo reverse --lines --json", ["reverse", "--lines", "--json"]),
]
BENCH = "relevo-bench --connections 8 --in-flight 64"


def run(command, **kwargs):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, text=True, **kwargs)
    return done.stdout.rstrip("\n").split("\n")


def session():
    server = subprocess.Popen([BIN / "relevo-server", "--listen", "127.0.0.1:0", "--log-level", "error"],
                              stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"tcp=(\S+)", server.stdout.readline()).group(1)
        lines = []
        for shown, arguments in SESSION:
            lines.append(("command", shown))
            given = "1\n2\n3\n" if "--lines" in arguments else ""
            output = run([BIN / "relevo", "--server", address, "--language", "en", *arguments], input=given)
            lines += [("output", line) for line in output]
        lines.append(("command", BENCH))
        output = run([BIN / "relevo-bench", "--address", address, "--duration", "2"])
        return lines + [("output", line) for line in output]
    finally:
        server.terminate()
        server.wait()


def svg(lines):
    width, line_height, top = 860, 19, 52
    height = top + line_height * len(lines) + 18
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f'<rect width="{width}" height="{height}" rx="10" fill="#1d2230"/>',
        '<circle cx="22" cy="20" r="6" fill="#ec6a5e"/><circle cx="42" cy="20" r="6" fill="#f4bf4f"/>'
        '<circle cx="62" cy="20" r="6" fill="#61c554"/>',
        "<style>text{font:14px 'DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}</style>",
    ]
    for i, (kind, text) in enumerate(lines):
        y = top + line_height * i
        escaped = html.escape(text[:100])
        if kind == "command":
            parts.append(f'<text x="20" y="{y}" xml:space="preserve"><tspan fill="#61c554">$</tspan>'
                         f'<tspan fill="#ffffff" font-weight="bold"> {escaped}</tspan></text>')
        else:
            parts.append(f'<text x="20" y="{y}" fill="#b8c0d4" xml:space="preserve">{escaped}</text>')
    return "\n".join([*parts, "</svg>", ""])


OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(svg(session()), encoding="utf-8")
if "--png" in sys.argv[1:]:
    subprocess.run(["rsvg-convert", "-o", OUT.with_suffix(".png"), OUT], check=True)

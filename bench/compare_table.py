#!/usr/bin/env python3
"""Medians and ratios of what compare.sh measured.

usage: compare_table.py RESULTS.jsonl OUT.json [DOCUMENT.md]

Prints the table, and writes it between the markers of DOCUMENT.md if one is given. OUT.json gets every measurement, and
what machine and commit they are of.
"""
import datetime
import json
import platform
import statistics
import subprocess
import sys

BEGIN = "<!-- written by bench/compare.sh: begin -->"
END = "<!-- written by bench/compare.sh: end -->"
PEERS = ("redis", "nats", "gearman")

# case: what the table says; bars: relevo's share of the floor, of the fastest peer and of gearmand, at least
# (of a latency: at most).
THROUGHPUT = {
    "small-8x64": ("32-byte `text.reverse`, 8 connections × 64 in flight", {"floor": 0.6, "peer": 2.5, "gearman": 30}),
    "small-50x1": ("the same, 50 × 1", {"floor": 0.8, "peer": 1.5, "gearman": 4}),
    "large-8x64": ("64 KiB `text.reverse`, 8 × 64", {"floor": 0.8}),
    "average-8x64": ("`numbers.average` of 1,000 doubles, 8 × 64", {"floor": 0.8}),
}
LATENCY = {"small-1x1": ("32-byte `text.reverse`, 1 × 1, median latency", {"floor": 1.5, "peer": 0.7})}
GROWTH = {
    "10": "10 connections, all active",
    "1000": "1,000 connections, 10 active",
    "10000": "10,000 connections, 10 active",
    "active": "1,000 connections, all active",
}
GROWTH_BAR = 1.5


def machine():
    model = platform.processor() or platform.machine()
    cores = 0
    with open("/proc/cpuinfo") as info:
        for line in info:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                cores += 1

    def git(*words):
        return subprocess.run(["git", *words], capture_output=True, text=True).stdout.strip()

    commit = git("rev-parse", "--short", "HEAD") or "unknown"
    if git("status", "--porcelain", "--untracked-files=no"):
        commit += " with changes"
    return {
        "date": datetime.date.today().isoformat(),
        "commit": commit,
        "cpu": model,
        "cores": cores,
        "system": f"{platform.system()} {platform.release()}",
    }


def by_case(measurements):
    """{case: {side: {round: {"perSecond", "p50", "cpu", "ownCpu"}}}}"""
    gathered = {}
    for entry in measurements:
        result = entry["result"]
        gathered.setdefault(entry["case"], {}).setdefault(entry["side"], {})[entry["round"]] = {
            "perSecond": result["perSecond"],
            "p50": result["latencyUs"]["p50"],
            "cpu": result["serverCpuUsPerRequest"],
            "ownCpu": result["ownCpuUsPerRequest"],
        }
    return gathered


def median(rounds, key):
    return statistics.median(values[key] for values in rounds.values())


def median_ratio(sides, key, others, best):
    """Of each round's relevo to the best of the others in the same round: what else the machine did then hit both."""
    present = [sides[name] for name in others if name in sides]
    if not present:
        return None
    return statistics.median(
        own[key] / best(rounds[number][key] for rounds in present) for number, own in sides["relevo"].items()
    )


def ratio_cell(ratio, bar, at_most):
    if bar is None:
        return f"{ratio:.2f}"
    met = ratio <= bar if at_most else ratio >= bar
    return f"{ratio:.2f} ({'≤' if at_most else '≥'} {bar}{'' if met else ', missed'})"


def comparison(sides, key, bars, at_most):
    """The cells of a row after its name: every side's figure, then the ratios."""
    digits = "{:,.1f} µs" if key == "p50" else "{:,.0f}"
    cells = [digits.format(median(sides[s], key)) if s in sides else "" for s in ("relevo", "floor", *PEERS)]
    best = min if at_most else max
    for name, others in (("floor", ("floor",)), ("peer", PEERS), ("gearman", ("gearman",))):
        ratio = median_ratio(sides, key, others, best)
        cells.append("" if ratio is None else ratio_cell(ratio, bars.get(name), at_most))
    return cells


def row(cells):
    return "| " + " | ".join(cells) + " |"


def speed_table(found):
    lines = [
        row(["requests/s", "Relevo", "floor", "Redis", "NATS", "gearmand", "of the floor", "of the fastest peer", "of gearmand"]),
        row(["---"] + ["---:"] * 8),
    ]
    for group, key, at_most in ((THROUGHPUT, "perSecond", False), (LATENCY, "p50", True)):
        for case, (title, bars) in group.items():
            if case in found:
                lines.append(row([title, *comparison(found[case], key, bars, at_most)]))
    return lines


def cpu_table(found):
    lines = [
        row(["CPU per request, µs", "Relevo", "floor", "Redis", "NATS", "gearmand", "the load generator, on Relevo"]),
        row(["---"] + ["---:"] * 6),
    ]
    for case, (title, _) in {**THROUGHPUT, **LATENCY}.items():
        if case in found:
            sides = found[case]
            cells = [f"{median(sides[s], 'cpu'):.2f}" if s in sides else "" for s in ("relevo", "floor", *PEERS)]
            lines.append(row([title.replace(", median latency", ""), *cells, f"{median(sides['relevo'], 'ownCpu'):.2f}"]))
    return lines


def growth_table(found):
    lines = [
        row(["server CPU per request, µs", "in flight on each", "Relevo", "of that at 10", "floor"]),
        row(["---", "---:", "---:", "---:", "---:"]),
    ]
    for depth in ("1", "8"):
        base = found.get(f"growth{depth}-10", {})
        for name, title in GROWTH.items():
            sides = found.get(f"growth{depth}-{name}")
            if sides:
                both = {"relevo": sides["relevo"], "base": base["relevo"]} if base else {}
                ratio = median_ratio(both, "cpu", ("base",), min) if base else None
                share = "" if ratio is None else ratio_cell(ratio, GROWTH_BAR, True)
                cpu = [f"{median(sides[side], 'cpu'):.2f}" for side in ("relevo", "floor")]
                lines.append(row([title, depth, cpu[0], share, cpu[1]]))
    return lines


def write_between_markers(path, text):
    with open(path, encoding="utf-8") as document:
        before, rest = document.read().split(BEGIN)
        after = rest.split(END)[1]
    with open(path, "w", encoding="utf-8") as document:
        document.write(f"{before}{BEGIN}\n{text}\n{END}{after}")


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        measurements = [json.loads(line) for line in lines]
    if not measurements:
        sys.exit("compare_table.py: nothing was measured")
    about = machine()
    about["rounds"] = max(entry["round"] for entry in measurements)
    found = by_case(measurements)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        json.dump({"about": about, "measurements": measurements}, out, indent=1)
    tables = [table for table in (speed_table(found), cpu_table(found), growth_table(found)) if len(table) > 2]
    head = (
        f"Medians of {about['rounds']} alternating rounds (of ratios: each round's), {about['date']}, commit {about['commit']}, "
        f"{about['cores']} × {about['cpu']}, {about['system']}. In brackets what is asked for."
    )
    text = "\n\n".join([head] + ["\n".join(table) for table in tables])
    print(text)
    if len(sys.argv) > 3:
        write_between_markers(sys.argv[3], text)


if __name__ == "__main__":
    main()

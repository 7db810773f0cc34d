#!/usr/bin/env python3
"""tidy.py FILE…: clang-tidy over C++ sources, by the development build's commands. Prints what it finds; 1 if anything.

Nearly all of its time goes into the headers, so the files of a folder are read as one text: in groups of which no two
declare the same function or value for themselves, for in one text those would clash (types are renamed there). A group
that does not compile all the same is looked at file by file. What passed is not looked at again until one of its files,
any header or the rules change.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

BUILD = Path("build/dev")
OUT = Path("build/tidy")
GROUP = 12  # files at most: small enough to share the processors out, and for what one changed file costs

# Names that a file keeps to itself: at the left edge, as the formatter has them, of an unnamed namespace.
UNNAMED = re.compile(r"^namespace \{$(.*?)^\} // namespace$", re.MULTILINE | re.DOTALL)
TYPE = re.compile(r"^(?:struct|class|union|enum(?: class)?) (\w+)|^using (\w+) =", re.MULTILINE)
VALUE = re.compile(
    r"^(?!return|struct|class|union|enum|using|template)\w[\w:<>,&*\[\] .]*?[ &*](\w+)(?: = |\{|\(|\[|;)", re.MULTILINE)


def own_types(file):
    """In the order in which they stand."""
    found = (first or second for block in UNNAMED.findall(Path(file).read_text()) for first, second in TYPE.findall(block))
    return list(dict.fromkeys(found))


def own_values(file):
    return {name for block in UNNAMED.findall(Path(file).read_text()) for name in VALUE.findall(block)}


def commands():
    """The compiler's arguments of each file, without the precompiled headers, which are not clang's and would hide a
    missing #include."""
    found = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        file = os.path.relpath(entry["file"])
        arguments = re.sub(r" -Winvalid-pch -include \S+", "", entry["command"])
        arguments = re.sub(r" -o \S+ -c \S+$", "", arguments)
        found.setdefault(file, (entry["directory"], arguments))
    return found


def groups(files, command_of):
    """Lists of files of one folder and one command that can be read as one text."""
    made = []
    for file in files:
        names = own_values(file)
        key = (os.path.dirname(file), command_of[file])
        for group in made:
            if group["key"] == key and len(group["files"]) < GROUP and not names & group["names"]:
                group["files"].append(file)
                group["names"] |= names
                break
        else:
            made.append({"key": key, "files": [file], "names": set(names)})
    return [(group["key"][1], group["files"]) for group in made]


def included(file, number):
    """The line that includes `file`; as one of several, with its own types renamed by its number."""
    types = own_types(file) if number is not None else []
    return ("".join(f"#define {name} {name}_{number}\n" for name in types) + f'#include "{Path(file).resolve()}"\n' +
            "".join(f"#undef {name}\n" for name in types))


def lint(command, files):
    """What clang-tidy says of the files read as one text; None if they do not compile as one."""
    directory, arguments = command
    place = OUT / hashlib.sha256("\n".join(files).encode()).hexdigest()[:16]
    place.mkdir(parents=True, exist_ok=True)
    text = place.resolve() / "files.cpp"
    text.write_text("".join(included(file, number if len(files) > 1 else None) for number, file in enumerate(files)))
    # One file's value may have the name of another's argument: the compiler looks for shadows in each by itself. And it
    # knows warnings that clang does not.
    entry = {"directory": directory, "file": str(text), "command": f"{arguments} -Wno-shadow -Wno-unknown-warning-option -c {text}"}
    (place / "compile_commands.json").write_text(json.dumps([entry]))
    folders = "|".join(sorted({os.path.dirname(file) for file in files}))
    ran = subprocess.run(
        ["clang-tidy-16", "-p", str(place), "--quiet", "--warnings-as-errors=*", "--checks=-bugprone-suspicious-include",
         f"--header-filter={Path.cwd()}/(({folders})/[^/]*\\.cpp|(common|server|console-client|gui-client|mobile-client|bench)/.*\\.h)$",
         str(text)],
        capture_output=True, text=True)
    if ran.returncode == 0:
        return ""
    if len(files) > 1 and "[clang-diagnostic-error" in ran.stdout:
        return None
    return ran.stdout or ran.stderr


def looked_at(job):
    command, files, stamp = job
    said = lint(command, files)
    if said is None:
        said = "".join(lint(command, [file]) for file in files)
    if not said:
        stamp.touch()
    return said


def main():
    files = sys.argv[1:]
    command_of = commands()
    unknown = [file for file in files if file not in command_of]
    if unknown:
        sys.exit("not in the development build: " + " ".join(unknown))
    headers = sorted(file for file in Path(".").glob("*/**/*.h") if file.parts[0] != "build")
    rules = hashlib.sha256()
    for file in [".clang-tidy", __file__, *headers]:
        rules.update(Path(file).read_bytes())
    jobs = []
    OUT.mkdir(parents=True, exist_ok=True)
    for command, group in groups(files, command_of):
        key = rules.copy()
        for file in group:
            key.update(file.encode() + Path(file).read_bytes())
        stamp = OUT / key.hexdigest()[:32]
        if not stamp.exists():
            jobs.append((command, group, stamp))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for said in pool.map(looked_at, jobs):
            if said:
                failed = 1
                print(said, flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())

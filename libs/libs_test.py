#!/usr/bin/env python3
"""libs_test.py SOURCE BUILD - installs libfeel and libdmn into an empty folder and uses them as a stranger would."""
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE, BUILD = sys.argv[1:3]
failed, passed = [], 0


def check(name, good, told=""):
    global passed
    passed += bool(good)
    if not good:
        failed.append(name)
        print(f"FAILED {name}: {told}")


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **options)


def find(root, name):
    return next((os.path.join(d, name) for d, _, files in os.walk(root) if name in files), None)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def declared(*headers):
    spec = importlib.util.spec_from_file_location("exports", os.path.join(SOURCE, "libs", "exports.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return set().union(*(module.declared(h) for h in headers))


def symbols(library, version):
    lines = run("nm", "-D", "--defined-only", library).stdout.splitlines()
    return {line.split()[-1].split("@")[0] for line in lines if line.endswith("@@" + version)} - {version}


def headers_stand_alone(include):
    for folder, _, files in os.walk(include):
        for name in files:
            text = f'#include "{os.path.relpath(os.path.join(folder, name), include)}"\nint main(void) {{ return 0; }}\n'
            done = run("cc", "-std=c17", "-Wall", "-Werror", "-fsyntax-only", "-I", include, "-x", "c", "-", input=text)
            check(f"{name} compiles alone", done.returncode == 0, done.stderr[:500])


def shows_what_it_declares(root, include):
    engine = os.path.join(include, "engine")
    base = [os.path.join(include, d, f) for d in ("base", "codec") for f in os.listdir(os.path.join(include, d))]
    feel = declared(*base, *(os.path.join(engine, "feel", f) for f in os.listdir(os.path.join(engine, "feel"))))
    dmn = declared(*(os.path.join(engine, "dmn", f) for f in os.listdir(os.path.join(engine, "dmn"))))
    check("there are functions", len(feel) > 100 and len(dmn) > 10, (len(feel), len(dmn)))
    for library, version, names in (("libfeel.so", "FEEL_0", feel), ("libdmn.so", "DMN_0", dmn)):
        shown = symbols(os.path.realpath(find(root, library)), version)
        check(f"{library} shows what its headers declare", shown == names, (sorted(shown - names), sorted(names - shown)))
    needed = run("readelf", "-d", os.path.realpath(find(root, "libfeel.so"))).stdout
    check("libfeel needs little", set(re.findall(r"\[(lib\w+)", needed)) <= {"libfeel", "libc", "libm", "libpcre2", "libasan", "libubsan"}, needed)
    for page, least in (("libfeel.3", 30), ("libdmn.3", 8)):
        named = set(re.findall(r"\\fB((?:feel|dmn|xc|json)_\w+)\\fR\(", read(find(root, page))))
        check(f"{page} names functions that are there", len(named) > least and named <= feel | dmn, sorted(named - feel - dmn))


def example(root, work):
    page = read(os.path.join(SOURCE, "docs", "dmn.md"))
    program, model = (re.search(rf"```{kind}\n(.*?)```", page, re.S).group(1) for kind in ("c", "xml"))
    with open(os.path.join(work, "decide.c"), "w", encoding="utf-8") as f:
        f.write(program)
    env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=root, PKG_CONFIG_PATH=os.path.dirname(find(root, "libdmn.pc")),
               LD_LIBRARY_PATH=os.path.dirname(find(root, "libdmn.so")))
    for name, words in (("shared", []), ("static", ["--static"])):
        flags = run("pkg-config", "--cflags", "--libs", *words, "libdmn", "libfeel", env=env)
        check(f"pkg-config {name}", flags.returncode == 0, flags.stderr)
        link = flags.stdout.split()
        if words:  # our own two as archives, what they need as the system has it
            folder = os.path.dirname(find(root, "libdmn.a"))
            link = [os.path.join(folder, w.replace("-l", "lib") + ".a") if w in ("-ldmn", "-lfeel") else w for w in link]
        program_path = os.path.join(work, "decide-" + name)
        done = run("cc", "-std=c17", "-Wall", "-Wextra", "-Werror", "decide.c", "-o", program_path, *link, cwd=work)
        check(f"the example compiles, {name}", done.returncode == 0, done.stderr[:1500])
        for depth, answer in (("19.5", "closing: close\n"), ("3", "closing: open\n")):
            done = run(program_path, depth, input=model, env=env) if done.returncode == 0 or depth == "3" else done
            check(f"the example decides, {name}", done.stdout == answer, (done.stdout, done.stderr))
        done = run(program_path, input=model[:700], env=env)
        check(f"the example says what is wrong, {name}", done.returncode == 1 and re.match(r"\d+:\d+: .", done.stdout), done)


def main():
    options = run("meson", "introspect", "--buildoptions", BUILD).stdout
    if '"b_sanitize", "value": "none"' not in options.replace("'", '"'):
        print("a sanitized build is not installed: skipped")
        return 77
    for tool in ("pkg-config", "nm", "readelf", "cc"):
        if not shutil.which(tool):
            print(f"no {tool} here: skipped")
            return 77
    with tempfile.TemporaryDirectory() as root:
        done = run("meson", "install", "-C", BUILD, "--no-rebuild", "--destdir", root, "--tags", "engines,devel,man")
        check("installs", done.returncode == 0, done.stdout[-500:] + done.stderr[-500:])
        include = next(os.path.join(d, "xiucheng") for d, dirs, _ in os.walk(root) if "xiucheng" in dirs and d.endswith("include"))
        headers_stand_alone(include)
        shows_what_it_declares(root, include)
        for page in ("libfeel.3", "libdmn.3", "xiucheng-feel.1", "xiucheng-dmn.1"):
            check(f"{page} is a page", read(find(root, page)).startswith(".TH "), page)
        example(root, root)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

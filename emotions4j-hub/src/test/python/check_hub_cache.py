"""Checks that Python's huggingface_hub and emotions4j share one cache.

How to run, from the root of the repository (versions in requirements.txt beside this file; needs no network):

    mvn -q -B -Pfast -pl emotions4j-hub -am test-compile
    PYTHON emotions4j-hub/src/test/python/check_hub_cache.py

A hub of this repository's tests runs on this machine, with large files on a second port as the CDN.

1. `emotions pull` fetches a model; Python, with HF_HUB_OFFLINE=1, reads the cache: snapshot_download,
   try_to_load_from_cache, hf_hub_download, scan_cache_dir.
2. Python, online, asks for the same files of the same cache, and fetches none again.
3. Python fetches the model into another cache; `emotions pull` reads it, with HF_HUB_OFFLINE=1 and online, and fetches
   none again.
4. What one tool left out, the other adds.

Prints a line per check and ends with 1 at the first that fails.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[4]
CLASSES = ["emotions4j-hub/target/test-classes", "emotions4j-hub/target/classes", "internal/fixtures/target/classes"]
NEVER = {"pytorch_model.bin", "modeling_custom.py", "tf_model.h5"}

# Each reads its job from the arguments and prints JSON: the library's constants are fixed when it is imported.
READ = """
import json, sys
from huggingface_hub import hf_hub_download, scan_cache_dir, snapshot_download, try_to_load_from_cache
id, revision, name, absent = sys.argv[1:]
info = scan_cache_dir()
print(json.dumps({
    "snapshot": snapshot_download(id, revision=revision),
    "loaded": try_to_load_from_cache(id, name, revision=revision),
    "absent": type(try_to_load_from_cache(id, absent, revision=revision)).__name__,
    "downloaded": hf_hub_download(id, name, revision=revision),
    "warnings": [str(warning) for warning in info.warnings],
    "repos": [[repo.repo_id, repo.repo_type, repo.nb_files, repo.size_on_disk, sorted(repo.refs)] for repo in info.repos],
}))
"""
FETCH = """
import json, sys
from huggingface_hub import snapshot_download
print(json.dumps(snapshot_download(sys.argv[1], revision=sys.argv[2], allow_patterns=sys.argv[3:])))
"""


def check(what, holds, detail=""):
    print(("ok    " if holds else "FAILED ") + what + (f" ({detail})" if detail else ""))
    if not holds:
        sys.exit(1)


class Hub:
    """The hub, in a process of its own."""

    def __init__(self, files):
        class_path = os.pathsep.join(str(ROOT / folder) for folder in CLASSES)
        self.process = subprocess.Popen(
            ["java", "-cp", class_path, "io.github.emotions4j.hub.FakeHubProcess", str(files)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.endpoint, self.commit, self.id = self.process.stdout.readline().split()

    def fetched(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


class Tools:
    """Both tools, on one cache."""

    def __init__(self, hub, home):
        self.environment = {**os.environ, "HF_ENDPOINT": hub.endpoint, "HF_HOME": str(home),
                            "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
        for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_TOKEN", "HF_HUB_OFFLINE"):
            self.environment.pop(name, None)

    def run(self, command, offline):
        environment = {**self.environment, **({"HF_HUB_OFFLINE": "1"} if offline else {})}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
        check(" ".join(str(word) for word in command if "\n" not in str(word))[-70:] + (" offline" if offline else ""),
              done.returncode == 0, done.stdout.strip()[:60] if done.returncode else "")
        return done.stdout.strip()

    def python(self, script, *arguments, offline=False):
        return json.loads(self.run([sys.executable, "-c", script, *arguments], offline))

    def emotions(self, *arguments, offline=False):
        return self.run([str(ROOT / "emotions"), "pull", *arguments], offline)


def same(folder, files, names):
    return all((pathlib.Path(folder) / name).read_bytes() == (files / name).read_bytes() for name in names)


def names_in(folder):
    return {str(path.relative_to(folder)) for path in pathlib.Path(folder).rglob("*") if path.is_file()}


def python_reads_ours(hub, home, files):
    tools = Tools(hub, home)
    ours = tools.emotions(hub.id)
    tools.emotions(hub.id, "--revision", "refs/pr/1")
    hub.fetched()
    names = names_in(ours)
    check("only what is needed was fetched", not names & NEVER and "onnx/model_quantized.onnx" in names, sorted(names))
    for revision in ("main", "refs/pr/1", hub.commit):
        read = tools.python(READ, hub.id, revision, "onnx/model_quantized.onnx", "added_tokens.json", offline=True)
        check(f"snapshot_download({revision}) is our folder", read["snapshot"] == ours)
        check(f"try_to_load_from_cache({revision}) finds the graph", read["loaded"].startswith(ours))
        check(f"try_to_load_from_cache({revision}) knows a file that the model lacks", read["absent"] == "object")
        check(f"hf_hub_download({revision}) finds the graph", read["downloaded"].startswith(ours))
        size = sum((files / name).stat().st_size for name in names)
        check("scan_cache_dir has no warnings and the right sizes",
              read["warnings"] == [] and read["repos"] == [[hub.id, "model", len(names), size, ["main", "refs/pr/1"]]],
              read["repos"])
    check("Python reads the hub's bytes through our links", same(ours, files, names))
    again = tools.python(FETCH, hub.id, "main", *names)
    check("Python, online, fetches none of our files again", again == ours and hub.fetched() == 0)
    more = tools.python(FETCH, hub.id, "main", *names, "model.safetensors")
    check("Python adds what we left out", same(more, files, {"model.safetensors"}) and hub.fetched() == 1)
    tools.emotions(hub.id, "--train")
    check("we fetch none of Python's files again", hub.fetched() == 0)


def we_read_pythons(hub, home, files):
    tools = Tools(hub, home)
    theirs = tools.python(FETCH, hub.id, "main", "*.json", "*.md", "onnx/*", "model.safetensors")
    hub.fetched()
    check("emotions pull, offline, finds Python's folder", tools.emotions(hub.id, offline=True) == theirs)
    check("emotions pull of the commit, offline, finds it too",
          tools.emotions(f"{hub.id}@{hub.commit}", "--train", offline=True) == theirs)
    check("emotions pull, online, finds it too", tools.emotions(hub.id) == theirs and hub.fetched() == 0)
    check("we add what Python left out",
          tools.emotions(hub.id, "--all") == theirs and same(theirs, files, {"model.onnx"}) and hub.fetched() == 2)


def main():
    import huggingface_hub

    print(f"huggingface_hub {huggingface_hub.__version__}, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        hub = Hub(root / "files")
        try:
            python_reads_ours(hub, root / "ours", root / "files")
            we_read_pythons(hub, root / "theirs", root / "files")
        finally:
            hub.close()
    print("all checks passed")


if __name__ == "__main__":
    main()

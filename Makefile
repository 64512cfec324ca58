# The contributor's menu. `make` alone prints it. Needs python3 (3.11 or newer) and make; everything else is
# fetched by pip from the locked, hashed lists in requirements/. On Windows see docs/contributing.md.

SHELL := /bin/bash
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first Python that is new enough; `make demo PYTHON=/path/to/python3.12` chooses another.
PYTHON = $(or $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$name; break; fi; done),no-python)
# The lowest versions have ready-made wheels for these two only.
PYTHON_LOWEST = $(or $(shell for name in python3.11 python3.12 python3; do \
	if $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' >/dev/null 2>&1; then echo $$name; break; fi; done),no-python)

BIN := .venv/bin
PYTEST_ARGS ?= -n auto
PIP := -m pip --disable-pip-version-check -qq
INSTALL := $(PIP) install --require-hashes
SAMPLE := sample_orgs/harbor/organization.yaml
SOURCES = $(shell git ls-files model sample_orgs docs 2>/dev/null || find model sample_orgs docs -type f)
PYTHON_CODE := $(wildcard model tests benchmarks docs app.py hatch_build.py)

# What a wheel could lack: files of the package, and what its commands load. The figures are tried in the source tree.
WHEEL_TESTS = $(wildcard tests/test_*.py) tests/catalogue tests/cli tests/discovery tests/evidence tests/report \
	tests/app/graph_view tests/formats/test_promises.py tests/formats/test_excel.py tests/browser/test_questions.py

# Makes an environment: $(call environment,FOLDER,PYTHON,what is wanted,options of venv)
define environment
	@$(2) -c pass 2>/dev/null || { echo "Sightline needs Python $(3), and none was found. Install it, or name one: make PYTHON=python3.12"; exit 1; }
	@$(2) -c 'import ensurepip' 2>/dev/null || { echo "$(2) cannot create environments: on Debian and Ubuntu run apt-get install python3-venv"; exit 1; }
	@echo "Creating $(1)"
	@$(2) -m venv $(4) $(1)
endef

.PHONY: help
help: ## print this menu
	@echo "Sightline: make TARGET"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

# ---------------------------------------------------------------- environments, each with a stamp inside it

.venv/made:
	$(call environment,.venv,$(PYTHON),3.11 or newer)
	@touch $@

.venv/core: requirements/build.txt requirements/core.txt pyproject.toml | .venv/made
	@echo "Installing the locked requirements and Sightline into .venv"
	@$(BIN)/python $(INSTALL) -r requirements/build.txt
	@$(BIN)/python $(INSTALL) -r requirements/core.txt
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/app: requirements/build.txt requirements/all.txt pyproject.toml | .venv/made
	@echo "Installing the locked requirements of the app and Sightline into .venv"
	@$(BIN)/python $(INSTALL) -r requirements/build.txt
	@$(BIN)/python $(INSTALL) -r requirements/all.txt
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/core

.venv/dev: requirements/dev.txt pyproject.toml | .venv/made
	@echo "Installing Sightline with all extras, the tests' and the checks' tools into .venv"
	@$(BIN)/python $(INSTALL) -r requirements/dev.txt
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/app .venv/core

.venv-lowest/ready: requirements/lowest.txt pyproject.toml
	$(call environment,.venv-lowest,$(PYTHON_LOWEST),3.11 or 3.12,--clear)
	@echo "Installing the lowest allowed versions into .venv-lowest"
	@.venv-lowest/bin/python $(INSTALL) --only-binary :all: -r requirements/lowest.txt
	@.venv-lowest/bin/python $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# PySpark comes as a source archive, which the locked setuptools builds.
.venv-spark/ready: requirements/build.txt requirements/spark.txt pyproject.toml
	$(call environment,.venv-spark,$(PYTHON),3.11 or newer,--clear)
	@echo "Installing Sightline with PySpark into .venv-spark"
	@.venv-spark/bin/python $(INSTALL) -r requirements/build.txt
	@.venv-spark/bin/python $(INSTALL) --no-build-isolation -r requirements/spark.txt
	@.venv-spark/bin/python $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv-wheel/made: requirements/dev.txt
	$(call environment,.venv-wheel,$(PYTHON),3.11 or newer,--clear)
	@.venv-wheel/bin/python $(INSTALL) -r requirements/dev.txt
	@touch $@

dist/built: $(SOURCES) pyproject.toml README.md LICENSE | .venv/dev
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist >/dev/null
	@touch $@

# ------------------------------------------------------------------------------------------------ what to do

.PHONY: demo
demo: .venv/core ## from nothing to the analysis of a sample organization, printed and written to build/demo
	@$(BIN)/sightline analyze $(SAMPLE)
	@mkdir -p build/demo
	@$(BIN)/sightline analyze $(SAMPLE) --format json --output build/demo/analysis.json
	@$(BIN)/sightline analyze $(SAMPLE) --format csv --output build/demo/tables
	@echo
	@echo "That was: .venv/bin/sightline analyze $(SAMPLE)"
	@echo "Written:  build/demo/analysis.json (all figures), build/demo/tables/ (one CSV file per table)"
	@echo "Try next: .venv/bin/sightline new my-organization.yaml    (a commented starter file of your own)"
	@echo "          .venv/bin/sightline --help"
	@echo "          make app                                            (explore it in the browser)"

.PHONY: app
app: .venv/app ## from nothing to the app in the browser, on a sample organization (Ctrl+C stops it)
	@$(BIN)/sightline app $(SAMPLE) $(APP_ARGS)

.PHONY: screenshots
screenshots: .venv/dev ## make the pictures of the documentation anew, from the running app (needs chromium)
	@$(BIN)/python -m tests.browser.screenshots

.PHONY: test
test: .venv/dev ## from nothing to a finished test run, with all extras
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

.PHONY: check
check: lint test ## everything that must be green: format, lint, types, import contracts, generated files, tests

.PHONY: lint lint-format lint-code lint-script lint-types lint-imports lint-generated
lint: lint-format lint-code lint-script lint-types lint-imports lint-generated ## the checks without the tests (make -k lint runs on after a failure)

lint-format: .venv/dev
	$(BIN)/ruff format --check $(PYTHON_CODE)

lint-code: .venv/dev
	$(BIN)/ruff check $(PYTHON_CODE)

lint-script: .venv/dev
	$(BIN)/oxlint --deny-warnings

lint-types: .venv/dev
	$(BIN)/mypy

lint-imports: .venv/dev
	$(BIN)/lint-imports --no-logo --no-cache

lint-generated: .venv/dev
	$(BIN)/python -m tests.generated --check

.PHONY: format
format: .venv/dev ## format the code and sort its imports
	@$(BIN)/ruff check --select I --fix $(PYTHON_CODE)
	@$(BIN)/ruff format $(PYTHON_CODE)

.PHONY: generate
generate: .venv/dev ## write the generated files anew (JSON Schema, command reference, ...)
	@$(BIN)/python -m tests.generated

.PHONY: lowest
lowest: .venv-lowest/ready ## run the tests but those of the browser with the lowest allowed versions, in .venv-lowest
	@.venv-lowest/bin/python -m pytest --ignore tests/browser $(PYTEST_ARGS)

.PHONY: spark
spark: .venv-spark/ready ## run the tests of discovery on Spark as well, in .venv-spark (needs Java 17 or newer)
	@SIGHTLINE_SPARK=required .venv-spark/bin/python -m pytest tests/discovery $(PYTEST_ARGS)

.PHONY: wheel
wheel: dist/built .venv-wheel/made ## build the wheel and run against it, installed in .venv-wheel, the tests of commands and of what it carries
	@.venv-wheel/bin/python $(PIP) install --no-deps --no-index --force-reinstall dist/*.whl
	@.venv-wheel/bin/python -m pytest --installed $(WHEEL_TESTS) $(PYTEST_ARGS)

.PHONY: docs
docs: .venv/dev ## build the documentation site, strictly, in build/site
	@echo "Building the documentation site (about a minute)"
	@rm -rf build/site build/site-read
	@$(BIN)/python -m sphinx -W --keep-going -q -j auto -b html -d build/site-read -c docs . build/site
	@echo "Open build/site/index.html"

.PHONY: bench
bench: .venv/dev ## run the benchmarks, ours beside the peers'
	@$(BIN)/python -m benchmarks

LOCK = $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url $(UPGRADE)

.PHONY: lock
lock: .venv/dev ## lock the dependencies anew (make lock UPGRADE=--upgrade takes the newest)
	@$(LOCK) --universal --extra all --group dev pyproject.toml -o requirements/dev.txt
	@$(LOCK) --universal --extra all -c requirements/dev.txt pyproject.toml -o requirements/all.txt
	@$(LOCK) --universal -c requirements/dev.txt pyproject.toml -o requirements/core.txt
	@$(LOCK) --universal -c requirements/dev.txt --group build -o requirements/build.txt
	@$(LOCK) --universal --resolution lowest-direct --extra all --group test --group build pyproject.toml -o requirements/lowest.txt
	@$(LOCK) --universal --extra spark --extra frames --group test --group build -c requirements/dev.txt pyproject.toml -o requirements/spark.txt

.PHONY: clean
clean: ## remove the environments, builds and caches
	@rm -rf .venv .venv-lowest .venv-spark .venv-wheel build dist
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks htmlcov .coverage
	@find model tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Everything one does here, by name; `make` alone lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON ?= python3
# What `make test-oldest` runs on: old releases of some libraries know no newer Python.
OLDEST_PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Without a home pip would keep its cache at the root of the disk.
ifeq ($(strip $(HOME)),)
export PIP_NO_CACHE_DIR := 1
endif

# A comma that is no end of an argument.
, := ,

# Print a command as one would type it, then run it.
run = @printf '\n$$ %s\n' '$(1)'; $(BIN)/$(1)

.PHONY: help demo quick test test-newest test-oldest fuzz bench lint types validate check docs schema lock wheel clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/installed ## install iopctl in .venv and run it on the real agreements
	@rm -rf build/memos
	$(call run,iopctl validate)
	$(call run,iopctl list)
	$(call run,iopctl show stadsmission --as-of 2021-07-13)
	$(call run,iopctl budget ikf --year 2023)
	$(call run,iopctl budget stadsmission --years 2021-2023)
	$(call run,iopctl extend stadsmission) || { \
	  code=$$?; [ $$code -eq 1 ] && echo "(exit code 1: the answer is that it may not be extended)" || exit $$code; }
	$(call run,iopctl extend stadsmission --as-of 2021-07-13)
	$(call run,iopctl value stadsmission --as-of 2021-07-13)
	$(call run,iopctl budget --all --years 2018-2024)
	$(call run,iopctl due) || { \
	  code=$$?; [ $$code -eq 1 ] && echo "(exit code 1: something is late)" || exit $$code; }
	$(call run,iopctl memo --all --out build/memos --to md$(,)docx$(,)pdf$(,)html)
	@printf '\nThe memos are in build/memos:\n'; ls -1 build/memos

# What needs no process of its own, and says where a change went wrong.
QUICK := tests/{model,rules,source,answers,render} --ignore=tests/source/test_history.py \
  tests/test_{money,period,table,problem,register,examples,pages}.py
# Whoever has nothing left to do takes over from the other; a module's tests stay together as far as that goes.
SPREAD := -n auto --dist worksteal

quick: $(VENV)/installed-dev ## run half of the tests in half a minute, while you type
	$(BIN)/python -m pytest --quiet $(SPREAD) --hypothesis-profile=quick $(QUICK)

test: $(VENV)/installed-dev ## run the whole test suite, with coverage by branch
	$(BIN)/python -m pytest $(SPREAD) --cov --cov-report=term-missing:skip-covered

test-newest: ## run the suite with the newest release of every library, locked or not
	$(call venv,$(PYTHON),build/newest)
	$(call pip,$(PYTHON),build/newest) --upgrade pip
	build/newest/bin/python -m pip install --quiet --upgrade --upgrade-strategy eager -e '.[docx,pdf,xlsx]' --group dev
	build/newest/bin/python -m pytest $(SPREAD)

test-oldest: ## run the suite with the oldest releases that pyproject.toml allows
	$(call venv,$(OLDEST_PYTHON),build/oldest)
	$(call locked,$(OLDEST_PYTHON),build/oldest,requirements/oldest.txt)
	build/oldest/bin/python -m pytest $(SPREAD)

lint: $(VENV)/installed-dev ## check style, formatting and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

types: $(VENV)/installed-dev ## check the types
	$(BIN)/mypy

validate: $(VENV)/installed-dev ## check the agreements and the templates kept here
	$(BIN)/iopctl validate
	$(BIN)/iopctl template check

fuzz: $(VENV)/installed-dev ## damage registers, ask every command, measure growth, and try laws anew; half an hour
	$(BIN)/python -m tests.fuzz
	$(BIN)/pytest --quiet -m hypothesis --hypothesis-profile=search

# Nothing else may run meanwhile. AGAINST=REV compares with the wheel of a commit, PEERS=1 with other programs,
# and QUICK=1 takes few rounds.
bench: $(VENV)/installed-dev ## measure the wheel side by side, and print the ratios
	$(BIN)/python -m bench $(if $(AGAINST),--against $(AGAINST)) $(if $(PEERS),--peers) $(if $(QUICK),--quick)

check: lint types validate test ## all of the above, before you commit

docs: $(VENV)/installed-dev ## write anew what docs/ takes from the code, and the output of its examples
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/rerun.py

schema: $(VENV)/installed-dev ## write anew the JSON Schema of the agreement file, which follows from the model
	$(BIN)/python docs/schema.py

wheel: $(VENV)/installed-dev ## build the source distribution and, from it, the wheel, in dist/
	$(BIN)/python -m build --no-isolation

# uv reads no setting of the machine here, and writes no address: what is locked is versions and hashes.
COMPILE := build/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --no-annotate \
  --custom-compile-command 'make lock' pyproject.toml
LOCK := $(COMPILE) --upgrade --generate-hashes

lock: ## pin anew, with hashes, what demo, test and .ci/run install from PyPI and npm (needs npm)
	$(call venv,$(PYTHON),build/lock)
	$(call pip,$(PYTHON),build/lock) --upgrade uv
	$(LOCK) --output-file requirements/run.txt
	$(LOCK) --extra docx --extra pdf --group build --output-file requirements/demo.txt
	$(LOCK) --all-extras --group dev --output-file requirements/test.txt
	$(COMPILE) --all-extras --resolution lowest-direct --output-file build/oldest.txt
	$(LOCK) --all-extras --group dev --constraint build/oldest.txt --output-file requirements/oldest.txt
	npm update --prefix tests/web --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund

clean: ## remove everything that make has made
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find iopctl tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# $(call venv,PYTHON,FOLDER): an empty environment; the machine's own pip fills it, so that it needs none.
define venv
@$(1) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
  echo "iopctl needs Python 3.11 or later, and $(1) is: $$($(1) --version 2>/dev/null || echo missing)." >&2; \
  echo "If you have another, name it: make PYTHON=python3.12" >&2; exit 1; }
@$(1) -m pip --version >/dev/null || { \
  echo "$(1) has no pip: install python3-pip (Debian, Ubuntu), or run: $(1) -m ensurepip" >&2; exit 1; }
@echo "Making $(2) ..."
@$(1) -m venv --clear --without-pip $(2)
endef

# $(call pip,PYTHON,FOLDER) …: install into an environment.
pip = @$(1) -m pip --python $(2)/bin/python install --quiet

# $(call locked,PYTHON,FOLDER,LOCK): install exactly what a lock names, and iopctl beside it.
define locked
@echo "Installing iopctl and $(3) in $(2) ..."
$(call pip,$(1),$(2)) --require-hashes -r $(3)
$(call pip,$(1),$(2)) --no-deps --no-build-isolation -e .
endef

$(VENV)/python-ok:
	$(call venv,$(PYTHON),$(VENV))
	@touch $@

$(VENV)/installed: pyproject.toml requirements/demo.txt | $(VENV)/python-ok
	$(call locked,$(PYTHON),$(VENV),requirements/demo.txt)
	@touch $@

$(VENV)/installed-dev: pyproject.toml requirements/test.txt | $(VENV)/python-ok
	$(call locked,$(PYTHON),$(VENV),requirements/test.txt)
	@touch $@ $(VENV)/installed

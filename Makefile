# Everything one does here, by name; `make` alone lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON ?= python3
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

.PHONY: help demo test fuzz bench lint types validate check docs schema wheel clean

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

test: $(VENV)/installed-dev ## run the whole test suite, with coverage by branch
	$(BIN)/python -m pytest -n auto --cov --cov-report=term-missing:skip-covered

lint: $(VENV)/installed-dev ## check style, formatting and the direction of imports
	@$(BIN)/python -c 'import sys, tomllib; p = tomllib.load(open("pyproject.toml", "rb")); \
	  p["project"]["optional-dependencies"]["dev"] == p["dependency-groups"]["dev"] \
	  or sys.exit("pyproject.toml: the extra dev and the group dev differ")'
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

types: $(VENV)/installed-dev ## check the types
	$(BIN)/mypy

validate: $(VENV)/installed-dev ## check the agreements and the templates kept here
	$(BIN)/iopctl validate
	$(BIN)/iopctl template check

fuzz: $(VENV)/installed-dev ## damage ten thousand files byte by byte, and see that each is told of
	$(BIN)/python -m tests.fuzz

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
	$(BIN)/python -m build

clean: ## remove everything that make has made
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find iopctl tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# Where Python lacks ensurepip, as on Debian without python3-venv, the machine's own pip installs one.
$(VENV)/python-ok:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "iopctl needs Python 3.11 or later, and $(PYTHON) is: $$($(PYTHON) --version 2>/dev/null || echo missing)." >&2; \
	  echo "If you have another, name it: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) ..."
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
	  $(PYTHON) -m venv --clear $(VENV); \
	else \
	  $(PYTHON) -m venv --clear --without-pip $(VENV) \
	  && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip || { \
	    echo "$(PYTHON) can make no virtual environment: install python3-venv (Debian, Ubuntu) and try again." >&2; exit 1; }; \
	fi
	@touch $@

$(VENV)/installed: pyproject.toml | $(VENV)/python-ok
	@echo "Installing iopctl in $(VENV) ..."
	@$(BIN)/python -m pip install --quiet -e '.[docx,pdf]'
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/python-ok
	@echo "Installing iopctl and what its tests need in $(VENV) ..."
	@$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@ $(VENV)/installed

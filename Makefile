# Everything that a person does with this repository, one word each. `make` alone lists them.

PYTHON ?= python3
SHARED ?= ../shared
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet --no-input

# Locks are made from the public index alone, whatever the pip of this machine is set to.
COMPILE := PYTHONWARNINGS=ignore PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= CUSTOM_COMPILE_COMMAND="make lock" \
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-options --no-emit-index-url --no-emit-trusted-host

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint unit browser bench fuzz score mutations screenshots format lock clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.runtime ## Run the product with a made-up county, ready to look at
	@$(BIN)/equity-tracker demo --serve

test: lint browser unit ## Check everything: style, types, import floors, dependencies, all tests

lint: $(VENV)/.test ## Check style, types, import floors and dependencies
	@echo "Style ..." && $(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@echo "Types ..." && $(BIN)/mypy --no-error-summary
	@echo "Import floors ..." && { report=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$report"; exit 1; }; }
	@echo "Dependencies ..." && { report=$$($(BIN)/deptry . 2>&1) || { echo "$$report"; exit 1; }; }

unit: $(VENV)/.test ## Run all tests; those that need a browser skip where there is none
	@$(BIN)/pytest --numprocesses 2 --dist worksteal

browser: ## Make sure that there is a browser for the tests
	@tests/setup_browser.sh >/dev/null

bench: $(VENV)/.bench ## Measure time and memory beside other tools
	@$(BIN)/python -m tests.benchmarks

fuzz: $(VENV)/.test ## Open damaged and hostile files for a while (FOR=<seconds> SEED=<number> ALSO=<folder> KEEP=<folder>)
	@$(BIN)/python -m tests.fuzz --seconds $(or $(FOR),60) --seed $(or $(SEED),0) $(if $(ALSO),--also "$(ALSO)") $(if $(KEEP),--keep "$(KEEP)")

score: $(VENV)/.runtime ## Hold the importers against the files in SHARED (../shared)
	@if [ -d "$(SHARED)/tools" ]; then \
		status=0; \
		PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python "$(SHARED)/tools/score_budgets.py" "$(SHARED)/data/budgets" || status=1; \
		PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python "$(SHARED)/tools/score_plans.py" --run equity-tracker --truth "$(SHARED)/data/plans" || status=1; \
		exit $$status; \
	else \
		echo "There are no files to score against: $(SHARED) is absent. SHARED=<folder> names another place."; \
	fi

mutations: $(VENV)/.test ## Change the files in SHARED where a reader could see it, and count what is noticed
	@$(BIN)/python -m tests.mutations "$(SHARED)/data"

screenshots: $(VENV)/.test browser ## Draw the pictures of the documentation from the demo
	@$(BIN)/python -m tests.browser.screenshots

format: $(VENV)/.test ## Put the code into the house's form
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

lock: $(VENV)/.test ## Make the locks in requirements/ anew from pyproject.toml (UPGRADE=1: newest versions)
	@echo "Locking ..."
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements/runtime.txt pyproject.toml requirements/runtime.in
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -c requirements/runtime.txt --extra test -o requirements/test.txt pyproject.toml requirements/runtime.in
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -c requirements/test.txt --extra test --extra bench -o requirements/bench.txt pyproject.toml requirements/runtime.in

clean: ## Remove what make has set up and what tools have left
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------------------------------------- set-up
# A stamp file each; the smaller set is installed only where the larger one is not.

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "This needs Python 3.11 or newer, and '$(PYTHON)' is not. Name another: make PYTHON=python3.13"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements/runtime.txt pyproject.toml
	@echo "Installing what the product needs (once) ..."
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.python requirements/test.txt pyproject.toml
	@echo "Installing what the product and its tests need (once) ..."
	@$(PIP) install --require-hashes -r requirements/test.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(VENV)/.runtime $@

$(VENV)/.bench: $(VENV)/.python requirements/bench.txt pyproject.toml
	@echo "Installing what the product, its tests and its measurements need (once) ..."
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(VENV)/.runtime $(VENV)/.test $@

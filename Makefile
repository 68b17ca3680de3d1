# Two commands: `make` builds the newspaper, `make test` proves the generator.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PEERS  := .venv-bench
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: site serve test test-all check format bench pictures fonts shots schema browser readers clean

site: $(VENV)/site.stamp
	@$(BIN)/python build.py
	@echo "Look at it: make serve"

serve: $(VENV)/site.stamp
	@$(BIN)/python build.py serve

test: $(VENV)/test.stamp $(VENV)/tools.stamp browser readers
	@$(BIN)/python -m pytest -q -n auto -m "not long"

test-all: $(VENV)/test.stamp $(VENV)/tools.stamp $(PEERS)/bench.stamp browser
	@sh scripts/readers.sh all
	@$(BIN)/python -m pytest -q -n auto

check: $(VENV)/test.stamp
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test

format: $(VENV)/test.stamp
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/site.stamp $(PEERS)/bench.stamp
	@$(BIN)/python scripts/bench.py

# The sample newspaper's pictures, the theme's fonts and the editors' schema are kept here;
# these make them anew.
pictures: $(VENV)/test.stamp browser
	@$(BIN)/python scripts/draw.py

fonts: $(VENV)/test.stamp
	@$(BIN)/python scripts/fonts.py

# The README's picture, of the site as it stands in public/.
shots: $(VENV)/test.stamp browser site
	@$(BIN)/python scripts/shots.py

schema: $(VENV)/site.stamp
	@$(BIN)/python build.py schema > schema/story.schema.json

browser: $(VENV)/test.stamp
	@sh scripts/browser.sh

readers:
	@sh scripts/readers.sh

clean:
	rm -rf $(VENV) $(PEERS) .naba public .pytest_cache .mypy_cache .ruff_cache .hypothesis

# A stamp is as new as the lock it was installed from: a second `make` sets nothing up again.
$(VENV)/site.stamp: requirements.lock
	@$(PYTHON) scripts/python_is_new_enough.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Naba needs …"
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/site.stamp
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

# The generators that Naba is measured against, apart from Naba's own packages.
$(PEERS)/bench.stamp: requirements-bench.lock
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@echo "Installing the generators to measure against …"
	@$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-bench.lock
	@echo '*' > $(PEERS)/.gitignore
	@touch $@

$(VENV)/tools.stamp: tests/tools/package-lock.json $(VENV)/test.stamp
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --prefix tests/tools --no-audit --no-fund --ignore-scripts --silent
	@touch $@

# make run    execute every notebook against the corpus; pages and evidence under build/
# make lab    open JupyterLab on the same environment
# make test   all tests, the notebooks under nbval among them
# make notebooks   execute the notebooks in place (after a change that is meant)
# make site   the reading edition: notebooks as they are stored, and every text with its evidence marked
# make bench  how fast, beside other tools, in one run; with real texts as well: make bench CORPUS=folder
# make fuzz   broken and hostile inputs against every reader and the command line; more of them: make fuzz INPUTS=100000
# make whole  every command on a corpus of yours, each text within bounds of time and memory: make whole CORPUS=folder
# make undone each fault that was mended is brought back in a copy, and the tests must find it
# make audit  known holes in the packages of requirements.lock (asks a service, so no part of make test)
# make lock   renew requirements.lock
# Everything happens in .venv, which is made on the first call and left alone while the lock is the same.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .venv-peers
FOLDERS := . exercises exercises/solutions
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb)) $(sort $(wildcard notebooks/exercises/*.ipynb)) \
  $(sort $(wildcard notebooks/exercises/solutions/*.ipynb))
BUILD := build
PAGES := $(NOTEBOOKS:notebooks/%.ipynb=$(BUILD)/notebooks/%.html)

export PYTHONHASHSEED := 0
unexport PYTHONDONTWRITEBYTECODE # the tests start Python often, and each start would compile the package

.PHONY: run lab test notebooks site bench fuzz whole undone audit lock clean

run: $(READY)
	@mkdir -p $(BUILD)/notebooks
	@echo "evidence of the corpus:"
	@$(BIN)/python -m analysis extract corpus --out $(BUILD)/evidence --rhetoric
	@echo "notebooks: executing $(words $(NOTEBOOKS)) of them ..."
	@for folder in $(FOLDERS); do \
	  $(BIN)/jupyter nbconvert --log-level ERROR --to html --execute --output-dir $(BUILD)/notebooks/$$folder \
	    notebooks/$$folder/*.ipynb 2> $(BUILD)/nbconvert.log || { cat $(BUILD)/nbconvert.log >&2; exit 1; }; done
	@echo "pages to read, the first one first:"
	@for page in $(PAGES); do \
	  sed -E 's/\.ipynb"/.html"/g; s@href="((\.\./)+(docs|corpus)/)@href="../\1@g' $$page > $$page.new && mv $$page.new $$page && echo "  $$page"; done

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir . $(if $(filter 0,$(shell id -u)),--allow-root)

test: $(READY) .pyodide/.ready
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder --nbval --nbval-current-env tests notebooks

notebooks: $(READY)
	$(BIN)/jupyter nbconvert --log-level ERROR --to notebook --execute --inplace \
	  --ExecutePreprocessor.record_timing=False --ExecutePreprocessor.store_widget_state=False $(NOTEBOOKS)
	$(BIN)/python tests/picture.py

site: $(READY) .pyodide/.ready
	@rm -rf $(BUILD)/pages $(BUILD)/site
	@$(BIN)/python docs/site/pages.py $(BUILD)/pages
	@$(BIN)/sphinx-build -q -c docs/site -d $(BUILD)/doctrees $(BUILD)/pages $(BUILD)/site
	@echo "the reading edition: $(BUILD)/site/index.html"

.pyodide/.ready: docs/site/interpreter.txt
	@$(PYTHON) docs/site/interpreter.py .pyodide
	@mkdir -p .pyodide && touch $@

bench: $(READY) $(PEERS)/.ready
	$(BIN)/python tests/bench/bench.py --peers $(PEERS)/bin/python --out $(BUILD)/bench $(if $(CORPUS),--corpus "$(CORPUS)")

fuzz: $(READY)
	$(BIN)/python tests/fuzz.py --inputs $(or $(INPUTS),10000) $(if $(SEED),--seed $(SEED)) --keep $(BUILD)/fuzz
	$(BIN)/python tests/nearly_right.py --texts $(or $(INPUTS),10000) $(if $(SEED),--seed $(SEED)) --keep $(BUILD)/fuzz
	PROFILE=thorough $(BIN)/python -m pytest -q tests/test_properties.py

whole: $(READY)
	$(BIN)/python tests/whole.py "$(CORPUS)"

undone: $(READY)
	$(BIN)/python tests/undone.py

audit: $(READY)
	$(BIN)/python -m pip install --quiet pip-audit
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock

$(PEERS)/.ready: tests/bench/peers.lock
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  -r tests/bench/peers.lock
	@touch $@

lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --quiet \
	  --all-extras --custom-compile-command "make lock" --output-file requirements.lock
	$(BIN)/uv pip compile tests/bench/peers.in --override tests/bench/peers-overrides.in --universal --generate-hashes \
	  --python-version 3.11 --quiet --custom-compile-command "make lock" --output-file tests/bench/peers.lock

clean:
	rm -rf $(BUILD) $(VENV) $(PEERS)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
	  { echo "error: Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..." >&2; exit 2; }
	@echo "setting up $(VENV) (once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

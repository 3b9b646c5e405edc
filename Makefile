# Exhibit. “make run” starts it on the demonstration case, “make test” is the whole gate.

PYTHON ?= python3
BIN := .venv/bin
DEMO := demo-catalogue
SHEETS := $(DEMO)-sheets
PLACE := Ussuriysk
LOCK := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --only-binary :all: \
	--no-header --python-version 3.11

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: run test bench screenshots lock data schema freeze manual messages rooms clean

run: .venv/run.stamp $(DEMO)/catalogue.sqlite
	@if $(BIN)/python -c 'import sys; from ui.start.display import why_no_window; sys.exit(why_no_window())'; then \
		$(BIN)/exhibit -c $(DEMO) desk; \
	else \
		$(MAKE) --no-print-directory headless; \
	fi

# The same job where there is no display.
.PHONY: headless
headless: .venv/run.stamp $(DEMO)/catalogue.sqlite
	@mkdir -p $(SHEETS)
	@$(BIN)/exhibit -c $(DEMO) sheet 'tag:"core item"' --out $(SHEETS) --yes
	@echo
	@echo "Found within 25 km of $(PLACE):"
	@$(BIN)/exhibit -c $(DEMO) find "near:$(PLACE)~25km"
	@echo
	@echo "The sheets are in $(SHEETS)/. There is no display here, so no window was opened:"
	@echo "run “make run” in a graphical session, or “$(BIN)/exhibit -c $(DEMO) desk”."

$(DEMO)/catalogue.sqlite: | .venv/run.stamp
	@$(BIN)/exhibit demo $(DEMO)

# The whole gate, in this order.
test: export QT_QPA_PLATFORM := offscreen
test: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

bench: .venv/dev.stamp
	$(BIN)/python -m tests.benchmarks

screenshots: .venv/dev.stamp $(DEMO)/catalogue.sqlite
	@command -v xvfb-run >/dev/null || { echo "Screenshots need xvfb: apt install xvfb xauth"; exit 1; }
	xvfb-run --auto-servernum --server-args "-screen 0 1366x768x24" \
		$(BIN)/python -m tests.ui.screenshots $(DEMO) build-data/practice build-data/screenshots

# Needs uv, which users do not. hatchling is locked too, because the program is installed from here.
lock:
	echo hatchling | $(LOCK) pyproject.toml - -o requirements.lock
	echo hatchling | $(LOCK) --extra dev --extra heic -c requirements.lock pyproject.toml - \
		-o requirements-dev.lock

# Rebuilds the shipped gazetteer, map and fonts from the packages that resources/build names.
data: .venv/dev.stamp
	$(BIN)/python -m resources.build

# Writes the schema of new catalogues, and freezes the revisions that another one follows.
schema: .venv/dev.stamp
	$(BIN)/python -m db.sqlite.schema_sql
	$(BIN)/python -m db.migrations.freezing

# Before a release: the newest revision is no longer changed, either.
freeze: .venv/dev.stamp
	$(BIN)/python -m db.migrations.freezing --released

# Brings the list and the picture of the rooms in the developers' manual up to date.
rooms: .venv/dev.stamp
	$(BIN)/python -m resources.build.rooms

# Writes the parts of the manual anew that are made from the verbs and the table of fields.
manual: .venv/dev.stamp
	$(BIN)/python -m app.cli.manual_blocks

# Collects what the program says to people, and compiles what translators made of it.
messages: .venv/dev.stamp
	$(BIN)/pybabel --quiet extract --mapping resources/i18n/babel.cfg --project Exhibit --version 1 \
		--header-comment '# What Exhibit says to people, collected by “make messages”.' \
		--no-default-keywords --keyword tr --keyword trn:1,2 --keyword trc:1c,2 \
		--no-wrap --sort-by-file --add-location file --output resources/i18n/exhibit.pot .
	sed -i.old -e '/^"POT-Creation-Date/d' -e '/^"PO-Revision-Date/d' resources/i18n/exhibit.pot
	rm resources/i18n/exhibit.pot.old
	for po in resources/i18n/*/LC_MESSAGES/exhibit.po; do [ ! -e "$$po" ] || \
		$(BIN)/pybabel --quiet compile --input-file "$$po" --output-file "$${po%.po}.mo" || exit 1; done

clean:
	rm -rf .venv dist $(DEMO) $(SHEETS) .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Exhibit needs Python 3.11 or newer; “make PYTHON=python3.12 …” names another one."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make virtual environments: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ .venv/run.stamp

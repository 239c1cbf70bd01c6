# The commands of this project; `make` lists them. What takes more than a line lies in .ci/.
SHELL := bash
.DEFAULT_GOAL := help
export PATH := $(CURDIR)/target/tools/bin:$(PATH)
# The scripts look for everything in ./target.
unexport CARGO_TARGET_DIR

PROGRAM := target/debug/single-offer
STEP := @.ci/step

.PHONY: help run test check audit build bench docs fmt site program

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: program ## Serve the demo on http://127.0.0.1:3000, building what is missing
	@mkdir -p data
	@echo '==> Serving the demo on http://127.0.0.1:3000, its data in data/ (Ctrl-C stops it)'
	@DEMO=1 DATABASE_URL='sqlite://data/demo.db?mode=rwc' $(PROGRAM) serve

test: machine-test site end2end/node_modules ## Run every test: domain, services on both databases, HTTP, browser
	$(STEP) 'Bringing the test runner' 'a few seconds the first time' .ci/tools
	$(STEP) 'Compiling the tests' '15 minutes the first time' cargo nextest run --locked --no-run
	$(STEP) 'Testing domain, services and HTTP' '10 minutes' .ci/postgres cargo nextest run --locked
	$(STEP) 'Compiling the server' '3 minutes the first time' cargo build --locked
	$(STEP) 'Testing in the browser' '10 minutes' npm --prefix end2end test

check: machine-check site end2end/node_modules ## Check formatting, lints, licences, dependencies and HTML
	$(STEP) 'Bringing the checking tools' 'a few seconds the first time' .ci/tools
	$(STEP) 'Formatting' 'seconds' cargo fmt --all --check
	$(STEP) 'Licences, bans and sources' 'seconds' cargo deny --log-level error check --hide-inclusion-graph licenses bans sources
	$(STEP) 'Unused dependencies' 'seconds' cargo shear
	$(STEP) 'Lints of the server' '5 minutes the first time' cargo clippy --locked --all-targets
	$(STEP) 'Lints of the browser half' 'a minute the first time' cargo clippy --locked -p browser --target wasm32-unknown-unknown --profile browser
	$(STEP) 'Lints of the bundle' 'seconds' cargo clippy --locked -p bundle
	$(STEP) 'Compiling the server' '10 minutes the first time' cargo build --locked
	$(STEP) 'Validity of the HTML' 'a minute' .ci/html-check

audit: ## Look the dependencies up among the known vulnerabilities (needs github.com)
	$(STEP) 'Bringing the checking tools' 'a few seconds the first time' .ci/tools
	$(STEP) 'Advisories' 'half a minute' .ci/audit

build: machine-build site ## Build target/release/single-offer, one file with everything inside
	$(STEP) 'Compiling the release' '15 minutes the first time' cargo build --locked --release
	@ls -lh target/release/single-offer

bench: machine-test build ## Measure speed and weight, and print one table
	$(STEP) 'Measuring' '3 minutes' .ci/postgres target/release/single-offer bench

docs: ## Write docs/permissions.md again, from what the domain says
	WRITE_DOCS=1 cargo test --locked --quiet -p domain --test documents permissions_read_what_the_domain_says

fmt: ## Format the code
	cargo fmt --all

program: machine-build site
	$(STEP) 'Compiling the server' '10 minutes the first time' cargo build --locked

site: machine-build style/node_modules
	$(STEP) 'Building the browser half' '4 minutes the first time' cargo run --locked -p bundle

machine-%:
	@.ci/setup $*

%/node_modules: %/package-lock.json
	$(STEP) 'Fetching npm packages for $*' 'half a minute' npm ci --prefix $*
	@touch $@

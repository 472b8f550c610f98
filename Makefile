# Every step by name; .ci/run calls the same ones.
SHELL := /bin/bash
.DEFAULT_GOAL := help
ENV := . .ci/env.sh &&
DEMO_ARGS ?=
BENCH_ARGS ?=
SHOTS ?=

.PHONY: help
help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: ## Find or install everything that building needs
	@.ci/setup demo

.PHONY: demo
demo: setup ## Set everything up, then run the shop with demo data, SQLite and the gateway simulator
	@.ci/build
	@$(ENV) exec "$$ZG_TARGET/debug/zhanggui" demo $(DEMO_ARGS)

.PHONY: test
test: ## Set everything up and run every test: Rust on both databases, official SDK, browser
	@.ci/setup test
	@.ci/test

.PHONY: dev
dev: setup ## Run the demo shop and restart it when a source file changes
	@.ci/dev $(DEMO_ARGS)

.PHONY: build
build: setup ## Build the release: executable, lists of hashes and site/ in dist/
	@.ci/release

.PHONY: lint
lint: ## Formatting, clippy for both halves, import rules, licences
	@.ci/setup lint
	@.ci/lint

.PHONY: idle
idle: ## Name dependencies that nothing imports (needs cargo-machete)
	@.ci/idle

.PHONY: fmt
fmt: ## Format the Rust code
	@$(ENV) cargo fmt --all

.PHONY: bench
bench: setup ## Measure the release beside its limits, in one run (about 15 minutes, a quiet machine)
	@.ci/bench $(BENCH_ARGS)

.PHONY: bench-alipay
bench-alipay: ## Measure the crate alipay beside OpenSSL, in one run (about two minutes, a quiet machine)
	@.ci/bench-alipay

.PHONY: fuzz
fuzz: ## Look for input that breaks a reader of the crate alipay (60 s a target; ZG_FUZZ_SECONDS)
	@.ci/fuzz

.PHONY: screenshots
screenshots: ## Pictures of every page at 390, 768 and 1440 px into screenshots/ (SHOTS=--readme: README's two)
	@.ci/setup test
	@.ci/build
	@$(ENV) cd end2end && node screenshots.mjs $(SHOTS)

.PHONY: lighthouse
lighthouse: ## Ask Lighthouse about home, category, product and search (a quiet machine; needs Chromium)
	@.ci/setup test
	@.ci/build
	@.ci/lighthouse

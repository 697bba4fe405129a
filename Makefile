# Everything stays inside this folder, but for the packages that `setup` installs.

SECONDS ?= 60
# The compiler holds the walls between the rooms: what a target imports, its manifest has to name.
CHECK := --explicit-target-dependency-import-check error

.DEFAULT_GOAL := help
.PHONY: help setup build demo test test-long interop pictures lint bench bench-files bench-instructions bench-register fuzz docs man clean

help: ## show this
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '  make %-22s %s\n' "$$name" "$$text"; done

setup: ## install what is missing to build and test (with apt; not Swift itself)
	@Scripts/setup.sh

build: setup ## build .build/release/badge, which needs no Swift where it runs
	swift build -c release --product badge --static-swift-stdlib $(CHECK)

demo: build ## set up an issuer, issue to a class, verify, revoke, and see what is not accepted
	Scripts/demo.sh

test: setup ## run the tests
	swift test $(CHECK)

test-long: setup ## run the tests with the ones that take minutes
	BADGE_TEST_LONG=1 swift test $(CHECK)

interop: build ## badges, tokens and pictures: others read what badge makes, and the other way round
	Scripts/interop.sh

pictures: build ## bake 10,000 badges of random names, and have pngcheck, xmllint and Chromium look at them
	Scripts/pictures.sh

lint: ## check the layout of the code, the scripts and the documents
	Scripts/lint.sh

bench: build ## measure speed as ratios to OpenSSL's own Ed25519 verification
	swift run -c release --package-path Benchmarks badge-bench --badge .build/release/badge

bench-files: build ## as bench, and 100,000 files in a folder (a few minutes, 700 MB of disk)
	swift run -c release --package-path Benchmarks badge-bench --badge .build/release/badge --files

bench-instructions: setup ## count the instructions of each step of verifying a badge (needs valgrind)
	Benchmarks/instructions.sh

bench-register: setup ## measure a roster, and a register of 1,000,000 badges (minutes, 5 GB of disk)
	swift run -c release --package-path Benchmarks register-bench

fuzz: setup ## fuzz every reader of foreign bytes, SECONDS=60 each
	Fuzz/run.sh $(SECONDS)

docs: build ## check the links between the documents and the commands in them, and run those of the guides
	Scripts/check-docs.sh
	Scripts/check-guides.sh

man: setup ## write the manual pages, one for each command, to .build/man
	Scripts/man.sh

clean: ## remove everything that was built
	rm -rf .build Benchmarks/.build Fuzz/.build

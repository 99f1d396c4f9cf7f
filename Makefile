# `make run` opens Assay, `make test` runs every test. Both install what is
# missing, or say what to install. `make help` lists the other targets.
# Packages are built and tested by the scripts in .ci/package, which can be run
# on their own: docs/packaging.md.

# The tag promises Fyne that all calls from other goroutines go through fyne.Do.
# Tests of widgets use Fyne's software driver (tag ci), which needs no display.
TAGS      := migrated_fynedo
TEST_TAGS := ci,$(TAGS)
# .ci/demo uses the same flags, so that it does not compile everything again.
BUILD     := -tags $(TAGS) -trimpath
# bolt's pointer arithmetic predates the checks that -race turns on. Fyne shapes text
# with typesetting: pure functions on fonts that Fyne's own, watched, caches guard.
# Watching them too would take two fifths of the time of the window's tests.
RACE      := -race -gcflags=github.com/boltdb/bolt=-d=checkptr=0 \
	-gcflags=github.com/go-text/typesetting/...=-race=false
# At its end, a program with the race detector sleeps for a second, which can show what
# goroutines do that it leaves running. There are a hundred programs of tests, and their
# tests run themselves again as other processes, hundreds of times.
export GORACE := atexit_sleep_ms=20
# Programs, checks and tests are compiled with the same flags, so that they share packages.
export GOFLAGS := $(strip $(shell go env GOFLAGS) -trimpath)
TOOLS     := $(CURDIR)/tools.mod
LONGEST   := ./ui ./storage/storagetest ./cmd/assayctl ./model/match
JOBS      := $(shell n=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo $${NUMBER_OF_PROCESSORS:-2}); echo $$((n + 1)))
OUT       ?= out
EXE       := $(shell go env GOEXE)
ASSAY     := $(CURDIR)/bin/assay$(EXE)

.PHONY: all help run test build fmt generate pictures documents bench crash eval fuzz package package-test \
	release setup check unit scenario bench-window clean

all: build

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## run: open Assay; without a display, play a demo in a virtual one
run:
	@.ci/setup run
	@[ -e $(ASSAY) ] || echo "Building Assay. The first build takes some minutes; each line below is a compiled package."
	@go build $(BUILD) $(if $(wildcard $(ASSAY)),,-v) -ldflags=-s -o bin/assay$(EXE) ./cmd/assay
	@case "$$(uname -s)" in \
	Linux) if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(ASSAY); else exec .ci/demo $(ASSAY) "$(abspath $(OUT))"; fi ;; \
	*) exec $(ASSAY) ;; \
	esac

## test: run every test and check
test:
	@.ci/setup test
	@$(MAKE) --no-print-directory check build unit scenario

## build: build assay and assayctl in bin/
build:
	go build $(BUILD) -ldflags=-s -o bin/assay$(EXE) ./cmd/assay
	CGO_ENABLED=0 go build -trimpath -ldflags=-s -o bin/assayctl$(EXE) ./cmd/assayctl

## fmt: format the code
fmt:
	go tool -modfile=$(TOOLS) gofumpt -w .

## generate: rewrite the generated files: model/version.go, assets/licences.txt and assets/guide.md
generate:
	.ci/generate

## pictures: take pictures of the window in all its states and looks, in out/ (.ci/guide-pictures renews those in docs)
pictures: build
	ASSAY_BIN=$(ASSAY) ASSAY_PICTURES=$(abspath $(OUT)) ASSAY_NEED_DISPLAY=1 \
		go test -tags $(TEST_TAGS) -count=1 -timeout 60m -run 'TestPictures$$' ./cmd/assay

## documents: write documents in every format, open them with other programs, take pictures in out/documents
documents:
	.ci/documents-look $(abspath $(OUT))/documents

## bench: run all benchmarks (ten minutes; the first line of BenchmarkScale takes one of them)
bench:
	go test -tags $(TEST_TAGS) -timeout 60m -run '^$$' -bench . -benchmem ./...

## crash: kill, cut power, fill the disk, flip every bit of a project, import the worst files (an hour)
crash:
	go test -count=1 -timeout 240m -v ./storage/storagetest -args -rounds 200 -steps 50000 -every-bit
	go test -count=1 -timeout 10m -v -run '$(FAILURES)' ./storage ./storage/backup ./storage/index
	go test -count=1 -timeout 60m -v -run 'BoundedMemory$$' ./cmd/assayctl
# What the names of tests about failing writes contain.
FAILURES := Disk|Removed|Replaced|Folder|ReadOnly|FailedWrite|CannotBeMade|CloseTries|Goroutine

## eval: measure boundaries, quotations, speakers, suggestions, attributions and matches on gold data, if present
eval:
	go test ./model/segment -run TestEval -v -args -eval
	cd model/segment/testdata/libraries && go test -count=1 -v .
	go test ./model/quote -run TestEval -v -args -eval
	go test ./model/suggest -run TestEval -v -args -eval
	go test ./model/attribute -run TestEval -v -args -eval
	go test ./model/match -run TestEval -v -args -eval

## fuzz: fuzz every parser for a minute each
fuzz:
	.ci/fuzz $(TEST_TAGS)

## package: build and check everything that Linux can build, in dist/
package:
	.ci/package/all

## package-test: install the packages, use them in real windows, remove them; needs root
package-test:
	.ci/package/test-linux
	.ci/package/test-windows
	.ci/package/test-signing
	.ci/package/reproduce

# Publishes what is in dist/ as the release of a tag, if it is signed.
release:
	.ci/package/release "$(TAG)"

# The steps of `make test`.

setup:
	@.ci/setup test

# .ci is a module of its own, so ./... does not include it. Its tests read files of
# this module, which Go's cache of test results does not track: hence -count=1.
check:
	@out=$$(go tool -modfile=$(TOOLS) gofumpt -l .); [ -z "$$out" ] || { echo "Not formatted (make fmt):"; echo "$$out"; exit 1; }
	go vet -tags $(TEST_TAGS) ./...
	go tool -modfile=$(TOOLS) staticcheck -tags $(TEST_TAGS) ./...
	go mod tidy -diff
	cd model/segment/testdata/libraries && go mod tidy -diff
	cd .ci && go vet ./... && go tool -modfile=$(TOOLS) staticcheck ./... && go mod tidy -diff && go test -count=1 ./...
	.ci/generate --check

# The packages that take longest come first, so that none of them runs alone at the end.
# Tests of files and of processes often wait for the disk: so one more runs than there are
# processors. `make check` has run go vet.
unit:
	go test $(RACE) -short -tags $(TEST_TAGS) -vet=off -p $(JOBS) -timeout 20m $(LONGEST) ./...
	go test -short -tags $(TEST_TAGS) -run TurnedBit ./storage/storagetest

# Does the main work in a real window, which is killed with SIGKILL and reopened.
scenario: build
	ASSAY_BIN=$(ASSAY) ASSAY_NEED_DISPLAY=1 \
		go test -tags $(TEST_TAGS) -count=1 -v -run 'InARealWindow$$' ./cmd/assay

# Times the real window beside a bare one, on virtual screens: key to frame,
# frames a second, start.
bench-window: build
	ASSAY_BIN=$(ASSAY) ASSAY_BENCH_WINDOW=1 \
		go test -tags $(TEST_TAGS) -timeout 20m -run '^$$' -bench 'BenchmarkWindow$$' -benchtime 1x ./cmd/assay

clean:
	rm -rf bin out dist

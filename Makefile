# The two commands: `make run` opens Assay, `make test` runs every test. Both
# install what is missing, or say what to install.

# The tag tells Fyne that everything here crosses to the GUI goroutine by
# fyne.Do. Tests of widgets use Fyne's software driver, which needs no display.
TAGS      := migrated_fynedo
TEST_TAGS := ci,$(TAGS)
# bolt's pointer arithmetic is older than the checks that -race turns on.
RACE      := -race -gcflags=github.com/boltdb/bolt=-d=checkptr=0
TOOL      := go tool -modfile=tools.mod
OUT       ?= out
EXE       := $(shell go env GOEXE)

.PHONY: all run test setup build check unit ui scenario crash bench eval fuzz fmt clean demo pictures bench-window generate \
	package package-linux package-windows package-ctl package-macos package-check package-metadata package-test \
	package-test-linux package-test-windows package-test-signing package-test-macos package-test-installer \
	package-sign package-sign-macos package-signed release reproduce vulnerabilities outdated-tools

all: build

## run: open Assay; without a display, play the main job in a virtual one
run:
	@.ci/setup run
	@$(MAKE) --no-print-directory build
	@case "$$(uname -s)" in \
	Linux) if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec bin/assay$(EXE); else $(MAKE) --no-print-directory demo; fi ;; \
	*) exec bin/assay$(EXE) ;; \
	esac

## demo: play the main job on the sample corpus, in a real window on a virtual display
demo: build
	@echo "No display here: playing the main job on the sample corpus in a virtual one."
	@ASSAY_BIN=$(CURDIR)/bin/assay$(EXE) ASSAY_OUT=$(abspath $(OUT)) ASSAY_NEED_DISPLAY=1 \
		go test -tags $(TEST_TAGS) -count=1 -run 'TestTheMainJobInARealWindow$$' ./cmd/assay
	@echo "Pictures of the window:"
	@ls -1 $(abspath $(OUT))/*.png | sed 's/^/  /'
	@echo "The exported annotation set:"
	@echo "  $(abspath $(OUT))/annotations.json"

## test: everything that must hold
test:
	@.ci/setup test
	@$(MAKE) --no-print-directory check build unit scenario

setup:
	@.ci/setup test

build:
	go build -tags $(TAGS) -trimpath -ldflags=-s -o bin/assay$(EXE) ./cmd/assay
	CGO_ENABLED=0 go build -trimpath -ldflags=-s -o bin/assayctl$(EXE) ./cmd/assayctl

## check: format, vet, staticcheck, modules
check:
	@out=$$($(TOOL) gofumpt -l .); [ -z "$$out" ] || { echo "Not formatted (make fmt):"; echo "$$out"; exit 1; }
	go vet -tags $(TEST_TAGS) ./... ./.ci/sbom
	$(TOOL) staticcheck -tags $(TEST_TAGS) ./... ./.ci/sbom
	go mod tidy -diff
	cd model/segment/testdata/libraries && go mod tidy -diff
	.ci/generate --check

## generate: write the files that are made from others: the version, the licences
generate:
	.ci/generate

## unit: all tests of packages, with the race detector
unit:
	go test $(RACE) -short -tags $(TEST_TAGS) -timeout 20m ./...
	go test -short -tags $(TEST_TAGS) -run TurnedBit ./storage/storagetest

## scenario: the whole job in a real window, killed and reopened
scenario: build
	ASSAY_BIN=$(CURDIR)/bin/assay$(EXE) ASSAY_NEED_DISPLAY=1 \
		go test -tags $(TEST_TAGS) -count=1 -v -run 'InARealWindow$$' ./cmd/assay

## pictures: every state of the window in every look and at several sizes, in out/
pictures: build
	ASSAY_BIN=$(CURDIR)/bin/assay$(EXE) ASSAY_PICTURES=$(abspath $(OUT)) ASSAY_NEED_DISPLAY=1 \
		go test -tags $(TEST_TAGS) -count=1 -timeout 60m -run 'TestPictures$$' ./cmd/assay

## crash: kill it 200 times in each way, cut its power, fill its disk, turn every bit of a project, have it do 50,000 random things, and give it the worst files
crash:
	go test -count=1 -timeout 240m -v ./storage/storagetest -args -rounds 200 -steps 50000 -every-bit
	go test -count=1 -timeout 10m -v -run '$(FAILURES)' ./storage
	go test -count=1 -timeout 60m -v -run 'BoundedMemory$$' ./cmd/assayctl
# What the tests of failing writes have in their names.
FAILURES := Disk|Removed|Replaced|Folder|ReadOnly|FailedWrite|CannotBeMade|CloseTries|Goroutine

## bench: how fast it is, and how much slower with 100,000 articles (the first line of BenchmarkScale takes a minute)
bench:
	go test -tags $(TEST_TAGS) -timeout 60m -run '^$$' -bench . -benchmem ./...

## bench-window: the real window beside a bare one, on virtual screens: key to frame, frames a second, start
bench-window: build
	ASSAY_BIN=$(CURDIR)/bin/assay$(EXE) ASSAY_BENCH_WINDOW=1 \
		go test -tags $(TEST_TAGS) -timeout 20m -run '^$$' -bench 'BenchmarkWindow$$' -benchtime 1x ./cmd/assay

## eval: how good the sentences and quotations are, on gold data where it is present, beside what else there is
eval:
	go test ./model/segment -run TestEval -v -args -eval
	cd model/segment/testdata/libraries && go test -count=1 -v .
	go test ./model/quote -run TestEval -v -args -eval

## fuzz: every parser, a minute each
fuzz:
	@for p in $$(grep -rl --include=*_test.go '^func Fuzz' . | xargs -n1 dirname | sort -u); do \
		for f in $$(grep -rhoE --include=*_test.go '^func Fuzz[A-Za-z0-9_]+' $$p/*_test.go | sed 's/^func //' | sort -u); do \
			echo "== $$p $$f"; \
			go test -tags $(TEST_TAGS) -run '^$$' -fuzz "^$$f\$$" -fuzztime 60s -fuzzminimizetime 20x $$p || exit 1; \
		done; \
	done

# What others install; docs/packaging.md tells what is made where.

## package: everything that Linux can make, into dist/, checked
package:
	@.ci/setup package
	@mkdir -p dist && find dist -maxdepth 1 -type f -delete
	@$(MAKE) --no-print-directory package-linux package-windows package-ctl
	@.ci/package/sbom
	@.ci/package/sums
	@$(MAKE) --no-print-directory package-check

## package-linux: the .tar.xz, the .deb and the file that runs by itself
package-linux:
	.ci/package/linux
	.ci/package/tarball
	.ci/package/deb
	.ci/package/bundle

## package-windows: the installer and the portable .zip, cross-compiled
package-windows:
	.ci/package/windows

## package-ctl: assayctl for every system
package-ctl:
	.ci/package/ctl

## package-macos: the .dmg, on a Mac
package-macos:
	.ci/package/macos

## package-check: the packages in dist/ have the right version, icons and file types
package-check:
	.ci/package/check

## package-metadata: the quick part: desktop entry, metainfo, scripts, workflows, one version, all systems compile
package-metadata:
	@.ci/setup package-metadata
	.ci/package/metadata

## package-test: install the packages, use them in real windows, remove them again
package-test:
	@$(MAKE) --no-print-directory package-test-linux package-test-windows package-test-signing reproduce

package-test-linux:
	@.ci/setup package-test
	.ci/package/test-linux

package-test-windows:
	@.ci/setup package-test
	.ci/package/test-windows

package-test-signing:
	@.ci/setup package-sign
	.ci/package/test-signing

# On a Mac, and on Windows.
package-test-macos:
	.ci/package/test-macos

package-test-installer:
	.ci/package/test-installer

# With the keys that .ci/package/keys describes: on a build server, from secrets.
package-sign:
	@.ci/package/keys .ci/package/sign

# On a Mac.
package-sign-macos:
	@.ci/package/keys .ci/package/sign-macos

## package-signed: everything in dist/ has the signatures of a release
package-signed:
	.ci/package/signed

# On a build server: a release of what is in dist/, if it is signed.
release:
	.ci/package/release "$(TAG)"

## reproduce: the same commit gives the same packages for Linux, byte by byte
reproduce:
	.ci/package/reproduce

## vulnerabilities: fails when code with a known vulnerability is called; it asks vuln.go.dev
vulnerabilities:
	@mkdir -p bin
	go build -modfile=tools.mod -o bin/govulncheck$(EXE) golang.org/x/vuln/cmd/govulncheck
	bin/govulncheck$(EXE) -tags $(TAGS),release ./...
	GOOS=windows CGO_ENABLED=0 bin/govulncheck$(EXE) -tags $(TEST_TAGS) ./...

## outdated-tools: fails when a tool of tools.mod has a newer version
outdated-tools:
	@newer=$$(go list -modfile=tools.mod -m -u -f '{{with .Update}}{{.Path}} {{.Version}}{{end}}' \
		$$(go list -modfile=tools.mod -f '{{.Module.Path}}' tool | sort -u)) || exit 1; \
	[ -z "$$newer" ] || { echo "Newer (go get -modfile=tools.mod MODULE@VERSION):"; echo "$$newer"; exit 1; }

fmt:
	$(TOOL) gofumpt -w .

clean:
	rm -rf bin out dist

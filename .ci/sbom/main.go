// Command sbom writes the licences of everything that is linked into Assay's
// programs, for the packages and the About page. It also writes a software bill of
// materials (SBOM) in the CycloneDX format.
//
// Usage, in the folder .ci:
//
//	go run ./sbom -licences ../assets/licences.txt
//	go run ./sbom -check ../assets/licences.txt
//	go run ./sbom -sbom ../dist/assay.cdx.json -version 1.2.3 -go go1.26.0
//
// It covers every system that packages are made for. It fails if a module has no
// licence, or one that identify does not recognise: somebody must read that licence
// before the module is distributed.
//
// docs/packaging.md compares this command with cyclonedx-gomod.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
)

// checkout is the folder of Assay's module.
const checkout = ".."

func main() {
	licences := flag.String("licences", "", "write the licences to `FILE`")
	check := flag.String("check", "", "fail unless the licences in `FILE` are up to date")
	sbom := flag.String("sbom", "", "write the bill of materials to `FILE`")
	version := flag.String("version", "", "`VERSION` of Assay, for -sbom")
	toolchain := flag.String("go", "", "`VERSION` of Go that builds it, for -sbom")
	flag.Parse()
	if err := run(*licences, *check, *sbom, product{*version, *toolchain}); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

// product holds what a bill of materials says about Assay itself.
type product struct {
	version   string // "1.2.3"
	toolchain string // "go1.26.0"
}

// run writes the licences to the file licences, compares them with the file check,
// and writes the bill of materials to the file sbom. It skips each step whose file
// name is empty.
func run(licences, check, sbom string, product product) error {
	modules, err := linked(targets())
	if err != nil {
		return err
	}
	if licences != "" {
		if err := os.WriteFile(licences, text(modules), 0o644); err != nil {
			return fmt.Errorf("write the licences: %w", err)
		}
	}
	if check != "" {
		have, err := os.ReadFile(check)
		if err != nil {
			return fmt.Errorf("read the licences: %w", err)
		}
		if !bytes.Equal(have, text(modules)) {
			return fmt.Errorf("%s is out of date: `make generate` rewrites it", check)
		}
	}
	if sbom != "" {
		if product.version == "" || product.toolchain == "" {
			return errors.New("-sbom needs -version and -go")
		}
		created, err := commitTime()
		if err != nil {
			return err
		}
		data, err := cycloneDX(modules, product, created)
		if err != nil {
			return err
		}
		if err := os.WriteFile(sbom, data, 0o644); err != nil {
			return fmt.Errorf("write the bill of materials: %w", err)
		}
	}
	return nil
}

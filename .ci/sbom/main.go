// Command sbom writes what Assay is made of: the licences of everything that
// is linked into its programs, for the packages and the About page, and a bill
// of materials in the CycloneDX format.
//
// Usage, in the root of the checkout:
//
//	go run ./.ci/sbom -licences assets/licences.txt
//	go run ./.ci/sbom -check assets/licences.txt
//	go run ./.ci/sbom -sbom dist/assay.cdx.json -version 1.2.3 -go go1.26.0
//
// It takes in what any of the systems needs that packages are made for. A
// module without a licence, or with one that it does not know, is an error:
// somebody has to look at it before it is given to others.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
)

func main() {
	licences := flag.String("licences", "", "write the licences to `FILE`")
	check := flag.String("check", "", "fail when the licences in `FILE` are not the present ones")
	sbom := flag.String("sbom", "", "write the bill of materials to `FILE`")
	version := flag.String("version", "", "the `VERSION` of Assay, for -sbom")
	toolchain := flag.String("go", "", "the `VERSION` of Go that builds it, for -sbom")
	flag.Parse()
	if err := run(*licences, *check, *sbom, about{*version, *toolchain}); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

// about is what a bill of materials says about the product itself.
type about struct{ version, toolchain string }

func run(licences, check, sbom string, product about) error {
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
			return fmt.Errorf("%s is not up to date: `make generate` writes it", check)
		}
	}
	if sbom != "" {
		if product.version == "" || product.toolchain == "" {
			return errors.New("-sbom needs -version and -go")
		}
		data, err := cycloneDX(modules, product)
		if err != nil {
			return err
		}
		if err := os.WriteFile(sbom, data, 0o644); err != nil {
			return fmt.Errorf("write the bill of materials: %w", err)
		}
	}
	return nil
}

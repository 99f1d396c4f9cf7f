package assets

import (
	_ "embed"
	"strings"
)

// `make generate` writes licences.txt; see .ci/sbom.
//
//go:embed licences.txt
var licences string

// Licence holds the licences of one work by others that is built into the programs.
type Licence struct {
	Work string // name and version: "example.org/module v1.2.3"
	IDs  string // SPDX identifiers: "MIT", "BSD-3-Clause AND OFL-1.1"
	Text string
}

// Licences returns the licences of all works by others: the Go library first, then
// modules by path.
func Licences() []Licence {
	const rule = "\n================================================================================\n"
	parts := strings.Split(licences, rule)
	out := make([]Licence, 0, len(parts)-1)
	for _, part := range parts[1:] {
		work, rest, _ := strings.Cut(part, "\n")
		ids, text, _ := strings.Cut(rest, "\n")
		out = append(out, Licence{Work: work, IDs: ids, Text: strings.Trim(text, "\n")})
	}
	return out
}

package assets

import (
	_ "embed"
	"strings"
)

// Written by `make generate` from the modules that are linked in.
//
//go:embed licences.txt
var licences string

// Licence is the licence of a work by others that the programs contain.
type Licence struct {
	Work string // its name and version: "example.org/module v1.2.3"
	IDs  string // identifiers of spdx.org: "MIT", "BSD-3-Clause AND OFL-1.1"
	Text string
}

// Licences returns the licences of all works by others, sorted by name.
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

package main

import (
	"fmt"
	"slices"
	"strings"
)

// identify returns the SPDX identifier of a licence text. It returns "NOTICE" for
// any other short text that contains "copyright". It returns "" for a GNU licence,
// because Assay must not link code under it, and for a text that it does not
// recognise. The order of the cases matters, because a text may contain the phrases
// of several of them.
func identify(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	has := func(phrases ...string) bool {
		return !slices.ContainsFunc(phrases, func(p string) bool { return !strings.Contains(text, p) })
	}
	switch {
	case has("gnu general public license"), has("gnu affero"), has("gnu lesser general public"):
		return ""
	case has("sil open font license", "version 1.1"):
		return "OFL-1.1"
	case has("bitstream vera fonts copyright"):
		return "Bitstream-Vera"
	case has("apache license", "version 2.0", "grant of copyright license"):
		return "Apache-2.0"
	case has("mozilla public license", "version 2.0"):
		return "MPL-2.0"
	case has("redistribution and use in source and binary forms", "neither the name"),
		has("redistribution and use in source and binary forms", "names of its contributors may not"):
		return "BSD-3-Clause"
	case has("redistribution and use in source and binary forms"):
		return "BSD-2-Clause"
	case has("permission is hereby granted, free of charge", "the above copyright notice and this permission notice"):
		return "MIT"
	case has("permission to use, copy, modify, and/or distribute this software", "provided that the above copyright notice"),
		has("permission to use, copy, modify, and distribute this software", "provided that the above copyright notice"):
		return "ISC"
	case has("provided 'as-is', without any express or implied warranty", "this notice may not be removed or altered"),
		has("provided ‘as-is’", "this notice may not be removed or altered"):
		return "Zlib"
	case has("cc0 1.0 universal"):
		return "CC0-1.0"
	case has("creative commons attribution 4.0"):
		return "CC-BY-4.0"
	case len(text) < 2000 && has("copyright"):
		return "NOTICE"
	}
	return ""
}

// ids returns the SPDX identifiers of a module's licences, without duplicates and
// without "NOTICE".
func (m *module) ids() []string {
	var out []string
	for _, n := range m.notices {
		if n.id != "NOTICE" && !slices.Contains(out, n.id) {
			out = append(out, n.id)
		}
	}
	return out
}

// rule is the line above each module. Package assets splits the text at it.
const rule = "================================================================================"

// text returns all licences as one text. For each module it has a rule, a line with
// the name, a line with the identifiers, an empty line and the licences.
func text(modules []*module) []byte {
	var b strings.Builder
	b.WriteString("Assay contains the following works of others, under these licences.\n")
	for _, m := range modules {
		name := strings.TrimSpace(m.Path + " " + m.Version)
		if m.Path == "std" {
			name = "The Go library"
		}
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n", rule, name, strings.Join(m.ids(), " AND "))
		for _, n := range m.notices {
			if len(m.notices) > 1 {
				fmt.Fprintf(&b, "\n--- %s ---\n", n.file)
			}
			b.WriteString("\n" + n.text + "\n")
		}
	}
	return []byte(b.String())
}

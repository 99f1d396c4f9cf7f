package main

import (
	"strings"

	"assay.app/assay/model"
)

// oneLine makes text fit for one line of a terminal: white space collapsed
// and control characters, which could change the terminal, replaced.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || 0x80 <= r && r < 0xA0 {
			return '\uFFFD'
		}
		return r
	}, strings.Join(strings.Fields(text), " "))
}

// orDash stands a dash in for what is not known.
func orDash(text string) string {
	if text = oneLine(text); text == "" {
		return "-"
	}
	return text
}

// baseName cuts the folders off an import path of any system.
func baseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

// heading is what an article is called in a list.
func heading(a model.Article) string { return oneLine(a.Heading()) }

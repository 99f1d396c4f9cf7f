package model

import (
	"path/filepath"
	"slices"
	"strings"
)

// ExchangeFormat describes a file format for exporting or loading.
type ExchangeFormat struct {
	Name    string // with an indefinite article: "an annotation set"
	Ext     string // the extension of file names, in lower case, with the dot
	Flag    string // the flag of "assayctl search" that exports hits to it, without dashes
	Project bool   // whole projects and single articles can be exported to it
	Hits    bool   // the hits of a search can be exported to it
	Loads   bool   // such a file can be loaded into a project
	Loses   string // what an export to it leaves out
}

// Is reports whether a file name has the format's extension, ignoring case.
func (f ExchangeFormat) Is(name string) bool { return strings.EqualFold(filepath.Ext(name), f.Ext) }

// ExchangeFormats is a list of formats, the default first.
type ExchangeFormats []ExchangeFormat

// ForProjects returns the formats that projects can be exported to.
func (l ExchangeFormats) ForProjects() ExchangeFormats {
	return l.only(func(f ExchangeFormat) bool { return f.Project })
}

// ForHits returns the formats that the hits of a search can be exported to.
func (l ExchangeFormats) ForHits() ExchangeFormats {
	return l.only(func(f ExchangeFormat) bool { return f.Hits })
}

// ForLoading returns the formats that can be loaded.
func (l ExchangeFormats) ForLoading() ExchangeFormats {
	return l.only(func(f ExchangeFormat) bool { return f.Loads })
}

func (l ExchangeFormats) only(fits func(ExchangeFormat) bool) ExchangeFormats {
	return slices.DeleteFunc(slices.Clone(l), func(f ExchangeFormat) bool { return !fits(f) })
}

// Has reports whether a file name has the extension of one of the formats.
func (l ExchangeFormats) Has(name string) bool {
	return slices.ContainsFunc(l, func(f ExchangeFormat) bool { return f.Is(name) })
}

// Exts returns the extensions of the formats, in the same order.
func (l ExchangeFormats) Exts() []string {
	exts := make([]string, 0, len(l))
	for _, f := range l {
		exts = append(exts, f.Ext)
	}
	return exts
}

package model

import (
	"path/filepath"
	"slices"
	"strings"
)

// ExchangeFormat describes a file format for exporting or loading.
type ExchangeFormat struct {
	Key     string   // identifies the format in commands: "label-studio"
	Name    string   // with an indefinite article, or a proper name: "an annotation set", "Label Studio"
	Ext     string   // the extension of file names, in lower case, with the dot; ".zip" for a data set of several files
	Others  []string // further extensions of files that can be loaded
	Flag    string   // the flag of "assayctl search" that exports hits to it, without dashes
	Project bool     // whole projects and single articles can be exported to it
	Hits    bool     // the hits of a search can be exported to it
	Loads   bool     // such a file can be loaded into a project
	Foreign bool     // it belongs to other programs, so that loading it is previewed and maps its labels
	Folder  bool     // it has several files, which are written into a folder or a ZIP archive
	Layer   bool     // it has one label a sentence, so that only one analyst's labels are written

	// Carries are the features that survive an export and loading it again or, if the format cannot
	// be loaded, those that an export has.
	Carries FeatureSet
	Loses   []string // what an export leaves out in addition to the other features
}

// Lacks returns everything that an export leaves out, in words.
func (f ExchangeFormat) Lacks() []string {
	var all []string
	if f.Carries != 0 {
		for _, feature := range f.Carries.Without() {
			all = append(all, feature.String())
		}
	}
	return append(all, f.Loses...)
}

// Endings returns the extensions of the format's files, the one of exports first.
func (f ExchangeFormat) Endings() []string { return append([]string{f.Ext}, f.Others...) }

// Is reports whether a file name has one of the format's extensions, ignoring case.
func (f ExchangeFormat) Is(name string) bool {
	return slices.ContainsFunc(f.Endings(), func(ext string) bool { return strings.EqualFold(filepath.Ext(name), ext) })
}

// ExchangeFormats is a list of formats, the default first.
type ExchangeFormats []ExchangeFormat

// ForProjects returns the formats that projects can be exported to.
func (l ExchangeFormats) ForProjects() ExchangeFormats {
	return l.only(func(f ExchangeFormat) bool { return f.Project })
}

// ForHits returns the formats that the hits of a search can be exported to, a table first.
func (l ExchangeFormats) ForHits() ExchangeFormats {
	hits := l.only(func(f ExchangeFormat) bool { return f.Hits })
	slices.SortStableFunc(hits, func(a, b ExchangeFormat) int { return strings.Compare(first(a), first(b)) })
	return hits
}

// first returns a text that sorts a table before other formats.
func first(f ExchangeFormat) string {
	if f.Key == "csv" {
		return ""
	}
	return "other"
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
		exts = append(exts, f.Endings()...)
	}
	return exts
}

// Called returns the format with a key, and false if there is none.
func (l ExchangeFormats) Called(key string) (ExchangeFormat, bool) {
	at := slices.IndexFunc(l, func(f ExchangeFormat) bool { return f.Key == key })
	if at < 0 {
		return ExchangeFormat{}, false
	}
	return l[at], true
}

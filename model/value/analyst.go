package value

import "strings"

// Analysts maps the stored form of each analyst's name to the name that the project
// holds. They can differ, because older versions stored names as typed, for example
// "José" with a combining accent.
type Analysts map[string]string

// AnalystsOf returns the Analysts for the names that a project holds. If two names
// have the same stored form, it prefers the one that is already in that form.
func AnalystsOf(names []string) Analysts {
	known := make(Analysts, len(names))
	for _, name := range names {
		form := Analyst.Fit(name)
		if _, taken := known[form]; !taken || name == form {
			known[form] = name
		}
	}
	return known
}

// Known returns the name that the project holds for the analyst, or name if it
// holds none. Name must be in its stored form.
func (a Analysts) Known(name string) string {
	if held, ok := a[name]; ok {
		return held
	}
	return name
}

// AlikeNames reports whether two names differ at most in case, spaces or the form of
// their characters (Unicode NFKC). People take such names for the same one.
func AlikeNames(a, b string) bool { return a == b || skeleton(a) == skeleton(b) }

// skeleton returns what is compared of a name.
func skeleton(name string) string { return strings.ReplaceAll(Folded(name), " ", "") }

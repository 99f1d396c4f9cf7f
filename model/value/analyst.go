package value

// Analysts maps the form in which names are stored to the names that a project
// holds. Older versions stored names as typed, so a project may hold "José" with a
// separate accent; the same analyst may write it in another form.
type Analysts map[string]string

// AnalystsOf returns Analysts for the names that a project holds. Of two names with
// the same form, the one that is in that form wins.
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
// holds none.
func (a Analysts) Known(name string) string {
	if held, ok := a[name]; ok {
		return held
	}
	return name
}

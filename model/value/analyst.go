package value

// Analysts finds the names of a project's analysts by the form in which names
// are kept. Older versions kept names as they were typed, so that a project may
// hold "José" with an accent that is a character of its own; whoever writes it
// in another form is still the same analyst there.
type Analysts map[string]string

// AnalystsOf makes Analysts of the names that a project holds. Of two names
// that are one in their form, the one that is kept in it comes first.
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

// Known returns the name that the project holds for the analyst, or name where
// it holds none.
func (a Analysts) Known(name string) string {
	if held, ok := a[name]; ok {
		return held
	}
	return name
}

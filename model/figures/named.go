package figures

// named are the figures with names, in the order in which they are offered. The names are part of
// commands and do not change.
var named = [...]struct {
	name string
	Cross
}{
	{"labels-by-article", Cross{Article, Label}},
	{"labels-by-outlet", Cross{Outlet, Label}},
	{"labels-by-origin", Cross{Origin, Label}},
	{"labels-by-voice", Cross{Voice, Label}},
	{"labels-by-day", Cross{Published, Label}},
	{"grades", Cross{Letter, Digit}},
	{"speakers", Cross{Speaker, Mode}},
	{"statements-by-outlets", Cross{Outlets, Whole}},
	{"statements-by-independent", Cross{Independents, Whole}},
	{"left-out", Cross{Outlet, Coverage}},
	{"progress-by-day", Cross{Worked, Analyst}},
	{"progress-by-analyst", Cross{Analyst, Work}},
}

// Named returns the names of the figures that have one.
func Named() []string {
	names := make([]string, len(named))
	for i := range named {
		names[i] = named[i].name
	}
	return names
}

// CrossOf returns the dimensions of the figure with a name, or false if no figure has it.
func CrossOf(name string) (Cross, bool) {
	for _, n := range named {
		if n.name == name {
			return n.Cross, true
		}
	}
	return Cross{}, false
}

// NameOf returns the name of the figure of two dimensions, or "" if it has none.
func NameOf(x Cross) string {
	for _, n := range named {
		if n.Cross == x {
			return n.name
		}
	}
	return ""
}

// Figure returns the figure with a name, or false if no figure has it.
func (c *Counts) Figure(name string) (*Figure, bool) {
	x, ok := CrossOf(name)
	if !ok {
		return nil, false
	}
	f, err := c.Cross(x)
	if err != nil { // the named figures can all be counted
		return nil, false
	}
	f.Name = name
	return f, true
}

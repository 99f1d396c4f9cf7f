package search

// Result describes a finished search: how much it found, and how.
type Result struct {
	Sentences int // found
	Articles  int // that these sentences and notes are in
	Notes     int // found, those on outlets included

	Whole   bool // everything was found; otherwise the search stopped at its limit
	Total   int  // all matching sentences, found or only counted
	AtLeast bool // there may be more than Total, because counting all would take too long

	Relaxed bool  // nothing matched as typed, so typos were allowed
	Scanned bool  // many articles were read because they are not in the index
	Note    error // why they are not: one of model.ErrIndex…; nil if nothing is wrong with the index
}

package search

// Result describes a finished search.
type Result struct {
	Sentences int // the number of sentences found
	Articles  int // the number of articles with such sentences or notes
	Notes     int // the number of notes found, including those on outlets

	Whole   bool // everything was found; otherwise the search stopped at its limit
	Total   int  // the number of all matching sentences, found or only counted
	AtLeast bool // there may be more than Total; counting all of them would take too long

	Relaxed bool  // nothing matched as typed, so typos were allowed
	Scanned bool  // many articles were read because they are not in the index
	Note    error // why they are not in the index: one of model.ErrIndex…; nil if nothing is wrong
}

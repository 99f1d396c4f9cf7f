package search

// Near reports whether a word is the one that was asked for but for k edits: a
// letter too many, missing, another, or two that changed places (the optimal
// string alignment). With prefix it is enough that the word begins so. Both are
// folded. It is the one place that says what a typo is.
func Near(query, word string, prefix bool, k int) bool { return false }

// Relaxed gives the query with typos allowed, and false when none of its words
// is long enough to bear any. It is for when the query as it stands finds
// nothing.
func (q Query) Relaxed() (Query, bool) { return q, false }

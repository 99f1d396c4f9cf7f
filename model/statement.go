package model

import "slices"

// StatementID identifies a statement in all copies of a project.
type StatementID string

// Stance says how a mention relates to its statement.
type Stance string

// The stances.
const (
	Asserts    Stance = "asserts"    // the outlet says it in its own voice
	Attributes Stance = "attributes" // the outlet says that a voice says it
	Denies     Stance = "denies"     // the sentence says that it is not so
	Doubts     Stance = "doubts"     // the sentence questions it
)

// Stances returns the stances, in the order in which they are offered.
func Stances() []Stance { return []Stance{Asserts, Attributes, Denies, Doubts} }

// Valid reports whether s is one of Stances.
func (s Stance) Valid() bool { return slices.Contains(Stances(), s) }

// OriginKind says what sort of source an article's knowledge comes from.
type OriginKind string

// The kinds of origins.
const (
	OwnReporting OriginKind = "own"    // the outlet's own work
	FromAgency   OriginKind = "agency" // a news agency's copy
	FromOutlet   OriginKind = "outlet" // another outlet's article
)

// Origin is where an article's knowledge comes from. Articles with equal origins count as
// one source. The zero Origin is unknown.
type Origin struct {
	Kind OriginKind
	Name string // of the agency or the outlet, or of the outlet itself if Kind is OwnReporting
}

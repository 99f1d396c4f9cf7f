package model

import "time"

// Profile holds facts and judgements about an outlet that hold beyond one project.
type Profile struct {
	Outlet      string // its name
	Owner       string
	Country     string
	Kind        string // such as "daily", "agency" or "state broadcaster"
	Letter      string // the reliability of the outlet as a source, "A" … "F"; empty if it is not graded
	Basis       string // why it has that letter
	Corrections string // the policy on corrections, or its address
	Checks      []Check
	Updated     time.Time // UTC
}

// Check is the answer to one question of the checklist of outlets.
type Check struct {
	Question CheckKey
	Answer   Answer
	Address  string // where the answer was found
}

// CheckKey identifies a question of the checklist of outlets.
type CheckKey string

// The questions of the checklist of outlets.
const (
	CheckOwner       CheckKey = "owner"       // Does it say who owns it?
	CheckFunding     CheckKey = "funding"     // Does it say who pays for it?
	CheckEditors     CheckKey = "editors"     // Does it name those responsible for its content?
	CheckContact     CheckKey = "contact"     // Can it be reached?
	CheckAuthors     CheckKey = "authors"     // Does it name the authors of its articles?
	CheckCorrections CheckKey = "corrections" // Does it publish corrections?
	CheckSources     CheckKey = "sources"     // Does it name and link its sources?
	CheckOpinion     CheckKey = "opinion"     // Does it keep opinion and advertising apart from news?
)

// CheckKeys returns the questions of the checklist of outlets, in order.
func CheckKeys() []CheckKey {
	return []CheckKey{CheckOwner, CheckFunding, CheckEditors, CheckContact, CheckAuthors, CheckCorrections, CheckSources, CheckOpinion}
}

// Answer is the answer to a question of the checklist of outlets. It is empty if nobody has
// looked.
type Answer string

// The answers.
const (
	Yes      Answer = "yes"
	No       Answer = "no"
	NotFound Answer = "not found"
)

// Pillar is one of the five questions that First Draft's guide to verification asks of a
// piece of content.
type Pillar string

// The pillars.
const (
	PillarProvenance Pillar = "provenance" // Is this the original?
	PillarSource     Pillar = "source"     // Who made it?
	PillarDate       Pillar = "date"       // When was it made?
	PillarLocation   Pillar = "location"   // Where was it made?
	PillarMotivation Pillar = "motivation" // Why was it made?
)

// Pillars returns the pillars, in order.
func Pillars() []Pillar {
	return []Pillar{PillarProvenance, PillarSource, PillarDate, PillarLocation, PillarMotivation}
}

// Established says how far a pillar is established. It is empty if nobody has looked.
type Established string

// The values of Established.
const (
	EstablishedFully  Established = "established"
	EstablishedPartly Established = "partly"
	NotEstablished    Established = "not"
)

package stix

import (
	"time"

	"assay.app/assay/model"
)

// object is an object of STIX: an identity, a note, an opinion or a report. Fields that its type does
// not have are empty.
type object struct {
	Type       string      `json:"type"`
	Version    string      `json:"spec_version"`
	ID         string      `json:"id"`
	By         string      `json:"created_by_ref,omitempty"`
	Created    string      `json:"created"`
	Modified   string      `json:"modified"`
	Labels     []string    `json:"labels,omitempty"`
	Confidence int         `json:"confidence,omitempty"`
	References []reference `json:"external_references,omitempty"`

	Name        string   `json:"name,omitempty"`           // identity, report
	Class       string   `json:"identity_class,omitempty"` // identity
	Roles       []string `json:"roles,omitempty"`          // identity
	Published   string   `json:"published,omitempty"`      // report
	Abstract    string   `json:"abstract,omitempty"`       // note
	Content     string   `json:"content,omitempty"`        // note
	Explanation string   `json:"explanation,omitempty"`    // opinion
	Authors     []string `json:"authors,omitempty"`        // note, opinion
	Opinion     string   `json:"opinion,omitempty"`        // opinion
	Refs        []string `json:"object_refs,omitempty"`    // note, opinion, report
}

// reference points to something outside of the bundle.
type reference struct {
	Source string `json:"source_name"`
	URL    string `json:"url,omitempty"`
	ID     string `json:"external_id,omitempty"`
}

// The types of objects.
const (
	identity = "identity"
	note     = "note"
	opinion  = "opinion"
	report   = "report"
)

// moment returns a time as STIX writes it.
func moment(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// The degrees of agreement with a statement.
const (
	stronglyDisagree = "strongly-disagree"
	disagree         = "disagree"
	neutral          = "neutral"
	agree            = "agree"
	stronglyAgree    = "strongly-agree"
)

// stance returns the opinion of an outlet on a statement. An outlet that attributes a statement to a
// voice, or doubts it, leaves open whether it holds.
func stance(s model.Stance) string {
	switch s {
	case model.Asserts:
		return agree
	case model.Denies:
		return disagree
	default:
		return neutral
	}
}

// likely returns the opinion of an analyst who finds a statement so likely, or "" if the analyst does
// not say how likely it is.
func likely(l model.Likelihood) string {
	switch l {
	case model.AlmostCertain:
		return stronglyAgree
	case model.VeryLikely, model.LikelyLikelihood:
		return agree
	case model.RoughlyEven:
		return neutral
	case model.Unlikely, model.VeryUnlikely:
		return disagree
	case model.AlmostNoChance:
		return stronglyDisagree
	default:
		return ""
	}
}

// trust returns the confidence of STIX for a degree of confidence, by its scale "None, Low, Med, High"
// (STIX 2.1, appendix A), or 0 if it is not stated.
func trust(c model.Confidence) int {
	switch c {
	case model.LowConfidence:
		return 15
	case model.ModerateConfidence:
		return 50
	case model.HighConfidence:
		return 85
	default:
		return 0
	}
}

// class returns the class of identities for a kind of voice. Officials and parties may be people or
// bodies.
func class(k model.VoiceKind) string {
	switch k {
	case model.VoiceExpert, model.VoiceWitness:
		return "individual"
	case model.VoiceOutlet:
		return "organization"
	default:
		return "unknown"
	}
}

package refi

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/codebook"
	"assay.app/assay/storage/exchange/peer"
)

// The names of variables that are not facts about articles.
const (
	articleID   = "Article ID"
	fileName    = "File"
	noteID      = "Note ID"
	analyst     = "Analyst"
	reliability = "Source reliability"
	credibility = "Information credibility"
	basis       = "Basis"
	graded      = "Graded"
)

// fact is a fact about an article, as a variable.
type fact struct {
	name  string
	field func(*model.Metadata) *string
	kind  string   // the type of the variable
	alias []string // further names of it that other programs' users choose, in lower case
}

// outletFact is the name of the variable for outlets, which notes on outlets have, too.
const outletFact = "Outlet"

func facts() []fact {
	return []fact{
		{"Title", func(m *model.Metadata) *string { return &m.Title }, "Text", []string{"headline"}},
		{outletFact, func(m *model.Metadata) *string { return &m.Outlet }, "Text", []string{"publication", "newspaper", "publisher"}},
		{"Byline", func(m *model.Metadata) *string { return &m.Byline }, "Text", []string{"author"}},
		{"Dateline", func(m *model.Metadata) *string { return &m.Dateline }, "Text", nil},
		{"Published", func(m *model.Metadata) *string { return &m.Published }, "Date", []string{"date", "publication date"}},
		{"Time of publication", func(m *model.Metadata) *string { return &m.PublishedAt }, "Text", nil},
		{"URL", func(m *model.Metadata) *string { return &m.URL }, "Text", []string{"link", "address"}},
		{"Language", func(m *model.Metadata) *string { return &m.Language }, "Text", nil},
		{"Retrieved", func(m *model.Metadata) *string { return &m.Retrieved }, "Text", nil},
		{"Archived copy", func(m *model.Metadata) *string { return &m.Archive }, "Text", nil},
		{"Section", func(m *model.Metadata) *string { return &m.Section }, "Text", nil},
	}
}

// factCalled returns the fact with the name of a variable, ignoring case. The prefix that some
// programs write before the name, as in "Cases:Outlet", is ignored, too.
func factCalled(name string) (fact, bool) {
	name = strings.ToLower(strings.TrimSpace(name[strings.LastIndexByte(name, ':')+1:]))
	for _, f := range facts() {
		if strings.ToLower(f.name) == name {
			return f, true
		}
		for _, alias := range f.alias {
			if alias == name {
				return f, true
			}
		}
	}
	return fact{}, false
}

func variableGUID(name string) string { return codebook.GUID("variable/" + name) }

// reliabilityBy returns the name of the variable for an analyst's grades of articles.
func reliabilityBy(analyst string) string { return reliability + " (" + analyst + ")" }

// variables writes the definitions of all variables. graders graded articles or outlets.
func (f *fragment) variables(graders []string) {
	f.open("Variables")
	define := func(name, kind, description string) {
		f.open("Variable", "guid", variableGUID(name), "name", name, "typeOfVariable", kind)
		if description != "" {
			f.text("Description", description)
		}
		f.end("Variable")
	}
	for _, fact := range facts() {
		define(fact.name, fact.kind, "")
	}
	define(articleID, "Text", "Identifies the article in Assay.")
	define(fileName, "Text", "The file from which the article was imported.")
	define(noteID, "Text", "Identifies the note in Assay.")
	define(analyst, "Text", "Who graded.")
	define(reliability, "Text", "Admiralty grade of the source: A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged.")
	define(credibility, "Text", "Admiralty grade of the information: 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.")
	for _, name := range graders {
		define(reliabilityBy(name), "Text", "Admiralty grade of the article or, if it has none, of its outlet.")
	}
	define(basis, "Text", "The reason for the grade.")
	define(graded, "DateTime", "")
	f.end("Variables")
}

// value writes the value of a variable, unless it is empty.
func (f *fragment) value(name, kind, value string) {
	if value == "" {
		return
	}
	f.open("VariableValue")
	f.empty("VariableRef", "targetGUID", variableGUID(name))
	f.text(kind+"Value", value)
	f.end("VariableValue")
}

// values writes what is known of an article.
func (f *fragment) values(p *peer.Page) {
	for _, fact := range facts() {
		f.value(fact.name, fact.kind, *fact.field(&p.Metadata))
	}
	f.value(articleID, "Text", string(p.ID))
	f.value(fileName, "Text", p.File)
}

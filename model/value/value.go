// Package value holds the rules for values from outside, such as names, dates and
// addresses: their stored form, their greatest length, and which values to refuse.
package value

import (
	"strings"
	"unicode/utf8"
)

// Kind is a kind of value.
type Kind uint8

const (
	Analyst   Kind = iota // an analyst's name
	Project               // a project's name
	ProjectID             // identifies a project in all copies of it
	Note                  // the text of a note
	NoteID
	Title
	Outlet
	Byline
	Dateline
	Published // a date
	PublishedAt
	Retrieved
	Archive
	Section // of a newspaper
	URL
	Language    // a BCP 47 tag
	LabelKey    // the key of a label in annotations
	LabelName   // the label's name on screen
	Letter      // the key that assigns a label
	Color       // of a label
	Group       // of labels
	Definition  // of a label
	Use         // when to use a label
	Avoid       // when not to use a label
	Example     // an example, or a counter-example, of what a label is for
	Query       // a search as typed
	Program     // a program's name and version
	Format      // the name of a file format
	Encoding    // the name of an encoding
	Path        // of an imported file, as given
	RecordID    // a provider's id of an article
	Phrase      // the name of a phrase
	Voice       // the name of a voice
	Cue         // the words that attribute something to a voice
	Basis       // why a source or a sentence has a grade
	Remark      // on a checklist
	Owner       // of an outlet
	Country     // of an outlet
	Genre       // what kind of outlet it is
	Policy      // an outlet's policy on corrections
	Statement   // the title of a statement
	Verdict     // on a statement
	Reasoning   // a text of a judgement
	Explanation // the title of a rival explanation
	ArticleID   // names an article from another record
	OriginName  // the name of an agency or an outlet that is an article's origin

	// Kinds of values that are not text. They occur only in errors.
	Moment
	Place
	Rating
	Labels
)

type rule struct {
	name    string // in messages: "the analyst's name"
	longest int    // in bytes of UTF-8, in the stored form
	form    func(string) (string, Problem)
	needed  bool   // it cannot be empty
	shorten bool   // a longer value is cut instead of refused
	strict  bool   // Fit returns "" for a refused value, because a changed value would mean something else
	written string // in messages: how to write the value; "" for free text
}

const kib = 1 << 10

// Names that identify something (analysts, labels, notes) are refused if they are
// too long or have control characters, because a changed name would identify
// something else.
var rules = [...]rule{
	Analyst:     {name: "the analyst's name", longest: kib, form: name, needed: true},
	Project:     {name: "the project's name", longest: 255, form: line, shorten: true},
	ProjectID:   {name: "the project's id", longest: 128, form: exact, strict: true},
	Note:        {name: "the note", longest: 1024 * kib, form: prose},
	NoteID:      {name: "the note's id", longest: kib, form: exact, needed: true, strict: true},
	Title:       {name: "the title", longest: 4 * kib, form: line, shorten: true},
	Outlet:      {name: "the outlet's name", longest: kib, form: title, shorten: true},
	Byline:      {name: "the byline", longest: 4 * kib, form: line, shorten: true},
	Dateline:    {name: "the dateline", longest: kib, form: line, shorten: true},
	Published:   {name: "the date", longest: 10, form: date, strict: true, written: "write a day of the calendar as year-month-day, such as 2026-03-04"},
	PublishedAt: {name: "the time of publication", longest: 25, form: moment, strict: true, written: "write date and time, such as 2026-03-04T15:21+01:00, on the day of publication"},
	Retrieved:   {name: "the time of retrieval", longest: 25, form: dateOrMoment, strict: true, written: "write a date or a date and time, such as 2026-03-04T15:21Z"},
	Archive:     {name: "the archive's address", longest: 8 * kib, form: address, strict: true, written: "write it as browsers show it, such as https://example.org/story"},
	Section:     {name: "the section's name", longest: kib, form: line, shorten: true},
	URL:         {name: "the address", longest: 8 * kib, form: address, strict: true, written: "write it as browsers show it, such as https://example.org/story"},
	Language:    {name: "the language", longest: longestTag, form: tag, strict: true, written: "write a BCP 47 tag, such as en or pt-BR"},
	LabelKey:    {name: "the label's key", longest: 128, form: name, needed: true},
	LabelName:   {name: "the label's name", longest: 255, form: title},
	Letter:      {name: "the label's letter", longest: 4, form: letter, strict: true, written: "write one letter, such as C"},
	Color:       {name: "the label's colour", longest: 7, form: color, strict: true, written: "write it as #RRGGBB, such as #E69F00"},
	Group:       {name: "the label's group", longest: 255, form: title},
	Definition:  {name: "the label's definition", longest: 16 * kib, form: prose},
	Use:         {name: "when to use the label", longest: 16 * kib, form: prose},
	Avoid:       {name: "when not to use the label", longest: 16 * kib, form: prose},
	Example:     {name: "the label's example", longest: 16 * kib, form: prose},
	Query:       {name: "the search", longest: 16 * kib, form: prose, shorten: true},
	Program:     {name: "the program's name", longest: 255, form: line, shorten: true},
	Format:      {name: "the format's name", longest: 64, form: token, strict: true, written: "write letters, digits and hyphens, such as html"},
	Encoding:    {name: "the encoding's name", longest: 64, form: token, strict: true, written: "write letters, digits and hyphens, such as windows-1252"},
	Path:        {name: "the file's path", longest: 64 * kib, form: path, strict: true},
	RecordID:    {name: "the provider's id of the article", longest: 255, form: exact, strict: true},
	Phrase:      {name: "the phrase", longest: 255, form: name, needed: true},
	Voice:       {name: "the voice's name", longest: 255, form: name, needed: true},
	Cue:         {name: "the cue", longest: 255, form: line},
	Basis:       {name: "the basis of the grade", longest: 16 * kib, form: prose},
	Remark:      {name: "the remark", longest: 16 * kib, form: prose},
	Owner:       {name: "the owner", longest: kib, form: line},
	Country:     {name: "the country", longest: 255, form: line},
	Genre:       {name: "the kind of outlet", longest: 255, form: line},
	Policy:      {name: "the corrections policy", longest: 16 * kib, form: prose},
	Statement:   {name: "the statement's title", longest: 4 * kib, form: line, needed: true},
	Verdict:     {name: "the verdict", longest: 255, form: name, needed: true},
	Reasoning:   {name: "the text of the judgement", longest: 16 * kib, form: prose},
	Explanation: {name: "the explanation", longest: 4 * kib, form: line, needed: true},
	ArticleID:   {name: "the article's id", longest: 64, form: exact, needed: true, strict: true},
	OriginName:  {name: "the origin's name", longest: kib, form: title},

	Moment: {name: "the time", written: "it must lie in the years 1 to 9999"},
	Place:  {name: "the article's place in its file", written: "it must be one of at most 10,000,000 articles, and begin before it ends"},
	Rating: {name: "the grade", written: "a source is graded A to F, information 1 to 6"},
	Labels: {name: "the codebook's labels"},
}

// String returns the kind's name in messages: "the analyst's name".
func (k Kind) String() string { return rules[k].name }

// Longest returns the greatest length of a value of the kind, in bytes.
func (k Kind) Longest() int { return rules[k].longest }

// unformed limits the length of a value before white space and invisible characters
// are removed, as a multiple of the greatest length of its stored form.
const unformed = 16

// Accept returns the stored form of a value, or an *Error if the value is refused.
// Accepting a stored form returns it unchanged.
func (k Kind) Accept(s string) (string, error) {
	r := rules[k]
	if !r.shorten && len(s) > r.longest && len(s) > unformed*r.longest {
		return "", &Error{Kind: k, Value: s, Problem: TooLong}
	}
	formed := s
	if r.shorten {
		formed = strings.ToValidUTF8(head(s, unformed*r.longest), "\uFFFD")
	}
	formed, problem := r.form(formed)
	switch {
	case problem != Fine:
		return "", &Error{Kind: k, Value: s, Problem: problem}
	case formed == "" && r.needed:
		return "", &Error{Kind: k, Value: s, Problem: Missing}
	case len(formed) <= r.longest:
		return formed, nil
	case !r.shorten:
		return "", &Error{Kind: k, Value: formed, Problem: TooLong}
	}
	return r.shortened(formed), nil
}

// Fit returns a stored form of a value that nobody can be asked to correct, because
// it was recognised in an imported file or stored by an older version. If Accept
// refuses the value, Fit removes control characters and cuts what is too long, or
// returns "" if the kind is strict.
func (k Kind) Fit(s string) string {
	formed, err := k.Accept(s)
	if err == nil {
		return formed
	}
	r := rules[k]
	if r.strict {
		return ""
	}
	s, _ = prose(strings.ToValidUTF8(head(s, unformed*r.longest), "\uFFFD"))
	if formed, _ = r.form(s); len(formed) > r.longest {
		formed = r.shortened(formed)
	}
	return formed
}

// Check returns the error that Accept would return.
func (k Kind) Check(s string) error {
	if r := rules[k]; s != "" && s[0] != ' ' && len(s) <= r.longest && r.written == "" && plain(s) {
		return nil
	}
	_, err := k.Accept(s)
	return err
}

// plain reports whether s is printable ASCII.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// head returns at most the first n bytes of s, without cutting a rune.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// shortened cuts a value to the greatest length, and puts the result into its
// stored form.
func (r rule) shortened(s string) string {
	short := shorten(s, r.longest)
	if formed, problem := r.form(short); problem == Fine && len(formed) <= r.longest {
		return formed
	}
	return short
}

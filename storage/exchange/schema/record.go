// Package schema declares the records of an annotation set as they are in the JSON
// file. assets/annotation-set.schema.json describes each field.
package schema

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
)

// The values of the fields "format" and "version".
const (
	Format  = "assay.annotation-set"
	Version = 2
)

// Project is the project that a set was exported from.
type Project struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Created Moment `json:"created"`
}

// Selection is the search whose hits a set contains.
type Selection struct {
	Query   string `json:"query"`
	Analyst string `json:"analyst,omitempty"`
	Typos   bool   `json:"typos,omitempty"`
}

// Label is an entry of the codebook. Position is nil if it is its index in the list.
type Label struct {
	Key             model.LabelKey `json:"key"`
	Name            string         `json:"name"`
	Letter          string         `json:"letter"`
	Color           string         `json:"color"`
	Group           string         `json:"group,omitempty"`
	Definition      string         `json:"definition"`
	Use             string         `json:"use,omitempty"`
	Avoid           string         `json:"avoid,omitempty"`
	Examples        []string       `json:"examples"`
	CounterExamples []string       `json:"counterExamples,omitempty"`
	Retired         bool           `json:"retired,omitempty"`
	Defined         *Moment        `json:"defined,omitempty"`
	Position        *int           `json:"position,omitempty"`
	Stamp           *Stamp         `json:"stamp,omitempty"`
}

// LabelOf returns a label in its exported form.
func LabelOf(l model.Label) Label {
	out := Label{
		Key: l.Key, Name: l.Name, Letter: l.Letter, Color: l.Color, Group: l.Group, Definition: l.Definition,
		Use: l.Use, Avoid: l.Avoid, Examples: l.Examples, CounterExamples: l.CounterExamples, Retired: l.Retired,
	}
	if out.Examples == nil {
		out.Examples = []string{}
	}
	if !l.Defined.IsZero() {
		at := At(l.Defined)
		out.Defined = &at
	}
	return out
}

// Label returns the label that an exported one stands for. Its values are unchecked.
func (r Label) Label() model.Label {
	l := model.Label{
		Key: r.Key, Name: r.Name, Letter: r.Letter, Color: r.Color, Group: r.Group, Definition: r.Definition,
		Use: r.Use, Avoid: r.Avoid, Examples: r.Examples, CounterExamples: r.CounterExamples, Retired: r.Retired,
	}
	if r.Defined != nil {
		l.Defined = r.Defined.Time
	}
	return l
}

// Outlet is an outlet with the notes on it. Its Phrases and Grades, and those of articles
// and of sentences, are for people and scripts; the records have them, too.
type Outlet struct {
	ID    model.OutletID `json:"id"`
	Name  string         `json:"name"`
	Notes []Note         `json:"notes"`

	Phrases []string `json:"phrases,omitempty"`
	Grades  []Grade  `json:"grades,omitempty"`
}

// Voice is a voice with its grades, for people and scripts; the records have them, too.
type Voice struct {
	ID     model.VoiceID `json:"id"`
	Name   string        `json:"name,omitempty"` // "" if the list of voices does not have it
	Grades []Grade       `json:"grades"`
}

// Statement is a statement with its mentions and gaps, for people and scripts; the records have
// them, too.
type Statement struct {
	ID       model.StatementID  `json:"id"`
	Title    string             `json:"title"`
	Mentions []StatementMention `json:"mentions"` // in the order of the articles and their texts
	Gaps     []Gap              `json:"gaps"`
}

// StatementMention is a mention of a statement in an article. Index is that of its sentence, or
// nil if its span is not that of a sentence.
type StatementMention struct {
	Article model.ArticleID `json:"article"`
	Index   *int            `json:"index,omitempty"`
	Span    Span            `json:"span"`
	Stance  model.Stance    `json:"stance"`
	Outlet  string          `json:"outlet,omitempty"` // the name of the article's outlet
	Analyst string          `json:"analyst"`
}

// Gap says that an outlet leaves a statement out.
type Gap struct {
	Outlet  string `json:"outlet"` // its name
	Analyst string `json:"analyst"`
}

// Origin is where an article's knowledge comes from, for people and scripts; the records have
// it, too.
type Origin struct {
	Kind model.OriginKind `json:"kind"`
	Name string           `json:"name,omitempty"`
}

// Grade is an analyst's grade. That of a sentence also has the letter in force for the analyst,
// and may have nothing else.
type Grade struct {
	Analyst string  `json:"analyst"`
	Grade   string  `json:"grade,omitempty"` // such as "B2", "B" or "2"
	Basis   string  `json:"basis,omitempty"`
	Note    string  `json:"note,omitempty"` // the id of the note that is the basis
	Time    *Moment `json:"time,omitempty"`
	Letter  string  `json:"letter,omitempty"` // the letter in force
	From    string  `json:"from,omitempty"`   // the source of that letter: "sentence", "voice", "article" or "outlet"
}

// Article is an article with its division, annotations and notes. Text is nil in a
// set without texts.
type Article struct {
	ID         model.ArticleID `json:"id"`
	SHA256     string          `json:"sha256"`
	Encoding   string          `json:"encoding"`
	Source     *model.Source   `json:"source,omitempty"`
	File       string          `json:"file,omitempty"`
	FileBytes  string          `json:"fileBytes,omitempty"`
	ImportedAt Moment          `json:"importedAt"`
	Metadata   model.Metadata  `json:"metadata"`
	Length     Length          `json:"length"`
	Text       *string         `json:"text,omitempty"`
	Paragraphs []Span          `json:"paragraphs"`
	Sentences  []Sentence      `json:"sentences"`
	Asides     []Aside         `json:"asides"`
	Detached   []Detached      `json:"detached,omitempty"`
	Notes      []Note          `json:"notes"`
	Origin     *Origin         `json:"origin,omitempty"`
	Phrases    []string        `json:"phrases,omitempty"`
	Grades     []Grade         `json:"grades,omitempty"`
	Records    []Record        `json:"records,omitempty"`
}

// Length is the length of a text.
type Length struct {
	Bytes      int `json:"bytes"`
	CodePoints int `json:"codePoints"`
}

// Sentence is a sentence with its annotations and notes.
type Sentence struct {
	ID          string       `json:"id"`
	Index       int          `json:"index"`
	Paragraph   int          `json:"paragraph"`
	Span        Span         `json:"span"`
	Text        *string      `json:"text,omitempty"`
	Found       bool         `json:"found,omitempty"`
	Annotations []Annotation `json:"annotations"`
	Notes       []Note       `json:"notes"`
	Phrases     []string     `json:"phrases,omitempty"`

	Attributions []Attribution `json:"attributions,omitempty"`
	Mentions     []Mention     `json:"mentions,omitempty"`
	Grades       []Grade       `json:"grades,omitempty"`
}

// Attribution says whose words or knowledge a sentence reports, for people and scripts; the
// records have it, too.
type Attribution struct {
	Analyst string           `json:"analyst"`
	Voice   string           `json:"voice"` // the name of the voice
	Mode    model.SpeechMode `json:"mode"`
	Cue     string           `json:"cue,omitempty"`
	Via     string           `json:"via,omitempty"`
	Guess   bool             `json:"guess,omitempty"`
}

// Mention says that a sentence is a mention of a statement, for people and scripts; the records
// have it, too.
type Mention struct {
	Analyst   string       `json:"analyst"`
	Statement string       `json:"statement"` // its title
	Stance    model.Stance `json:"stance"`
}

// Aside is a unit that is not a sentence.
type Aside struct {
	Kind        string       `json:"kind"`
	Paragraph   int          `json:"paragraph"`
	Span        Span         `json:"span"`
	Text        *string      `json:"text,omitempty"`
	Found       bool         `json:"found,omitempty"`
	Annotations []Annotation `json:"annotations,omitempty"`
	Notes       []Note       `json:"notes,omitempty"`
	Phrases     []string     `json:"phrases,omitempty"`

	Attributions []Attribution `json:"attributions,omitempty"`
	Mentions     []Mention     `json:"mentions,omitempty"`
	Grades       []Grade       `json:"grades,omitempty"`
}

// Detached is a span with annotations or notes that is not a unit of the text, for
// example because sentences were split or merged later.
type Detached struct {
	Span        Span         `json:"span"`
	Text        *string      `json:"text,omitempty"`
	Annotations []Annotation `json:"annotations,omitempty"`
	Notes       []Note       `json:"notes,omitempty"`
}

// Annotation is an analyst's label.
type Annotation struct {
	Analyst string         `json:"analyst"`
	Label   model.LabelKey `json:"label"`
	Time    Moment         `json:"time"`
	Stamp   *Stamp         `json:"stamp,omitempty"`
}

// Note is a reliability note. Grade is part of its content. Justifies is the grade that has
// the note as its basis, for people and scripts; the records have it, too.
type Note struct {
	ID        string      `json:"id"`
	Analyst   string      `json:"analyst"`
	Text      string      `json:"text"`
	Grade     model.Grade `json:"grade,omitzero"`
	Justifies string      `json:"justifies,omitempty"`
	Created   Moment      `json:"created"`
	Updated   Moment      `json:"updated"`
	Stamp     *Stamp      `json:"stamp,omitempty"`
}

// Span is a half-open range of an article's text, in bytes and in code points.
type Span struct {
	Bytes      Pair `json:"bytes"`
	CodePoints Pair `json:"codePoints"`
}

// InBytes returns the span in bytes.
func (s Span) InBytes() model.Span { return model.Span{Start: s.Bytes[0], End: s.Bytes[1]} }

// Pair is a half-open range [start,end). Unlike a plain array, it rejects JSON
// lists that do not have exactly two numbers.
type Pair [2]int

// UnmarshalJSON implements json.Unmarshaler.
func (p *Pair) UnmarshalJSON(raw []byte) error {
	var numbers []int
	if err := json.Unmarshal(raw, &numbers); err != nil || len(numbers) != len(p) {
		return valueError(raw, "is not a range [start,end] of two whole numbers")
	}
	*p = Pair(numbers)
	return nil
}

// SentenceID returns the id of a sentence in a set, "<article id>:<start>-<end>".
// The offsets are in bytes of the article's text.
func SentenceID(article model.ArticleID, span model.Span) string {
	id := append(make([]byte, 0, 64), article...) // most ids fit, so only the result is allocated
	id = strconv.AppendInt(append(id, ':'), int64(span.Start), 10)
	id = strconv.AppendInt(append(id, '-'), int64(span.End), 10)
	return string(id)
}

// FileName returns the name of the file at an import path as text, with U+FFFD for
// each byte that is not UTF-8. If there is such a byte, it also returns the bytes
// of the name in hexadecimal.
func FileName(path string) (text, inHex string) {
	name := BaseName(path)
	if utf8.ValidString(name) {
		return name, ""
	}
	return validText(name), hex.EncodeToString([]byte(name))
}

// validText replaces each byte that is not UTF-8 with U+FFFD, as encoding/json
// does.
func validText(name string) string { return string([]rune(name)) }

// FileNameOf is the inverse of FileName. It returns an error if inHex is not
// hexadecimal or contradicts text.
func FileNameOf(text, inHex string) (string, error) {
	if inHex == "" {
		return BaseName(text), nil
	}
	raw, err := hex.DecodeString(inHex)
	if err != nil {
		return "", Damagedf("fileBytes %.80q are not bytes in hexadecimal", inHex)
	}
	if name := string(raw); validText(name) == text {
		return BaseName(name), nil
	}
	return "", Damagedf("fileBytes %.80q are not the name %.80q", inHex, text)
}

// BaseName returns the last element of an import path, after any / or \. Sets leave
// the folders out because they say more about the analyst's machine than about the
// article.
func BaseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

// Damagedf returns an error about the contents of a set. It wraps
// model.ErrDamaged.
func Damagedf(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), model.ErrDamaged)
}

// ValueError is the error for a JSON value that its field cannot have.
type ValueError struct {
	Text string // the JSON of the value
	why  string
}

func (e ValueError) Error() string { return fmt.Sprintf("%.60s %s", e.Text, e.why) }

func valueError(raw []byte, why string) error { return ValueError{string(raw), why} }

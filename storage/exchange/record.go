package exchange

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model"
)

// The names that say which format a file is.
const (
	formatName    = "assay.annotation-set"
	formatVersion = 1
)

// The records are the annotation set as it stands in the file. Their field
// names are the format: assets/annotation-set.schema.json describes each one.

type projectRecord struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Created time.Time `json:"created"`
}

type selectionRecord struct {
	Query   string `json:"query"`
	Analyst string `json:"analyst,omitempty"`
	Typos   bool   `json:"typos,omitempty"`
}

type labelRecord struct {
	Key        model.LabelKey `json:"key"`
	Name       string         `json:"name"`
	Letter     string         `json:"letter"`
	Color      string         `json:"color"`
	Definition string         `json:"definition"`
	Examples   []string       `json:"examples"`
}

type outletRecord struct {
	ID    model.OutletID `json:"id"`
	Name  string         `json:"name"`
	Notes []noteRecord   `json:"notes"`
}

type articleRecord struct {
	ID         model.ArticleID  `json:"id"`
	SHA256     string           `json:"sha256"`
	Encoding   string           `json:"encoding"`
	Source     *model.Source    `json:"source,omitempty"`
	File       string           `json:"file,omitempty"`
	ImportedAt time.Time        `json:"importedAt"`
	Metadata   model.Metadata   `json:"metadata"`
	Length     lengthRecord     `json:"length"`
	Text       *string          `json:"text,omitempty"`
	Paragraphs []spanRecord     `json:"paragraphs"`
	Sentences  []sentenceRecord `json:"sentences"`
	Asides     []asideRecord    `json:"asides"`
	Detached   []detachedRecord `json:"detached,omitempty"`
	Notes      []noteRecord     `json:"notes"`
}

type lengthRecord struct {
	Bytes      int `json:"bytes"`
	CodePoints int `json:"codePoints"`
}

type sentenceRecord struct {
	ID          string             `json:"id"`
	Index       int                `json:"index"`
	Paragraph   int                `json:"paragraph"`
	Span        spanRecord         `json:"span"`
	Text        *string            `json:"text,omitempty"`
	Found       bool               `json:"found,omitempty"`
	Annotations []annotationRecord `json:"annotations"`
	Notes       []noteRecord       `json:"notes"`
}

type asideRecord struct {
	Kind        string             `json:"kind"`
	Paragraph   int                `json:"paragraph"`
	Span        spanRecord         `json:"span"`
	Text        *string            `json:"text,omitempty"`
	Found       bool               `json:"found,omitempty"`
	Annotations []annotationRecord `json:"annotations,omitempty"`
	Notes       []noteRecord       `json:"notes,omitempty"`
}

// detachedRecord is a stretch that carries annotations or notes but is no
// unit of the text now, because of a later split or merge.
type detachedRecord struct {
	Span        spanRecord         `json:"span"`
	Text        *string            `json:"text,omitempty"`
	Annotations []annotationRecord `json:"annotations,omitempty"`
	Notes       []noteRecord       `json:"notes,omitempty"`
}

type annotationRecord struct {
	Analyst string         `json:"analyst"`
	Label   model.LabelKey `json:"label"`
	Time    time.Time      `json:"time"`
}

type noteRecord struct {
	ID      string      `json:"id"`
	Analyst string      `json:"analyst"`
	Text    string      `json:"text"`
	Grade   model.Grade `json:"grade,omitzero"`
	Created time.Time   `json:"created"`
	Updated time.Time   `json:"updated"`
}

type spanRecord struct {
	Bytes      pair `json:"bytes"`
	CodePoints pair `json:"codePoints"`
}

func (s spanRecord) span() model.Span { return model.Span{Start: s.Bytes[0], End: s.Bytes[1]} }

// pair is a half-open range [start,end). Unlike a plain array it insists on
// exactly two numbers when it is read.
type pair [2]int

var errPair = errors.New("a range is two whole numbers, [start,end]")

// UnmarshalJSON implements json.Unmarshaler.
func (p *pair) UnmarshalJSON(raw []byte) error {
	var numbers []int
	if err := json.Unmarshal(raw, &numbers); err != nil || len(numbers) != len(p) {
		return errPair
	}
	*p = pair(numbers)
	return nil
}

// sentenceID is the name of a sentence in a set: "<article id>:<start>-<end>",
// in bytes of the article's text.
func sentenceID(article model.ArticleID, span model.Span) string {
	return string(article) + ":" + strconv.Itoa(span.Start) + "-" + strconv.Itoa(span.End)
}

// baseName cuts the folders off an import path, which may have been given on
// another system. The folders say more about the analyst's machine than
// about the article.
func baseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

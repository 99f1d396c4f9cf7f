package exchange

import (
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

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
	ID      string `json:"id"`
	Name    string `json:"name"`
	Created moment `json:"created"`
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
	FileBytes  string           `json:"fileBytes,omitempty"`
	ImportedAt moment           `json:"importedAt"`
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
	Time    moment         `json:"time"`
}

type noteRecord struct {
	ID      string      `json:"id"`
	Analyst string      `json:"analyst"`
	Text    string      `json:"text"`
	Grade   model.Grade `json:"grade,omitzero"`
	Created moment      `json:"created"`
	Updated moment      `json:"updated"`
}

type spanRecord struct {
	Bytes      pair `json:"bytes"`
	CodePoints pair `json:"codePoints"`
}

func (s spanRecord) span() model.Span { return model.Span{Start: s.Bytes[0], End: s.Bytes[1]} }

// pair is a half-open range [start,end). Unlike a plain array it insists on
// exactly two numbers when it is read.
type pair [2]int

// UnmarshalJSON implements json.Unmarshaler.
func (p *pair) UnmarshalJSON(raw []byte) error {
	var numbers []int
	if err := json.Unmarshal(raw, &numbers); err != nil || len(numbers) != len(p) {
		return misfitOf(raw, "is not a range, which is two whole numbers, [start,end]")
	}
	*p = pair(numbers)
	return nil
}

// sentenceID is the name of a sentence in a set: "<article id>:<start>-<end>",
// in bytes of the article's text.
func sentenceID(article model.ArticleID, span model.Span) string {
	return string(article) + ":" + strconv.Itoa(span.Start) + "-" + strconv.Itoa(span.End)
}

// fileName returns the name of an imported file as a set has it: as text, with
// U+FFFD for each byte that is not UTF-8, and where there is one also as bytes,
// in hexadecimal.
func fileName(path string) (text, inHex string) {
	name := baseName(path)
	if utf8.ValidString(name) {
		return name, ""
	}
	return asText(name), hex.EncodeToString([]byte(name))
}

// asText puts U+FFFD for each byte that is not UTF-8, as encoding/json does.
func asText(name string) string { return string([]rune(name)) }

// fileNameOf returns the name that a set has as text and in hexadecimal.
func fileNameOf(text, inHex string) (string, error) {
	if inHex == "" {
		return baseName(text), nil
	}
	raw, err := hex.DecodeString(inHex)
	if err != nil {
		return "", wrongf("fileBytes %.80q are not bytes in hexadecimal", inHex)
	}
	if name := string(raw); asText(name) == text {
		return baseName(name), nil
	}
	return "", wrongf("fileBytes %.80q are not the name %.80q", inHex, text)
}

// baseName cuts the folders off an import path, which may have been given on
// another system. The folders say more about the analyst's machine than
// about the article.
func baseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

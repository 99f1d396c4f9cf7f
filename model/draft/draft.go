package draft

import (
	"cmp"
	"slices"
	"strings"

	"assay.app/assay/model"
)

// Article is an article as it would be imported.
type Article struct {
	Path      string // its import path; ends in "#3" for the third article of a file
	Kept      string // the import path that the project keeps, if it is not Path
	File      string // the file on disk that holds it
	Article   model.Article
	Within    model.Stretch // the part of the file that it came from
	Sentences int           // without restored asides
	Divided   string        // the language assumed when it was divided into sentences; "" means English
	Asides    []Aside
	Opening   string    // the first sentences of the text; ends in "…" if they are cut
	Known     bool      // the project has an article with the same text, which may have been removed
	Similar   []Similar // articles with nearly the same text, most alike first
	RunnerUp  string    // the second likeliest encoding, if the encoding is a guess
	Encoding  string    // the encoding that the analyst chose; "" if it was detected
	Leave     bool      // it is left out of the import
	Offer     Offer     // the article that it is probably a newer version of
	AsVersion bool      // the analyst wants it as a newer version of Offer.Of; the program never sets it

	twins  *twins // the drafts with the same text; nil if there are no others
	met    bool   // PairTwins has handled it
	yields bool   // it is left out because a twin is added, not because the analyst said so

	recognised model.Metadata // before any correction
}

// Aside is a part of the text that is set aside.
type Aside struct {
	Kind     model.UnitKind
	Text     string // shortened
	Span     model.Span
	Restored bool // the analyst wants it as a sentence
}

// Similar is an article with nearly the same text as another.
type Similar struct {
	Article   model.Article
	InProject bool    // the article is in the project, not in the files to be imported
	Alike     float64 // how similar the texts are, from 0.5 to 1, accurate to 0.06
}

// Offer is an article that another one is probably a newer version of. The zero Offer has
// none. If the article has versions, Of is the current one.
type Offer struct {
	Of          model.Article
	InProject   bool    // the article is in the project, not in the files to be imported
	SameAddress bool    // they have the same address; otherwise nearly the same text and the same outlet
	Alike       float64 // how similar the texts are, from 0 to 1, accurate to 0.06
}

// Made reports whether there is an article.
func (o Offer) Made() bool { return o.Of.ID != "" }

// Source is a file, or a file in an archive.
type Source struct {
	Path string // the import path
	File string // the file on disk
}

// Holds reports whether the source is, or contains, the article at an import path.
func (s Source) Holds(path string) bool {
	rest, ok := strings.CutPrefix(path, s.Path)
	return ok && (rest == "" || rest[0] == '#' || rest[0] == '/')
}

// Source returns the file that holds the article. The file may be inside an archive.
func (d *Article) Source() Source {
	path := cmp.Or(d.Within.File, d.Path)
	if at := strings.LastIndexByte(path, '#'); at > 0 && len(path) > at+1 && d.InTable() {
		path = path[:at]
	}
	return Source{path, d.File}
}

// ShownPath returns the import path that the project will keep.
func (d *Article) ShownPath() string { return cmp.Or(d.Kept, d.Path) }

// InTable reports whether the article was read from a CSV, TSV, JSON or JSON Lines
// file.
func (d *Article) InTable() bool {
	return slices.Contains([]string{"csv", "tsv", "json", "jsonl"}, d.Article.Source.Format)
}

// TextEncoding returns the encoding in which the file was read, or "" if it is not
// a text file.
func (d *Article) TextEncoding() string {
	if d.Article.Source.Format != "" {
		return d.Article.Source.Encoding
	}
	return d.Article.Encoding
}

// Restored returns the spans of the asides that the analyst wants as sentences.
func (d *Article) Restored() []model.Span {
	var out []model.Span
	for _, a := range d.Asides {
		if a.Restored {
			out = append(out, a.Span)
		}
	}
	return out
}

// ToTag returns the number of sentences, including restored ones.
func (d *Article) ToTag() int { return d.Sentences + len(d.Restored()) }

// Alike returns the similarity to the most similar article, or 0 if there is none.
func (d *Article) Alike() float64 {
	if len(d.Similar) == 0 {
		return 0
	}
	return d.Similar[0].Alike
}

// redivide takes over the division into sentences from a draft with the same path.
func (d *Article) redivide(found *Article) {
	d.Sentences, d.Opening, d.Divided = found.Sentences, found.Opening, found.Divided
}

package dialog

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// Preview is what an import would bring, with what the analyst has corrected.
type Preview struct {
	Drafts    []*Draft
	Refused   []Refused
	Tables    []*Table
	Mappings  []Mapping       // of tables, as guessed last and as corrected
	Encodings []string        // that a text can be read in
	Divisions Divisions       // as corrected
	AllBlocks map[string]bool // the paths of files of which every block that looks like an article is taken

	undos []undo // the corrections of divisions, the latest last

	// Again reads some of it once more, in another way, and gives what it finds
	// now. It takes long and is called away from the GUI goroutine.
	Again func(context.Context, Rereading, func(Step)) (*Preview, error)
	// Lines reads the lines of the only draft of a Rereading. It takes long, too, and
	// returns none where the file has changed.
	Lines func(context.Context, Rereading, func(Step)) ([]Line, error)
}

// Draft is an article as it would be imported.
type Draft struct {
	Path      string // with its place in the file, where that holds several articles
	File      string // the file on the disk that it lies in
	Article   model.Article
	Within    model.Stretch // what of its file it is
	Sentences int           // before any line is restored
	Divided   string        // the language by whose rules they were divided; "" is English
	Asides    []Aside
	Opening   string    // the first words of the text
	Known     bool      // the same bytes are in the project already
	Twin      string    // the path of an earlier file of the import with the same bytes; "" is none
	Similar   []Similar // nearly the same text, the most alike first
	RunnerUp  string    // where the encoding is a guess: the one that is nearly as likely
	Encoding  string    // that the analyst has named; "" is the one found out
	Leave     bool      // the analyst does not want it

	twins *twins // the drafts with the same bytes, nil where there is no other
	met   bool   // the preview has been looked through for such

	recognised model.Metadata // before any correction
}

// Aside is a stretch of text that is set aside.
type Aside struct {
	Kind     string // what it was taken for: "dateline"
	Text     string
	Span     model.Span
	Restored bool // the analyst says that it is a sentence
}

// Similar is an article with nearly the same text.
type Similar struct {
	Heading, Outlet string
	InProject       bool    // and not among the files
	Alike           float64 // at most 1
}

// Refused is a file that cannot be imported: why, in a sentence, and what to do
// about it. Detail is what the error itself says, where that is another
// language.
type Refused struct {
	Path, File       string
	Why, Out, Detail string
	Text             bool // it may be text in another encoding
	Partial          bool // only a part of the file; articles of it can be added
	More             int  // how many blocks that look like articles were not taken, and can be; Why is what else was not, or ""
}

// Table is a file with columns.
type Table struct {
	Path, File string
	Key        string            // the same for all tables with these columns
	Names      []string          // of the columns
	First      []string          // what stands in the first row
	Columns    map[string]string // by field; a field that no column holds is missing
	DateOrder  string            // of dates in numbers: one of dateOrders, "mixed", "unknown", or "" without any
}

// Dates is the name in Columns under which the order of dates stands that was said
// of a table: "day first".
const Dates = "dates"

// Mapping says which columns hold what in all tables with the same columns. A
// field that is missing is held by none.
type Mapping struct {
	Key     string            `json:"key"`
	Columns map[string]string `json:"columns"`
}

// Rereading says what of a preview is read once more, and how.
type Rereading struct {
	Drafts   []*Draft // an article alone, for its language
	Sources  []Source // all articles of these files
	Encoding string   // of the sources; "" is to be found out
	Mapping  *Mapping // what has been corrected, or nil

	Divisions  Divisions       // all that are known
	AllBlocks  map[string]bool // as in Preview
	correction *undo           // of the division; nil for another rereading
}

// Source is a file, or a file in an archive.
type Source struct{ Path, File string }

// Source is the file that the article is in, or makes up.
func (d *Draft) Source() Source {
	path := cmp.Or(d.Within.File, d.Path)
	if at := strings.LastIndexByte(path, '#'); at > 0 && len(path) > at+1 && d.inTable() {
		path = path[:at]
	}
	return Source{path, d.File}
}

func (d *Draft) inTable() bool {
	return slices.Contains([]string{"csv", "tsv", "json", "jsonl"}, d.Article.Source.Format)
}

// encoding is what the bytes of the file were read in, "" where it is no text.
func (d *Draft) encoding() string {
	if d.Article.Source.Format != "" {
		return d.Article.Source.Encoding
	}
	return d.Article.Encoding
}

// Restored gives the spans that are sentences after all.
func (d *Draft) Restored() []model.Span {
	var out []model.Span
	for _, a := range d.Asides {
		if a.Restored {
			out = append(out, a.Span)
		}
	}
	return out
}

// toTag counts the sentences with those that are restored.
func (d *Draft) toTag() int { return d.Sentences + len(d.Restored()) }

// there reports whether the same bytes are there already, or come from another
// draft.
func (d *Draft) there() bool {
	return d.Known || !d.met && d.Twin != "" || d.double() != nil
}

// twins are drafts with the same bytes. One of them can be added.
type twins struct {
	all   []*Draft
	added *Draft // nil when all of them are left out
}

// double is the draft with the same bytes that is added in this one's place, or
// nil.
func (d *Draft) double() *Draft {
	if d.twins == nil || d.twins.added == d {
		return nil
	}
	return d.twins.added
}

// sameAs names the file with the same bytes that is added, or was read first, or
// gives "".
func (d *Draft) sameAs() string {
	if double := d.double(); double != nil {
		return words.FileName(double.Path)
	}
	if d.twins != nil && d.Twin == "" {
		return words.FileName(d.twins.all[1].Path)
	}
	return words.FileName(d.Twin)
}

// want takes a draft in, in place of one with the same bytes, or leaves it out.
func (d *Draft) want(wanted bool) {
	d.Leave = !wanted
	switch t := d.twins; {
	case t == nil:
	case wanted:
		if double := d.double(); double != nil {
			double.Leave = true
		}
		t.added = d
	case t.added == d:
		t.added = nil
	}
}

// pair finds out which drafts have the same bytes. Of those the first is wanted;
// another can be wanted in its place.
func (p *Preview) pair() {
	of := func(d *Draft) string { return cmp.Or(d.Twin, d.Path) }
	all := map[string]*twins{}
	for _, d := range p.Drafts {
		if d.Twin != "" {
			all[d.Twin] = &twins{}
		}
		if !d.met && d.Twin != "" {
			d.Leave = true
		}
		if !d.met {
			d.recognised = d.Article.Metadata
		}
		d.met = true
	}
	for _, d := range p.Drafts {
		if d.twins = all[of(d)]; d.twins != nil {
			d.twins.all = append(d.twins.all, d)
			if d.twins.added == nil && (d.Known || !d.Leave) {
				d.twins.added = d
			}
		}
	}
}

// alike is how much the draft is like the most similar article; 0 is not.
func (d *Draft) alike() float64 {
	if len(d.Similar) == 0 {
		return 0
	}
	return d.Similar[0].Alike
}

// There counts the drafts that are there already, or come from another draft.
func (p *Preview) There() (n int) {
	for _, d := range p.Drafts {
		if d.there() {
			n++
		}
	}
	return n
}

// Wanted gives the drafts that are new and not left out.
func (p *Preview) Wanted() []*Draft {
	var out []*Draft
	for _, d := range p.Drafts {
		if !d.there() && !d.Leave {
			out = append(out, d)
		}
	}
	return out
}

// table gives the table at a path, or nil.
func (p *Preview) table(path string) *Table {
	for _, t := range p.Tables {
		if t.Path == path {
			return t
		}
	}
	return nil
}

// replace puts what was read once more in the place of what was there.
func (p *Preview) replace(r Rereading, found *Preview) {
	if r.Drafts != nil {
		for _, d := range r.Drafts {
			d.redivide(found.Drafts)
		}
		return
	}
	is := func(path, file string) bool {
		return slices.Contains(r.Sources, Source{path, file})
	}
	old := func(d *Draft) bool { s := d.Source(); return is(s.Path, s.File) }
	at := slices.IndexFunc(p.Drafts, old)
	left := func(d *Draft) bool { return d.Leave && old(d) }
	out, met := map[string]bool{}, map[string]bool{}
	for _, d := range p.Drafts {
		out[d.Path], met[d.Path] = left(d), true
	}
	for _, d := range found.Drafts {
		d.recognised = d.Article.Metadata
		d.Leave, d.met = out[d.Path], met[d.Path]
	}
	if r.correction != nil {
		r.correction.keep(found.Drafts)
	}
	p.Drafts = slices.DeleteFunc(p.Drafts, old)
	if at < 0 { // it could not be read before
		at = len(p.Drafts)
	}
	p.Drafts = slices.Insert(p.Drafts, at, found.Drafts...)
	p.Refused = append(slices.DeleteFunc(p.Refused, func(x Refused) bool { return is(x.Path, x.File) }), found.Refused...)
	p.pair()
	p.Tables = append(slices.DeleteFunc(p.Tables, func(t *Table) bool { return is(t.Path, t.File) }), found.Tables...)
	p.reread(r)
	if r.Mapping != nil {
		p.Mappings = append([]Mapping{*r.Mapping}, slices.DeleteFunc(p.Mappings, func(m Mapping) bool { return m.Key == r.Mapping.Key })...)
	}
}

// redivide takes how many sentences there are by the rules of another language.
func (d *Draft) redivide(found []*Draft) {
	for _, f := range found {
		if f.Path == d.Path {
			d.Sentences, d.Opening, d.Divided = f.Sentences, f.Opening, f.Divided
		}
	}
}

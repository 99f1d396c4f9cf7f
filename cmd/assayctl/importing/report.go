package main

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"text/tabwriter"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/format"
)

// importReport tells what became of the articles of an import, while it goes on: it
// holds those that are not on the disk yet, and no others. JSON has its lists
// one after the other, so there the files that were known are kept too.
type importReport struct {
	out    io.Writer
	asJSON bool
	err    error // of writing; the first

	alike        *lookalikes
	waiting      []readArticle // in order, and not known to have landed
	added, known map[model.ArticleID]bool

	told  int // articles printed in the list "added"
	knew  []importedFile
	lines *tabwriter.Writer
}

// readArticle is an article that was read, with those that are nearly the same.
type readArticle struct {
	model.Article
	similar []similarFile
}

func newReport(out io.Writer, asJSON bool, alike *lookalikes) *importReport {
	return &importReport{
		out: out, asJSON: asJSON, alike: alike, added: map[model.ArticleID]bool{}, known: map[model.ArticleID]bool{},
		knew: []importedFile{}, lines: tabwriter.NewWriter(out, 0, 0, 2, ' ', 0),
	}
}

// reading gives first and all that next gives, and waits for each to land. It
// ends early where looking for similar articles fails.
func (r *importReport) reading(first *model.Document, next func() (*model.Document, bool)) iter.Seq[*model.Document] {
	return func(yield func(*model.Document) bool) {
		for doc, ok := first, true; ok; doc, ok = next() {
			similar, ok := r.alike.to(doc)
			if !ok {
				return
			}
			r.waiting = append(r.waiting, readArticle{doc.Article, similar})
			if !yield(doc) {
				return
			}
		}
	}
}

// landed notes what has come to the disk. Of a transaction what was known
// before is told first and what was added last, so when something known is
// told, the transaction before is over.
func (r *importReport) landed(l storage.Landing) {
	if len(l.Added) == 0 {
		r.settle()
	}
	for _, id := range l.Known {
		r.known[id] = true
	}
	for _, id := range l.Added {
		r.added[id] = true
	}
	if len(l.Added) > 0 {
		r.settle()
	}
}

// settle tells of the articles whose fate is known. Of files with the same
// bytes the first is added.
func (r *importReport) settle() {
	rest := r.waiting[:0]
	for _, a := range r.waiting {
		switch {
		case r.added[a.ID]:
			delete(r.added, a.ID)
			r.known[a.ID] = true
			r.tell(a, true)
		case r.known[a.ID]:
			r.tell(a, false)
		default:
			rest = append(rest, a)
		}
	}
	clear(r.waiting[len(rest):])
	r.waiting = rest
	clear(r.added)
	clear(r.known)
	r.keep(r.lines.Flush())
}

func (r *importReport) keep(err error) { r.err = cmp.Or(r.err, err) }

func (r *importReport) printf(w io.Writer, form string, args ...any) {
	if r.err == nil {
		_, err := fmt.Fprintf(w, form, args...)
		r.keep(err)
	}
}

// tell prints what became of one article.
func (r *importReport) tell(a readArticle, added bool) {
	what := "already there"
	if added {
		what = "added"
	}
	file := importedFile{ID: a.ID, File: a.ImportPath}
	switch {
	case !r.asJSON:
		remark := ""
		if added && len(a.similar) > 0 {
			remark = "\t" + a.similar[0].remark()
		}
		r.printf(r.lines, "%s\t%s\t%s\t%s\t%s%s\n", what, a.ID, orDash(a.Metadata.Published), orDash(a.Metadata.Outlet), heading(a.Article), remark)
	case !added:
		r.knew = append(r.knew, file)
	default:
		comma := ","
		if r.told++; r.told == 1 {
			comma = "{\n  \"added\": ["
		}
		r.printf(r.out, "%s\n    %s", comma, strings.ReplaceAll(compactJSON(addedFile{file, a.similar}), "\n", "\n    "))
	}
}

// end tells of what is left and, in JSON, of what was refused.
func (r *importReport) end(refused []intake.Refusal) error {
	r.settle()
	if !r.asJSON || r.err != nil {
		return r.err
	}
	if r.told == 0 {
		r.printf(r.out, "{\n  \"added\": []")
	} else {
		r.printf(r.out, "\n  ]")
	}
	r.printf(r.out, ",\n  \"known\": %s,\n  \"refused\": %s\n}\n", compactJSON(r.knew), compactJSON(refusedFiles(refused)))
	return r.err
}

// compactJSON gives v as JSON without its line end.
func compactJSON(v any) string {
	var b strings.Builder
	if err := exchange.WriteJSON(&b, v); err != nil {
		panic(err) // strings alone, into memory
	}
	return strings.TrimSuffix(b.String(), "\n")
}

type importedFile struct {
	ID   model.ArticleID `json:"id"`
	File string          `json:"file"`
}

// addedFile is an article that was added, with those that are nearly the same.
type addedFile struct {
	importedFile
	Similar []similarFile `json:"similar"`
}

type refusedFile struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

func refusedFiles(refused []intake.Refusal) []refusedFile {
	files := make([]refusedFile, 0, len(refused))
	for _, refusal := range refused {
		files = append(files, refusedFile{File: refusal.Path, Reason: reason(refusal.Path, refusal.Err)})
	}
	return files
}

// columns is the flag --column, which names one column each time.
type columns struct{ *format.Columns }

func (c columns) String() string { return "" }
func (c columns) Type() string   { return "field=name" }

// Set implements pflag.Value.
func (c columns) Set(value string) error {
	field, name, ok := strings.Cut(value, "=")
	field = strings.TrimSpace(field)
	if !ok || name == "" || !slices.Contains(format.Fields(), field) || !c.Columns.Set(field, name) {
		return fmt.Errorf("it is %s, an equals sign and a column", oneOf(format.Fields()))
	}
	return nil
}

// oneOf lists names in a sentence: "a, b or c".
func oneOf(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// dates is the flag --dates.
type dates struct{ *format.Columns }

func (d dates) String() string { return "" }
func (d dates) Type() string   { return "order" }

// Set implements pflag.Value.
func (d dates) Set(value string) error {
	if !d.Columns.Set("dates", strings.ToLower(value)) {
		return fmt.Errorf("it is %s", strings.ReplaceAll(oneOf(format.DateOrders()), " first", "-first"))
	}
	return nil
}

// encoding is the flag --encoding.
type encoding struct{ name *string }

func (e encoding) String() string { return "" }
func (e encoding) Type() string   { return "name" }

// Set implements pflag.Value.
func (e encoding) Set(value string) error {
	*e.name = strings.ToLower(value)
	if !slices.Contains(intake.Encodings(), *e.name) {
		return fmt.Errorf("it is one of %s", strings.Join(intake.Encodings(), ", "))
	}
	return nil
}

// choice is a flag that has one of a few values.
type choice struct {
	value *string
	of    []string
}

func (c choice) String() string { return "" }
func (c choice) Type() string   { return strings.Join(c.of, "|") }

// Set implements pflag.Value.
func (c choice) Set(value string) error {
	if !slices.Contains(c.of, value) {
		return fmt.Errorf("it is one of %s", strings.Join(c.of, ", "))
	}
	*c.value = value
	return nil
}

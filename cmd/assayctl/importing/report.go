package importing

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"text/tabwriter"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/listing"
)

// report prints, for each article of an import, whether it was added. It holds only
// the articles that are not known to be on the disk yet. A JSON document lists all
// added articles before the known ones, so for JSON it also holds the files of the
// known articles until the end.
type report struct {
	out   io.Writer
	lines *tabwriter.Writer // nil for JSON
	json  *output.JSON      // nil for text
	err   error             // the first error of writing text

	compared     *comparison
	waiting      []readArticle // articles that are not known to be on the disk, in order
	added, known map[model.ArticleID]bool
	knownFiles   []record.ArticleFile
	offers       []string        // of newer versions, a line each; they are printed last
	carried      *record.Carried // what the import of a version carries, or nil
}

// readArticle is an article that was read, with the articles that have nearly the
// same text, and the one of which it is probably a newer version, or nil.
type readArticle struct {
	model.Article
	similar   []record.Similar
	versionOf *record.VersionOf
}

func newReport(out io.Writer, asJSON bool, compared *comparison) *report {
	r := &report{
		out: out, compared: compared, added: map[model.ArticleID]bool{}, known: map[model.ArticleID]bool{},
		knownFiles: []record.ArticleFile{},
	}
	if asJSON {
		r.json = output.NewObject(out)
		r.json.BeginList("added")
	} else {
		r.lines = tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	}
	return r
}

// reading yields first and then all documents that next returns, and adds each to
// waiting. It ends early if the search for similar articles fails.
func (r *report) reading(first *model.Document, next func() (*model.Document, bool)) iter.Seq[*model.Document] {
	return func(yield func(*model.Document) bool) {
		for doc, ok := first, true; ok; doc, ok = next() {
			read, ok := r.compared.compare(doc)
			if !ok {
				return
			}
			r.waiting = append(r.waiting, read)
			if !yield(doc) {
				return
			}
		}
	}
}

// landed records the articles that are now on the disk. A transaction reports its
// known articles first and its added ones last. A landing without added articles
// therefore means that the previous transaction is complete.
func (r *report) landed(l storage.Landing) {
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

// settle prints the articles whose outcome is known. Of several new files with the
// same bytes, the first counts as added.
func (r *report) settle() {
	rest := r.waiting[:0]
	for _, a := range r.waiting {
		switch {
		case r.added[a.ID]:
			delete(r.added, a.ID)
			r.known[a.ID] = true
			r.print(a, true)
		case r.known[a.ID]:
			r.print(a, false)
		default:
			rest = append(rest, a)
		}
	}
	clear(r.waiting[len(rest):])
	r.waiting = rest
	clear(r.added)
	clear(r.known)
	if r.lines != nil {
		r.err = cmp.Or(r.err, r.lines.Flush())
	}
}

func (r *report) print(a readArticle, added bool) {
	switch {
	case r.json == nil:
		r.printLine(a, added)
	case added:
		r.json.Item(record.Added{ArticleFile: record.ArticleFileOf(a.Article), Similar: a.similar, VersionOf: a.versionOf})
	default:
		r.knownFiles = append(r.knownFiles, record.ArticleFileOf(a.Article))
	}
}

func (r *report) printLine(a readArticle, added bool) {
	if r.err != nil {
		return
	}
	what, remark := "already in the project", ""
	if added {
		what = "added"
		if len(a.similar) > 0 {
			remark = "\t" + a.similar[0].Remark()
		}
		if a.versionOf != nil {
			r.offers = append(r.offers, a.versionOf.Remark(model.BaseName(a.ImportPath)))
		}
	}
	_, r.err = fmt.Fprintf(r.lines, "%s\t%s\t%s\t%s\t%s%s\n", what, a.ID,
		output.OrDash(a.Metadata.Published), output.OrDash(a.Metadata.Outlet), output.Heading(a.Article), remark)
}

// end prints the rest and, for JSON, the refused files.
func (r *report) end(refused []listing.Refusal) error {
	r.settle()
	if r.json == nil {
		return r.printLast()
	}
	r.json.Field("known", r.knownFiles)
	r.json.Field("refused", refusedOf(refused))
	if r.carried != nil {
		r.json.Field("version", r.carried)
	}
	return r.json.End()
}

// printLast prints the offers and what was carried.
func (r *report) printLast() error {
	for _, line := range r.offers {
		if r.err == nil {
			_, r.err = fmt.Fprintln(r.out, line)
		}
	}
	if r.err == nil && r.carried != nil {
		_, r.err = io.WriteString(r.out, r.carried.Lines())
	}
	return r.err
}

func refusedOf(refused []listing.Refusal) []record.Refused {
	files := make([]record.Refused, 0, len(refused))
	for _, r := range refused {
		files = append(files, record.Refused{File: r.Path, Reason: cli.Reason(r.Path, r.Err)})
	}
	return files
}

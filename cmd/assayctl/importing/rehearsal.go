package importing

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"sync"
	"text/tabwriter"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/listing"
	"assay.app/assay/storage/intake/rehearse"
)

// rehearseImport reads the files at paths and prints what an import into the
// project would add. The project need not exist.
func rehearseImport(r *reading, project string, paths []string, out io.Writer, asJSON bool) error {
	work := func(p *storage.Project) error {
		if err := r.headlinesIn(p); err != nil {
			return err
		}
		rehearsal, err := rehearse.New(r.ctx, p, func(int, int) {})
		if err != nil {
			return err
		}
		files, refused, err := r.find(r.ctx, paths)
		for _, refusal := range refused {
			r.refuse(refusal)
		}
		if err != nil {
			return err
		}
		if asJSON {
			return rehearseJSON(rehearsal, r, files, out)
		}
		return rehearseText(rehearsal, r, files, out)
	}
	if !cli.Exists(project) {
		return work(nil)
	}
	return cli.View(r, project, work)
}

func rehearseJSON(rehearsal *rehearse.Rehearsal, r *reading, files []listing.File, out io.Writer) error {
	tables := r.collectTables()
	printed := output.NewObject(out)
	printed.BeginList("articles")
	for article, err := range rehearsal.Each(r.ctx, files, r.opts, r.refuse) {
		if err != nil {
			return err
		}
		r.read++
		printed.Item(record.RehearsedOf(article))
		if err := printed.Err(); err != nil {
			return err
		}
	}
	printed.Field("tables", tables.list())
	printed.Field("refused", refusedOf(r.refused))
	return printed.End()
}

func rehearseText(rehearsal *rehearse.Rehearsal, r *reading, files []listing.File, out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	var offers []string
	for article, err := range rehearsal.Each(r.ctx, files, r.opts, r.refuse) {
		if err != nil {
			return err
		}
		r.read++
		a := record.RehearsedOf(article)
		_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", a.Format,
			output.OrDash(a.Language), output.OrDash(a.Published), output.OrDash(a.Outlet), output.Heading(article.Article), remark(a))
		if err != nil {
			return err
		}
		if a.VersionOf != nil {
			offers = append(offers, a.VersionOf.Remark(model.BaseName(a.File)))
		}
	}
	err := table.Flush()
	for _, line := range offers {
		if err == nil {
			_, err = fmt.Fprintln(out, line)
		}
	}
	return err
}

// remark returns what to print after an article: that it is a duplicate, and of what,
// or which article it resembles. It returns "" if neither applies.
func remark(a record.Rehearsed) string {
	switch {
	case a.Twin != "":
		return "duplicate of " + model.BaseName(a.Twin) + " in this import"
	case a.Known:
		return "duplicate of an article in the project"
	case len(a.Similar) > 0:
		return a.Similar[0].Remark()
	}
	return ""
}

// tables collects the tables that are read. Several goroutines may add tables.
type tables struct {
	guard sync.Mutex
	all   []record.Table
}

// collectTables starts to collect the tables that r reads.
func (r *reading) collectTables() *tables {
	t := &tables{all: []record.Table{}}
	r.opts.Table = t.add
	return t
}

func (t *tables) add(path string, table article.Table) {
	t.guard.Lock()
	defer t.guard.Unlock()
	t.all = append(t.all, record.TableOf(path, table))
}

// list returns the tables, sorted by the names of their files. It must be called
// after all reading has ended.
func (t *tables) list() []record.Table {
	slices.SortFunc(t.all, func(a, b record.Table) int { return cmp.Compare(a.File, b.File) })
	return t.all
}

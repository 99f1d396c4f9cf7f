package exchange

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"assay.app/assay/model"
)

// Source is what a set is exported from; *storage.Project is one.
type Source interface {
	Info() model.ProjectInfo
	Codebook() (model.Codebook, error)
	All() ([]model.Article, error)
	Document(id model.ArticleID) (*model.Document, error)
	OutletNotes() ([]model.Note, error)
}

// Options say what is exported.
type Options struct {
	// Articles are the ones to export, always in corpus order; nil is the
	// whole project without the removed ones.
	Articles []model.ArticleID
	// NoText leaves out the articles' text and that of their sentences, for
	// passing on annotations of texts that may not be passed on.
	NoText    bool
	Now       func() time.Time // nil is time.Now
	Generator string           // the program that writes the set: "Assay 0.1.0"
}

// Count is how much was exported.
type Count struct {
	Articles, Sentences, Annotations, Notes int
	Bytes                                   int64
}

// Export writes the annotation set of src to w. It holds one article at a
// time. The same project gives the same bytes but for the time of the export.
func Export(ctx context.Context, w io.Writer, src Source, opts Options) (Count, error) {
	e := &exporter{w: w, src: src, opts: opts, analysts: map[string]bool{}}
	if err := e.export(ctx); err != nil {
		return e.count, fmt.Errorf("export: %w", err)
	}
	return e.count, nil
}

// exporter writes one set.
type exporter struct {
	w        io.Writer
	src      Source
	opts     Options
	count    Count
	analysts map[string]bool // who wrote something in the set

	encoder encoder
	laidOut []byte // a value as it is written
}

func (e *exporter) export(ctx context.Context) error {
	articles, err := e.articles()
	if err != nil {
		return err
	}
	if err := e.head(articles); err != nil {
		return err
	}
	for i, a := range articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := e.article(a.ID, i > 0); err != nil {
			return fmt.Errorf("article %s: %w", a.ID, err)
		}
	}
	return e.tail(len(articles) > 0)
}

// articles lists what is to be exported in corpus order.
func (e *exporter) articles() ([]model.Article, error) {
	all, err := e.src.All()
	if err != nil {
		return nil, err
	}
	if e.opts.Articles == nil {
		return slices.DeleteFunc(all, func(a model.Article) bool { return a.Removed }), nil
	}
	wanted := make(map[model.ArticleID]bool, len(e.opts.Articles))
	for _, id := range e.opts.Articles {
		wanted[id] = true
	}
	chosen := slices.DeleteFunc(all, func(a model.Article) bool {
		want := wanted[a.ID]
		delete(wanted, a.ID)
		return !want
	})
	for _, id := range e.opts.Articles {
		if wanted[id] {
			return nil, fmt.Errorf("article %s: %w", id, model.ErrNoArticle)
		}
	}
	return chosen, nil
}

// head writes everything before the first article.
func (e *exporter) head(articles []model.Article) error {
	now := e.opts.Now
	if now == nil {
		now = time.Now
	}
	book, err := e.src.Codebook()
	if err != nil {
		return err
	}
	outlets, err := e.outlets(articles)
	if err != nil {
		return err
	}
	info := e.src.Info()
	fields := []struct {
		name  string
		value any
	}{
		{"format", formatName},
		{"version", formatVersion},
		{"exported", now().UTC().Truncate(time.Second)},
		{"generator", e.opts.Generator},
		{"project", projectRecord{ID: info.ID, Name: info.Name, Created: info.Created.UTC()}},
		{"codebook", labelRecords(book)},
		{"outlets", outlets},
	}
	for i, f := range fields {
		open := ",\n"
		if i == 0 {
			open = "{\n"
		}
		if err := e.write(open+`  "`+f.name+`": `, f.value, 1, ""); err != nil {
			return err
		}
	}
	return e.raw(",\n" + `  "articles": [`)
}

// tail writes everything after the last article. The analysts stand here
// because they are known only when all articles have been gone through.
func (e *exporter) tail(any bool) error {
	end := "]"
	if any {
		end = "\n  ]"
	}
	names := slices.AppendSeq(make([]string, 0, len(e.analysts)), maps.Keys(e.analysts))
	slices.Sort(names)
	return e.write(end+",\n"+`  "analysts": `, names, 1, "\n}\n")
}

// outlets gives the outlets of the articles, and in a set of the whole
// project also those that only have notes, by id.
func (e *exporter) outlets(articles []model.Article) ([]outletRecord, error) {
	byID := map[model.OutletID]*outletRecord{}
	named := func(name string) *outletRecord {
		id := model.OutletIDOf(name)
		if byID[id] == nil {
			byID[id] = &outletRecord{ID: id, Name: name, Notes: []noteRecord{}}
		}
		return byID[id]
	}
	for _, a := range articles {
		if model.OutletIDOf(a.Metadata.Outlet) != "" {
			named(a.Metadata.Outlet)
		}
	}
	notes, err := e.src.OutletNotes()
	if err != nil {
		return nil, err
	}
	model.SortNotes(notes)
	for _, n := range notes {
		if e.opts.Articles != nil && byID[model.OutletIDOf(n.Target.Outlet)] == nil {
			continue
		}
		outlet := named(n.Target.Outlet)
		outlet.Notes = append(outlet.Notes, e.note(n))
	}
	out := make([]outletRecord, 0, len(byID))
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		out = append(out, *byID[id])
	}
	return out, nil
}

// write appends before, the value laid out depth levels deep, and after.
func (e *exporter) write(before string, value any, depth int, after string) error {
	compact, err := e.encoder.compact(value)
	if err != nil {
		return err
	}
	e.laidOut = append(e.laidOut[:0], before...)
	e.laidOut = appendLaidOut(e.laidOut, compact, depth)
	e.laidOut = append(e.laidOut, after...)
	n, err := e.w.Write(e.laidOut)
	e.count.Bytes += int64(n)
	return err
}

func (e *exporter) raw(text string) error {
	n, err := io.WriteString(e.w, text)
	e.count.Bytes += int64(n)
	return err
}

func labelRecords(book model.Codebook) []labelRecord {
	out := make([]labelRecord, 0, len(book))
	for _, l := range book {
		r := labelRecord(l)
		if r.Examples == nil {
			r.Examples = []string{}
		}
		out = append(out, r)
	}
	return out
}

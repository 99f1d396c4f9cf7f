package exchange

import (
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/schema"
)

// Source is the project that a set is exported from, such as *storage.Project. Its
// methods may be called from several goroutines at once.
type Source interface {
	Info() model.ProjectInfo
	Codebook() (model.Codebook, error)
	// Articles yields all articles in corpus order, including removed ones. If an
	// error occurs, it is the last item. Other methods may be called during the
	// iteration.
	Articles() iter.Seq2[model.Article, error]
	Document(id model.ArticleID) (*model.Document, error)
	OutletNotes() ([]model.Note, error)
	// AnalystIDs returns the ids of the project's analysts, by name.
	AnalystIDs() (map[string]record.AnalystID, error)
	// Versions returns the versions of the records about an article, or of those that
	// are not about an article if id is empty; see storage.Project.
	Versions(id model.ArticleID) (map[model.Key][]record.Held, error)
}

// Options select what is exported.
type Options struct {
	// Articles are the ids of the articles to export, in any order. The export has
	// them in the order of their import. Nil means all articles that are not removed.
	Articles []model.ArticleID
	// Selection, if not nil, limits the export to the hits of a search. Articles
	// must then be nil.
	Selection *finding.Selection
	// NoText leaves out the texts of articles, sentences and asides, for sets that
	// are passed on to people who are not permitted to have the texts.
	NoText bool
	// Labelled leaves out sentences and asides without annotations, notes, phrases,
	// attributions, mentions and grades of their own. It is not for exports of a Selection.
	Labelled bool
	// Analyst is the present name of the one whose labels are written to formats with one label a
	// sentence. "" means the analyst with most labels.
	Analyst   string
	Now       func() time.Time // nil means time.Now
	Generator string           // the program that writes the set, such as "Assay 0.1.0"
	// Progress is called with the number of articles read so far and of all, by the formats that
	// take long. It may be nil.
	Progress func(done, all int)
}

// Export writes the annotation set of src to w, and returns the amounts written. It
// reads and encodes articles on all processors, a few ahead of those it writes. Two
// exports of an unchanged project with the same options differ only in the time of the
// export.
func Export(ctx context.Context, w io.Writer, src Source, opts Options) (results.Export, error) {
	e := &exporter{recorder: newRecorder(opts, nil), w: w, src: src}
	if err := e.export(ctx); err != nil {
		return e.count, fmt.Errorf("export: %w", err)
	}
	return e.count, nil
}

type exporter struct {
	*recorder // for everything but the articles; see body
	w         io.Writer
	src       Source

	mentioned []foundMention            // in the articles, in their order
	unlisted  versions                  // those that are outside the articles; see outside
	named     map[model.OutletID]string // the names of the outlets

	encoder layout.Encoder
	laidOut []byte // buffer of write, reused
}

func (e *exporter) export(ctx context.Context) error {
	found, outlets, err := e.survey(ctx)
	if err != nil {
		return err
	}
	if err := e.head(found, outlets); err != nil {
		return err
	}
	some, err := e.body(ctx, found)
	if err != nil {
		return err
	}
	return e.tail(some)
}

// wanted returns a function that reports whether an article is to be exported.
func (e *exporter) wanted() func(a model.Article) bool {
	var chosen map[model.ArticleID]bool
	switch {
	case e.opts.Selection != nil:
		chosen = articlesWith(e.opts.Selection.Hits)
		return func(a model.Article) bool { return !a.Removed && chosen[a.ID] }
	case e.opts.Articles != nil:
		chosen = make(map[model.ArticleID]bool, len(e.opts.Articles))
		for _, id := range e.opts.Articles {
			chosen[id] = true
		}
		return func(a model.Article) bool { return chosen[a.ID] }
	}
	return func(a model.Article) bool { return !a.Removed }
}

// listed is an article to export.
type listed struct {
	id       model.ArticleID
	size     int // of its text, in bytes
	imported time.Time
}

// survey lists the articles to export, in the order in which they were first imported
// into any copy of the project, and collects their outlets. If a chosen article does not
// exist, the error wraps model.ErrNoArticle.
func (e *exporter) survey(ctx context.Context) (found []listed, outlets map[model.OutletID]*schema.Outlet, err error) {
	missing := make(map[model.ArticleID]bool, len(e.opts.Articles))
	for _, id := range e.opts.Articles {
		missing[id] = true
	}
	outlets = map[model.OutletID]*schema.Outlet{}
	wanted := e.wanted()
	for a, err := range e.src.Articles() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, nil, err
		}
		if !wanted(a) {
			continue
		}
		found = append(found, listed{a.ID, a.Size, a.ImportedAt})
		delete(missing, a.ID)
		if model.OutletIDOf(a.Metadata.Outlet) != "" {
			outletNamed(outlets, a.Metadata.Outlet)
		}
	}
	for _, id := range e.opts.Articles {
		if missing[id] {
			return nil, nil, fmt.Errorf("article %s: %w", id, model.ErrNoArticle)
		}
	}
	slices.SortStableFunc(found, func(a, b listed) int { return a.imported.Compare(b.imported) })
	return found, outlets, nil
}

// outletNamed returns the outlet of that name, adding it if it is new.
func outletNamed(outlets map[model.OutletID]*schema.Outlet, name string) *schema.Outlet {
	id := model.OutletIDOf(name)
	if outlets[id] == nil {
		outlets[id] = &schema.Outlet{ID: id, Name: name, Notes: []schema.Note{}}
	}
	return outlets[id]
}

// head writes everything before the first article.
func (e *exporter) head(articles []listed, named map[model.OutletID]*schema.Outlet) error {
	now := e.opts.Now
	if now == nil {
		now = time.Now
	}
	book, err := e.src.Codebook()
	if err != nil {
		return err
	}
	if e.general, err = e.src.Versions(""); err != nil {
		return err
	}
	outlets, err := e.outlets(named)
	if err != nil {
		return err
	}
	e.unlisted, e.named = e.outside(articles, named), map[model.OutletID]string{}
	for _, o := range outlets {
		e.named[o.ID] = o.Name
	}
	records, err := e.records(e.unlisted, nil)
	if err != nil {
		return err
	}
	info := e.src.Info()
	type field struct {
		name  string
		value any
	}
	fields := []field{
		{"format", schema.Format},
		{"version", schema.Version},
		{"exported", now().UTC().Truncate(time.Second)},
		{"generator", e.opts.Generator},
		{"project", schema.Project{ID: value.ProjectID.Fit(info.ID), Name: info.Name, Created: schema.At(info.Created)}},
	}
	if e.opts.Selection != nil {
		fields = append(fields, field{"selection", selectionRecord(e.opts.Selection)})
	}
	if e.opts.Labelled {
		fields = append(fields, field{"labelled", true})
	}
	fields = append(fields, field{"codebook", e.labels(book)}, field{"outlets", outlets})
	if voices := e.gradedVoices(); len(voices) > 0 {
		fields = append(fields, field{"voices", voices})
	}
	if len(records) > 0 {
		fields = append(fields, field{"records", records})
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

// tail writes everything after the last article. The statements with their mentions and the
// analysts come last because they are known only once all articles are written.
func (e *exporter) tail(any bool) error {
	end := "]"
	if any {
		end = "\n  ]"
	}
	if statements := e.statementsOf(e.mentioned, e.unlisted, e.named); len(statements) > 0 {
		if err := e.write(end+",\n"+`  "statements": `, statements, 1, ""); err != nil {
			return err
		}
		end = ""
	}
	names := slices.AppendSeq(make([]string, 0, len(e.analysts)), maps.Keys(e.analysts))
	slices.Sort(names)
	if err := e.write(end+",\n"+`  "analysts": `, names, 1, ""); err != nil {
		return err
	}
	held, err := e.src.AnalystIDs()
	if err != nil {
		return err
	}
	ids := map[string]string{} // by the names of the set
	for name, id := range held {
		if exported := e.names.of(name); e.analysts[exported] || e.others[exported] {
			ids[exported] = id.String()
		}
	}
	return e.write(",\n"+`  "analystIds": `, ids, 1, "\n}\n")
}

// outside returns the versions to export outside the articles: those of notes and of
// records that are not about an article. Of notes on articles that are not exported, it
// includes only deleted versions. If articles were chosen, it includes only notes on
// these, deleted notes, phrases, voices, statements, gaps and grades. For the hits of a search
// it has only phrases, voices, statements, gaps and grades: the phrases, gaps and grades of the
// outlets, the lists, and the grades of voices.
func (e *exporter) outside(articles []listed, outlets map[model.OutletID]*schema.Outlet) versions {
	phrases := alongside(e.general, func(key model.Key) bool {
		return outlets[key.Outlet] != nil || key.Kind == record.GradeKind && key.ID != ""
	})
	if e.opts.Selection != nil {
		return phrases
	}
	exported := make(map[model.ArticleID]bool, len(articles))
	for _, a := range articles {
		exported[a.id] = true
	}
	some := versions{}
	for key, held := range e.general {
		kind := record.Of(key.Kind)
		elsewhere := func(h record.Held) bool {
			about := kind.SubjectOf(key, h.Content).Article
			return h.Content != nil && !exported[about] && (about != "" || e.opts.Articles != nil)
		}
		if e.opts.Articles != nil && (!kind.Moves() || !slices.ContainsFunc(held, func(h record.Held) bool { return !elsewhere(h) })) {
			continue
		}
		some[key] = append(held[:1:1], slices.DeleteFunc(slices.Clone(held[1:]), elsewhere)...)
	}
	if e.opts.Articles != nil {
		maps.Copy(some, phrases)
	}
	return some
}

// outlets returns the outlets sorted by id, with their notes. It adds outlets that
// have notes to export but no article, unless opts.Articles is set.
func (e *exporter) outlets(byID map[model.OutletID]*schema.Outlet) ([]schema.Outlet, error) {
	found, err := e.src.OutletNotes()
	if err != nil {
		return nil, err
	}
	var notes []model.Note
	for _, own := range found {
		if n := standing(e.general, record.NoteID(own.ID), &own); n != nil && n.Target.Article == "" {
			notes = append(notes, *n)
		}
	}
	model.SortNotes(notes)
	for _, n := range notes {
		if e.opts.Articles != nil && byID[model.OutletIDOf(n.Target.Outlet)] == nil {
			continue
		}
		if s := e.opts.Selection; s != nil && !s.Hits.HasNote(n) {
			continue
		}
		outlet := outletNamed(byID, n.Target.Outlet)
		outlet.Notes = append(outlet.Notes, e.note(n, nil))
	}
	phrases, grades := outletPhrases(e.general), e.gradedOutlets()
	out := make([]schema.Outlet, 0, len(byID))
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		byID[id].Phrases, byID[id].Grades = phrases[id], grades[id]
		out = append(out, *byID[id])
	}
	return out, nil
}

// write writes the string before, the value as JSON indented for depth levels of
// nesting, and the string after.
func (e *exporter) write(before string, value any, depth int, after string) error {
	compact, err := e.encoder.Compact(value)
	if err != nil {
		return err
	}
	e.laidOut = append(e.laidOut[:0], before...)
	e.laidOut = layout.Append(e.laidOut, compact, depth)
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

func (e *exporter) labels(book model.Codebook) []schema.Label {
	out := make([]schema.Label, 0, len(book))
	for i, l := range book {
		key := record.LabelKey(l.Key)
		r := schema.LabelOf(l)
		r.Stamp = e.stamp(e.general, key)
		if e := standing[record.Entry](e.general, key, nil); e != nil && e.Position != i {
			r.Position = &e.Position
		}
		out = append(out, r)
	}
	return out
}

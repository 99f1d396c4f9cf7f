package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/table"
	"assay.app/assay/storage/intake/rehearse"
	"assay.app/assay/ui"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/panel"
)

// Preview implements ui.Project. It keeps no texts: Import reads the files
// again, and so does a correction that the text is needed for.
func (p project) Preview(ctx context.Context, paths []string, known []dialog.Mapping, progress func(dialog.Step)) (*dialog.Preview, error) {
	progress(dialog.Step{What: filepath.Base(paths[0])})
	files, refused, err := intake.Find(ctx, paths)
	if err != nil {
		return nil, err
	}
	h, err := rehearse.New(ctx, p.Project, func(done, total int) {
		progress(dialog.Step{Done: done, Total: total, What: lang.L("what the project has already")})
	})
	if err != nil {
		return nil, err
	}
	r := &rehearsal{heard: h, mapped: mapped(known), headlinesAside: true}
	if p.Project != nil {
		tagged, err := p.TagsHeadlines()
		if err != nil {
			return nil, err
		}
		r.headlinesAside = !tagged
	}
	preview, err := r.read(ctx, files, manner{}, nil, progress)
	if err != nil {
		return nil, err
	}
	before := make([]dialog.Refused, 0, len(refused))
	for _, r := range refused {
		before = append(before, explain.Refusal(r.Path, r.Path, r.Err))
	}
	preview.Refused = append(before, preview.Refused...)
	preview.Mappings = known
	preview.Encodings = intake.Encodings()
	preview.Again, preview.Lines = r.again, r.lines
	return preview, nil
}

// rehearsal is the import that a preview shows.
type rehearsal struct {
	heard  *rehearse.Rehearsal
	mapped map[string]article.Columns // by table.Key

	headlinesAside bool // see intake.Options
}

// mapped gives what is known of tables as the formats take it.
func mapped(known []dialog.Mapping) map[string]article.Columns {
	out := map[string]article.Columns{}
	for i := len(known) - 1; i >= 0; i-- { // the latest counts
		out[known[i].Key] = columnsOf(known[i])
	}
	return out
}

func columnsOf(m dialog.Mapping) article.Columns {
	var c article.Columns
	for _, field := range article.Fields() {
		c.Set(field, cmp.Or(m.Columns[field], article.NoColumn))
	}
	c.Set(dialog.Dates, m.Columns[dialog.Dates])
	return c
}

// lookup is intake.Options.Mapped for what is known.
func lookup(known map[string]article.Columns) func([]string) (article.Columns, bool) {
	return func(names []string) (article.Columns, bool) {
		c, ok := known[table.Key(names)]
		return c, ok
	}
}

// read reads files into a preview; of them only what wanted gives true for,
// unless that is nil. When all that was wanted has been read, it ends.
func (r *rehearsal) read(ctx context.Context, files []intake.File, how manner, wanted func(path string) bool, progress func(dialog.Step)) (*dialog.Preview, error) {
	preview := &dialog.Preview{}
	at := 0
	var guard sync.Mutex // tables come from several goroutines
	how.headlinesAside = r.headlinesAside
	shown := partly{show: progress}
	opts := how.options(r.mapped)
	opts.Progress = shown.seen
	opts.Table = func(path string, t article.Table) {
		guard.Lock()
		defer guard.Unlock()
		preview.Tables = append(preview.Tables, tableOf(path, t))
	}
	file := func(path string) string {
		for at+1 < len(files) && !files[at].Holds(path) {
			at++
		}
		return files[at].Path
	}
	refuse := func(refused intake.Refusal) {
		if wanted == nil || wanted(refused.Path) {
			preview.Refused = append(preview.Refused, refusalOf(refused, fileOf(files, refused.Path)))
		}
	}
	begun, last, within := false, "", 0
	for a, err := range r.heard.Each(ctx, files, opts, refuse) {
		if err != nil {
			return nil, err
		}
		name := file(a.ImportPath)
		if name == last {
			within++
		} else {
			last, within = name, 0
		}
		step := dialog.Step{Done: len(preview.Drafts), What: filepath.Base(a.ImportPath)}
		if len(files) > 1 && within < manyInOne { // else nobody knows how many more there are
			step.Done, step.Total = at, len(files)
		}
		shown.step(name, step)
		if wanted != nil && !wanted(a.ImportPath) {
			if begun {
				break
			}
			continue
		}
		begun = true
		d := draftOf(a)
		d.File, d.Encoding = name, how.encoding
		preview.Drafts = append(preview.Drafts, d)
	}
	guard.Lock()
	defer guard.Unlock()
	preview.Tables = slices.DeleteFunc(preview.Tables, func(t *dialog.Table) bool { return wanted != nil && !wanted(t.Path) })
	for _, t := range preview.Tables {
		t.File = fileOf(files, t.Path)
	}
	return preview, nil
}

// manyInOne is from how many articles in one file on the progress through the
// files says nothing.
const manyInOne = 20

// refusalOf returns what the preview says of a file that was not taken, or not whole.
func refusalOf(r intake.Refusal, file string) dialog.Refused {
	x := dialog.Refused{Path: r.Path, File: file}
	blocks, rest := intake.Left(r.Err)
	if rest != nil {
		x = explain.Refusal(r.Path, file, rest)
	}
	x.Text, x.Partial, x.More = mayBeText(r), errors.As(r.Err, new(article.LeftOut)), blocks
	return x
}

// mayBeText reports whether a file that was refused is called a text and could
// be read in another encoding.
func mayBeText(r intake.Refusal) bool {
	names := []string{".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".json", ".jsonl", ".ndjson"}
	return slices.Contains(names, strings.ToLower(filepath.Ext(r.Path))) &&
		(errors.Is(r.Err, model.ErrDamaged) || errors.Is(r.Err, model.ErrBinary))
}

// fileOf gives the file that something lies in.
func fileOf(files []intake.File, path string) string {
	for _, f := range files {
		if f.Holds(path) {
			return f.Path
		}
	}
	return path
}

func tableOf(path string, t article.Table) *dialog.Table {
	out := &dialog.Table{Path: path, Key: t.Key, Names: t.Names, First: t.First, Columns: map[string]string{}, DateOrder: t.DateOrder}
	if t.Columns.Dates != "" {
		out.Columns[dialog.Dates] = t.Columns.Dates
	}
	for _, field := range article.Fields() {
		if column := t.Columns.Column(field); column != "" {
			out.Columns[field] = column
		}
	}
	return out
}

func draftOf(a rehearse.Article) *dialog.Draft {
	d := &dialog.Draft{
		Path: a.ImportPath, Article: a.Article, Within: a.Within, RunnerUp: a.RunnerUp, Known: a.Known, Twin: a.Twin,
		Sentences: a.Sentences(), Divided: a.Metadata.Language, Opening: strings.Join(a.Opening(), "\n"),
	}
	for _, u := range a.Asides() {
		d.Asides = append(d.Asides, dialog.Aside{Kind: panel.KindName(u.Kind), Text: shortened(u.Span.Of(a.Text)), Span: u.Span})
	}
	const most = 3
	for _, s := range a.Similar[:min(len(a.Similar), most)] {
		d.Similar = append(d.Similar, dialog.Similar{
			Heading: s.Article.Heading(), Outlet: s.Article.Metadata.Outlet, InProject: s.InProject, Alike: s.Alike,
		})
	}
	return d
}

// shortened gives the white space in a line as one space each, and at most so
// much of it as a preview shows.
func shortened(text string) string {
	const most = 300
	line := strings.Join(strings.Fields(text), " ")
	if len(line) <= most {
		return line
	}
	return strings.TrimSpace(strings.ToValidUTF8(line[:most], "")) + "…"
}

// again implements dialog.Preview.Again.
func (r *rehearsal) again(ctx context.Context, what dialog.Rereading, progress func(dialog.Step)) (*dialog.Preview, error) {
	next := &rehearsal{heard: r.heard, mapped: r.mapped, headlinesAside: r.headlinesAside}
	if what.Mapping != nil {
		next.mapped = maps.Clone(r.mapped)
		next.mapped[what.Mapping.Key] = columnsOf(*what.Mapping)
	}
	found := &dialog.Preview{}
	add := func(file, encoding, language string, wanted func(string) bool) error {
		progress(dialog.Step{What: filepath.Base(file)})
		how := manner{encoding: encoding, language: language, divided: what.Divisions, allBlocks: what.AllBlocks}
		some, err := next.read(ctx, []intake.File{fileAt(file)}, how, wanted, progress)
		if err == nil {
			found.Drafts, found.Refused, found.Tables = append(found.Drafts, some.Drafts...), append(found.Refused, some.Refused...), append(found.Tables, some.Tables...)
		}
		return err
	}
	for _, d := range what.Drafts {
		if err := add(d.File, d.Encoding, d.Article.Metadata.Language, func(path string) bool { return path == d.Path }); err != nil {
			return nil, err
		}
	}
	for _, s := range what.Sources {
		within := s.Holds
		r.heard.Forget(within)
		if err := add(s.File, what.Encoding, "", within); err != nil {
			return nil, err
		}
	}
	r.mapped = next.mapped
	return found, nil
}

// fileAt gives a file to be read again. What is wrong with it now, reading it
// says.
func fileAt(path string) intake.File {
	f := intake.File{Path: path}
	if info, err := os.Stat(path); err == nil {
		f.Size = info.Size()
	}
	return f
}

// Import implements ui.Project.
func (p project) Import(ctx context.Context, analyst string, preview *dialog.Preview, progress func(dialog.Step)) (ui.Imported, error) {
	var report ui.Imported
	tagged, err := p.TagsHeadlines()
	if err != nil {
		return report, err
	}
	im := &adder{
		drafts: preview.Wanted(), mapped: mapped(preview.Mappings), report: &report, progress: progress,
		divided: preview.Divisions, allBlocks: preview.AllBlocks, headlinesAside: !tagged,
	}
	result, err := p.Project.Import(ctx, im.documents(ctx), storage.ImportOptions{
		Analyst: analyst, Batch: rand.Text(),
		Landed: func(l storage.Landing) {
			if l.Change.ID != 0 {
				report.Changes = append(report.Changes, l.Change.Packed())
			}
			if report.First == "" && len(l.Added) > 0 {
				report.First = l.Added[0]
			}
		},
	})
	report.Added, report.Known = result.Added, result.Known
	return report, err
}

// adder imports the drafts of a preview.
type adder struct {
	drafts    []*dialog.Draft
	mapped    map[string]article.Columns
	divided   dialog.Divisions
	allBlocks map[string]bool
	report    *ui.Imported
	progress  func(dialog.Step)

	headlinesAside bool // see intake.Options

	wanted map[model.ArticleID]*dialog.Draft // and not read yet
	why    map[string]dialog.Refused
	done   int
}

// pass is some files that are read in one way.
type pass struct {
	encoding string
	files    []intake.File
}

// passes gives the drafts' files, each once for every encoding that it is to be
// read in.
func (im *adder) passes() []pass {
	var out []pass
	seen := map[[2]string]bool{}
	for _, d := range im.drafts {
		if key := [2]string{d.File, d.Encoding}; seen[key] {
			continue
		} else {
			seen[key] = true
		}
		if n := len(out); n == 0 || out[n-1].encoding != d.Encoding {
			out = append(out, pass{encoding: d.Encoding})
		}
		last := &out[len(out)-1]
		last.files = append(last.files, fileAt(d.File))
	}
	return out
}

// documents reads the drafts' files again, and gives the drafts' articles in
// them as they were corrected.
func (im *adder) documents(ctx context.Context) iter.Seq[*model.Document] {
	return func(yield func(*model.Document) bool) {
		im.wanted, im.why = map[model.ArticleID]*dialog.Draft{}, map[string]dialog.Refused{}
		for _, d := range im.drafts {
			im.wanted[d.Article.ID] = d
		}
		for _, p := range im.passes() {
			if !im.pass(ctx, p, yield) {
				return
			}
		}
		for _, d := range im.drafts {
			if im.wanted[d.Article.ID] == d && ctx.Err() == nil {
				im.report.Refused = append(im.report.Refused, im.missed(d))
			}
		}
	}
}

func (im *adder) pass(ctx context.Context, p pass, yield func(*model.Document) bool) bool {
	how := manner{encoding: p.encoding, divided: im.divided, allBlocks: im.allBlocks, headlinesAside: im.headlinesAside}
	refuse := func(r intake.Refusal) { im.why[r.Path] = explain.Refusal(r.Path, r.Path, r.Err) }
	shown := partly{show: im.progress}
	opts := how.options(im.mapped)
	opts.Progress = shown.seen
	for doc := range intake.Documents(ctx, p.files, opts, refuse) {
		d := im.wanted[doc.ID]
		if d == nil || d.Encoding != p.encoding || d.Path != doc.ImportPath {
			continue // left out by the analyst, or read in another pass, or the same bytes are
		}
		delete(im.wanted, doc.ID)
		shown.step(d.File, dialog.Step{Done: im.done, Total: len(im.drafts), What: filepath.Base(d.Path)})
		im.done++
		intake.Correction{Metadata: d.Article.Metadata, Restored: d.Restored()}.Apply(doc)
		if !yield(doc) {
			return false
		}
	}
	return true
}

// missed is why a draft was not read again.
func (im *adder) missed(d *dialog.Draft) dialog.Refused {
	for _, path := range []string{d.Path, d.Source().Path, d.File} {
		if r, ok := im.why[path]; ok {
			r.Path = d.Path
			return r
		}
	}
	return dialog.Refused{Path: d.Path, File: d.File, Why: lang.L("It has changed since it was read."), Out: lang.L("Add it again.")}
}

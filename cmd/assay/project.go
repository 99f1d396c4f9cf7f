package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/intake"
	"assay.app/assay/ui"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
)

// project is a project file as the window knows it.
type project struct{ *storage.Project }

var _ ui.Project = project{}

// Preview implements ui.Project. It keeps no texts: Import reads the files
// again.
func (p project) Preview(ctx context.Context, paths []string, progress func(dialog.Step)) (*dialog.Preview, error) {
	files, refused, err := intake.Find(ctx, paths)
	if err != nil {
		return nil, err
	}
	preview := &dialog.Preview{}
	for _, r := range refused {
		preview.Refused = append(preview.Refused, dialog.Refused{Path: r.Path, Why: ui.Why(r.Err)})
	}
	refuse := func(r intake.Refusal) {
		preview.Refused = append(preview.Refused, dialog.Refused{Path: r.Path, Why: ui.Why(r.Err)})
	}
	seen, at := map[model.ArticleID]bool{}, 0
	for doc := range intake.Documents(ctx, files, intake.Options{}, refuse) {
		for at+1 < len(files) && !files[at].Holds(doc.ImportPath) {
			at++
		}
		progress(dialog.Step{Done: at, Total: len(files), What: filepath.Base(doc.ImportPath)})
		known, err := p.Project.Has(doc.ID)
		if err != nil {
			return nil, err
		}
		d := draft(doc, known || seen[doc.ID])
		d.File = files[at].Path
		preview.Drafts = append(preview.Drafts, d)
		seen[doc.ID] = true
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return preview, nil
}

// openingBytes bounds how much of an article a preview shows.
const openingBytes = 600

func draft(doc *model.Document, known bool) *dialog.Draft {
	d := &dialog.Draft{Path: doc.ImportPath, Article: doc.Article, Known: known}
	for _, u := range doc.Units {
		text := u.Span.Of(doc.Text)
		if u.Kind == model.UnitSentence {
			d.Sentences++
			if room := openingBytes - len(d.Opening); room > 0 {
				d.Opening += strings.ToValidUTF8(text[:min(len(text), room)], "") + " "
			}
			continue
		}
		d.Asides = append(d.Asides, panel.KindName(u.Kind)+": "+model.Excerpt(text))
	}
	return d
}

// Import implements ui.Project.
func (p project) Import(ctx context.Context, analyst string, preview *dialog.Preview, progress func(dialog.Step)) (ui.Imported, error) {
	var report ui.Imported
	result, err := p.Project.Import(ctx, documents(ctx, preview.Wanted(), &report, progress), storage.ImportOptions{
		Analyst: analyst, Batch: rand.Text(),
		Landed: func(l storage.Landing) {
			if l.Change.ID != 0 {
				report.Changes = append(report.Changes, l.Change)
			}
			if report.First == "" && len(l.Added) > 0 {
				report.First = l.Added[0]
			}
		},
	})
	report.Added, report.Known = result.Added, result.Known
	return report, err
}

// documents reads the drafts' files again, and gives the drafts' articles in
// them.
func documents(ctx context.Context, drafts []*dialog.Draft, report *ui.Imported, progress func(dialog.Step)) iter.Seq[*model.Document] {
	return func(yield func(*model.Document) bool) {
		wanted, files := map[model.ArticleID]*dialog.Draft{}, []intake.File(nil)
		for _, d := range drafts {
			wanted[d.Article.ID] = d
			if n := len(files); n == 0 || files[n-1].Path != d.File {
				f := intake.File{Path: d.File}
				if info, err := os.Stat(d.File); err == nil { // else reading it says what is wrong
					f.Size = info.Size()
				}
				files = append(files, f)
			}
		}
		why := map[string]string{}
		refuse := func(r intake.Refusal) { why[r.Path] = ui.Why(r.Err) }
		done := 0
		for doc := range intake.Documents(ctx, files, intake.Options{}, refuse) {
			d := wanted[doc.ID]
			if d == nil {
				continue // left out by the analyst
			}
			delete(wanted, doc.ID)
			progress(dialog.Step{Done: done, Total: len(drafts), What: filepath.Base(d.Path)})
			done++
			doc.Metadata = d.Article.Metadata
			if !yield(doc) {
				return
			}
		}
		for _, d := range drafts {
			if wanted[d.Article.ID] != d || ctx.Err() != nil {
				continue
			}
			report.Refused = append(report.Refused, dialog.Refused{Path: d.Path, Why: cmp.Or(why[d.Path], why[d.File],
				lang.L("{{.Path}} has changed since it was read; add it again", map[string]any{"Path": d.Path}))})
		}
	}
}

// Load implements ui.Project.
func (p project) Load(ctx context.Context, analyst, path string) (ui.Loaded, error) {
	file, err := os.Open(path)
	if err != nil {
		return ui.Loaded{}, fmt.Errorf("load %s: %w", path, err)
	}
	defer file.Close()
	set, err := exchange.Read(file)
	if err != nil {
		return ui.Loaded{}, fmt.Errorf("load %s: %w", path, err)
	}
	// What is queued comes first: the load is planned by what the file holds.
	if err := p.Project.Flush(ctx); err != nil {
		return ui.Loaded{}, err
	}
	done, err := exchange.Load(ctx, p.Project, set, analyst)
	report := ui.Loaded{
		Added: len(done.Added), Changed: len(done.Merged), Unchanged: len(done.Unchanged),
		Annotations: done.Annotations, Notes: done.Notes, Conflicts: done.Conflicts, Changes: done.Changes,
	}
	for _, r := range done.Refused {
		report.Refused = append(report.Refused, dialog.Refused{Path: r.Article.Heading(), Why: ui.Why(r.Err)})
	}
	return report, err
}

// Export implements ui.Project.
func (p project) Export(ctx context.Context, path string, only model.ArticleID, progress func(dialog.Step)) (ui.Exported, error) {
	opts := exchange.Options{Generator: "Assay " + model.Version}
	if only != "" {
		opts.Articles = []model.ArticleID{only}
	}
	if err := p.Project.Flush(ctx); err != nil {
		return ui.Exported{}, err
	}
	progress(dialog.Step{What: filepath.Base(path)})
	n, err := exchange.ExportFile(ctx, path, p.Project, opts)
	return exported(n), err
}

func exported(n exchange.Count) ui.Exported {
	return ui.Exported{Articles: n.Articles, Sentences: n.Sentences, Annotations: n.Annotations, Notes: n.Notes, Bytes: n.Bytes}
}

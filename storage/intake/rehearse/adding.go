package rehearse

import (
	"cmp"
	"context"
	"crypto/rand"
	"iter"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/listing"
)

// Import adds the wanted drafts of a preview to a project, in the name of analyst.
// It reads their files again. If it returns an error, the result still has what was
// added.
func Import(ctx context.Context, p *storage.Project, analyst string, preview *draft.Preview, progress func(draft.Step)) (draft.Added, error) {
	var added draft.Added
	tagged, err := p.TagsHeadlines()
	if err != nil {
		return added, err
	}
	a := &adder{
		drafts: preview.Wanted(), columns: columnsByKey(preview.Mappings), added: &added, progress: progress,
		manner: manner{divided: preview.Divisions, allBlocks: preview.AllBlocks, headlinesAside: !tagged},
	}
	result, err := p.Import(ctx, a.documents(ctx), storage.ImportOptions{
		Analyst: analyst, Batch: rand.Text(),
		Landed: func(l storage.Landing) { landed(&added, l) },
	})
	added.Added, added.Known = result.Added, result.Known
	return added, err
}

// adder imports the drafts of a preview.
type adder struct {
	drafts   []*draft.Article
	columns  map[string]article.Columns // keys are those of table.Key
	manner   manner                     // the encoding differs from draft to draft
	added    *draft.Added
	progress func(draft.Step)

	wanted map[model.ArticleID]*draft.Article // drafts not read yet
	why    map[string]error                   // errors by refused path
	done   int
}

// pass is a set of files that are read in one encoding.
type pass struct {
	encoding string
	files    []listing.File
}

// passes returns the drafts' files, each once for every encoding it is read in.
func (a *adder) passes() []pass {
	var out []pass
	seen := map[[2]string]bool{}
	for _, d := range a.drafts {
		key := [2]string{d.File, d.Encoding}
		if seen[key] {
			continue
		}
		seen[key] = true
		if n := len(out); n == 0 || out[n-1].encoding != d.Encoding {
			out = append(out, pass{encoding: d.Encoding})
		}
		last := &out[len(out)-1]
		last.files = append(last.files, fileAt(d.File))
	}
	return out
}

// documents reads the drafts' files again and yields the wanted articles, with the
// analyst's corrections.
func (a *adder) documents(ctx context.Context) iter.Seq[*model.Document] {
	return func(yield func(*model.Document) bool) {
		a.wanted, a.why = map[model.ArticleID]*draft.Article{}, map[string]error{}
		for _, d := range a.drafts {
			a.wanted[d.Article.ID] = d
		}
		for _, p := range a.passes() {
			if !a.pass(ctx, p, yield) {
				return
			}
		}
		for _, d := range a.drafts {
			if a.wanted[d.Article.ID] == d && ctx.Err() == nil {
				a.added.Refused = append(a.added.Refused, a.missed(d))
			}
		}
	}
}

// pass yields the wanted articles of one pass. It reports whether yield wants more.
func (a *adder) pass(ctx context.Context, p pass, yield func(*model.Document) bool) bool {
	how := a.manner
	how.encoding = p.encoding
	refuse := func(r listing.Refusal) { a.why[r.Path] = r.Err }
	shown := progressOf{show: a.progress}
	opts := how.options(a.columns)
	opts.Progress = shown.bytes
	for doc := range intake.Documents(ctx, p.files, opts, refuse) {
		d := a.wanted[doc.ID]
		if d == nil || d.Encoding != p.encoding || d.Path != doc.ImportPath {
			continue // unselected by the analyst, read in another pass, or identical to a draft
		}
		delete(a.wanted, doc.ID)
		shown.article(d.File, draft.Step{Done: a.done, Total: len(a.drafts), Path: d.Path})
		a.done++
		intake.Correction{Metadata: d.Article.Metadata, Restored: d.Restored()}.Apply(doc)
		doc.ImportPath = cmp.Or(d.Kept, doc.ImportPath)
		if !yield(doc) {
			return false
		}
	}
	return true
}

// missed returns the refusal of a draft that was not found when its file was read
// again.
func (a *adder) missed(d *draft.Article) draft.Refused {
	for _, path := range []string{d.Path, d.Source().Path, d.File} {
		if err, ok := a.why[path]; ok {
			return draft.Refused{Path: d.Path, File: path, Err: err}
		}
	}
	return draft.Refused{Path: d.Path, File: d.File, Err: model.ErrChangedSince}
}

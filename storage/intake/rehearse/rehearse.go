// Package rehearse previews imports and carries them out. A preview shows the
// articles in files, and which of them the project already has, exactly or nearly.
package rehearse

import (
	"context"
	"iter"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/listing"
)

// Rehearsal is a trial run of an import. It compares each article with those of the
// project and with those that it read before.
type Rehearsal struct {
	project *storage.Project
	seen    map[model.ArticleID]string // import path of the first article with these bytes
	alike   Likeness
}

// Article is one article that would be imported.
type Article struct {
	*model.Document
	Known   bool            // an article of the project has the same bytes
	Twin    string          // the import path of an earlier article with the same bytes; "" if there is none
	Similar []draft.Similar // articles with nearly the same text, the most similar first
	Offer   draft.Offer     // the article that this one is probably a newer version of
}

// New begins a rehearsal for a project or, if project is nil, for one that does not
// exist yet. It reads all texts of the project, sketches them on every processor,
// and reports its progress in articles. The error is the project's or that of ctx.
func New(ctx context.Context, project *storage.Project, progress func(done, total int)) (*Rehearsal, error) {
	r := &Rehearsal{project: project, seen: map[model.ArticleID]string{}}
	if project == nil {
		return r, nil
	}
	if err := r.alike.Learn(ctx, project, progress); err != nil {
		return nil, err
	}
	return r, nil
}

// Each reads files and yields the articles in them, as intake.Documents does. If
// the project or ctx fails, Each yields the error and ends.
func (r *Rehearsal) Each(ctx context.Context, files []listing.File, opts intake.Options, refuse func(listing.Refusal)) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		opts.Made = r.alike.Made
		for doc := range intake.Documents(ctx, files, opts, refuse) {
			a, err := r.compare(doc)
			if !yield(a, err) || err != nil {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Article{}, err)
		}
	}
}

// compare compares an article with all articles before it.
func (r *Rehearsal) compare(doc *model.Document) (Article, error) {
	a := Article{Document: doc}
	var again bool
	if a.Twin, again = r.seen[doc.ID]; !again {
		r.seen[doc.ID] = doc.ImportPath
	}
	if r.project != nil {
		var err error
		if a.Known, err = r.project.Has(doc.ID); err != nil {
			return a, err
		}
	}
	a.Similar, a.Offer = r.alike.Compare(doc, !again && !a.Known)
	if a.Known {
		a.Offer = draft.Offer{}
	}
	return a, nil
}

// Forget drops the articles read so far with an import path for which the function
// returns true, so that they can be read again with other options.
func (r *Rehearsal) Forget(which func(importPath string) bool) {
	r.alike.Forget(func(a model.Article) bool { return which(a.ImportPath) })
	for id, path := range r.seen {
		if which(path) {
			delete(r.seen, id)
		}
	}
}

// openingBytes is the maximum length of the text that Opening returns, in bytes.
const openingBytes = 600

// cut marks where Opening ends before the text does.
const cut = "…"

// Opening returns the first sentences of the article, up to openingBytes, with a
// string for each paragraph. The last one ends in "…" if sentences follow, or if the
// first sentence alone is too long.
func (a Article) Opening() (paragraphs []string) {
	room, last := openingBytes-len(" "+cut), -1
	for _, u := range a.Units {
		if u.Kind != model.UnitSentence {
			continue
		}
		text := strings.Join(strings.Fields(u.Span.Of(a.Text)), " ")
		long := len(text) > room
		switch {
		case long && len(paragraphs) > 0:
			paragraphs[len(paragraphs)-1] += " " + cut
			return paragraphs
		case long:
			return []string{shortenedTo(text, room)}
		case u.Paragraph == last:
			paragraphs[len(paragraphs)-1] += " " + text
		default:
			paragraphs = append(paragraphs, text)
		}
		last = u.Paragraph
		room -= len(text) + 1
	}
	return paragraphs
}

// Sentences returns the number of units that are sentences.
func (a Article) Sentences() int { return len(a.Units) - len(a.Asides()) }

// Asides returns the units that are set aside.
func (a Article) Asides() []model.Unit {
	var out []model.Unit
	for _, u := range a.Units {
		if u.Kind != model.UnitSentence {
			out = append(out, u)
		}
	}
	return out
}

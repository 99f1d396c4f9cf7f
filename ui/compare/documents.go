package compare

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
)

// documents keeps articles whose paragraphs are shown. Articles are read on another goroutine.
type documents struct {
	c     *Controller
	all   map[model.ArticleID]*model.Document // nil for an article that is gone
	asked map[model.ArticleID]bool
}

// mostDocuments is the number of articles that are kept.
const mostDocuments = 48

// forget drops all articles, which may have changed.
func (d *documents) forget() { d.all, d.asked = nil, nil }

// of returns an article, or nil if it has not been read.
func (d *documents) of(id model.ArticleID) *model.Document {
	if doc := d.c.win.Session().Document(); doc != nil && doc.ID == id {
		return doc
	}
	return d.all[id]
}

// want reads articles that are not there yet, and then shows the mentions again.
func (d *documents) want(ids []model.ArticleID) {
	var missing []model.ArticleID
	for _, id := range ids {
		if _, read := d.all[id]; !read && !d.asked[id] && d.of(id) == nil {
			missing = append(missing, id)
			if d.asked == nil {
				d.asked = map[model.ArticleID]bool{}
			}
			d.asked[id] = true
		}
	}
	if len(missing) == 0 {
		return
	}
	p, ctx := d.c.project, d.c.ctx
	d.c.win.Go(func() {
		read, err := readAll(ctx, p, missing)
		d.c.win.Post(func() {
			if ctx.Err() != nil {
				return
			}
			if len(d.all) > mostDocuments || d.all == nil {
				d.all = map[model.ArticleID]*model.Document{}
			}
			for id, doc := range read {
				d.all[id] = doc
			}
			for _, id := range missing {
				delete(d.asked, id)
			}
			if err != nil {
				d.c.win.Report(err)
				return
			}
			d.c.view.mentions.Refresh()
		})
	})
}

// readAll reads articles. Those that were removed are nil.
func readAll(ctx context.Context, p Project, ids []model.ArticleID) (map[model.ArticleID]*model.Document, error) {
	read := map[model.ArticleID]*model.Document{}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return read, err
		}
		doc, err := p.Document(id)
		if err != nil && !errors.Is(err, model.ErrNoArticle) {
			return read, err
		}
		read[id] = doc
	}
	return read, nil
}

// mostAround is how many bytes of a paragraph are shown before and after a sentence, and
// mostSentence how many of a sentence.
const (
	mostAround   = 1500
	mostSentence = 6000
)

// paragraph returns the paragraph of a sentence, and the sentence as a span of it. Of a very
// long paragraph it returns the part around the sentence.
func paragraph(doc *model.Document, sentence model.Span) (string, model.Span) {
	around := sentence
	for _, p := range doc.Paragraphs {
		if p.Start <= sentence.Start && sentence.Start < p.End {
			around = model.Span{Start: p.Start, End: max(p.End, sentence.End)}
			break
		}
	}
	around.Start = max(around.Start, sentence.Start-mostAround)
	around.End = min(around.End, sentence.Start+mostSentence, sentence.End+mostAround, len(doc.Text))
	if around.Start >= around.End {
		return "", model.Span{}
	}
	text := doc.Text[around.Start:around.End]
	from := 0
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	text = strings.ToValidUTF8(text[from:], "")
	start := sentence.Start - around.Start - from
	return text, model.Span{Start: start, End: min(start+sentence.Len(), len(text))}
}

package exchange

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/crew"
	"assay.app/assay/storage/exchange/schema"
)

// page is an article as text, or the error that ends the export.
type page struct {
	text     *[]byte // from the pool of the export
	mentions []foundMention
	err      error
}

// body writes the articles, collects their mentions and reports whether there are any
// articles.
func (e *exporter) body(ctx context.Context, articles []listed) (some bool, err error) {
	buffers := &sync.Pool{New: func() any { return new([]byte) }}
	var recorders []*recorder
	var adding sync.Mutex
	work := crew.Work[listed, page]{
		Items: slices.Values(articles),
		Size:  func(l listed) int64 { return pageBytes + pageFactor*int64(l.size) },
		Worker: func() func(listed) page {
			p := &pager{recorder: newRecorder(e.opts, e.general), src: e.src, buffers: buffers}
			adding.Lock()
			defer adding.Unlock()
			recorders = append(recorders, p.recorder)
			return p.page
		},
	}
	for p := range work.Results(ctx) {
		if p.err != nil {
			return some, p.err
		}
		before := "\n    "
		if some {
			before = ",\n    "
		}
		if err := e.raw(before); err != nil {
			return some, err
		}
		written, err := e.w.Write(*p.text)
		e.count.Bytes += int64(written)
		if err != nil {
			return some, err
		}
		buffers.Put(p.text)
		e.mentioned = append(e.mentioned, p.mentions...)
		some = true
	}
	for _, r := range recorders {
		e.count.Articles += r.count.Articles
		e.count.Sentences += r.count.Sentences
		e.count.Annotations += r.count.Annotations
		e.count.Notes += r.count.Notes
		maps.Copy(e.analysts, r.analysts)
		maps.Copy(e.others, r.others)
	}
	return some, ctx.Err()
}

// An article of n bytes of text takes about pageFactor*n bytes of memory while it is
// exported, but at least pageBytes.
const (
	pageBytes  = 16 << 10
	pageFactor = 8
)

// pager turns articles into pages. Each goroutine of an export has its own.
type pager struct {
	*recorder
	src     Source
	buffers *sync.Pool
}

// page returns an article in the layout of sets, indented for a list of articles.
func (p *pager) page(l listed) page {
	made := page{text: p.buffers.Get().(*[]byte)}
	if err := p.fill(&made, l.id); err != nil {
		return page{err: fmt.Errorf("article %s: %w", l.id, err)}
	}
	return made
}

// fill sets the text and the mentions of a page to those of an article.
func (p *pager) fill(to *page, id model.ArticleID) error {
	doc, err := p.src.Document(id)
	if err != nil {
		return err
	}
	if err := schema.Sound(doc); err != nil {
		return err
	}
	if p.opts.Selection != nil {
		doc = narrowed(doc, p.opts.Selection.Hits)
	}
	all, err := p.src.Versions(id)
	if err != nil {
		return err
	}
	article, err := p.article(doc, all)
	if err != nil {
		return err
	}
	to.mentions = p.allMentions(doc, schema.NewOffsets(doc.Text).Span)
	*to.text, err = schema.LayOutArticle((*to.text)[:0], &article, 2)
	p.count.Articles++
	return err
}

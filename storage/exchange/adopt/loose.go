package adopt

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// composed returns a document with a text that is put together from the quotes of its marks, each a paragraph, so
// that no two become one sentence. Marks on one sentence have the same Sentence, or follow one another.
func composed(d *peer.Document) *peer.Document {
	out := *d
	out.Marks = slices.Clone(d.Marks)
	if !slices.ContainsFunc(out.Marks, func(m peer.Mark) bool { return !m.Whole && m.Sentence == "" }) {
		slices.SortStableFunc(out.Marks, func(a, b peer.Mark) int { return cmp.Compare(startOf(a), startOf(b)) })
	}
	var text strings.Builder
	var last *peer.Mark
	for i := range out.Marks {
		m := &out.Marks[i]
		switch {
		case m.Whole:
			continue
		case last != nil && sameSentence(m, last):
			m.Span = last.Span
		default:
			if text.Len() > 0 {
				text.WriteString("\n\n")
			}
			m.Span.Start = text.Len()
			text.WriteString(m.Quote)
			m.Span.End = text.Len()
		}
		last = m
	}
	out.Text = text.String()
	return &out
}

// sameSentence reports whether two marks that follow one another are on one sentence.
func sameSentence(a, b *peer.Mark) bool {
	return a.Sentence == b.Sentence && (a.Sentence != "" || a.Quote == b.Quote)
}

// startOf returns the offset at which the sentence of a mark begins in its article, or −1.
func startOf(m peer.Mark) int {
	_, span, _ := strings.Cut(m.Sentence, ":")
	start, _, _ := strings.Cut(span, "-")
	return number(start)
}

// found is a sentence of the project.
type found struct {
	article model.ArticleID
	span    model.Span
}

// search finds the sentences of documents that name no article, in all articles. Marks whose text is no whole
// sentence of the project are listed as lost.
func (m *matching) search(ctx context.Context) error {
	if len(m.loose) == 0 {
		return nil
	}
	places := map[[32]byte][]found{}
	for _, d := range m.loose {
		for i := range d.Marks {
			places[squeezed(d.Marks[i].Quote)] = nil
		}
	}
	err := m.pl.store.EachText(ctx, func(t storage.Text) error {
		s, err := t.Structure()
		if err != nil {
			return err
		}
		for _, u := range s.Units {
			key := squeezed(string(t.Bytes[u.Span.Start:u.Span.End]))
			if list, wanted := places[key]; wanted {
				places[key] = append(list, found{t.Article, u.Span})
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("search for the sentences: %w", err)
	}
	for _, d := range m.loose {
		m.spread(d, places)
	}
	return nil
}

// squeezed returns the hash of a text without white space.
func squeezed(text string) [32]byte { return sha256.Sum256([]byte(newPlainText(text).text)) }

// spread divides a document among the articles that have its sentences. Of several places of a sentence it takes
// the next one in the article of the mark before.
func (m *matching) spread(d *peer.Document, places map[[32]byte][]found) {
	parts := map[model.ArticleID]*peer.Document{}
	var order []*peer.Document
	rest := &peer.Document{Name: d.Name}
	var at found
	for _, mark := range d.Marks {
		list := places[squeezed(mark.Quote)]
		if len(list) == 0 {
			rest.Marks = append(rest.Marks, mark)
			continue
		}
		next := slices.IndexFunc(list, func(f found) bool { return f.article == at.article && f.span.Start >= at.span.Start })
		at = list[max(0, next)]
		if parts[at.article] == nil {
			parts[at.article] = &peer.Document{Name: d.Name, Article: at.article}
			order = append(order, parts[at.article])
		}
		mark.Sentence, mark.Quote = schema.SentenceID(at.article, at.span), ""
		parts[at.article].Marks = append(parts[at.article].Marks, mark)
	}
	for _, part := range order {
		m.take(part.Article, nil, part)
	}
	if len(rest.Marks) > 0 {
		m.lose(rest, "no article of the project has this sentence; import the articles first")
	}
}

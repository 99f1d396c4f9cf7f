package webannotation

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/loose"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// readHypothesis reads an answer of the search of Hypothesis, an export of its browser extension, or
// annotations in a list.
func readHypothesis(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	name, data, err := files.First(".json", ".jsonl")
	if err != nil {
		return nil, err
	}
	h := hypothesisReader{reader: newReader(offset.UTF16), byID: map[string]selection{}}
	err = loose.Walk(data, []string{"rows", "annotations", "replies"}, func(n int, a loose.Value) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := h.annotation(a); err != nil {
			return fmt.Errorf("annotation %d: %w", n, err)
		}
		return nil
	})
	if err == nil {
		h.answer()
		err = h.finish()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return h.batch, nil
}

type hypothesisReader struct {
	*reader
	byID    map[string]selection // of annotations that are not replies
	replies []reply
}

// reply is an annotation that answers another one.
type reply struct {
	part *part
	to   []string // the ids of those above it, the first one first
}

// annotation reads an annotation.
func (h *hypothesisReader) annotation(a loose.Value) error {
	uri := a.Get("uri", "url").Text()
	if !a.IsObject() || uri == "" {
		return model.Damaged("it has no uri")
	}
	own := a.Get("assay")
	article := model.ArticleID("")
	if id := own.Get("article").Text(); len(id) == model.ArticleIDLen {
		article = model.ArticleID(id)
	}
	t := h.target(article, uri)
	if title := a.Get("document").Get("title").Texts(); title != nil && t.doc.Metadata.Title == "" {
		t.doc.Metadata.Title, t.doc.Name = title[0], title[0]
	}
	var s selection
	for _, one := range a.Get("target").List() {
		if s = selected(one.Get("selector"), deepest); s.hasQuote || s.hasPosition {
			break
		}
	}
	s.hasPosition = false // it counts in the page, which the file lacks
	id := a.Get("id").Text()
	m := peer.Mark{At: cmp.Or(id, uri), Analyst: userOf(a), Time: a.Get("updated", "created").Time(), Sentence: own.Get("sentence").Text()}
	if !s.hasQuote {
		m.Sentence = "" // it is on the whole page now
	}
	tagged(&m, a.Get("tags").Texts(), own)
	if text := strings.TrimSpace(a.Get("text").Text()); text != "" {
		m.Notes = append(m.Notes, peer.Note{ID: own.Get("note").Text(), Text: a.Get("text").Text(), Time: m.Time})
	}
	if len(m.Labels)+len(m.Notes)+len(m.Phrases) == 0 && m.Grade.IsZero() {
		h.counts["left out: %d highlights that say nothing"]++
		return nil
	}
	p := &part{Mark: m, selection: s}
	t.parts = append(t.parts, p)
	if to := a.Get("references").Texts(); to != nil {
		h.replies = append(h.replies, reply{p, to})
	} else if id != "" {
		h.byID[id] = s
	}
	return nil
}

// userOf returns the name of the author: the one to show, or that of the account.
func userOf(a loose.Value) string {
	account := strings.TrimPrefix(a.Get("user").Text(), "acct:")
	if at := strings.LastIndexByte(account, '@'); at > 0 {
		account = account[:at]
	}
	return cmp.Or(a.Get("user_info").Get("display_name").Text(), account)
}

// tagged adds tags to a mark: those that the field "assay" explains as what they are, and others as
// labels.
func tagged(m *peer.Mark, tags []string, own loose.Value) {
	labels, phrases, grade := own.Get("labels"), own.Get("phrases").Texts(), own.Get("grade").Text()
	phrases = phrases[:min(len(phrases), mostCompared)]
	given := map[string]bool{}
	for _, tag := range tags {
		switch at := slices.Index(phrases, tag); {
		case labels.Get(tag).IsText() && !given[tag]:
			given[tag] = true
			addNew(&m.Labels, labels.Get(tag).Text())
		case at >= 0:
			m.Phrases = append(m.Phrases, tag)
			phrases = slices.Delete(phrases, at, at+1)
		case tag == grade && m.Grade.IsZero() && gradeOf(tag) != model.Grade{}:
			m.Grade, m.Basis = gradeOf(tag), own.Get("basis").Text()
		default:
			addNew(&m.Labels, tag)
		}
	}
}

// answer gives replies the part of the text that the annotation has which they answer.
func (h *hypothesisReader) answer() {
	for _, r := range h.replies {
		h.counts["%d replies were read as notes on what they reply to"]++
		if s, known := h.byID[r.to[0]]; known && !r.part.hasQuote {
			r.part.selection = s
		}
	}
}

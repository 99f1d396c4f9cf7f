package matches

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/match"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// article is an article of the corpus with its sentences.
type article struct {
	model.Article
	text  match.Text
	spans []model.Span // of the sentences, in bytes of the article's text
}

// atOnce is how many articles are read in one transaction. While a transaction lasts, the
// file cannot outgrow its map or be closed.
const atOnce = 64

// corpus reads all articles of the corpus. Changes are saved as usual meanwhile.
func (p *Project) corpus(ctx context.Context, progress func(done, of int)) (map[model.ArticleID]*article, error) {
	all := map[model.ArticleID]*article{}
	for next, whole := uint64(0), false; !whole; {
		err := p.View("read the sentences", func(tx ledger.Tx) error {
			last, err := ledger.LastNumber(ledger.BucketOf(tx, ledger.BucketArticles))
			if err != nil {
				return err
			}
			c := ledger.BucketOf(tx, ledger.BucketArticles).Cursor()
			key, stored, err := c.Seek(ledger.Key64(next))
			for n := 0; err == nil && key != nil && n < atOnce; n++ {
				if len(key) != 8 {
					return model.Damaged("an article has the key %x", key)
				}
				number := binary.BigEndian.Uint64(key)
				a, err := readStored(tx, key, stored)
				if err != nil {
					return fmt.Errorf("article number %d: %w", number, err)
				}
				if a != nil {
					all[a.ID] = a
				}
				next = number + 1
				key, stored, err = c.Next()
				if err != nil {
					return err
				}
			}
			whole = key == nil
			if progress != nil {
				progress(int(min(next, last)), int(last))
			}
			return err
		})
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// readStored reads an article from its entry. It returns nil if the article was removed.
func readStored(tx ledger.Tx, key, stored []byte) (*article, error) {
	value, err := ledger.Unseal(ledger.BucketArticles, key, stored)
	if err != nil {
		return nil, err
	}
	record, err := codec.DecodeArticle(value)
	if err != nil || record.Removed {
		return nil, err
	}
	return readArticle(tx, key, record)
}

// readArticle reads the text and the sentences of an article.
func readArticle(tx ledger.Tx, key []byte, record codec.Article) (*article, error) {
	a := &article{}
	var err error
	if a.Article, err = record.Article(); err != nil {
		return nil, err
	}
	text, err := ledger.BucketOf(tx, ledger.BucketTexts).Need(key)
	if err != nil {
		return nil, err
	}
	units, err := ledger.BucketOf(tx, ledger.BucketUnits).Need(key)
	if err != nil {
		return nil, err
	}
	structure, err := codec.DecodeStructure(units)
	if err != nil {
		return nil, err
	}
	for _, u := range structure.Units {
		if u.Kind == model.UnitSentence {
			a.spans = append(a.spans, u.Span)
		}
	}
	var ok bool
	if a.text, ok = textOf(a.ID, a.Metadata.Language, text, a.spans); !ok {
		return nil, model.Damaged("a unit is outside the text")
	}
	return a, nil
}

// textOf returns the sentences of an article with a text. ok is false if one is outside of
// the text.
func textOf(id model.ArticleID, language string, text []byte, spans []model.Span) (t match.Text, ok bool) {
	whole := string(text)
	t = match.Text{ID: id, Language: language, Sentences: make([]string, 0, len(spans))}
	for _, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(whole) {
			return t, false
		}
		t.Sentences = append(t.Sentences, s.Of(whole))
	}
	return t, true
}

// some reads some articles. Those that are not in the corpus are nil.
func (p *Project) some(ctx context.Context, ids []model.ArticleID) (map[model.ArticleID]*article, error) {
	all := make(map[model.ArticleID]*article, len(ids))
	for page := range slices.Chunk(ids, atOnce) {
		err := p.View("read changed sentences", func(tx ledger.Tx) error {
			for _, id := range page {
				number, record, err := ledger.FindArticle(tx, id)
				all[id] = nil
				if err == nil && number != 0 && !record.Removed {
					all[id], err = readArticle(tx, ledger.Key64(number), record)
				}
				if err != nil {
					return fmt.Errorf("article %s: %w", id, err)
				}
			}
			return nil
		})
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// past reads articles as they were when the file was written, from those in the corpus or,
// if they were removed or divided again, from their texts. known is false if the project
// lacks one of them.
func (p *Project) past(ctx context.Context, of []kept, corpus map[model.ArticleID]*article) (texts []match.Text, known bool, err error) {
	var others []kept
	for _, k := range of {
		if a := corpus[k.id]; a != nil && a.text.Language == k.language && slices.Equal(a.spans, k.spans) {
			texts = append(texts, a.text)
		} else {
			others = append(others, k)
		}
	}
	known = true
	for page := range slices.Chunk(others, atOnce) {
		err := p.View("read changed sentences", func(tx ledger.Tx) error {
			for _, k := range page {
				number, _, err := ledger.FindArticle(tx, k.id)
				if err != nil {
					return err
				}
				if number == 0 {
					known = false
					return nil
				}
				text, err := ledger.BucketOf(tx, ledger.BucketTexts).Need(ledger.Key64(number))
				if err != nil {
					return err
				}
				t, ok := textOf(k.id, k.language, text, k.spans)
				known = known && ok
				texts = append(texts, t)
			}
			return nil
		})
		if err = cmp.Or(err, ctx.Err()); err != nil || !known {
			return nil, false, err
		}
	}
	return texts, known, nil
}

// end returns the end of the history.
func (p *Project) end() (head ledger.Head, err error) {
	err = p.View("read the end of the history", func(tx ledger.Tx) (err error) {
		head, err = ledger.ReadHead(tx)
		return err
	})
	return head, err
}

// changed returns the articles that the changes after head may have added, removed, divided
// again or described in another language, and the head that they lead to.
func (p *Project) changed(ctx context.Context, head ledger.Head) (ids []model.ArticleID, now ledger.Head, err error) {
	err = p.View("see what is new", func(tx ledger.Tx) error {
		if now, err = ledger.ReadHead(tx); err != nil {
			return err
		}
		seen := map[model.ArticleID]bool{}
		for id := head.Change + 1; id <= now.Change; id++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			value, err := ledger.BucketOf(tx, ledger.BucketHistory).Need(ledger.Key64(id))
			if err != nil {
				return err
			}
			change, err := codec.DecodeChange(id, value)
			if err != nil {
				return fmt.Errorf("change %d: %w", id, err)
			}
			for _, e := range change.Edits {
				switch e.(type) {
				case edit.Units, edit.Presence, edit.Metadata:
					if about := e.About(); !seen[about] {
						seen[about] = true
						ids = append(ids, about)
					}
				case edit.Record: // changes no sentence
				default:
					return model.Damaged("an edit of type %T is not known", e)
				}
			}
		}
		return nil
	})
	return ids, now, err
}

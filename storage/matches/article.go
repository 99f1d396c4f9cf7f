package matches

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/match"
	"assay.app/assay/model/record"
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

// corpus reads all articles of the corpus, without superseded ones. Changes are saved as usual
// meanwhile.
func (p *Project) corpus(ctx context.Context, progress func(done, of int)) (map[model.ArticleID]*article, error) {
	all := map[model.ArticleID]*article{}
	for next, whole := uint64(0), false; !whole; {
		err := p.View("read the sentences", func(tx ledger.Tx) error {
			last, err := ledger.LastNumber(ledger.BucketOf(tx, ledger.BucketArticles))
			if err != nil {
				return err
			}
			superseded, err := ledger.ReadSuperseded(tx)
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
				a, err := readStored(tx, key, stored, superseded)
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

// readStored reads an article from its entry. It returns nil if the article was removed or is
// superseded.
func readStored(tx ledger.Tx, key, stored []byte, superseded map[model.ArticleID]model.ArticleID) (*article, error) {
	value, err := ledger.Unseal(ledger.BucketArticles, key, stored)
	if err != nil {
		return nil, err
	}
	of, err := codec.DecodeArticle(value)
	if err != nil || of.Removed {
		return nil, err
	}
	if len(superseded) > 0 {
		a, err := of.Article()
		if _, older := superseded[a.ID]; older || err != nil {
			return nil, err
		}
	}
	return readArticle(tx, key, of)
}

// readArticle reads the text and the sentences of an article.
func readArticle(tx ledger.Tx, key []byte, of codec.Article) (*article, error) {
	a := &article{}
	var err error
	if a.Article, err = of.Article(); err != nil {
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

// some reads some articles. Those that are not in the corpus or superseded are nil.
func (p *Project) some(ctx context.Context, ids []model.ArticleID) (map[model.ArticleID]*article, error) {
	all := make(map[model.ArticleID]*article, len(ids))
	for page := range slices.Chunk(ids, atOnce) {
		err := p.View("read changed sentences", func(tx ledger.Tx) error {
			superseded, err := ledger.ReadSuperseded(tx)
			if err != nil {
				return err
			}
			for _, id := range page {
				number, stored, err := ledger.FindArticle(tx, id)
				all[id] = nil
				if _, older := superseded[id]; err == nil && number != 0 && !stored.Removed && !older {
					all[id], err = readArticle(tx, ledger.Key64(number), stored)
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

// changed returns the articles that the changes after head may have added, removed, superseded,
// divided again or described in another language, and the head that they lead to.
//
// Whether an article is superseded depends on the articles with which it has a chain. A change of
// a link names the articles at both of its ends, so all articles whose chain became another one
// are, now, in the chain of an article that is named.
func (p *Project) changed(ctx context.Context, head ledger.Head) (ids []model.ArticleID, now ledger.Head, err error) {
	err = p.View("see what is new", func(tx ledger.Tx) error {
		if now, err = ledger.ReadHead(tx); err != nil {
			return err
		}
		seen, chained := map[model.ArticleID]bool{}, map[model.ArticleID]bool{}
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
				switch e := e.(type) {
				case edit.Units, edit.Metadata:
					seen[e.About()] = true
				case edit.Presence:
					seen[e.Article], chained[e.Article] = true, true
				case edit.Record: // changes no sentence, but may supersede an article
					for _, id := range linked(e) {
						seen[id], chained[id] = true, true
					}
				default:
					return model.Damaged("an edit of type %T is not known", e)
				}
			}
		}
		if err := addChains(tx, seen, chained); err != nil {
			return err
		}
		ids = slices.Sorted(maps.Keys(seen))
		return nil
	})
	return ids, now, err
}

// linked returns the articles that the edit of a predecessor links or separates.
func linked(e edit.Record) (ids []model.ArticleID) {
	if e.Key.Kind != record.PredecessorKind {
		return nil
	}
	for _, content := range []any{e.Before, e.After} {
		if p, ok := content.(*record.Predecessor); ok {
			ids = append(ids, p.Article)
		}
	}
	return append(ids, e.Key.Article)
}

// addChains adds to seen all versions of articles.
func addChains(tx ledger.Tx, seen, of map[model.ArticleID]bool) error {
	if len(of) == 0 {
		return nil
	}
	chains, err := ledger.ReadChains(tx)
	for id := range of {
		for _, version := range chains.Of(id) {
			seen[version] = true
		}
	}
	return err
}

package storage

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Codebook returns the project's labels in their order.
func (p *Project) Codebook() (model.Codebook, error) {
	var book model.Codebook
	err := p.View("read the codebook", func(tx ledger.Tx) (err error) {
		book, err = ledger.ReadCodebook(tx)
		return err
	})
	return book, err
}

// All returns every article in the order of import, including those removed from
// the corpus.
func (p *Project) All() ([]model.Article, error) {
	var list []model.Article
	err := p.View("list all articles", func(tx ledger.Tx) error {
		room, err := ledger.RoomFor(tx)
		if err != nil {
			return err
		}
		list = make([]model.Article, 0, room)
		return ledger.EachArticle(tx, func(_ uint64, r codec.Article) error {
			a, err := r.Article()
			list = append(list, a)
			return err
		})
	})
	return list, err
}

// Has reports whether the article is in the corpus. It returns false for an article
// that was removed.
func (p *Project) Has(id model.ArticleID) (bool, error) {
	number, article, err := p.find(id)
	return number != 0 && !article.Removed, err
}

// Keeps reports whether the project has the text of the article, even if the article
// was removed from the corpus.
func (p *Project) Keeps(id model.ArticleID) (bool, error) {
	number, _, err := p.find(id)
	return number != 0, err
}

func (p *Project) find(id model.ArticleID) (number uint64, article codec.Article, err error) {
	err = p.View("look for article "+string(id), func(tx ledger.Tx) (err error) {
		number, article, err = ledger.FindArticle(tx, id)
		return err
	})
	return number, article, err
}

// Document returns an article, even if it was removed from the corpus. It returns
// ErrNoArticle if the project does not have the article.
func (p *Project) Document(id model.ArticleID) (*model.Document, error) {
	var d *model.Document
	err := p.View("open article "+string(id), func(tx ledger.Tx) error {
		number, record, err := ledger.ReadArticle(tx, id)
		if err != nil {
			return err
		}
		if d, err = readDocument(tx, number, record); err != nil {
			return err
		}
		return ledger.CheckText(d.Text, d.Article, p.opts.Encode)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// readDocument reads an article with its text, structure and records.
func readDocument(tx ledger.Tx, number uint64, of codec.Article) (*model.Document, error) {
	text, err := ledger.BucketOf(tx, ledger.BucketTexts).Need(ledger.Key64(number))
	if err != nil {
		return nil, err
	}
	if len(text) != of.Size {
		return nil, model.Damaged("%d of the %d bytes of its text are there", len(text), of.Size)
	}
	d := &model.Document{Text: string(text)}
	if d.Article, err = of.Article(); err != nil {
		return nil, err
	}
	units, err := ledger.BucketOf(tx, ledger.BucketUnits).Need(ledger.Key64(number))
	if err != nil {
		return nil, err
	}
	if d.Structure, err = codec.DecodeStructure(units); err != nil {
		return nil, err
	}
	if err := readAnnotations(tx, number, d); err != nil {
		return nil, err
	}
	err = ledger.EachRecord(tx, number, d.ID, func(key model.Key, content any) error {
		if n, ok := content.(*model.Note); ok {
			d.Notes = append(d.Notes, *n)
		} else {
			record.Of(key.Kind).Show(d, key, content)
		}
		return nil
	}, record.Annotation)
	model.SortNotes(d.Notes)
	return d, err
}

// readAnnotations reads the annotations of an article. There may be ten thousand, so it
// interns the names of analysts and labels and allocates one list for all. Their keys
// are in the order of the sentences and, on one sentence, of the analysts.
func readAnnotations(tx ledger.Tx, number uint64, d *model.Document) error {
	var list []model.Annotation
	var spans []model.Span // of each annotation in list
	names := codec.Interned{}
	err := ledger.Scan(ledger.BucketOf(tx, ledger.BucketRecords), ledger.KeyKind(number, record.Annotation), func(key, value []byte) error {
		at, analyst, ok := ledger.ParseAnnotation(key)
		if !ok {
			return model.Damaged("an annotation has the key %x", key)
		}
		a, exists, err := codec.ReadAnnotation(value, names.OfBytes(analyst), names)
		if err != nil {
			return fmt.Errorf("%s: %w", ledger.NameEntry(ledger.BucketRecords, key), err)
		}
		if exists {
			list, spans = append(list, a), append(spans, at)
		}
		return nil
	})
	d.Annotations = make(map[model.Span][]model.Annotation, len(list))
	for from := 0; from < len(list); {
		end := from + 1
		for end < len(list) && spans[end] == spans[from] {
			end++
		}
		d.Annotations[spans[from]] = list[from:end:end]
		from = end
	}
	return err
}

// Notes returns the notes on exactly the target: notes on an article do not include
// those on its sentences. It returns no notes if the project does not have the
// article.
func (p *Project) Notes(target model.NoteTarget) ([]model.Note, error) {
	var notes []model.Note
	err := p.View("read notes", func(tx ledger.Tx) error {
		number := uint64(0)
		if target.Article != "" {
			var err error
			number, _, err = ledger.ReadArticle(tx, target.Article)
			if errors.Is(err, model.ErrNoArticle) {
				return nil
			}
			if err != nil {
				return err
			}
		}
		return eachNote(tx, ledger.KeySpot(number, record.Note, target.Subject()), func(n *model.Note) { notes = append(notes, *n) })
	})
	model.SortNotes(notes)
	return notes, err
}

// eachNote calls visit with the notes whose keys begin with prefix.
func eachNote(tx ledger.Tx, prefix []byte, visit func(*model.Note)) error {
	return ledger.ScanRecords(tx, prefix, func(_ ledger.Spot, content any) error {
		visit(content.(*model.Note))
		return nil
	})
}

// OutletNotes returns all notes on outlets, ordered by the outlet's id and then as
// by model.SortNotes.
func (p *Project) OutletNotes() ([]model.Note, error) {
	var notes []model.Note
	err := p.View("read the notes on outlets", func(tx ledger.Tx) error {
		return eachNote(tx, ledger.KeyKind(0, record.Note), func(n *model.Note) { notes = append(notes, *n) })
	})
	model.SortNotes(notes)
	slices.SortStableFunc(notes, func(a, b model.Note) int {
		return cmp.Compare(model.OutletIDOf(a.Target.Outlet), model.OutletIDOf(b.Target.Outlet))
	})
	return notes, err
}

// Analysts returns the names of everyone who made a change or wrote an annotation
// or a note, ordered by their bytes.
func (p *Project) Analysts() ([]string, error) {
	var names []string
	err := p.View("list the analysts", func(tx ledger.Tx) error {
		return ledger.Scan(ledger.BucketOf(tx, ledger.BucketAnalysts), nil, func(key, _ []byte) error {
			names = append(names, string(key))
			return nil
		})
	})
	return names, err
}

// Names returns what the analysts are called now.
func (p *Project) Names() (names record.Names, err error) {
	err = p.View("read the names of the analysts", func(tx ledger.Tx) (err error) {
		names, err = ledger.ReadNames(tx)
		return err
	})
	return names, err
}

// AnalystIDs returns the ids of the analysts that Analysts returns, by name.
func (p *Project) AnalystIDs() (ids map[string]record.AnalystID, err error) {
	err = p.View("list the analysts", func(tx ledger.Tx) (err error) {
		ids, err = ledger.ReadAnalysts(tx)
		return err
	})
	return ids, err
}

// IntroduceAnalysts adds analysts of other copies with their ids. Analysts that the
// project already has keep their ids. It returns once the analysts are on the disk.
func (p *Project) IntroduceAnalysts(ids map[string]record.AnalystID) error {
	return p.update(func(tx ledger.Tx) error {
		for _, name := range slices.Sorted(maps.Keys(ids)) {
			if err := ledger.AddAnalyst(tx, name, ids[name]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p *Project) holdsAnalyst(name string) (bool, error) {
	names, err := p.Analysts()
	return slices.Contains(names, name), err
}

// History returns at most limit changes with ids less than before, newest first. It
// returns fewer if they are large, but at least one if there is one. It is an
// edit.Pager.
func (p *Project) History(before uint64, limit int) ([]edit.Change, error) {
	var page []edit.Change
	err := p.View("read the history", func(tx ledger.Tx) error {
		history := ledger.BucketOf(tx, ledger.BucketHistory)
		last, err := ledger.LastNumber(history)
		if err != nil {
			return err
		}
		size := 0
		for id := min(before, last+1) - 1; id > 0 && len(page) < limit && size < historyBytes; id-- { // ids have no gaps
			value, err := history.Need(ledger.Key64(id))
			if err != nil {
				return err
			}
			change, err := codec.DecodeChange(id, value)
			if err != nil {
				return fmt.Errorf("change %d: %w", id, err)
			}
			page, size = append(page, change), size+len(value)
		}
		return nil
	})
	return page, err
}

// historyBytes is the size of encoded changes in bytes after which History stops.
const historyBytes = 1 << 20

// Head returns the end of the committed history.
func (p *Project) Head() (ledger.Head, error) {
	var head ledger.Head
	err := p.View("read the end of the history", func(tx ledger.Tx) (err error) {
		head, err = ledger.ReadHead(tx)
		return err
	})
	return head, err
}

// Reaches reports whether the project's history contains the head.
func (p *Project) Reaches(head ledger.Head) (bool, error) {
	reaches := false
	err := p.View("look for a change", func(tx ledger.Tx) error {
		link, err := ledger.LinkAt(tx, head.Change)
		reaches = err == nil && bytes.Equal(link, head.Link)
		return err
	})
	return reaches, err
}

// Article returns an article without its text, even if it was removed from the corpus.
// It returns ErrNoArticle if the project does not have it.
func (p *Project) Article(id model.ArticleID) (a model.Article, err error) {
	err = p.View("read article "+string(id), func(tx ledger.Tx) error {
		_, r, err := ledger.ReadArticle(tx, id)
		if err == nil {
			a, err = r.Article()
		}
		return err
	})
	return a, err
}

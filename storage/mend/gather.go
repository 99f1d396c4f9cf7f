package mend

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// rebuild makes a new project from the salvaged content of a damaged file.
type rebuild struct {
	*salvage
	opts    storage.Options
	history *history
	report  results.Recovery

	info      model.ProjectInfo
	headlines *bool // as in the damaged file; nil if unknown
	copies    *copies
	ids       map[uint64]model.ArticleID
	articles  []*rescued // by number
	byID      map[model.ArticleID]*rescued
	general   []*fate          // saved records that are not about an article
	replicas  *ledger.Replicas // of the new project
	lost      map[model.Key]bool
	analysts  map[string]bool
	repairs   []edit.Edit // edits that lead from the state of the history to the saved state
}

// rescued is an article that can be saved.
type rescued struct {
	number  uint64
	record  codec.Article
	text    ref
	records []*fate // saved records about it
}

// gather determines the content of the new project.
func (b *rebuild) gather() (err error) {
	b.readMeta()
	b.readCopies()
	if b.history, err = b.salvage.history(b.copies, b.founded()); err != nil {
		return err
	}
	b.gatherArticles()
	b.gatherRecords()
	b.reportHistory()
	return b.ctx.Err()
}

// readMeta reads the identity of the project and replaces what is lost of it.
func (b *rebuild) readMeta() {
	var created record.Time
	b.info.ID = b.projectID()
	b.values(ledger.BucketMeta, ledger.KeyCreated, func(v []byte) bool { return codec.Unmarshal(v, &created) == nil })
	b.values(ledger.BucketMeta, ledger.KeyName, func(v []byte) bool { return codec.Unmarshal(v, &b.info.Name) == nil })
	b.values(ledger.BucketMeta, ledger.KeyHeadlines, func(v []byte) bool {
		on := false
		if codec.Unmarshal(v, &on) != nil {
			return false
		}
		b.headlines = &on
		return true
	})
	at, err := created.Time()
	if b.info.ID == "" || created == "" || err != nil {
		b.report.Miss("What the project says of itself (its id, when it was made) is lost.")
		at = b.opts.Now()
	}
	if b.info.ID == "" {
		b.info.ID = ledger.NewProjectID()
	}
	b.info.Created = at
}

// gatherArticles finds the articles whose text can be read, and reports the others
// as lost.
func (b *rebuild) gatherArticles() {
	b.ids, b.byID = map[uint64]model.ArticleID{}, map[model.ArticleID]*rescued{}
	numbers := map[uint64]bool{}
	for _, name := range []string{ledger.BucketArticles, ledger.BucketTexts} {
		for key := range b.found[name] {
			if len(key) == 8 {
				numbers[binary.BigEndian.Uint64([]byte(key))] = true
			}
		}
	}
	for id := range b.found[ledger.BucketIDs] {
		b.values(ledger.BucketIDs, id, func(value []byte) bool {
			if len(value) == 8 {
				number := binary.BigEndian.Uint64(value)
				b.ids[number], numbers[number] = model.ArticleID(id), true
			}
			return len(value) == 8
		})
	}
	for _, number := range slices.Sorted(maps.Keys(numbers)) {
		b.gatherArticle(number)
	}
	for id := range b.history.articles() {
		if b.byID[id] == nil {
			b.report.Lost.Articles++
			b.report.Miss("Article %s is lost: its text cannot be read.", b.nameOf(id))
			// The history records the loss even if the article was already removed
			// from the corpus.
			b.repairs = append(b.repairs, edit.Presence{Article: id, Before: b.history.presence[id].is})
		}
	}
	slices.SortFunc(b.repairs, func(x, y edit.Edit) int { return strings.Compare(string(x.About()), string(y.About())) })
}

// nameOf returns the id of an article whose text is lost, with its title if that
// can be read.
func (b *rebuild) nameOf(id model.ArticleID) string {
	name := string(id)
	for number, other := range b.ids {
		if other == id {
			b.values(ledger.BucketArticles, string(ledger.Key64(number)), func(value []byte) bool {
				r, err := codec.DecodeArticle(value)
				if err == nil && r.Metadata.Title != "" {
					name += " (" + r.Metadata.Title + ")"
				}
				return err == nil
			})
		}
	}
	return name
}

// gatherArticle finds the text and the record of an article.
func (b *rebuild) gatherArticle(number uint64) {
	a := &rescued{number: number}
	key := string(ledger.Key64(number))
	known := b.values(ledger.BucketArticles, key, func(value []byte) bool {
		r, err := codec.DecodeArticle(value)
		if err == nil {
			a.record = r
		}
		return err == nil && r.ID != ""
	})
	if known {
		b.ids[number] = a.record.ID
	}
	for _, r := range b.found[ledger.BucketTexts][key] {
		value, err := b.value(ledger.BucketTexts, key, r)
		if err != nil || known && len(value) != a.record.Size {
			continue
		}
		if a.text = r; !known {
			a.record = b.remakeRecord(number, string(value))
		}
		break
	}
	id := a.record.ID
	if a.text.size == 0 || b.byID[id] != nil {
		if id := b.ids[number]; id != "" && b.byID[id] == nil && !b.history.articles()[id] {
			b.report.Lost.Articles++
			b.report.Miss("Article %s is lost: its text cannot be read.", b.nameOf(id))
		}
		return
	}
	b.ids[number], b.byID[id] = id, a
	b.articles = append(b.articles, a)
	b.update(a, len(b.found[ledger.BucketArticles][key]) > 0 && b.found[ledger.BucketArticles][key][0].origin == live)
}

// update reconciles an article's record with the history. Where the record takes
// precedence, it adds a repair.
func (b *rebuild) update(a *rescued, onPage bool) {
	r := &a.record
	if fact, ok := b.history.metadata[r.ID]; ok {
		now := codec.Metadata(fact.is)
		switch {
		case b.history.decides(fact.change, onPage, b.unreadable[ledger.BucketArticles]):
			r.Metadata = now
		case r.Metadata != now:
			b.repairs = append(b.repairs, edit.Metadata{Article: r.ID, Before: fact.is, After: model.Metadata(r.Metadata)})
		}
	}
	fact, ok := b.history.presence[r.ID]
	if ok && b.history.decides(fact.change, onPage, b.unreadable[ledger.BucketArticles]) {
		r.Removed = !fact.is
	}
	if r.ImportedAt == "" {
		r.ImportedAt = record.TimeOf(fact.first)
	}
	if !ok || fact.is == r.Removed {
		b.repairs = append(b.repairs, edit.Presence{Article: r.ID, Before: fact.is, After: !r.Removed})
	}
}

// remakeRecord makes a record for an article of which only the text is left. It
// tries several encodings to find one in which the text has the expected id.
func (b *rebuild) remakeRecord(number uint64, text string) codec.Article {
	r := codec.Article{Excerpt: model.Excerpt(text), Size: len(text), ID: b.ids[number]}
	for _, encoding := range []string{"utf-8", "utf-8-bom", "windows-1252", "utf-16le-bom", "utf-16be-bom", "utf-16le", "utf-16be"} {
		imported := []byte(text)
		if b.opts.Encode != nil {
			var err error
			if imported, err = b.opts.Encode(text, encoding); err != nil {
				continue
			}
		} else if encoding != "utf-8" {
			break
		}
		sum := sha256.Sum256(imported)
		if id := model.ArticleIDOf(sum); id == r.ID || r.ID == "" && (b.history.presence[id].change > 0 || encoding == "utf-8") {
			r.ID, r.SHA256, r.Encoding = id, hex.EncodeToString(sum[:]), encoding
			if b.history.presence[id].change > 0 {
				break
			}
		}
	}
	if r.SHA256 == "" { // the encoding is another one; the text is kept as UTF-8, because its seal is valid
		sum := sha256.Sum256([]byte(text))
		r.ID, r.SHA256, r.Encoding = model.ArticleIDOf(sum), hex.EncodeToString(sum[:]), "utf-8"
	}
	b.report.Miss("What was known about article %s (its title, outlet, date) is lost; its text is saved.", r.ID)
	return r
}

// reportHistory reports the losses of the history.
func (b *rebuild) reportHistory() {
	h := b.history
	b.report.Lost.Changes = h.lost
	b.report.Saved.Changes = len(h.chosen) - h.lost
	switch {
	case h.lost > 0:
		b.report.Miss("%s cannot be read.", sentence(h.describe()))
	case !h.complete:
		b.report.Miss("The end of the history cannot be read; it may have had more changes than %d.", len(h.chosen))
	}
	if !h.complete {
		for _, name := range b.bucketsOfRecords() {
			if b.unreadable[name] && name != ledger.BucketLabels {
				b.report.Miss("Not all of %q can be read, and not all of the history that could replace it: the latest work in it may be missing.", name)
			}
		}
	}
}

// sentence capitalises the first letter of a text.
func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

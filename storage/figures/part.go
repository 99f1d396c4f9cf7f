package figures

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// part is a range of articles that one worker reads.
type part struct {
	from, to uint64 // the numbers of the articles, both included
	names    *figures.Names
	zone     *time.Location

	list, units                                          *walk
	annotations, attributions, grades, mentions, origins *walk
	articles                                             []figures.ArticleFacts
	far                                                  []far

	f      figures.ArticleFacts // the article that is being read
	spans  figures.Units        // those of all articles so far
	values struct {             // likewise
		annotations  arena[figures.Annotation]
		attributions arena[figures.Attribution]
		grades       arena[figures.Grade]
		mentions     arena[figures.Mention]
	}
	kinds []kind

	analysts, labels cache
	interned         codec.Interned
	day              day
}

// kind is how the records of one kind are read.
type kind struct {
	*walk
	visit func(key, value []byte) error
}

// arena is memory for the lists of many articles, so that they are not allocated one by one.
type arena[F any] struct {
	room []F // the list of the present article is at its end
	from int
}

func (a *arena[F]) add(one F) {
	if len(a.room) == cap(a.room) {
		list := a.room[a.from:]
		a.room = append(make([]F, 0, max(1<<12, 2*len(list))), list...)
		a.from = 0
	}
	a.room = append(a.room, one)
}

// take returns the list of the present article and begins the next one.
func (a *arena[F]) take() []F {
	list := a.room[a.from:len(a.room):len(a.room)]
	a.from = len(a.room)
	return list
}

// far is a record that is not about a span.
type far struct {
	key     model.Key
	content any
}

// cache numbers names that were numbered before, without waiting for other workers.
type cache map[string]uint32

func (c cache) of(name []byte, number func(string) uint32) uint32 {
	n, known := c[string(name)]
	if !known {
		n = number(string(name))
		c[string(name)] = n
	}
	return n
}

// day is the day of the last time, whose neighbours are mostly of the same day.
type day struct {
	from, to int64 // seconds since 1970
	number   int32
}

// of returns the day of a time in a zone.
func (d *day) of(t time.Time, zone *time.Location) int32 {
	s := t.Unix()
	if s >= d.from && s < d.to {
		return d.number
	}
	y, m, dd := t.In(zone).Date()
	d.from = time.Date(y, m, dd, 0, 0, 0, 0, zone).Unix()
	d.to = time.Date(y, m, dd+1, 0, 0, 0, 0, zone).Unix()
	d.number = figures.DayOf(t, zone)
	if s < d.from || s >= d.to { // a clock was put back at midnight
		d.from, d.to = s, s+1
	}
	return d.number
}

func newPart(tx ledger.Tx, names *figures.Names, zone *time.Location) *part {
	records := func(kind model.Kind) *walk {
		b := ledger.BucketOf(tx, ledger.BucketRecords)
		return &walk{name: b.Name, cursor: b.Cursor(), kind: []byte{byte(kind)}}
	}
	plain := func(bucket string) *walk {
		b := ledger.BucketOf(tx, bucket)
		return &walk{name: b.Name, cursor: b.Cursor()}
	}
	p := &part{
		names: names, interned: codec.Interned{}, zone: zone, analysts: cache{}, labels: cache{},
		list: plain(ledger.BucketArticles), units: plain(ledger.BucketUnits),
		annotations: records(record.Annotation), attributions: records(record.AttributionKind),
		grades: records(record.GradeKind), mentions: records(record.MentionKind), origins: records(record.OriginKind),
	}
	for _, of := range []struct {
		*walk
		add func(place figures.Place, key, value []byte) error
	}{
		{p.annotations, p.annotation},
		{p.attributions, p.attribution},
		{p.grades, p.grade},
		{p.mentions, p.mention},
		{p.origins, func(_ figures.Place, key, value []byte) error { return p.whole(key, value) }},
	} {
		p.kinds = append(p.kinds, kind{of.walk, func(key, value []byte) error {
			span, _, ok := ledger.ParseAnnotation(key)
			if !ok {
				return model.Damaged("a record has the key %x", key)
			}
			err := of.add(figures.Place{Start: uint32(span.Start), End: uint32(span.End)}, key, value)
			if err != nil {
				err = fmt.Errorf("%s: %w", ledger.NameEntry(ledger.BucketRecords, key), err)
			}
			return err
		}})
	}
	return p
}

// walk walks through entries in the order of the articles' numbers.
type walk struct {
	name   string
	cursor *ledger.Cursor
	kind   []byte // before the number in the keys
	start  []byte
	seals  ledger.Sealer

	begun     bool
	at, value []byte
}

// prefix returns the beginning of the keys of an article's entries. It is valid until the next call.
func (w *walk) prefix(number uint64) []byte {
	w.start = binary.BigEndian.AppendUint64(append(w.start[:0], w.kind...), number)
	return w.start
}

// each calls visit with each entry whose key begins with prefix. The prefixes of successive calls
// must ascend.
func (w *walk) each(number uint64, visit func(key, value []byte) error) (err error) {
	prefix := w.prefix(number)
	if !w.begun || w.at != nil && string(w.at) < string(prefix) {
		w.begun = true
		w.at, w.value, err = w.cursor.Seek(prefix)
	}
	for err == nil && len(w.at) >= len(prefix) && string(w.at[:len(prefix)]) == string(prefix) {
		value, damage := w.seals.Unseal(w.name, w.at, w.value)
		if damage != nil {
			return damage
		}
		if err := visit(w.at, value); err != nil {
			return err
		}
		w.at, w.value, err = w.cursor.Next()
	}
	return err
}

// pause is how many articles are read between two looks at the context.
const pause = 64

// read reads the part.
func (p *part) read(ctx context.Context) error {
	p.articles = make([]figures.ArticleFacts, 0, min(p.to-p.from+1, 1<<20))
	key, stored, err := p.list.cursor.Seek(ledger.Key64(p.from))
	for n := 0; err == nil && key != nil; n++ {
		if len(key) != 8 {
			return model.Damaged("an article has the key %x", key)
		}
		number := binary.BigEndian.Uint64(key)
		if number > p.to {
			return nil
		}
		if n%pause == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		value, damage := p.list.seals.Unseal(p.list.name, key, stored)
		if damage == nil {
			damage = p.article(number, value)
		}
		if damage != nil {
			return fmt.Errorf("article number %d: %w", number, damage)
		}
		key, stored, err = p.list.cursor.Next()
	}
	return err
}

// article reads an article with its units and records.
func (p *part) article(number uint64, value []byte) error {
	r, err := codec.DecodeArticle(value)
	if err != nil {
		return err
	}
	p.f = figures.ArticleFacts{
		ID: r.ID, Outlet: r.Metadata.Outlet, Published: r.Metadata.Published, Removed: r.Removed,
		Title: cmp.Or(r.Metadata.Title, r.Excerpt, string(r.ID)),
	}
	for i := range p.kinds {
		if err := p.kinds[i].each(number, p.kinds[i].visit); err != nil {
			return err
		}
	}
	v := &p.values
	p.f.Annotations, p.f.Attributions, p.f.Grades, p.f.Mentions = v.annotations.take(), v.attributions.take(), v.grades.take(), v.mentions.take()
	before, found := p.spans.Len(), false
	err = p.units.each(number, func(_, value []byte) error {
		found = true
		return codec.EachUnit(value, p.spans.Add)
	})
	if err == nil && !found {
		err = model.Damaged("%s is missing", ledger.NameEntry(ledger.BucketUnits, ledger.Key64(number)))
	}
	p.f.Standings(p.spans.From(before))
	p.articles = append(p.articles, p.f)
	return err
}

// by returns the number of the analyst in the key of a record, and the id after it.
func (p *part) by(key []byte) (analyst uint32, id []byte) {
	_, name, _ := ledger.ParseAnnotation(key)
	for i, b := range name {
		if b == 0 {
			return p.analysts.of(name[:i], p.names.Analyst), name[i+1:]
		}
	}
	return p.analysts.of(name, p.names.Analyst), nil
}

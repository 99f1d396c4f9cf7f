package index

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// known is the data that searches keep in memory: the notes, the outlets, and the
// metadata that filters need. It is immutable, and is read again when it is stale.
type known struct {
	numbers []uint64 // article numbers, ascending
	facts   []fact   // parallel to numbers
	outlets []string
	notes   []knownNote                             // by article number, those on outlets first
	around  map[model.Kind]map[model.OutletID][]any // records about outlets that count for sentences
	voices  []*record.Grade                         // grades of voices
	read    bool
}

// fact is the part of an article's metadata that filters need.
type fact struct{ title, outlet, published, publishedAt, language string }

type knownNote struct {
	number uint64 // 0 for a note on an outlet
	note   model.Note
}

// noteHits are the matching notes of an article.
type noteHits struct {
	number uint64
	hits   []search.NoteHit
}

// last returns the number of the last article, or 0.
func (k known) last() uint64 {
	if len(k.numbers) == 0 {
		return 0
	}
	return k.numbers[len(k.numbers)-1]
}

// fact returns the metadata of an article, or the zero fact if it is unknown.
func (k known) fact(number uint64) fact {
	if i := number - 1; i < uint64(len(k.numbers)) && k.numbers[i] == number {
		return k.facts[i] // no number is missing before it
	}
	if i, found := slices.BinarySearch(k.numbers, number); found {
		return k.facts[i]
	}
	return fact{}
}

// knownFor returns the known data, which it reads if it is missing or lacks new
// articles. It also reads the codebook and the lists of phrases, voices and
// statements, if filters need them, and which articles are superseded.
func (x *Index) knownFor(ctx context.Context, s *searching) (k known, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	err = x.project.View("look at what is known of articles", func(tx ledger.Tx) (err error) {
		if s.superseded, err = ledger.ReadSupersededNumbers(tx); err != nil {
			return err
		}
		if s.asks.Annotations {
			if s.book, err = ledger.ReadCodebook(tx); err != nil {
				return err
			}
		}
		if slices.Contains(s.asks.Records, record.GivenKind) {
			if s.phrases, err = ledger.ReadPhrases(tx); err != nil {
				return err
			}
		}
		if slices.Contains(s.asks.Records, record.AttributionKind) {
			list, err := ledger.ReadVoices(tx)
			if err != nil {
				return err
			}
			s.voices = list.Names()
		}
		if slices.Contains(s.asks.Records, record.MentionKind) {
			if s.statements, err = ledger.ReadStatements(tx); err != nil {
				return err
			}
		}
		if !x.known.read || x.known.last() < s.last {
			if x.known, err = readKnown(ctx, tx); err != nil {
				return err
			}
		}
		if slices.Contains(s.asks.Records, record.GradeKind) {
			list, err := ledger.ReadVoices(tx)
			s.ofVoice = grading.ByVoice(list, x.known.voices)
			return err
		}
		return nil
	})
	return x.known, err
}

func readKnown(ctx context.Context, tx ledger.Tx) (known, error) {
	room, err := ledger.RoomFor(tx)
	if err != nil {
		return known{}, err
	}
	k := known{numbers: make([]uint64, 0, room), facts: make([]fact, 0, room), read: true}
	once, outlets := map[string]string{}, map[string]bool{}
	same := func(s string) string { // avoid keeping a copy for each article
		if first, is := once[s]; is {
			return first
		}
		once[s] = s
		return s
	}
	err = ledger.EachArticle(tx, func(number uint64, r codec.Article) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		k.numbers = append(k.numbers, number)
		m := r.Metadata
		k.facts = append(k.facts, fact{m.Title, same(m.Outlet), same(m.Published), m.PublishedAt, same(m.Language)})
		if m.Outlet != "" && !r.Removed {
			outlets[m.Outlet] = true
		}
		return nil
	})
	if err != nil {
		return known{}, err
	}
	k.outlets = slices.Sorted(maps.Keys(outlets))
	if k.notes, err = readKnownNotes(tx); err == nil {
		err = k.readAround(tx)
	}
	return k, err
}

// readAround reads the records about outlets that count for the sentences of the outlets,
// and the grades of voices.
func (k *known) readAround(tx ledger.Tx) error {
	k.around = map[model.Kind]map[model.OutletID][]any{}
	for _, kind := range record.Kinds() {
		if !search.Around(kind.Kind) {
			continue
		}
		of := map[model.OutletID][]any{}
		k.around[kind.Kind] = of
		err := ledger.ScanRecords(tx, ledger.KeyKind(0, kind.Kind), func(s ledger.Spot, content any) error {
			if g, ok := content.(*record.Grade); ok && g.On == record.GradedVoice {
				k.voices = append(k.voices, g)
				return nil
			}
			of[s.Subject.Outlet] = append(of[s.Subject.Outlet], content)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// aroundOutlet returns the records of a kind about the outlet of an article.
func (k known) aroundOutlet(kind model.Kind, number uint64) []any {
	if len(k.around[kind]) == 0 {
		return nil
	}
	return k.around[kind][model.OutletIDOf(k.fact(number).outlet)]
}

func readKnownNotes(tx ledger.Tx) (notes []knownNote, err error) {
	err = ledger.ScanRecords(tx, []byte{byte(record.Note)}, func(s ledger.Spot, content any) error {
		notes = append(notes, knownNote{s.Number, *content.(*model.Note)})
		return nil
	})
	return notes, err
}

// wanted returns a function that reports whether an article passes the query's filters, also
// those on versions, or nil if no filter concerns articles.
func (s *searching) wanted() func(number uint64) bool {
	fits := s.known.wanted(s.q)
	switch {
	case len(s.superseded) == 0 && s.q.WantsVersion(false):
		return fits
	case fits == nil:
		return s.wantsVersion
	}
	return func(number uint64) bool { return s.wantsVersion(number) && fits(number) }
}

// wantsVersion reports whether the query looks for sentences of an article that is superseded or
// current, as this one is.
func (s *searching) wantsVersion(number uint64) bool { return s.q.WantsVersion(s.superseded[number]) }

// wanted returns a function that reports whether an article passes the query's filters
// on metadata, or nil if no filter concerns it. It caches results, because many
// articles have the same metadata.
func (k known) wanted(q search.Query) func(number uint64) bool {
	if !q.Asks().Article {
		return nil
	}
	asked := map[search.Kind]bool{}
	for _, f := range q.Filters {
		asked[f.Kind] = true
	}
	times := q.TimesOfDay()
	memory := map[fact]bool{}
	return func(number uint64) bool {
		f := k.fact(number)
		if !asked[search.Title] {
			f.title = ""
		}
		if !asked[search.Outlet] {
			f.outlet = ""
		}
		if !asked[search.Date] {
			f.published = ""
		}
		if !times {
			f.publishedAt = ""
		}
		if !asked[search.Lang] {
			f.language = ""
		}
		wants, remembered := memory[f]
		if !remembered {
			wants = q.WantsArticle(&model.Article{Metadata: model.Metadata{
				Title: f.title, Outlet: f.outlet, Published: f.published, PublishedAt: f.publishedAt, Language: f.language,
			}})
			memory[f] = wants
		}
		return wants
	}
}

// matching returns the outlets and notes that match a query. A query with filters,
// with regular expressions or with only negated terms matches none.
func (k known) matching(q search.Query, m *search.Matcher, opts Options) (about []search.NoteHit, notes []noteHits) {
	if len(q.Filters) > 0 || !slices.ContainsFunc(q.Terms, func(t search.Term) bool { return !t.Not }) ||
		slices.ContainsFunc(q.Terms, func(t search.Term) bool { return t.Regexp != nil }) {
		return nil, nil
	}
	for _, name := range k.outlets {
		if marks, ok := m.Match(name); ok {
			about = append(about, search.NoteHit{Note: model.Note{Target: model.OnOutlet(name)}, Text: name, Marks: marks})
		}
	}
	for _, n := range k.notes {
		marks, ok := m.Match(n.note.Text)
		if !ok || !search.Sees(opts.Analyst, opts.Blind, n.note.Analyst) {
			continue
		}
		hit := search.NoteHit{Note: n.note, Text: n.note.Text, Marks: marks}
		switch last := len(notes) - 1; {
		case n.number == 0:
			about = append(about, hit)
		case last >= 0 && notes[last].number == n.number:
			notes[last].hits = append(notes[last].hits, hit)
		default:
			notes = append(notes, noteHits{n.number, []search.NoteHit{hit}})
		}
	}
	slices.SortStableFunc(about, func(a, b search.NoteHit) int {
		return cmp.Compare(model.OutletIDOf(a.Note.Target.Outlet), model.OutletIDOf(b.Note.Target.Outlet))
	})
	return about, notes
}

// why returns the reason why articles are not indexed.
func (x *Index) why() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case x.note != nil:
		return x.note
	case x.project.ReadOnly:
		return fmt.Errorf("%w: %w", model.ErrIndexNotMade, model.ErrReadOnly)
	}
	return model.ErrIndexUnfinished
}

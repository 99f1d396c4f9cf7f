package figures

import (
	"cmp"
	"math"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Standing says where the span of a record is in its article.
type Standing uint8

// The standings.
const (
	Detached Standing = iota // not a unit
	Aside                    // a unit that was set aside
	Sentence                 // a sentence
)

// Place is the span of a record in bytes of the article's text, and what has this span.
type Place struct {
	Start, End uint32
	On         Standing
}

// key returns a number that orders places in the text. It is that of no other span.
func (p *Place) key() uint64 { return uint64(p.Start)<<32 | uint64(p.End) }

func (p Place) compare(q Place) int {
	return cmp.Compare(p.key(), q.key())
}

// Annotation, Attribution, Grade and Mention are records about a span. Analyst, Label, Voice and
// Statement are numbers of names; see Names.
type (
	// Annotation is an analyst's label.
	Annotation struct {
		Place
		Day            int32 // see DayOf; in Lists.Zone
		Analyst, Label uint32
	}
	// Attribution says who speaks.
	Attribution struct {
		Place
		Voice   uint32
		Analyst uint32
		Mode    uint8 // the index in model.SpeechModes; their number if it is another
	}
	// Grade is the grade of a sentence. Its halves are 0 if they are not graded.
	Grade struct {
		Place
		Analyst       uint32
		Letter, Digit byte // 'A', '1'
	}
	// Mention says that the sentence is a mention of a statement.
	Mention struct {
		Place
		Statement uint32
		Analyst   uint32
		Stance    uint8 // the index in model.Stances; their number if it is another
	}
)

// unitSpan is a unit of an article's text.
type unitSpan struct {
	start, end uint32
	sentence   bool
}

func (u *unitSpan) key() uint64 { return uint64(u.start)<<32 | uint64(u.end) }

func (u *unitSpan) on() Standing {
	if u.sentence {
		return Sentence
	}
	return Aside
}

// ArticleFacts is what is counted in one article. Each list is in the order of the text.
type ArticleFacts struct {
	ID                       model.ArticleID
	Title, Outlet, Published string
	Removed                  bool

	units        []unitSpan
	Annotations  []Annotation
	Attributions []Attribution
	Grades       []Grade
	Mentions     []Mention
}

func (a *ArticleFacts) describe(m model.Metadata) {
	a.Outlet, a.Published = m.Outlet, m.Published
	if m.Title != "" {
		a.Title = m.Title
	}
}

// SetUnits sets the units of the article and where its records stand.
func (a *ArticleFacts) SetUnits(units []model.Unit) {
	spans := make([]unitSpan, len(units))
	for i, u := range units {
		spans[i] = unitSpan{uint32(u.Span.Start), uint32(u.Span.End), u.Kind == model.UnitSentence}
	}
	a.setUnits(spans)
}

// Standings takes the units of the article and sets where its records stand. It is SetUnits for
// those who make many articles.
func (a *ArticleFacts) Standings(units Units) { a.setUnits(units.spans) }

// Units are the units of one or several articles. The zero Units is empty.
type Units struct{ spans []unitSpan }

// Add adds a unit after the others.
func (u *Units) Add(span model.Span, kind model.UnitKind) {
	u.spans = append(u.spans, unitSpan{uint32(span.Start), uint32(span.End), kind == model.UnitSentence})
}

// Len returns the number of units.
func (u *Units) Len() int { return len(u.spans) }

// From returns the units from an index, which share the memory of u.
func (u *Units) From(at int) Units { return Units{u.spans[at:len(u.spans):len(u.spans)]} }

func (a *ArticleFacts) setUnits(units []unitSpan) {
	a.units = units
	stand(a, a.Annotations, func(f *Annotation) *Place { return &f.Place })
	stand(a, a.Attributions, func(f *Attribution) *Place { return &f.Place })
	stand(a, a.Grades, func(f *Grade) *Place { return &f.Place })
	stand(a, a.Mentions, func(f *Mention) *Place { return &f.Place })
}

// stand sets where the records of a list stand, which is in the order of the text.
func stand[F any](a *ArticleFacts, list []F, place func(*F) *Place) {
	at := 0
	for i := range list {
		p := place(&list[i])
		for at < len(a.units) && a.units[at].start < p.Start {
			at++
		}
		p.On = Detached
		if at < len(a.units) && a.units[at].start == p.Start && a.units[at].end == p.End {
			p.On = Aside
			if a.units[at].sentence {
				p.On = Sentence
			}
		}
	}
}

// standing returns what has a span.
func (a *ArticleFacts) standing(s model.Span) Place {
	p := Place{Start: uint32(s.Start), End: uint32(s.End)}
	one := []Place{p}
	at, _ := slices.BinarySearchFunc(a.units, p.Start, func(u unitSpan, start uint32) int { return cmp.Compare(u.start, start) })
	rest := ArticleFacts{units: a.units[at:]}
	stand(&rest, one, func(p *Place) *Place { return p })
	return one[0]
}

// Lists are the lists of a project that facts refer to.
type Lists struct {
	Codebook   model.Codebook
	Analysts   record.Names
	Voices     record.Voices
	Statements record.Statements
	Chains     record.Chains
	Zone       *time.Location // of the days on which annotations were made
}

// Facts is everything in a project that is counted. It is not safe for concurrent use.
type Facts struct {
	Lists
	Names *Names

	articles []ArticleFacts // in the order of import
	index    map[model.ArticleID]int
	grades   map[model.Key]*record.Grade // of voices, articles and outlets
	origins  map[model.ArticleID]record.Origin
	gaps     map[model.Key]bool
}

// NewFacts returns the facts of the articles. names has the names to which their numbers refer.
func NewFacts(lists Lists, names *Names, articles []ArticleFacts) *Facts {
	f := &Facts{
		Lists: lists, Names: names, articles: articles, index: make(map[model.ArticleID]int, len(articles)),
		grades: map[model.Key]*record.Grade{}, origins: map[model.ArticleID]record.Origin{}, gaps: map[model.Key]bool{},
	}
	if f.Zone == nil {
		f.Zone = time.Local
	}
	for i := range articles {
		f.index[articles[i].ID] = i
	}
	return f
}

// Put adds or removes a record that is not about a span: the grade of a voice, an article or an
// outlet, an origin or a gap. It ignores other records. content is nil if the record was deleted.
func (f *Facts) Put(key model.Key, content any) {
	switch key.Kind {
	case record.GradeKind:
		if g, ok := content.(*record.Grade); ok {
			f.grades[key] = g
		} else {
			delete(f.grades, key)
		}
	case record.OriginKind:
		if o, ok := content.(*record.Origin); ok {
			f.origins[key.Article] = *o
		} else {
			delete(f.origins, key.Article)
		}
	case record.GapKind:
		if content != nil {
			f.gaps[key] = true
		} else {
			delete(f.gaps, key)
		}
	default: // not counted
	}
}

// Set changes a record about a span, or removes it if content is nil. It reports false if the
// facts lack the article or the record is of another kind.
func (f *Facts) Set(key model.Key, content any) bool {
	at, known := f.index[key.Article]
	if !known || key.Sentence == (model.Span{}) {
		return false
	}
	a := &f.articles[at]
	place, by := a.standing(key.Sentence), f.Names.Analyst(key.Analyst)
	switch key.Kind {
	case record.Annotation:
		c, _ := content.(*model.Annotation)
		one := Annotation{Place: place, Analyst: by}
		if c != nil {
			one.Label, one.Day = f.Names.Label(c.Label), DayOf(c.At, f.Zone)
		}
		a.Annotations = put(a.Annotations, one, c != nil, func(x, y Annotation) int {
			return cmp.Or(x.compare(y.Place), f.Names.compareAnalysts(x.Analyst, y.Analyst))
		})
	case record.AttributionKind:
		c, _ := content.(*record.Attribution)
		one := Attribution{Place: place, Analyst: by}
		if c != nil {
			one.Voice, one.Mode = f.Names.Voice(c.Voice, c.Name), ModeOf(c.Mode)
		}
		a.Attributions = put(a.Attributions, one, c != nil, func(x, y Attribution) int {
			return cmp.Or(x.compare(y.Place), f.Names.compareAnalysts(x.Analyst, y.Analyst))
		})
	case record.GradeKind:
		c, _ := content.(*record.Grade)
		one := Grade{Place: place, Analyst: by}
		if c != nil {
			one.Letter, one.Digit = HalvesOf(c.Grade)
		}
		a.Grades = put(a.Grades, one, c != nil, func(x, y Grade) int {
			return cmp.Or(x.compare(y.Place), f.Names.compareAnalysts(x.Analyst, y.Analyst))
		})
	case record.MentionKind:
		c, _ := content.(*record.Mention)
		one := Mention{Place: place, Analyst: by, Statement: f.Names.Statement(model.StatementID(key.ID), "")}
		if c != nil {
			one.Statement, one.Stance = f.Names.Statement(c.Statement, c.Title), StanceOf(c.Stance)
		}
		a.Mentions = put(a.Mentions, one, c != nil, func(x, y Mention) int {
			return cmp.Or(x.compare(y.Place), f.Names.compareAnalysts(x.Analyst, y.Analyst), cmp.Compare(x.Statement, y.Statement))
		})
	default:
		return false
	}
	return true
}

// put sets or removes one fact of a sorted list. It does not change the memory of a list that other
// lists follow, because its capacity is its length.
func put[F any](list []F, one F, set bool, compare func(a, b F) int) []F {
	at, found := slices.BinarySearchFunc(list, one, compare)
	if !found { // the facts on one span may be in another order
		for i := range list {
			if compare(list[i], one) == 0 {
				at, found = i, true
			}
		}
	}
	switch {
	case found && set:
		list = slices.Clone(list)
		list[at] = one
	case found:
		list = slices.Delete(slices.Clone(list), at, at+1)
	case set:
		list = slices.Insert(slices.Clone(list), at, one)
	}
	return list
}

// NoDay is the day of an annotation without a time.
const NoDay = math.MinInt32

// DayOf returns the day of a time in a zone, in days from 1970-01-01, or NoDay if the time is zero.
func DayOf(t time.Time, zone *time.Location) int32 {
	if t.IsZero() {
		return NoDay
	}
	y, m, d := t.In(zone).Date()
	return int32(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// HalvesOf returns the halves of a grade for a Grade.
func HalvesOf(g model.Grade) (letter, digit byte) {
	if g.Source != "" {
		letter = g.Source[0]
	}
	if g.Information != "" {
		digit = g.Information[0]
	}
	return letter, digit
}

// ModeOf returns the number of a mode of speech for an Attribution.
func ModeOf(m model.SpeechMode) uint8 {
	modes := model.SpeechModes()
	if at := slices.Index(modes, m); at >= 0 {
		return uint8(at)
	}
	return uint8(len(modes))
}

// The numbers of two stances; see StanceOf.
const (
	stanceAsserts    uint8 = 0
	stanceAttributes uint8 = 1
)

// StanceOf returns the number of a stance for a Mention.
func StanceOf(s model.Stance) uint8 {
	stances := model.Stances()
	if at := slices.Index(stances, s); at >= 0 {
		return uint8(at)
	}
	return uint8(len(stances))
}

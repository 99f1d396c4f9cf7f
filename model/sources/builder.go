package sources

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
	"assay.app/assay/model/record"
)

// How the table is built
//
// The builder first receives the list of voices and the records that are not about an
// article: grades of voices and outlets, and profiles. Then it receives the articles one by
// one, each with its attributions and grades. It keeps counts and contradictions, but no
// sentences. So it costs no more than reading the records once.

// Builder builds a Table. It is not safe for concurrent use.
type Builder struct {
	list    record.Voices
	analyst string // "" for everybody
	graded  map[string]*graded

	voices         map[model.VoiceID]*Voice
	outlets        map[model.OutletID]*Outlet
	names          map[model.OutletID]map[string]int // how often each spelling occurs
	profiles       map[model.OutletID]*model.Profile
	contradictions []Contradiction
	sentences      []GradedSentence
}

// GradedSentence is a sentence that an analyst graded.
type GradedSentence struct {
	Article  model.ArticleID
	Sentence model.Span // in bytes of the article's text
	Analyst  string
	Grade    model.Grade // of the sentence itself

	read *match.Sentence
}

// graded holds one analyst's grades that are not about an article.
type graded struct {
	voices  map[model.VoiceID]*record.Grade
	outlets map[model.OutletID]*record.Grade
}

// NewBuilder returns a builder that counts the work of an analyst, or that of everybody if
// analyst is empty. For everybody, a voice or an outlet has a letter only if all analysts who
// graded it agree.
func NewBuilder(list record.Voices, analyst string) *Builder {
	b := &Builder{
		list: list, analyst: analyst, graded: map[string]*graded{},
		voices: map[model.VoiceID]*Voice{}, outlets: map[model.OutletID]*Outlet{},
		names: map[model.OutletID]map[string]int{}, profiles: map[model.OutletID]*model.Profile{},
	}
	for _, v := range list.All() {
		b.voices[v.ID] = &Voice{Voice: v, Aliases: list.Aliases(v.ID), Count: map[model.OutletID]Uses{}}
	}
	return b
}

// Record adds a record that is not about an article. It ignores records that the table does
// not use.
func (b *Builder) Record(key model.Key, content any) {
	switch content := content.(type) {
	case *model.Profile:
		b.profiles[key.Outlet] = content
	case *record.Grade:
		if !b.counts(content.Analyst) {
			return
		}
		by := b.graded[content.Analyst]
		if by == nil {
			by = &graded{map[model.VoiceID]*record.Grade{}, map[model.OutletID]*record.Grade{}}
			b.graded[content.Analyst] = by
		}
		switch content.On {
		case record.GradedVoice:
			by.voices[content.Voice] = content
		case record.GradedOutlet:
			by.outlets[key.Outlet] = content
		default: // about an article
		}
	}
}

// counts reports whether the table counts the work of an analyst.
func (b *Builder) counts(analyst string) bool { return b.analyst == "" || b.analyst == analyst }

// Article is an article of the corpus with the records on its sentences.
type Article struct {
	ID     model.ArticleID
	Outlet string
	// Language is a BCP 47 tag.
	Language string
	Records  []Record
	Units    func() ([]model.Unit, error) // reads the units; called only if there are records that count
	Text     func() (string, error)       // reads the text; called only if a sentence is graded
}

// Record is an attribution or a grade on a sentence, or a grade of the article if Sentence
// is empty. Content is a *record.Attribution or a *record.Grade.
type Record struct {
	Sentence model.Span
	Content  any
}

// Article adds an article. The caller must have added all records that are not about an
// article. Article ignores records on text that is not a sentence, such as text set aside. The
// error is that of a.Units or a.Text.
func (b *Builder) Article(a Article) error {
	id := model.OutletIDOf(a.Outlet)
	outlet := b.outlets[id]
	if outlet == nil {
		outlet = &Outlet{ID: id}
		b.outlets[id], b.names[id] = outlet, map[string]int{}
	}
	outlet.Articles++
	b.names[id][a.Outlet]++
	if len(a.Records) == 0 {
		return nil
	}
	units, err := a.Units()
	if err != nil {
		return err
	}
	by := map[string]*judged{}
	for _, r := range a.Records {
		if r.Sentence == (model.Span{}) || isSentence(units, r.Sentence) {
			b.read(by, outlet, r)
		}
	}
	for _, analyst := range sortedKeys(by) {
		b.contradict(a.ID, by[analyst], b.graded[analyst], id)
		if err := b.keep(a, analyst, by[analyst]); err != nil {
			return err
		}
	}
	return nil
}

// keep keeps the graded sentences of an article.
func (b *Builder) keep(a Article, analyst string, j *judged) error {
	if len(j.grades) == 0 {
		return nil
	}
	text, err := a.Text()
	if err != nil {
		return err
	}
	for _, span := range j.sentences() {
		if g := j.grades[span]; g != nil {
			b.sentences = append(b.sentences, GradedSentence{a.ID, span, analyst, g.Grade, match.Read(a.Language, span.Of(text))})
		}
	}
	return nil
}

// Confirmed returns the sentences graded 1, in the order of the articles.
func (b *Builder) Confirmed() (all []GradedSentence) {
	for _, s := range b.sentences {
		if s.Grade.Information == "1" {
			all = append(all, s)
		}
	}
	return all
}

// OneOrigin adds the contradiction that a sentence is graded 1 although it is a mention of no
// statement with two independent sources.
func (b *Builder) OneOrigin(s GradedSentence) {
	b.contradictions = append(b.contradictions, Contradiction{s.Article, s.Sentence, OneOrigin, s.Grade})
}

// repeats returns the contradictions among one analyst's grades of sentences that repeat each
// other.
func (b *Builder) repeats() (all []Contradiction) {
	by := map[string][]GradedSentence{}
	for _, s := range b.sentences {
		by[s.Analyst] = append(by[s.Analyst], s)
	}
	for _, analyst := range sortedKeys(by) {
		var read []*match.Sentence
		for _, s := range by[analyst] {
			read = append(read, s.read)
		}
		for _, group := range match.Repeated(read) {
			first := by[analyst][group[0]].Grade
			if !slices.ContainsFunc(group, func(i int) bool { return by[analyst][i].Grade != first }) {
				continue
			}
			for _, i := range group {
				s := by[analyst][i]
				all = append(all, Contradiction{s.Article, s.Sentence, RepeatsDiffer, s.Grade})
			}
		}
	}
	return all
}

// isSentence reports whether a span is a sentence among an article's units.
func isSentence(units []model.Unit, span model.Span) bool {
	at, found := slices.BinarySearchFunc(units, span.Start, func(u model.Unit, start int) int { return cmp.Compare(u.Span.Start, start) })
	return found && units[at].Span == span && units[at].Kind == model.UnitSentence
}

// read counts an attribution, and keeps the record in by for contradict.
func (b *Builder) read(by map[string]*judged, outlet *Outlet, r Record) {
	switch content := r.Content.(type) {
	case *record.Attribution:
		if b.counts(content.Analyst) {
			b.count(outlet, content)
			of(by, content.Analyst).voices[r.Sentence] = b.list.Root(content.Voice)
		}
	case *record.Grade:
		switch {
		case !b.counts(content.Analyst):
		case r.Sentence == model.Span{}:
			of(by, content.Analyst).article = content
		default:
			of(by, content.Analyst).grades[r.Sentence] = content
		}
	}
}

func of(by map[string]*judged, analyst string) *judged {
	if by[analyst] == nil {
		by[analyst] = &judged{grades: map[model.Span]*record.Grade{}, voices: map[model.Span]model.VoiceID{}}
	}
	return by[analyst]
}

func (b *Builder) count(outlet *Outlet, a *record.Attribution) {
	id := b.list.Root(a.Voice)
	v := b.voices[id]
	if v == nil { // the list no longer has it
		v = &Voice{Voice: model.Voice{ID: id, Name: b.list.Called(a)}, Count: map[model.OutletID]Uses{}}
		b.voices[id] = v
	}
	one := UseOf(a.Mode)
	v.Count[outlet.ID] = v.Count[outlet.ID].Plus(one)
	v.Total, outlet.Total = v.Total.Plus(one), outlet.Total.Plus(one)
}

// UseOf returns the count of one sentence with a mode of speech. It is zero if the mode is
// unknown.
func UseOf(mode model.SpeechMode) Uses {
	switch mode {
	case model.Direct:
		return Uses{Direct: 1}
	case model.Indirect:
		return Uses{Indirect: 1}
	case model.Mixed:
		return Uses{Mixed: 1}
	default:
		return Uses{}
	}
}

// Plus returns the sum of both.
func (u Uses) Plus(v Uses) Uses {
	return Uses{u.Direct + v.Direct, u.Indirect + v.Indirect, u.Mixed + v.Mixed}
}

// Table returns the table. Voices and outlets are sorted by their number of sentences, most
// first, and then by name. Contradictions are in the order of the articles, except that those
// of repeated sentences come last, each beside those that it repeats.
func (b *Builder) Table() Table {
	t := Table{Contradictions: slices.Concat(b.contradictions, b.repeats())}
	for id, v := range b.voices {
		v.Letter = b.letter(func(g *graded) *record.Grade { return g.voice(b.list, id) })
		t.Voices = append(t.Voices, *v)
	}
	for id, o := range b.outlets {
		o.Name = mostFrequent(b.names[id])
		o.Profile = b.profiles[id]
		o.Letter = b.letter(func(g *graded) *record.Grade { return g.outlets[id] })
		t.Outlets = append(t.Outlets, *o)
	}
	slices.SortFunc(t.Voices, func(a, b Voice) int {
		return cmp.Or(b.Total.Total()-a.Total.Total(), cmp.Compare(record.VoiceIDOf(a.Name), record.VoiceIDOf(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(t.Outlets, func(a, b Outlet) int {
		return cmp.Or(b.Total.Total()-a.Total.Total(), b.Articles-a.Articles, cmp.Compare(a.ID, b.ID))
	})
	return t
}

// letter returns the letter that all analysts who graded something agree on, or "". The
// function of returns the grade by one analyst, or nil.
func (b *Builder) letter(of func(*graded) *record.Grade) string {
	letter := ""
	for _, g := range b.graded {
		grade := of(g)
		switch {
		case grade == nil || grade.Grade.Source == "":
		case letter != "" && letter != grade.Grade.Source:
			return ""
		default:
			letter = grade.Grade.Source
		}
	}
	return letter
}

// voice returns the grade of a voice that stands. If it has none, voice returns the newest
// grade of its aliases.
func (g *graded) voice(list record.Voices, id model.VoiceID) *record.Grade {
	if g == nil {
		return nil
	}
	if own := g.voices[id]; own != nil {
		return own
	}
	var newest *record.Grade
	for other, grade := range g.voices {
		if list.Root(other) == id && (newest == nil || grade.At.After(newest.At) || grade.At.Equal(newest.At) && grade.Voice < newest.Voice) {
			newest = grade
		}
	}
	return newest
}

func mostFrequent(names map[string]int) string {
	best := ""
	for name, n := range names {
		if n > names[best] || n == names[best] && name < best {
			best = name
		}
	}
	return best
}

package session

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
)

// grades holds the grades of voices, articles and outlets, and caches results computed from
// them. Grades of sentences are in the open documents.
type grades struct {
	stored  map[model.Key]*record.Grade                        // by all analysts
	voices  map[model.VoiceID]*record.Grade                    // the analyst's, by the voices that stand; nil until first needed
	inForce map[model.ArticleID]map[model.Span]grading.InForce // the results of InForce so far
}

// forget empties the caches.
func (g *grades) forget() { g.voices, g.inForce = nil, nil }

// readGrades reads the grades of voices, articles and outlets.
func (s *Session) readGrades() error {
	stored, err := s.store.Grades()
	if err != nil {
		return fmt.Errorf("read the grades: %w", err)
	}
	s.grades = grades{stored: stored}
	for e := range s.pendingRecords(record.GradeKind) {
		s.grades.apply(e)
	}
	return nil
}

// apply applies the edit of a grade, unless it is that of a sentence.
func (g *grades) apply(e edit.Record) {
	if on, _ := record.GradedBy(e.Key); on == record.GradedSentence {
		return
	}
	if after, ok := e.After.(*record.Grade); ok {
		g.stored[e.Key] = after
	} else {
		delete(g.stored, e.Key)
	}
}

// gradeChanged updates the grades after the edit of a record.
func (s *Session) gradeChanged(e edit.Record) {
	switch e.Key.Kind {
	case record.GradeKind:
		s.grades.apply(e)
		if _, sentence := e.Stretch(); !sentence {
			s.emit(GradesChanged{})
		}
	case record.AttributionKind, record.VoiceKind:
	default:
		return
	}
	s.grades.forget()
}

// gradeAt returns the grade with a key, or nil. It finds a grade of a sentence only if the
// article is open.
func (s *Session) gradeAt(key model.Key) *record.Grade {
	if key.Sentence == (model.Span{}) {
		return s.grades.stored[key]
	}
	if doc := s.opened(key.Article); doc != nil {
		g, _ := doc.Records[key].(*record.Grade)
		return g
	}
	return nil
}

// graded returns the keys of the grades that the analyst can set on the sentences, voices,
// article or outlet to which actions apply, or the reason why they apply to none.
func (s *Session) graded(on record.Graded) (keys []model.Key, err error) {
	var subjects []model.Subject
	switch on {
	case record.GradedSentence:
		subjects, err = s.subjects(SentenceScope)
	case record.GradedArticle:
		subjects, err = s.subjects(ArticleScope)
	case record.GradedOutlet:
		subjects, err = s.subjects(OutletScope)
	case record.GradedVoice:
		return s.gradedVoices()
	default:
		return nil, fmt.Errorf("%w: nothing of the sort %d is graded", model.ErrValue, on)
	}
	for _, subject := range subjects {
		keys = append(keys, record.GradeOn(subject, s.opts.Analyst))
	}
	return keys, err
}

// gradedVoices returns the keys of the analyst's grades of the voices to which the current
// or the selected sentences are attributed.
func (s *Session) gradedVoices() (keys []model.Key, err error) {
	sentences, err := s.subjects(SentenceScope)
	if err != nil {
		return nil, err
	}
	for _, on := range sentences {
		voice, attributed := s.voiceOf(s.doc, on.Sentence)
		if key := record.GradeOfVoice(voice, s.opts.Analyst); attributed && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil, model.ErrNoVoice
	}
	return keys, nil
}

// voiceOf returns the voice to which the analyst attributed a sentence or, if that is an alias,
// the voice that stands for it. It returns false if the analyst has not attributed the sentence.
func (s *Session) voiceOf(doc *model.Document, sentence model.Span) (model.VoiceID, bool) {
	a, ok := doc.Records[record.AttributionOn(doc.ID, sentence, s.opts.Analyst)].(*record.Attribution)
	if !ok {
		return "", false
	}
	return s.voices.list.Root(a.Voice), true
}

// GradeOf returns the analyst's grade of the current sentence, its voice, its article or
// its outlet, or nil. If several sentences are selected, it returns the grade that all of
// them have, or nil if theirs differ. The basis of the result is empty if their bases differ.
func (s *Session) GradeOf(on record.Graded) *record.Grade {
	keys, err := s.graded(on)
	if err != nil {
		return nil
	}
	var common *record.Grade
	for _, key := range keys {
		g := s.counting(key)
		switch {
		case g == nil, common != nil && g.Grade != common.Grade:
			return nil
		case common == nil:
			common = g
		case g.Basis != common.Basis || g.Note != common.Note:
			bare := *common
			bare.Basis, bare.Note = "", ""
			common = &bare
		}
	}
	return common
}

// OthersGrades returns the grades of the current sentence and then of its article by other
// analysts whose layers the analyst sees, each sorted by what the analysts are called.
func (s *Session) OthersGrades() (all []*record.Grade) {
	u, ok := s.Current()
	if !ok {
		return nil
	}
	for _, on := range []model.Span{u.Span, {}} {
		first := len(all)
		for _, content := range record.On(s.doc, record.GradeKind, on) {
			if g := content.(*record.Grade); g.Analyst != s.opts.Analyst && s.Sees(g.Analyst) {
				all = append(all, g)
			}
		}
		slices.SortFunc(all[first:], func(a, b *record.Grade) int { return s.compareAnalysts(a.Analyst, b.Analyst) })
	}
	return all
}

// compareAnalysts orders analysts by what they are called.
func (s *Session) compareAnalysts(a, b string) int {
	return strings.Compare(s.Called(a)+"\x00"+a, s.Called(b)+"\x00"+b)
}

// SetGrade grades the current sentence or the selected ones, their voices, the article or its
// outlet; see GradeOf. The zero grade removes the grades. If several sentences or voices have
// different grades, each keeps the half that g lacks; if they have different bases and basis is
// empty, each keeps its basis. If basis is empty, a grade whose basis is a note keeps the note.
// The error is ErrGrade or ErrDigit if the grade is refused, ErrValue if the basis is refused,
// ErrNoSentence, ErrNoArticle or ErrNoOutlet if nothing of the sort is current, and ErrNoVoice
// if no sentence is attributed.
func (s *Session) SetGrade(on record.Graded, g model.Grade, basis string) error {
	keys, err := s.graded(on)
	if err != nil {
		return fmt.Errorf("%s: %w", edit.Grade, err)
	}
	if g.IsZero() || len(keys) < 2 {
		return s.grade(keys, g, basis)
	}
	shown, sameBasis := s.GradeOf(on), s.haveOneBasis(keys)
	return s.gradeEach(keys, func(key model.Key) (next model.Grade, why string) {
		next, why = g, basis
		if was := s.gradeAt(key); was != nil {
			if shown == nil {
				next.Source = cmp.Or(next.Source, was.Grade.Source)
				next.Information = cmp.Or(next.Information, was.Grade.Information)
			}
			if !sameBasis {
				why = cmp.Or(why, was.Basis)
			}
		}
		return next, why
	})
}

// LessenGrade removes the digit of the grade of the current sentence or, if there is none,
// its letter. It does the same to each of several selected sentences, to their voices, to
// the article or to its outlet. What is left keeps its basis. The errors are those of
// SetGrade.
func (s *Session) LessenGrade(on record.Graded) error {
	keys, err := s.graded(on)
	if err != nil {
		return fmt.Errorf("%s: %w", edit.Grade, err)
	}
	return s.gradeEach(keys, func(key model.Key) (left model.Grade, basis string) {
		if was := s.counting(key); was != nil && was.Grade.Information != "" {
			left, basis = model.Grade{Source: was.Grade.Source}, was.Basis
		}
		return left, basis
	})
}

// counting returns the grade with a key, or nil. For a voice, it is that of VoiceGrade.
func (s *Session) counting(key model.Key) *record.Grade {
	if on, voice := record.GradedBy(key); on == record.GradedVoice {
		return s.VoiceGrade(voice)
	}
	return s.gradeAt(key)
}

// gradeEach gives the grade with each key, in one change, the grade and the basis that next
// returns for it.
func (s *Session) gradeEach(keys []model.Key, next func(key model.Key) (model.Grade, string)) error {
	return s.changePhrases(func() (edit.Change, error) {
		var all edit.Change
		for _, key := range keys {
			g, basis := next(key)
			one := []model.Key{key}
			if g.IsZero() {
				one = s.withAliases(one)
			}
			c, err := s.grading(one).Setting(g, basis)
			if err != nil {
				return all, err
			}
			c.Edits = append(all.Edits, c.Edits...)
			all = c
		}
		return all, nil
	})
}

// haveOneBasis reports whether all of the analyst's grades with these keys have the same
// basis. The basis of a missing grade is empty.
func (s *Session) haveOneBasis(keys []model.Key) bool {
	basis := func(key model.Key) string {
		if g := s.gradeAt(key); g != nil {
			return g.Basis
		}
		return ""
	}
	return !slices.ContainsFunc(keys, func(key model.Key) bool { return basis(key) != basis(keys[0]) })
}

// SetOutletGrade sets or removes the grade of the outlet with a name; see SetGrade. The error
// is ErrNoOutlet if the name is empty.
func (s *Session) SetOutletGrade(outlet string, g model.Grade, basis string) error {
	id := model.OutletIDOf(outlet)
	if id == "" {
		return fmt.Errorf("%s: %w", edit.Grade, model.ErrNoOutlet)
	}
	return s.grade([]model.Key{record.GradeOn(model.Subject{Outlet: id}, s.opts.Analyst)}, g, basis)
}

// SetVoiceGrade sets or removes the grade of a voice; see SetGrade. The error is ErrNoVoice if
// the project's list lacks the voice.
func (s *Session) SetVoiceGrade(voice model.VoiceID, g model.Grade, basis string) error {
	found, ok := s.voices.list.Find(voice)
	if !ok {
		return fmt.Errorf("%s: voice %q: %w", edit.Grade, voice, model.ErrNoVoice)
	}
	return s.grade([]model.Key{record.GradeOfVoice(found.ID, s.opts.Analyst)}, g, basis)
}

func (s *Session) grade(keys []model.Key, g model.Grade, basis string) error {
	return s.changePhrases(func() (edit.Change, error) {
		if g.IsZero() {
			keys = s.withAliases(keys)
		}
		return s.grading(keys).Setting(g, basis)
	})
}

// grading returns the edit.Grading of the analyst for keys of grades.
func (s *Session) grading(keys []model.Key) edit.Grading {
	return edit.Grading{Clock: s.clock(), Analyst: s.opts.Analyst, On: keys, Of: s.gradeAt}
}

// withAliases returns keys of grades, and for each grade of a voice also the keys for the
// aliases of the voice.
func (s *Session) withAliases(keys []model.Key) (all []model.Key) {
	for _, key := range keys {
		all = append(all, key)
		if on, voice := record.GradedBy(key); on == record.GradedVoice {
			for _, joined := range s.voices.list.Joined(voice) {
				if joined != voice {
					all = append(all, record.GradeOfVoice(joined, s.opts.Analyst))
				}
			}
		}
	}
	return all
}

// InForce returns the analyst's grade that applies to a sentence of an open article. It is
// fast enough to be called at every repaint.
func (s *Session) InForce(doc *model.Document, sentence model.Span) grading.InForce {
	known := s.grades.inForce[doc.ID]
	if known == nil {
		known = map[model.Span]grading.InForce{}
		if s.grades.inForce == nil {
			s.grades.inForce = map[model.ArticleID]map[model.Span]grading.InForce{}
		}
		s.grades.inForce[doc.ID] = known
	}
	f, ok := known[sentence]
	if !ok {
		f = s.workedOut(doc, sentence)
		known[sentence] = f
	}
	return f
}

func (s *Session) workedOut(doc *model.Document, sentence model.Span) grading.InForce {
	return grading.Of(func(on record.Graded) *record.Grade {
		switch on {
		case record.GradedSentence:
			g, _ := doc.Records[record.GradeOn(model.Subject{Article: doc.ID, Sentence: sentence}, s.opts.Analyst)].(*record.Grade)
			return g
		case record.GradedVoice:
			if voice, ok := s.voiceOf(doc, sentence); ok {
				return s.VoiceGrade(voice)
			}
			return nil
		case record.GradedArticle, record.GradedOutlet:
			return s.gradeAround(doc.Article, on)
		default:
			return nil
		}
	})
}

// gradeAround returns the analyst's grade of an article or of its outlet, or nil.
func (s *Session) gradeAround(a model.Article, on record.Graded) *record.Grade {
	switch {
	case len(s.grades.stored) == 0: // most projects have no grades, and folding a name takes time
		return nil
	case on == record.GradedArticle:
		return s.grades.stored[record.GradeOn(model.Subject{Article: a.ID}, s.opts.Analyst)]
	case on == record.GradedOutlet:
		return s.OutletGrade(model.OutletIDOf(a.Metadata.Outlet))
	}
	return nil
}

// ArticleGrade returns the letter in force for an article in the list: the analyst's letter of
// the article or, if it has none, of its outlet. ArticleGrade reads nothing from the store.
func (s *Session) ArticleGrade(id model.ArticleID) grading.InForce {
	sum, ok := s.Summary(id)
	if !ok {
		return grading.InForce{}
	}
	return grading.Of(func(on record.Graded) *record.Grade { return s.gradeAround(sum.Article, on) })
}

// OutletGrade returns the analyst's grade of an outlet, or nil.
func (s *Session) OutletGrade(outlet model.OutletID) *record.Grade {
	if outlet == "" {
		return nil
	}
	return s.grades.stored[record.GradeOn(model.Subject{Outlet: outlet}, s.opts.Analyst)]
}

// VoiceGrade returns the analyst's grade of the voice that stands for a voice, or nil. If that
// voice has none, VoiceGrade returns the newest grade of its aliases.
func (s *Session) VoiceGrade(voice model.VoiceID) *record.Grade {
	if s.grades.voices == nil {
		s.grades.voices = grading.OfVoices(s.voices.list, s.opts.Analyst, maps.All(s.grades.stored))
	}
	return s.grades.voices[s.voices.list.Root(voice)]
}

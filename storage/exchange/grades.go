package exchange

import (
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/schema"
)

// The grades in sets and tables are for people and scripts, as the names of phrases are.
// Loading a set ignores them and reads the records.

// gradesIn returns the grades of voices and outlets among the records that are not about an
// article.
func gradesIn(general versions) map[model.Key]*record.Grade {
	found := map[model.Key]*record.Grade{}
	for key, held := range general {
		if g, ok := held[0].Content.(*record.Grade); ok {
			found[key] = g
		}
	}
	return found
}

// tableIn returns a table of the grades that are not about an article. The documents contain
// the other grades.
func tableIn(general versions) *grading.Table {
	return grading.NewTable(gradesIn(general), voicesIn(general))
}

// grade returns the form of a grade in sets, without the letter in force.
func (r *recorder) grade(g *record.Grade) schema.Grade {
	at := schema.At(g.At)
	return schema.Grade{Analyst: r.names.of(g.Analyst), Grade: g.Grade.String(), Basis: g.Basis, Note: g.Note, Time: &at}
}

// ownGrades returns the grades of a sentence of a document, or those of the article if the
// span is empty, sorted by analyst. It leaves out inherited letters.
func (r *recorder) ownGrades(doc *model.Document, at model.Span) []schema.Grade {
	if len(doc.Records) == 0 {
		return nil
	}
	var own []*record.Grade
	for _, content := range record.On(doc, record.GradeKind, at) {
		own = append(own, content.(*record.Grade))
	}
	return r.byAnalyst(own)
}

// byAnalyst returns the form of grades in sets, sorted by analyst.
func (r *recorder) byAnalyst(grades []*record.Grade) []schema.Grade {
	var all []schema.Grade
	for _, g := range grades {
		all = append(all, r.grade(g))
	}
	sortGrades(all)
	return all
}

func sortGrades(all []schema.Grade) {
	slices.SortStableFunc(all, func(a, b schema.Grade) int { return strings.Compare(a.Analyst, b.Analyst) })
}

// graders returns the analysts whose letters can be in force for the sentences of a
// document. It returns nil if the grades of voices and outlets are unknown.
func (r *recorder) graders(doc *model.Document) []string {
	switch {
	case r.grades != nil:
	case r.general == nil:
		return nil
	default:
		r.grades = tableIn(r.general)
	}
	return r.grades.Graders(doc)
}

// withLetters returns the grades of a sentence, with the letter in force for each of the
// graders, sorted by analyst.
func (r *recorder) withLetters(own []schema.Grade, doc *model.Document, at model.Span, graders []string) []schema.Grade {
	for _, analyst := range graders {
		f := r.grades.InForce(doc, at, analyst)
		if f.Letter == nil {
			continue
		}
		name := r.names.of(analyst)
		i := slices.IndexFunc(own, func(g schema.Grade) bool { return g.Analyst == name })
		if i < 0 {
			i = len(own)
			own = append(own, schema.Grade{Analyst: name})
		}
		own[i].Letter, own[i].From = f.Source, gradedName(f.From)
	}
	sortGrades(own)
	return own
}

// gradedName returns the name that a value of Graded has in sets.
func gradedName(on record.Graded) string {
	switch on {
	case record.GradedSentence:
		return "sentence"
	case record.GradedVoice:
		return "voice"
	case record.GradedArticle:
		return "article"
	case record.GradedOutlet:
		return "outlet"
	default:
		return ""
	}
}

// gradedOutlets returns the grades of outlets.
func (r *recorder) gradedOutlets() map[model.OutletID][]schema.Grade {
	of := map[model.OutletID][]*record.Grade{}
	for key, g := range gradesIn(r.general) {
		if g.On == record.GradedOutlet {
			of[key.Outlet] = append(of[key.Outlet], g)
		}
	}
	all := map[model.OutletID][]schema.Grade{}
	for id, grades := range of {
		all[id] = r.byAnalyst(grades)
	}
	return all
}

// gradedVoices returns the voices with grades of their own, sorted by id.
func (r *recorder) gradedVoices() []schema.Voice {
	of := map[model.VoiceID][]*record.Grade{}
	for _, g := range gradesIn(r.general) {
		if g.On == record.GradedVoice {
			of[g.Voice] = append(of[g.Voice], g)
		}
	}
	list := voicesIn(r.general)
	var all []schema.Voice
	for _, id := range slices.Sorted(maps.Keys(of)) {
		v := schema.Voice{ID: id, Grades: r.byAnalyst(of[id])}
		if stored := list.Stored(id); stored != nil {
			v.Name = stored.Name
		}
		all = append(all, v)
	}
	return all
}

// justified returns the grade that a note justifies; see record.NoteGrade. doc is the article
// that the note is on, or nil if it is on an outlet.
func justified(n model.Note, doc *model.Document, general versions) model.Grade {
	return record.NoteGrade(n, func(key model.Key) *record.Grade {
		if doc != nil {
			return record.GradeIn(doc, key)
		}
		if held := general[key]; len(held) > 0 {
			g, _ := held[0].Content.(*record.Grade)
			return g
		}
		return nil
	})
}

package search_test

import (
	"errors"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
)

func TestGradesThatAreInForceAreFound(t *testing.T) {
	grade := func(analyst string, on record.Graded, source, information string) any {
		return &record.Grade{Analyst: analyst, On: on, Grade: model.Grade{Source: source, Information: information}}
	}
	records := map[model.Kind][]any{
		record.GradeKind: {
			grade("Ines", record.GradedSentence, "", "2"), grade("Ines", record.GradedOutlet, "B", ""),
			grade("Omar", record.GradedArticle, "F", ""), grade("Omar", record.GradedOutlet, "A", ""),
		},
		record.AttributionKind: {&record.Attribution{Analyst: "Zoe", Voice: "mayor"}},
	}
	voices := record.NewVoices(map[model.VoiceID]record.Voice{"ana": {Name: "Ana"}, "mayor": {Name: "The mayor", Into: "ana"}})
	ofVoice := grading.ByVoice(voices, []*record.Grade{{Analyst: "Zoe", On: record.GradedVoice, Voice: "ana", Grade: model.Grade{Source: "D"}}})
	for _, c := range []struct {
		query, analyst string
		want           bool
	}{
		{"grade:B", "Ines", true},
		{"grade:b2", "Ines", true},
		{"grade:B3", "Ines", false},
		{"grade:A..C", "Ines", true},
		{"grade:C..E,A", "Ines", false},
		{"grade:*", "Ines", true},
		{"-grade:B", "Ines", false},
		{"info:2", "Ines", true},
		{"info:1..3", "Ines", true},
		{"info:3..5,6", "Ines", false},
		{"info:*", "Omar", false}, // digits are nobody else's
		{"grade:F", "Omar", true},
		{"grade:A..E", "Omar", false}, // F is outside the order, and nearer than the outlet's A
		{"grade:F analyst:omar", "Ines", true},
		{"grade:B analyst:omar", "Ines", false},
		{"grade:D", "Zoe", true}, // of the voice for which an alias stands
		{"grade:A..C", "Zoe", false},
		{"grade:D", "", true}, // anyone's
		{"grade:C", "", false},
	} {
		q, err := search.Parse(c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		asked := search.Asked{Analyst: c.analyst, OfVoice: ofVoice, Records: func(kind model.Kind) []any { return records[kind] }}
		if got := q.WantsSentence(asked); got != c.want {
			t.Errorf("%s finds the sentence for %q: %v, want %v", c.query, c.analyst, got, c.want)
		}
		asked.Unit.Kind = model.UnitResidue
		if q.WantsSentence(asked) && c.query[0] != '-' {
			t.Errorf("%s finds what is set aside", c.query)
		}
	}
}

func TestMistakesInGradesAreMarked(t *testing.T) {
	for typed, want := range map[string]search.Reason{
		"grade:H": search.BadGrade, "grade:2": search.BadGrade, "grade:B7": search.BadGrade, "grade:..": search.BadGrade, "grade:good": search.BadGrade,
		"info:7": search.BadInfo, "info:B": search.BadInfo, "info:B2": search.BadInfo,
		"grade:A..F": search.UnjudgedRange, "grade:F..A": search.UnjudgedRange, "info:1..6": search.UnjudgedRange,
		"grade:C..A": search.RangeReversed, "info:3..1": search.RangeReversed, "grade:A,": search.MissingValue,
	} {
		_, err := search.Parse(typed)
		var mistake *search.SyntaxError
		if !errors.As(err, &mistake) || mistake.Reason != want {
			t.Errorf("%s: %v, want the reason %d", typed, err, want)
		}
	}
}

func TestANoteIsFoundByTheGradeThatItJustifies(t *testing.T) {
	note := &model.Note{ID: "n", Analyst: "Ines", Text: "Two saw it."}
	old := &model.Note{ID: "o", Analyst: "Omar", Text: "Late.", Grade: model.Grade{Source: "C"}}
	records := map[model.Kind][]any{
		record.Note:      {note, old},
		record.GradeKind: {&record.Grade{Analyst: "Ines", Note: "n", Grade: model.Grade{Source: "B", Information: "2"}}},
	}
	for query, want := range map[string]bool{"note:b2": true, "note:C": true, "note:B": false, "note:D": false, "note:two": true} {
		q, err := search.Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.WantsSentence(search.Asked{Records: func(kind model.Kind) []any { return records[kind] }}); got != want {
			t.Errorf("%s finds it: %v", query, got)
		}
	}
}

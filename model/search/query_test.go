package search

import (
	"testing"

	"assay.app/assay/model"
)

func TestASentenceIsFoundByItsWords(t *testing.T) {
	for _, c := range []struct{ name, query, sentence, want string }{
		{"a word", "river", "The river rose.", "The [river] rose."},
		{"the beginning of a word", "flood", "Floods and flooding.", "[Flood]s and [flood]ing."},
		{"not inside a word", "lood", "Floods and flooding.", ""},
		{"words in any order", "rose river", "The river rose.", "The [river] [rose]."},
		{"all of the words", "river fell", "The river rose.", ""},
		{"case", "RIVER", "The river rose.", "The [river] rose."},
		{"accents", "cafe", "Le café.", "Le [café]."},
		{"accents typed apart", "café", "Le cafe\u0301.", "Le [cafe\u0301]."},
		{"curly quotes", "it's", "He says it’s over.", "He says [it’s] over."},
		{"straight quotes", "it’s", "He says it's over.", "He says [it's] over."},
		{"a phrase", `"the river"`, "The river, the old river.", "[The river], the old river."},
		{"a phrase in curly quotes", "“old river”", "The river, the old river.", "The river, the [old river]."},
		{"a phrase across a line end", `"old river"`, "The old\nriver.", "The [old\nriver]."},
		{"a phrase not closed", `"old ri`, "The old river.", "The [old ri]ver."},
		{"a phrase and a word", `"old river" the`, "The old river.", "[The] [old river]."},
		{"dashes", "2031-32", "In 2031–32.", "In [2031–32]."},
		{"a number", "12", "Of 12, 120 and 212.", "Of [12], [12]0 and 212."},
		{"Cyrillic", "вода", "Вода поднялась.", "[Вода] поднялась."},
		{"scripts without spaces", "京都", "東京都です。", "東[京都]です。"},
		{"words that overlap", "river riverside", "The riverside.", "The [riverside]."},
		{"an empty sentence", "river", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			marks := ParseQuery(c.query).in(c.sentence)
			got := ""
			if marks != nil {
				got = bracketed(c.sentence, marks)
			}
			if got != c.want {
				t.Errorf("%q finds %q, want %q", c.query, got, c.want)
			}
			if c.want != "" && !NewScanner(ParseQuery(c.query)).Maybe([]byte(c.sentence)) {
				t.Error("the quick look misses it")
			}
		})
	}
}

func TestAScannerGivesTheSentencesOfOneTextAfterAnother(t *testing.T) {
	text := "River town\n\nThe river rose. Roads were shut. A river bus sank."
	units := []model.Unit{
		{Span: model.Span{Start: 0, End: 10}, Kind: model.UnitHeader},
		{Span: model.Span{Start: 12, End: 27}},
		{Span: model.Span{Start: 28, End: 44}},
		{Span: model.Span{Start: 45, End: 62}},
	}
	s := NewScanner(ParseQuery("river s"))
	for range 2 { // its memory of the text before does no harm
		if !s.Maybe([]byte(text)) {
			t.Fatal("the quick look misses it")
		}
		got := s.Sentences(text, units)
		if len(got) != 1 || got[0].Span != units[3].Span || got[0].Text != "A river bus sank." {
			t.Errorf("it finds %+v", got)
		}
		if s.Maybe([]byte("The sea.")) {
			t.Error("the quick look sees a river in the sea")
		}
	}
	for _, nothing := range []string{"", " ", `""`, "\x00"} {
		s := NewScanner(ParseQuery(nothing))
		if s.Maybe([]byte(text)) || s.Sentences(text, units) != nil {
			t.Errorf("%q finds something", nothing)
		}
	}
}

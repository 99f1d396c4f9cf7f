package model

import "testing"

func TestGradeHalvesAreRatedIndependently(t *testing.T) {
	for _, c := range []struct {
		source, information string
		valid               bool
		text                string
	}{
		{"", "", true, ""},
		{"B", "2", true, "B2"},
		{"F", "", true, "F"},
		{"", "6", true, "6"},
		{"A", "1", true, "A1"},
		{"G", "1", false, "G1"},
		{"A", "7", false, "A7"},
		{"A", "0", false, "A0"},
		{"a", "1", false, "a1"},
		{"AB", "1", false, "AB1"},
		{"A", "12", false, "A12"},
		{"1", "A", false, "1A"},
	} {
		g := Grade{Source: c.source, Information: c.information}
		if g.Valid() != c.valid || g.String() != c.text {
			t.Errorf("grade %q/%q: valid is %v and it reads %q; want %v, %q",
				c.source, c.information, g.Valid(), g, c.valid, c.text)
		}
		if zero := c.source == "" && c.information == ""; g.IsZero() != zero {
			t.Errorf("grade %q: IsZero is %v", g, g.IsZero())
		}
	}
}

func TestNoteTargetsAreTheSameWhenTheyAreAboutTheSameThing(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b NoteTarget
		same bool
	}{
		{"one article", OnArticle("a"), OnArticle("a"), true},
		{"two articles", OnArticle("a"), OnArticle("b"), false},
		{"one sentence", OnSentence("a", Span{0, 5}), OnSentence("a", Span{0, 5}), true},
		{"two sentences", OnSentence("a", Span{0, 5}), OnSentence("a", Span{5, 9}), false},
		{"sentences of two articles", OnSentence("a", Span{0, 5}), OnSentence("b", Span{0, 5}), false},
		{"a sentence and its article", OnSentence("a", Span{0, 5}), OnArticle("a"), false},
		{"an article and its sentence", OnArticle("a"), OnSentence("a", Span{0, 5}), false},
		{"one outlet, spelled twice", OnOutlet("Tide Post"), OnOutlet(" tide  post"), true},
		{"two outlets", OnOutlet("Tide Post"), OnOutlet("Tide Mail"), false},
		{"an outlet and an article", OnOutlet("a"), OnArticle("a"), false},
	} {
		if got := c.a.Same(c.b); got != c.same {
			t.Errorf("%s: %v, want %v", c.name, got, c.same)
		}
	}
}

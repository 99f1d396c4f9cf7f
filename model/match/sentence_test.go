package match

import (
	"testing"
)

func TestFiguresAreEqualHoweverTheyAreWritten(t *testing.T) {
	values := func(lang, s string) (all []string) {
		for _, f := range Read(lang, s).Figures() {
			all = append(all, f.Value)
		}
		return all
	}
	for _, c := range []struct{ a, b string }{
		{"Twelve boats sank.", "The 12 boats sank."},
		{"It sank on 12 March.", "On March 12 it sank."},
		{"Some 1,200 people left.", "1200 residents left."},
		{"It took three weeks.", "It took 3 weeks."},
		{"It closed on Friday.", "On Friday it closed."},
	} {
		a, b := values("en", c.a), values("en", c.b)
		if len(a) != 1 || len(b) != 1 || a[0] != b[0] {
			t.Errorf("%q has %q, %q has %q", c.a, a, c.b, b)
		}
	}
	if a, b := values("en", "three weeks"), values("en", "three years"); a[0] == b[0] {
		t.Error("weeks are years")
	}
	if got := values("tr", "Evde 14 kişi vardı."); len(got) != 1 {
		t.Errorf("without word lists: %q", got)
	}
}

func TestEssenceLeavesOutWhoSaysIt(t *testing.T) {
	for _, c := range []struct{ lang, sentence, want string }{
		{"en", "Ana Ré said that the wall held.", "the wall held."},
		{"en", "The wall held, Ana Ré said.", "The wall held"},
		{"en", "BRENHOLT, March 12 (Tellwire) – The wall held.", "The wall held."},
		{"en", "The wall held.", "The wall held."},
		{"en", "On Friday the former mayor Ana Ré said the wall held.", "the wall held."},
		{"en", "First Mayor Ana Ré says that the wall held.", "the wall held."},
		{"de", "Ana Ré sagte, dass die Mauer hielt.", "die Mauer hielt."},
		{"en", "", ""},
	} {
		if got := Essence(c.lang, c.sentence); got != c.want {
			t.Errorf("%q: %q", c.sentence, got)
		}
	}
}

func TestReadSentencesConflictAsConflictsSays(t *testing.T) {
	for _, c := range [][2]string{
		{"240 residents left in February.", "400 residents left in March."},
		{"The harbour wall collapsed at night.", "The harbour wall did not collapse at night."},
	} {
		want := Conflicts("en", c[0], "en", c[1])
		got := Read("en", c[0]).Conflicts(Read("en", c[1]))
		if len(want) == 0 || len(got) != len(want) || got[0] != want[0] {
			t.Errorf("%v, not %v", got, want)
		}
	}
}

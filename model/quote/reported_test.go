package quote

import "testing"

func TestReported(t *testing.T) {
	for _, c := range []struct{ sentence, speaker, cue string }{
		{"Ana Ré said that the wall would hold.", "Ana Ré", "said"},
		{"On Monday the harbour master told Ida Quill to go.", "the harbour master", "told"},
		{"The wall will hold for a year, the harbour master said.", "the harbour master", "said"},
		{"According to Ana Ré, the wall will hold.", "Ana Ré", "According to"},
		{"The wall will hold, according to Ana Ré.", "Ana Ré", "according to"},
		{"The wall held.", "", ""},
		{"The wall is said to hold.", "", ""},
		{"The boat called Heron lay there.", "", ""},
		{"Her report that day was short.", "", ""},
		{"", "", ""},
		{"\xff said \xe2\x80", "", ""},
	} {
		speaker, cue, ok := Reported("en", c.sentence)
		if speaker.Of(c.sentence) != c.speaker || cue.Of(c.sentence) != c.cue || ok != (c.cue != "") {
			t.Errorf("%q: %q, %q, %v", c.sentence, speaker.Of(c.sentence), cue.Of(c.sentence), ok)
		}
	}
}

func FuzzReported(f *testing.F) {
	for _, text := range awkward {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		speaker, cue, ok := Reported("en", text)
		if ok && (speaker.Of(text) == "" || cue.Of(text) == "") {
			t.Fatalf("%q: %v, %v", text, speaker, cue)
		}
	})
}

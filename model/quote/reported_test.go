package quote

import "testing"

func TestReported(t *testing.T) {
	for _, c := range []struct{ sentence, speaker, cue string }{
		{"Ana Ré said that the wall would hold.", "Ana Ré", "said"},
		{"On Monday the harbour master told Ida Quill to go.", "the harbour master", "told"},
		{"The wall will hold for a year, the harbour master said.", "the harbour master", "said"},
		{"According to Ana Ré, the wall will hold.", "Ana Ré", "According to"},
		{"The wall will hold, according to Ana Ré.", "Ana Ré", "according to"},
		{"The report, sent by Bo Lee, the clerk, said that the wall would hold.", "The report", "said"},
		{"A man of 70 with 1,400 sheep said the wall would hold.", "A man of 70", "said"},
		{"The clerk drew a plan and said that the wall would hold.", "The clerk", "said"},
		{"Ana Ré, who saw it, told the board the wall would hold.", "Ana Ré", "told"},
		{"Ana Ré said walls of stone were dear.", "Ana Ré", "said"},
		{"The wall will hold, according to a 52-page report.", "a 52-page report", "according to"},
		{"Ana Ré, saying that it rained, told the board it was late.", "Ana Ré", "saying"},
		{"“They say it rains,” Ana Ré told the board.", "Ana Ré", "told"},
		{"She declined to say that it would hold.", "", ""},
		{"The stones seen at the quay show that it held.", "", ""},
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

func TestReportedInOtherLanguages(t *testing.T) {
	for _, c := range []struct{ lang, sentence, speaker, cue string }{
		{"de", "Anna Lenz, die Leiterin des Hafens, sagte, dass die Mauer halte.", "Anna Lenz", "sagte"},
		{"de", "Anna Lenz sagte, die Mauer werde halten.", "Anna Lenz", "sagte"},
		{"fr", "Le rapport, envoyé par Marc Petit, affirme que le mur tiendra.", "Le rapport", "affirme"},
		{"es", "Ana Luna, la alcaldesa, dijo que el muro aguantaría.", "Ana Luna", "dijo"},
		{"uk", "Тарас Коваль, голова порту, заявив, що стіна вистоїть.", "Тарас Коваль", "заявив"},
		{"uk", "За словами Тараса Коваля, стіна вистоїть.", "Тараса Коваля", "За словами"},
	} {
		speaker, cue, _ := Reported(c.lang, c.sentence)
		if speaker.Of(c.sentence) != c.speaker || cue.Of(c.sentence) != c.cue {
			t.Errorf("%q: %q, %q", c.sentence, speaker.Of(c.sentence), cue.Of(c.sentence))
		}
	}
}

func FuzzReported(f *testing.F) {
	for _, text := range awkward {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		speaker, cue, ok := Reported("en", text)
		checkSpeaker(t, "en", speaker.Of(text))
		if ok && (speaker.Of(text) == "" || cue.Of(text) == "") {
			t.Fatalf("%q: %v, %v", text, speaker, cue)
		}
	})
}

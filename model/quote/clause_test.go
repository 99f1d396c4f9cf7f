package quote

import "testing"

func TestSubjectOfTheClause(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"a comma in a number", "", "A man of 70 with 1,400 sheep told the board that it was “far too late.”", []said{{"“far too late.”", "A man of 70", "told"}}},
		{"an insertion of a participle", "", "Parts of the letter, later read out by Bo Lee, show that the wall is “sound.”", []said{{"“sound.”", "Parts of the letter", "read"}}},
		{"several insertions", "", "The report, sent on Monday by Bo Lee, the clerk, said the wall was “as good as new.”", []said{{"“as good as new.”", "The report", "said"}}},
		{"several offices", "", "“It is sound,” Ana Ré, the clerk of the port, one of those who built it, said.", []said{{"“It is sound,”", "Ana Ré", "said"}}},
		{"an office without a second comma", "", "Ana Ré, chief clerk of the port said the wall was “as good as new.”", []said{{"“as good as new.”", "Ana Ré", "said"}}},
		{"brackets", "", "“It is sound,” Rep. Ana Ré (D-Hal), a mason, said.", []said{{"“It is sound,”", "Rep. Ana Ré", "said"}}},
		{"a place behind the name", "", "“It is sound,” Ana Ré, from the Hallen Masons (HM) told the board.", []said{{"“It is sound,”", "Ana Ré", "told"}}},
		{"a long modifier", "", "Masons walking down to the quay in the rain chanted “Mend it now!”", []said{{"“Mend it now!”", "Masons", "chanted"}}},
		{"a relative clause", "", "Ana Ré, who saw it fall, said it was “loud.” “Very loud,” said Bo Lee.", []said{{"“loud.”", "Ana Ré", "said"}, {"“Very loud,”", "Bo Lee", "said"}}},
		{"the verb of a relative clause", "", "They turned to the port police, who said it had been “very loud indeed that night.”", []said{{"“very loud indeed that night.”", "the port police", "said"}}},
		{"a question within", "", "The clerk was late but when asked whether he would do it again replied: “Would I not?”", []said{{"“Would I not?”", "The clerk", "replied"}}},
		{"verbs joined", "", "The clerk drew a plan of the quay and vowed to mend “every last stone of it.”", []said{{"“every last stone of it.”", "The clerk", "vowed"}}},
		{"verbs joined, another clause within", "", "Ana Ré said that she likes the wall but added “it will not hold for long.”", []said{{"“it will not hold for long.”", "Ana Ré", "added"}}},
		{"an infinitive", "", "Ana Ré took to the air on Monday to accuse the board of being “blind to the sea.”", []said{{"“blind to the sea.”", "Ana Ré", "accuse"}}},
		{"a participle after a name", "", "The film shows Ana Ré saying, “Mend it now.”", []said{{"“Mend it now.”", "Ana Ré", "saying"}}},
		{"a participle after a relative clause", "", "Bo Lee blamed a mason who said it was dry, adding, “It was not dry at all.”", []said{{"“It was not dry at all.”", "Bo Lee", "adding"}}},
		{"an auxiliary verb", "", "Ana Ré is calling the plan “a waste of stone.”", []said{{"“a waste of stone.”", "Ana Ré", "calling"}}},
		{"two nouns", "", "The former clerk and port master said it was “a fine old wall.”", []said{{"“a fine old wall.”", "The former clerk and port master", "said"}}},
		{"a plural possessive", "", "“It is sound,” the masons' union said.", []said{{"“It is sound,”", "the masons' union", "said"}}},
		{"a number first", "", "“It is sound,” said 3 spokeswoman Ana Ré.", []said{{"“It is sound,”", "3 spokeswoman Ana Ré", "said"}}},
		{"an age", "", "“It is sound,” said the 22-year-old.", []said{{"“It is sound,”", "the 22-year-old", "said"}}},
		{"an office between names", "", "“It is sound,” said Hallen Stone chief clerk Ana Ré.", []said{{"“It is sound,”", "Hallen Stone chief clerk Ana Ré", "said"}}},
		{"a passive", "", "A ring described by Ana Ré as “the best one on the coast” was lost.", []said{{"“the best one on the coast”", "Ana Ré", "described"}}},
		{"French", "fr", "Le rapport, envoyé par Marc Petit, le maire, affirme que le mur est « aussi bon que neuf ».", []said{{"« aussi bon que neuf »", "Le rapport", "affirme"}}},
		{"Spanish", "es", "Ana Luna, la alcaldesa, explicó que el muro era «tan bueno como nuevo».", []said{{"«tan bueno como nuevo»", "Ana Luna", "explicó"}}},
		{"Ukrainian", "uk", "Тарас Коваль, голова порту, заявив, що стіна «така ж добра, як нова».", []said{{"«така ж добра, як нова»", "Тарас Коваль", "заявив"}}},
		{"German", "de", "Anna Lenz, die Leiterin des Hafens, sagte, die Mauer sei „so gut wie neu“.", []said{{"„so gut wie neu“", "Anna Lenz", "sagte"}}},
	})
}

func TestPapersSpeak(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"the daily", "", "“It is sound,” the daily wrote.", []said{{"“It is sound,”", "the daily", "wrote"}}},
		{"the daily, before", "", "The wall, the daily wrote, was “as good as new.”", []said{{"“as good as new.”", "the daily", "wrote"}}},
		{"the report", "", "“It is sound,” according to the report.", []said{{"“It is sound,”", "the report", "according to"}}},
		{"the report, before", "", "According to a 52-page report, the wall is “as good as new.”", []said{{"“as good as new.”", "a 52-page report", "According to"}}},
		{"the letter", "", "“It is sound,” the letter reads.", []said{{"“It is sound,”", "the letter", "reads"}}},
		{"the ruling", "", "“It is sound,” said the ruling.", []said{{"“It is sound,”", "the ruling", "said"}}},
		{"a report's verb", "", "“It is sound,” the Hallen report stated.", []said{{"“It is sound,”", "the Hallen report", "stated"}}},
	})
}

// A verb of saying near the quotation may be in a side clause.
func TestTheVerbThatGoverns(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"a relative clause", "", "Ana Ré mocked the clerk, saying anybody who complains about the wall “is not having a good day.”", []said{{"“is not having a good day.”", "Ana Ré", "saying"}}},
		{"a clause of time", "", "The board revealed in May, since Ana Ré had written to it and asked for help, that the wall was “not at all sound.”", []said{{"“not at all sound.”", "The board", "revealed"}}},
		{"a noun that looks like a verb", "", "Ana Ré says the flurry of late-night posts about the clerk was “odd, even for him.”", []said{{"“odd, even for him.”", "Ana Ré", "says"}}},
		{"a noun after an adjective", "", "Ana Ré cited the clerk's past references to the wall as “a heap of old stones.”", []said{{"“a heap of old stones.”", "Ana Ré", "cited"}}},
		{"two clauses with that", "", "Bo Lee told a young mason who suggested that some will stay away that “this is not the first wall to fall.”", []said{{"“this is not the first wall to fall.”", "Bo Lee", "told"}}},
		{"its own clause", "", "Ana Ré left when Bo Lee called her “a fool.”", []said{{"“a fool.”", "Bo Lee", "called"}}},
	})
}

func TestSpeakersOfTheSameSentence(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"behind it", "", "“The wall will hold” for a year at least, she said. “Or two,” Ana Ré said.", []said{{"“The wall will hold”", "she", "said"}, {"“Or two,”", "Ana Ré", "said"}}},
		{"behind it, the verb first", "", "“The wall will hold” for a year at least, said Ana Ré.", []said{{"“The wall will hold”", "Ana Ré", "said"}}},
		{"a verb joined", "", "Ana Ré said the wall was “a fine old thing” and praised its “very good and even stones.”", []said{{"“a fine old thing”", "Ana Ré", "said"}, {"“very good and even stones.”", "Ana Ré", "praised"}}},
		{"a participle", "", "Ana Ré said the wall was “a fine old thing,” adding, “It will hold.”", []said{{"“a fine old thing,”", "Ana Ré", "said"}, {"“It will hold.”", "Ana Ré", "adding"}}},
		{"a name and an office before a colon", "", "- Port master Ana Ré: “It will hold for a year.”", []said{{"“It will hold for a year.”", "Port master Ana Ré", ""}}},
		{"a verb before the colon", "", "Commented another mason: “It will hold for a year.”", []said{{"“It will hold for a year.”", "another mason", "Commented"}}},
	})
}

// What is no noun phrase is no speaker.
func TestScrapsAreNoSpeakers(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"a comparison", "", "“A heap of old stones,” compared to the new wall, was all they saw.", []said{{"“A heap of old stones,”", "", ""}}},
		{"going on", "", "“It is insane,” Ana Ré said, going on to say that it took “years of hard work by masons.”", []said{{"“It is insane,”", "Ana Ré", "said"}, {"“years of hard work by masons.”", "Ana Ré", "said"}}},
	})
}

func TestSettledRefusesScraps(t *testing.T) {
	for _, c := range []struct{ lang, words, want string }{
		{"en", "the", ""},
		{"en", "a", ""},
		{"en", "the report", "the report"},
		{"en", "of Springfield", ""},
		{"en", "to", ""},
		{"en", "who in 2010", ""},
		{"en", "which", ""},
		{"en", "saying anybody", ""},
		{"en", "elected in May", ""},
		{"en", "replacing", ""},
		{"en", "later the clerk", "the clerk"},
		{"en", "and the clerk", "the clerk"},
		{"en", "visiting Chairman Bo Lee", "visiting Chairman Bo Lee"},
		{"en", "two", "two"},
		{"en", "he", "he"},
		{"en", "others", "others"},
		{"de", "von Hallen", ""},
		{"de", "der", ""},
		{"de", "der Wirt", "der Wirt"},
		{"fr", "dans la ville", ""},
		{"es", "por la calle", ""},
		{"uk", "у Львові", ""},
		{"uk", "мер", "мер"},
	} {
		r := reader{words: languageOf(c.lang), text: c.words}
		r.toks = r.tokens(nil, c.words, 0, len(c.words), false)
		if got := r.settled(r.between(0, len(r.toks))).Of(c.words); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.words, got, c.want)
		}
	}
}

package quote

import "testing"

func TestSpeakersOfTheSentenceBefore(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"reported speech", "", "Ana Ré said the wall would hold. “It is as good as new.”", []said{{"“It is as good as new.”", "Ana Ré", "said"}}},
		{"reported speech, who speaks comes last", "", "The wall would hold, Ana Ré said. “It is as good as new.”", []said{{"“It is as good as new.”", "Ana Ré", "said"}}},
		{"reported speech, nouns without an article", "", "Ana Ré said walls of stone were dear. “It is as good as new.”", []said{{"“It is as good as new.”", "Ana Ré", "said"}}},
		{"a phrase", "", "According to Ana Ré, the wall will hold. “It is as good as new.”", []said{{"“It is as good as new.”", "Ana Ré", "According to"}}},
		{"whom it is about", "", "Ana Ré was pleased with the wall. “It is as good as new.”", []said{{"“It is as good as new.”", "Ana Ré", ""}}},
		{"a surname read before", "", "The wall belongs to Ana Quill. Quill was pleased with it. “It is as good as new.”", []said{{"“It is as good as new.”", "Quill", ""}}},
		{"a word that may be no name", "", "Masons were pleased with the wall. “It is as good as new.”", []said{{"“It is as good as new.”", "", ""}}},
		{"another person", "", "“It will hold,” Ana Ré said. Bo Lee was less pleased. “It is far too low.”", []said{{"“It will hold,”", "Ana Ré", "said"}, {"“It is far too low.”", "Bo Lee", ""}}},
		{"another who reports", "", "“It will hold,” Ana Ré said. Bo Lee told us it was low. “It is far too low.”", []said{{"“It will hold,”", "Ana Ré", "said"}, {"“It is far too low.”", "Bo Lee", "told"}}},
		{"a side clause", "", "The wall, which the clerk says is old, fell. “It is as good as new.”", []said{{"“It is as good as new.”", "", ""}}},
		{"a question", "", "Does Ana Ré say that it will hold? “It is as good as new.”", []said{{"“It is as good as new.”", "", ""}}},
		{"other words attribute it", "", "Ana Ré said the wall would hold. “It is as good as new,” Bo Lee said.", []said{{"“It is as good as new,”", "Bo Lee", "said"}}},
		{"part of a sentence", "", "Ana Ré said the wall would hold. It is “as good as new” in many places.", []said{}},
		{"German", "de", "Anna Lenz sagte, die Mauer werde halten. „Sie ist so gut wie neu.“", []said{{"„Sie ist so gut wie neu.“", "Anna Lenz", "sagte"}}},
		{"French", "fr", "Anne Durel a déclaré que le mur tiendrait. « Il est aussi bon que neuf. »", []said{{"« Il est aussi bon que neuf. »", "Anne Durel", "déclaré"}}},
		{"Spanish", "es", "Ana Luna dijo que el muro aguantaría. «Es tan bueno como nuevo.»", []said{{"«Es tan bueno como nuevo.»", "Ana Luna", "dijo"}}},
		{"Ukrainian", "uk", "Тарас Коваль сказав, що стіна вистоїть. «Вона така ж добра, як нова.»", []said{{"«Вона така ж добра, як нова.»", "Тарас Коваль", "сказав"}}},
	})
}

func TestSpeakersOfTheParagraphBefore(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"who spoke last", "", "“The wall will hold,” Ana Ré said.\n\n“It is as good as new.”", []said{{"“The wall will hold,”", "Ana Ré", "said"}, {"“It is as good as new.”", "Ana Ré", "said"}}},
		{"who reported last", "", "Ana Ré said the wall was “a fine old thing” and would hold.\n\n“It is as good as new.”", []said{{"“a fine old thing”", "Ana Ré", "said"}, {"“It is as good as new.”", "Ana Ré", "said"}}},
		{"two paragraphs on", "", "“The wall will hold,” Ana Ré said.\n\n“It is as good as new.”\n\n“And it is dry inside.”", []said{{"“The wall will hold,”", "Ana Ré", "said"}, {"“It is as good as new.”", "Ana Ré", "said"}, {"“And it is dry inside.”", "Ana Ré", "said"}}},
		{"another sentence between", "", "“The wall will hold,” Ana Ré said. It rained all day in Hallen.\n\n“It is as good as new.”", []said{{"“The wall will hold,”", "Ana Ré", "said"}, {"“It is as good as new.”", "", ""}}},
		{"another paragraph between", "", "“The wall will hold,” Ana Ré said.\n\nIt rained all day in Hallen.\n\n“It is as good as new.”", []said{{"“The wall will hold,”", "Ana Ré", "said"}, {"“It is as good as new.”", "", ""}}},
		{"parts of one speech", "", "Ana Ré said the wall would hold.\n\n“It is as good as new.\n\n“And it is dry inside.”", []said{{"“It is as good as new.", "Ana Ré", "said"}, {"“And it is dry inside.”", "Ana Ré", "said"}}},
		{"parts of one speech that name another", "", "Ana Ré said the wall would hold.\n\n“It is as good as new.\n\n“And it is dry,” Bo Lee said.", []said{{"“It is as good as new.", "Bo Lee", "said"}, {"“And it is dry,”", "Bo Lee", "said"}}},
	})
}

package quote

import "testing"

func TestBlockQuotations(t *testing.T) {
	const wall = "The wall will hold for a year. Nobody needs to leave."
	checkSpeech(t, []speechCase{
		{"after a colon", "", "Ana Ré wrote:\n\n" + wall + "\n\nIt rained.", []said{{wall, "Ana Ré", "wrote"}}},
		{"indented", "", "Mayor Ida Quill told the council:\n\n    " + wall + "\n\n    The quay is dry.\n\nIt rained.", []said{
			{wall, "Mayor Ida Quill", "told"}, {"The quay is dry.", "Mayor Ida Quill", "told"},
		}},
		{"cited", "", "On Monday Bo Lee wrote:\n> The wall is old.\n> It will fall.\n\nI do not agree.", []said{
			{"The wall is old.", "Bo Lee", "wrote"}, {"It will fall.", "Bo Lee", "wrote"},
		}},
		{"cited, not introduced", "", "> The wall is old.\n\nI do not agree.", []said{{"The wall is old.", "", ""}}},
		{"a letter", "", "In her letter Ana Ré wrote:\n\nDear Mr. Moll,\n\nThe wall will hold.\n\nThe quay is dry.\n\nSincerely,\n\nAna Ré\n\nIt rained.", []said{
			{"Dear Mr. Moll,", "Ana Ré", "wrote"},
			{"The wall will hold.", "Ana Ré", "wrote"},
			{"The quay is dry.", "Ana Ré", "wrote"},
			{"Sincerely,", "Ana Ré", "wrote"},
		}},
		{"a letter that never ends", "", "In her letter Ana Ré wrote:\n\nDear Mr. Moll,\n\nThe wall will hold.\n\nIt rained.", []said{
			{"Dear Mr. Moll,", "Ana Ré", "wrote"}, {"The wall will hold.", "Ana Ré", "wrote"},
		}},
		{"marks within", "", "Ana Ré wrote:\n\nThe “old” wall will hold.", []said{{"The “old” wall will hold.", "Ana Ré", "wrote"}}},
		{"signed", "", "> The wall is old.\n\n– Bo Lee, mason", []said{{"The wall is old.", "Bo Lee", ""}}},
		{"a statement", "", "Bo Lee's statement in full:\n\n" + wall, []said{{wall, "Bo Lee", "statement"}}},
		{"the following", "", "He told the council the following:\n" + wall, []said{{wall, "He", "told"}}},
		{"German", "de", "Der Wirt schrieb:\n\nDie Mauer hält noch ein Jahr.", []said{{"Die Mauer hält noch ein Jahr.", "Der Wirt", "schrieb"}}},
		{"French", "fr", "Le maire a écrit :\n\nLe mur tiendra encore un an.", []said{{"Le mur tiendra encore un an.", "Le maire", "écrit"}}},
		{"French letter", "fr", "Le maire a écrit :\n\nChère Anne,\n\nLe mur tiendra.\n\nCordialement,\n\nMarc", []said{
			{"Chère Anne,", "Le maire", "écrit"}, {"Le mur tiendra.", "Le maire", "écrit"}, {"Cordialement,", "Le maire", "écrit"},
		}},
		{"Spanish", "es", "El alcalde escribió:\n\nEl muro aguantará un año.", []said{{"El muro aguantará un año.", "El alcalde", "escribió"}}},
		{"Ukrainian", "uk", "Мер написав:\n\nСтіна витримає ще рік.", []said{{"Стіна витримає ще рік.", "Мер", "написав"}}},
		{"Russian", "ru", "Мэр написал:\n\nСтена выдержит ещё год.", []said{{"Стена выдержит ещё год.", "Мэр", "написал"}}},
	})
}

func TestParagraphsThatAreNoBlock(t *testing.T) {
	checkSpeech(t, []speechCase{
		{"nobody says it", "", "There are two reasons:\n\nThe wall is old.", nil},
		{"a noun", "", "Residents listed three demands:\n\nA new wall must be built.", nil},
		{"anybody", "", "You can say it in a few words:\n\nThe wall is old.", nil},
		{"a list", "", "The council said:\n\n- The wall is old.\n- The quay is dry.", nil},
		{"a numbered list", "", "The council said:\n\n1. The wall is old.\n\n12) The quay is dry.", nil},
		{"points", "", "The council added the following:\n\nA new wall\n\nA dry quay", nil},
		{"the paragraph after next", "", "Ana Ré wrote:\n\n“It is late.”\n\nThe wall is old.", []said{{"“It is late.”", "Ana Ré", "wrote"}}},
		{"a letter nobody cites", "", "Dear Ana,\n\nThe wall is old.\n\nSincerely,\n\nBo", nil},
	})
}

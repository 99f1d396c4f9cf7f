package layout

import "testing"

// eye splits a line in visual order into characters.
func eye(s string) (pieces []string) {
	for _, r := range s {
		pieces = append(pieces, string(r))
	}
	return pieces
}

func backwards(s string) string {
	out := ""
	for _, r := range s {
		out = string(r) + out
	}
	return out
}

func TestLinesAreBroughtIntoTheOrderOfReading(t *testing.T) {
	for name, c := range map[string]struct {
		seen, want string
		base       bool
	}{
		"Hebrew":             {backwards("השער נכשל."), "השער נכשל.", true},
		"Arabic":             {backwards("فشلت البوابة؟"), "فشلت البوابة؟", true},
		"a number":           {backwards("בשנת ") + "", "בשנת ", true},
		"a year":             {".2031 " + backwards("נבנה בשנת"), "נבנה בשנת 2031.", true},
		"a prefix":           {"5-" + backwards("ב"), "ב-5", true},
		"parts of a number":  {"3.5 " + backwards("עלה"), "עלה 3.5", true},
		"thousands":          {"10,000 " + backwards("כ"), "כ 10,000", true},
		"a share":            {"50% " + backwards("רק"), "רק 50%", true},
		"money":              {"$50 " + backwards("רק"), "רק $50", true},
		"a range":            {"2020-2021 " + backwards("שנת"), "שנת 2020-2021", true},
		"two numbers":        {"12 7 " + backwards("לוחות"), "לוחות 7 12", true},
		"a share in Arabic":  {"%50 " + backwards("نحو"), "نحو 50%", true},
		"Arabic figures":     {"٢٠٣١ " + backwards("عام"), "عام ٢٠٣١", true},
		"Latin words":        {backwards("אמר") + " BBC News " + backwards("ערוץ"), "ערוץ BBC News אמר", true},
		"a model":            {backwards("חדש") + " iPhone 15 " + backwards("מכשיר"), "מכשיר iPhone 15 חדש", true},
		"after a comma":      {"BBC ,2031 " + backwards("בשנת"), "בשנת 2031, BBC", true},
		"brackets by shape":  {backwards("סגור") + " (" + backwards("הנמל") + ")", "(הנמל) סגור", true},
		"brackets by sense":  {backwards("סגור") + " )" + backwards("הנמל") + "(", "(הנמל) סגור", true},
		"quotation marks":    {"«" + backwards("نعم") + "»", "«نعم»", true},
		"one bracket":        {"(" + backwards("הנמל"), "הנמל)", true},
		"Latin in brackets":  {"(BBC) " + backwards("ערוץ"), "ערוץ (BBC)", true},
		"Hebrew in English":  {"He said " + backwards("שלום לך") + " (peace) to 3 men.", "He said שלום לך (peace) to 3 men.", false},
		"two in English":     {backwards("שלום") + " and " + backwards("להתראות"), "שלום and להתראות", false},
		"English on its own": {"The gate (7) failed.", "The gate (7) failed.", true},
	} {
		if got := toRead(eye(c.seen), c.base); got != c.want {
			t.Errorf("%s: %q is read as %q, want %q", name, c.seen, got, c.want)
		}
	}
}

func TestTheOrderOfReadingIsSeenInTheEndsOfWords(t *testing.T) {
	for name, c := range map[string]struct {
		line string
		want bool
	}{
		"Hebrew":                      {"הים והנמל סגורים לכולם", true},
		"Hebrew as the eye sees it":   {backwards("הים והנמל סגורים לכולם"), false},
		"Arabic":                      {"البوابة في المدينة", true},
		"Arabic as the eye sees it":   {backwards("البوابة في المدينة"), false},
		"too little to say":           {"שלום", false},
		"English":                     {"The gate failed.", false},
		"both, so nothing is certain": {"ים םי הים םיה", false},
	} {
		if got := inReadingOrder([]string{c.line}); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestPresentationFormsAreTakenApart(t *testing.T) {
	for s, want := range map[string]string{
		"ﬁnd the ﬂoor, baﬄe the oﬃce": "find the floor, baffle the office",
		"ﬅ":                           "st",
		"ﻻ":                           "لا",
		"ﺳﻼﻡ":                         "سلام",
		"שׁ":                          "ש\u05C1",
		"ﭏ":                           "אל",
		"ﬓ":                           "մն",
		"\uFE77":                      "\u064E",
		"½ Ⅳ ２":                       "½ Ⅳ ２", // no presentation forms: these signs have meanings of their own
	} {
		if got := decomposed(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}

func TestJumpLinesAreKnown(t *testing.T) {
	for _, line := range []string{
		"Continued on page 7", "Continued from page 1", "CONTINUED ON A6", "Cont'd on p. 4", "(Continued on page 12)", "HARBOUR, continued from page 1", "Harbour vote continues on page 4", "See HARBOUR, page A7",
		"Turn to page 5", "Please see VOTE, Page 7", "From page 1", "Continued on next page", "► Continued on page 3",
		"Fortsetzung auf Seite 7", "Fortsetzung von Seite 1", "Weiter auf Seite 3", "Suite page 7", "Lire la suite page 3", "Suite de la page 1", "Continúa en la página 7", "Viene de la página 1", "Sigue en página 4", "Pasa a la página 5",
		"Continua a pagina 7", "Segue a pagina 3", "Продовження на стор. 7", "Продолжение на стр. 3", "Закінчення на с. 5", "Ciąg dalszy na stronie 7",
	} {
		if !jumps.MatchString(line) {
			t.Errorf("%q is not known", line)
		}
	}
	for _, line := range []string{
		"Work continued on Friday", "The dispute continued from March", "He turned to page two of the report, and read", "See the report on page 7 of the minutes.", "From page to page", "Continued success", "Suite 7", "The story continues", "Page 7", "Weiter auf der Straße",
	} {
		if jumps.MatchString(line) {
			t.Errorf("%q is taken for a jump line", line)
		}
	}
	if got := bracketJump.ReplaceAllString("It failed. (Continued on page 7)", ""); got != "It failed." {
		t.Errorf("at the end of a line: %q", got)
	}
}

func TestPapersAndDatesAreFoundAboveHeadlines(t *testing.T) {
	for text, want := range map[string]string{
		"THE VASK ECHO   Saturday 3 May 2031   4": "THE VASK ECHO/3 May 2031",
		"Saturday, May 3, 2031 | The Vask Echo":   "The Vask Echo/May 3, 2031",
		"The Vask Echo – 2031-05-03 – Page 4":     "The Vask Echo/2031-05-03",
		"Vasker Zeitung · Samstag, 3. Mai 2031":   "Vasker Zeitung/3. Mai 2031",
		"Le Quai, samedi 3 mai 2031":              "Le Quai/3 mai 2031",
		"Eco de Vask, sábado 3 de mayo de 2031":   "Eco de Vask/3 de mayo de 2031",
		"Берегова газета, 3 травня 2031 р.":       "Берегова газета/3 травня 2031 р.",
		"A6 The Vask Echo 03.05.2031":             "The Vask Echo/03.05.2031",
		"5/3/31, 8:00 AM Gate fails - The Echo":   "",
		"The Vask Echo":                           "",
		"Printed on 3 May 2031, 08:15":            "",
		"No. 12,345 Saturday 3 May 2031":          "",
	} {
		pages := []sheet{{chunks: []chunk{{text: text, y: 780, size: 9, right: 500}, {text: "Gate fails", y: 740, size: 20}, {text: "It failed.", y: 700, size: 10}}}}
		got := ""
		if m := dated(pages, 10); m.Published != "" {
			got = m.Outlet + "/" + m.Published
		}
		if got != want {
			t.Errorf("%q says %q, want %q", text, got, want)
		}
	}
}

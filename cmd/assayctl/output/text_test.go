package output

import "testing"

func TestWhatCannotBeSeenIsWrittenOut(t *testing.T) {
	for text, want := range map[string]string{
		"gnp\u202eexe.txt":              "gnp<U+202E>exe.txt",
		"\u2066a\u2069 \u061cb":         "<U+2066>a<U+2069> <U+061C>b",
		"a\u200eb\u200fc":               "a<U+200E>b<U+200F>c",
		"a\u2028b\u2029c":               "a<U+2028>b<U+2029>c",
		"soft\u00adhyphen":              "soft<U+00AD>hyphen",
		"no\u200bspace\ufeff":           "no<U+200B>space<U+FEFF>",
		"tag\U000E0041s":                "tag<U+E0041>s",
		"a\u200db":                      "a<U+200D>b",
		"end\u200d":                     "end<U+200D>",
		"a\u200d\U0001F469":             "a<U+200D>\U0001F469",
		"\U0001F468\u200d\U0001F469":    "\U0001F468\u200d\U0001F469",
		"\u2764\ufe0f\u200d\U0001F525":  "\u2764\ufe0f\u200d\U0001F525",
		"می\u200cخواهم":                 "می\u200cخواهم",
		"क्\u200dष":                     "क्\u200dष",
		"one\n two\t three":             "one two three",
		"esc\x1b[2J nul\x00 csi\u009bm": "esc\ufffd[2J nul\ufffd csi\ufffdm",
	} {
		if got := OneLine(text); got != want {
			t.Errorf("%q is shown as %q, not as %q", text, got, want)
		}
	}
	if got := Printable("two  spaces\u202e"); got != "two  spaces<U+202E>" {
		t.Errorf("it is shown as %q", got)
	}
}

func TestAmountsAreInTheSingularOrThePlural(t *testing.T) {
	for n, want := range map[int]string{0: "0 notes", 1: "1 note", 2: "2 notes", 1001: "1001 notes"} {
		if got := Amount(n, "note"); got != want {
			t.Errorf("%d is printed as %q, want %q", n, got, want)
		}
	}
}

func TestEmptyTextIsPrintedAsADash(t *testing.T) {
	for text, want := range map[string]string{"": "-", " \n\t": "-", " The  Echo\n": "The Echo", "-": "-"} {
		if got := OrDash(text); got != want {
			t.Errorf("%q is printed as %q, want %q", text, got, want)
		}
	}
}

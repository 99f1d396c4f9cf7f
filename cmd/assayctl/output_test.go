package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange"
)

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
		if got := oneLine(text); got != want {
			t.Errorf("%q is shown as %q, not as %q", text, got, want)
		}
	}
	if got := printable("two  spaces\u202e"); got != "two  spaces<U+202E>" {
		t.Errorf("it is shown as %q", got)
	}
}

// unfit reports whether a character has no place on a terminal.
func unfit(r rune) bool { return unicode.IsControl(r) && r != '\n' || model.Hidden(r) }

// Whatever an article, a note or a name holds, no command prints characters
// that cannot be seen, as text or as JSON; JSON says them as escapes, and a
// table has them as they are.
func TestNoCommandPrintsWhatCannotBeSeen(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("ASSAY_ANALYST", "te\u202est")
	const spoofed = "The \u202ewall\u2066 of\u2028the \u009bold\u200b har\u00adbour\x7f gave\u200f way."
	write(t, "a\u202eb.txt", "Head\u202eline\n\n"+spoofed+" “We\u2067 saw it,” said Ana\u061c Ré.\n")
	want(t, exitDone, "import", "-p", "P\u202e.assay", "a\u202eb.txt")
	in := func(args ...string) []string { return append([]string{args[0], "-p", "P\u202e.assay"}, args[1:]...) }
	id := unmarshal[[]listed](t, want(t, exitDone, in("list", "--json")...))[0].ID
	want(t, exitDone, in("tag", "--analyst", "a\u202en", id, "1", "claim")...)
	want(t, exitDone, in("note", "--analyst", "a\u202en", id, "1", "no\u2069te")...)
	for _, args := range [][]string{
		in("list"), in("show", id), in("log"), in("stats"), in("search", "wall"), in("suggest", id), in("verify"),
		in("tag", "--analyst", "a\u202en", id, "1", "claim"), in("tag", "--analyst", "x", id, "1", "no\u202ene"),
		in("show", "no\u202ene"), in("search", "date:\u202e"), in("list", "--no\u202ene"), in("search", "wall", "--csv", "no\u202ene/x.csv"),
		in("import", "a\u202eb.txt"), in("import", "--dry-run", "a\u202eb.txt"), in("import", "no\u202ene.txt"),
		in("export", "-o", "P\u202e.json"), in("load", "P\u202e.json"), in("load", "a\u202eb.txt"), in("backup"), in("backup", "--list"), in("compact"),
		in("undo"), in("redo"),
		{"segment", "a\u202eb.txt"},
		{"quotes", "a\u202eb.txt"},
		{"segment", "no\u202ene.txt"},
		in("list", "--json"), in("show", "--json", id), in("log", "--json"), in("stats", "--json"), in("search", "--json", "wall"),
		in("suggest", "--json", id), in("import", "--json", "a\u202eb.txt"), in("import", "--dry-run", "--json", "a\u202eb.txt"),
		in("load", "--json", "P\u202e.json"), in("backup", "--list", "--json"), in("verify", "--json"),
	} {
		r := assayctl(t, args...)
		for _, out := range []string{r.out, r.errOut} {
			if at := strings.IndexFunc(out, unfit); at >= 0 {
				t.Errorf("assayctl %q prints %q", args, out[max(0, at-20):min(len(out), at+20)])
			}
		}
	}

	a := unmarshal[shownArticle](t, want(t, exitDone, in("show", "--json", id)...))
	if text := a.Sentences[1].Text + "\u2028" + a.Sentences[2].Text; text != spoofed || a.Sentences[1].Annotations[0].Analyst != "an" {
		t.Errorf("JSON says %+q", text)
	}
	r := want(t, exitDone, in("search", "--csv", "-", "harbour")...)
	rows, err := csv.NewReader(strings.NewReader(r.out)).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][12] != a.Sentences[2].Text || rows[1][5] != "a\u202eb.txt" {
		t.Errorf("the table is %q (%v)", rows, err)
	}
}

// FuzzEscapeJSON holds what is escaped to what was said.
func FuzzEscapeJSON(f *testing.F) {
	for _, text := range []string{"", "a\u202eb", "\x7f\u0085\u2028", "\U000E0001<>&", "\\u202e\"", "\xff", "a\u200db"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b strings.Builder
		if err := exchange.WriteJSON(&b, map[string]string{"k": text}); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsFunc(b.String(), unfit) {
			t.Errorf("%q is written %q", text, b.String())
		}
		var back map[string]string
		if err := json.Unmarshal([]byte(b.String()), &back); err != nil || back["k"] != string([]rune(text)) {
			t.Errorf("%q is read back as %q (%v)", text, back["k"], err)
		}
	})
}

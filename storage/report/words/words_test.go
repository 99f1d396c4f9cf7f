package words_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/match"
	"assay.app/assay/storage/report/words"
)

// said returns the keys with which the rooms of storage/report call Say and Count.
func said(t *testing.T) (sentences, counts []string) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, is := n.(*ast.CallExpr)
			if !is || len(call.Args) == 0 {
				return true
			}
			method, is := call.Fun.(*ast.SelectorExpr)
			if !is || method.Sel.Name != "Say" && method.Sel.Name != "Count" {
				return true
			}
			literal, is := call.Args[0].(*ast.BasicLit)
			if !is || literal.Kind != token.STRING {
				return true
			}
			key, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Error(err)
			}
			if method.Sel.Name == "Say" {
				sentences = append(sentences, key)
			} else {
				counts = append(counts, key)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sentences, counts
}

// named returns the keys of the names of values.
func named() (keys []string) {
	add := func(group string, values ...string) {
		for _, v := range values {
			keys = append(keys, group+"."+v)
		}
	}
	add("verdict", model.Verdicts()...)
	for _, l := range model.Likelihoods() {
		add("likelihood", string(l))
	}
	for _, c := range model.Confidences() {
		add("confidence", string(c))
	}
	for _, s := range model.Stances() {
		add("stance", string(s))
	}
	for _, w := range model.Weights() {
		add("weight", string(w))
	}
	for _, k := range model.VoiceKinds() {
		add("voice", string(k))
	}
	for _, m := range model.SpeechModes() {
		add("mode", string(m))
	}
	add("letter", strings.Split(grading.Letters+"G", "")...)
	add("digit", strings.Split(grading.Digits, "")...)
	for _, k := range match.ConflictKinds() {
		add("conflict", k.String())
	}
	for _, s := range []compare.State{compare.Uniform, compare.Differing, compare.Contradicted} {
		add("state", s.String())
	}
	for _, l := range model.DefaultCodebook() {
		add("label", l.Name, l.Definition, l.Use, l.Avoid)
	}
	for _, name := range figures.Named() {
		cross, _ := figures.CrossOf(name)
		add("figure", chart.Title(&figures.Figure{Name: name, Cross: cross}))
	}
	for _, u := range []figures.Unit{figures.Articles, figures.Annotations, figures.Attributions, figures.Mentions, figures.Sentences, figures.Statements} {
		add("unit", u.String())
	}
	add("none", "(no label)", "(no outlet)", "(unknown)", "(nobody)", "(no date)", "(none)")
	add("coverage", "said", "left out", "not found")
	return keys
}

func file(t *testing.T, language string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(language + ".json")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]any{}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

var placeholder = regexp.MustCompile(`\{[a-zA-Z]+\}`)

func placeholders(text string) []string {
	all := placeholder.FindAllString(text, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

func TestEveryLanguageHasEveryWord(t *testing.T) {
	sentences, counts := said(t)
	if len(sentences) < 100 || len(counts) < 10 {
		t.Fatalf("found only %d sentences and %d counts", len(sentences), len(counts))
	}
	forms := map[string][]string{"uk": {"few", "many", "one"}}
	for _, language := range words.Languages() {
		has, used := file(t, language), map[string]bool{}
		text := func(key, form, said string) {
			if strings.TrimSpace(said) == "" {
				t.Errorf("%s: %q has no words (%s)", language, key, form)
			}
			if got, want := placeholders(said), placeholders(key); !slices.Equal(got, want) {
				t.Errorf("%s: %q stands for values %v, not %v", language, key, got, want)
			}
		}
		for _, key := range sentences {
			used[key] = true
			if one, is := has[key].(string); is {
				text(key, "", one)
			} else if language != words.English {
				t.Errorf("%s: %q is missing", language, key)
			}
		}
		for _, key := range counts {
			used[key] = true
			of, is := has[key].(map[string]any)
			if !is {
				t.Errorf("%s: %q has no plural forms", language, key)
				continue
			}
			want := forms[language]
			if want == nil {
				want = []string{"one", "other"}
			}
			var got []string
			for form, said := range of {
				got = append(got, form)
				text(key, form, said.(string))
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q has the forms %v, not %v", language, key, got, want)
			}
		}
		for _, key := range named() {
			used[key] = true
			if _, is := has[key].(string); !is && language != words.English {
				t.Errorf("%s: the name %q is missing", language, key)
			}
		}
		for key := range has {
			if !used[key] {
				t.Errorf("%s: %q is not used", language, key)
			}
		}
	}
}

func in(t *testing.T, language string) *words.Words {
	t.Helper()
	w, err := words.In(language)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestCountsAreInTheFormsOfEachLanguage(t *testing.T) {
	for _, c := range []struct {
		language string
		n        int
		want     string
	}{
		{"en", 0, "0 articles have no date."},
		{"en", 1, "1 article has no date."},
		{"en", 1234, "1,234 articles have no date."},
		{"de", 1, "1 Artikel hat kein Datum."},
		{"de", 1234, "1.234 Artikel haben kein Datum."},
		{"fr", 0, "0 article n’a pas de date."},
		{"es", 2, "2 artículos no tienen fecha."},
		{"uk", 1, "1 стаття не має дати."},
		{"uk", 3, "3 статті не мають дати."},
		{"uk", 11, "11 статей не мають дати."},
		{"uk", 22, "22 статті не мають дати."},
		{"uk", 112, "112 статей не мають дати."},
	} {
		if got := in(t, c.language).Count("{n} articles have no date.", c.n); got != c.want {
			t.Errorf("%s, %d: %q, want %q", c.language, c.n, got, c.want)
		}
	}
}

func TestDatesAreWrittenAsEachLanguageWritesThem(t *testing.T) {
	day := time.Date(2031, 3, 9, 15, 4, 0, 0, time.UTC)
	for language, want := range map[string]string{
		"en": "9 March 2031", "de": "9. März 2031", "es": "9 de marzo de 2031", "fr": "9 mars 2031", "uk": "9 березня 2031",
	} {
		if got := in(t, language).Date(day); got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
	w := in(t, "en")
	for moment, want := range map[string]string{
		"2031-03-09": "9 March 2031", "2031-03-09 15:21 +01:00": "9 March 2031, 15:21 +01:00",
		"2031-03-09T15:21+01:00": "9 March 2031, 15:21+01:00", "spring": "spring", "": "",
	} {
		if got := w.DayOf(moment); got != want {
			t.Errorf("%q is %q, want %q", moment, got, want)
		}
	}
}

func TestValuesAreNotSearchedForNames(t *testing.T) {
	if got := in(t, "en").Say("{date}, {analyst}:", "date", "{analyst}", "analyst", "{date}"); got != "{analyst}, {date}:" {
		t.Errorf("said %q", got)
	}
}

func TestAListEndsWithAnd(t *testing.T) {
	w := in(t, "de")
	for want, items := range map[string][]string{"": nil, "a": {"a"}, "a und b": {"a", "b"}, "a, b und c": {"a", "b", "c"}} {
		if got := w.List(items); got != want {
			t.Errorf("%v is %q, want %q", items, got, want)
		}
	}
}

func TestAnUnknownLanguageIsRefused(t *testing.T) {
	if _, err := words.In("xx"); !errors.Is(err, model.ErrValue) || !strings.Contains(err.Error(), "uk") {
		t.Errorf("%v", err)
	}
	if w := in(t, ""); w.Language() != words.English {
		t.Errorf("without a language: %s", w.Language())
	}
}

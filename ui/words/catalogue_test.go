package words

import (
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"assay.app/assay/assets"
)

var update = flag.Bool("update", false, "write the texts in the code into the English translation, and mark new ones in the others")

// textFolders are the folders whose code shows text, relative to this package.
var textFolders = []string{"..", "../../cmd/assay"}

// fyneTexts are the texts of Fyne's own widgets that the window shows. They are in
// the menu of an entry.
var fyneTexts = []string{"Copy", "Cut", "Paste", "Redo", "Select all", "Undo"}

// sentence is a translated sentence in the code.
type sentence struct {
	english string
	plural  bool
}

// sentencesInCode returns every translated sentence in the code, by its key. It
// adds the texts in fyneTexts.
func sentencesInCode(t *testing.T) map[string]sentence {
	t.Helper()
	out := map[string]sentence{}
	for _, text := range fyneTexts {
		out[text] = sentence{english: text}
	}
	eachFile(t, func(path string, files *token.FileSet, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name, at := calledAs(call), files.Position(call.Pos())
			if name == "N" && strings.Contains(path, "/words/") {
				name = "words.N"
			}
			switch name {
			case "lang.L", "lang.X", "words.N":
			case "lang.N", "lang.XN", "lang.Localize", "lang.LocalizeKey", "lang.LocalizePlural", "lang.LocalizePluralKey":
				t.Errorf("%s: %s is not used here; see How a language is chosen", at, name)
				return true
			default:
				return true
			}
			key, ok := literal(call.Args[0])
			if inner, isCall := call.Args[0].(*ast.CallExpr); isCall && strings.HasSuffix(path, "words/plural.go") && calledAs(inner) == "formKey" {
				return true // the call in N itself
			}
			if !ok {
				t.Errorf("%s: %s needs a literal", at, name)
				return true
			}
			s := sentence{english: key, plural: name == "words.N"}
			if name == "lang.X" {
				if s.english, ok = literal(call.Args[1]); !ok {
					if sel, name := call.Args[1].(*ast.Ident); !name || sel.Name != "English" {
						t.Errorf("%s: the English text is not a literal", at)
					}
					s.english = English
				}
			}
			if before, seen := out[key]; seen && before != s {
				t.Errorf("%s: %q has two different texts: %+v and %+v", at, key, before, s)
			}
			out[key] = s
			return true
		})
	})
	return out
}

// eachFile calls f with every Go file of textFolders except tests.
func eachFile(t *testing.T, f func(path string, files *token.FileSet, file *ast.File)) {
	t.Helper()
	files := token.NewFileSet()
	for _, folder := range textFolders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "testdata" {
				return filepath.SkipDir
			}
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			parsed, err := parser.ParseFile(files, path, nil, 0)
			if err == nil {
				f(filepath.ToSlash(path), files, parsed)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// calledAs returns the name of a called function, such as "lang.L".
func calledAs(call *ast.CallExpr) string {
	if plain, ok := call.Fun.(*ast.Ident); ok {
		return plain.Name
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	of, ok := sel.X.(*ast.Ident)
	if !ok {
		return "." + sel.Sel.Name
	}
	return of.Name + "." + sel.Sel.Name
}

// literal returns the text of a string literal, or of concatenated string literals.
// It returns false for another expression.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok := literal(e.X)
		right, too := literal(e.Y)
		return left + right, ok && too && e.Op == token.ADD
	}
	return "", false
}

// translation returns the content of a language's file. A value is a text, or a map
// from plural forms to texts.
func translation(t *testing.T, code string) map[string]any {
	t.Helper()
	data, err := assets.Translation(code)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatalf("%s.json: %v", code, err)
	}
	return out
}

// reserved are words that go-i18n does not accept as keys.
var reserved = []string{"id", "description", "hash", "leftdelim", "rightdelim", "zero", "one", "two", "few", "many", "other", "translation"}

func TestEverySentenceIsTranslatedIntoEveryLanguage(t *testing.T) {
	want := sentencesInCode(t)
	if *update {
		rewrite(t, want)
	}
	for key := range want {
		if slices.Contains(reserved, strings.ToLower(key)) {
			t.Errorf("%q is a word that go-i18n does not accept as a key", key)
		}
	}
	for _, l := range Languages() {
		got := translation(t, l.Code)
		for _, key := range slices.Sorted(maps.Keys(want)) {
			compare(t, l.Code, key, want[key], got[key])
		}
		for _, key := range slices.Sorted(maps.Keys(got)) {
			if _, used := want[key]; !used {
				t.Errorf("%s.json: %q is not in the code", l.Code, key)
			}
		}
	}
}

// compare checks the translation of one sentence.
func compare(t *testing.T, code, key string, want sentence, got any) {
	t.Helper()
	texts := map[string]string{}
	switch got := got.(type) {
	case nil:
		t.Errorf("%s.json: %q is missing", code, key)
		return
	case string:
		if want.plural {
			t.Errorf("%s.json: %q has no plural forms", code, key)
		}
		texts[""] = got
	case map[string]any:
		if !want.plural {
			t.Errorf("%s.json: %q has plural forms", code, key)
		}
		for form, text := range got {
			texts[form], _ = text.(string)
		}
		wanted := slices.Sorted(slices.Values(forms(code)))
		if has := slices.Sorted(maps.Keys(texts)); want.plural && !slices.Equal(has, wanted) {
			t.Errorf("%s.json: %q has the forms %q, want %q", code, key, has, wanted)
		}
	}
	for form, text := range texts {
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "TODO") {
			t.Errorf("%s.json: %q is not translated", code, key)
		}
		has, wants := placeholders(text), placeholders(want.english)
		if form == one && code != "uk" && code != "fr" { // a text for one thing, such as “One article”, need not have the number
			has, wants = withoutCount(has), withoutCount(wants)
		}
		if !slices.Equal(has, wants) {
			t.Errorf("%s.json: %q has the parameters %q, want %q", code, key, has, wants)
		}
		if code == English && (form == "" || form == other) && text != want.english {
			t.Errorf("en.json: %q reads %q, want %q", key, text, want.english)
		}
	}
}

var placeholder = regexp.MustCompile(`{{.*?}}`)

// placeholders returns the parameters in a sentence, such as "{{.Count}}", sorted
// and without duplicates.
func placeholders(text string) []string {
	return slices.Compact(slices.Sorted(slices.Values(placeholder.FindAllString(text, -1))))
}

func withoutCount(placeholders []string) []string {
	return slices.DeleteFunc(placeholders, func(p string) bool { return p == "{{.Count}}" })
}

// rewrite updates the translation files from the code. In languages other than
// English, it marks new sentences with TODO.
func rewrite(t *testing.T, want map[string]sentence) {
	t.Helper()
	for _, l := range Languages() {
		old, out := translation(t, l.Code), map[string]any{}
		for key, s := range want {
			text := s.english
			if l.Code != English {
				text = "TODO " + text
			}
			switch has, there := old[key]; {
			case there && (l.Code != English || s.plural):
				out[key] = has
			case s.plural:
				plural := map[string]any{}
				for _, form := range forms(l.Code) {
					plural[form] = text
				}
				out[key] = plural
			default:
				out[key] = text
			}
		}
		var b strings.Builder
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(out); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("../../assets/translations/"+l.Code+".json", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Skip("the files are written; run again")
}

// forms returns the plural forms of a language, as CLDR defines them.
func forms(code string) []string {
	switch code {
	case "es", "fr":
		return []string{one, many, other}
	case "uk":
		return []string{one, few, many, other}
	}
	return []string{one, other}
}

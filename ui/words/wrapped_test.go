package words

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// shows lists functions that show their arguments, and showsIn lists fields whose
// values are shown.
var shows = []string{
	"widget.NewLabel", "widget.NewButton", "widget.NewButtonWithIcon", "widget.NewCheck", "widget.NewFormItem",
	"control.NewButton", "control.NewCheck", "newAction", "control.NewMarkedText", "title", "control.Prompt", "message",
	"NewTipButton", "panel.NewTipButton", "always", "fyne.NewMenu", "fyne.NewMenuItem",
	"dialog.Tell", "dialog.Ask", "dialog.Warn", "dialog.Offer", "dialog.Pick", "Tell", "Ask", "Warn",
	".SetText", ".SetNotice", ".Notice", ".SetKeys", ".SetPlaceHolder", ".SetTitle", ".say", ".blank", ".ask",
}

var showsIn = []string{"Title", "Text", "Accept", "HintText", "PlaceHolder"}

// hides lists the functions whose arguments need no check. They translate the
// arguments, or use them for logs, programmers or files.
var hides = []string{"fmt.Errorf", "errors.New", "panic", "fyne.LogError", "lang.L", "lang.X", "words.N", "fmt.Fprint", "w.keyOf", "w.shownKey", ".Key", ".ShownKey", "words.Verbatim"}

// asItIs lists texts that look like words but need no translation.
var asItIs = []string{
	"Assay", " — Assay", "Assay ", // the name of the product
	"Sample project",                                                 // the name of a file
	"%d   %s",                                                        // numbers
	"list of ",                                                       // kinds of values in a file
	"%s is the key of %s",                                            // an error for programmers
	"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", // date layouts for parsing what is typed
}

var (
	wordsApart = regexp.MustCompile(`\pL+[,.:;]? \pL+`)
	aWord      = regexp.MustCompile(`\pL{2,}`)
)

// A text that bypasses the translations is recognised by its form: it has several
// words, or it has one word and is in a place that is shown.
func TestEveryTextShownIsTranslated(t *testing.T) {
	met := map[string]bool{}
	eachFile(t, func(path string, files *token.FileSet, f *ast.File) {
		if strings.Contains(path, "/uitest/") || strings.Contains(path, "/windowtest/") || strings.Contains(path, "/words/") || strings.HasSuffix(path, "cmd/assay/main.go") {
			return
		}
		look := func(n ast.Node, like *regexp.Regexp) {
			eachShown(n, func(lit *ast.BasicLit) {
				text, err := strconv.Unquote(lit.Value)
				if slices.Contains(asItIs, text) {
					met[text] = true
				} else if err == nil && like.MatchString(text) {
					t.Errorf("%s: %q is not translated", files.Position(lit.Pos()), text)
				}
			})
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				return n.Tok != token.IMPORT
			case *ast.FuncDecl, *ast.ValueSpec:
				look(n, wordsApart)
			case *ast.CallExpr:
				name := calledAs(n)
				method := name[strings.LastIndex(name, ".")+1:]
				if slices.Contains(shows, name) || strings.Contains(name, ".") && slices.Contains(shows, "."+method) {
					for _, arg := range n.Args {
						look(arg, aWord)
					}
				}
			case *ast.KeyValueExpr:
				if field, ok := n.Key.(*ast.Ident); ok && slices.Contains(showsIn, field.Name) {
					look(n.Value, aWord)
				}
			case *ast.AssignStmt:
				if field, ok := n.Lhs[0].(*ast.SelectorExpr); ok && slices.Contains(showsIn, field.Sel.Name) {
					look(n.Rhs[0], aWord)
				}
			}
			return true
		})
	})
	for _, text := range asItIs {
		if !met[text] {
			t.Errorf("%q is exempted but is not in the code", text)
		}
	}
}

// eachShown calls visit with the string literals in n. It skips struct tags,
// comparisons, indexes, and the arguments of functions in hides.
func eachShown(n ast.Node, visit func(*ast.BasicLit)) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			return !slices.Contains(hides, calledAs(n))
		case *ast.StructType: // struct tags
			return false
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				visit(n)
			}
		case *ast.BinaryExpr: // a comparison shows nothing
			return n.Op == token.ADD
		case *ast.IndexExpr: // nor does an index
			return false
		}
		return true
	})
}

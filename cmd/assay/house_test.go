package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the prefix of the import paths of this module's packages.
const module = "assay.app/assay/"

// root is the folder of the repository, relative to this package's folder.
const root = "../.."

// source is a Go file. In imports, the paths of this module's packages lack the
// prefix module.
type source struct {
	file, folder string
	test         bool
	imports      []string
	own          []bool // whether the import at the same index is from this module
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && p != root && (strings.HasPrefix(name, ".") || name == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ".go" {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		s := source{file: filepath.ToSlash(rel), test: strings.HasSuffix(name, "_test.go")}
		s.folder = path.Dir(s.file)
		for _, i := range f.Imports {
			name, own := strings.CutPrefix(strings.Trim(i.Path.Value, `"`), module)
			s.imports, s.own = append(s.imports, name), append(s.own, own)
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// in reports whether folder is room or is inside it.
func in(folder, room string) bool {
	return folder == room || strings.HasPrefix(folder, room+"/")
}

// standard reports whether an import is from the standard library.
func standard(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !strings.Contains(first, ".")
}

// floor orders the packages of a folder, which are called rooms, in lines from the
// lowest to the highest. Within its floor, a room may import only rooms of lower
// lines. The room "" is the package of the folder itself.
type floor struct {
	folder string
	rooms  [][]string
}

var floors = []floor{
	{"ui", [][]string{
		{"command", "look", "platform", "trace", "words"},
		{"deed", "explain", "reader", "rows", "settings", "uitest"},
		{"control"},
		{"differences"},
		{"panel"},
		{"dialog", "help", "menu", "timeline", "views"},
		{"carrying", "scope"},
		{"attributing", "checklist", "codebook", "compare", "correcting", "figures", "find", "grading", "importing", "judge", "mention", "notes", "phrases", "profiles", "project", "reading", "repeats", "report", "sources", "transfer", "versions"}, // the subjects of the window
		{""}, // the window
		{"windowtest"},
	}},
	{"storage", [][]string{
		{"budget", "places", "sidefile", "typeset"},
		{"boltfile"},
		{"codec"},
		{"ledger"},
		{"lock"},
		{"backup"},
		{"audit", "migration"},
		{"index", "matches"},
		{""},
		{"comparison", "evidence", "figures", "library", "mend"},
		{"storagetest"},
	}},
	{"storage/intake", [][]string{
		{"anchored", "archive", "charset", "clock", "format/symbol", "window"},
		{"address", "calendar", "coding", "language", "listing", "sketch", "anchored/anchoredtest", "format/pdf"},
		{"record", "format/article"},
		{"recognise", "format/markup", "format/pdf/layout"},
		{"recognise/recognisetest", "format/page"},
		{"format/office", "format/table"},
		{"format/object", "format/mail"},
		{"format/chat"},
		{"format"},
		{"format/formattest"},
		{""},
		{"intaketest", "rehearse"},
	}},
	{"storage/exchange", [][]string{
		{"bundle", "crew", "drawing", "element", "layout", "loose", "offset", "recode", "spreadsheet"},
		{"schema"},
		{"codebook", "profile"},
		{"peer"},
		{"peer/peertest"},
		{"format/argilla", "format/brat", "format/cas", "format/claimreview", "format/conll", "format/doccano", "format/labelstudio", "format/misp", "format/parquet", "format/prodigy", "format/refi", "format/stix", "format/table", "format/webannotation", "format/webanno"},
		{"setfile", "workbook"},
		{"", "merge"},
		{"adopt"},
		{"exchangetest"},
	}},
	{"storage/report", [][]string{{"content", "spool", "words", "pdf/paper"}, {"content/contenttest"}, {"docx", "html", "markdown", "pdf"}, {""}, {"template"}}},
	{"cmd/assayctl", [][]string{{"output"}, {"record"}, {"cli"}, {"clitest"}, {"codebook", "comparison", "figures", "importing", "judgement", "profile", "report", "statement", "transfer", "versions", "voices"}, {""}}},
}

// floorOf returns the innermost floor that contains a folder, or nil.
func floorOf(folder string) (found *floor) {
	for i, f := range floors {
		if in(folder, f.folder) && (found == nil || in(f.folder, found.folder)) {
			found = &floors[i]
		}
	}
	return found
}

// level returns the line of a folder's room, counted from 0, or -1 if the floor
// does not list the room.
func (f *floor) level(folder string) int {
	room := strings.TrimPrefix(strings.TrimPrefix(folder, f.folder), "/")
	return slices.IndexFunc(f.rooms, func(level []string) bool { return slices.Contains(level, room) })
}

// climbs reports whether an import leads to a room of the same floor that is not on
// a lower line. A room that the floor does not list counts as not lower.
func climbs(from, to string) bool {
	f := floorOf(from)
	if f == nil || f != floorOf(to) {
		return false
	}
	above := f.level(to)
	return above < 0 || above >= f.level(from)
}

// knowsBolt reports whether a file may import bolt.
func knowsBolt(s source) bool {
	return slices.Contains([]string{"storage/ledger", "storage/audit", "storage/migration", "storage", "storage/mend", "storage/storagetest"}, s.folder)
}

// inProgram reports whether an import leads from a program to one of its own
// packages.
func inProgram(folder, name string) bool {
	for _, program := range []string{"cmd/assay", "cmd/assayctl"} {
		if in(folder, program) && strings.HasPrefix(name, program+"/") {
			return true
		}
	}
	return false
}

// wrong returns what is wrong with an import, or "" if it is allowed.
func wrong(s source, name string, own bool) string {
	const (
		fuzzy = "github.com/sahilm/fuzzy"
		bolt  = "github.com/boltdb/bolt"
		text  = "golang.org/x/text"
		parts = "github.com/go-text/typesetting/segmenter" // finds user-perceived characters
		fyne  = "fyne.io/fyne/v2"
		cbor  = "github.com/fxamacker/cbor/v2"
	)
	switch {
	case own && in(name, "cmd") && !inProgram(s.folder, name):
		return "no package may import another program"
	case own && !s.test && climbs(s.folder, name):
		return "a room may import only rooms below it"
	case !own && in(name, bolt) && !knowsBolt(s):
		return "only some packages of storage may import bolt"
	case !own && in(name, fyne) && !in(s.folder, "ui") && s.folder != "cmd/assay":
		return "only ui and cmd/assay may import Fyne"
	case !own && in(name, fuzzy) && s.folder != "model/search/names" && !(s.test && s.folder == "storage"): // a benchmark in storage compares with it
		return "only model/search/names may import fuzzy"
	case in(s.folder, "model") && own && !in(name, "model"):
		return "model may import only model from this module"
	case in(s.folder, "model") && !own && !standard(name) && !in(name, text) && !in(name, fuzzy) &&
		!(name == parts && s.folder == "model/segment") &&
		!(name == cbor && s.folder == "model/record" && s.test): // tests encode what the declarations store
		return "model may import only the standard library and text libraries"
	case in(s.folder, "storage") && own && !in(name, "storage") && !in(name, "model") && !(in(name, "assets") && (s.folder == "storage/exchange/exchangetest" || s.test && s.folder == "storage/exchange/profile")):
		return "storage may import only storage and model; exchangetest and the tests of profile may import assets for the schemas"
	case in(s.folder, "ui") && own && !in(name, "ui") && !in(name, "model") && !in(name, "assets"):
		return "ui may import only ui, model and assets; it must declare the interfaces that it needs"
	case in(s.folder, "assets") && own && !(s.test && (in(name, "assets") || in(name, "model") || in(name, "storage/intake"))):
		return "assets may import nothing from this module; its tests may import assets, model and storage/intake"
	}
	return ""
}

func TestNoArrowGoesTheWrongWay(t *testing.T) {
	all := sources(t)
	if len(all) < 100 {
		t.Fatalf("found only %d Go files", len(all))
	}
	for _, s := range all {
		for i, name := range s.imports {
			if why := wrong(s, name, s.own[i]); why != "" {
				t.Errorf("%s imports %s: %s", s.file, name, why)
			}
		}
	}
}

// The rules must forbid and allow what these examples say.
func TestWrongArrowsAreSeen(t *testing.T) {
	for _, c := range []struct {
		from, to string
		own      bool
		allowed  bool
	}{
		{"model/session", "storage", true, false},
		{"model", "ui/look", true, false},
		{"model", "assets", true, false},
		{"model/session", "model/edit", true, true},
		{"model/session", "github.com/sahilm/fuzzy", false, false},
		{"model/search", "github.com/sahilm/fuzzy", false, false},
		{"model/search/names", "github.com/sahilm/fuzzy", false, true},
		{"model", "github.com/google/uuid", false, false},
		{"model/segment", "golang.org/x/text/unicode/norm", false, true},
		{"model/segment", "github.com/go-text/typesetting/segmenter", false, true},
		{"model/segment", "github.com/go-text/typesetting/font", false, false},
		{"model/session", "github.com/go-text/typesetting/segmenter", false, false},
		{"model", "net/http", false, true},
		{"model", "fyne.io/fyne/v2", false, false},
		{"storage", "ui/command", true, false},
		{"storage/intake", "cmd/assay", true, false},
		{"storage/intake", "storage/intake/format", true, true},
		{"storage/intake/format/page", "storage/intake/format", true, false},
		{"storage/intake/format/office", "storage/intake/format/mail", true, false},
		{"storage/intake/recognise", "storage/intake", true, false},
		{"storage/intake/calendar", "storage/intake/recognise", true, false},
		{"storage", "fyne.io/fyne/v2/widget", false, false},
		{"storage", "github.com/boltdb/bolt", false, true},
		{"storage/exchange", "github.com/boltdb/bolt", false, false},
		{"storage/boltfile", "github.com/boltdb/bolt", false, false},
		{"storage/ledger", "github.com/boltdb/bolt", false, true},
		{"storage/ledger", "storage/boltfile", true, true},
		{"storage/boltfile", "storage/ledger", true, false},
		{"storage/index", "storage", true, false},
		{"storage", "storage/mend", true, false},
		{"storage/mend", "storage", true, true},
		{"storage", "model/edit", true, true},
		{"storage/exchange", "assets", true, false},
		{"storage/exchange", "storage/exchange/setfile", true, true},
		{"storage/exchange/setfile", "storage/exchange", true, false},
		{"storage/exchange/setfile", "storage/exchange/merge", true, false},
		{"ui", "storage", true, false},
		{"ui/dialog", "storage/intake", true, false},
		{"ui", "github.com/boltdb/bolt", false, false},
		{"ui/reader", "fyne.io/fyne/v2/canvas", false, true},
		{"ui", "assets", true, true},
		{"ui", "ui/importing", true, true},
		{"ui/importing", "ui/dialog", true, true},
		{"ui/dialog", "ui/control", true, true},
		{"ui/importing", "ui/project", true, false},
		{"ui/dialog", "ui/importing", true, false},
		{"ui/control", "ui/dialog", true, false},
		{"ui/panel", "ui", true, false},
		{"ui/control", "ui/unlisted", true, false},
		{"cmd/assay", "fyne.io/fyne/v2/app", false, true},
		{"cmd/assayctl", "fyne.io/fyne/v2", false, false},
		{"cmd/assayctl", "cmd/assay", true, false},
		{"cmd/assayctl", "storage/places", true, true},
		{"cmd/assay", "storage/places", true, true},
		{"storage/places", "fyne.io/fyne/v2", false, false},
		{"storage/places", "cmd/assay", true, false},
		{"ui/settings", "storage/places", true, false},
		{"cmd/assayctl", "cmd/assayctl/importing", true, true},
		{"cmd/assayctl/importing", "cmd/assayctl/record", true, true},
		{"cmd/assayctl/output", "cmd/assayctl/record", true, false},
		{"cmd/assayctl/output", "cmd/assayctl", true, false},
		{"cmd/assay", "cmd/assayctl/output", true, false},
		{"cmd/assay", "github.com/boltdb/bolt", false, false},
		{"cmd/assay", "storage", true, true},
		{"assets", "storage/intake", true, false},
	} {
		if why := wrong(source{folder: c.from}, c.to, c.own); (why == "") != c.allowed {
			t.Errorf("%s imports %s: %q", c.from, c.to, why)
		}
	}
}

func TestTheHouseHasNoOtherRooms(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	rooms := []string{"cmd", "ui", "model", "storage", "assets", "docs"}
	made := []string{"bin", "dist", "out"} // build output, which is not in the repository
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() && !strings.HasPrefix(name, ".") && !slices.Contains(rooms, name) && !slices.Contains(made, name) {
			t.Errorf("unexpected folder %s", name)
		}
	}
	for _, s := range sources(t) {
		if room, _, _ := strings.Cut(s.folder, "/"); !slices.Contains(rooms, room) {
			t.Errorf("%s is in none of the known folders", s.file)
		}
	}
}

// TestLargeRoomsHaveAReason counts the files and lines of packages, without tests.
// The section "Large rooms" of docs/architecture.md must list exactly the packages
// above the limits.
func TestLargeRoomsHaveAReason(t *testing.T) {
	const mostFiles, mostLines = 20, 2500
	page, err := os.ReadFile(filepath.Join(root, "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(page), "### Large rooms\n")
	if !found {
		t.Fatal("docs/architecture.md has no section on large rooms")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	files, lines := map[string]int{}, map[string]int{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(s.file)))
		if err != nil {
			t.Fatal(err)
		}
		files[s.folder]++
		lines[s.folder] += strings.Count(string(content), "\n")
	}
	for folder := range files {
		large := files[folder] > mostFiles || lines[folder] > mostLines
		if named := strings.Contains(section, "- `"+folder+"` ("); large != named {
			t.Errorf("%s has %d files and %d lines; listed under large rooms: %v", folder, files[folder], lines[folder], named)
		}
	}
}

package importing

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/uitest"
)

// showImport shows a preview in which reading again returns the result of read at
// once. added points to the drafts that were added.
func showImport(s *uitest.Screen, p *draft.Preview, read func(draft.Rereading) *draft.Preview) (added *[]*draft.Article) {
	s.T.Helper()
	added = new([]*draft.Article)
	showPreview(p, s.Window, previewActions{
		Add:     func(p *draft.Preview) { *added = p.Wanted() },
		Again:   func(r draft.Rereading, then func(*draft.Preview)) { then(read(r)) },
		After:   func(_ time.Duration, f func()) func() { f(); return func() {} },
		Explain: explanation,
	})
	return added
}

func draftOf(name string) *draft.Article {
	return &draft.Article{Path: "/in/" + name, File: "/in/" + name, Sentences: 2, Article: model.Article{ID: model.ArticleID(name), Metadata: model.Metadata{Title: name}, Encoding: "utf-8"}}
}

// copyOf returns a draft with the text of another one.
func copyOf(d *draft.Article, name string) *draft.Article {
	c := draftOf(name)
	c.Article.ID = d.Article.ID
	return c
}

// titled returns an article that has only a title and an outlet.
func titled(title, outlet string) model.Article {
	return model.Article{Metadata: model.Metadata{Title: title, Outlet: outlet}}
}

// explained is an error that contains its explanation.
type explained explain.Explanation

func (e explained) Error() string { return e.Why }

// explanation implements previewActions.Explain for errors of type explained.
func explanation(r draft.Refused) explain.Explanation {
	e, _ := r.Err.(explained)
	return explain.Explanation(e)
}

// mixture returns a preview with items in several states.
func mixture() *draft.Preview {
	known, near, bit := draftOf("known"), draftOf("near"), draftOf("bit")
	known.Known = true
	twin := copyOf(draftOf("new"), "twin")
	near.Similar = []draft.Similar{{Article: titled("known", "The Post"), InProject: true, Alike: 0.84}}
	bit.Similar = []draft.Similar{{Article: titled("near", ""), Alike: 0.61}}
	return &draft.Preview{
		Drafts:  []*draft.Article{draftOf("new"), known, twin, near, bit},
		Refused: []draft.Refused{{Path: "/in/bad.pdf", File: "/in/bad.pdf", Err: explained{Why: "The file is damaged.", Out: "Save it anew."}}},
	}
}

func TestTheListIsFilteredByState(t *testing.T) {
	s := uitest.NewScreen(t)
	showImport(s, mixture(), nil)
	which := s.Reach("Show").(*control.Selection)
	if want := []string{"All (6)", "To be added (3)", "Similar to another article (2)", "Offered as newer versions (0)", "Already in the project (1)", "Duplicates in this import (1)", "Skipped (0)", "Added in part (0)", "Cannot be added (1)"}; !slices.Equal(which.Options, want) {
		t.Errorf("the options are %q", which.Options)
	}
	if want := "3 to add · 1 already in the project · 1 duplicate · 1 cannot be added"; !slices.Contains(s.Labels(), want) {
		t.Errorf("no label %q among %q", want, s.Labels())
	}
	for at, first := range []string{"", "2 sentences to tag", "84 % similar to “known” (The Post) in the project", "", "This article is already in the project.", "Same file as new. Only new will be added.", "", "", "bad.pdf cannot be added"} {
		which.SetSelectedIndex(at)
		if got := s.Labels(); first != "" && !slices.Contains(got, first) {
			t.Errorf("%s: no label %q among %q", which.Selected, first, got)
		}
	}
	l := s.Reach("row ").(*control.ManyList)
	if l.Length() != 1 {
		t.Errorf("%d rows for files that cannot be added, want 1", l.Length())
	}
	which.SetSelectedIndex(6)
	if l.Length() != 0 {
		t.Errorf("%d rows are left out", l.Length())
	}
	which.SetSelectedIndex(0)
	if l.Length() != 6 {
		t.Errorf("%d rows in all", l.Length())
	}
}

func TestOneBoxLeavesOutSimilarArticles(t *testing.T) {
	s := uitest.NewScreen(t)
	p := mixture()
	added := showImport(s, p, nil)
	box := s.Reach("Skip 1 article that is at least 80 % similar").(*control.Check)
	box.TypedRune(' ')
	if !p.Drafts[3].Leave || p.Drafts[4].Leave || p.Drafts[0].Leave {
		t.Errorf("left out are %v, %v, %v", p.Drafts[0].Leave, p.Drafts[3].Leave, p.Drafts[4].Leave)
	}
	s.Press(fyne.KeyReturn) // toggles the box again
	if p.Drafts[3].Leave {
		t.Error("the article is still left out")
	}
	box.TypedRune(' ')
	s.Reach("Add 2 articles")
	s.Press(fyne.KeyReturn)
	if len(*added) != 2 || s.Open() {
		t.Errorf("%d articles were added", len(*added))
	}
}

func TestARefusedTextIsReadInAnEncoding(t *testing.T) {
	s := uitest.NewScreen(t)
	p := &draft.Preview{
		Encodings: []string{"utf-8", "windows-1251"},
		Refused:   []draft.Refused{{Path: "/in/a.txt", File: "/in/a.txt", Err: explained{Why: "The file is damaged."}, Text: true}},
	}
	var asked draft.Rereading
	showImport(s, p, func(r draft.Rereading) *draft.Preview {
		asked = r
		d := draftOf("a.txt")
		d.Encoding = r.Encoding
		return &draft.Preview{Drafts: []*draft.Article{d}}
	})
	s.Reach("Encoding").TypedRune('w')
	if asked.Encoding != "windows-1251" || asked.Sources[0] != (draft.Source{Path: "/in/a.txt", File: "/in/a.txt"}) {
		t.Fatalf("the request is %+v", asked)
	}
	s.Reach("Add 1 article")
	if len(p.Refused) != 0 || !slices.Contains(s.Labels(), "a.txt") {
		t.Errorf("refused: %+v; labels: %q", p.Refused, s.Labels())
	}
}

func TestCorrectionsOfTheSameColumnsReachAllTables(t *testing.T) {
	s := uitest.NewScreen(t)
	table := func(name string) *draft.Table {
		return &draft.Table{Path: name, File: name, Key: "a|b", Names: []string{"a", "b"}, First: []string{"one", "two"}, Columns: map[string]string{}}
	}
	p := &draft.Preview{Tables: []*draft.Table{table("x.csv"), table("y.csv")}, Refused: []draft.Refused{{Path: "x.csv", File: "x.csv", Err: explained{Why: "No."}}, {Path: "y.csv", File: "y.csv", Err: explained{Why: "No."}}}}
	var asked []draft.Rereading
	showImport(s, p, func(r draft.Rereading) *draft.Preview {
		asked = append(asked, r)
		return nil // as if reading had been stopped
	})
	s.Reach("Column for Title").TypedRune('a')
	if len(asked) != 0 {
		t.Fatalf("without a column of texts, the requests are %+v", asked)
	}
	s.Canvas().Unfocus()
	s.Canvas().FocusNext()
	s.Reach("Column for Text").TypedRune('b')
	if len(asked) != 1 || len(asked[0].Sources) != 2 || fmt.Sprint(asked[0].Mapping.Columns) != "map[text:b title:a]" {
		t.Fatalf("the requests are %+v", asked)
	}
	if len(p.Refused) != 2 || len(p.Mappings) != 0 {
		t.Errorf("the result of a stopped reading is used: %+v", p)
	}
}

func TestALanguageThatWasNotReadIsNotKept(t *testing.T) {
	s := uitest.NewScreen(t)
	d := draftOf("a.txt")
	d.Article.Metadata.Language, d.Divided = "en", "en"
	stop := true
	showImport(s, &draft.Preview{Drafts: []*draft.Article{d}}, func(r draft.Rereading) *draft.Preview {
		if stop {
			return nil
		}
		again := *r.Drafts[0]
		again.Sentences, again.Divided = 7, again.Article.Metadata.Language
		return &draft.Preview{Drafts: []*draft.Article{&again}}
	})
	choice := s.Reach("Language: English")
	choice.TypedRune('u')
	if d.Article.Metadata.Language != "en" {
		t.Fatalf("after stopping, the language is %q", d.Article.Metadata.Language)
	}
	s.Reach("Language: English")
	stop = false
	choice.TypedRune('u')
	if d.Article.Metadata.Language != "uk" || !slices.Contains(s.Labels(), "7 sentences to tag") {
		t.Errorf("the language is %q, the labels are %q", d.Article.Metadata.Language, s.Labels())
	}
}

func TestThirteenThousandDraftsAreAListOfAFewRows(t *testing.T) {
	s := uitest.NewScreen(t)
	p := &draft.Preview{}
	for n := range 13_000 {
		p.Drafts = append(p.Drafts, draftOf(fmt.Sprint("article ", n)))
	}
	showImport(s, p, nil)
	l := s.Reach("row ").(*control.ManyList)
	s.Press(fyne.KeyEnd)
	if l.At != 12_999 {
		t.Errorf("End leads to row %d", l.At)
	}
	if n := len(s.Labels()); n > 200 {
		t.Errorf("%d labels are on the screen", n)
	}
}

func TestThePreviewFitsANarrowWindowWithLargeText(t *testing.T) {
	s := uitest.NewScreen(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scale: look.MaxScale})
	s.Resize(fyne.NewSize(1024, 700))
	p := mixture()
	for _, d := range p.Drafts {
		d.Article.Metadata.Title = strings.Repeat("A headline that goes on ", 20)
		d.Article.Source.Format = "csv"
		d.Asides = []draft.Aside{{Kind: model.UnitResidue, Text: strings.Repeat("Share this article ", 12)}}
	}
	p.Tables = []*draft.Table{{Path: "/in/new", File: "/in/new", Names: []string{strings.Repeat("column ", 30)}, First: []string{strings.Repeat("cell ", 100)}, Columns: map[string]string{}}}
	p.Refused[0].Path = "/" + strings.Repeat("folder/", 60) + "bad.pdf"
	showImport(s, p, nil)
	top := s.Canvas().Overlays().Top()
	if w := top.MinSize().Width; w > 1024 {
		t.Errorf("the minimum width is %v", w)
	}
	l := s.Reach("row ").(*control.ManyList)
	for range l.Length() {
		if got := uitest.Outside(top, fyne.Position{}, 1024); len(got) > 0 {
			t.Errorf("outside the window: %q", got)
		}
		s.Press(fyne.KeyDown)
	}
}

func TestOfFilesWithTheSameBytesAnyOneCanBeAdded(t *testing.T) {
	s := uitest.NewScreen(t)
	first := draftOf("first.txt")
	second, third := copyOf(first, "second.txt"), copyOf(first, "third.txt")
	p := &draft.Preview{Drafts: []*draft.Article{first, second, third, draftOf("other.txt")}}
	added := showImport(s, p, nil)
	wanted := func(want ...*draft.Article) {
		t.Helper()
		if got := p.Wanted(); !slices.Equal(got, want) {
			t.Errorf("%d are wanted: %+v", len(got), got)
		}
	}
	row := func(n int) {
		s.Reach("row ")
		s.Press(fyne.KeyHome)
		for range n {
			s.Press(fyne.KeyDown)
		}
	}
	says := func(want string) {
		t.Helper()
		if got := s.Labels(); !slices.Contains(got, want) {
			t.Errorf("no label %q among %q", want, got)
		}
	}
	wanted(first, p.Drafts[3])
	row(1)
	says("Same file as first.txt. Only first.txt will be added.")
	s.Press(fyne.KeySpace)
	wanted(second, p.Drafts[3]) // it takes the place of the first
	row(0)
	says("Same file as second.txt. Only second.txt will be added.")
	row(1)
	says("Same text as first.txt, third.txt. Only second.txt will be added.")
	s.Press(fyne.KeySpace)
	wanted(p.Drafts[3]) // leaving out one does not include its twin
	row(2)
	says("Same file as first.txt. Neither is checked. You can add one of them.")
	s.Press(fyne.KeySpace)
	wanted(third, p.Drafts[3])
	row(0)
	says("Same file as third.txt. Only third.txt will be added.")
	s.Reach("Add 2 articles")
	s.Press(fyne.KeyReturn)
	if !slices.Equal(*added, []*draft.Article{third, p.Drafts[3]}) {
		t.Errorf("added: %+v", *added)
	}
}

func TestTheCopyWithMoreDetailsIsAddedAndThePreviewSaysSo(t *testing.T) {
	s := uitest.NewScreen(t)
	poor := draftOf("a.epub")
	rich := copyOf(poor, "b.md")
	poor.Article.Source, rich.Article.Source = model.Source{Format: "epub", SHA256: "1"}, model.Source{Format: "markdown", SHA256: "2"}
	rich.Article.Metadata.Outlet = "Lenz Courier"
	showImport(s, &draft.Preview{Drafts: []*draft.Article{poor, rich}}, nil)
	s.Reach("row ")
	s.Press(fyne.KeyHome)
	for _, want := range []string{"Same text as b.md. Only b.md will be added: it has more article details.", "duplicate of b.md", "1 to add · 1 duplicate"} {
		if !slices.Contains(s.Labels(), want) {
			t.Errorf("no label %q among %q", want, s.Labels())
		}
	}
	s.Press(fyne.KeyDown)
	if want := "Same text as a.epub. Only b.md will be added: it has more article details."; !slices.Contains(s.Labels(), want) {
		t.Errorf("no label %q among %q", want, s.Labels())
	}
}

func TestATextThatLooksLikeATableIsOfferedAsOne(t *testing.T) {
	s := uitest.NewScreen(t)
	plain := draftOf("list.txt")
	p := &draft.Preview{
		Drafts: []*draft.Article{plain},
		Tables: []*draft.Table{{Path: plain.Path, File: plain.File, Key: "a|b", Names: []string{"a", "b"}, First: []string{"one", "two"}, Columns: map[string]string{}}},
	}
	showImport(s, p, func(r draft.Rereading) *draft.Preview {
		var rows []*draft.Article
		for _, part := range []string{"#2", "#3"} {
			d := draftOf("list.txt" + part)
			d.File, d.Article.Source.Format = plain.File, "csv"
			rows = append(rows, d)
		}
		return &draft.Preview{Drafts: rows, Tables: []*draft.Table{{Path: plain.Path, File: plain.File, Key: "a|b", Names: []string{"a", "b"}, Columns: r.Mapping.Columns}}}
	})
	if want := "This file was read as plain text. If it is a table of articles, choose the column with their texts."; !slices.Contains(s.Labels(), want) {
		t.Errorf("no label %q among %q", want, s.Labels())
	}
	if want := "may be a table · 2 sentences · no outlet · list.txt"; !slices.Contains(s.Labels(), want) {
		t.Errorf("no row %q among %q", want, s.Labels())
	}
	s.Reach("Column for Text").TypedRune('b')
	if len(p.Drafts) != 2 || len(p.Wanted()) != 2 || len(p.Mappings) != 1 {
		t.Errorf("there are %d articles, and the known mappings are %+v", len(p.Drafts), p.Mappings)
	}
}

func TestTheOrderOfDatesIsShownAndCanBeChosen(t *testing.T) {
	s := uitest.NewScreen(t)
	row := draftOf("list.csv#2")
	row.File, row.Article.Source.Format = "/in/list.csv", "csv"
	table := func(columns map[string]string) *draft.Table {
		return &draft.Table{Path: row.File, File: row.File, Key: "day|text", Names: []string{"day", "text"}, First: []string{"03/04/2031", "x"}, Columns: columns, DateOrder: "unknown"}
	}
	p := &draft.Preview{Drafts: []*draft.Article{row}, Tables: []*draft.Table{table(map[string]string{"published": "day", "text": "text"})}}
	var asked []string
	showImport(s, p, func(r draft.Rereading) *draft.Preview {
		asked = append(asked, r.Mapping.Columns[draft.Dates])
		return &draft.Preview{Drafts: []*draft.Article{row}, Tables: []*draft.Table{table(r.Mapping.Columns)}}
	})
	s.Reach("Order of the dates: Not certain: some dates cannot be read").TypedRune('m')
	if !slices.Equal(asked, []string{"month first"}) || p.Mappings[0].Columns[draft.Dates] != "month first" || p.Mappings[0].Columns["published"] != "day" {
		t.Fatalf("the date orders requested are %q, and the known mappings are %+v", asked, p.Mappings)
	}
	s.Reach("Order of the dates: Month first: 12/25/2031").TypedRune('d')
	if !slices.Equal(asked, []string{"month first", ""}) {
		t.Errorf("the date orders requested are %q", asked)
	}
}

func TestAGuessedEncodingIsShownWithTheRunnerUp(t *testing.T) {
	for _, c := range []struct{ format, encoding, runnerUp, want string }{
		{"", "windows-1250", "iso-8859-2", "Encoding: Windows-1250 · Central European (guess, or ISO-8859-2)"},
		{"csv", "windows-1251", "koi8-u", "Encoding: Windows-1251 · Cyrillic (guess, or KOI8-U)"},
		{"html", "shift_jis", "euc-jp", "Encoding: SHIFT_JIS · Japanese (guess, or EUC-JP)"},
		{"html", "utf-8", "", "Encoding: UTF-8 (detected)"},
	} {
		s := uitest.NewScreen(t)
		d := draftOf("a." + c.format)
		d.RunnerUp, d.Article.Encoding = c.runnerUp, c.encoding
		if d.Article.Source.Format = c.format; c.format != "" {
			d.Article.Source.Encoding = c.encoding
		}
		asked := ""
		showImport(s, &draft.Preview{Drafts: []*draft.Article{d}, Encodings: []string{"windows-1252", "utf-8"}}, func(r draft.Rereading) *draft.Preview {
			asked = r.Encoding
			return &draft.Preview{Drafts: []*draft.Article{d}}
		})
		choice := s.Reach(c.want)
		choice.TypedRune('w')
		if asked != "windows-1252" {
			t.Errorf("%s: corrected to %q", c.format, asked)
		}
	}
}

func TestEscLeavesTheArticlesToBeAddedWhereverTheKeyboardIs(t *testing.T) {
	for stop := range 12 {
		s := uitest.NewScreen(t)
		showPreview(&draft.Preview{Drafts: []*draft.Article{{Path: "a.txt"}}}, s.Window, previewActions{Add: func(*draft.Preview) { t.Error("the article was added") }})
		for range stop {
			s.Press(fyne.KeyTab)
		}
		s.Press(fyne.KeyEscape)
		if s.Open() {
			t.Errorf("after %d Tabs, Esc on %T does not close the preview", stop, s.Canvas().Focused())
		}
	}
}

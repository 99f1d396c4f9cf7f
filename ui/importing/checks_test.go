package importing

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/uitest"
)

// many returns a preview of articles called "0", "1" and so on.
func many(n int) *draft.Preview {
	p := &draft.Preview{}
	for i := range n {
		p.Drafts = append(p.Drafts, draftOf(fmt.Sprint(i)))
	}
	return p
}

// rowAt returns the row of the list that shows a title.
func rowAt(s *uitest.Screen, title string) (found *itemRow) {
	s.T.Helper()
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if r, ok := o.(*itemRow); ok && r.Visible() && r.title != nil && r.title.Text == title {
			found = r
			return
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	walk(s.Top())
	if found == nil {
		s.T.Fatalf("no row shows %q", title)
	}
	return found
}

// click clicks a row while modifiers are held down.
func click(s *uitest.Screen, title string, with fyne.KeyModifier) {
	s.T.Helper()
	r := rowAt(s, title)
	r.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: with})
	r.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: with})
	r.Tapped(&fyne.PointEvent{})
}

func titles(drafts []*draft.Article) (out []string) {
	for _, d := range drafts {
		out = append(out, d.Article.Metadata.Title)
	}
	return out
}

func TestTwentyOfAHundredArticlesAreUncheckedByKey(t *testing.T) {
	s := uitest.NewScreen(t)
	p := many(100)
	showImport(s, p, nil)
	l := s.Reach("row ").(*control.ManyList)
	s.Press(fyne.KeyHome)
	l.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.Press(fyne.KeyPageDown)
	for range 9 {
		s.Press(fyne.KeyDown)
	}
	l.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.Press(fyne.KeySpace)
	if n := len(p.Wanted()); n != 80 || p.Wanted()[0] != p.Drafts[20] {
		t.Errorf("%d articles are checked, the first is %q", n, p.Wanted()[0].Path)
	}
	if !slices.Contains(s.Labels(), "20 articles selected") || !slices.Contains(s.Labels(), "80 to add · 20 skipped") {
		t.Errorf("the labels are %q", s.Labels())
	}
	s.Press(fyne.KeySpace)
	if n := len(p.Wanted()); n != 100 {
		t.Errorf("Space again leaves %d articles checked", n)
	}
}

func TestTwentyOfAHundredArticlesAreUncheckedByMouse(t *testing.T) {
	s := uitest.NewScreen(t)
	p := many(100)
	showImport(s, p, nil)
	click(s, "0", 0)
	l := s.Canvas().Focused().(*control.ManyList) // a click gives the list the focus
	l.ScrollTo(22)
	click(s, "19", fyne.KeyModifierShift)
	test.Tap(rowAt(s, "15").box)
	if n := len(p.Wanted()); n != 80 || p.Wanted()[0] != p.Drafts[20] {
		t.Errorf("%d articles are checked, the first is %q", n, p.Wanted()[0].Path)
	}
	test.Tap(rowAt(s, "20").box) // it is not selected, so only it changes
	if n := len(p.Wanted()); n != 79 {
		t.Errorf("%d articles are checked", n)
	}
	click(s, "19", 0)
	click(s, "21", fyne.KeyModifierShortcutDefault)
	test.Tap(rowAt(s, "21").box) // one of the two is unchecked, so both are checked
	if p.Drafts[19].Leave || p.Drafts[21].Leave || !p.Drafts[20].Leave {
		t.Error("the selected articles are not checked")
	}
}

func TestButtonsCheckAllArticlesNoneOrOnlyNewOnes(t *testing.T) {
	s := uitest.NewScreen(t)
	p := mixture()
	showImport(s, p, nil)
	for _, c := range []struct {
		button string
		want   []string
	}{
		{"Check none", nil},
		{"Check all", []string{"new", "near", "bit"}},
		{"Check only new", []string{"new"}},
	} {
		s.Reach(c.button)
		s.Press(fyne.KeyReturn)
		if got := titles(p.Wanted()); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q are added, want %q", c.button, got, c.want)
		}
	}
	s.Click("Check none")
	if !slices.Contains(s.Labels(), "No article is checked.") {
		t.Errorf("the labels are %q", s.Labels())
	}
	s.Click("Cancel")
	if s.Open() {
		t.Error("Cancel does not close the preview")
	}
}

func TestTheBoxOfAHeadingChecksTheArticlesOfItsFile(t *testing.T) {
	s := uitest.NewScreen(t)
	p := &draft.Preview{}
	for _, part := range []string{"#1", "#2"} {
		d := draftOf("mails.mbox" + part)
		d.File, d.Within = "/in/mails.mbox", model.Stretch{File: "/in/mails.mbox"}
		p.Drafts = append(p.Drafts, d)
	}
	p.Drafts = append(p.Drafts, draftOf("other"))
	showImport(s, p, nil)
	heading := rowAt(s, "2 articles in mails.mbox")
	if heading.box.state != allChecked {
		t.Errorf("the box is %v", heading.box.state)
	}
	test.Tap(heading.box)
	if got := titles(p.Wanted()); !slices.Equal(got, []string{"other"}) {
		t.Errorf("%q are added", got)
	}
	test.Tap(rowAt(s, "mails.mbox#2").box)
	if state := rowAt(s, "2 articles in mails.mbox").box.state; state != someChecked {
		t.Errorf("the box is %v", state)
	}
}

func TestSeveralArticlesGetAnOutletADateAndALanguage(t *testing.T) {
	s := uitest.NewScreen(t)
	p := many(3)
	for i, d := range p.Drafts {
		d.Article.Metadata.Outlet, d.Article.Metadata.Language, d.Divided = fmt.Sprint("Outlet ", i), "en", "en"
	}
	var asked []draft.Rereading
	showImport(s, p, func(r draft.Rereading) *draft.Preview {
		asked = append(asked, r)
		found := &draft.Preview{}
		for _, d := range r.Drafts {
			again := *d
			again.Divided = d.Article.Metadata.Language
			found.Drafts = append(found.Drafts, &again)
		}
		return found
	})
	l := s.Reach("row ").(*control.ManyList)
	s.Press(fyne.KeyHome)
	l.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.Press(fyne.KeyDown)
	l.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})

	outlet := s.Reach("Outlet").(*control.Entry)
	if outlet.Text != "" || outlet.PlaceHolder != "Several values" {
		t.Errorf("the outlet is %q over %q", outlet.Text, outlet.PlaceHolder)
	}
	s.TypeIn("The Post")
	date := s.Reach("Published").(*control.Entry)
	s.TypeIn("2 April 2031")
	for i, want := range []model.Metadata{
		{Title: "0", Outlet: "The Post", Published: "2031-04-02", Language: "en"},
		{Title: "1", Outlet: "The Post", Published: "2031-04-02", Language: "en"},
		{Title: "2", Outlet: "Outlet 2", Language: "en"},
	} {
		if got := p.Drafts[i].Article.Metadata; got != want {
			t.Errorf("article %d has %+v, want %+v", i, got, want)
		}
	}
	outlet.SetText("")
	date.SetText("")
	for i, d := range p.Drafts {
		if m := d.Article.Metadata; m.Outlet != fmt.Sprint("Outlet ", i) || m.Published != "" {
			t.Errorf("an empty field changes article %d: %+v", i, m)
		}
	}
	s.Reach("Language: Unchanged (English)").TypedRune('u')
	for p.Drafts[0].Article.Metadata.Language != "uk" {
		if len(asked) > 10 {
			t.Fatalf("the language is %q", p.Drafts[0].Article.Metadata.Language)
		}
		s.Canvas().Focused().TypedRune('u')
	}
	if last := asked[len(asked)-1]; len(last.Drafts) != 2 || p.Drafts[1].Divided != "uk" || p.Drafts[2].Divided != "en" {
		t.Errorf("the articles are divided as %q, %q, %q", p.Drafts[0].Divided, p.Drafts[1].Divided, p.Drafts[2].Divided)
	}
	if got := l.Rows(); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("the rows %d are selected", got)
	}
	click(s, "2", 0)
	if slices.Contains(s.Labels(), "2 articles selected") {
		t.Error("one row is selected, but the form for several is visible")
	}
}

func TestWithNothingToAddThereIsOnlyCloseAndTheReason(t *testing.T) {
	known, other := draftOf("known"), draftOf("other")
	known.Known, other.Known = true, true
	refused := []draft.Refused{{Path: "/in/bad.pdf", File: "/in/bad.pdf", Err: explained{Why: "The file is damaged."}}}
	for _, c := range []struct {
		preview *draft.Preview
		want    string
	}{
		{&draft.Preview{Drafts: []*draft.Article{known, other}}, "There is nothing to add: all 2 articles are already in the project."},
		{&draft.Preview{Drafts: []*draft.Article{known}}, "There is nothing to add: the article is already in the project."},
		{&draft.Preview{Refused: refused}, "There is nothing to add: the file cannot be added."},
		{&draft.Preview{Drafts: []*draft.Article{known}, Refused: refused}, "There is nothing to add: the project already has these articles, and the other files cannot be added."},
		{&draft.Preview{}, "There is nothing to add: no articles were found here."},
	} {
		s := uitest.NewScreen(t)
		showImport(s, c.preview, nil)
		if !slices.Contains(s.Labels(), c.want) {
			t.Errorf("no label %q among %q", c.want, s.Labels())
		}
		if focused := s.Canvas().Focused().(fyne.Accessible).AccessibilityLabel(); focused != "Close" {
			t.Errorf("%s: %q has the focus", c.want, focused)
		}
		if s.Reads("Cancel") {
			t.Errorf("%s: there is another button", c.want)
		}
		s.Press(fyne.KeyReturn)
		if s.Open() {
			t.Errorf("%s: Enter does not close the preview", c.want)
		}
	}
}

func TestAFileThatCanBeReadDifferentlyIsStillOffered(t *testing.T) {
	s := uitest.NewScreen(t)
	p := &draft.Preview{
		Encodings: []string{"utf-8", "windows-1251"},
		Refused:   []draft.Refused{{Path: "/in/a.txt", File: "/in/a.txt", Err: explained{Why: "The file is damaged."}, Text: true}},
	}
	showImport(s, p, nil)
	if want := "There is nothing to add yet. Choose the columns or the encoding of a file first."; !slices.Contains(s.Labels(), want) {
		t.Errorf("no label %q among %q", want, s.Labels())
	}
	if _, ok := s.Canvas().Focused().(*control.ManyList); !ok {
		t.Errorf("%T has the focus", s.Canvas().Focused())
	}
	s.Reach("Cancel")
}

package importing

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/uitest"
)

// exportOf returns a preview of a file with n articles, one for every 100 bytes.
func exportOf(n int) *draft.Preview {
	return &draft.Preview{Drafts: piecesOf("/in/export.txt", hundreds(n))}
}

func hundreds(n int) (spans []model.Span) {
	for i := range n {
		spans = append(spans, model.Span{Start: 100 * i, End: 100*i + 98})
	}
	return spans
}

// piecesOf returns the drafts of a text that is divided at spans.
func piecesOf(path string, spans []model.Span) (drafts []*draft.Article) {
	for i, s := range spans {
		d := draftOf("export.txt")
		d.Path, d.File = fmt.Sprintf("%s#%d", path, i+1), path
		d.Within = model.Stretch{File: path, Text: path, Span: s}
		d.Article.Source.Format = "text"
		d.Article.Metadata.Title = fmt.Sprintf("from %d", s.Start)
		d.Asides = []draft.Aside{{Kind: model.UnitHeader, Text: "head", Span: model.Span{End: 4}}}
		drafts = append(drafts, d)
	}
	return drafts
}

// showExport shows a preview of a file with several articles. Reading the file
// again returns articles at the requested spans, or four articles if none are
// requested.
func showExport(s *uitest.Screen, p *draft.Preview) {
	s.T.Helper()
	showPreview(p, s.Window, previewActions{
		Add:   func(*draft.Preview) {},
		After: func(_ time.Duration, f func()) func() { f(); return func() {} },
		Again: func(r draft.Rereading, then func(*draft.Preview)) {
			spans, ok := r.Divisions["/in/export.txt"]
			if !ok {
				spans = hundreds(4)
			}
			then(&draft.Preview{Drafts: piecesOf("/in/export.txt", spans)})
		},
		Lines: func(r draft.Rereading, then func([]draft.Line)) {
			at := r.Drafts[0].Within.Span.Start
			then([]draft.Line{{Start: at, Text: "first"}, {Start: at + 20, Text: "second"}, {Start: at + 50, Text: "third"}})
		},
	})
}

func titlesOf(p *draft.Preview) (out []string) {
	for _, d := range p.Drafts {
		out = append(out, d.Article.Metadata.Title)
	}
	return out
}

func wantTitles(s *uitest.Screen, p *draft.Preview, want ...string) {
	s.T.Helper()
	if got := titlesOf(p); !slices.Equal(got, want) {
		s.T.Errorf("the articles are %q, want %q", got, want)
	}
}

func TestArticlesOfAFileAreJoinedAndDivided(t *testing.T) {
	s := uitest.NewScreen(t)
	p := exportOf(4)
	showExport(s, p)
	if says := s.Labels(); !slices.Contains(says, "4 articles in export.txt") || !slices.Contains(says, "export.txt · 1 of 4") {
		t.Errorf("the labels are %q", says)
	}
	l := s.Reach("row ").(*control.ManyList)
	if l.TypedRune('M'); p.Divisions != nil { // there is no previous article
		t.Errorf("divided at %v", p.Divisions)
	}
	l.TypedRune('m')
	wantTitles(s, p, "from 0", "from 200", "from 300")
	s.Press(fyne.KeyDown, fyne.KeyDown)
	l.TypedRune('M')
	wantTitles(s, p, "from 0", "from 200")
	if got, want := p.Divisions["/in/export.txt"], []model.Span{{Start: 0, End: 198}, {Start: 200, End: 398}}; !slices.Equal(got, want) {
		t.Errorf("divided at %v, want %v", got, want)
	}
	l.TypedRune('s')
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	wantTitles(s, p, "from 0", "from 200", "from 250")
	if d, _ := current(l, p); d != p.Drafts[2] {
		t.Errorf("%q is selected", d.Article.Metadata.Title)
	}
	l.TypedRune('s')
	s.Press(fyne.KeyEscape) // closes only the list of lines
	wantTitles(s, p, "from 0", "from 200", "from 250")
	l.TypedRune('s')
	s.Press(fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.KeyUp, fyne.KeyReturn)
	wantTitles(s, p, "from 0", "from 200", "from 250", "from 270", "from 300")
	for range 5 { // one more than there are corrections
		l.TypedShortcut(&fyne.ShortcutUndo{})
	}
	wantTitles(s, p, "from 0", "from 100", "from 200", "from 300")
	s.Reach("Join all")
	s.Press(fyne.KeyReturn)
	wantTitles(s, p, "from 0")
	if slices.Contains(s.Labels(), "1 article in export.txt") {
		t.Error("a single article has a heading")
	}
}

func current(l *control.ManyList, p *draft.Preview) (*draft.Article, bool) {
	at := l.At - 1 // the first row is the heading
	return p.Drafts[at], at >= 0
}

func TestCorrectionsOfOtherArticlesOutliveADivision(t *testing.T) {
	s := uitest.NewScreen(t)
	p := exportOf(4)
	showExport(s, p)
	p.Drafts[0].Article.Metadata.Outlet = "The Corrected"
	p.Drafts[1].Article.Metadata.Byline = "Of the joined"
	p.Drafts[3].Include(false)
	p.Drafts[3].Asides[0].Restored = true
	l := s.Reach("row ").(*control.ManyList)
	l.Choose(2)
	l.TypedRune('m') // joins the second with the third
	wantTitles(s, p, "from 0", "from 100", "from 300")
	last := p.Drafts[2]
	if p.Drafts[0].Article.Metadata.Outlet != "The Corrected" || !last.Leave || !last.Asides[0].Restored || p.Drafts[1].Article.Metadata.Byline != "" {
		t.Errorf("after joining, the drafts are %+v, %+v, %+v", p.Drafts[0], p.Drafts[1], last)
	}
	p.Drafts[0].Article.Metadata.Outlet = "The Corrected again"
	l.TypedShortcut(&fyne.ShortcutUndo{})
	if p.Drafts[1].Article.Metadata.Byline != "Of the joined" || p.Drafts[0].Article.Metadata.Outlet != "The Corrected again" || !p.Drafts[3].Leave {
		t.Errorf("after undoing, the drafts are %+v, %+v, %+v", p.Drafts[0], p.Drafts[1], p.Drafts[3])
	}
}

func TestADivisionThatWasStoppedChangesNothing(t *testing.T) {
	s := uitest.NewScreen(t)
	p := exportOf(3)
	showImport(s, p, func(draft.Rereading) *draft.Preview { return nil })
	s.Reach("row ").(*control.ManyList).TypedRune('m')
	wantTitles(s, p, "from 0", "from 100", "from 200")
	if p.Divisions != nil || p.CanUndo() {
		t.Errorf("divided at %v, can undo: %v", p.Divisions, p.CanUndo())
	}
}

func TestAnotherEncodingForgetsTheDivision(t *testing.T) {
	s := uitest.NewScreen(t)
	p := exportOf(3)
	p.Encodings = []string{"utf-8", "windows-1251"}
	showExport(s, p)
	s.Reach("row ").(*control.ManyList).TypedRune('m')
	wantTitles(s, p, "from 0", "from 200")
	s.Reach("Encoding").TypedRune('w')
	wantTitles(s, p, "from 0", "from 100", "from 200", "from 300") // read again without the division
	if len(p.Divisions) > 0 || p.CanUndo() {
		t.Errorf("divided at %v, can undo: %v", p.Divisions, p.CanUndo())
	}
}

func TestBlocksLeftOutAreOfferedWithTheirArticle(t *testing.T) {
	for _, way := range []string{"at the article", "at the file"} {
		s := uitest.NewScreen(t)
		d := draftOf("page.html")
		d.Within = model.Stretch{File: d.Path, Text: d.Path}
		p := &draft.Preview{Drafts: []*draft.Article{d}, Refused: []draft.Refused{{Path: d.Path, File: d.Path, Err: explained{Why: "Only part of the file could be read."}, Partial: true, More: 2}}}
		var asked draft.Rereading
		showImport(s, p, func(r draft.Rereading) *draft.Preview {
			asked = r
			return &draft.Preview{Drafts: []*draft.Article{draftOf("page.html"), draftOf("page.html#2"), draftOf("page.html#3")}}
		})
		if !slices.Contains(s.Labels(), "2 more parts look like articles") {
			t.Errorf("%s: the labels are %q", way, s.Labels())
		}
		if way == "at the file" {
			s.Reach("row ").(*control.ManyList).Choose(1)
		}
		s.Reach("Add them too")
		s.Press(fyne.KeyReturn)
		if !asked.AllBlocks[d.Path] || len(p.Drafts) != 3 || len(p.Refused) != 0 || !p.AllBlocks[d.Path] {
			t.Errorf("%s: the request is %+v; the preview is %+v", way, asked, p)
		}
	}
}

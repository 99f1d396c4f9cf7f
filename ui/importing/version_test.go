package importing

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/uitest"
)

// offeredFor returns a draft that is offered as a newer version of an article of the project.
func offeredFor(name string, of model.Article) *draft.Article {
	d := draftOf(name)
	d.Offer = draft.Offer{Of: of, InProject: true, Alike: 0.87}
	return d
}

func older(title string) model.Article {
	return model.Article{ID: model.ArticleID("old " + title), Metadata: model.Metadata{Title: title, Outlet: "The Echo", Published: "2031-04-02"}}
}

func versionsOf(p *draft.Preview) (names []string) {
	for _, d := range p.Versions() {
		names = append(names, d.Path)
	}
	return names
}

func wantVersions(t *testing.T, p *draft.Preview, want ...string) {
	t.Helper()
	if got := versionsOf(p); !slices.Equal(got, want) {
		t.Errorf("the versions are %q, want %q", got, want)
	}
}

func TestANewerVersionIsOfferedAndNeverTakenSilently(t *testing.T) {
	s := uitest.NewScreen(t)
	p := &draft.Preview{Drafts: []*draft.Article{offeredFor("bridge", older("Bridge fails")), draftOf("gate")}}
	showImport(s, p, nil)
	for _, want := range []string{
		"2 to add · 1 looks like a newer version, 0 chosen",
		"Looks like a newer version of “Bridge fails” (The Echo, 2 April 2031)\nNearly the same text, 87 % similar",
	} {
		if !slices.Contains(s.Labels(), want) {
			t.Errorf("no label %q among %q", want, s.Labels())
		}
	}
	wantVersions(t, p)
	s.Reach("Add as a newer version").TypedRune(' ')
	wantVersions(t, p, "/in/bridge")
	if want := "2 to add · 1 looks like a newer version, 1 chosen"; !slices.Contains(s.Labels(), want) {
		t.Errorf("no label %q among %q", want, s.Labels())
	}
	if rows := strings.Join(s.Labels(), "\n"); !strings.Contains(rows, "newer version of “Bridge fails” · 2 sentences") {
		t.Errorf("the row does not say it: %q", rows)
	}
	s.Reach("Add as a newer version").TypedRune(' ')
	wantVersions(t, p)
}

func TestAKeyTakesTheSelectedArticlesAsNewerVersions(t *testing.T) {
	s := uitest.NewScreen(t)
	p := &draft.Preview{Drafts: []*draft.Article{offeredFor("a", older("Bridge")), draftOf("b"), offeredFor("c", older("Gate"))}}
	p.Drafts[2].Leave = true
	showImport(s, p, nil)
	list := s.Reach("row ").(*control.ManyList)
	list.TypedRune('v')
	wantVersions(t, p, "/in/a")
	list.TypedRune('v') // drops the choice
	wantVersions(t, p)
	list.SelectAll()
	list.TypedRune('V') // with Shift, it does nothing
	wantVersions(t, p)
	list.TypedRune('v')
	wantVersions(t, p, "/in/a", "/in/c") // and the one that was left out is added
	if box := s.Reach("Add as newer versions").(*control.Check); !box.Checked || box.Partial {
		t.Error("the box of the selected articles is not checked")
	}
	s.Reach("Add as newer versions").TypedRune(' ')
	wantVersions(t, p)
}

func TestAVersionOfAnotherDraftNeedsThatDraft(t *testing.T) {
	s := uitest.NewScreen(t)
	first := draftOf("first")
	second := offeredFor("second", first.Article)
	second.Offer.InProject, second.Offer.SameAddress = false, true
	p := &draft.Preview{Drafts: []*draft.Article{first, second}}
	showImport(s, p, nil)
	list := s.Reach("row ").(*control.ManyList)
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if want := "Looks like a newer version of “first”\nSame web address, 87 % similar, in this import"; !slices.Contains(s.Labels(), want) {
		t.Errorf("no label %q among %q", want, s.Labels())
	}
	list.TypedRune('v')
	wantVersions(t, p, "/in/second")
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) // leaves the first one out
	wantVersions(t, p)
	if rows := strings.Join(s.Labels(), "\n"); strings.Contains(rows, "newer version of “first”") {
		t.Errorf("a row offers a version of an article that is not added: %q", rows)
	}
}

package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/windowtest"
)

const (
	monday  = "The bridge failed on Monday. Eight people were hurt. It rained all day.\n\nThe council meets on Friday.\n"
	tuesday = "The bridge failed on Monday. Nine people were hurt. The mayor has spoken.\n\nThe council meets on Friday.\n"
)

// withBridge opens a window with an article whose newer versions are offered, and labels its
// first three sentences.
func withBridge(t *testing.T) *harness {
	t.Helper()
	b := &harness{windowtest.WithText(t, monday)}
	b.Desk().Newer = func(draft, of model.Article) bool { return strings.HasPrefix(of.Excerpt, "The bridge failed") }
	b.Session().MoveTo(0)
	b.Keys("111")
	b.Session().MoveTo(3)
	b.Saved()
	return b
}

// preview opens the preview of a text.
func (b *harness) preview(text string) {
	b.T.Helper()
	b.AddPaths([]string{windowtest.Files(b.T, map[string]string{"two.txt": text})})
	b.Until("the preview", func() bool { return b.Screen.Offered != nil })
}

func TestAnArticleAddedAsANewerVersionTakesTheWorkOver(t *testing.T) {
	b := withBridge(t)
	s, old := b.Session(), b.Session().Document().ID
	b.preview(tuesday)
	b.WantText("1 to add · 1 looks like a newer version, 0 chosen")
	b.take("Add as a newer version")
	b.Choose("Add 1 article")
	b.Until("the result", func() bool { return strings.HasPrefix(b.Screen.Notice, "1 article added, 1 as a newer version: ") })
	if want := "2 labels and notes carried, 1 left behind. Press Ctrl+Z to undo."; !strings.HasSuffix(b.Screen.Notice, want) {
		t.Errorf("the notice is %q, want the end %q", b.Screen.Notice, want)
	}
	if u, _ := s.Current(); s.Document().Text != tuesday || u.Span.Of(tuesday) != "The council meets on Friday." {
		t.Errorf("the reader is at %q of %q", u.Span.Of(s.Document().Text), s.Document().Text)
	}
	if current, superseded := s.CurrentVersion(old); !superseded || current != s.Document().ID || b.Screen.Articles != 1 || b.Screen.Tagged != 2 {
		t.Errorf("the current version is %q; %d articles are listed, with %d labels", current, b.Screen.Articles, b.Screen.Tagged)
	}
	b.Saved()
	b.undo()
	b.Until("the undo", func() bool { return b.Screen.Total == 3 })
	if s.Chains().Linked(old) || b.Screen.Articles != 1 {
		t.Errorf("after one undo, %d articles are listed", b.Screen.Articles)
	}
}

func TestAnOfferThatIsNotTakenAddsAnArticleOfItsOwn(t *testing.T) {
	b := withBridge(t)
	old := b.Session().Document().ID
	b.preview(tuesday)
	b.Key(fyne.KeyReturn)
	b.Until("the result", func() bool { return b.Screen.Notice == "1 article added. Press Ctrl+Z to undo." })
	if b.Screen.Articles != 2 || b.Session().Chains().Linked(old) || b.Screen.Total != 3 {
		t.Errorf("there are %d articles with %d labels", b.Screen.Articles, b.Screen.Total)
	}
	b.Saved()
}

func TestTwoVersionsInOneImportAreLinked(t *testing.T) {
	b := &harness{windowtest.WithSample(t)}
	b.Desk().Newer = func(draft, of model.Article) bool {
		return strings.Contains(draft.ImportPath, "two.txt") && strings.Contains(of.ImportPath, "one.txt")
	}
	b.AddPaths([]string{windowtest.Files(t, map[string]string{"one.txt": monday, "two.txt": tuesday})})
	b.Until("the preview", func() bool { return b.Screen.Offered != nil })
	b.Each(func(o fyne.CanvasObject) {
		if l, ok := o.(*control.ManyList); ok {
			l.Choose(1)
		}
	})
	b.take("Add as a newer version")
	b.Choose("Add 2 articles")
	b.Until("the result", func() bool { return b.Screen.Notice == "2 articles added, 1 as a newer version. Press Ctrl+Z to undo." })
	if b.Screen.Articles != 6 {
		t.Errorf("%d articles are listed, want 6", b.Screen.Articles)
	}
	b.Saved()
}

// take checks the box with this name.
func (b *harness) take(name string) {
	b.T.Helper()
	var box *control.Check
	b.Each(func(o fyne.CanvasObject) {
		if c, ok := o.(*control.Check); ok && c.Text == name {
			box = c
		}
	})
	if box == nil {
		b.T.Fatalf("there is no box %q", name)
	}
	box.TypedRune(' ')
}

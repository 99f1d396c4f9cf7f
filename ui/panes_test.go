package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// showsList and showsInspector report what the window shows.
func showsList(b *harness) bool      { return b.Reads("5 articles") }
func showsInspector(b *harness) bool { return b.Reads("Full history…") }

func run(b *harness, id command.ID) { b.Commands().Run(id) }

func on(b *harness, id command.ID) bool { return b.Commands().Find(id).On() }

// clickNamed clicks the button with an accessible name that begins with a text.
func clickNamed(b *harness, name string) {
	b.T.Helper()
	var found fyne.Tappable
	b.Each(func(o fyne.CanvasObject) {
		a, named := o.(fyne.Accessible)
		if tappable, ok := o.(fyne.Tappable); ok && named && strings.HasPrefix(a.AccessibilityLabel(), name) {
			found = tappable
		}
	})
	if found == nil {
		b.T.Fatalf("nothing to click is called %q", name)
	}
	test.Tap(found)
}

func TestTheListAndTheInspectorCanBeHidden(t *testing.T) {
	b := withSample(t)
	if !showsList(b) || !showsInspector(b) || !on(b, "view.list") || !on(b, "view.inspector") {
		t.Fatal("the list or the inspector is hidden at first")
	}
	b.Key(fyne.KeyF9)
	run(b, "view.inspector")
	if showsList(b) || showsInspector(b) || on(b, "view.list") || on(b, "view.inspector") {
		t.Fatal("the list or the inspector is still shown")
	}
	again := restarted(b)
	if showsList(again) || showsInspector(again) {
		t.Error("after a restart the hidden panes are back")
	}
	clickNamed(again, "Show the article list")
	clickNamed(again, "Show the inspector")
	if !showsList(again) || !showsInspector(again) {
		t.Error("the strips do not bring the panes back")
	}
}

func TestAHiddenPaneIsShownWhileItIsNeeded(t *testing.T) {
	b := withSample(t)
	run(b, "view.list")
	run(b, "view.inspector")
	b.Keys("/")
	if !showsList(b) {
		t.Error("the list is not shown while one filters it")
	}
	b.Key(fyne.KeyEscape)
	b.Keys("n")
	if showsList(b) || !showsInspector(b) {
		t.Error("the inspector is not shown while one writes a note, or the list stayed")
	}
	b.Keys("Ask again.")
	b.Key(fyne.KeyEscape)
	if showsInspector(b) {
		t.Error("the inspector stays after the note")
	}
	b.Saved()
}

func TestFullScreenShowsOnlyTheArticle(t *testing.T) {
	b := withSample(t)
	title := b.Session().Document().Metadata.Title
	for name, leave := range map[string]func(){
		"Esc": func() { b.Key(fyne.KeyEscape) },
		"F11": func() { b.Key(fyne.KeyF11) },
	} {
		b.Key(fyne.KeyF11)
		if !b.Window.Window().FullScreen() || showsList(b) || showsInspector(b) || b.Reads("Export") || !b.Reads(title) {
			t.Errorf("the full screen shows %q", b.Texts())
		}
		b.Keys("1]") // the keys still work
		leave()
		if b.Window.Window().FullScreen() || !showsList(b) || !showsInspector(b) || !b.Reads("Export") {
			t.Errorf("after %s the window shows %q", name, b.Texts())
		}
		b.Keys("[")
		title = b.Session().Document().Metadata.Title
	}
	b.Saved()
}

func TestSectionsOfTheInspectorFold(t *testing.T) {
	b := withSample(t)
	shown := "Published\n12 March 2031"
	b.WantText(shown)
	clickNamed(b, "Article")
	if b.Reads(shown) {
		t.Error("the section is not folded")
	}
	again := restarted(b)
	if again.Reads(shown) {
		t.Error("after a restart the section is open")
	}
	again.Keys("a") // a note on the article
	again.WantText(shown)
	again.Key(fyne.KeyEscape)
}

func TestAClickOnASuggestionAcceptsIt(t *testing.T) {
	b := &harness{windowtest.WithText(t, "The board met. “We saw it coming,” the harbour master said.")}
	b.Keys("j")
	b.WantText("Suggested: Quote")
	clickNamed(b, "Suggested: Quote")
	if b.Screen.Total != 1 {
		t.Errorf("there are %d labels", b.Screen.Total)
	}
	b.Saved()
}

// restarted opens another window, which opens the project again.
func restarted(b *harness) *harness {
	b.T.Helper()
	again := b.another()
	again.Start(nil)
	again.Until("the project", func() bool { return again.Screen.Article != "" })
	return again
}

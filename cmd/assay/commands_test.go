package main

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
)

func TestKeysAreDeadBehindADialog(t *testing.T) {
	b := withSample(t)
	b.key(fyne.KeyF1)
	b.wantText("Next Untagged Sentence")
	b.Window.Window().Canvas().Unfocus()
	b.keys("1")
	b.menu("Edit", "Undo")
	b.menu("Annotate", "Claim")
	if b.screen.Total != 0 || b.screen.Articles != 5 {
		t.Errorf("behind the dialog keys did something: %+v", b.screen)
	}
	b.key(fyne.KeyEscape)
	b.keys("1")
	if b.screen.Total != 1 {
		t.Error("after the dialog keys are still dead")
	}
	b.saved()
}

func TestCommandsSayWhyTheyCannotRun(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	why := func(id command.ID, want string) {
		t.Helper()
		if got := b.Commands().Find(id).Why(); got != want {
			t.Errorf("%s says %q, want %q", id, got, want)
		}
	}
	for _, id := range []command.ID{
		"label.claim", "label.clear", "note.write", "note.outlet", "sentence.aside", "sentence.next", "sentence.untagged",
		"article.next", "article.remove", "article.correct", "edit.undo", "edit.redo", "export.project", "export.article", "article.filter",
	} {
		why(id, "Open a project first.")
		b.Commands().Run(id) // does nothing
	}
	for _, id := range []command.ID{"project.new", "project.open", "project.sample", "import.folder", "view.dark", "help.keys", "app.quit"} {
		why(id, "")
	}

	b.button("Open the sample corpus")
	b.until("the sample corpus", func() bool { return b.screen.Articles == 5 && b.screen.Article != "" })
	for _, id := range []command.ID{"label.claim", "note.write", "article.next", "export.article"} {
		why(id, "")
	}
	b.keys("x")
	why("label.claim", "This is set aside. X makes it a sentence.")
	meta := b.Session().Document().Metadata
	meta.Outlet = ""
	if err := b.Session().CorrectMetadata(b.Session().Document().ID, meta); err != nil {
		t.Fatal(err)
	}
	why("note.outlet", "The outlet is not known. "+b.Commands().Find("article.correct").Keys[0].String()+" lets you name it.")
	b.Session().Leave()
	why("label.claim", "Open an article first.")
	b.keys("1")
	b.wantText("Open an article first.")
	for b.Session().Articles() > 0 {
		if err := b.Session().Remove(b.Session().Row(0).ID); err != nil {
			t.Fatal(err)
		}
	}
	why("export.project", "There are no articles yet: add some first.")
	b.saved()
}

func TestEveryCommandStandsInTheMenuAndOnTheKeySheet(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	titles := map[string]bool{}
	for _, m := range b.Window.Window().MainMenu().Items {
		for _, item := range m.Items {
			titles[titleOf(item)] = true
		}
	}
	b.key(fyne.KeyF1)
	for _, g := range command.Groups() {
		for _, c := range b.Commands().All(g) {
			if !titles[c.Title] {
				t.Errorf("%s is in no menu", c.ID)
			}
			if len(c.Keys) > 0 {
				b.wantText(c.KeyText())
				b.wantText(c.Title)
			}
		}
	}
}

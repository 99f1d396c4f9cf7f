package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
)

func TestKeysAreDeadBehindADialog(t *testing.T) {
	b := withSample(t)
	b.Key(fyne.KeyF1)
	b.WantText("Next Untagged Sentence")
	b.Window.Window().Canvas().Unfocus()
	b.Keys("1")
	b.Menu("Edit", "Undo")
	b.Menu("Annotate", "Claim")
	if b.Screen.Total != 0 || b.Screen.Articles != 5 {
		t.Errorf("keys behind the dialog changed the state to %+v", b.Screen)
	}
	b.Key(fyne.KeyEscape)
	b.Keys("1")
	if b.Screen.Total != 1 {
		t.Error("keys do not work after the dialog was closed")
	}
	b.Saved()
}

func TestCommandsSayWhyTheyCannotRun(t *testing.T) {
	b := opened(t)
	why := func(id command.ID, want string) {
		t.Helper()
		if got := b.Commands().Find(id).Why(); got != want {
			t.Errorf("the reason why %s cannot run is %q, want %q", id, got, want)
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

	b.Button("Open the sample project")
	b.Until("the sample corpus", func() bool { return b.Screen.Articles == 5 && b.Screen.Article != "" })
	for _, id := range []command.ID{"label.claim", "note.write", "article.next", "export.article"} {
		why(id, "")
	}
	b.Keys("x")
	why("label.claim", "This text is excluded. Press X to include it.")
	meta := b.Session().Document().Metadata
	meta.Outlet = ""
	if err := b.Session().CorrectMetadata(b.Session().Document().ID, meta); err != nil {
		t.Fatal(err)
	}
	why("note.outlet", "This article has no outlet. Press "+b.Commands().Find("article.correct").Keys[0].String()+" to add one.")
	b.Session().Leave()
	why("label.claim", "Open an article first.")
	b.Keys("1")
	b.WantText("Open an article first.")
	for b.Session().Articles() > 0 {
		if err := b.Session().Remove(b.Session().Row(0).ID); err != nil {
			t.Fatal(err)
		}
	}
	why("export.project", "Add articles first.")
	b.Saved()
}

func TestEveryCommandStandsInTheMenuAndOnTheKeySheet(t *testing.T) {
	b := opened(t)
	titles := map[string]bool{}
	_, menus := b.Menus()
	for _, m := range menus {
		for _, item := range append(m.Items(), submenus(m)...) {
			titles[item.Title] = true
		}
	}
	b.Key(fyne.KeyF1)
	for _, g := range command.Groups() {
		for _, c := range b.Commands().All(g) {
			if !titles[c.TitleNow()] {
				t.Errorf("%s is in no menu", c.ID)
			}
			if len(c.Keys) > 0 {
				b.WantText(c.KeyText())
				b.WantText(c.Title)
			}
		}
	}
}

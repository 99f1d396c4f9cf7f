package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/project"
)

// labelling is a desk that creates projects with its own codebook.
type labelling struct {
	desk
	book model.Codebook
}

// Create implements project.Desk.
func (l labelling) Create(path string, notify project.Notify) (project.Project, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	opts := options(notify)
	opts.Codebook = l.book
	p, err := storage.Create(path, opts)
	if err != nil {
		return nil, err
	}
	return openProject{p}, nil
}

// withLabels returns a window with the sample corpus and the first n labels of
// storagetest.Codebook.
func withLabels(t *testing.T, n int) *harness {
	t.Helper()
	atHome(t)
	b := newHarnessAt(t, nil, labelling{book: storagetest.Codebook(n)})
	b.button("Open the sample corpus")
	b.until("the sample corpus", func() bool { return b.screen.Articles == 5 && b.screen.Article != "" })
	return b
}

// eachBook runs a test with four labels and with twelve.
func eachBook(t *testing.T, f func(t *testing.T, b *harness, book model.Codebook)) {
	for _, n := range []int{4, 12} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			b := withLabels(t, n)
			f(t, b, b.Session().Codebook())
			b.saved()
		})
	}
}

// labelKeysWanted lists the keys of the labels of storagetest.Codebook.
var labelKeysWanted = []string{"1, C", "2, Q", "3, B", "4, R", "5", "6", "7, I", "8", "9, E", "W", "V", ""}

func commandOf(b *harness, name string) *command.Command {
	for _, c := range b.Commands().All(command.Annotate) {
		if c.Title == name {
			return c
		}
	}
	b.t.Fatalf("no command is called %q", name)
	return nil
}

// labelBy returns the label of the current sentence after do.
func (b *harness) labelBy(do func()) model.LabelKey {
	doc, at := b.Session().Document(), b.Session().Cursor()
	do()
	a, _ := doc.Annotation(doc.Units[at].Span, "Ines")
	b.Session().MoveTo(at)
	return a.Label
}

func TestEveryLabelIsGivenByItsKeys(t *testing.T) {
	eachBook(t, func(t *testing.T, b *harness, book model.Codebook) {
		for i, l := range book {
			c := commandOf(b, l.Name)
			if got := c.KeyText(); got != labelKeysWanted[i] {
				t.Errorf("%s has the keys %q, want %q", l.Name, got, labelKeysWanted[i])
			}
			for _, k := range c.Keys {
				b.keys("0")
				if got := b.labelBy(func() { b.press(k) }); got != l.Key {
					t.Errorf("%v gives %q, want %q", k, got, l.Key)
				}
			}
			if letter := strings.ToLower(l.Letter); len(c.Keys) > 1 { // typed as on a keyboard for its script
				b.keys("0")
				if got := b.labelBy(func() { b.keys(letter) }); got != l.Key {
					t.Errorf("%s gives %q, want %q", letter, got, l.Key)
				}
			}
		}
	})
}

func TestKeysOfLabelsThatClashAreSaidWhenTheProjectOpens(t *testing.T) {
	if b := withLabels(t, 4); strings.Contains(b.screen.Notice, "keys of labels") {
		t.Errorf("it says %q", b.screen.Notice)
	}
	b := withLabels(t, 12)
	path := b.screen.Project
	says := "These keys of labels are taken or cannot be pressed: O (Opinion of the paper), Q (Quantity)."
	b.until("the word", func() bool { return b.screen.Notice != "" })
	b.saved()
	again := newHarness(t, b.app)
	if err := b.Shutdown(); err != nil {
		t.Fatal(err)
	}
	again.Start([]string{path})
	again.until("the word", func() bool { return again.screen.Article != "" && again.screen.Notice != "" })
	if again.screen.Notice != says {
		t.Errorf("it says %q, want %q", again.screen.Notice, says)
	}
	again.keys("o")
	if !again.screen.Writing {
		t.Error("O does not write a note on the outlet")
	}
	again.key(fyne.KeyEscape)
	again.keys("2")
	if again.screen.Notice == says {
		t.Error("it is still said")
	}
	again.saved()
}

func TestEveryLabelIsShownAndChosenEverywhere(t *testing.T) {
	eachBook(t, func(t *testing.T, b *harness, book model.Codebook) {
		var names []string
		for _, l := range book {
			names = append(names, l.Name)
		}
		t.Run("menu bar", func(t *testing.T) {
			want := fmt.Sprint(append(names, "Clear the Label"))
			found := false
			for _, m := range b.Window.Window().MainMenu().Items {
				for _, s := range sectionsOf(m) {
					found = found || fmt.Sprint(s) == want
				}
			}
			if !found {
				t.Errorf("no section of a menu is %s", want)
			}
			for _, l := range book {
				if got := b.labelBy(func() { b.menu("Annotate", l.Name) }); got != l.Key {
					t.Errorf("%q gives %q", l.Name, got)
				}
			}
		})
		t.Run("menu of a sentence", func(t *testing.T) {
			for _, l := range book {
				title := l.Name
				if c := commandOf(b, l.Name); len(c.Keys) > 0 {
					title += "  ( " + c.Keys[0].String() + " )"
				}
				b.sentenceMenu()
				b.choose(title)
				b.until("the label of "+l.Name, func() bool { return b.screen.Tagged > 0 && b.labelled(l.Key) })
				b.undo()
			}
		})
		t.Run("key sheet", func(t *testing.T) {
			b.key(fyne.KeyF1)
			for i, name := range names {
				if labelKeysWanted[i] != "" {
					b.wantText(name)
				}
			}
			b.key(fyne.KeyEscape)
		})
		t.Run("changing keys", func(t *testing.T) {
			b.press(command.Ctrl(fyne.KeyF2))
			b.keys(names[len(names)-1])
			b.key(fyne.KeyReturn)
			b.keys("z")
			b.key(fyne.KeyEscape)
			if got := b.labelBy(func() { b.keys("z") }); got != book[len(book)-1].Key {
				t.Errorf("the changed key gives %q", got)
			}
			if err := b.Commands().Reset(commandOf(b, names[len(names)-1]).ID); err != nil {
				t.Error(err)
			}
		})
		t.Run("palette", func(t *testing.T) {
			for _, l := range book {
				b.press(command.Ctrl(fyne.KeyK))
				b.keys("Tag as " + l.Name)
				b.wantText("Tag as " + l.Name)
				if got := b.labelBy(func() { b.key(fyne.KeyReturn) }); got != l.Key {
					t.Errorf("%q gives %q", l.Name, got)
				}
			}
		})
		t.Run("inspector", func(t *testing.T) {
			for _, l := range book {
				b.keys("0")
				if got := b.labelBy(func() { b.label(l.Name) }); got != l.Key {
					t.Errorf("%q gives %q", l.Name, got)
				}
			}
		})
	})
}

// sentenceMenu opens the menu of the first visible sentence in the reader.
func (b *harness) sentenceMenu() {
	b.t.Helper()
	var page articlePage
	b.each(func(o fyne.CanvasObject) {
		if p := asPage(o); p != nil && page == nil {
			page = p
		}
	})
	page.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(page.Size().Width/2, 200)})
}

// labelled reports whether any sentence of the article has the label.
func (b *harness) labelled(key model.LabelKey) bool {
	doc := b.Session().Document()
	for _, u := range doc.Units {
		if a, ok := doc.Annotation(u.Span, "Ines"); ok && a.Label == key {
			return true
		}
	}
	return false
}

func TestSearchesKnowEveryLabel(t *testing.T) {
	eachBook(t, func(t *testing.T, b *harness, book model.Codebook) {
		for _, l := range book {
			b.Commands().Run(commandOf(b, l.Name).ID)
		}
		b.saved()
		for _, l := range book {
			b.search(fmt.Sprintf("label:%q ", l.Name), "1 sentence in 1 article.")
			b.key(fyne.KeyEscape)
		}
		b.press(command.Ctrl(fyne.KeyF))
		b.keys("label:")
		for _, l := range book[:4] {
			b.wantText(l.Name)
		}
		b.key(fyne.KeyEscape, fyne.KeyEscape)
		b.press(command.Ctrl(fyne.KeyK))
		b.keys("Find label: " + book[len(book)-1].Name)
		b.wantText("Find label: " + book[len(book)-1].Name)
		b.key(fyne.KeyEscape)
	})
}

// tagAll opens the dialog that labels all hits of a search.
func (b *harness) tagAll() {
	b.t.Helper()
	b.search(`"the river"`, "sentences in")
	b.key(fyne.KeyReturn)
	b.until("the first hit", func() bool { return b.reads("Hit 1 of") })
	b.press(command.Ctrl(fyne.KeyT))
}

func TestAllThatWasFoundGetsAnyLabel(t *testing.T) {
	eachBook(t, func(t *testing.T, b *harness, book model.Codebook) {
		for i, l := range book {
			b.tagAll()
			for j, other := range book {
				key, _, _ := strings.Cut(labelKeysWanted[j], ",")
				b.wantText(strings.TrimSpace(key + "   " + other.Name))
			}
			if key, _, _ := strings.Cut(labelKeysWanted[i], ","); key != "" {
				b.keys(strings.ToLower(key))
			} else {
				b.key(fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn) // the item before Clear the Label
			}
			b.until("the labels", func() bool { return b.screen.Total > 1 && !b.screen.Dialog })
			b.wantText("sentences tagged as " + l.Name)
			b.key(fyne.KeyEscape)
			b.undo()
			b.saved()
		}
	})
}

// The key of a label takes precedence over the key of a check box.
func TestTheKeyOfALabelTagsAllThatWasFound(t *testing.T) {
	b := withLabels(t, 4)
	b.tagAll()
	b.wantText("Also those that have another label")
	if b.reads("( R )") {
		t.Error("R is offered for the box")
	}
	b.keys("r")
	b.until("the labels", func() bool { return b.screen.Total > 1 && !b.screen.Dialog })
	b.wantText("sentences tagged as Risk")
	b.key(fyne.KeyEscape)
	b.saved()
}

// With many labels, the bar counts only the most frequent ones, so that the rest of
// it stays legible.
func TestTheStatusBarHasRoomForManyLabels(t *testing.T) {
	for n, want := range map[int]string{
		4:  "Article 4/19 · C 1 · Q 1 · B 1 · R 1",
		12: "Article 12/19 · C 1 · Q 1 · B 1 · R 1 · …",
	} {
		b := withLabels(t, n)
		b.keys("1")
		b.wantText(map[int]string{4: "1–4 tag", 12: "1–9 … tag"}[n])
		for _, l := range b.Session().Codebook()[1:] {
			b.Commands().Run(commandOf(b, l.Name).ID)
		}
		b.wantText(want)
		b.saved()
	}
}

func TestAnotherProjectBringsItsOwnLabels(t *testing.T) {
	b := withLabels(t, 12)
	first := b.screen.Project
	b.saved()
	other := filepath.Join(t.TempDir(), "Other.assay")
	p, err := storage.Create(other, storage.Options{Codebook: storagetest.Codebook(12)[9:11]})
	if err == nil {
		err = p.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Commands().Bind("label.risk", command.Rune('z')); err != nil {
		t.Fatal(err)
	}
	if err := b.Commands().Bind("note.write", command.Rune('u')); err != nil {
		t.Fatal(err)
	}
	b.OpenProject(other)
	b.until("the other project", func() bool { return b.screen.Project == other })
	var got []string
	for _, c := range b.Commands().All(command.Annotate)[:3] {
		got = append(got, c.Title+" "+c.KeyText())
	}
	if want := "[Warning 1, W Verdict 2, V Clear the Label 0, Delete]"; fmt.Sprint(got) != want {
		t.Errorf("the commands are %v, want %s", got, want)
	}
	if b.Commands().Bound(command.Rune('4')) != nil {
		t.Error("the digit of a label that is gone does something")
	}
	if err := b.Commands().Bind("sentence.merge", command.Rune('5')); err != nil {
		t.Fatal(err)
	}

	// The first project has its changed keys again, except those that another
	// command has now.
	b.OpenProject(first)
	b.until("the first project", func() bool { return b.screen.Project == first && b.screen.Article != "" })
	if got := commandOf(b, "Risk").KeyText(); got != "Z" {
		t.Errorf("the changed key of a label is %q", got)
	}
	if got := commandOf(b, "Opinion of the paper"); len(got.Keys) != 0 || b.Commands().IsChanged(got.ID) {
		t.Errorf("it has the keys %q", got.KeyText())
	}
	b.until("the word", func() bool { return strings.Contains(b.screen.Notice, "5 (Opinion of the paper)") })
	again := newHarness(t, b.app)
	if err := b.Shutdown(); err != nil {
		t.Fatal(err)
	}
	again.Start([]string{first})
	again.until("the first project again", func() bool { return again.screen.Article != "" })
	for name, want := range map[string]string{"Risk": "Z", "Claim": "1, C", "Write a Note": "U", "Merge with the Next Sentence": "5"} {
		if got := commandOf(again, name).KeyText(); got != want {
			t.Errorf("after a restart %s has the keys %q, want %q", name, got, want)
		}
	}
}

// Twelve labels leave a small window usable.
func TestManyLabelsFitTheWindow(t *testing.T) {
	b := withLabels(t, 12)
	w := b.Window.Window()
	w.Resize(fyne.NewSize(1024, 768))
	if least := w.Content().MinSize(); least.Width > 1024 || least.Height > 768 {
		t.Errorf("the window must be %v", least)
	}
	b.sentenceMenu()
	found := false
	b.each(func(o fyne.CanvasObject) {
		text, ok := o.(*canvas.Text)
		if !ok || text.Text != "Merge with the Next Sentence  ( M )" {
			return
		}
		found = true
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if at.Y < 0 || at.Y+o.Size().Height > w.Canvas().Size().Height {
			t.Errorf("the last item stands at %v in a window of %v", at, w.Canvas().Size())
		}
	})
	if !found {
		t.Errorf("the last item is not among %q", b.texts())
	}
	b.key(fyne.KeyEscape)
	b.saved()
}

package ui_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// withLabels returns a window with the sample corpus and the first n labels of
// modeltest.Codebook.
func withLabels(t *testing.T, n int) *harness {
	t.Helper()
	desk := windowtest.NewDesk(t)
	desk.Book = modeltest.Codebook(n)
	b := over(t, desk)
	b.OpenSample()
	return b
}

// eachBook runs a test with 4 labels and with 12.
func eachBook(t *testing.T, f func(t *testing.T, b *harness, book model.Codebook)) {
	for _, n := range []int{4, 12} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			b := withLabels(t, n)
			f(t, b, b.Session().Codebook())
			b.Saved()
		})
	}
}

// labelKeysWanted lists the keys of the labels of modeltest.Codebook.
var labelKeysWanted = []string{"1, C", "2, Q", "3, B", "4, D", "5", "6", "7, I", "8", "9, E", "H", "V", ""}

func commandOf(b *harness, name string) *command.Command {
	for _, c := range b.Commands().All(command.Annotate) {
		if c.Title == name {
			return c
		}
	}
	b.T.Fatalf("no command is called %q", name)
	return nil
}

// labelBy calls do and returns the resulting label of the sentence that was current
// before the call. It then moves back to that sentence.
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
				b.Keys("0")
				if got := b.labelBy(func() { b.Press(k) }); got != l.Key {
					t.Errorf("%v sets the label %q, want %q", k, got, l.Key)
				}
			}
			if letter := strings.ToLower(l.Letter); len(c.Keys) > 1 { // the letter, as typed on a keyboard of its script
				b.Keys("0")
				if got := b.labelBy(func() { b.Keys(letter) }); got != l.Key {
					t.Errorf("%s sets the label %q, want %q", letter, got, l.Key)
				}
			}
		}
	})
}

func TestKeysOfLabelsThatClashAreSaidWhenTheProjectOpens(t *testing.T) {
	if b := withLabels(t, 4); strings.Contains(b.Screen.Notice, "label keys") {
		t.Errorf("the notice is %q, want none about keys of labels", b.Screen.Notice)
	}
	b := withLabels(t, 12)
	path := b.Screen.Project
	says := "These label keys are already used or cannot be typed: O (Opinion of the paper), Q (Quantity)."
	b.Until("the notice", func() bool { return b.Screen.Notice != "" })
	b.Saved()
	again := b.another()
	if err := b.Shutdown(); err != nil {
		t.Fatal(err)
	}
	again.Start([]string{path})
	again.Until("the notice", func() bool { return again.Screen.Article != "" && again.Screen.Notice != "" })
	if again.Screen.Notice != says {
		t.Errorf("the notice is %q, want %q", again.Screen.Notice, says)
	}
	again.Keys("o")
	if !again.Screen.Writing {
		t.Error("O does not write a note on the outlet")
	}
	again.Key(fyne.KeyEscape)
	again.Keys("2")
	if again.Screen.Notice == says {
		t.Error("the notice still shows after a label was set")
	}
	again.Saved()
}

func TestEveryLabelIsShownAndChosenEverywhere(t *testing.T) {
	eachBook(t, func(t *testing.T, b *harness, book model.Codebook) {
		var names []string
		for _, l := range book {
			names = append(names, l.Name)
		}
		t.Run("menu bar", func(t *testing.T) {
			want := fmt.Sprint(append(names, "Clear Label"))
			found := false
			_, menus := b.Menus()
			for _, m := range menus {
				for _, section := range m {
					found = found || fmt.Sprint(itemTitles(section)) == want
				}
			}
			if !found {
				t.Errorf("no section of a menu is %s", want)
			}
			for _, l := range book {
				if got := b.labelBy(func() { b.Menu("Annotate", l.Name) }); got != l.Key {
					t.Errorf("%q sets the label %q", l.Name, got)
				}
			}
		})
		t.Run("menu of a sentence", func(t *testing.T) {
			for _, l := range book {
				b.SentenceMenu()
				if c := commandOf(b, l.Name); len(c.Keys) > 0 && b.Line(l.Name).Item.Key != c.Keys[0].String() {
					t.Errorf("the menu shows the key %q for %s", b.Line(l.Name).Item.Key, l.Name)
				}
				b.Choose(l.Name)
				b.Until("the label of "+l.Name, func() bool { return b.Screen.Tagged > 0 && b.labelled(l.Key) })
				b.undo()
			}
		})
		t.Run("key sheet", func(t *testing.T) {
			b.Key(fyne.KeyF1)
			for i, name := range names {
				if labelKeysWanted[i] != "" {
					b.WantText(name)
				}
			}
			b.Key(fyne.KeyEscape)
		})
		t.Run("changing keys", func(t *testing.T) {
			b.Press(command.Ctrl(fyne.KeyF2))
			b.Keys(names[len(names)-1])
			b.Key(fyne.KeyReturn)
			b.Keys("z")
			b.Key(fyne.KeyEscape)
			if got := b.labelBy(func() { b.Keys("z") }); got != book[len(book)-1].Key {
				t.Errorf("the changed key sets the label %q", got)
			}
			if err := b.Commands().Reset(commandOf(b, names[len(names)-1]).ID); err != nil {
				t.Error(err)
			}
		})
		t.Run("palette", func(t *testing.T) {
			for _, l := range book {
				b.Press(command.Ctrl(fyne.KeyK))
				b.Keys("Tag as " + l.Name)
				b.WantText("Tag as " + l.Name)
				if got := b.labelBy(func() { b.Key(fyne.KeyReturn) }); got != l.Key {
					t.Errorf("%q sets the label %q", l.Name, got)
				}
			}
		})
		t.Run("inspector", func(t *testing.T) {
			for _, l := range book {
				b.Keys("0")
				if got := b.labelBy(func() { b.Label(l.Name) }); got != l.Key {
					t.Errorf("%q sets the label %q", l.Name, got)
				}
			}
		})
	})
}

// labelled reports whether Ines has given the label to any sentence of the article.
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
		b.Saved()
		for _, l := range book {
			b.Search(fmt.Sprintf("label:%q ", l.Name), "1 sentence in 1 article.")
			b.Key(fyne.KeyEscape)
		}
		b.Press(command.CtrlShift(fyne.KeyF))
		b.Keys("label:")
		for _, l := range book[:4] {
			b.WantText(l.Name)
		}
		b.Key(fyne.KeyEscape, fyne.KeyEscape)
		b.Press(command.Ctrl(fyne.KeyK))
		b.Keys("Find label: " + book[len(book)-1].Name)
		b.WantText("Find label: " + book[len(book)-1].Name)
		b.Key(fyne.KeyEscape)
	})
}

// tagAll opens the dialog that labels all hits of a search.
func (b *harness) tagAll() {
	b.T.Helper()
	b.Search(`"the river"`, "sentences in")
	b.Key(fyne.KeyReturn)
	b.Until("the first hit", func() bool { return b.Reads("Result 1 of") })
	b.Press(command.Ctrl(fyne.KeyT))
}

func TestAllThatWasFoundGetsAnyLabel(t *testing.T) {
	eachBook(t, func(t *testing.T, b *harness, book model.Codebook) {
		for i, l := range book {
			b.tagAll()
			for j, other := range book {
				key, _, _ := strings.Cut(labelKeysWanted[j], ",")
				b.WantText(strings.TrimSpace(key + "   " + other.Name))
			}
			if key, _, _ := strings.Cut(labelKeysWanted[i], ","); key != "" {
				b.Keys(strings.ToLower(key))
			} else {
				b.Key(fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn) // the item before Clear Label
			}
			b.Until("the labels", func() bool { return b.Screen.Total > 1 && !b.Screen.Dialog })
			b.WantText("sentences tagged as " + l.Name)
			b.Key(fyne.KeyEscape)
			b.undo()
			b.Saved()
		}
	})
}

func TestTheKeyOfALabelTagsAllThatWasFound(t *testing.T) {
	b := withLabels(t, 4)
	b.tagAll()
	b.WantText("Replace other labels")
	b.Keys("d")
	b.Until("the labels", func() bool { return b.Screen.Total > 1 && !b.Screen.Dialog })
	b.WantText("sentences tagged as Risk")
	b.Key(fyne.KeyEscape)
	b.Saved()
}

// If there are many labels, the status bar counts only some of them, so that its
// other texts stay legible.
func TestTheStatusBarHasRoomForManyLabels(t *testing.T) {
	for n, want := range map[int]string{
		4:  "Article 4/19 · C 1 · Q 1 · B 1 · D 1",
		12: "Article 12/19 · C 1 · Q 1 · B 1 · D 1 · …",
	} {
		b := withLabels(t, n)
		b.Keys("1")
		b.WantText(map[int]string{4: "1–4 label", 12: "1–9 … label"}[n])
		for _, l := range b.Session().Codebook()[1:] {
			b.Commands().Run(commandOf(b, l.Name).ID)
		}
		b.WantText(want)
		b.Saved()
	}
}

func TestAnotherProjectBringsItsOwnLabels(t *testing.T) {
	b := withLabels(t, 12)
	first := b.Screen.Project
	b.Saved()
	other := filepath.Join(t.TempDir(), "Other.assay")
	b.Desk().Make(other, modeltest.Codebook(12)[9:11])
	if err := b.Commands().Bind("label.risk", command.Rune('z')); err != nil {
		t.Fatal(err)
	}
	if err := b.Commands().Bind("note.write", command.Rune('u')); err != nil {
		t.Fatal(err)
	}
	b.OpenProject(other)
	b.Until("the other project", func() bool { return b.Screen.Project == other })
	var got []string
	for _, c := range b.Commands().All(command.Annotate)[:3] {
		got = append(got, c.Title+" "+c.KeyText())
	}
	if want := "[Warning 1, H Verdict 2, V Clear Label 0, Delete]"; fmt.Sprint(got) != want {
		t.Errorf("the commands are %v, want %s", got, want)
	}
	if b.Commands().Bound(command.Rune('4')) != nil {
		t.Error("the digit of a label from the other project is still bound")
	}
	if err := b.Commands().Bind("sentence.merge", command.Rune('5')); err != nil {
		t.Fatal(err)
	}

	// The first project has its changed keys again, except those that another
	// command has taken.
	b.OpenProject(first)
	b.Until("the first project", func() bool { return b.Screen.Project == first && b.Screen.Article != "" })
	if got := commandOf(b, "Risk").KeyText(); got != "Z" {
		t.Errorf("the changed key of a label is %q", got)
	}
	if got := commandOf(b, "Opinion of the paper"); len(got.Keys) != 0 || b.Commands().IsChanged(got.ID) {
		t.Errorf("the label whose key was taken has the keys %q", got.KeyText())
	}
	b.Until("the notice", func() bool { return strings.Contains(b.Screen.Notice, "5 (Opinion of the paper)") })
	again := b.another()
	if err := b.Shutdown(); err != nil {
		t.Fatal(err)
	}
	again.Start([]string{first})
	again.Until("the first project again", func() bool { return again.Screen.Article != "" })
	for name, want := range map[string]string{"Risk": "Z", "Claim": "1, C", "Write Note": "U", "Merge with Next Sentence": "5"} {
		if got := commandOf(again, name).KeyText(); got != want {
			t.Errorf("after a restart %s has the keys %q, want %q", name, got, want)
		}
	}
}

// A window of 1024 by 768 must have room for 12 labels.
func TestManyLabelsFitTheWindow(t *testing.T) {
	b := withLabels(t, 12)
	w := b.Window.Window()
	w.Resize(fyne.NewSize(1024, 768))
	if least := w.Content().MinSize(); least.Width > 1024 || least.Height > 768 {
		t.Errorf("the window needs %v", least)
	}
	b.SentenceMenu()
	found := false
	b.Each(func(o fyne.CanvasObject) {
		text, ok := o.(*canvas.Text)
		if !ok || text.Text != "Merge with Next Sentence" {
			return
		}
		found = true
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if at.Y < 0 || at.Y+o.Size().Height > w.Canvas().Size().Height {
			t.Errorf("the last menu item is at %v in a window of %v", at, w.Canvas().Size())
		}
	})
	if !found {
		t.Errorf("the last menu item is missing; the window shows %q", b.Texts())
	}
	b.Key(fyne.KeyEscape)
	b.Saved()
}

package ui_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/windowtest"
)

// The letters of commands are listed in package value, so that files with codebooks can be
// checked without the window. Labels are not given in a view that has keys of its own, so a
// label can have their letters.
func TestNoLabelCanHaveTheLetterOfACommand(t *testing.T) {
	b := opened(t)
	for _, c := range b.Commands().Commands() {
		if c.View != "" {
			continue
		}
		for _, k := range c.Keys {
			if givesLabel := strings.HasPrefix(string(c.ID), "label."); k.Mod == 0 && unicode.IsLetter(k.Rune) && !givesLabel && !value.RunsCommand(k.Rune) {
				t.Errorf("%c runs %s, and package value allows it for a label", k.Rune, c.ID)
			}
		}
	}
}

// editCodebook opens the codebook and waits until the labels are counted.
func (b *harness) editCodebook() {
	b.T.Helper()
	b.Press(command.CtrlShift(fyne.KeyD))
	b.Until("the counts", func() bool { return b.Reads("labels in the codebook") })
}

// shortcut sends a shortcut to the focused object of a dialog.
func (b *harness) shortcut(key fyne.KeyName, mod fyne.KeyModifier) {
	b.T.Helper()
	b.ShortcutInEntry(&desktop.CustomShortcut{KeyName: key, Modifier: mod})
}

// saveCodebook saves the codebook and waits until its dialog is closed.
func (b *harness) saveCodebook() {
	b.T.Helper()
	b.shortcut(fyne.KeyReturn, fyne.KeyModifierShortcutDefault)
	b.Until("the codebook is saved", func() bool { return !b.Screen.Dialog && b.Reads("Codebook changed.") })
}

// fill replaces the text of the field with this name in the dialog.
func (b *harness) fill(name, text string) {
	b.T.Helper()
	found := false
	b.Each(func(o fyne.CanvasObject) {
		if f, ok := o.(*control.Field); ok && (f.Spoken == name || strings.HasPrefix(f.Spoken, name+". ")) && !found {
			found = true
			b.Window.Window().Canvas().Focus(f)
			f.SetText(text)
		}
	})
	if !found {
		b.T.Fatalf("there is no field %q", name)
	}
}

// disabled reports whether the button with this text is disabled.
func (b *harness) disabled(text string) (out bool) {
	b.Each(func(o fyne.CanvasObject) {
		if button, ok := o.(*control.Button); ok && button.Text == text {
			out = button.Disabled()
		}
	})
	return out
}

// pick selects an option of the drop-down list whose accessible name begins with a text.
func (b *harness) pick(name, option string) {
	b.T.Helper()
	found := false
	b.Each(func(o fyne.CanvasObject) {
		if s, ok := o.(*control.Selection); ok && s.Spoken == name {
			found = true
			s.SetSelected(option)
			if s.Selected != option {
				b.T.Fatalf("%q has no option %q, but %q", name, option, s.Options)
			}
		}
	})
	if !found {
		b.T.Fatalf("there is no list %q; the window shows %q", name, b.Texts())
	}
}

func (b *harness) bookNames() string {
	var names []string
	for _, l := range b.Session().Codebook() {
		name := l.Name
		if l.Retired {
			name = "(" + name + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

// labels counts the labels of the open article.
func (b *harness) labels() map[model.LabelKey]int {
	out := map[model.LabelKey]int{}
	for _, on := range b.Session().Document().Annotations {
		for _, a := range on {
			out[a.Label]++
		}
	}
	return out
}

func TestALabelThatIsAddedIsGivenAtOnceByKeyAndByMouse(t *testing.T) {
	b := withSample(t)
	b.editCodebook()
	b.Choose("Add label")
	b.Keys("Risk")
	b.fill("Definition", "What may happen.")
	b.saveCodebook()
	if got := b.bookNames(); got != "Claim Quote Background Risk" {
		t.Fatalf("the labels are %s", got)
	}
	for _, give := range []func(){func() { b.Keys("4") }, func() { b.Keys("i") }, func() { b.Label("Risk") }} {
		if got := b.labelBy(give); got != "risk" {
			t.Errorf("the label is %q", got)
		}
		b.Keys("0")
	}
	b.Keys("4k")
	b.WantText("Risk: What may happen.")
	b.undo()
	b.undo()
	for b.Session().Codebook().Index("risk") >= 0 {
		b.undo()
	}
	b.Keys("4")
	if got := b.bookNames(); got != "Claim Quote Background" || b.Screen.Total != 0 {
		t.Errorf("after undoing the labels are %s, and %d are given", got, b.Screen.Total)
	}
	b.Saved()
}

func TestARenamedLabelKeepsItsAnnotations(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.editCodebook()
	b.fill("Name", "Assertion")
	b.fill("Letter", "f")
	b.fill("Colour", "#0072B2")
	b.saveCodebook()
	l, _ := b.Session().StoredCodebook().Find(model.Claim)
	if l.Name != "Assertion" || l.Letter != "F" || l.Color != "#0072B2" || !strings.HasPrefix(l.Definition, "The sentence asserts") {
		t.Errorf("the label is %+v", l)
	}
	if b.Screen.Total != 1 || b.labels()[model.Claim] != 1 {
		t.Error("the annotation is gone")
	}
	if got := b.labelBy(func() { b.Keys("f") }); got != model.Claim {
		t.Errorf("the new letter gives %q", got)
	}
	if c := b.Commands().Bound(command.Rune('c')); c != nil {
		t.Errorf("the old letter runs %s", c.ID)
	}
	b.Press(command.CtrlShift(fyne.KeyH))
	b.Until("the history", func() bool { return b.Reads("Show the whole project") })
	b.Choose("Show the whole project")
	b.Until("the change", func() bool { return b.Reads("Label changed: Assertion") })
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestTheOrderOfLabelsChangesTheirDigits(t *testing.T) {
	b := withSample(t)
	b.editCodebook()
	b.shortcut(fyne.KeyDown, fyne.KeyModifierAlt)
	b.saveCodebook()
	if got := b.bookNames(); got != "Quote Claim Background" {
		t.Errorf("the labels are %s", got)
	}
	if got := b.labelBy(func() { b.Keys("1") }); got != model.Quote {
		t.Errorf("1 gives %q", got)
	}
	b.Saved()
}

func TestRetiringALabelAsksWhatBecomesOfItsAnnotations(t *testing.T) {
	for option, want := range map[string]map[model.LabelKey]int{
		"They keep the retired label": {model.Claim: 2, model.Quote: 1},
		"They become “Quote”":         {model.Quote: 3},
		"They are removed":            {model.Quote: 1},
	} {
		t.Run(option, func(t *testing.T) {
			b := withSample(t)
			b.Keys("112")
			b.editCodebook()
			b.WantText("Given 2 times, by all analysts.")
			b.Choose("Retire…")
			b.WantText("2 labels in articles, by all analysts, are “Claim”.")
			b.pick("What becomes of the labels in articles", option)
			b.Choose("Retire")
			b.fill("Name", "Claim")
			b.saveCodebook()
			if got := b.bookNames(); got != "(Claim) Quote Background" {
				t.Errorf("the labels are %s", got)
			}
			if got := b.labels(); len(got) != len(want) || got[model.Claim] != want[model.Claim] || got[model.Quote] != want[model.Quote] {
				t.Errorf("the article has the labels %v, want %v", got, want)
			}
			if got := b.labelBy(func() { b.Keys("1") }); got == model.Claim {
				t.Error("a retired label is given")
			}
			b.undo()
			b.undo()
			if got := b.labels(); b.bookNames() != "Claim Quote Background" || got[model.Claim] != 2 || got[model.Quote] != 1 {
				t.Errorf("after undoing the labels are %s, and the article has %v", b.bookNames(), got)
			}
			b.Saved()
		})
	}
}

func TestJoinedLabelsAreOneAndOneUndoPartsThem(t *testing.T) {
	b := withSample(t)
	b.Keys("112")
	b.editCodebook()
	b.Choose("Join into…")
	b.pick("Join into", "Background")
	b.Choose("Join")
	b.WantText("Its 2 labels in articles will become “Background”.")
	b.fill("Name", "Claim")
	b.saveCodebook()
	if got := b.labels(); got[model.Claim] != 0 || got[model.Background] != 2 || got[model.Quote] != 1 {
		t.Errorf("the article has %v", got)
	}
	b.OpenMenu("Edit")
	if b.Line("Undo: Join Labels") == nil {
		t.Error("the menu does not offer to undo joining the labels")
	}
	b.Key(fyne.KeyEscape)
	b.undo()
	if got := b.labels(); got[model.Claim] != 2 || got[model.Background] != 0 {
		t.Errorf("after undoing the article has %v", got)
	}
	b.Saved()
}

func TestALabelThatNobodyGaveIsDeletedAndAUsedOneIsNot(t *testing.T) {
	b := withSample(t)
	b.Keys("q")
	b.editCodebook()
	b.Key(fyne.KeyDown) // Quote
	if !b.disabled("Delete") {
		t.Error("a label that is given can be deleted")
	}
	b.Key(fyne.KeyDown)
	b.Choose("Delete")
	b.Choose("Add label")
	b.Choose("Delete")
	b.saveCodebook()
	if got := b.bookNames(); got != "Claim Quote" {
		t.Errorf("the labels are %s", got)
	}
	b.Press(command.Ctrl(fyne.KeyZ))
	if got := b.bookNames(); got != "Claim Quote Background" {
		t.Errorf("after undo, the labels are %s", got)
	}
	b.Saved()
}

func TestTheListOfLabelsIsSpoken(t *testing.T) {
	b := withSample(t)
	b.Keys("q")
	b.editCodebook()
	b.Key(fyne.KeyDown)
	list := b.Window.Window().Canvas().Focused().(*control.List)
	if got, want := list.AccessibilityLabel(), "Quote, Letter Q, Given once, counting all analysts, row 2 of 3"; got != want {
		t.Errorf("the list says %q, not %q", got, want)
	}
	b.Key(fyne.KeyDown)
	b.Choose("Retire…")
	if got := list.AccessibilityLabel(); !strings.Contains(got, "Background (retired), Letter B, Retired") {
		t.Errorf("the list says %q", got)
	}
}

func TestANewLabelIsComplainedAboutOnlyWhenItIsSaved(t *testing.T) {
	b := withSample(t)
	b.editCodebook()
	b.Choose("Add label")
	if b.Reads("This cannot be empty.") {
		t.Error("a label without a name is refused before anybody could type one")
	}
	b.shortcut(fyne.KeyReturn, fyne.KeyModifierShortcutDefault)
	b.WantText("This cannot be empty.")
}

func TestEveryFieldOfALabelScrollsIntoView(t *testing.T) {
	b := withSample(t)
	b.Window.Window().Resize(fyne.NewSize(1024, 700))
	b.editCodebook()
	b.Key(fyne.KeyReturn)
	last, driver := (*control.Field)(nil), fyne.CurrentApp().Driver()
	for range 20 {
		if f, ok := b.Window.Window().Canvas().Focused().(*control.Field); ok {
			last = f
			scroll := f.Viewport.Scroll
			top := driver.AbsolutePositionForObject(f).Y - driver.AbsolutePositionForObject(scroll).Y
			if top < 0 || top+f.Size().Height > scroll.Size().Height {
				t.Errorf("the field %q is not visible", f.Spoken)
			}
			if strings.HasPrefix(f.Spoken, "Counter-examples") {
				break
			}
		}
		b.Window.Window().Canvas().FocusNext()
	}
	if last == nil || !strings.HasPrefix(last.Spoken, "Counter-examples") {
		t.Error("Tab does not reach the last field")
	}
}

func TestBadLabelsAreRefusedBesideTheirFields(t *testing.T) {
	b := withSample(t)
	b.editCodebook()
	for _, c := range []struct{ field, text, good, says string }{
		{"Letter", "j", "C", "J is the key of the command “Next Sentence”."},
		{"Letter", "r", "C", "R is the key of the command “Grade Sentence…”."},
		{"Letter", "l", "C", "L is the key of the command “Add to a Statement…”."},
		{"Letter", "Q", "C", "“Q” is already used by the label “Quote”."},
		{"Letter", "12", "C", "“12” is not one letter."},
		{"Name", " quOte", "Claim", "is already used by the label “Quote”."},
		{"Name", "", "Claim", "This cannot be empty."},
		{"Colour", "red", "#E69F00", "“red” is not a colour. Write it as #RRGGBB."},
	} {
		b.fill(c.field, c.text)
		if !b.Reads(strings.TrimSuffix(c.says, ".")) {
			t.Errorf("%s %q: the dialog does not say %q, but %q", c.field, c.text, c.says, b.Texts())
		}
		b.shortcut(fyne.KeyReturn, fyne.KeyModifierShortcutDefault)
		if !b.Screen.Dialog || b.Session().Codebook()[0].Name != "Claim" {
			t.Fatalf("%s %q was saved", c.field, c.text)
		}
		b.fill(c.field, c.good)
	}
	b.Key(fyne.KeyEscape) // nothing is different, so it does not ask
	if b.Window.Window().Canvas().Overlays().Top() != nil {
		t.Error("the dialog asks although nothing changed")
	}
}

func TestChangesAreNotDiscardedWithoutAQuestion(t *testing.T) {
	b := withSample(t)
	b.editCodebook()
	b.fill("Name", "Assertion")
	b.Key(fyne.KeyEscape)
	b.WantText("Discard the changes?")
	b.Key(fyne.KeyReturn) // keep editing
	b.WantText("Add label")
	b.Key(fyne.KeyEscape)
	b.Choose("Discard")
	if b.Window.Window().Canvas().Overlays().Top() != nil || b.bookNames() != "Claim Quote Background" {
		t.Errorf("the labels are %s", b.bookNames())
	}
}

func TestLabelsGivenUnderAnOldDefinitionAreFound(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Saved()
	b.editCodebook()
	b.fill("When not to use it", "Not for opinion.")
	b.WantText("1 label was given under the old definition. The search definition:old finds it.")
	b.Choose("Save and find them")
	b.Until("the search", func() bool { return b.Reads("1 sentence in 1 article.") })
	b.Key(fyne.KeyEscape)
	b.Session().MoveToFirst()
	b.Saved()
}

func TestOutdatedLabelsAreConfirmedOneAfterTheOther(t *testing.T) {
	b := withSample(t)
	b.Keys("111")
	b.Saved()
	b.editCodebook()
	b.fill("When not to use it", "Not for opinion.")
	b.Choose("Save and find them")
	b.Until("the search", func() bool { return b.Reads("3 sentences in 1 article.") })
	b.Key(fyne.KeyReturn)
	for range 3 {
		b.Keys("1")
		b.Key(fyne.KeyF3)
	}
	claim := b.Session().Codebook()[0]
	for _, on := range b.Session().Document().Annotations {
		for _, a := range on {
			if claim.Outdated(a) {
				t.Errorf("a label was skipped: %v", a)
			}
		}
	}
	b.Saved()
}

func TestADefinitionOfTheSameMeaningLeavesLabelsCurrent(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Saved()
	b.editCodebook()
	b.fill("Definition", "A statement that can be checked.")
	found := false
	b.Each(func(o fyne.CanvasObject) {
		if c, ok := o.(*control.Check); ok && strings.HasPrefix(c.Text, "The meaning is the same") {
			found = true
			c.SetChecked(true)
		}
	})
	if !found {
		t.Fatal("the dialog does not ask whether the meaning is the same")
	}
	b.saveCodebook()
	if l, _ := b.Session().Codebook().Find(model.Claim); !l.Defined.IsZero() || l.Definition != "A statement that can be checked." {
		t.Errorf("the label is %+v", l)
	}
	b.Saved()
}

func TestACodebookIsExportedAndImported(t *testing.T) {
	b := withSample(t)
	b.Keys("13")
	b.editCodebook()
	b.Choose("Export…")
	file := filepath.Join(t.TempDir(), "flood.json")
	b.Answer(file)
	var got model.Codebook
	b.Until("the export", func() (written bool) {
		book, err := b.Desk().ReadCodebook(file)
		got = book
		return err == nil
	})
	if !got[0].Equal(model.DefaultCodebook()[0]) {
		t.Errorf("the exported label is %+v", got[0])
	}
	claim := model.DefaultCodebook()[0]
	claim.Color = "#D55E00"
	path := windowtest.Files(t, map[string]string{"other.json": "{}"}) + "/other.json"
	b.Desk().Codebooks[path] = model.Codebook{{Key: "risk", Name: "Risk", Letter: "I", Color: "#0072B2"}, claim}
	b.Choose("Import…")
	b.Answer(path)
	b.Until("the question", func() bool { return b.Reads("1 label is added") })
	b.WantText("1 label changes")
	b.WantText("1 unused label is removed")
	b.pick("Background", "They become “Claim”")
	b.Choose("Import")
	b.fill("Name", "Risk")
	b.saveCodebook()
	if got := b.bookNames(); got != "Risk Claim" {
		t.Errorf("the labels are %s", got)
	}
	if got := b.labels(); got[model.Claim] != 2 || len(got) != 1 {
		t.Errorf("the article has %v", got)
	}
	b.undo()
	if got := b.labels(); b.bookNames() != "Claim Quote Background" || got[model.Background] != 1 {
		t.Errorf("after undoing the labels are %s, and the article has %v", b.bookNames(), got)
	}
	b.Saved()
}

func TestTheFieldsShowWhatAnImportChanged(t *testing.T) {
	b := withSample(t)
	b.editCodebook()
	book := model.DefaultCodebook()
	book[0].Color = "#D55E00"
	path := windowtest.Files(t, map[string]string{"other.json": "{}"}) + "/other.json"
	b.Desk().Codebooks[path] = book
	b.Choose("Import…")
	b.Answer(path)
	b.Until("the question", func() bool { return b.Reads("1 label changes") })
	b.Choose("Import")
	b.WantText("#D55E00")
	b.saveCodebook() // the list has the focus
	b.Saved()
}

func TestADamagedCodebookChangesNothing(t *testing.T) {
	b := withSample(t)
	b.Commands().Run("codebook.import")
	b.Answer(windowtest.Files(t, map[string]string{"other.json": "{"}) + "/other.json")
	b.Until("the message", func() bool { return b.Reads("Could not import the codebook") })
	b.Key(fyne.KeyEscape, fyne.KeyEscape)
	if b.bookNames() != "Claim Quote Background" || b.Window.Window().Canvas().Overlays().Top() != nil {
		t.Errorf("the labels are %s", b.bookNames())
	}
}

func TestANewProjectCanHaveTheCodebookOfTheOpenOne(t *testing.T) {
	desk := windowtest.NewDesk(t)
	desk.Book = modeltest.Codebook(5)
	desk.Book[1].Retired = true
	b := over(t, desk)
	b.OpenSample()
	b.Menu("File", "New Project with This Codebook…")
	path := t.TempDir() + "/fire.assay"
	b.Answer(path)
	b.Until("the project", func() bool { return b.Screen.Project == path && b.Screen.Articles == 0 })
	if got := b.bookNames(); got != "Claim Background Risk Opinion of the paper" {
		t.Errorf("the labels are %s", got)
	}
	b.Saved()
}

func TestTheMeaningsOfLabelsAreShownAndTagged(t *testing.T) {
	b := withSample(t)
	b.Key(fyne.KeyF2)
	b.WantText("Example: The bridge was closed to lorries at six in the morning.")
	b.WantText("When not: Not for reported speech")
	b.Key(fyne.KeyEscape)
	b.OpenMenu("Annotate")
	if hint := b.Line("Quote").Item.Hint; !strings.Contains(hint, "When not: Not for reported speech") {
		t.Errorf("the hint in the menu is %q", hint)
	}
	b.Key(fyne.KeyEscape)
	b.Key(fyne.KeyF2)
	if got := b.labelBy(func() { b.Keys("2") }); got != model.Quote {
		t.Errorf("the key gives %q", got)
	}
	b.Key(fyne.KeyF2)
	if got := b.labelBy(func() { b.Key(fyne.KeyDown, fyne.KeyReturn) }); got != model.Background {
		t.Errorf("the button below that of the present label gives %q", got)
	}
	b.Saved()
}

func TestAManyLabelledInspectorScrollsAndShowsGroups(t *testing.T) {
	for _, n := range []int{3, 6, 12, 40} {
		desk := windowtest.NewDesk(t)
		for i := range n {
			desk.Book = append(desk.Book, model.Label{
				Key: model.LabelKey(strings.Repeat("k", i+1)), Name: "Label " + string(rune('A'+i%26)) + strings.Repeat("'", i/26),
				Group: []string{"Facts", "Voices"}[i*2/n], Color: "#0072B2",
			})
		}
		b := over(t, desk)
		b.OpenSample()
		b.WantText("Facts")
		b.WantText("Voices")
		last := desk.Book[n-1]
		if got := b.labelBy(func() { b.Label(last.Name) }); got != last.Key {
			t.Errorf("%d labels: the last button gives %q", n, got)
		}
		if n > 9 {
			b.Keys("0")
			b.Press(command.Ctrl(fyne.KeyK))
			b.Keys("Tag as " + last.Name)
			if got := b.labelBy(func() { b.Key(fyne.KeyReturn) }); got != last.Key {
				t.Errorf("%d labels: the palette gives %q", n, got)
			}
		}
		b.Saved()
	}
}

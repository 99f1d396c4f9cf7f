package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
)

// press presses a key as the driver does.
func (b *harness) press(k command.Key) {
	b.t.Helper()
	switch {
	case k.Rune != 0 && k.Mod == fyne.KeyModifierShift:
		b.keys(strings.ToUpper(string(k.Rune)))
	case k.Rune != 0:
		b.keys(string(k.Rune))
	case k.Mod == 0:
		b.key(k.Name)
		if k.Name == fyne.KeySpace { // Space also types a rune
			b.keys(" ")
		}
	default:
		b.shortcut(held(k))
	}
}

// held returns the shortcut that the driver makes of a key with modifiers.
func held(k command.Key) fyne.Shortcut {
	for _, s := range []fyne.Shortcut{
		&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}, &fyne.ShortcutCopy{}, &fyne.ShortcutCut{}, &fyne.ShortcutPaste{}, &fyne.ShortcutSelectAll{},
	} {
		if same, ok := command.OfShortcut(s); ok && same == k {
			return s
		}
	}
	return &desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mod}
}

// effect describes what a command must visibly do.
type effect struct {
	given func() // prepares the screen; nil for an untagged sentence in the middle of the second article
	seen  func() bool
	after func() // restores the screen
}

// effects returns the visible effect of each command.
func (b *harness) effects() map[command.ID]effect {
	s := b.Session()
	at := func(unit int) func() bool { return func() bool { return b.screen.Unit == unit } }
	asks := func(text string) effect {
		return effect{seen: func() bool { return b.screen.Dialog && b.reads(text) }}
	}
	labels := func(key model.LabelKey) effect {
		unit := -1
		return effect{given: func() { unit = s.Cursor() }, seen: func() bool {
			u := s.Document().Units[unit]
			a, _ := s.Document().Annotation(u.Span, "Ines")
			return a.Label == key
		}, after: func() { b.undo() }}
	}
	writes := func() effect {
		return effect{seen: func() bool { return b.screen.Writing }, after: func() { b.key(fyne.KeyEscape) }}
	}
	tag := func() { b.keys("1"); s.MoveTo(s.Cursor() - 1) }
	beside := func() { b.Commands().Run("beside.toggle") }
	units := 0
	paired := func() { // selects a sentence that can be merged with the next one
		s.MoveTo(4)
		units = len(s.Document().Units)
	}
	scale := func() float32 { return b.app.Settings().Theme().(look.Theme).Scale }
	was := float32(0)
	variant := theme.VariantDark
	article := func(row int) func() bool {
		return func() bool { return b.screen.Article == string(s.Row(row).ID) }
	}
	middle := len(s.Document().Units)
	out := map[command.ID]effect{
		"project.new":        asks("New project"),
		"project.open":       asks("Open a project"),
		"project.backup":     {seen: func() bool { return b.reads("Backed up.") }},
		"project.restore":    asks("Restore a backup"),
		"project.check":      asks("is as it was written"),
		"project.sample":     {seen: func() bool { return b.reads("in the project already.") }},
		"import.files":       asks("Add an article"),
		"import.folder":      asks("Add a folder of articles"),
		"load.set":           asks("Load an annotation set"),
		"export.project":     asks("Export"),
		"export.article":     asks("Export"),
		"edit.undo":          {given: tag, seen: func() bool { return b.screen.Total == 0 }},
		"edit.redo":          {given: func() { tag(); b.undo() }, seen: func() bool { return b.screen.Total == 1 }, after: b.undo},
		"history.show":       asks("Go back to here"),
		"sentence.copy":      {seen: func() bool { return b.app.Clipboard().Content() == s.Document().Units[5].Span.Of(s.Document().Text) }},
		"article.correct":    asks("About this article"),
		"article.remove":     {seen: func() bool { return b.screen.Articles == 4 }, after: b.undo},
		"keys.change":        asks("Change keys"),
		"app.preferences":    asks("Your name"),
		"label.claim":        labels(model.Claim),
		"label.quote":        labels(model.Quote),
		"label.background":   labels(model.Background),
		"label.clear":        {given: tag, seen: func() bool { return b.screen.Total == 0 }, after: func() { b.undo(); b.undo() }},
		"note.write":         writes(),
		"note.another":       writes(),
		"note.article":       writes(),
		"note.outlet":        writes(),
		"sentence.aside":     {seen: func() bool { return s.Document().Units[5].Kind != model.UnitSentence }, after: b.undo},
		"sentence.split":     {seen: func() bool { return b.screen.Caret > 0 }, after: func() { b.key(fyne.KeyEscape) }},
		"sentence.merge":     {given: paired, seen: func() bool { return len(s.Document().Units) == units-1 }, after: b.undo},
		"trail.back":         {given: func() { open(b, 0) }, seen: article(1)},
		"trail.forward":      {given: func() { open(b, 0); s.Back() }, seen: article(0)},
		"beside.toggle":      {seen: func() bool { return b.screen.Places == 2 }, after: beside},
		"beside.switch":      {given: beside, seen: func() bool { return b.screen.Active == 0 }, after: func() { s.Activate(1); beside() }},
		"sentence.next":      {seen: at(6)},
		"sentence.previous":  {seen: at(4)},
		"paragraph.next":     {seen: func() bool { return b.screen.Unit > 5 && paragraph(b) > paragraphOf(b, 5) }},
		"paragraph.previous": {seen: func() bool { return b.screen.Unit < 5 && paragraph(b) < paragraphOf(b, 5) }},
		"sentence.untagged":  {seen: at(6)},
		"sentence.first":     {seen: func() bool { first, _ := sentenceEnds(b); return b.screen.Unit == first }},
		"sentence.last":      {seen: func() bool { _, last := sentenceEnds(b); return b.screen.Unit == last }},
		"article.next":       {seen: article(2)},
		"article.previous":   {seen: article(0)},
		"palette.show":       {seen: func() bool { return b.screen.Dialog && b.screen.Writing && b.reads("New Project…") }},
		"list.order": {seen: func() bool { return s.Order() == session.ByOutlet && b.reads("Tellwire  ·  1") }, after: func() {
			for s.Order() != session.ByImport {
				b.press(command.Ctrl(fyne.KeyG))
			}
		}},
		"article.filter": {seen: func() bool { return b.screen.Writing && !b.screen.Dialog }, after: func() { b.key(fyne.KeyEscape) }},
		"view.toggle":    {given: func() { variant = look.Variant() }, seen: func() bool { return look.Variant() != variant }},
		"view.larger":    {given: func() { was = scale() }, seen: func() bool { return scale() > was }},
		"view.smaller":   {given: func() { was = scale() }, seen: func() bool { return scale() < was }},
		"view.normal":    {given: func() { b.Commands().Run("view.larger") }, seen: func() bool { return scale() == 1 }},
		"help.keys":      asks("Next Untagged Sentence"),
		"help.about":     asks("Everything stays on this computer."),
		"app.quit":       {seen: func() bool { return b.closed }}, // runs last
	}
	scrolls := func(from func(), up bool) effect {
		var offset float32
		return effect{given: func() { from(); offset = b.scrolled() }, seen: func() bool {
			return up && b.scrolled() < offset || !up && b.scrolled() > offset
		}}
	}
	b.suggestionEffects(out)
	b.searchEffects(out)
	out["scroll.down"] = scrolls(func() { s.MoveTo(0) }, false)
	out["scroll.up"] = scrolls(func() { s.MoveTo(middle) }, true)
	return out
}

// open opens an article by its row in the list.
func open(b *harness, row int) {
	b.t.Helper()
	if err := b.Session().Open(b.Session().Row(row).ID); err != nil {
		b.t.Fatal(err)
	}
}

func paragraph(b *harness) int             { return paragraphOf(b, b.screen.Unit) }
func paragraphOf(b *harness, unit int) int { return b.Session().Document().Units[unit].Paragraph }

// scrolled returns how far the longest content, the article, is scrolled.
func (b *harness) scrolled() (offset float32) {
	longest := float32(0)
	b.each(func(o fyne.CanvasObject) {
		if s, ok := o.(*container.Scroll); ok && s.Content.MinSize().Height > longest {
			longest, offset = s.Content.MinSize().Height, s.Offset.Y
		}
	})
	return offset
}

func (b *harness) undo() {
	b.t.Helper()
	if _, err := b.Session().Undo(); err != nil {
		b.t.Error(err)
	}
}

// TestEveryKeyDoesWhatItsCommandSays presses every key of the table and checks the
// effect. A command without an effect here fails the test.
func TestEveryKeyDoesWhatItsCommandSays(t *testing.T) {
	b := withSample(t)
	b.Window.Window().Resize(fyne.NewSize(1000, 500)) // so that articles scroll
	effects := b.effects()
	commands := b.Commands().Commands()
	slices.SortStableFunc(commands, func(x, y *command.Command) int { // quitting comes last
		return boolInt(x.ID == "app.quit") - boolInt(y.ID == "app.quit")
	})
	for _, c := range commands {
		if len(c.Keys) == 0 {
			continue
		}
		e, known := effects[c.ID]
		if !known {
			t.Errorf("nobody says what %s does", c.ID)
			continue
		}
		for _, k := range c.Keys {
			b.pressFor(c, k, e)
		}
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pressFor presses one key of a command and checks its effect.
func (b *harness) pressFor(c *command.Command, k command.Key, e effect) {
	b.t.Helper()
	if err := b.Session().Open(b.Session().Row(1).ID); err != nil {
		b.t.Fatal(err)
	}
	b.Session().MoveTo(5)
	if e.given != nil {
		e.given()
	}
	if c.ID != "view.normal" && e.seen() {
		b.t.Errorf("%s: what %v does is so before it is pressed", c.ID, k)
	}
	b.press(k)
	b.until(string(c.ID)+" by "+k.String(), e.seen)
	if b.closed {
		return
	}
	for b.Window.Window().Canvas().Overlays().Top() != nil {
		b.press(command.Named(fyne.KeyEscape))
		b.until("the end of jobs", func() bool { return !b.reads("Stop") })
	}
	if e.after != nil {
		e.after()
	}
	b.Window.Window().Canvas().Unfocus()
	b.saved()
	b.until("the trace to see it", func() bool { return !b.screen.Dialog && !b.screen.Writing })
	if b.screen.Total != 0 || b.screen.Articles != 5 {
		b.t.Fatalf("after %s there are %d labels, %d articles", c.ID, b.screen.Total, b.screen.Articles)
	}
}

func TestAChangedKeyWorksAndShowsAtOnceAndAfterARestart(t *testing.T) {
	b := withSample(t)
	b.shortcut(held(command.Ctrl(fyne.KeyF2)))
	b.keys("claim")
	b.key(fyne.KeyReturn)
	b.keys("w")
	b.key(fyne.KeyEscape)
	b.keys("1")
	if b.screen.Total != 0 {
		t.Error("the key it had still works")
	}
	b.keys("w")
	if b.screen.Total != 1 {
		t.Error("the new key does nothing")
	}
	menu := func(b *harness) string {
		for _, m := range b.Window.Window().MainMenu().Items {
			for _, item := range m.Items {
				if titleOf(item) == "Claim" {
					return item.Label
				}
			}
		}
		return ""
	}
	if got := menu(b); !strings.Contains(got, "( W )") {
		t.Errorf("the menu says %q", got)
	}
	b.wantText("W 2 3 tag")
	b.key(fyne.KeyF1)
	b.wantText("W\n2, Q\n3, B")
	b.key(fyne.KeyEscape)
	b.saved()

	again := newHarness(t, b.app)
	if got := menu(again); !strings.Contains(got, "( W )") {
		t.Errorf("after a restart the menu says %q", got)
	}
}

func TestAChangedShortcutIsHeardAndTheOldOneNot(t *testing.T) {
	b := withSample(t)
	if err := b.Commands().Bind("history.show", command.Ctrl(fyne.KeyX)); err != nil { // a shortcut with a type of its own in Fyne
		t.Fatal(err)
	}
	b.shortcut(held(command.CtrlShift(fyne.KeyH)))
	if b.Window.Window().Canvas().Overlays().Top() != nil {
		t.Error("the old one is heard")
	}
	b.shortcut(held(command.Ctrl(fyne.KeyX)))
	b.wantText("Go back to here")
	b.key(fyne.KeyEscape)
}

// Every kind of broken key file is put aside, reported and ignored.
func TestABrokenFileOfKeysIsPutAsideAndSaid(t *testing.T) {
	for name, c := range map[string]struct {
		content, says string
		claim         string // the keys of the claim command afterwards
		moved         bool
	}{
		"nothing in it":          {"", "is damaged", "1, C", true},
		"no JSON":                {"keys: [", "is damaged", "1, C", true},
		"half of it":             {`{"keys": {"label.claim": ["w"`, "is damaged", "1, C", true},
		"another kind":           {`[1, 2]`, "is damaged", "1, C", true},
		"nothing known":          {`{"bindings": {}}`, "is damaged", "1, C", true},
		"numbers for keys":       {`{"keys": {"label.claim": [1]}}`, "is damaged", "1, C", true},
		"a word for a key":       {`{"keys": {"label.claim": ["word"]}}`, "usual keys: Claim", "1, C", false},
		"a key that leads out":   {`{"keys": {"label.claim": ["<Escape>"]}}`, "usual keys: Claim", "1, C", false},
		"another's key":          {`{"keys": {"label.claim": ["q"]}}`, "usual keys: Claim", "1, C", false},
		"an unknown command":     {`{"keys": {"fly": ["f"], "label.claim": ["w"]}}`, "usual keys: fly", "W", false},
		"one good, one bad":      {`{"keys": {"label.quote": [""], "label.claim": ["w"]}}`, "usual keys: Quote", "W", false},
		"nothing wrong at all":   {`{"keys": {"label.claim": ["w"]}}`, "", "W", false},
		"nothing wrong: no keys": {`{"keys": {}}`, "", "1, C", false},
	} {
		t.Run(name, func(t *testing.T) {
			home := atHome(t)
			path := filepath.Join(home, "config", "keys.json")
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
				t.Fatal(err)
			}
			b := newHarness(t, nil)
			b.Start(nil)
			if got := b.Commands().Find("label.claim").KeyText(); got != c.claim {
				t.Errorf("Claim has the keys %s", got)
			}
			kept, err := os.ReadFile(path + ".broken")
			if c.says == "" {
				if err == nil || b.Window.Window().Canvas().Overlays().Top() != nil {
					t.Error("it was put aside")
				}
				return
			}
			b.wantText(c.says)
			b.wantText(path + ".broken")
			if string(kept) != c.content {
				t.Errorf("%q was kept, %v", kept, err)
			}
			if _, err := os.Stat(path); os.IsNotExist(err) != c.moved {
				t.Errorf("the file itself: %v", err)
			}
			b.key(fyne.KeyEscape)
			again := newHarness(t, b.app) // it is reported once
			again.Start(nil)
			if again.Window.Window().Canvas().Overlays().Top() != nil {
				t.Error("it is said again")
			}
		})
	}
}

// The history of a sentence that was set aside and restored has no edit of the
// sentence itself.
func TestUndoingWhatWasSetAsideShowsInItsHistory(t *testing.T) {
	b := withSample(t)
	b.keys("x")
	b.shortcut(&fyne.ShortcutUndo{})
	b.wantText("Undone: setting aside")
	b.wantText("Undo: ")
	b.saved()
}

// The session notifies the window once per key, so that nothing is computed twice
// before the frame, and again when the work is saved.
func TestAKeyIsOneVisitToTheScreen(t *testing.T) {
	b := withSample(t)
	b.saved()
	visits, saves := 0, 0
	b.Session().Subscribe(func(events []session.Event) {
		if slices.ContainsFunc(events, func(e session.Event) bool { return e != session.Event(session.SaveChanged{}) }) {
			visits++
		} else {
			saves++
		}
	})
	b.Session().MoveTo(5)
	for _, c := range []struct {
		name string
		do   func()
		want int
	}{
		{"tag", func() { b.keys("1") }, 1},
		{"move", func() { b.keys("j") }, 1},
		{"undo", func() { b.shortcut(&fyne.ShortcutUndo{}) }, 1},
		{"split", func() { b.keys("ss") }, 1},
		{"undo the split", func() { b.shortcut(&fyne.ShortcutUndo{}) }, 1},
		{"write in a note", func() { b.keys("nA note.") }, 0},
		{"leave the note", func() { b.key(fyne.KeyEscape) }, 0},
	} {
		visits, saves = 0, 0
		c.do()
		if visits != c.want || saves > 1 {
			t.Errorf("%s: %d visits and %d about saving, want %d", c.name, visits, saves, c.want)
		}
		visits, saves = 0, 0
		b.saved()
		if visits > 1 || saves > 1 || visits+saves > 1 && c.want > 0 {
			t.Errorf("%s, saved: %d visits and %d about saving, want 1", c.name, visits, saves)
		}
	}
}

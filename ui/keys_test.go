package ui_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/windowtest"
)

// effect describes how a test sees the effect of a command.
type effect struct {
	given func() // runs before the key is pressed, in unit 5 of the second article; may be nil
	seen  func() bool
	after func() // restores the window; may be nil
}

// effects returns the effects of the commands that have keys.
func (b *harness) effects() map[command.ID]effect {
	s := b.Session()
	at := func(unit int) func() bool { return func() bool { return b.Screen.Unit == unit } }
	asks := func(text string) effect {
		return effect{seen: func() bool { return b.Screen.Dialog && b.Reads(text) }}
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
		return effect{seen: func() bool { return b.Screen.Writing }, after: func() { b.Key(fyne.KeyEscape) }}
	}
	tag := func() { b.Keys("1"); s.MoveTo(s.Cursor() - 1) }
	beside := func() { b.Commands().Run("beside.toggle") }
	units := 0
	paired := func() { // selects a sentence that can be merged with the next one
		s.MoveTo(4)
		units = len(s.Document().Units)
	}
	scale := func() float32 { return b.App.Settings().Theme().(look.Theme).Scale }
	was := float32(0)
	variant := theme.VariantDark
	article := func(row int) func() bool {
		return func() bool { return b.Screen.Article == string(s.Row(row).ID) }
	}
	middle := len(s.Document().Units)
	out := map[command.ID]effect{
		"project.new":     asks("New project"),
		"project.open":    asks("Open project"),
		"project.backup":  asks("Backup created"),
		"project.restore": asks("Restore a backup"),
		"project.check":   asks("No problems found."),
		"conflicts.show":  asks("No conflicts."),
		"project.copy":    asks("Save a copy"),
		"import.files":    asks("Add articles"),
		"import.folder":   asks("Add folder"),
		"load.set":        asks("Load annotations"),
		"export.project":  asks("All articles (5)"),
		"export.article":  asks("Article: "),
		"edit.undo":       {given: tag, seen: func() bool { return b.Screen.Total == 0 }},
		"edit.redo":       {given: func() { tag(); b.undo() }, seen: func() bool { return b.Screen.Total == 1 }, after: b.undo},
		"history.show":    asks("Go back to here"),
		"report.show":     asks("Question that the report answers"),
		"sentence.copy":   {seen: func() bool { return b.App.Clipboard().Content() == s.Document().Units[5].Span.Of(s.Document().Text) }},
		"sentence.cite": {seen: func() bool {
			text := b.App.Clipboard().Content()
			return strings.HasPrefix(text, "“"+s.Document().Units[5].Span.Of(s.Document().Text)+"”, ") && strings.HasSuffix(text, " 2031")
		}},
		"article.correct":   asks("Article details"),
		"text.correct":      asks("Nothing is changed yet."),
		"import.paste":      {given: func() { b.App.Clipboard().SetContent("https://post.example/a") }, seen: asks("Assay does not open web addresses").seen},
		"codebook.show":     asks("Given 0 times, by all analysts."),
		"codebook.meanings": asks("Edit codebook…"),
		"keys.change":       asks("Change shortcuts"),
		"app.preferences":   asks("Your name"),
		"app.analyst":       asks("Who is working?"),
		"label.claim":       labels(model.Claim),
		"label.quote":       labels(model.Quote),
		"label.background":  labels(model.Background),
		"label.clear":       {given: tag, seen: func() bool { return b.Screen.Total == 0 }, after: func() { b.undo(); b.undo() }},
		"note.write":        writes(),
		"note.another":      writes(),
		"note.article":      writes(),
		"note.outlet":       writes(),
		"tag.everywhere":    {given: tag, seen: func() bool { return b.Reads("No other sentence repeats this one.") }, after: b.undo},
		"phrase.add":        asks("anonymous source"),
		"phrase.article":    asks("anonymous source"),
		"voice.attribute":   asks("Via another outlet"),
		"voice.clear": {given: func() {
			if err := s.Attribute(session.Attributing{Voice: "Lena Okray", Mode: model.Direct}); err != nil {
				b.T.Fatal(err)
			}
		}, seen: func() bool { return s.Attribution() == nil }, after: func() { b.undo(); b.undo() }},
		"grade.sentence":     {seen: func() bool { return b.Reads("A–F source") }, after: func() { b.Key(fyne.KeyEscape) }},
		"sentence.aside":     {seen: func() bool { return s.Document().Units[5].Kind != model.UnitSentence }, after: b.undo},
		"sentence.split":     {seen: func() bool { return b.Screen.Caret > 0 }, after: func() { b.Key(fyne.KeyEscape) }},
		"sentence.merge":     {given: paired, seen: func() bool { return len(s.Document().Units) == units-1 }, after: b.undo},
		"trail.back":         {given: func() { b.OpenRow(0) }, seen: article(1)},
		"trail.forward":      {given: func() { b.OpenRow(0); s.Back() }, seen: article(0)},
		"beside.toggle":      {seen: func() bool { return b.Screen.Places == 2 }, after: beside},
		"beside.switch":      {given: beside, seen: func() bool { return b.Screen.Active == 0 }, after: func() { s.Activate(1); beside() }},
		"sentence.next":      {seen: at(6)},
		"sentence.previous":  {seen: at(4)},
		"paragraph.next":     {seen: func() bool { return b.Screen.Unit > 5 && paragraph(b) > paragraphOf(b, 5) }},
		"paragraph.previous": {seen: func() bool { return b.Screen.Unit < 5 && paragraph(b) < paragraphOf(b, 5) }},
		"sentence.untagged":  {seen: at(6)},
		"sentence.first":     {seen: func() bool { first, _ := sentenceEnds(b); return b.Screen.Unit == first }},
		"sentence.last":      {seen: func() bool { _, last := sentenceEnds(b); return b.Screen.Unit == last }},
		"article.next":       {seen: article(2)},
		"article.previous":   {seen: article(0)},
		"palette.show":       {seen: func() bool { return b.Screen.Dialog && b.Screen.Writing && b.Reads("New Project…") }},
		"list.order": {seen: func() bool { return s.Order() == session.ByOutlet && b.Reads("Tellwire  ·  1") }, after: func() {
			for s.Order() != session.ByImport {
				b.Press(command.Ctrl(fyne.KeyG))
			}
		}},
		"list.focus":     {seen: func() bool { return b.Screen.Focus == "Articles" }, after: func() { b.Key(fyne.KeyEscape) }},
		"view.read":      {given: func() { b.Commands().Run("view.sources") }, seen: func() bool { return b.Reads("Add Articles…") || !b.Reads("Contradictions") }},
		"view.sources":   {seen: func() bool { return b.Reads("Contradictions") }, after: func() { b.Commands().Run("view.read") }},
		"view.list":      {seen: func() bool { return !showsList(b) }, after: func() { b.Commands().Run("view.list") }},
		"view.inspector": {seen: func() bool { return !showsInspector(b) }, after: func() { b.Commands().Run("view.inspector") }},
		"view.full":      {seen: func() bool { return b.Window.Window().FullScreen() }, after: func() { b.Key(fyne.KeyEscape) }},
		"article.filter": {seen: func() bool { return b.Screen.Writing && !b.Screen.Dialog }, after: func() { b.Key(fyne.KeyEscape) }},
		"view.toggle":    {given: func() { variant = look.Variant() }, seen: func() bool { return look.Variant() != variant }},
		"view.larger":    {given: func() { was = scale() }, seen: func() bool { return scale() > was }},
		"view.smaller":   {given: func() { was = scale() }, seen: func() bool { return scale() < was }},
		"view.normal":    {given: func() { b.Commands().Run("view.larger") }, seen: func() bool { return scale() == 1 }},
		"help.keys":      asks("Next Untagged Sentence"),
		"help.about":     asks("Everything stays on this computer."),
		"app.quit":       {seen: func() bool { return b.Closed }}, // must run last
	}
	scrolls := func(from func(), up bool) effect {
		var offset float32
		return effect{given: func() { from(); offset = b.scrolled() }, seen: func() bool {
			return up && b.scrolled() < offset || !up && b.scrolled() > offset
		}}
	}
	b.selectionEffects(out)
	b.suggestionEffects(out)
	b.searchEffects(out)
	b.sourcesEffects(out)
	b.compareEffects(out)
	b.figuresEffects(out)
	b.versionsEffects(out)
	b.judgeEffects(out)
	out["scroll.down"] = scrolls(func() { s.MoveTo(0) }, false)
	out["scroll.up"] = scrolls(func() { s.MoveTo(middle) }, true)
	return out
}

func paragraph(b *harness) int             { return paragraphOf(b, b.Screen.Unit) }
func paragraphOf(b *harness, unit int) int { return b.Session().Document().Units[unit].Paragraph }

// scrolled returns the scroll offset of the article, which is the longest scrolled
// content.
func (b *harness) scrolled() (offset float32) {
	longest := float32(0)
	b.Each(func(o fyne.CanvasObject) {
		if s, ok := o.(*container.Scroll); ok && s.Content.MinSize().Height > longest {
			longest, offset = s.Content.MinSize().Height, s.Offset.Y
		}
	})
	return offset
}

func (b *harness) undo() {
	b.T.Helper()
	if _, err := b.Session().Undo(); err != nil {
		b.T.Error(err)
	}
}

// TestEveryKeyDoesWhatItsCommandSays presses every key of every command and checks
// the effect. It fails if a command with keys is not in effects.
func TestEveryKeyDoesWhatItsCommandSays(t *testing.T) {
	b := withSample(t)
	b.Window.Window().Resize(fyne.NewSize(1000, 500)) // so that articles scroll
	effects := b.effects()
	commands := b.Commands().Commands()
	slices.SortStableFunc(commands, func(x, y *command.Command) int { // quitting must come last
		return boolInt(x.ID == "app.quit") - boolInt(y.ID == "app.quit")
	})
	for _, c := range commands {
		if len(c.Keys) == 0 {
			continue
		}
		e, known := effects[c.ID]
		if !known {
			t.Errorf("effects has no entry for %s", c.ID)
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

// pressFor presses a key of a command in the second article and checks the effect.
// It restores the window unless the window has closed.
func (b *harness) pressFor(c *command.Command, k command.Key, e effect) {
	b.T.Helper()
	if err := b.Session().Open(b.Session().Row(1).ID); err != nil {
		b.T.Fatal(err)
	}
	b.Session().MoveTo(5)
	if e.given != nil {
		e.given()
	}
	if c.ID != "view.normal" && e.seen() {
		b.T.Errorf("%s: the effect of %v is already seen before the key is pressed", c.ID, k)
	}
	b.Press(k)
	b.Until(string(c.ID)+" by "+k.String(), e.seen)
	if b.Closed {
		return
	}
	for b.Window.Window().Canvas().Overlays().Top() != nil {
		b.Press(command.Named(fyne.KeyEscape))
		b.Until("the jobs end", func() bool { return !b.Reads("Stop") })
	}
	if e.after != nil {
		e.after()
	}
	b.Window.Window().Canvas().Unfocus()
	b.Saved()
	b.Until("the dialogs and entries closed", func() bool { return !b.Screen.Dialog && !b.Screen.Writing })
	if b.Screen.Total != 0 || b.Screen.Articles != 5 {
		b.T.Fatalf("after %s there are %d labels and %d articles, want 0 and 5", c.ID, b.Screen.Total, b.Screen.Articles)
	}
}

func TestAChangedKeyWorksAndShowsAtOnceAndAfterARestart(t *testing.T) {
	b := withSample(t)
	b.Shortcut(windowtest.ShortcutOf(command.Ctrl(fyne.KeyF2)))
	b.Keys("claim")
	b.Key(fyne.KeyReturn)
	b.Keys("z")
	b.Key(fyne.KeyEscape)
	b.Keys("1")
	if b.Screen.Total != 0 {
		t.Error("the old key still works")
	}
	b.Keys("z")
	if b.Screen.Total != 1 {
		t.Error("the new key does nothing")
	}
	b.OpenMenu("Annotate")
	if got := b.Line("Claim").Item.Key; got != "Z" {
		t.Errorf("the menu shows the key %q", got)
	}
	b.Key(fyne.KeyEscape)
	b.WantText("Z 2 3 label")
	b.Key(fyne.KeyF1)
	b.WantText("Z\n2, Q\n3, B")
	b.Key(fyne.KeyEscape)
	b.Saved()

	again := b.another()
	again.OpenMenu("Annotate")
	if got := again.Line("Claim").Item.Key; got != "Z" {
		t.Errorf("after a restart the menu shows the key %q", got)
	}
	again.Key(fyne.KeyEscape)
}

func TestAChangedShortcutIsHeardAndTheOldOneNot(t *testing.T) {
	b := withSample(t)
	if err := b.Commands().Bind("history.show", command.Ctrl(fyne.KeyX)); err != nil { // Fyne has its own type for Ctrl+X
		t.Fatal(err)
	}
	b.Shortcut(windowtest.ShortcutOf(command.CtrlShift(fyne.KeyH)))
	if b.Window.Window().Canvas().Overlays().Top() != nil {
		t.Error("the old shortcut still works")
	}
	b.Shortcut(windowtest.ShortcutOf(command.Ctrl(fyne.KeyX)))
	b.WantText("Go back to here")
	b.Key(fyne.KeyEscape)
}

// A broken file is moved aside and reported once. If only some entries are bad, the
// file is copied and the good entries still count.
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
		"a word for a key":       {`{"keys": {"label.claim": ["word"]}}`, "default shortcuts: Claim", "1, C", false},
		"a key that leads out":   {`{"keys": {"label.claim": ["<Escape>"]}}`, "default shortcuts: Claim", "1, C", false},
		"another's key":          {`{"keys": {"label.claim": ["q"]}}`, "default shortcuts: Claim", "1, C", false},
		"an unknown command":     {`{"keys": {"fly": ["f"], "label.claim": ["z"]}}`, "default shortcuts: fly", "Z", false},
		"one good, one bad":      {`{"keys": {"label.quote": [""], "label.claim": ["z"]}}`, "default shortcuts: Quote", "Z", false},
		"nothing wrong at all":   {`{"keys": {"label.claim": ["z"]}}`, "", "Z", false},
		"nothing wrong: no keys": {`{"keys": {}}`, "", "1, C", false},
	} {
		t.Run(name, func(t *testing.T) {
			folder := windowtest.Folder(t.TempDir())
			path := folder.Path("keys.json")
			if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
				t.Fatal(err)
			}
			b := &harness{windowtest.New(t, windowtest.Options{Desk: windowtest.NewDesk(t), Settings: folder})}
			b.Start(nil)
			if got := b.Commands().Find("label.claim").KeyText(); got != c.claim {
				t.Errorf("Claim has the keys %s", got)
			}
			kept, err := os.ReadFile(path + ".broken")
			if c.says == "" {
				if err == nil || b.Window.Window().Canvas().Overlays().Top() != nil {
					t.Error("a good file was put aside or reported")
				}
				return
			}
			b.WantText(c.says)
			b.WantText(path + ".broken")
			if string(kept) != c.content {
				t.Errorf("the copy is %q, %v", kept, err)
			}
			if _, err := os.Stat(path); os.IsNotExist(err) != c.moved {
				t.Errorf("the original file: %v", err)
			}
			b.Key(fyne.KeyEscape)
			again := b.another() // it is reported only once
			again.Start(nil)
			if again.Window.Window().Canvas().Overlays().Top() != nil {
				t.Error("the broken file is reported a second time")
			}
		})
	}
}

// Setting aside a sentence without a label edits only the division into units. The
// history of the sentence must show that too.
func TestUndoingWhatWasSetAsideShowsInItsHistory(t *testing.T) {
	b := withSample(t)
	b.Keys("x")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.WantText("Undone: Exclude Text")
	b.WantText("Undo: ")
	b.Saved()
}

// The session must notify the window of changes at most once per key before the
// work is saved, so that nothing is computed twice for one frame.
func TestAKeyIsOneVisitToTheScreen(t *testing.T) {
	b := withSample(t)
	b.Saved()
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
		{"tag", func() { b.Keys("1") }, 1},
		{"move", func() { b.Keys("j") }, 1},
		{"undo", func() { b.Shortcut(&fyne.ShortcutUndo{}) }, 1},
		{"split", func() { b.Keys("ss") }, 1},
		{"undo the split", func() { b.Shortcut(&fyne.ShortcutUndo{}) }, 1},
		{"write in a note", func() { b.Keys("nA note.") }, 0},
		{"leave the note", func() { b.Key(fyne.KeyEscape) }, 0},
	} {
		visits, saves = 0, 0
		c.do()
		if visits != c.want || saves > 1 {
			t.Errorf("%s: the session notified %d times and %d times about saving, want %d and at most 1", c.name, visits, saves, c.want)
		}
		visits, saves = 0, 0
		b.Saved()
		if visits > 1 || saves > 1 || visits+saves > 1 && c.want > 0 {
			t.Errorf("%s, saved: the session notified %d times and %d times about saving, want 1", c.name, visits, saves)
		}
	}
}

// suggestionEffects adds the effects of the commands for suggestions and for the
// labels of other analysts.
func (b *harness) suggestionEffects(out map[command.ID]effect) {
	s := b.Session()
	unit, many := 0, 0
	given := func() {
		many = 0
		for i := range s.Document().Units {
			if _, ok := s.SuggestionIn(s.Document(), i); ok {
				if many == 0 {
					unit = i
				}
				many++
			}
		}
		s.MoveTo(unit)
	}
	out["suggestion.accept"] = effect{given: given, seen: func() bool { return b.Screen.Total == 1 && b.Screen.Unit != unit }, after: b.undo}
	out["suggestion.all"] = effect{given: given, seen: func() bool { return b.Screen.Total == many }, after: b.undo}
	out["suggestion.why"] = effect{given: given, seen: func() bool { return b.Screen.Dialog && b.Reads("Nothing is saved until you accept it.") }}
	out["view.others"] = effect{seen: func() bool { return b.Reads("Other analysts' work is shown, but there is none yet.") }, after: func() {
		b.Commands().Run("view.others")
	}}
	out["view.suggestions"] = effect{given: given, seen: func() bool { return b.Screen.Suggested == "" }, after: func() {
		b.Commands().Run("view.suggestions")
	}}
}

// selectionEffects adds the effects of the commands that select text.
func (b *harness) selectionEffects(out map[command.ID]effect) {
	s := b.Session()
	u := func(i int) model.Span { return s.Document().Units[i].Span }
	selects := func(given func(), want func() model.Span) effect {
		return effect{given: given, seen: func() bool { return s.Selection() == want() }, after: func() { b.Key(fyne.KeyEscape) }}
	}
	two := func() { b.Commands().Run("select.character"); b.Commands().Run("select.character") }
	upTo := func(n int) func() model.Span {
		return func() model.Span { return model.Span{Start: u(5).Start, End: u(5).Start + n} }
	}
	out["select.all"] = selects(nil, func() model.Span {
		return model.Span{Start: u(0).Start, End: u(len(s.Document().Units) - 1).End}
	})
	out["select.sentence"] = selects(nil, func() model.Span { return model.Span{Start: u(5).Start, End: u(6).End} })
	out["select.sentence.back"] = selects(nil, func() model.Span { return model.Span{Start: u(4).Start, End: u(5).End} })
	out["select.word"] = selects(nil, func() model.Span {
		return upTo(segment.Words(u(5).Of(s.Document().Text))[0].End)()
	})
	out["select.word.back"] = selects(nil, func() model.Span { return model.Span{Start: s.Selection().Start, End: u(5).Start} })
	out["select.character"] = selects(nil, upTo(1))
	out["select.character.back"] = selects(two, upTo(1))
}

// searchEffects adds the visible effects of the search commands.
func (b *harness) searchEffects(out map[command.ID]effect) {
	unit := 0
	given := func() { // walks to the first hit
		b.Search(`"the river"`, "sentences in")
		b.Key(fyne.KeyReturn)
		b.Until("the article", func() bool { return !b.Screen.Dialog && b.Reads("Result 1 of") })
		unit = b.Screen.Unit
	}
	moved := func() bool { return b.Screen.Unit != unit && !b.Screen.Dialog }
	asks := func(text string) effect {
		return effect{given: given, seen: func() bool { return b.Screen.Dialog && b.Reads(text) }, after: func() { b.Key(fyne.KeyEscape) }}
	}
	out["find.article"] = effect{seen: func() bool { return b.Screen.Writing && !b.Screen.Dialog }, after: func() { b.Key(fyne.KeyEscape) }}
	out["notes.show"] = effect{seen: func() bool { return b.Screen.Dialog && b.Reads("All notes") }}
	out["search.show"] = effect{seen: func() bool { return b.Screen.Dialog && b.Reads("Search all articles") }}
	out["search.next"] = effect{given: given, seen: moved, after: func() { b.Key(fyne.KeyEscape) }}
	out["search.previous"] = effect{given: func() { given(); b.Key(fyne.KeyF3); unit = b.Screen.Unit }, seen: moved, after: func() { b.Key(fyne.KeyEscape) }}
	out["search.tag"] = asks("Tag all results")
	out["search.export"] = asks("Export results")
	out["search.save"] = asks("Save search")
}

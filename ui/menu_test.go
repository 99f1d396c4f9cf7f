package ui_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/menu"
	"assay.app/assay/ui/windowtest"
)

// itemTitles returns the titles of items, without what follows a colon.
func itemTitles(items []menu.Item) (out []string) {
	for _, item := range items {
		title, _, _ := strings.Cut(item.Title, ": ")
		out = append(out, title)
	}
	return out
}

// submenus returns the items of all submenus of a menu.
func submenus(m menu.Menu) (out []menu.Item) {
	for _, item := range m.Items() {
		out = append(out, item.Menu.Items()...)
	}
	return out
}

// menuOf returns a menu of the bar by its title.
func (b *harness) menuOf(title string) menu.Menu {
	b.T.Helper()
	titles, menus := b.Menus()
	i := slices.Index(titles, title)
	if i < 0 {
		b.T.Fatalf("there is no menu %q", title)
	}
	return menus[i]
}

func TestFileEndsWithTheOnlyQuit(t *testing.T) {
	b := withSample(t)
	titles, menus := b.Menus()
	for i, m := range menus {
		for j, item := range m.Items() {
			if item.Title == "Quit" && (titles[i] != "File" || j != len(m.Items())-1) {
				t.Errorf("%s has Quit at place %d of %d", titles[i], j+1, len(m.Items()))
			}
		}
	}
	if last := b.menuOf("File")[len(b.menuOf("File"))-1]; len(last) != 1 || last[0].Title != "Quit" {
		t.Errorf("the last section of File is %q", itemTitles(last))
	}
}

// Related items stand in one section of a menu, in this order.
func TestMenusKeepTogetherWhatBelongsTogether(t *testing.T) {
	b := opened(t)
	for _, want := range [][]string{
		{"Claim", "Quote", "Background", "Clear Label"},
		{"Codebook…", "What the Labels Mean"},
		{"Undo", "Redo", "History…"},
		{"Light", "Dark", "Follow System"},
		{"Next Sentence", "Previous Sentence", "Next Paragraph", "Previous Paragraph", "First Sentence", "Last Sentence"},
		{"Report a Problem…"},
		{"Export This Article…", "Export Marked Article…", "Export Marked Text…", "Export Search Results…", "Export Sources…", "Export Statements…", "Export Timeline…", "Export Figure…", "Export Codebook…"},
		{"Add Articles…", "Add Folder…", "Load…", "Load Folder…", "Import Codebook…"},
		{"Find in This Article…", "Search All Articles…", "Find Next", "Find Previous", "Save Search…"},
	} {
		found := false
		_, menus := b.Menus()
		for _, m := range menus {
			sections := slices.Clone(m)
			for _, item := range m.Items() {
				sections = append(sections, item.Menu...)
			}
			for _, section := range sections {
				found = found || slices.Equal(itemTitles(section), want)
			}
		}
		if !found {
			t.Errorf("no menu has the section %q", want)
		}
	}
}

func TestEveryCommandHasAPlaceInItsMenu(t *testing.T) {
	b := opened(t)
	for _, c := range b.Commands().Commands() {
		if c.Section == 0 {
			t.Errorf("%s has no section; see the sections in ui/command/section.go", c.ID)
		}
	}
}

// A key held down must not repeat a command that changes the work, except undo and
// redo.
func TestOnlyMovingAboutRepeats(t *testing.T) {
	may := []command.ID{
		"edit.undo", "edit.redo", // repeat in other programs too
		"sentence.next", "sentence.previous", "paragraph.next", "paragraph.previous",
		"article.next", "article.previous", "scroll.down", "scroll.up", "trail.back", "trail.forward",
		"search.next", "search.previous", "view.larger", "view.smaller",
		"timeline.next", "timeline.previous", "timeline.in", "timeline.out", "versions.next", "versions.previous", "judge.next", "judge.previous",
		"select.sentence", "select.sentence.back", "select.word", "select.word.back", "select.character", "select.character.back",
	}
	for _, c := range opened(t).Commands().Commands() {
		if c.Repeats != slices.Contains(may, c.ID) {
			t.Errorf("Repeats of %s is %v", c.ID, c.Repeats)
		}
	}
}

// alt presses Alt with a letter.
func (b *harness) alt(letter fyne.KeyName) {
	b.T.Helper()
	s := &desktop.CustomShortcut{KeyName: letter, Modifier: fyne.KeyModifierAlt}
	if f, ok := b.Window.Window().Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
		return
	}
	b.Shortcut(s)
}

// open reports whether a menu is open that has an item.
func (b *harness) open(item string) bool { return b.Line(item) != nil }

func TestKeysOpenMenusAndWalkThroughThem(t *testing.T) {
	b := withSample(t)
	b.alt(fyne.KeyE)
	if !b.open("Preferences…") {
		t.Fatalf("Alt+E does not open Edit: %q", b.Texts())
	}
	b.Key(fyne.KeyRight)
	if !b.open("Clear Label") || b.open("Preferences…") {
		t.Error("→ does not open the next menu")
	}
	b.Key(fyne.KeyLeft, fyne.KeyLeft)
	if !b.open("Quit") {
		t.Error("← does not open the previous menu")
	}
	b.Key(fyne.KeyEscape)
	if len(b.Lines()) > 0 {
		t.Fatal("Esc does not close the menu")
	}
	b.Key(fyne.KeyF10)
	if !b.open("Quit") {
		t.Fatal("F10 does not open the first menu")
	}
	b.Key(fyne.KeyF10)
	if len(b.Lines()) > 0 {
		t.Fatal("F10 does not close the menu")
	}
	b.alt(fyne.KeyG) // Go has a submenu
	for i, l := range b.Lines() {
		if l.Item.Title == "Sentence" {
			for range i {
				b.Key(fyne.KeyDown)
			}
		}
	}
	b.Key(fyne.KeyRight)
	if !b.open("Last Sentence") || !b.Line("Next Sentence").Selected() {
		t.Fatalf("→ does not open the submenu: %q", b.Texts())
	}
	b.Key(fyne.KeyEscape)
	if b.open("Last Sentence") || !b.open("Sentence") {
		t.Error("Esc does not close the submenu alone")
	}
	b.Key(fyne.KeyReturn, fyne.KeyEnd, fyne.KeyReturn)
	if len(b.Lines()) > 0 || b.Screen.Unit < 10 {
		t.Errorf("Enter does not run the last line of the submenu: unit %d, %q", b.Screen.Unit, b.Texts())
	}
	b.Key(fyne.KeyF10)
	b.Keys("q")
	if !b.Line("Quit").Selected() {
		t.Error("a letter does not select the line that begins with it")
	}
	b.Key(fyne.KeyEscape)
	b.Keys("1")
	if b.Screen.Total != 1 {
		t.Error("keys do not reach the article after the menu has closed")
	}
	b.Saved()
}

func TestAltWithAnArrowStaysTheCommandsKey(t *testing.T) {
	b := withSample(t)
	first := b.Screen.Article
	b.Keys("]")
	b.alt(fyne.KeyLeft)
	if b.Screen.Article != first || len(b.Lines()) > 0 {
		t.Errorf("Alt+← does not go back: %+v", b.Screen)
	}
}

// The letter of a menu that a command has with Alt is left to the command.
func TestAMenuDoesNotTakeAKeyFromACommand(t *testing.T) {
	b := withSample(t)
	if err := b.Commands().Bind("view.dark", command.Key{Name: fyne.KeyF, Mod: fyne.KeyModifierAlt}); err != nil {
		t.Fatal(err)
	}
	b.alt(fyne.KeyF)
	if len(b.Lines()) > 0 || !look.IsDark(look.Variant()) {
		t.Error("Alt+F opens a menu although a command has it")
	}
	b.alt(fyne.KeyI)
	if !b.open("Quit") {
		t.Error("File has no other letter")
	}
	b.Key(fyne.KeyEscape)
}

func TestMenusOpenWhileANoteIsWritten(t *testing.T) {
	b := withSample(t)
	b.Keys("n")
	b.Keys("a")
	b.alt(fyne.KeyE)
	if !b.open("Preferences…") {
		t.Fatal("Alt+E does not open a menu")
	}
	if got := b.Line("Undo").Item; got.Title != "Undo" || got.Why != "" {
		t.Errorf("Undo in a note is %+v", got)
	}
	b.Key(fyne.KeyEscape)
	b.Key(fyne.KeyF10)
	if !b.open("Quit") {
		t.Fatal("F10 does not open a menu")
	}
	b.Key(fyne.KeyEscape)
	if b.Window.Window().Canvas().Focused() == nil {
		t.Error("the note has lost the focus")
	}
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestTheMouseMovesAlongTheBarAndIntoSubmenus(t *testing.T) {
	b := withSample(t)
	b.OpenMenu("View")
	var colours *menu.Line
	for _, l := range b.Lines() {
		if l.Item.Title == "Colours" {
			colours = l
		}
	}
	colours.MouseIn(&desktop.MouseEvent{})
	b.Until("the submenu", func() bool { return b.open("Dark") })
	dark := b.Line("Dark")
	dark.MouseIn(&desktop.MouseEvent{})
	if !dark.Selected() || !colours.Selected() {
		t.Error("the line under the pointer or the line of its submenu is not selected")
	}
	dark.Tapped(&fyne.PointEvent{})
	if !look.IsDark(look.Variant()) || len(b.Lines()) > 0 {
		t.Error("a click on a line of a submenu does not run it")
	}

	b.OpenMenu("View")
	catcher := b.Window.Window().Canvas().Focused().(interface {
		MouseMoved(*desktop.MouseEvent)
		fyne.Tappable
	})
	at := func(title string) fyne.Position {
		var at fyne.Position
		var walk func(o fyne.CanvasObject)
		walk = func(o fyne.CanvasObject) {
			if l, ok := o.(*menu.Title); ok && l.Menu.Title == title {
				at = fyne.CurrentApp().Driver().AbsolutePositionForObject(l).AddXY(4, 4)
			}
			if c, ok := o.(*fyne.Container); ok {
				for _, child := range c.Objects {
					walk(child)
				}
			}
		}
		walk(b.Window.Window().Canvas().Content())
		return at
	}
	catcher.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at("Help")}})
	if !b.open("About Assay") {
		t.Error("moving the pointer along the bar does not open the next menu")
	}
	catcher.Tapped(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(600, 400)})
	if len(b.Lines()) > 0 {
		t.Error("a click beside the menu does not close it")
	}
}

// The mouse button can also be pressed on the bar and released on an item. Meanwhile a
// note keeps the focus, so that Undo acts on the note.
func TestAnItemIsChosenByReleasingTheMouseOnIt(t *testing.T) {
	b := withSample(t)
	b.Keys("n")
	b.Keys("abc")
	b.OpenMenu("Edit")
	b.Line("Undo").MouseUp(&desktop.MouseEvent{})
	b.Until("the end of the menu", func() bool { return len(b.Lines()) == 0 })
	entry, ok := b.Window.Window().Canvas().Focused().(interface{ SelectedText() string })
	if !ok || entry.(interface{ AccessibilityLabel() string }).AccessibilityLabel() == "Note: abc" {
		t.Error("Undo does not act on the note that is being written")
	}
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestMenusTickWhatIsOn(t *testing.T) {
	b := withSample(t)
	on := func(title, item string) bool {
		t.Helper()
		for _, i := range append(b.menuOf(title).Items(), submenus(b.menuOf(title))...) {
			if i.Title == item {
				return i.On
			}
		}
		t.Fatalf("%s has no item %s", title, item)
		return false
	}
	if on("View", "Second Reader") || !on("View", "Suggested Labels") || !on("View", "Follow System") || on("View", "Dark") {
		t.Error("the ticks of a new window are wrong")
	}
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	b.Keys("g")
	b.Menu("View", "Dark")
	if !on("View", "Second Reader") || on("View", "Suggested Labels") || on("View", "Follow System") || !on("View", "Dark") {
		t.Error("the ticks do not follow")
	}
	b.OpenMenu("View")
	if !slices.Contains(b.Texts(), "✓") {
		t.Error("no tick is drawn")
	}
	b.Key(fyne.KeyEscape)
}

func TestWhatCannotRunIsGreyAndSaysWhy(t *testing.T) {
	b := opened(t)
	for _, item := range b.menuOf("Annotate").Items() {
		items := []menu.Item{item}
		if item.Menu != nil {
			items = item.Menu.Items()
		}
		for _, item := range items {
			if item.Why == "" {
				t.Errorf("%s can run while no project is open", item.Title)
			}
		}
	}
	b.OpenSample()
	b.OpenMenu("Edit")
	redo := b.Line("Redo")
	redo.MouseIn(&desktop.MouseEvent{})
	b.Until("the reason beside the menu", func() bool { return b.Reads("There is nothing to redo.") })
	redo.Tapped(&fyne.PointEvent{})
	if len(b.Lines()) == 0 {
		t.Error("a click on what cannot run closes the menu")
	}
	if label := redo.AccessibilityLabel(); !strings.Contains(label, "There is nothing to redo.") || !strings.Contains(label, redo.Item.Key) {
		t.Errorf("a screen reader announces %q", label)
	}
	b.Key(fyne.KeyEscape)
	if b.Reads("There is nothing to redo.") {
		t.Error("the reason is still shown after the menu has closed")
	}
	b.Keys("1")
	if got := b.menuOf("Edit")[0][0]; got.Title != "Undo: Tag as Claim" || got.Why != "" {
		t.Errorf("after a label Undo is %+v", got)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	if got := b.menuOf("Edit")[0]; got[0].Title != "Undo: Add Articles" || got[1].Title != "Redo: Tag as Claim" || got[1].Why != "" {
		t.Errorf("after undo the menu is %+v", got)
	}
	b.Saved()
}

func TestButtonsOfTheToolbarAreGreyWhileTheyCannotRun(t *testing.T) {
	b := withSample(t)
	grey := func(text string) bool {
		t.Helper()
		found, is := false, false
		b.Each(func(o fyne.CanvasObject) {
			if button, ok := o.(interface {
				Disabled() bool
				AccessibilityLabel() string
			}); ok && strings.HasPrefix(button.AccessibilityLabel(), text) {
				found, is = true, button.Disabled()
			}
		})
		if !found {
			t.Fatalf("there is no button %q", text)
		}
		return is
	}
	if grey("Undo") || !grey("Redo") || grey("Export") {
		t.Error("the buttons of a new project are wrong")
	}
	b.Keys("1")
	if grey("Undo") || !grey("Redo") {
		t.Error("after a label, Undo is grey or Redo is not")
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	if grey("Redo") {
		t.Error("after undo, Redo is grey")
	}
	b.Saved()
}

// In a window of 900 pixels, with normal and with large text, every menu and submenu
// shows all of its lines, inside of the window.
func TestNoMenuScrollsInAnOrdinaryWindow(t *testing.T) {
	for _, scale := range []float32{1, 1.6} {
		b := withSample(t)
		b.App.Settings().SetTheme(look.Theme{Scale: scale})
		w := b.Window.Window()
		w.Resize(fyne.NewSize(1440, 900))
		titles, _ := b.Menus()
		for _, title := range titles {
			b.OpenMenu(title)
			for _, l := range b.Lines() {
				if l.Item.Menu != nil && l.Item.Why == "" {
					l.Tapped(&fyne.PointEvent{})
				}
			}
			for _, l := range b.Lines() {
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
				if at.Y+l.Size().Height > 900 || at.X+l.Size().Width > 1440 || at.X < 0 {
					t.Errorf("at %v, %s of %s is at %v", scale, l.Item.Title, title, at)
				}
				if least := l.MinSize(); least.Width > l.Size().Width+0.5 {
					t.Errorf("at %v, %s of %s is cut", scale, l.Item.Title, title)
				}
			}
			for len(b.Lines()) > 0 {
				b.Key(fyne.KeyEscape)
			}
		}
	}
}

// In a very small window with very large text, menus scroll and stay inside.
func TestMenusStayInsideASmallWindow(t *testing.T) {
	b := withSample(t)
	b.App.Settings().SetTheme(look.Theme{Scale: 2})
	w := b.Window.Window()
	w.Resize(fyne.NewSize(1024, 700))
	size := w.Canvas().Size()
	b.OpenMenu("Help")
	b.Key(fyne.KeyEnd)
	b.Key(fyne.KeyLeft, fyne.KeyLeft)
	b.Key(fyne.KeyEnd)
	for _, l := range b.Lines() {
		if !l.Selected() {
			continue
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
		if at.Y < 0 || at.Y+l.Size().Height > size.Height || at.X < 0 || at.X+l.Size().Width > size.Width {
			t.Errorf("%s is at %v, %v in a window of %v", l.Item.Title, at, l.Size(), size)
		}
	}
	b.Key(fyne.KeyEscape)
}

func TestAContextMenuAtTheEdgeStaysInside(t *testing.T) {
	b := withSample(t)
	size := b.Window.Window().Canvas().Size()
	b.SentenceMenu()
	for _, l := range b.Lines() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
		if at.X+l.Size().Width > size.Width || at.Y+l.Size().Height > size.Height {
			t.Errorf("%s is at %v", l.Item.Title, at)
		}
	}
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	if b.Screen.Total != 1 {
		t.Error("the arrows and Enter do not choose a label")
	}
	b.Saved()
}

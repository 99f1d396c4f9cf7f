package command

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// log records which commands of a table ran.
type log []string

func (l *log) command(id ID, keys ...Key) *Command {
	return &Command{ID: id, Title: string(id), Group: Annotate, Keys: keys, Run: func() { *l = append(*l, string(id)) }}
}

func TestATableRefusesMistakesInTheProgram(t *testing.T) {
	var l log
	for _, c := range []struct {
		name     string
		commands []*Command
		says     []string
	}{
		{"one key for two commands", []*Command{l.command("tag", Rune('c')), l.command("copy", Rune('C'))}, []string{"C", "tag", "copy"}},
		{"one shortcut for two commands", []*Command{l.command("tag", Ctrl(fyne.KeyZ)), l.command("undo", Named(fyne.KeyUp), Ctrl(fyne.KeyZ))}, []string{"tag", "undo"}},
		{"one key twice", []*Command{l.command("tag", Rune('c'), Rune('c'))}, []string{"tag"}},
		{"two commands of one name", []*Command{l.command("tag"), l.command("tag")}, []string{"tag"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				why, _ := recover().(string)
				if why == "" {
					t.Fatal("the table is accepted")
				}
				for _, word := range c.says {
					if !strings.Contains(why, word) {
						t.Errorf("the panic %q does not name %s", why, word)
					}
				}
			}()
			NewTable(c.commands...)
		})
	}
}

func TestPressRunsTheCommandOfTheKey(t *testing.T) {
	var l log
	table := NewTable(
		l.command("claim", Rune('1'), Rune('c')), l.command("note", Rune('n'), Named(fyne.KeyReturn)),
		l.command("another", Shifted('n')), l.command("undo", Ctrl(fyne.KeyZ)), l.command("redo", CtrlShift(fyne.KeyZ)),
	)
	for _, k := range []Key{
		Typed('1'), Typed('c'), Typed('n'), Typed('N'), Named(fyne.KeyReturn), Ctrl(fyne.KeyZ), CtrlShift(fyne.KeyZ),
	} {
		if !table.Press(k) {
			t.Errorf("%v is not bound", k)
		}
	}
	want := []string{"claim", "claim", "note", "another", "note", "undo", "redo"}
	if !slices.Equal(l, want) {
		t.Errorf("the keys run %v, want %v", l, want)
	}
	for _, k := range []Key{Typed('C'), Typed('z'), Named(fyne.KeyUp), Ctrl(fyne.KeyN), {}} {
		if table.Press(k) {
			t.Errorf("%v is bound", k)
		}
	}
	if !slices.Equal(l, want) {
		t.Errorf("keys that are not bound run %v", l[len(want):])
	}
}

func TestKeysOfAViewActInItAlone(t *testing.T) {
	var l log
	in := func(view string, id ID, keys ...Key) *Command {
		c := l.command(id, keys...)
		c.View = view
		return c
	}
	table := NewTable(l.command("delete", Rune('d')), in("Sources", "divide", Rune('d')), in("Figures", "draw", Rune('d')))
	table.Press(Rune('d'))
	table.In("Sources").Press(Rune('d'))
	table.In("Figures").Press(Rune('d'))
	if table.In("Sources").Press(Rune('x')) || table.In("Nowhere").Press(Rune('d')) {
		t.Error("a key without a command is pressed")
	}
	if want := []string{"delete", "divide", "draw"}; !slices.Equal(l, want) {
		t.Errorf("the keys run %v, want %v", l, want)
	}
	if err := table.Bind("draw", Rune('w')); err != nil {
		t.Error(err)
	}
	if err := table.Bind("divide", Rune('w'), Rune('x')); err != nil {
		t.Errorf("a key of another view is refused: %v", err)
	}
	again := NewTable(l.command("delete", Rune('d')), in("Sources", "divide", Rune('d')), in("Figures", "draw", Rune('d')))
	if refused := again.Change(table.Changed()); len(refused) > 0 || again.In("Sources").Bound(Rune('x')) == nil || again.In("Figures").Bound(Rune('d')) != nil {
		t.Errorf("the changed keys are not restored; %v are refused", refused)
	}
	other := in("Sources", "other", Rune('x'))
	if dropped, _ := table.Replace(nil, other); len(dropped) != 1 || dropped[0].By.ID != "divide" {
		t.Errorf("a key that is taken in the view is dropped: %v", dropped)
	}
	defer func() {
		if recover() == nil {
			t.Error("a key for two commands of a view is accepted")
		}
	}()
	NewTable(in("Sources", "divide", Rune('d')), in("Sources", "delete", Rune('d')))
}

func TestACommandThatCannotRunReportsWhy(t *testing.T) {
	var l log
	why := "Open a project first."
	c := l.command("claim", Rune('1'))
	c.Disabled = func() string { return why }
	table := NewTable(c)
	if !table.Press(Rune('1')) || len(l) != 0 { // Refused is not set
		t.Errorf("ran %v", l)
	}
	table.Refused = func(c *Command, why string) { l = append(l, string(c.ID)+": "+why) }
	table.Press(Rune('1'))
	table.Run("claim")
	why = ""
	table.Run("claim")
	table.Run("no such command")
	want := []string{"claim: Open a project first.", "claim: Open a project first.", "claim"}
	if !slices.Equal(l, want) {
		t.Errorf("ran %q, want %q", l, want)
	}
	if got := l.command("always").Why(); got != "" {
		t.Errorf("Why of a command that can always run is %q", got)
	}
}

func TestTheTableKeepsGroupsAndOrder(t *testing.T) {
	var l log
	up, down := l.command("up"), l.command("down")
	up.Group, down.Group = Go, Go
	table := NewTable(up, l.command("tag"), down)
	if got := table.All(Go); !slices.Equal(got, []*Command{up, down}) {
		t.Errorf("the group has %v", got)
	}
	if table.Find("down") != down || table.Find("left") != nil {
		t.Error("commands are not found by id")
	}
}

func TestOnlyKeysHeldWithMoreThanShiftAreShortcuts(t *testing.T) {
	var l log
	table := NewTable(l.command("a", Rune('a'), Shifted('a'), Named(fyne.KeyF1), Ctrl(fyne.KeyA)), l.command("b", CtrlShift(fyne.KeyA)))
	if got := table.Shortcuts(); !slices.Equal(got, []Key{Ctrl(fyne.KeyA), CtrlShift(fyne.KeyA)}) {
		t.Errorf("the shortcuts are %v", got)
	}
}

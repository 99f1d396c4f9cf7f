package command

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
)

func wantDropped(t *testing.T, got []Dropped, want string) {
	t.Helper()
	var list []string
	for _, d := range got {
		by := "nobody"
		if d.By != nil {
			by = string(d.By.ID)
		}
		list = append(list, fmt.Sprintf("%s of %s by %s", d.Key.Text(), d.Of.ID, by))
	}
	if fmt.Sprint(list) != want {
		t.Errorf("dropped: %v, want %s", list, want)
	}
}

func ids(t *Table) (out []ID) {
	for _, c := range t.Commands() {
		out = append(out, c.ID)
	}
	return out
}

func TestReplacedCommandsStandFirstInTheirSection(t *testing.T) {
	var l log
	in := func(section int, c *Command) *Command { c.Section = section; return c }
	table := NewTable(in(1, l.command("save")), in(2, l.command("clear")), in(3, l.command("note")))
	table.Replace(nil, in(2, l.command("claim")), in(2, l.command("quote")))
	if got := fmt.Sprint(ids(table)); got != "[save claim quote clear note]" {
		t.Errorf("the order is %s", got)
	}
	table.Replace([]ID{"claim", "quote", "no such command"}, in(2, l.command("risk", Rune('r'))))
	if got := fmt.Sprint(ids(table)); got != "[save risk clear note]" {
		t.Errorf("the order is %s", got)
	}
	table.Press(Rune('r'))
	if fmt.Sprint(l) != "[risk]" || table.Find("claim") != nil {
		t.Errorf("ran %v", l)
	}
}

func TestKeysThatClashAreDropped(t *testing.T) {
	var l log
	table := NewTable(l.command("note", Rune('n')), l.command("undo", Ctrl(fyne.KeyZ)))
	dropped, refused := table.Replace(nil,
		l.command("claim", Rune('1'), Rune('1'), Rune('c')), l.command("nature", Rune('2'), Rune('n')),
		l.command("crime", Rune('3'), Rune('c')), l.command("future", Rune('4'), Rune('й')), l.command("none"),
	)
	wantDropped(t, dropped, "[n of nature by note c of crime by claim й of future by nobody]")
	if refused != nil {
		t.Errorf("refused: %v", refused)
	}
	wantKeys(t, table, map[ID][]Key{
		"note": {Rune('n')}, "undo": {Ctrl(fyne.KeyZ)}, "claim": {Rune('1'), Rune('c')},
		"nature": {Rune('2')}, "crime": {Rune('3')}, "future": {Rune('4')},
	})
	if len(table.Changed()) != 0 {
		t.Errorf("%v count as changed", table.Changed())
	}
}

func TestKeysThatTheAnalystGaveAwayStay(t *testing.T) {
	var l log
	table := NewTable(l.command("note", Rune('n')))
	if err := table.Bind("note", Rune('c')); err != nil {
		t.Fatal(err)
	}
	dropped, _ := table.Replace(nil, l.command("claim", Rune('1'), Rune('c')), l.command("nature", Rune('n')))
	wantDropped(t, dropped, "[n of nature by note c of claim by note]")
	wantKeys(t, table, map[ID][]Key{"note": {Rune('c')}, "claim": {Rune('1')}})
	if table.IsChanged("claim") || !table.IsChanged("note") {
		t.Error("the wrong commands count as changed")
	}
	table.ResetAll()
	wantKeys(t, table, map[ID][]Key{"note": {Rune('n')}, "claim": {Rune('1'), Rune('c')}})
}

func TestChangedKeysReturnWithTheirCommand(t *testing.T) {
	var l log
	table := NewTable(l.command("note", Rune('n')))
	table.Keep(map[ID][]string{"claim": {"q"}, "quote": {"c"}, "risk": {"n"}, "other": {"x"}})
	book := func() []*Command {
		return []*Command{l.command("claim", Rune('c')), l.command("quote", Rune('q')), l.command("risk", Rune('r'))}
	}
	_, refused := table.Replace(nil, book()...)
	want := map[ID][]Key{"note": {Rune('n')}, "claim": {Rune('q')}, "quote": {Rune('c')}, "risk": {Rune('r')}}
	if fmt.Sprint(refused) != "[risk]" {
		t.Errorf("refused: %v", refused)
	}
	wantKeys(t, table, want)
	table.Replace([]ID{"claim", "quote", "risk"})
	if got := fmt.Sprint(table.Changed()); got != "map[claim:[q] other:[x] quote:[c]]" {
		t.Errorf("without the commands, the changed keys are %s", got)
	}
	if _, refused = table.Replace(nil, book()...); refused != nil {
		t.Errorf("refused: %v", refused)
	}
	wantKeys(t, table, want)
}

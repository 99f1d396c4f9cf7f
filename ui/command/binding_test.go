package command

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func three(l *log) *Table {
	return NewTable(
		l.command("claim", Rune('1'), Rune('c')), l.command("quote", Rune('2'), Rune('q')),
		l.command("undo", Ctrl(fyne.KeyZ)),
	)
}

// wantKeys fails the test unless the commands have exactly the wanted keys, and
// each key runs its command.
func wantKeys(t *testing.T, table *Table, want map[ID][]Key) {
	t.Helper()
	for _, c := range table.commands {
		if !slices.Equal(c.Keys, want[c.ID]) {
			t.Errorf("%s has the keys %v, want %v", c.ID, c.Keys, want[c.ID])
		}
	}
	n := 0
	for id, keys := range want {
		n += len(keys)
		for _, k := range keys {
			if got := table.Bound(k); got == nil || got.ID != id {
				t.Errorf("%v runs %v, want %s", k, got, id)
			}
		}
	}
	if len(table.byKey) != n {
		t.Errorf("%d keys are bound, want %d", len(table.byKey), n)
	}
}

func TestACommandIsGivenAnotherKey(t *testing.T) {
	var l log
	table := three(&l)
	told := 0
	table.OnChanged = func() { told++ }
	if err := table.Bind("claim", Rune('k'), Ctrl(fyne.KeyK)); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, table, map[ID][]Key{"claim": {Rune('k'), Ctrl(fyne.KeyK)}, "quote": {Rune('2'), Rune('q')}, "undo": {Ctrl(fyne.KeyZ)}})
	if !table.IsChanged("claim") || table.IsChanged("quote") || told != 1 {
		t.Errorf("claim is changed: %v, quote: %v, OnChanged was called %d times", table.IsChanged("claim"), table.IsChanged("quote"), told)
	}
	// A key that a command no longer has is free for another command. Then the
	// first command cannot be reset.
	if err := table.Bind("quote", Rune('c')); err != nil {
		t.Fatal(err)
	}
	var taken *TakenError
	if err := table.Reset("claim"); !errors.As(err, &taken) || taken.By.ID != "quote" || taken.Key != Rune('c') {
		t.Errorf("resetting returns %v", err)
	}
	if err := table.Reset("quote"); err != nil {
		t.Fatal(err)
	}
	if err := table.Reset("claim"); err != nil {
		t.Fatal(err)
	}
	if table.IsChanged("claim") || len(table.Changed()) != 0 {
		t.Errorf("after resetting, %v are changed", table.Changed())
	}
	if err := table.Bind("quote"); err != nil { // removes all keys
		t.Fatal(err)
	}
	table.ResetAll()
	wantKeys(t, table, map[ID][]Key{"claim": {Rune('1'), Rune('c')}, "quote": {Rune('2'), Rune('q')}, "undo": {Ctrl(fyne.KeyZ)}})
}

func TestAKeyThatIsTakenOrNotFreeIsRefused(t *testing.T) {
	var l log
	table := three(&l)
	table.OnChanged = func() { t.Error("OnChanged was called") }
	var taken *TakenError
	if err := table.Bind("claim", Ctrl(fyne.KeyZ)); !errors.As(err, &taken) || taken.By.ID != "undo" {
		t.Errorf("binding a taken key returns %v", err)
	}
	for _, k := range []Key{
		Named(fyne.KeyEscape), Named(fyne.KeyTab), Ctrl(fyne.KeyTab),
		{},
		Rune('й'), Rune(' '), Named(fyne.KeyA),
		{Name: fyne.KeyUp, Mod: fyne.KeyModifierShift},
		{Rune: 'a', Mod: fyne.KeyModifierControl},
		{Rune: '?', Mod: fyne.KeyModifierShift},
		Ctrl(fyne.KeyUnknown),
	} {
		if err := table.Bind("claim", k); !errors.Is(err, ErrKeyNotFree) {
			t.Errorf("binding %v returns %v", k, err)
		}
	}
	if err := table.Bind("claim", Rune('x'), Rune('x')); !errors.As(err, &taken) {
		t.Errorf("binding a key twice returns %v", err)
	}
	if err := table.Bind("no such command", Rune('x')); err != nil {
		t.Errorf("binding an unknown command returns %v", err)
	}
	wantKeys(t, table, map[ID][]Key{"claim": {Rune('1'), Rune('c')}, "quote": {Rune('2'), Rune('q')}, "undo": {Ctrl(fyne.KeyZ)}})
}

func TestChangedKeysAreReadBack(t *testing.T) {
	var l log
	table := three(&l)
	// The two commands exchange their keys. Bind refuses a key that is taken, so
	// this needs a third key.
	for _, bind := range []struct {
		id  ID
		key Key
	}{{"claim", Rune('9')}, {"quote", Rune('c')}, {"claim", Rune('q')}} {
		if err := table.Bind(bind.id, bind.key); err != nil {
			t.Fatal(err)
		}
	}
	kept := table.Changed()
	again := three(&l)
	if refused := again.Change(kept); refused != nil {
		t.Errorf("refused: %v", refused)
	}
	wantKeys(t, again, map[ID][]Key{"claim": {Rune('q')}, "quote": {Rune('c')}, "undo": {Ctrl(fyne.KeyZ)}})
	if !maps.EqualFunc(again.Changed(), kept, slices.Equal) {
		t.Errorf("%v became %v", kept, again.Changed())
	}
}

func TestChangedKeysThatMakeNoSenseAreLeftOut(t *testing.T) {
	usual := map[ID][]Key{"claim": {Rune('1'), Rune('c')}, "quote": {Rune('2'), Rune('q')}, "undo": {Ctrl(fyne.KeyZ)}}
	for _, c := range []struct {
		name    string
		keys    map[ID][]string
		refused []ID
		differs map[ID][]Key
	}{
		{"nothing", nil, nil, nil},
		{"no key at all, which is allowed", map[ID][]string{"claim": {}}, nil, map[ID][]Key{"claim": {}}},
		{"words", map[ID][]string{"claim": {"two words"}, "undo": {"u"}}, []ID{"claim"}, map[ID][]Key{"undo": {Rune('u')}}},
		{"nothing for a key", map[ID][]string{"claim": {""}}, []ID{"claim"}, nil},
		{"half a key", map[ID][]string{"claim": {"Ctrl+"}}, []ID{"claim"}, nil},
		{"Esc", map[ID][]string{"claim": {"<Escape>"}}, []ID{"claim"}, nil},
		{"a key twice", map[ID][]string{"claim": {"x", "x"}}, []ID{"claim"}, nil},
		{"a command that there is not", map[ID][]string{"fly": {"f"}}, []ID{"fly"}, nil},
		{"another's usual key", map[ID][]string{"claim": {"q"}}, []ID{"claim"}, nil},
		{"one key for two", map[ID][]string{"claim": {"x"}, "quote": {"x"}}, []ID{"claim", "quote"}, nil},
		{"a chain that breaks", map[ID][]string{"claim": {"q"}, "quote": {"<Escape>"}, "undo": {"c"}}, []ID{"claim", "quote", "undo"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var l log
			table := three(&l)
			if got := table.Change(c.keys); !slices.Equal(got, c.refused) {
				t.Errorf("refused: %v, want %v", got, c.refused)
			}
			want := maps.Clone(usual)
			maps.Copy(want, c.differs)
			wantKeys(t, table, want)
		})
	}
}

func TestAKeyIsReadAsItIsWritten(t *testing.T) {
	for _, k := range []Key{
		Rune('c'), Rune('?'), Rune('<'), Rune('+'), Shifted('n'), Named(fyne.KeyUp), Named(fyne.KeyF1), Named(fyne.KeySpace),
		Ctrl(fyne.KeyZ), CtrlShift(fyne.KeyZ), Ctrl(fyne.KeyEqual),
		{Name: fyne.KeyUp, Mod: fyne.KeyModifierAlt},
		{Name: fyne.KeyBackslash, Mod: fyne.KeyModifierControl | fyne.KeyModifierAlt | fyne.KeyModifierShift | fyne.KeyModifierSuper},
	} {
		if got, ok := ParseKey(k.Text()); !ok || got != k {
			t.Errorf("%q is parsed as %+v, %v", k.Text(), got, ok)
		}
	}
	for _, text := range []string{"", "Ctrl", "Ctrl+", "C", "cc", "<>", "<", "ctrl+<Z>", "Shift+Ctrl+<Z>", "Ctrl+z", "\xff", "й"} {
		if k, ok := ParseKey(text); ok && text != "<" {
			t.Errorf("%q is parsed as %+v", text, k)
		}
	}
}

func TestAShortcutIsTheKeyThatWasPressed(t *testing.T) {
	for _, c := range []struct {
		shortcut fyne.Shortcut
		want     Key
	}{
		{&fyne.ShortcutUndo{}, Ctrl(fyne.KeyZ)},
		{&fyne.ShortcutRedo{}, Ctrl(fyne.KeyY)},
		{&fyne.ShortcutCopy{}, Ctrl(fyne.KeyC)},
		{&fyne.ShortcutSelectAll{}, Ctrl(fyne.KeyA)},
		{&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt}, Key{Name: fyne.KeyUp, Mod: fyne.KeyModifierAlt}},
	} {
		if got, ok := OfShortcut(c.shortcut); !ok || got != c.want {
			t.Errorf("%s is %v", c.shortcut.ShortcutName(), got)
		}
	}
}

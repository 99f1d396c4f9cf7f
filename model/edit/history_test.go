package edit

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// diary is a history as the store keeps it: a list that only grows.
type diary struct {
	by      string // the analyst who works
	t       *testing.T
	changes []Change
	history *History
	page    int // the greatest number of changes in a page
	pages   int // the number of pages fetched
}

func newDiary(t *testing.T, page int) *diary {
	d := &diary{t: t, page: page}
	d.restart()
	return d
}

// restart makes a new history from the stored changes.
func (d *diary) restart() {
	d.history = NewHistory(func(before uint64, limit int) ([]Change, error) {
		d.pages++
		var out []Change
		for _, c := range slices.Backward(d.changes) {
			if c.ID < before && len(out) < min(limit, d.page) {
				out = append(out, c)
			}
		}
		return out, nil
	})
}

func (d *diary) add(c Change) uint64 {
	c.ID, c.Analyst = uint64(len(d.changes)+1), d.by
	d.changes = append(d.changes, c)
	d.history.Append(c)
	return c.ID
}

// undo undoes the next step, and returns the ids of its changes, newest first.
func (d *diary) undo() []uint64 { return d.reverse(d.history.Undo, Undoing) }

// redo redoes the next step, and returns the ids of its changes, oldest first.
func (d *diary) redo() []uint64 { return d.reverse(d.history.Redo, Redoing) }

func (d *diary) reverse(find func(string) ([]Change, error), make func([]Change) Change) []uint64 {
	d.t.Helper()
	changes, err := find(d.by)
	if err != nil {
		d.t.Fatal(err)
	}
	if len(changes) == 0 {
		return nil
	}
	d.add(make(changes))
	return idsOf(changes)
}

func idsOf(changes []Change) (ids []uint64) {
	for _, c := range changes {
		ids = append(ids, c.ID)
	}
	return ids
}

func TestUndoAndRedoGoThroughTheHistory(t *testing.T) {
	// Each word is one step: "+" is a change, "+x" a change of batch x, "u" an
	// undo, "r" a redo and "|" a restart. "@" and a letter is another analyst, who works
	// from then on. "=1,2" is the expected result of the step before it.
	for _, c := range []struct{ name, steps string }{
		{"nothing to undo or redo", "u = r ="},
		{"back and forth", "+ + u =2 u =1 u = r =1 r =2 r ="},
		{"a new change forgets what was undone", "+ + u =2 + r = u =4 u =1 u ="},
		{"redo after a redo", "+ + u =2 u =1 r =1 u =1 r =1 r =2 r ="},
		{"a batch goes as one", "+ +x +x +x u =4,3,2 r =2,3,4 u =4,3,2 u =1 r =1 r =2,3,4"},
		{"two batches in a row", "+x +x +y +y u =4,3 u =2,1 r =1,2 r =3,4"},
		{"changes without a batch stand alone", "+ +x + u =3 u =2 u =1 r =1 r =2 r =3"},
		{"a batch that goes on after a restart", "+x | +x u =2,1 | r =1,2"},
		{"a batch in two parts with another change between", "+x + +x u =3 u =2 u =1 r =1 r =2 r =3"},
		{"undo after a restart", "+ + | u =2 | u =1 | u ="},
		{"redo after a restart", "+ + u =2 u =1 | r =1 | r =2 | r ="},
		{"a new change after a restart", "+ + u =2 | + | r = | u =4 | u =1"},
		{"each analyst undoes own changes", "@i + + @o + u =3 u = @i u =2 @o r =3 @i u =1 u = r =1 r =2 r ="},
		{"what others do does not end what can be redone", "@i + + u =2 @o + @i r =2"},
		{"what others undo is not redone", "@i + + u =2 @o + u =4 @i r =2 @o r =4"},
		{"a batch with a change of others inside", "@i +x @o + @i +x u =3,1 @o u =2"},
		{"what has no analyst is everybody's", "+ @i + u =2 u =1"},
		{"what others did is stepped over after a restart", "@i + @o + + + | @i u =1 | r =1"},
		{"what was redone can be undone again", "+ u =1 r =1 u =1 r =1 u =1 u = r =1"},
	} {
		for page := 1; page <= 3; page++ {
			t.Run(fmt.Sprintf("%s, pages of %d", c.name, page), func(t *testing.T) {
				d := newDiary(t, page)
				var got []uint64
				for i, step := range strings.Fields(c.steps) {
					switch {
					case step == "u":
						got = d.undo()
					case step == "r":
						got = d.redo()
					case step[0] == '@':
						d.by = step[1:]
					case step == "|":
						d.restart()
					case step[0] == '+':
						d.add(Change{Verb: Tag, Batch: step[1:]})
					case step[0] == '=':
						text := strings.Trim(strings.ReplaceAll(fmt.Sprint(got), " ", ","), "[]")
						if text != step[1:] {
							t.Fatalf("step %d gives %s, want %s", i, text, step[1:])
						}
					}
				}
			})
		}
	}
}

func TestUndoNearTheEndFetchesNoOldPages(t *testing.T) {
	d := newDiary(t, 5)
	for range 100 {
		d.add(Change{Verb: Tag})
	}
	d.restart()
	if got := d.undo(); !slices.Equal(got, []uint64{100}) {
		t.Fatalf("undo takes back %v", got)
	}
	if d.pages != 1 {
		t.Errorf("%d pages were fetched, want 1", d.pages)
	}
}

func TestUndoStepsOverALimitedNumberOfChangesOfOthers(t *testing.T) {
	h := NewHistory(nil)
	h.Append(Change{ID: 1, Analyst: "Ines", Verb: Tag})
	for id := range uint64(reach) {
		h.Append(Change{ID: id + 2, Analyst: "Omar", Verb: Tag})
	}
	for last, want := range []int{1, 0} {
		if got, err := h.Undo("Ines"); err != nil || len(got) != want {
			t.Errorf("after %d changes of others Ines undoes %d (%v), want %d", reach+last, len(got), err, want)
		}
		h.Append(Change{ID: reach + 2, Analyst: "Omar", Verb: Tag})
	}
	if got, err := h.Undo(""); err != nil || len(got) != 1 || got[0].ID != reach+2 {
		t.Errorf("anybody undoes %v (%v)", got, err)
	}
}

func TestAnImportThatArrivesLateIsPutInItsPlace(t *testing.T) {
	h := NewHistory(nil)
	h.Append(Change{ID: 1})
	h.Append(Change{ID: 4})
	h.Append(Change{ID: 2, Batch: "import"})
	h.Append(Change{ID: 3, Batch: "import"})
	for i, want := range [][]uint64{{4}, {3, 2}, {1}} {
		changes, err := h.Undo("")
		if err != nil || !slices.Equal(idsOf(changes), want) {
			t.Fatalf("undo gives %v, %v; want %v", idsOf(changes), err, want)
		}
		undo := Undoing(changes)
		undo.ID = uint64(5 + i)
		h.Append(undo)
	}
}

func TestAChangeThatIsKnownAlreadyIsNotTakenTwice(t *testing.T) {
	// An undo during an import may fetch changes that the import reports later.
	stored := []Change{{ID: 3, Batch: "import"}, {ID: 2, Batch: "import"}, {ID: 1}}
	h := NewHistory(func(before uint64, _ int) ([]Change, error) {
		return slices.DeleteFunc(slices.Clone(stored), func(c Change) bool { return c.ID >= before }), nil
	})
	if _, err := h.Undo(""); err != nil {
		t.Fatal(err)
	}
	h.Append(stored[1])
	h.Append(stored[0])
	changes, err := h.Undo("")
	if err != nil || !slices.Equal(idsOf(changes), []uint64{3, 2}) {
		t.Errorf("undo gives %v, %v; want [3 2]", idsOf(changes), err)
	}
}

func TestAHistoryThatCannotBeReadSaysSo(t *testing.T) {
	broken := errors.New("the disk is gone")
	h := NewHistory(func(uint64, int) ([]Change, error) { return nil, broken })
	if _, err := h.Undo(""); !errors.Is(err, broken) {
		t.Errorf("undo gives %v", err)
	}
	if _, err := h.Redo(""); !errors.Is(err, broken) {
		t.Errorf("redo gives %v", err)
	}
	// A change made afterwards can be undone without reading older pages.
	h.Append(Change{ID: 9})
	if changes, err := h.Undo(""); err != nil || !slices.Equal(idsOf(changes), []uint64{9}) {
		t.Errorf("undo of a new change gives %v, %v", idsOf(changes), err)
	}
}

// stacks is a simple model of undo and redo: two stacks of steps. A step is one
// change or a batch.
type stacks struct{ done, undone [][]uint64 }

func (s *stacks) add(id uint64, joins bool) {
	s.undone = nil
	if n := len(s.done); joins && n > 0 {
		s.done[n-1] = append(s.done[n-1], id)
		return
	}
	s.done = append(s.done, []uint64{id})
}

func (s *stacks) undo() []uint64 {
	if len(s.done) == 0 {
		return nil
	}
	step := s.done[len(s.done)-1]
	s.done, s.undone = s.done[:len(s.done)-1], append(s.undone, step)
	step = slices.Clone(step)
	slices.Reverse(step)
	return step
}

func (s *stacks) redo() []uint64 {
	if len(s.undone) == 0 {
		return nil
	}
	step := s.undone[len(s.undone)-1]
	s.undone, s.done = s.undone[:len(s.undone)-1], append(s.done, step)
	return step
}

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random histories")

func TestRandomHistoriesBehaveLikeTwoStacks(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	for run := range uint64(300) {
		rng := rand.New(rand.NewPCG(*seed, run))
		d, model := newDiary(t, 1+rng.IntN(7)), &stacks{}
		var trail []string
		batch, batches := "", 0
		for range 20 + rng.IntN(120) {
			what, got, want := "", []uint64(nil), []uint64(nil)
			switch n := rng.IntN(12); {
			case n < 2: // a change on its own
				batch, what = "", "+"
				model.add(d.add(Change{Verb: Tag}), false)
			case n < 4: // a batch begins
				batches++
				batch = fmt.Sprint("b", batches)
				what = "+" + batch
				model.add(d.add(Change{Verb: Note, Batch: batch}), false)
			case n < 6 && batch != "": // the batch continues
				what = "+" + batch
				model.add(d.add(Change{Verb: Note, Batch: batch}), true)
			case n < 9: // an undo or a redo ends the batch
				what, batch = "u", ""
				got, want = d.undo(), model.undo()
			case n < 11:
				what, batch = "r", ""
				got, want = d.redo(), model.redo()
			default:
				what = "|"
				d.restart()
			}
			trail = append(trail, what)
			if !slices.Equal(got, want) {
				t.Fatalf("run %d, pages of %d: %s gives %v, want %v", run, d.page, strings.Join(trail, " "), got, want)
			}
		}
	}
}

func TestALongHistoryIsNotHeldInMemory(t *testing.T) {
	d := newDiary(t, 100)
	const changes = 4 * keep
	for range changes {
		d.add(Change{})
	}
	if n := len(d.history.recent); n > 2*keep {
		t.Errorf("%d of %d changes are held", n, changes)
	}
	for n := changes; n > changes-(keep+100); n-- {
		if got := d.undo(); len(got) != 1 || got[0] != uint64(n) {
			t.Fatalf("undo gives %v in place of %d", got, n)
		}
		if n := len(d.history.recent); n > 2*keep {
			t.Fatalf("%d changes are held", n)
		}
	}
	for n := changes - (keep + 100) + 1; n <= changes-(keep+100)+20; n++ {
		if got := d.redo(); len(got) != 1 || got[0] != uint64(n) {
			t.Fatalf("redo gives %v in place of %d", got, n)
		}
	}
}

func TestNothingBeforeARecoveryCanBeUndone(t *testing.T) {
	d := newDiary(t, 100)
	d.add(Change{})
	d.add(Change{Verb: Recover})
	after := d.add(Change{})
	if got := d.undo(); len(got) != 1 || got[0] != after {
		t.Errorf("undo gives %v", got)
	}
	if got := d.undo(); len(got) != 0 {
		t.Errorf("undo gives %v from before the recovery", got)
	}
}

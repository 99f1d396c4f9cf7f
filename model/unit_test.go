package model

import (
	"slices"
	"testing"
)

// units returns a unit for each pair of byte offsets, each in its own paragraph.
func units(offsets ...int) []Unit {
	var out []Unit
	for i := 0; i < len(offsets); i += 2 {
		out = append(out, Unit{Span: Span{offsets[i], offsets[i+1]}, Paragraph: i / 2})
	}
	return out
}

func TestUnitAtFindsTheUnitOrTheNearestBefore(t *testing.T) {
	s := Structure{Units: units(2, 6, 7, 9, 12, 20)}
	for offset, want := range map[int]int{
		-1: -1, 0: -1, 1: -1, 2: 0, 5: 0, 6: 0, 7: 1, 8: 1, 9: 1, 11: 1, 12: 2, 19: 2, 20: 2, 1000: 2,
	} {
		if got := s.UnitAt(offset); got != want {
			t.Errorf("at %d is unit %d, want %d", offset, got, want)
		}
	}
	if got := (Structure{}).UnitAt(0); got != -1 {
		t.Errorf("a text without units has unit %d", got)
	}
}

func TestReplacePutsARunInThePlaceOfAnother(t *testing.T) {
	all := units(0, 3, 4, 7, 8, 11)
	residue := slices.Clone(all[1:2])
	residue[0].Kind = UnitResidue
	for _, c := range []struct {
		name          string
		before, after []Unit
		want          []Unit // nil if Replace must refuse
	}{
		{"one by one", all[1:2], residue, []Unit{all[0], residue[0], all[2]}},
		{"a split", all[:1], units(0, 1, 1, 3), append(units(0, 1, 1, 3), all[1:]...)},
		{"a merge at the end", all[1:], units(4, 11), []Unit{all[0], units(4, 11)[0]}},
		{"everything", all, units(0, 11), units(0, 11)},
		{"nothing", nil, units(0, 3), nil},
		{"a unit that is of another kind now", residue, all[1:2], nil},
		{"a unit that is not there", units(1, 3), all[:1], nil},
		{"a run beyond the end", append(slices.Clone(all[2:]), all[0]), nil, nil},
		{"behind everything", units(20, 21), nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			kept := slices.Clone(all)
			got, ok := Replace(all, c.before, c.after)
			if ok != (c.want != nil) {
				t.Fatalf("replaced is %v", ok)
			}
			if want := c.want; ok && !slices.Equal(got, want) {
				t.Errorf("gives %v, want %v", got, want)
			}
			if !ok && !slices.Equal(got, all) {
				t.Errorf("was refused, but gives %v", got)
			}
			if !slices.Equal(all, kept) {
				t.Error("the units that were given have changed")
			}
			if !ok {
				return
			}
			if back, ok := Replace(got, c.after, c.before); !ok || !slices.Equal(back, all) {
				t.Errorf("the other way round gives %v, %v", back, ok)
			}
		})
	}
}

func TestSentencesLeavesOutWhatIsSetAside(t *testing.T) {
	all := units(0, 3, 4, 7, 8, 11)
	all[1].Kind = UnitDateline
	if got := (Structure{Units: all}).Sentences(); !slices.Equal(got, []Unit{all[0], all[2]}) {
		t.Errorf("the sentences are %v", got)
	}
}

func TestUnitKindsSurviveTheirNames(t *testing.T) {
	for k := UnitSentence; k <= UnitResidue; k++ {
		if got, ok := ParseUnitKind(k.String()); !ok || got != k {
			t.Errorf("kind %d is written %q and read %d, %v", k, k, got, ok)
		}
	}
	if _, ok := ParseUnitKind("unknown"); ok {
		t.Error("a kind that there is not was read")
	}
	if got := (UnitResidue + 1).String(); got != "unknown" {
		t.Errorf("a kind that there is not is written %q", got)
	}
}

package record_test

import (
	"cmp"
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model/record"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random versions")

var here, there = record.Replica{1}, record.Replica{2}

func TestTheGreaterStampStands(t *testing.T) {
	inOrder := []record.Stamp{
		{},
		record.StampAt(1, record.Replica{}, noon),
		record.StampAt(1, here, noon.Add(-time.Second)),
		record.StampAt(1, here, noon),
		record.StampAt(1, here, noon.Add(1)),
		record.StampAt(1, there, noon.Add(-time.Hour)),
		record.StampAt(2, record.Replica{}, noon.Add(-time.Hour)),
		record.StampAt(2, here, time.Time{}),
		record.StampAt(1<<63, here, noon),
	}
	for i, a := range inOrder {
		for j, b := range inOrder {
			if got, want := a.Compare(b), cmp.Compare(i, j); got != want {
				t.Errorf("%+v compared with %+v is %d, want %d", a, b, got, want)
			}
		}
	}
}

func TestAStampKeepsItsTime(t *testing.T) {
	for _, at := range []time.Time{noon, {}, time.Unix(0, 0), time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)} {
		if got := record.StampAt(1, here, at).Time(); !got.Equal(at) || got.Location() != time.UTC {
			t.Errorf("%v is %v", at, got)
		}
	}
}

// next returns the version that replaces v.
func next(v record.Version, counter uint64, r record.Replica, at time.Time) record.Version {
	return record.Version{Stamp: record.StampAt(counter, r, at), Past: v.After()}
}

func TestTwoVersionsOfOneAreInConflict(t *testing.T) {
	a := record.Version{Stamp: record.StampAt(1, here, noon)}
	b := next(a, 2, here, noon.Add(time.Hour))
	c := next(a, 2, there, noon.Add(time.Minute))
	d := next(b, 3, here, noon.Add(2*time.Hour))
	for _, x := range []struct {
		newer, older record.Version
		replaces     bool
	}{
		{b, a, true},
		{c, a, true},
		{d, a, true},
		{d, b, true},
		{a, a, false},
		{a, b, false},
		{b, c, false},
		{c, b, false},
		{d, c, false},
		{c, d, false},
	} {
		if got := x.newer.Replaces(x.older.Stamp); got != x.replaces {
			t.Errorf("%v replaces %v: %v", x.newer.Stamp, x.older.Stamp, got)
		}
	}
}

func TestVersionsOfOneSittingShareARun(t *testing.T) {
	for _, c := range []struct {
		name     string
		counters []uint64
		seconds  []float64
		runs     int
	}{
		{"typing", []uint64{5, 6, 7, 8}, []float64{0, 1, 2.5, 4.5}, 1},
		{"a rest", []uint64{5, 6, 7, 8}, []float64{0, 1, 4, 5}, 2},
		{"something else in between", []uint64{5, 6, 8, 9}, []float64{0, 1, 2, 3}, 2},
		{"a clock that goes back", []uint64{5, 6, 7, 8}, []float64{0, 1, -3600, -3599}, 2},
		{"a clock that stands still", []uint64{5, 6, 7}, []float64{0, 0, 0}, 1},
	} {
		var v record.Version
		var all []record.Version
		for i, counter := range c.counters {
			v = record.Version{Stamp: record.StampAt(counter, here, noon.Add(time.Duration(c.seconds[i]*float64(time.Second)))), Past: v.Past}
			if i > 0 {
				v.Past = all[i-1].After()
			}
			all = append(all, v)
		}
		if past := v.After(); len(past) != c.runs {
			t.Errorf("%s: the past is %+v", c.name, past)
		}
		last := record.Version{Past: v.After()}
		for _, old := range all {
			if !last.Replaces(old.Stamp) {
				t.Errorf("%s: %v is not replaced", c.name, old.Stamp)
			}
		}
		strange := record.StampAt(c.counters[1], here, noon.Add(24*time.Hour))
		if last.Replaces(strange) || last.Replaces(record.StampAt(c.counters[1], there, all[1].Time())) {
			t.Errorf("%s: a version that was never made is replaced", c.name)
		}
	}
}

// TestEveryVersionReplacesAllBeforeIt makes long pasts by several replicas with clocks
// that jump, so that pasts are shortened.
func TestEveryVersionReplacesAllBeforeIt(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	for run := range uint64(200) {
		rng := rand.New(rand.NewPCG(*seed, run))
		replicas := 1 + rng.IntN(8)
		at, counter := noon, uint64(0)
		var all []record.Version
		for i := range 120 {
			counter += 1 + uint64(rng.IntN(2))
			at = at.Add([]time.Duration{time.Second, time.Minute, time.Hour, -30 * time.Minute, 0}[rng.IntN(5)])
			v := record.Version{Stamp: record.StampAt(counter, record.Replica{byte(rng.IntN(replicas))}, at)}
			if i > 0 {
				was := slices.Clone(all[i-1].Past)
				v.Past = all[i-1].After()
				if !reflect.DeepEqual(all[i-1].Past, was) {
					t.Fatalf("run %d: the past of version %d has changed", run, i-1)
				}
			}
			all = append(all, v)
			if len(v.Past) > 32 {
				t.Fatalf("run %d: a past of %d runs", run, len(v.Past))
			}
			for j, old := range all {
				if got := v.Replaces(old.Stamp); got != (j < i) {
					t.Fatalf("run %d: version %d replaces version %d: %v", run, i, j, got)
				}
			}
		}
	}
}

// A version of a fork does not count as replaced unless the past was shortened.
func TestForksStayApart(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	for run := range uint64(200) {
		rng := rand.New(rand.NewPCG(*seed, run))
		root := record.Version{Stamp: record.StampAt(1, here, noon)}
		forks := [2][]record.Version{{root}, {root}}
		for range 2 + rng.IntN(25) { // below the length that is shortened
			fork := rng.IntN(2)
			last := forks[fork][len(forks[fork])-1]
			at := last.Time().Add(time.Duration(rng.IntN(5000)) * time.Millisecond)
			forks[fork] = append(forks[fork], next(last, last.Counter+1+uint64(rng.IntN(2)), []record.Replica{here, there}[fork], at))
		}
		for fork := range forks {
			for _, v := range forks[fork][1:] {
				for _, other := range forks[1-fork][1:] {
					if v.Replaces(other.Stamp) {
						t.Fatalf("run %d: %+v replaces %v of the other fork", run, v, other.Stamp)
					}
				}
				if !v.Replaces(root.Stamp) {
					t.Fatalf("run %d: %+v does not replace the first", run, v)
				}
			}
		}
	}
}

func TestAPastOfManyReplicasLosesNone(t *testing.T) {
	v := record.Version{Stamp: record.StampAt(1, record.Replica{1}, noon)}
	var all []record.Version
	for i := range 200 {
		all = append(all, v)
		v = next(v, v.Counter+1, record.Replica{1, byte(i % 100)}, v.Time().Add(time.Hour))
	}
	if len(v.Past) != 100 {
		t.Errorf("the past has %d runs", len(v.Past))
	}
	for i, old := range all {
		if !v.Replaces(old.Stamp) {
			t.Errorf("version %d is not replaced", i)
		}
	}
}

// A joined past has what either past has, whatever their order, and joining it with one
// of them changes nothing.
func TestJoinedPasts(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	for n := range uint64(500) {
		rng := rand.New(rand.NewPCG(*seed, n))
		var pasts [2][]record.Run
		var stamps []record.Stamp
		for side := range pasts {
			v := record.Version{Stamp: record.StampAt(uint64(1+rng.IntN(5)), record.Replica{byte(rng.IntN(3))}, noon)}
			for range rng.IntN(16) {
				stamps = append(stamps, v.Stamp)
				v = next(v, v.Counter+uint64(1+rng.IntN(4)), record.Replica{byte(rng.IntN(3))}, v.Time().Add(time.Duration(rng.IntN(4))*time.Second))
			}
			pasts[side] = v.Past
		}
		joined := record.Version{Past: record.Joined(pasts[0], pasts[1])}
		for _, s := range stamps {
			if !joined.Replaces(s) {
				t.Fatalf("%d: %v joined with %v has not %v", n, pasts[0], pasts[1], s)
			}
		}
		for _, again := range [][]record.Run{
			record.Joined(pasts[1], pasts[0]), record.Joined(joined.Past, pasts[0]), record.Joined(joined.Past, joined.Past),
		} {
			if !slices.Equal(again, joined.Past) {
				t.Fatalf("%d: %v is not %v", n, again, joined.Past)
			}
		}
		if len(joined.Past) > len(pasts[0])+len(pasts[1]) {
			t.Fatalf("%d: %d runs", n, len(joined.Past))
		}
	}
}

func TestReplicasAreWrittenInHexadecimal(t *testing.T) {
	r := record.Replica{0, 1, 0xAB, 0xFF}
	if r.String() != "0001abff00000000" {
		t.Errorf("%v", r)
	}
	for _, text := range []string{"", "0001abff0000000", "0001abff000000000", "0001abff0000000g", strings.Repeat("é", 8), "0x01abff00000000"} {
		if got, err := record.ParseReplica(text); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func FuzzParseReplica(f *testing.F) {
	for _, text := range []string{"", "0001abff00000000", "0001ABFF00000000", "xyz", fmt.Sprint(here)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := record.ParseReplica(text)
		if err != nil {
			return
		}
		if r.String() != strings.ToLower(text) {
			t.Errorf("%q is %v", text, r)
		}
		if again, err := record.ParseReplica(r.String()); err != nil || again != r {
			t.Errorf("%v is read as %v (%v)", r, again, err)
		}
	})
}

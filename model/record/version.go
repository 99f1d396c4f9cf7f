package record

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"assay.app/assay/model"
)

// How copies of a project are combined
//
// A copy of a project is a replica and has an id of its own. Every version of a
// record has a stamp: a counter, the replica that made it, and the time of that
// replica's clock. The counter is a Lamport clock (L. Lamport, "Time, Clocks, and the
// Ordering of Events in a Distributed System", 1978): it is greater than any that the
// project has seen. So a version always has a greater stamp than those that it
// replaces.
//
// A version also lists its past: the versions that it replaces, and those that they
// replaced.
//
//	Ines's copy    a(1) ◀─ b(2) ◀─ d(3)       past of d: a, b
//	a colleague's  a(1) ◀─ c(2)               past of c: a
//
// When the two are combined, a and b are dropped, because each is in the past of another
// version. c and d are not: they are in conflict. The one with the greater stamp stands,
// here d, and c is kept beside it until somebody decides. This is a join of sets of
// versions: combining in any order, and any number of times, leads to the same result.

// Replica identifies one copy of a project. It is random. The zero Replica stands for
// the project as it was founded.
type Replica [8]byte

// String returns the id as 16 hexadecimal digits.
func (r Replica) String() string { return hex.EncodeToString(r[:]) }

// ParseReplica is the inverse of String.
func ParseReplica(text string) (r Replica, err error) {
	if len(text) != 2*len(r) {
		return r, fmt.Errorf("%.40q is not a replica's id of %d hexadecimal digits", text, 2*len(r))
	}
	_, err = hex.Decode(r[:], []byte(text))
	return r, err
}

// Stamp identifies a version of a record.
type Stamp struct {
	Counter uint64
	Replica Replica
	Seconds int64 // of the time, since 1970-01-01 in UTC
	Nanos   int32
}

// StampAt returns a stamp with the given time, or with the nearest one in the years 1
// to 9999, because files can hold no other.
func StampAt(counter uint64, replica Replica, at time.Time) Stamp {
	switch year := at.UTC().Year(); {
	case year < 1:
		at = nearest(true)
	case year > 9999:
		at = nearest(false)
	}
	return Stamp{Counter: counter, Replica: replica, Seconds: at.Unix(), Nanos: int32(at.Nanosecond())}
}

// Time returns the time of the stamp, in UTC.
func (s Stamp) Time() time.Time { return time.Unix(s.Seconds, int64(s.Nanos)).UTC() }

// Compare orders stamps: the version with the greater one stands.
func (s Stamp) Compare(other Stamp) int {
	return cmp.Or(
		cmp.Compare(s.Counter, other.Counter), bytes.Compare(s.Replica[:], other.Replica[:]), s.compareTime(other),
	)
}

func (s Stamp) compareTime(other Stamp) int {
	return cmp.Or(cmp.Compare(s.Seconds, other.Seconds), cmp.Compare(s.Nanos, other.Nanos))
}

// Run is one or more successive versions of a record by one replica.
type Run struct{ First, Last Stamp }

// holds reports whether a version is in the run.
func (r Run) holds(s Stamp) bool {
	return s.Replica == r.First.Replica && r.First.Counter <= s.Counter && s.Counter <= r.Last.Counter &&
		r.First.compareTime(s) <= 0 && s.compareTime(r.Last) <= 0
}

// spanning returns the shortest run that holds all versions of r and of another run of
// the same replica. The replica's clock may have gone back between them.
func (r Run) spanning(other Run) Run {
	first, last := r.First, r.Last
	first.Counter, last.Counter = min(first.Counter, other.First.Counter), max(last.Counter, other.Last.Counter)
	if other.First.compareTime(first) < 0 {
		first.Seconds, first.Nanos = other.First.Seconds, other.First.Nanos
	}
	if other.Last.compareTime(last) > 0 {
		last.Seconds, last.Nanos = other.Last.Seconds, other.Last.Nanos
	}
	return Run{first, last}
}

// Version identifies a version of a record and lists the versions that it replaces.
type Version struct {
	Stamp
	Past []Run  // the versions that it replaces, oldest first
	By   string // the analyst who made it, if neither key nor content says so
}

// Made reports whether v has no stamp. It then stands for a version that an edit makes.
func (v *Version) Made() bool { return v.Stamp == Stamp{} }

// Founding reports whether v is a version with which a project began.
func (v Version) Founding() bool { return v.Counter == 0 && v.Replica == Replica{} }

// IsFounding reports whether v is the version of a record with which the project began.
// The history does not have such versions.
func IsFounding(key model.Key, v Version) bool { return Of(key.Kind).Founded && v.Founding() }

// Replaces reports whether a version is in the past of v.
func (v *Version) Replaces(s Stamp) bool {
	for i := len(v.Past) - 1; i >= 0; i-- {
		if v.Past[i].holds(s) {
			return true
		}
	}
	return false
}

// sitting is the longest time between successive versions that share a run of a past. A
// note that is being typed is stored about once a second.
const sitting = 2 * time.Second

// mostRuns is the number of runs beyond which a past is shortened: the two oldest runs of
// one replica are joined. The joined run may also hold versions of that replica that this
// version does not replace, but these could not stand against it anyway, because their
// stamps are smaller. A past keeps at least one run of each replica, so it never loses a
// version.
const mostRuns = 32

// After returns the past of a version that replaces v.
func (v *Version) After() []Run {
	past := append(make([]Run, 0, len(v.Past)+1), v.Past...)
	if n := len(past); n > 0 {
		last := &past[n-1]
		if last.Last.Replica == v.Replica && v.Counter-last.Last.Counter == 1 && v.Time().Sub(last.Last.Time()) <= sitting && last.Last.compareTime(v.Stamp) <= 0 {
			last.Last = v.Stamp
			return past
		}
	}
	return shortened(append(past, Run{v.Stamp, v.Stamp}))
}

// Joined returns a past that holds the versions of all the given pasts.
func Joined(pasts ...[]Run) []Run {
	all := slices.Concat(pasts...)
	slices.SortFunc(all, func(a, b Run) int { return cmp.Or(a.First.Compare(b.First), a.Last.Compare(b.Last)) })
	var out []Run
	newest := map[Replica]int{} // the index of the newest run of each replica
	for _, run := range all {
		if i, known := newest[run.First.Replica]; known && run.First.Counter <= out[i].Last.Counter {
			out[i] = out[i].spanning(run)
			continue
		}
		newest[run.First.Replica] = len(out)
		out = append(out, run)
	}
	return shortened(out)
}

// shortened joins the oldest runs of replicas that have several, until there are at most
// mostRuns or each replica has only one.
func shortened(past []Run) []Run {
	for i := 0; i < len(past) && len(past) > mostRuns; {
		j := slices.IndexFunc(past[i+1:], func(next Run) bool { return next.First.Replica == past[i].First.Replica })
		if j < 0 {
			i++
			continue
		}
		past[i] = past[i].spanning(past[i+1+j])
		past = slices.Delete(past, i+1+j, i+2+j)
	}
	return past
}

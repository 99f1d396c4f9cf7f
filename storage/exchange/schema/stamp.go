package schema

import (
	"encoding/json"

	"assay.app/assay/model/record"
)

// Stamp is the version of a record in a set; see record.Version. Sets of version 1 have
// none.
type Stamp struct {
	Counter int64  `json:"counter"`
	Replica string `json:"replica"`
	Time    Moment `json:"time"`
	By      string `json:"by,omitempty"`
	Past    []Run  `json:"past,omitempty"`
}

// Run is a run of versions that a version replaces; see record.Run.
type Run struct {
	Replica string `json:"replica"`
	First   int64  `json:"first"`
	Last    int64  `json:"last"`
	From    Moment `json:"from"`
	To      Moment `json:"to"`
}

// Record is a record for which a set has no field of its own: a deleted one, a version
// in conflict that does not stand, or one of a kind without a field in sets. Value and
// CBOR are omitted for a deleted record. CBOR is the content as in project files, in
// base64, so that an Assay that does not know the kind can keep it. It is omitted for
// kinds that have a field in sets.
type Record struct {
	Kind    string          `json:"kind"`
	Number  int             `json:"number"` // of the kind, in project files
	Span    *Span           `json:"span,omitempty"`
	Outlet  string          `json:"outlet,omitempty"` // the outlet's id
	Analyst string          `json:"analyst,omitempty"`
	ID      string          `json:"id,omitempty"`
	Stamp   Stamp           `json:"stamp"`
	Beside  bool            `json:"beside,omitempty"`
	Value   json.RawMessage `json:"value,omitempty"`
	CBOR    string          `json:"cbor,omitempty"`
}

// StampOf returns a version in the form that sets have.
func StampOf(v record.Version) *Stamp {
	s := &Stamp{Counter: int64(v.Counter), Replica: v.Replica.String(), Time: At(v.Time()), By: v.By}
	for _, run := range v.Past {
		s.Past = append(s.Past, Run{
			Replica: run.First.Replica.String(), First: int64(run.First.Counter), Last: int64(run.Last.Counter),
			From: At(run.First.Time()), To: At(run.Last.Time()),
		})
	}
	return s
}

// mostRuns is the greatest number of runs in the past of a version.
const mostRuns = 1 << 10

// mostCounter is the greatest counter that is accepted. A project with the greatest
// possible counter could make no more versions.
const mostCounter = 1 << 48

// Version is the inverse of StampOf. It returns an error if the stamp is invalid, which
// wraps ErrDamaged.
func (s *Stamp) Version() (v record.Version, err error) {
	if len(s.Past) > mostRuns {
		return v, Damagedf("a version has a past of %d runs", len(s.Past))
	}
	if v.Stamp, err = stampOf(s.Counter, s.Replica, s.Time); err != nil {
		return v, err
	}
	v.By = s.By
	for _, r := range s.Past {
		var run record.Run
		if run.First, err = stampOf(r.First, r.Replica, r.From); err != nil {
			return v, err
		}
		if run.Last, err = stampOf(r.Last, r.Replica, r.To); err != nil {
			return v, err
		}
		if r.First > r.Last || r.Last > s.Counter {
			return v, Damagedf("the version %d replaces the versions %d to %d", s.Counter, r.First, r.Last)
		}
		v.Past = append(v.Past, run)
	}
	return v, nil
}

func stampOf(counter int64, replica string, at Moment) (record.Stamp, error) {
	id, err := record.ParseReplica(replica)
	if err != nil {
		return record.Stamp{}, Damagedf("%v", err)
	}
	if counter < 0 || counter > mostCounter {
		return record.Stamp{}, Damagedf("%d is not the counter of a version", counter)
	}
	return record.StampAt(uint64(counter), id, at.Time), nil
}

package value

import (
	"fmt"
	"strings"
	"time"

	"assay.app/assay/model"
)

// MostRecords is the greatest number of articles in the file of a model.Record.
const MostRecords = 10_000_000

// The first and the last year of the times that Assay stores.
const firstYear, lastYear = 1, 9999

// Time returns t in UTC. It refuses the zero time and times outside the years 1 to
// 9999 in UTC.
func Time(t time.Time) (time.Time, error) {
	u := t.UTC()
	switch {
	case u.IsZero():
		return u, &Error{Kind: Moment, Problem: Missing}
	case u.Year() < firstYear || u.Year() > lastYear:
		return u, &Error{Kind: Moment, Value: u.Format(time.RFC3339), Problem: Malformed}
	}
	return u, nil
}

// CheckTime returns the error that Time would return. The zero time is accepted.
func CheckTime(t time.Time) error {
	if t.IsZero() {
		return nil
	}
	_, err := Time(t)
	return err
}

// part is one field of a record, with its kind.
type part struct {
	kind Kind
	text *string
}

// accept replaces each part with its accepted form. It stops at the first one that
// is refused and returns its error.
func accept(parts ...part) error {
	for _, p := range parts {
		formed, err := p.kind.Accept(*p.text)
		if err != nil {
			return err
		}
		*p.text = formed
	}
	return nil
}

func partsOf(m *model.Metadata) []part {
	return []part{
		{Title, &m.Title},
		{Outlet, &m.Outlet},
		{Byline, &m.Byline},
		{Dateline, &m.Dateline},
		{Published, &m.Published},
		{URL, &m.URL},
		{Language, &m.Language},
		{PublishedAt, &m.PublishedAt},
		{Retrieved, &m.Retrieved},
		{Archive, &m.Archive},
		{Section, &m.Section},
	}
}

// onDay returns an error if a time of publication is not on the day of publication.
func onDay(m model.Metadata) error {
	if m.PublishedAt != "" && !strings.HasPrefix(m.PublishedAt, m.Published+"T") {
		return &Error{Kind: PublishedAt, Value: m.PublishedAt, Problem: Malformed}
	}
	return nil
}

// AcceptMetadata returns m with all fields accepted, or the error of the first
// field that is refused. A time of publication must be on the day of publication.
func AcceptMetadata(m model.Metadata) (model.Metadata, error) {
	err := accept(partsOf(&m)...)
	if err == nil {
		err = onDay(m)
	}
	return m, err
}

// AcceptCorrection returns after with the fields that differ from before accepted,
// or the error of the first field that is refused. It does not check the others,
// but the time of publication must be on the day of publication.
func AcceptCorrection(before, after model.Metadata) (model.Metadata, error) {
	old := partsOf(&before)
	for i, p := range partsOf(&after) {
		if *p.text == *old[i].text {
			continue
		}
		if err := accept(p); err != nil {
			return after, err
		}
	}
	return after, onDay(after)
}

// FitMetadata returns m with every field made to fit; see Kind.Fit. It drops a time
// of publication that is not on the day of publication.
func FitMetadata(m model.Metadata) model.Metadata {
	for _, p := range partsOf(&m) {
		*p.text = p.kind.Fit(*p.text)
	}
	if onDay(m) != nil {
		m.PublishedAt = ""
	}
	return m
}

// AcceptSource returns s with its fields accepted, or the error of the first field
// that is refused. It does not check the SHA-256.
func AcceptSource(s model.Source) (model.Source, error) {
	err := accept(part{Format, &s.Format}, part{Encoding, &s.Encoding}, part{RecordID, &s.Record.ID})
	if err == nil {
		err = checkRecord(s.Record)
	}
	return s, err
}

// checkRecord returns an error if r is not a possible place in a file.
func checkRecord(r model.Record) error {
	numbered := 1 <= r.N && r.N <= MostRecords && (r.Of == 0 || r.N <= r.Of) && r.Of <= MostRecords
	placed := r.Start == 0 && r.End == 0 || 0 <= r.Start && r.Start < r.End
	if r == (model.Record{}) || numbered && placed {
		return nil
	}
	return &Error{Kind: Place, Value: fmt.Sprintf("%d of %d, bytes %d to %d", r.N, r.Of, r.Start, r.End), Problem: Malformed}
}

// AcceptAnnotation returns a with its analyst, label and time accepted, or the
// error of the first field that is refused.
func AcceptAnnotation(a model.Annotation) (model.Annotation, error) {
	label := string(a.Label)
	if err := accept(part{Analyst, &a.Analyst}, part{LabelKey, &label}); err != nil {
		return a, err
	}
	a.Label = model.LabelKey(label)
	var err error
	a.At, err = Time(a.At)
	return a, err
}

// AcceptNote returns n with all its fields accepted, except the target, or the
// error of the first field that is refused.
func AcceptNote(n model.Note) (model.Note, error) {
	err := accept(part{NoteID, &n.ID}, part{Analyst, &n.Analyst}, part{Note, &n.Text})
	if err == nil && !n.Grade.Valid() {
		err = &Error{Kind: Rating, Value: n.Grade.String(), Problem: Malformed}
	}
	for _, t := range []*time.Time{&n.Created, &n.Updated} {
		if err == nil {
			*t, err = Time(*t)
		}
	}
	return n, err
}

// AcceptIdentity returns info with its id, name and time of creation accepted, or
// the error of the first field that is refused. The time may be zero.
func AcceptIdentity(info model.ProjectInfo) (model.ProjectInfo, error) {
	err := accept(part{ProjectID, &info.ID}, part{Project, &info.Name})
	if err == nil && !info.Created.IsZero() {
		info.Created, err = Time(info.Created)
	}
	return info, err
}

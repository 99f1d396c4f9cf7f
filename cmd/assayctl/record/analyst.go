package record

import (
	"time"

	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Analyst is an analyst of a project, for JSON.
type Analyst struct {
	Name        string `json:"name"`   // what the analyst is called now
	Stored      string `json:"stored"` // the name under which the project stores the records
	ID          string `json:"id"`     // the same in all copies of the project
	Labels      int    `json:"labels"` // labelled sentences
	Notes       int    `json:"notes"`
	Phrases     int    `json:"phrases"` // given to sentences, articles and outlets
	First       string `json:"first"`   // time of the first change; "" if there are no changes
	Last        string `json:"last"`
	LayersShown bool   `json:"layersShown"` // whether the analyst sees the layers of the others
}

// AnalystsOf returns the analysts of a project, sorted by what they are called.
func AnalystsOf(p *storage.Project) ([]Analyst, error) {
	names, err := p.Names()
	if err != nil {
		return nil, err
	}
	ids, err := p.AnalystIDs()
	if err != nil {
		return nil, err
	}
	layers, err := p.Layers()
	if err != nil {
		return nil, err
	}
	all := []Analyst{}
	for _, stored := range names.All() {
		l := layers[stored]
		all = append(all, Analyst{
			Name: names.Shown(stored), Stored: stored, ID: ids[stored].String(),
			Labels: l.Labels, Notes: l.Records[record.Note], Phrases: l.Records[record.GivenKind],
			First: moment(l.First), Last: moment(l.Last), LayersShown: names.SeesAll(stored),
		})
	}
	return all, nil
}

// moment returns a time in UTC, or "" for the zero time.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

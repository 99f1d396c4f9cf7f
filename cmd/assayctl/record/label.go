package record

import (
	"time"

	"assay.app/assay/model"
)

// mostDigits is the number of labels that have a digit key.
const mostDigits = 9

// Label is a label of the codebook as "codebook --json" prints it.
type Label struct {
	Key             model.LabelKey `json:"key"`
	Name            string         `json:"name"`
	Letter          string         `json:"letter"`
	Digit           *int           `json:"digit"`
	Color           string         `json:"color"`
	Group           string         `json:"group"`
	Definition      string         `json:"definition"`
	Use             string         `json:"use"`
	Avoid           string         `json:"avoid"`
	Examples        []string       `json:"examples"`
	CounterExamples []string       `json:"counterExamples"`
	Retired         bool           `json:"retired"`
	Defined         *time.Time     `json:"defined"`
	Annotations     int            `json:"annotations"` // of all analysts
}

// LabelsOf returns the records of a codebook. used has the number of annotations by label.
func LabelsOf(book model.Codebook, used map[model.LabelKey]int) []Label {
	out := make([]Label, 0, len(book))
	digits := 0
	for _, l := range book {
		r := Label{
			Key: l.Key, Name: l.Name, Letter: l.Letter, Color: l.Color, Group: l.Group, Definition: l.Definition, Use: l.Use, Avoid: l.Avoid,
			Examples: append([]string{}, l.Examples...), CounterExamples: append([]string{}, l.CounterExamples...),
			Retired: l.Retired, Annotations: used[l.Key],
		}
		if !l.Retired && digits < mostDigits {
			digits++
			n := digits
			r.Digit = &n
		}
		if !l.Defined.IsZero() {
			at := l.Defined.UTC()
			r.Defined = &at
		}
		out = append(out, r)
	}
	return out
}

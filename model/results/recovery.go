package results

import "fmt"

// Recovery is the result of recovering a damaged project.
type Recovery struct {
	Saved   Recovered `json:"saved"`
	Lost    Recovered `json:"lost"`              // as far as the original contents are known
	Missing []string  `json:"missing,omitempty"` // what is missing or was repaired, one sentence for each
}

// Recovered counts what was saved or lost from a damaged project.
type Recovered struct {
	Articles    int `json:"articles"`
	Annotations int `json:"annotations"`
	Notes       int `json:"notes"`
	Changes     int `json:"changes"` // entries of the history
}

// maxMissing is the greatest number of sentences in Missing, not counting "and
// more".
const maxMissing = 1000

// Whole reports whether Missing is empty.
func (r Recovery) Whole() bool { return len(r.Missing) == 0 }

// Miss adds a sentence to Missing. After maxMissing sentences it adds "and more"
// once, and then nothing.
func (r *Recovery) Miss(format string, args ...any) {
	switch {
	case len(r.Missing) < maxMissing:
		r.Missing = append(r.Missing, fmt.Sprintf(format, args...))
	case len(r.Missing) == maxMissing:
		r.Missing = append(r.Missing, "and more")
	}
}

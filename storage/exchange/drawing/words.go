package drawing

import (
	"fmt"

	"assay.app/assay/model"
)

// Words are the words of a drawing.
type Words struct {
	Articles      string                  // the title of a drawing of articles
	NoOutlet      string                  // the name of the band of articles without an outlet
	Timed, NoZone string                  // in the key: a time, and one without a zone
	Day           string                  // in the key: a day without a time
	Version       string                  // in the key: a line to where the sentence is gone
	Stances       map[model.Stance]string // in the key
	Gone          string                  // before a date: "gone on"

	// Describe describes the drawing for a screen reader, given the numbers of marks and of
	// outlets, and the first and last day.
	Describe func(marks, outlets int, first, last string) string
	// Undated says that some articles or appearances have no date.
	Undated func(n int) string
	// Empty says that nothing has a date.
	Empty string
}

// English returns English words.
func English() Words {
	return Words{
		Articles: "Articles by time of publication",
		NoOutlet: "(no outlet)",
		Timed:    "time", NoZone: "time without a zone", Day: "day without a time", Version: "said until a later version",
		Stances: map[model.Stance]string{
			model.Asserts: "asserts", model.Attributes: "attributes", model.Denies: "denies", model.Doubts: "doubts",
		},
		Gone: "gone on",
		Describe: func(marks, outlets int, first, last string) string {
			return fmt.Sprintf("%s in %s, from %s to %s.", counted(marks, "mark"), counted(outlets, "band"), first, last)
		},
		Undated: func(n int) string { return fmt.Sprintf("without a date: %d", n) },
		Empty:   "Nothing has a date.",
	}
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

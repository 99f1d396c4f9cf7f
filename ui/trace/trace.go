// Package trace writes the state of the window, for tests that drive the window
// from outside and must know when it has responded.
package trace

import (
	"encoding/json"
	"io"
	"time"
)

// State is one line of a trace.
type State struct {
	Time      time.Time `json:"time"` // in UTC
	Project   string    `json:"project"`
	Article   string    `json:"article"`
	Unit      int       `json:"unit"`
	Sentence  string    `json:"sentence"`
	Label     string    `json:"label"`
	Suggested string    `json:"suggested"` // label for the current sentence
	Tagged    int       `json:"tagged"`
	Sentences int       `json:"sentences"`
	Total     int       `json:"total"`
	Notes     int       `json:"notes"`
	Articles  int       `json:"articles"`
	Saved     string    `json:"saved"`
	Writing   bool      `json:"writing"` // an entry has the focus
	Dialog    bool      `json:"dialog"`
	Focus     string    `json:"focus"` // accessible name of the focused object
	Objects   int       `json:"objects"`
	Places    int       `json:"places"` // number of readers
	Active    int       `json:"active"` // index of the reader that receives key presses
	Beside    string    `json:"beside"` // article in the other reader
	Caret     int       `json:"caret"`  // byte offset into the sentence being split; 0 if none is being split
	Notice    string    `json:"notice"` // in the status bar
	Found     string    `json:"found"`  // result in the search dialog, while it is open
	Hit       int       `json:"hit"`    // number of the current hit, from 1; 0 if there is none
	Held      int       `json:"held"`   // how often the key typed last has repeated
	Width     float32   `json:"width"`  // of the canvas
	Height    float32   `json:"height"`
	Offered   *Offered  `json:"offered"` // nil unless the import preview is open

	View       string `json:"view"`       // id of the command that shows the view
	Spoken     string `json:"spoken"`     // what is current in a view other than Read, for screen readers
	Statements int    `json:"statements"` // number of statements
	Mentions   int    `json:"mentions"`   // number of mentions, by all analysts
	Timeline   string `json:"timeline"`   // display of the timeline in Compare: statement, articles or list; "" if it is not shown
	Versions   int    `json:"versions"`   // number of versions of the open article; 1 if it has no others
	Left       int    `json:"left"`       // number of records left on earlier versions in the view Versions; -1 unless they are up to date
	Differs    int    `json:"differs"`    // number of sentences that differ in the view Versions; -1 unless they are up to date
	Judgements int    `json:"judgements"` // number of judgements that the analyst sees in the view Judgements; -1 unless it is up to date
	Cited      int    `json:"cited"`      // number of sentences that the current judgement cites there; -1 unless it is up to date
	Proposals  int    `json:"proposals"`  // number of proposals left in Compare; -1 unless they are up to date
}

// Offered holds the contents of the preview of an import.
type Offered struct {
	New     []string `json:"new"`     // headings of the articles that would be added
	Known   []string `json:"known"`   // headings of the other articles, most of which the project already has
	Refused []string `json:"refused"` // file name and reason
}

// Writer writes a trace, a JSON object on each line.
type Writer struct {
	to   *json.Encoder
	last State
}

// NewWriter returns a Writer that writes to the given io.Writer.
func NewWriter(to io.Writer) *Writer { return &Writer{to: json.NewEncoder(to)} }

// Write writes a line with the current time if the state differs from that of the
// last line. It ignores errors, because they must not stop the program.
func (w *Writer) Write(s State) {
	s.Time = time.Time{}
	if s == w.last {
		return
	}
	w.last = s
	s.Time = time.Now().UTC()
	_ = w.to.Encode(s)
}

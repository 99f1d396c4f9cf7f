package ui

import (
	"encoding/json"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// tracer writes what the screen says, for tests that drive the real window
// from outside and must know when it has answered. It is off unless asked for.
type tracer struct {
	to      *json.Encoder
	last    state
	offered *offered
}

// state is what a line of the trace holds.
type state struct {
	Time      string          `json:"time"`
	Project   string          `json:"project"`
	Article   model.ArticleID `json:"article"`
	Unit      int             `json:"unit"`
	Sentence  string          `json:"sentence"`
	Label     model.LabelKey  `json:"label"`
	Suggested model.LabelKey  `json:"suggested"` // for the current sentence
	Tagged    int             `json:"tagged"`
	Sentences int             `json:"sentences"`
	Total     int             `json:"total"`
	Notes     int             `json:"notes"`
	Articles  int             `json:"articles"`
	Saved     string          `json:"saved"`
	Writing   bool            `json:"writing"` // the keyboard is in an entry
	Dialog    bool            `json:"dialog"`
	Focus     string          `json:"focus"` // what has the keyboard, as a screen reader calls it
	Objects   int             `json:"objects"`
	Places    int             `json:"places"` // how many readers there are
	Active    int             `json:"active"` // which of them has the keys, from 0
	Beside    model.ArticleID `json:"beside"` // what is open in the other one
	Caret     int             `json:"caret"`  // in bytes of the sentence being split, 0 while none is
	Notice    string          `json:"notice"` // what the status bar says has happened
	Found     string          `json:"found"`  // what the search says it found, while it is open
	Hit       int             `json:"hit"`    // the number of the hit that one walked to, from 1; 0 while none is
	Held      int             `json:"held"`   // how often the key that is held down has repeated
	Width     float32         `json:"width"`  // of the window's canvas
	Height    float32         `json:"height"`
	Offered   *offered        `json:"offered"` // nil while it is not asked what to add
}

// offered is what the dialog before an import says can be added.
type offered struct {
	New     []string `json:"new"`     // headings of articles
	Known   []string `json:"known"`   // of those that are there already
	Refused []string `json:"refused"` // names of files, and why
	dialog  fyne.CanvasObject
}

// offer takes down what the dialog on top, which has just been opened, offers.
func (t *tracer) offer(w *Window, p *draft.Preview) {
	if t == nil {
		return
	}
	o := &offered{dialog: w.win.Canvas().Overlays().Top()}
	wanted := p.Wanted()
	for _, d := range p.Drafts {
		if len(wanted) > 0 && wanted[0] == d {
			o.New, wanted = append(o.New, d.Article.Heading()), wanted[1:]
			continue
		}
		o.Known = append(o.Known, d.Article.Heading())
	}
	for _, r := range p.Refused {
		o.Refused = append(o.Refused, words.FileName(r.Path)+": "+explain.Refusal(r).Why)
	}
	t.offered = o
	t.write(w)
}

func newTracer(to io.Writer) *tracer {
	if to == nil {
		return nil
	}
	return &tracer{to: json.NewEncoder(to)}
}

// watchEvery is how often the screen is looked at for what no event tells,
// such as a dialog that was closed.
const watchEvery = 25 * time.Millisecond

// watch keeps the trace up to date for as long as the window is there.
func (t *tracer) watch(w *Window) {
	if t == nil || w.closing {
		return
	}
	t.write(w)
	w.after(watchEvery, func() { t.watch(w) })
}

// write adds a line when anything has changed since the last one.
func (t *tracer) write(w *Window) {
	if t == nil {
		return
	}
	_, writing := w.win.Canvas().Focused().(interface{ SelectedText() string }) // an entry
	size := w.win.Canvas().Size()
	s := state{Dialog: w.dialogOpen(), Writing: writing, Held: w.held.repeats, Width: size.Width, Height: size.Height}
	if t.offered != nil && t.offered.dialog == w.win.Canvas().Overlays().Top() {
		s.Offered = t.offered
	}
	if a, ok := w.win.Canvas().Focused().(fyne.Accessible); ok {
		s.Focus = a.AccessibilityLabel()
	}
	if w.session != nil {
		total := w.session.Total()
		s.Project = w.project.Path()
		s.Articles, s.Total, s.Notes = w.session.Articles(), total.Tagged(), total.Notes
		s.Saved = w.status.SavedText()
		s.Unit, s.Label = w.session.Cursor(), w.session.Label()
		if found, ok := w.session.Suggestion(); ok {
			s.Suggested = found.Label
		}
		s.Objects = w.reader.Objects()
		s.Places, s.Active = w.session.Places(), w.session.Active()
		if s.Places > 1 {
			if other := w.session.DocumentAt(1 - s.Active); other != nil {
				s.Beside = other.ID
			}
		}
		if w.split != nil {
			s.Caret = w.split.at
		}
		s.Notice = w.status.Notice()
		s.Found = w.finding.Shown()
		if w.walk.on {
			s.Hit = w.finding.At() + 1
		}
		if doc := w.session.Document(); doc != nil {
			s.Article = doc.ID
			if u, ok := w.session.Current(); ok {
				s.Sentence = panel.Opening(u.Span.Of(doc.Text))
			}
			sum, _ := w.session.Summary(doc.ID)
			s.Tagged, s.Sentences = sum.Progress.Tagged(), sum.Progress.Sentences
		}
	}
	if s == t.last {
		return
	}
	t.last = s
	s.Time = time.Now().UTC().Format(time.RFC3339Nano)
	// A trace that cannot be written must not stop the work it looks at.
	_ = t.to.Encode(s)
}

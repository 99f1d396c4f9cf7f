package ui

import (
	"io"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/trace"
	"assay.app/assay/ui/words"
)

// tracer watches the window and writes its state to a trace. The methods of a nil
// tracer do nothing.
type tracer struct {
	to      *trace.Writer
	offered *trace.Offered
	dialog  fyne.CanvasObject // the preview that offered describes
}

// offer records the articles and the refused files listed in a preview. The preview
// must be the top dialog.
func (t *tracer) offer(w *Window, p *draft.Preview) {
	if t == nil {
		return
	}
	o := &trace.Offered{}
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
	t.offered, t.dialog = o, w.win.Canvas().Overlays().Top()
}

func newTracer(to io.Writer) *tracer {
	if to == nil {
		return nil
	}
	return &tracer{to: trace.NewWriter(to)}
}

// watchEvery is the interval at which the tracer looks for changes without a key or
// an event of the session. For example, a dialog can open without either.
const watchEvery = 25 * time.Millisecond

// watch writes the state at intervals until the window closes.
func (t *tracer) watch(w *Window) {
	if t == nil || w.closing {
		return
	}
	t.write(w)
	w.after(watchEvery, func() { t.watch(w) })
}

// write adds a line to the trace if the state of the window has changed.
func (t *tracer) write(w *Window) {
	if t == nil {
		return
	}
	focused, top, size := w.win.Canvas().Focused(), w.win.Canvas().Overlays().Top(), w.win.Canvas().Size()
	s := trace.State{Dialog: top != nil, Held: w.held.repeats, Width: size.Width, Height: size.Height}
	_, s.Writing = focused.(interface{ SelectedText() string }) // an entry has the focus
	if a, ok := focused.(fyne.Accessible); ok {
		s.Focus = a.AccessibilityLabel()
	}
	if t.offered != nil && t.dialog == top {
		s.Offered = t.offered
	}
	if w.session != nil {
		w.traceSession(&s)
	}
	t.to.Write(s)
}

// traceSession adds the state of the open project.
func (w *Window) traceSession(s *trace.State) {
	total := w.session.Total()
	s.Project = w.projects.Current().Path()
	s.Articles, s.Total, s.Notes = w.session.Articles(), total.Tagged(), total.Notes
	s.Saved = w.status.SavedText()
	s.Unit, s.Label = w.session.Cursor(), string(w.session.Label())
	if found, ok := w.session.Suggestion(); ok {
		s.Suggested = string(found.Label)
	}
	s.Objects = w.reading.Reader().Objects()
	s.Places, s.Active = w.session.Places(), w.session.Active()
	if s.Places > 1 {
		if other := w.session.DocumentAt(1 - s.Active); other != nil {
			s.Beside = string(other.ID)
		}
	}
	s.Caret = w.reading.Caret()
	s.Notice = w.status.Notice()
	s.Found, s.Hit = w.find.Status(), w.find.Hit()
	w.traceView(s)
	if doc := w.session.Document(); doc != nil {
		s.Article = string(doc.ID)
		if u, ok := w.session.Current(); ok {
			s.Sentence = panel.Opening(u.Span.Of(doc.Text))
		}
		sum, _ := w.session.Summary(doc.ID)
		s.Tagged, s.Sentences = sum.Progress.Tagged(), sum.Progress.Sentences
	}
}

// traceView adds the view that is shown, and the state of Compare.
func (w *Window) traceView(s *trace.State) {
	v := w.viewed()
	if s.View = string(v.id); v.spoken != nil {
		s.Spoken = v.spoken()
	}
	compared := w.session.Compared()
	s.Statements = len(compared.Statements.All())
	compared.Each(record.MentionKind, func(model.Key, any) { s.Mentions++ })
	s.Proposals, s.Timeline = w.compare.Proposals(), w.compare.Over()
	s.Left, s.Differs = w.versions.Counts()
	s.Judgements, s.Cited = w.judge.Counts()
	if doc := w.session.Document(); doc != nil {
		s.Versions = max(1, len(w.session.Versions(doc.ID)))
	}
}

package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/words"
)

// Spoken makes the current sentence available to screen readers: its text, labels, notes
// and phrases, and with the first sentence also the phrases on the article and its outlet.
// Fyne exposes containers to screen readers, but not the contents of
// scrollers and widgets, in which the sentence is drawn. This object draws nothing
// and is in the outermost container of the window.
type Spoken struct {
	widget.BaseWidget
	session *session.Session
	text    string
	// Instead, if set, returns the text to speak in place of the sentence, or "".
	Instead func() string
}

var (
	_ fyne.Widget     = (*Spoken)(nil)
	_ fyne.Accessible = (*Spoken)(nil)
)

// NewSpoken returns a Spoken for a session.
func NewSpoken(s *session.Session) *Spoken {
	sp := &Spoken{session: s}
	sp.ExtendBaseWidget(sp)
	sp.Update()
	return sp
}

// AccessibilityLabel implements fyne.Accessible.
func (sp *Spoken) AccessibilityLabel() string { return sp.text }

// AccessibilityRole implements fyne.Accessible.
func (sp *Spoken) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (sp *Spoken) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// Update sets the text to the current sentence with its label and notes.
func (sp *Spoken) Update() {
	if text := sp.words(); text != sp.text {
		sp.text = text
		sp.Refresh()
	}
}

func (sp *Spoken) words() string {
	if sp.Instead != nil {
		if said := sp.Instead(); said != "" {
			return said
		}
	}
	s := sp.session
	doc := s.Document()
	if doc == nil {
		return lang.L("No article is open.")
	}
	u, ok := s.Current()
	if !ok {
		return lang.L("This article has no sentences.")
	}
	if selected := s.Selected(); selected != nil {
		return words.N("{{.Count}} sentences selected: {{.Text}}", len(selected), map[string]any{"Text": s.Selection().Of(doc.Text)})
	}
	if span := s.Selection(); span.Len() > 0 {
		return lang.L("Selected: {{.Text}}", map[string]any{"Text": span.Of(doc.Text)})
	}
	text := u.Span.Of(doc.Text)
	if u.Kind != model.UnitSentence {
		return lang.L("Excluded: {{.Text}}", map[string]any{"Text": text})
	}
	label := lang.L("untagged")
	if l, ok := s.Codebook().Find(s.Label()); ok {
		label = words.LabelName(l)
	}
	if found, ok := s.Suggestion(); ok {
		l, _ := s.Codebook().Find(found.Label)
		label = lang.L("untagged, {{.Label}} suggested", map[string]any{"Label": l.Name})
	}
	index, count := place(doc, s.Cursor())
	said := []string{lang.L("Sentence {{.Index}} of {{.Count}}, {{.Label}}: {{.Text}}", map[string]any{
		"Index": index + 1, "Count": count, "Label": label, "Text": text,
	})}
	for _, a := range s.OthersOn(doc, u.Span) {
		if l, ok := s.Codebook().Find(a.Label); ok {
			said = append(said, lang.L("{{.Label}} by {{.Analyst}}", map[string]any{"Label": l.Name, "Analyst": s.Called(a.Analyst)}))
		}
	}
	for _, n := range s.NotesOn(doc, model.OnSentence(doc.ID, u.Span)) {
		said = append(said, lang.L("Note by {{.Analyst}}: {{.Text}}", map[string]any{"Analyst": s.Called(n.Analyst), "Text": n.Text}))
	}
	said = append(said, sp.sources(doc, u.Span)...)
	said = append(said, sp.phrases(session.SentenceScope)...)
	if index == 0 {
		said = append(said, spokenOn(lang.L("Article"), sp.phrases(session.ArticleScope))...)
		said = append(said, spokenOn(lang.L("Outlet"), sp.phrases(session.OutletScope))...)
	}
	return strings.Join(said, "\n")
}

// sources returns lines that say who says the current sentence, and which grade it has.
func (sp *Spoken) sources(doc *model.Document, sentence model.Span) (lines []string) {
	s := sp.session
	said := func(a *record.Attribution) string { return s.Voices().Called(a) + ", " + aboutVoice(s, a) }
	if own := s.Attribution(); own != nil {
		lines = append(lines, lang.L("Said by {{.Voice}}", map[string]any{"Voice": said(own)}))
	} else if voice := proposedVoice(s, s.Cursor()); voice != "" {
		lines = append(lines, lang.L("Proposed speaker: {{.Voice}}", map[string]any{"Voice": voice}))
	}
	for _, a := range s.OthersAttributions() {
		lines = append(lines, lang.L("Said by {{.Voice}}, according to {{.Analyst}}", map[string]any{"Voice": said(a), "Analyst": s.Called(a.Analyst)}))
	}
	for _, line := range mentionLines(s, doc, sentence) {
		lines = append(lines, lang.L("Mention: {{.Text}}", map[string]any{"Text": line}))
	}
	if f := s.InForce(doc, sentence); !f.Grade.IsZero() {
		lines = append(lines, lang.L("Grade: {{.Grade}}", map[string]any{"Grade": InForceTip(f, record.GradedSentence)}))
	}
	for _, g := range s.OthersGrades() {
		lines = append(lines, lang.L("{{.Level}} graded by {{.Analyst}}: {{.Grade}}", map[string]any{
			"Level": words.Graded(g.On), "Analyst": s.Called(g.Analyst), "Grade": words.Grade(g.Grade),
		}))
	}
	return lines
}

// spokenOn puts before lines what they are about. It returns no line if there is none.
func spokenOn(what string, lines []string) []string {
	if len(lines) > 0 {
		lines[0] = what + ": " + lines[0]
	}
	return lines
}

// phrases returns a line with the analyst's phrases, and one for each other analyst whose
// phrases are seen.
func (sp *Spoken) phrases(scope session.Scope) (lines []string) {
	joined := func(list []model.Phrase) string {
		var all []string
		for _, p := range list {
			all = append(all, p.Name)
		}
		return strings.Join(all, ", ")
	}
	s := sp.session
	if own := s.PhrasesOn(scope); len(own) > 0 {
		lines = append(lines, lang.L("Phrases: {{.Text}}", map[string]any{"Text": joined(own)}))
	}
	for _, layer := range s.OthersPhrasesOn(scope) {
		lines = append(lines, lang.L("Phrases by {{.Analyst}}: {{.Text}}", map[string]any{"Analyst": s.Called(layer.Analyst), "Text": joined(layer.Phrases)}))
	}
	return lines
}

package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/words"
)

// grades shows the grade in force for the current sentence and where its letter comes from,
// and the grades of the sentence, its voice, its article and its outlet, each with its basis
// and date. If the layers of others are shown, their grades follow.
type grades struct {
	content *fyne.Container
	session *session.Session
	chip    *gradeChip
	force   *widget.Label // the grade in force, in words
	from    *widget.Label // where its letter comes from
	levels  *details
	grade   *action // starts grading
	checks  *action // opens the checklist
	now     grading.InForce
}

func newGrades(s *session.Session, tips *Tips, grade, checklist func()) *grades {
	g := &grades{session: s, force: widget.NewLabel(""), from: caption(), levels: newDetails()}
	g.chip = newGradeChip(tips, func() string { return InForceTip(g.now, record.GradedSentence) }, grade)
	g.force.Wrapping = fyne.TextWrapWord
	g.grade = newAction("", theme.DocumentCreateIcon(), grade)
	g.checks = newAction("", theme.CheckButtonCheckedIcon(), checklist)
	chip := container.NewPadded(container.NewCenter(g.chip))
	g.content = container.NewVBox(container.NewBorder(nil, nil, chip, nil, g.force), g.from, g.levels.content, g.grade, g.checks)
	return g
}

func (g *grades) setKey(key string) { g.grade.SetText(withKey(lang.L("Grade…"), key)) }

// show shows the grades of a sentence of the open article. Of several selected sentences,
// it shows those that they have in common.
func (g *grades) show(doc *model.Document, sentence model.Span, several bool) {
	s := g.session
	g.now = s.InForce(doc, sentence)
	if several {
		g.now = grading.Of(s.GradeOf)
	}
	g.chip.set(g.now.Grade.String(), g.now.Letter == nil || g.now.From == record.GradedSentence)
	setText(g.force, words.Grade(g.now.Grade))
	setText(g.from, whence(g.now.From, record.GradedSentence))
	g.levels.show(append(g.each(), g.others()...))
	g.checks.SetText(checklistText(lang.L("Checklist"), s.ChecklistOf(record.GradedSentence)))
}

// setText sets the text of a label, and hides the label if the text is empty.
func setText(l *widget.Label, text string) {
	if text != l.Text {
		l.SetText(text)
	}
	l.Hidden = text == ""
}

// whence says where a letter comes from, unless it is from what it applies to.
func whence(from, to record.Graded) string {
	switch {
	case from == to:
		return ""
	case from == record.GradedVoice:
		return lang.L("The letter comes from the voice.")
	case from == record.GradedArticle:
		return lang.L("The letter comes from the article.")
	case from == record.GradedOutlet:
		return lang.L("The letter comes from the outlet.")
	}
	return ""
}

// dated returns the basis of a grade, and when it was given.
func dated(r *record.Grade) string {
	var parts []string
	if r.Basis != "" {
		parts = append(parts, lang.L("Why: {{.Basis}}", map[string]any{"Basis": r.Basis}))
	}
	if !r.At.IsZero() {
		parts = append(parts, words.Moment(r.At.Local()))
	}
	return strings.Join(parts, " · ")
}

// each returns the grades of the sentence, its voice, its article and its outlet in words, or
// nothing if none has a grade.
func (g *grades) each() (all []detail) {
	s, graded := g.session, false
	for _, on := range []record.Graded{record.GradedSentence, record.GradedVoice, record.GradedArticle, record.GradedOutlet} {
		if on == record.GradedOutlet && s.Document().Metadata.Outlet == "" || on == record.GradedVoice && s.Attribution() == nil {
			continue
		}
		var r record.Grade
		if own := s.GradeOf(on); own != nil {
			r, graded = *own, true
		}
		text := words.Grade(r.Grade)
		if on == record.GradedSentence {
			text = sentenceGrade(r.Grade)
		}
		if g.now.Letter != nil && g.now.From == on && on != record.GradedSentence {
			text = lang.L("{{.Grade}} (applies)", map[string]any{"Grade": text})
		}
		all = append(all, detail{words.Graded(on), words.Lines(text, dated(&r))})
	}
	if !graded {
		return nil
	}
	return all
}

// others returns the grades of other analysts that are shown.
func (g *grades) others() (all []detail) {
	for _, r := range g.session.OthersGrades() {
		all = append(all, detail{g.session.Called(r.Analyst), words.Lines(words.Graded(r.On)+" "+words.Grade(r.Grade), dated(r))})
	}
	return all
}

// sentenceGrade describes both halves of the grade of a sentence, including missing ones.
func sentenceGrade(g model.Grade) string {
	source, information := lang.L("no letter"), lang.L("not rated")
	if g.IsZero() {
		return words.Grade(g)
	}
	if g.Source != "" {
		source = g.Source + ": " + words.Reliability(g.Source)
	}
	if g.Information != "" {
		information = g.Information + ": " + words.Credibility(g.Information)
	}
	return source + ", " + information
}

// InForceTip returns the tooltip for a grade in force: its wording, where its letter comes
// from, and why it was given.
func InForceTip(f grading.InForce, to record.Graded) string {
	texts := []string{words.Grade(f.Grade)}
	if f.Letter != nil {
		texts = append(texts, whence(f.From, to), dated(f.Letter))
	}
	if f.Digit != nil && f.Digit != f.Letter {
		texts = append(texts, dated(f.Digit))
	}
	return words.Lines(texts...)
}

// checklistText returns the text of the button that opens a checklist, with the number of
// answers.
func checklistText(title string, c *record.Checklist) string {
	if c == nil {
		return title + "…"
	}
	established := 0
	for _, answer := range c.Found {
		if answer == model.EstablishedFully {
			established++
		}
	}
	return title + ": " + lang.L("{{.Answered}} of {{.All}} looked at, {{.Established}} established", map[string]any{
		"Answered": len(c.Found), "All": len(model.Pillars()), "Established": established,
	})
}

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

// grades shows the grade in force for the current sentence, where its letter comes from and
// why, and the grades of the sentence, its voice, its article and its outlet.
type grades struct {
	content *fyne.Container
	session *session.Session
	chip    *gradeChip
	force   *widget.Label // the grade in force, in words
	from    *widget.Label // where its letter comes from, why, and when it was given
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
	setText(g.from, g.source())
	g.levels.show(g.each())
	g.checks.SetText(checklistText(lang.L("Checklist"), s.ChecklistOf(record.GradedSentence)))
}

// setText sets the text of a label, and hides the label if the text is empty.
func setText(l *widget.Label, text string) {
	if text != l.Text {
		l.SetText(text)
	}
	l.Hidden = text == ""
}

// source returns a text that says where the letter in force comes from, why it was given, and
// when.
func (g *grades) source() string {
	var lines []string
	if g.now.Letter != nil {
		lines = append(lines, whence(g.now.Letter, g.now.From, record.GradedSentence))
	}
	if g.now.Digit != nil && g.now.Digit != g.now.Letter {
		lines = append(lines, dated(g.now.Digit))
	}
	return strings.Join(lines, "\n")
}

// whence returns a text that says why a letter was given, and when. If the letter is
// inherited, the text begins with where it comes from.
func whence(r *record.Grade, from, to record.Graded) string {
	text := dated(r)
	if from == to {
		return text
	}
	where := ""
	switch from {
	case record.GradedVoice:
		where = lang.L("The letter comes from the voice.")
	case record.GradedArticle:
		where = lang.L("The letter comes from the article.")
	case record.GradedOutlet:
		where = lang.L("The letter comes from the outlet.")
	default:
		return text
	}
	return where + "\n" + text
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

// each returns the grades of the sentence, its voice, its article and its outlet in words.
func (g *grades) each() (all []detail) {
	s := g.session
	for _, on := range []record.Graded{record.GradedSentence, record.GradedVoice, record.GradedArticle, record.GradedOutlet} {
		if on == record.GradedOutlet && s.Document().Metadata.Outlet == "" || on == record.GradedVoice && s.Attribution() == nil {
			continue
		}
		var grade model.Grade
		if r := s.GradeOf(on); r != nil {
			grade = r.Grade
		}
		text := words.Grade(grade)
		if on == record.GradedSentence {
			text = sentenceGrade(grade)
		}
		if g.now.Letter != nil && g.now.From == on {
			text += " ←"
		}
		all = append(all, detail{words.Graded(on), text})
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
	text := words.Grade(f.Grade)
	if f.Letter != nil {
		text += "\n" + whence(f.Letter, f.From, to)
	}
	if f.Digit != nil && f.Digit != f.Letter {
		text += "\n" + dated(f.Digit)
	}
	return strings.TrimSpace(text)
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

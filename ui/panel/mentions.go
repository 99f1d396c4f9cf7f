package panel

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/words"
)

// mentions lists the statements that the current sentence is a mention of.
type mentions struct {
	content *fyne.Container
	session *session.Session
	list    *widget.Label
	add     *action
}

func newMentions(s *session.Session, add func()) *mentions {
	m := &mentions{session: s, list: caption()}
	m.add = newAction("", theme.ContentAddIcon(), add)
	m.content = container.NewVBox(m.list, m.add)
	return m
}

func (m *mentions) setKey(add string) { m.add.SetText(withKey(lang.L("Add to a statement…"), add)) }

// show lists the mentions in a sentence, and returns how many there are, as text, or "".
func (m *mentions) show(doc *model.Document, sentence model.Span) (count string) {
	lines := mentionLines(m.session, doc, sentence)
	setText(m.list, strings.Join(lines, "\n"))
	if len(lines) == 0 {
		return ""
	}
	return words.Number(len(lines))
}

// mentionLines describes the mentions in a sentence that the analyst sees, those of the analyst
// first.
func mentionLines(s *session.Session, doc *model.Document, sentence model.Span) []string {
	var own, others []string
	for _, m := range record.Mentioned(doc, sentence) {
		line := lang.L("{{.Stance}} “{{.Text}}”", map[string]any{"Stance": words.Stance(m.Stance), "Text": s.Compared().Statements.Called(m)})
		if text := life(s, doc, sentence); text != "" {
			line += " · " + text
		}
		switch {
		case m.Analyst == s.Analyst():
			own = append(own, line)
		case s.Sees(m.Analyst):
			others = append(others, s.Called(m.Analyst)+" · "+line)
		}
	}
	slices.Sort(own)
	slices.Sort(others)
	return append(own, others...)
}

// life returns since when and until when the versions of an article have a sentence, or "" if
// that is unknown or the sentence is only in this version.
func life(s *session.Session, doc *model.Document, sentence model.Span) string {
	if doc != s.Document() {
		return ""
	}
	of, known := s.Life(sentence)
	if !known {
		return ""
	}
	version := func(id model.ArticleID) words.Version {
		sum, _ := s.Summary(id)
		return words.Version{Known: true, Published: sum.Metadata.Published}
	}
	switch {
	case of.Gone != "":
		return words.Life(version(of.First), version(of.Gone))
	case of.First != doc.ID:
		return words.Life(version(of.First), words.Version{})
	default:
		return ""
	}
}

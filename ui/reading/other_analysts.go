package reading

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/reader"
	"assay.app/assay/ui/words"
)

// The labels of other analysts
//
// List, status bar and colours show the labels of one analyst. That there are
// others, and how many labels they have, is said above the list; a command
// shows them in the right margin of the readers.

// othersToggle shows the labels of others, and hides them.
func (w *Window) othersToggle() *command.Command {
	return &command.Command{
		ID: "view.others", Title: lang.L("Labels by Other Analysts"), Group: command.View, Section: command.MarginSection,
		Keys:     []command.Key{command.Rune('l')},
		Disabled: w.needProject, Run: w.toggleOthers,
	}
}

func (w *Window) toggleOthers() {
	w.prefs.SetOthers(!w.prefs.Others)
	for i := range w.session.Places() {
		if w.session.DocumentAt(i) != nil {
			w.leaves[i].reader.Restructure(w.view(i), w.session.CursorAt(i))
		}
	}
	w.sayWhose()
	key := map[string]any{"Key": w.keyOf("view.others")}
	switch {
	case w.othersCount() == 0:
		w.status.SetNotice(lang.L("There are no labels by other analysts."))
	case w.prefs.Others:
		w.status.SetNotice(lang.L("Labels by other analysts are shown in the right margin. Press {{.Key}} to hide them.", key))
	default:
		w.status.SetNotice(lang.L("Labels by other analysts are hidden. Press {{.Key}} to show them.", key))
	}
}

// othersOn returns the labels of others on a sentence for the reader's margin.
func (w *Window) othersOn(doc *model.Document, sentence model.Span) []reader.OtherMark {
	if !w.prefs.Others {
		return nil
	}
	own, labelled := doc.Annotation(sentence, w.session.Analyst())
	var out []reader.OtherMark
	for _, a := range w.session.OthersOn(doc, sentence) {
		if l, ok := w.session.Codebook().Find(a.Label); ok {
			out = append(out, reader.OtherMark{
				Letter: l.Letter, Color: look.Hex(l.Color), Who: a.Analyst,
				Differs: labelled && own.Label != a.Label,
			})
		}
	}
	return out
}

// others returns the other analysts with labels, or none where that cannot be
// read: what is damaged is said when an article is opened.
func (w *Window) others() []session.Annotator {
	list, err := w.session.Others()
	if err != nil {
		return nil
	}
	return list
}

func (w *Window) othersCount() (labels int) {
	for _, a := range w.others() {
		labels += a.Labels
	}
	return labels
}

// othersText says how many labels others have, and how to see them; "" where
// there are none.
func (w *Window) othersText() string {
	list := w.others()
	if len(list) == 0 {
		return ""
	}
	who := list[0].Name
	if len(list) > 1 {
		who = words.N("{{.Count}} other analysts", len(list))
	}
	text := words.N("There are {{.Count}} labels by {{.Who}}.", w.othersCount(), map[string]any{"Who": who})
	if w.prefs.Others {
		return text
	}
	return text + " " + lang.L("Press {{.Key}} to show them in the margin.", map[string]any{"Key": w.keyOf("view.others")})
}

// sayWhose says above the list whose labels are shown, if that is in question:
// where others have some, or the labels stand under a name that was changed
// since.
func (w *Window) sayWhose() {
	text, others := "", w.othersText()
	if name := w.session.Analyst(); others != "" || name != w.prefs.Analyst {
		text = lang.L("Labels shown: {{.Analyst}}.", map[string]any{"Analyst": name})
	}
	if others != "" {
		text += " " + others
	}
	w.corpus.SetWhose(text)
}

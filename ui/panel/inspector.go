package panel

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/words"
)

// Inspector shows the current sentence, the article and its outlet, and lets the
// analyst write notes on them.
type Inspector struct {
	Content fyne.CanvasObject

	// OnTag is called with the key of a label that was clicked, or "" to clear the
	// label.
	OnTag func(model.LabelKey)
	// OnToggleAside is called to set the current unit aside or to restore it.
	OnToggleAside func()
	// OnCorrect is called to edit the article's metadata.
	OnCorrect func()
	// OnLeave is called when the article should receive key presses again.
	OnLeave func()
	// OnWriting is called when a note gets or loses the focus, if it is set.
	OnWriting func(bool)
	// OnAccept is called to accept the label suggested for the current sentence.
	OnAccept func()
	// OnNoteSelected is called to write a note on all selected sentences.
	OnNoteSelected func()
	// OnWrite is called before a note gets the focus, so that the inspector can be
	// shown.
	OnWrite func()
	// OnPhrase is called to give a phrase, and OnFindPhrase to find what has one from the
	// analyst who works, or from another one, who is called by.
	OnPhrase     func(session.Scope)
	OnFindPhrase func(p model.Phrase, by string)
	// OnGrade is called to start grading, OnChecklist to fill in a checklist, OnAttribute to
	// attribute the sentence, and OnUnattribute to remove the attribution.
	OnGrade       func(record.Graded)
	OnChecklist   func(record.Graded)
	OnAttribute   func()
	OnUnattribute func()
	// OnMention is called to add the sentence to a statement.
	OnMention func()
	// OnAttach is called to put detached labels, notes and phrases back on sentences.
	OnAttach func()
	// OnHistory is called to show the history.
	OnHistory func()
	// OnError is called when an operation of the session fails.
	OnError func(error)

	session *session.Session
	focus   func(fyne.Focusable)
	keys    InspectorKeys

	tips     *Tips
	heading  *widget.Label
	labels   *labelList
	meaning  *widget.Label // the definitions of the labels that the sentence has
	who      *widget.Label
	suggests *suggested
	aside    *action
	history  *widget.Label
	allOf    *action // opens the history
	name     *widget.Label
	about    *details
	loose    *widget.Label // the labels, notes and phrases that are detached
	attach   *action       // puts them back
	outlet   *widget.Label
	sections struct{ sentence, article, outlet *notes }
	phrases  struct{ sentence, article, outlet *phrases }
	said     *attribution
	mentions *mentions
	versions *versions
	grades   *grades
	checks   *action // opens the checklist of the article
	folds    struct{ said, mentions, grades, versions, history, article, outlet *fold }
	body     *fyne.Container
	scroll   *container.Scroll
}

// panePadding is the padding of a pane, in device-independent pixels.
const panePadding = 8

// NewInspector returns the inspector of a session. It calls focus to focus a
// widget, and shortcut for the shortcuts pressed in a note.
func NewInspector(s *session.Session, tips *Tips, focus func(fyne.Focusable), shortcut Shortcut) *Inspector {
	in := &Inspector{session: s, focus: focus, tips: tips}
	in.heading = title("")
	in.labels = newLabelList()
	in.meaning = caption()
	in.who = caption()
	in.suggests = newSuggested(func() { in.OnAccept() })
	in.aside = newAction("", theme.VisibilityOffIcon(), func() { in.OnToggleAside(); in.OnLeave() })
	in.history = caption()
	in.allOf = newAction("", theme.HistoryIcon(), func() { in.OnHistory() })
	in.name = title("")
	in.about = newDetails()
	in.loose = caption()
	in.attach = newAction(lang.L("Move to the nearest sentences"), theme.ContentUndoIcon(), func() { in.OnAttach(); in.OnLeave() })
	in.outlet = title("")
	actions := noteActions{
		write: func(id string, t model.NoteTarget, text string) { in.refused(s.WriteNote(id, t, text)) },
		grade: func(id string, t model.NoteTarget, g model.Grade) { in.refused(s.GradeNote(id, t, g)) },
		remove: func(id string, t model.NoteTarget) {
			in.report(s.DeleteNote(id, t))
			in.OnLeave()
		},
		leave: func() { in.OnLeave() },
		typed: shortcut, called: s.Called, own: func(n model.Note) bool { return n.Analyst == s.Analyst() },
		tips: tips,
		writing: func(on bool) {
			if in.OnWriting != nil {
				in.OnWriting(on)
			}
		},
	}
	in.sections.sentence = newNotes(lang.L("Add note"), actions, s.NewNoteID, focus)
	in.sections.sentence.add.tapped = func() {
		if in.session.Selected() != nil {
			in.OnNoteSelected()
			return
		}
		in.sections.sentence.write(true)
	}
	in.sections.article = newNotes(lang.L("Add note on article"), actions, s.NewNoteID, focus)
	in.sections.outlet = newNotes(lang.L("Add note on outlet"), actions, s.NewNoteID, focus)

	in.phrases.sentence = in.newPhrases(session.SentenceScope, lang.L("Add phrase"), tips)
	in.phrases.article = in.newPhrases(session.ArticleScope, lang.L("Add phrase to article"), tips)
	in.phrases.outlet = in.newPhrases(session.OutletScope, lang.L("Add phrase to outlet"), tips)

	in.said = newAttribution(s, func() { in.OnAttribute() }, func() { in.OnUnattribute() })
	in.mentions = newMentions(s, func() { in.OnMention() })
	in.grades = newGrades(s, tips, func() { in.OnGrade(record.GradedSentence) }, func() { in.OnChecklist(record.GradedSentence) })
	in.checks = newAction("", theme.CheckButtonCheckedIcon(), func() { in.OnChecklist(record.GradedArticle) })

	relaid := func() { in.body.Refresh() }
	correct := newAction(lang.L("Edit details…"), theme.DocumentCreateIcon(), func() { in.OnCorrect() })
	in.folds.said = newFold("voice", lang.L("Who says it"), in.said.content, relaid)
	in.folds.mentions = newFold("statements", lang.L("Statements"), in.mentions.content, relaid)
	in.folds.grades = newFold("grade", lang.L("Grade"), in.grades.content, relaid)
	in.versions = newVersions()
	in.folds.versions = newFold("versions", lang.L("Versions"), in.versions.content, relaid)
	in.folds.history = newFold("history", lang.L("History"), container.NewVBox(in.history, in.allOf), relaid)
	in.folds.article = newFold("article", lang.L("Article"), container.NewVBox(
		in.name, in.about.content, correct, in.checks, in.loose, in.attach, in.phrases.article.content, in.sections.article.content,
	), relaid)
	in.folds.outlet = newFold("outlet", lang.L("Outlet"), container.NewVBox(in.outlet, in.phrases.outlet.content, in.sections.outlet.content), relaid)
	in.body = container.NewVBox(
		in.heading, in.labels.content, in.meaning, in.suggests, in.who, in.phrases.sentence.content, in.sections.sentence.content, in.aside,
		in.folds.said.content, in.folds.grades.content, in.folds.mentions.content, in.folds.versions.content, in.folds.article.content, in.folds.outlet.content, in.folds.history.content,
	)
	// The scroll bar lies in the padding at the right.
	in.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(panePadding, panePadding, panePadding, panePadding+2), in.body))
	in.Content = in.scroll
	in.Refresh()
	return in
}

// SetFolds makes the sections as they were last, and remembers how they are.
func (in *Inspector) SetFolds(folds Folds) {
	for _, f := range []*fold{in.folds.said, in.folds.mentions, in.folds.grades, in.folds.versions, in.folds.history, in.folds.article, in.folds.outlet} {
		f.use(folds)
	}
}

// InspectorKeys holds the keys shown in the inspector. An unbound key is "".
type InspectorKeys struct {
	Labels                                func(model.LabelKey) string
	History, Aside                        string
	NoteSentence, NoteArticle, NoteOutlet string
	Phrase, PhraseArticle, PhraseOutlet   string
	Accept, Why                           string // for suggestions
	Grade, Attribute, Unattribute         string
	Mention                               string
}

// SetKeys sets the keys shown in the inspector, and shows the labels of the present
// codebook.
func (in *Inspector) SetKeys(keys InspectorKeys) {
	in.keys = keys
	in.allOf.SetText(withKey(lang.L("Full history…"), keys.History))
	in.sections.sentence.setKey(keys.NoteSentence)
	in.sections.article.setKey(keys.NoteArticle)
	in.sections.outlet.setKey(keys.NoteOutlet)
	in.phrases.sentence.setKey(keys.Phrase)
	in.phrases.article.setKey(keys.PhraseArticle)
	in.phrases.outlet.setKey(keys.PhraseOutlet)
	in.grades.setKey(keys.Grade)
	in.said.setKeys(keys.Attribute, keys.Unattribute)
	in.mentions.setKey(keys.Mention)
	in.labels.set(in.session.Codebook(), keys.Labels, in.tips, in.tag)
	in.RefreshSentence()
}

// tag gives the current sentence a label, or clears the label if the sentence has it.
func (in *Inspector) tag(key model.LabelKey) {
	if in.session.Label() == key {
		key = ""
	}
	in.OnTag(key)
}

// withKey appends a key in parentheses to a text, unless the key is "".
func withKey(text, key string) string {
	if key == "" {
		return text
	}
	if word := []rune(key); unicode.IsLetter(word[0]) && unicode.IsLetter(word[len(word)-1]) {
		return text + "  (" + key + ")" // no spaces inside the parentheses, so that no line ends there in a narrow pane
	}
	return text + "  ( " + key + " )"
}

func title(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.TextStyle.Bold = true
	l.Wrapping = fyne.TextWrapWord
	return l
}

func caption() *widget.Label {
	l := widget.NewLabel("")
	l.SizeName = theme.SizeNameCaptionText
	l.Wrapping = fyne.TextWrapWord
	return l
}

func (in *Inspector) report(err error) {
	if err != nil && in.OnError != nil {
		in.OnError(err)
	}
}

// refused reports err and shows the saved state again. It does nothing if err is
// nil.
func (in *Inspector) refused(err error) {
	if err != nil {
		in.report(err)
		in.forget()
		in.Refresh()
	}
}

// Writes reports whether f is a field of a note or a button that adds a note.
func (in *Inspector) Writes(f fyne.Focusable) bool {
	for _, n := range []*notes{in.sections.sentence, in.sections.article, in.sections.outlet} {
		if f == fyne.Focusable(n.add) {
			return true
		}
		for _, b := range n.boxes {
			if f == fyne.Focusable(b.text) || f == fyne.Focusable(b.source) || f == fyne.Focusable(b.info) {
				return true
			}
		}
	}
	return false
}

// forget hides all notes. Refresh then shows those that exist.
func (in *Inspector) forget() {
	for _, n := range []*notes{in.sections.sentence, in.sections.article, in.sections.outlet} {
		n.show(0)
	}
}

// Refresh updates everything in the inspector.
func (in *Inspector) Refresh() {
	doc := in.session.Document()
	if doc == nil {
		in.body.Hide()
		return
	}
	in.body.Show()
	in.RefreshSentence()
	in.name.SetText(doc.Metadata.Title)
	in.name.Hidden = doc.Metadata.Title == ""
	in.about.show(describe(doc.Article))
	in.showVersions(doc)
	in.checks.SetText(checklistText(lang.L("Checklist for article"), in.session.ChecklistOf(record.GradedArticle)))
	in.showDetached()
	in.setNotes(in.sections.article, model.OnArticle(doc.ID))
	in.phrases.article.refresh(in.session)
	in.folds.article.count(in.sections.article)
	in.folds.outlet.content.Hidden = doc.Metadata.Outlet == ""
	if doc.Metadata.Outlet != "" {
		in.outlet.SetText(doc.Metadata.Outlet)
		in.setNotes(in.sections.outlet, model.OnOutlet(doc.Metadata.Outlet))
		in.phrases.outlet.refresh(in.session)
		in.folds.outlet.count(in.sections.outlet)
	}
	in.body.Refresh()
}

// RefreshSentence updates everything about the current sentence.
func (in *Inspector) RefreshSentence() {
	doc := in.session.Document()
	u, ok := in.session.Current()
	if doc == nil || !ok {
		in.heading.SetText(lang.L("No sentence selected"))
		return
	}
	sentence := u.Kind == model.UnitSentence
	if sentence {
		index, count := place(doc, in.session.Cursor())
		in.heading.SetText(lang.L("Sentence {{.Index}} of {{.Count}}", map[string]any{"Index": index + 1, "Count": count}))
		in.aside.SetText(withKey(lang.L("Exclude from tagging"), in.keys.Aside))
		in.aside.SetIcon(theme.VisibilityOffIcon())
	} else {
		in.heading.SetText(lang.L("Excluded: {{.Text}}", map[string]any{"Text": asideName(u.Kind)}))
		in.aside.SetText(withKey(lang.L("Include again"), in.keys.Aside))
		in.aside.SetIcon(theme.VisibilityIcon())
	}
	selected := in.session.Selected()
	if selected != nil {
		in.heading.SetText(words.N("{{.Count}} sentences selected", len(selected)))
		sentence = in.session.SentencesActed() > 0
	}
	in.labels.update(in.session.Label(), !sentence)
	// Of several sentences, only what they have in common is shown.
	if selected != nil {
		in.suggests.showSeveral(in.session, selected, in.keys.Accept)
	} else {
		in.suggests.show(in.session, in.keys.Accept, in.keys.Why)
	}
	if text := in.meanings(doc, u.Span); text != in.meaning.Text {
		in.meaning.SetText(text)
	}
	in.meaning.Hidden = in.meaning.Text == "" || selected != nil
	in.who.SetText(in.annotators(doc, u.Span))
	in.who.Hidden = in.who.Text == "" || selected != nil
	in.history.SetText(in.sentenceHistory())
	in.history.Hidden = in.history.Text == "" || selected != nil
	in.refreshSources(doc, u.Span, sentence, selected != nil)
	in.versions.sentence(u.Span)
	in.phrases.sentence.content.Hidden = !sentence
	in.phrases.sentence.refresh(in.session)
	in.sections.sentence.list.Hidden = selected != nil
	in.setNotes(in.sections.sentence, model.OnSentence(doc.ID, u.Span))
	in.body.Refresh() // a text that changed its height moves what is below it
}

// SetVersions sets what shows and opens the versions of the article.
func (in *Inspector) SetVersions(host VersionsHost) { in.versions.host = host }

// RefreshVersions updates what is said about the versions of the article.
func (in *Inspector) RefreshVersions() {
	if doc := in.session.Document(); doc != nil {
		in.showVersions(doc)
		in.body.Refresh()
	}
}

func (in *Inspector) showVersions(doc *model.Document) {
	count := in.versions.show(doc)
	in.folds.versions.content.Hidden = count == ""
	in.folds.versions.say(count)
	if u, ok := in.session.Current(); ok {
		in.versions.sentence(u.Span)
	}
}

// refreshSources updates who says the current sentence, and its grades.
func (in *Inspector) refreshSources(doc *model.Document, sentence model.Span, shown, several bool) {
	in.folds.said.content.Hidden, in.folds.grades.content.Hidden, in.folds.mentions.content.Hidden = !shown, !shown, !shown
	if !shown {
		return
	}
	in.folds.said.say(in.said.show())
	in.folds.mentions.say(in.mentions.show(doc, sentence))
	in.grades.show(doc, sentence, several)
	in.folds.grades.say(in.grades.now.Grade.String())
}

func (in *Inspector) setNotes(n *notes, t model.NoteTarget) {
	list, err := in.session.Notes(t)
	in.report(err)
	for i := range list {
		list[i].Grade = in.session.NoteGrade(list[i])
	}
	n.set(t, list)
}

// WriteNote focuses the last note on the current sentence. If there is none, or if
// the parameter another is true, it focuses a note without text.
func (in *Inspector) WriteNote(another bool) { in.write(in.sections.sentence, another) }

// WriteArticleNote focuses the last note on the article, or a blank note if there
// is none.
func (in *Inspector) WriteArticleNote() {
	in.folds.article.open()
	in.write(in.sections.article, false)
}

// WriteOutletNote focuses the last note on the outlet, or a blank note if there is
// none.
func (in *Inspector) WriteOutletNote() {
	in.folds.outlet.open()
	in.write(in.sections.outlet, false)
}

func (in *Inspector) write(n *notes, another bool) {
	if in.OnWrite != nil {
		in.OnWrite()
	}
	n.write(another)
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(n.content).Y -
		fyne.CurrentApp().Driver().AbsolutePositionForObject(in.body).Y
	if top < in.scroll.Offset.Y || top+n.content.Size().Height > in.scroll.Offset.Y+in.scroll.Size().Height {
		in.scroll.ScrollToOffset(fyne.NewPos(0, top))
	}
}

// annotators returns a line for each label of the sentence that the analyst sees, their own
// first: label, analyst and time, and whether the label was given before its definition
// changed.
func (in *Inspector) annotators(doc *model.Document, sentence model.Span) string {
	var lines []string
	for _, a := range in.session.LabelsOn(doc, sentence) {
		line := fmt.Sprintf("%s · %s · %s", in.labelName(a.Label), in.session.Called(a.Analyst), words.Moment(a.At.Local()))
		if in.session.Codebook().Outdated(a) {
			line += " · " + lang.L("before the definition changed")
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// meanings returns a line for each label that the sentence has, with its definition.
func (in *Inspector) meanings(doc *model.Document, sentence model.Span) string {
	var lines []string
	for _, a := range in.session.LabelsOn(doc, sentence) {
		l, _ := in.session.Codebook().Find(a.Label)
		if line := in.labelName(a.Label) + ": " + l.Definition; l.Definition != "" && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// labelName returns the name of a label, and says if the label is retired.
func (in *Inspector) labelName(key model.LabelKey) string {
	l, known := in.session.Codebook().Find(key)
	if !known {
		return string(key)
	}
	return words.LabelName(l)
}

// place returns how many sentences precede a unit, and how many there are. Units
// that are set aside do not count.
func place(doc *model.Document, unit int) (index, count int) {
	for i, u := range doc.Units {
		if u.Kind != model.UnitSentence {
			continue
		}
		if i < unit {
			index++
		}
		count++
	}
	return index, count
}

// KindName returns the name of a kind of unit.
func KindName(k model.UnitKind) string {
	if k == model.UnitSentence {
		return lang.L("sentence")
	}
	return asideName(k)
}

func asideName(k model.UnitKind) string {
	switch k {
	case model.UnitHeader:
		return lang.L("headline area")
	case model.UnitDateline:
		return lang.L("dateline")
	case model.UnitCredit:
		return lang.L("source credit")
	}
	return lang.L("web page leftovers")
}

// fileOf returns the name of an article's file. If the file has several articles,
// the result also says which of them this is.
func fileOf(a model.Article) string {
	name, r := base(a.ImportPath), a.Source.Record
	if r.Of < 2 {
		return name
	}
	if at := strings.LastIndexByte(name, '#'); at > 0 {
		name = name[:at]
	}
	return lang.L("article {{.N}} of {{.Of}} in {{.File}}", map[string]any{"N": r.N, "Of": r.Of, "File": name})
}

// base returns the last part of a path. Slashes and backslashes separate the parts.
func base(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

// Opening returns the first words of a sentence on one line.
func Opening(sentence string) string { return model.Excerpt(sentence) }

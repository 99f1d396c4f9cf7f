package panel

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/words"
)

// historyShown is the largest number of changes shown for a sentence.
const historyShown = 6

// sentenceHistory returns a heading and lines for the last changes to the current
// sentence. It returns "" if there are fewer than two changes.
func (in *Inspector) sentenceHistory() string {
	changes, err := in.session.SentenceHistory(historyShown)
	in.report(err)
	if len(changes) < 2 {
		return "" // a single change is visible as the label or the note
	}
	lines := []string{lang.L("History")}
	batch := ""
	for _, c := range changes {
		if c.Batch != "" && c.Batch == batch {
			continue // consecutive changes that are undone together share a line
		}
		batch = c.Batch
		lines = append(lines, fmt.Sprintf("%s · %s · %s", in.what(c), c.Analyst, words.Recent(c.At.Local())))
	}
	return strings.Join(lines, "\n")
}

// what describes a change in a few words.
func (in *Inspector) what(c edit.Change) string {
	deed := in.deed(c)
	switch {
	case len(c.Undoes) > 0:
		return lang.L("Undo: {{.What}}", map[string]any{"What": deed})
	case len(c.Redoes) > 0:
		return lang.L("Redo: {{.What}}", map[string]any{"What": deed})
	}
	return deed
}

// deed describes what a change did or, if it is an undo, what it undid.
func (in *Inspector) deed(c edit.Change) string {
	switch c.Verb {
	case edit.Split:
		return lang.L("split a sentence")
	case edit.Merge:
		return lang.L("merged two sentences")
	case edit.SetAside:
		return lang.L("set aside")
	case edit.Restore:
		return lang.L("restored")
	}
	first := in.here(c)
	if first != nil && len(c.Undoes) > 0 {
		first = first.Inverse() // describe what was undone
	}
	switch e := first.(type) {
	case edit.Record:
		switch {
		case e.Before == nil:
			return in.labelName(e.After)
		case e.After == nil:
			return lang.L("{{.Label}} cleared", map[string]any{"Label": in.labelName(e.Before)})
		}
		return lang.L("{{.Before}} changed to {{.Label}}", map[string]any{"Before": in.labelName(e.Before), "Label": in.labelName(e.After)})
	case edit.Record:
		switch {
		case e.Before == nil:
			return lang.L("note written")
		case e.After == nil:
			return lang.L("note deleted")
		}
		return lang.L("note changed")
	}
	return VerbName(c.Verb)
}

// here returns the first of a change's edits that concerns the current sentence, or
// nil if there is none. Some changes, such as loading a set, have edits of many
// sentences.
func (in *Inspector) here(c edit.Change) edit.Edit {
	doc := in.session.Document()
	u, ok := in.session.Current()
	for _, e := range c.Edits {
		if !ok || e.About() != doc.ID {
			continue
		}
		switch e := e.(type) {
		case edit.Record:
			if e.Sentence.Overlaps(u.Span) {
				return e
			}
		case edit.Record:
			if t := e.Target(); t.Sentence != nil && t.Sentence.Overlaps(u.Span) {
				return e
			}
		}
	}
	return nil
}

func (in *Inspector) labelName(a *model.Annotation) string {
	if l, ok := in.session.Codebook().Find(a.Label); ok {
		return l.Name
	}
	return string(a.Label)
}

package panel

import (
	"fmt"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// pastShown is how many of the last changes to a sentence are shown.
const pastShown = 6

// past writes the last changes to the current sentence, a line each.
func (in *Inspector) past() string {
	changes, err := in.session.Past(pastShown)
	in.report(err)
	if len(changes) < 2 {
		return "" // the one there is shows as the label or the note itself
	}
	lines := []string{"History"}
	batch := ""
	for _, c := range changes {
		if c.Batch != "" && c.Batch == batch {
			continue // one sitting at a note is one line
		}
		batch = c.Batch
		lines = append(lines, fmt.Sprintf("%s · %s · %s", in.what(c), c.Analyst, c.At.Local().Format("2 Jan 15:04")))
	}
	return strings.Join(lines, "\n")
}

// what says what a change did, in a few words.
func (in *Inspector) what(c edit.Change) string {
	how := ""
	switch {
	case len(c.Undoes) > 0:
		how = "Undo: "
	case len(c.Redoes) > 0:
		how = "Redo: "
	}
	first := in.here(c)
	if first != nil && len(c.Undoes) > 0 {
		first = first.Inverse() // what was undone, not what undoing did
	}
	switch e := first.(type) {
	case edit.Annotation:
		switch {
		case e.Before == nil:
			return how + in.labelName(e.After)
		case e.After == nil:
			return how + in.labelName(e.Before) + " cleared"
		}
		return how + in.labelName(e.Before) + " changed to " + in.labelName(e.After)
	case edit.NoteText:
		switch {
		case e.Before == nil:
			return how + "note written"
		case e.After == nil:
			return how + "note deleted"
		}
		return how + "note changed"
	}
	return how + string(c.Verb)
}

// here gives the edit of a change that is about the current sentence: one that
// goes back, or loads a set, has edits of many.
func (in *Inspector) here(c edit.Change) edit.Edit {
	doc := in.session.Document()
	u, ok := in.session.Current()
	for _, e := range c.Edits {
		if !ok || edit.ArticleOf(e) != doc.ID {
			continue
		}
		switch e := e.(type) {
		case edit.Annotation:
			if e.Sentence == u.Span {
				return e
			}
		case edit.NoteText:
			if t := e.Target(); t.Sentence != nil && *t.Sentence == u.Span {
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

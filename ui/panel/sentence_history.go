package panel

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/edit"
	"assay.app/assay/ui/deed"
	"assay.app/assay/ui/words"
)

// historyShown is the largest number of changes shown for a sentence.
const historyShown = 6

// sentenceHistory returns lines for the last changes to the current sentence. It returns "" if there are fewer than two changes.
func (in *Inspector) sentenceHistory() string {
	changes, err := in.session.SentenceHistory(historyShown)
	in.report(err)
	if len(changes) < 2 {
		return "" // a single change is visible as the label or the note
	}
	var lines []string
	batch := ""
	for _, c := range changes {
		if c.Batch != "" && c.Batch == batch {
			continue // consecutive changes that are undone together share a line
		}
		batch = c.Batch
		lines = append(lines, fmt.Sprintf("%s · %s · %s", in.what(c), in.session.Called(c.Analyst), words.Recent(c.At.Local())))
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
		return lang.L("excluded")
	case edit.Restore:
		return lang.L("included again")
	case edit.NewVersion, edit.CorrectText, edit.OrderVersions, edit.PlaceLeft:
		return deed.Verb(c.Verb) // its records were not made now
	}
	e, ok := in.here(c)
	if !ok {
		return deed.Verb(c.Verb)
	}
	if len(c.Undoes) > 0 {
		e = e.Inverse().(edit.Record) // describe what was undone
	}
	return in.texts().Brief(e)
}

// here returns the first edit of a record in a change that concerns the current sentence,
// and false if there is none. Some changes, such as loading a set, have edits of many
// sentences. An edit of a version that stands takes precedence over one of a version that
// is kept beside it.
func (in *Inspector) here(c edit.Change) (first edit.Record, found bool) {
	doc := in.session.Document()
	u, ok := in.session.Current()
	for _, e := range edit.Told(c.Edits) {
		if !ok || e.About() != doc.ID {
			continue
		}
		r, isRecord := e.(edit.Record)
		if at, placed := e.Stretch(); !isRecord || !placed || !at.Overlaps(u.Span) {
			continue
		}
		if !r.Beside {
			return r, true
		}
		if !found {
			first, found = r, true
		}
	}
	return first, found
}

func (in *Inspector) texts() deed.Texts { return deed.Texts{Codebook: in.session.Codebook()} }

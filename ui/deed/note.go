package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

func notes() wording {
	return wording{
		leads: true,
		whole: func(_ Texts, e edit.Record) string { return noted(sides[model.Note](e)) },
		brief: func(_ Texts, e edit.Record) string {
			switch before, after := sides[model.Note](e); {
			case before == nil:
				return lang.L("note written")
			case after == nil:
				return lang.L("note deleted")
			}
			return lang.L("note changed")
		},
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[model.Note](e)
			return []string{noteOn(t, before, after), Before(noteText(before)), After(noteText(after))}
		},
		about: func(t Texts, e edit.Record) string {
			before, after := sides[model.Note](e)
			return noteOn(t, before, after)
		},
		content: func(_ Texts, _ model.Key, content any) string { return noteText(content.(*model.Note)) },
	}
}

// noted describes the edit of a note with an excerpt of its text.
func noted(before, after *model.Note) string {
	switch {
	case before == nil && after == nil:
		return lang.L("Note written and deleted")
	case before == nil:
		return lang.L("Note written: “{{.Text}}”", map[string]any{"Text": model.Excerpt(after.Text)})
	case after == nil:
		return lang.L("Note deleted: “{{.Text}}”", map[string]any{"Text": model.Excerpt(before.Text)})
	case before.Text == after.Text && after.Grade.IsZero():
		return lang.L("Grade of the note removed")
	case before.Text == after.Text:
		return lang.L("Note graded {{.Grade}}", map[string]any{"Grade": after.Grade.String()})
	}
	return lang.L("Note changed: “{{.Text}}”", map[string]any{"Text": model.Excerpt(after.Text)})
}

// noteOn returns the line for the subject of a note after an edit, or before it if the
// edit deletes the note.
func noteOn(t Texts, before, after *model.Note) string {
	on := model.NoteTarget{}
	if before != nil {
		on = before.Target
	}
	if after != nil {
		on = after.Target
	}
	switch {
	case on.Outlet != "":
		return lang.L("Note on {{.Outlet}}", map[string]any{"Outlet": on.Outlet})
	case on.Sentence != nil:
		return lang.L("Note on: {{.Text}}", map[string]any{"Text": model.Excerpt(t.Passage(on.Article, *on.Sentence))})
	}
	return lang.L("Note on the article")
}

func noteText(n *model.Note) string {
	if n == nil {
		return lang.L("none")
	}
	if n.Grade.IsZero() {
		return lang.L("“{{.Text}}”", map[string]any{"Text": n.Text})
	}
	return lang.L("“{{.Text}}”", map[string]any{"Text": n.Text}) + " (" + n.Grade.String() + ")"
}

package deed

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

func labels() wording {
	return wording{
		whole: func(_ Texts, e edit.Record) string {
			before, after := sides[record.Entry](e)
			switch {
			case before == nil:
				return lang.L("Label added: {{.Text}}", map[string]any{"Text": entryName(after)})
			case after == nil:
				return lang.L("Label removed: {{.Text}}", map[string]any{"Text": entryName(before)})
			}
			return lang.L("Label changed: {{.Text}}", map[string]any{"Text": entryName(after)})
		},
		brief: func(_ Texts, e edit.Record) string {
			switch before, after := sides[record.Entry](e); {
			case before == nil:
				return lang.L("label added")
			case after == nil:
				return lang.L("label removed")
			}
			return lang.L("label changed")
		},
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Entry](e)
			if before == nil || after == nil {
				return []string{Before(entryText(before)), After(entryText(after))}
			}
			return Changed(
				Fact{lang.L("Name"), before.Name, after.Name},
				Fact{lang.L("Letter"), before.Letter, after.Letter},
				Fact{lang.L("Colour"), before.Color, after.Color},
				Fact{lang.L("Definition"), before.Definition, after.Definition},
				Fact{lang.L("Examples"), strings.Join(before.Examples, "\n"), strings.Join(after.Examples, "\n")},
				Fact{lang.L("Position"), strconv.Itoa(before.Position + 1), strconv.Itoa(after.Position + 1)},
			)
		},
		about: func(_ Texts, e edit.Record) string {
			return lang.L("The label “{{.Label}}”", map[string]any{"Label": e.Key.ID})
		},
		content: func(_ Texts, _ model.Key, content any) string { return entryText(content.(*record.Entry)) },
	}
}

// entryText returns the name of a label with its letter, colour and definition.
func entryText(e *record.Entry) string {
	text := entryName(e)
	if e == nil {
		return text
	}
	if marks := slices.DeleteFunc([]string{e.Letter, e.Color}, func(s string) bool { return s == "" }); len(marks) > 0 {
		text += " (" + strings.Join(marks, ", ") + ")"
	}
	if e.Definition != "" {
		text += ": " + e.Definition
	}
	return text
}

// entryName returns the name of a label, or its key if it has none.
func entryName(e *record.Entry) string {
	if e == nil {
		return lang.L("none")
	}
	return cmp.Or(e.Name, string(e.Key))
}

package explain

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/value"
	"assay.app/assay/ui/words"
)

// Value explains why a value is refused, in a few words beside the field that has it.
func Value(e *value.Error) string {
	switch e.Problem {
	case value.Missing:
		return lang.L("This cannot be empty")
	case value.TooLong:
		return lang.L("Too long: at most {{.Most}} bytes", map[string]any{"Most": words.Number(e.Kind.Longest())})
	case value.Control:
		return lang.L("Remove the control characters")
	case value.TooMany:
		return lang.L("Too many: at most {{.Most}}", map[string]any{"Most": words.Number(e.Most)})
	case value.Taken:
		return lang.L("“{{.Text}}” is already used by the label “{{.Label}}”", map[string]any{"Text": e.Shown(), "Label": e.By})
	case value.Alike:
		return Alike(e)
	case value.Reserved:
		if e.Kind != value.Letter {
			break
		}
		return lang.L("Assay uses the key {{.Letter}} for a command", map[string]any{"Letter": e.Shown()})
	}
	switch e.Kind {
	case value.Published:
		return lang.L("“{{.Text}}” is not a date. Use YYYY-MM-DD.", map[string]any{"Text": e.Shown()})
	case value.URL:
		return lang.L("“{{.Text}}” is not a web address. Copy it from your browser.", map[string]any{"Text": e.Shown()})
	case value.Letter:
		return lang.L("“{{.Text}}” is not one letter", map[string]any{"Text": e.Shown()})
	case value.Color:
		return lang.L("“{{.Text}}” is not a colour. Write it as #RRGGBB.", map[string]any{"Text": e.Shown()})
	}
	return lang.L("This value is not allowed")
}

package deed

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func labels() wording {
	return wording{
		whole: func(_ Texts, e edit.Record) string {
			before, after := sides[record.Entry](e)
			return labelChange(before, after).whole
		},
		brief: func(_ Texts, e edit.Record) string {
			before, after := sides[record.Entry](e)
			return labelChange(before, after).brief
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
				Fact{lang.L("Group"), before.Group, after.Group},
				Fact{lang.L("Definition"), before.Definition, after.Definition},
				Fact{lang.L("When to use it"), before.Use, after.Use},
				Fact{lang.L("When not to use it"), before.Avoid, after.Avoid},
				Fact{lang.L("Examples"), strings.Join(before.Examples, "\n"), strings.Join(after.Examples, "\n")},
				Fact{lang.L("Counter-examples"), strings.Join(before.CounterExamples, "\n"), strings.Join(after.CounterExamples, "\n")},
				Fact{lang.L("Retired"), yesNo(before.Retired), yesNo(after.Retired)},
				Fact{lang.L("Position"), strconv.Itoa(before.Position + 1), strconv.Itoa(after.Position + 1)},
			)
		},
		about: func(_ Texts, e edit.Record) string {
			return lang.L("The label “{{.Label}}”", map[string]any{"Label": e.Key.ID})
		},
		content: func(_ Texts, _ model.Key, content any) string { return entryText(content.(*record.Entry)) },
	}
}

// labelDeed describes what was done to a label, with its name and without.
type labelDeed struct {
	done         bool
	whole, brief string
}

// labelChange describes an edit of a label. If several of its parts changed, it says only
// that the label changed.
func labelChange(before, after *record.Entry) labelDeed {
	if after == nil {
		return labelDeed{true, lang.L("Label removed: {{.Text}}", map[string]any{"Text": before.Called()}), lang.L("label removed")}
	}
	name := map[string]any{"Text": after.Called()}
	if before == nil {
		return labelDeed{true, lang.L("Label added: {{.Text}}", name), lang.L("label added")}
	}
	deeds := slices.DeleteFunc([]labelDeed{
		{after.Retired && !before.Retired, lang.L("Label retired: {{.Text}}", name), lang.L("label retired")},
		{!after.Retired && before.Retired, lang.L("Label brought back: {{.Text}}", name), lang.L("label brought back")},
		{before.Called() != after.Called(), lang.L("Label renamed: {{.Before}} → {{.Text}}", map[string]any{
			"Before": before.Called(), "Text": after.Called(),
		}), lang.L("label renamed")},
		{before.Letter != after.Letter, lang.L("Letter of a label changed: {{.Text}}", name), lang.L("letter of the label changed")},
		{before.Color != after.Color, lang.L("Label recoloured: {{.Text}}", name), lang.L("label recoloured")},
		{before.Group != after.Group, lang.L("Group of a label changed: {{.Text}}", name), lang.L("group of the label changed")},
		{!before.SameDefinition(after.Label), lang.L("Definition changed: {{.Text}}", name), lang.L("definition of the label changed")},
		{
			!slices.Equal(before.Examples, after.Examples) || !slices.Equal(before.CounterExamples, after.CounterExamples),
			lang.L("Examples changed: {{.Text}}", name), lang.L("examples of the label changed"),
		},
	}, func(d labelDeed) bool { return !d.done })
	switch {
	case len(deeds) == 1:
		return deeds[0]
	case len(deeds) == 0 && before.Position != after.Position:
		return labelDeed{true, lang.L("Label moved: {{.Text}}", name), lang.L("label moved")}
	}
	return labelDeed{true, lang.L("Label changed: {{.Text}}", name), lang.L("label changed")}
}

func yesNo(yes bool) string {
	if yes {
		return lang.L("yes")
	}
	return lang.L("no")
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

// entryName returns the name of a label, and says if the label is retired.
func entryName(e *record.Entry) string {
	if e == nil {
		return lang.L("none")
	}
	return words.LabelName(e.Label)
}

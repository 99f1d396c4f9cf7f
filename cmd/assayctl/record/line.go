package record

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Line returns an edit as one line of text. files maps each article to the name of its
// file.
func Line(e edit.Edit, files map[model.ArticleID]string) string {
	about := ""
	if id := e.About(); id != "" {
		about = fmt.Sprintf("%s (%s) ", id, output.OrDash(files[id]))
	}
	switch e := e.(type) {
	case edit.Record:
		return recordLine(e, about)
	case edit.Metadata:
		return about + strings.Join(corrections(e), "; ")
	case edit.Units:
		return fmt.Sprintf("%s%s → %s", about, unitsText(e.Before), unitsText(e.After))
	case edit.Presence:
		if e.After {
			return about + "added to the project"
		}
		return about + "removed from the project"
	}
	panic(fmt.Sprintf("an edit of type %T cannot be printed", e))
}

// recordLine returns the edit of a record as one line. It begins with about. It omits the
// kind of annotations, because they are the most frequent records.
func recordLine(e edit.Record, about string) string {
	var b strings.Builder
	b.WriteString(about)
	if outlet := outletOf(e); outlet != "" {
		fmt.Fprintf(&b, "outlet %s ", output.OneLine(outlet))
	}
	if at, ok := e.Stretch(); ok {
		fmt.Fprintf(&b, "[%s] ", at)
	}
	if e.Key.Kind != record.Annotation {
		b.WriteString(e.Kind().Name + " ")
	}
	if e.Key.ID != "" && e.Key.Kind != record.Note { // the id of a note is random
		b.WriteString(output.OrDash(e.Key.ID) + ": ")
	}
	switch {
	case e.Beside && e.After != nil:
		b.WriteString("also kept: " + contentText(e, e.After))
	case e.Beside:
		b.WriteString("no longer kept: " + contentText(e, e.Before))
	default:
		b.WriteString(changeText(e))
	}
	if from := e.Leaves(); from != "" {
		b.WriteString(", moved from article " + string(from))
	}
	if e.Key.Kind == record.Annotation || e.Key.Analyst != "" {
		b.WriteString(", for " + output.OrDash(e.Key.Analyst))
	}
	return b.String()
}

// contentText returns the content of a record on one line.
func contentText(e edit.Record, content any) string {
	switch c := content.(type) {
	case *model.Note:
		return fmt.Sprintf("%q%s", output.OneLine(model.Excerpt(c.Text)), output.Grade(*c))
	case *record.Attribution:
		return output.Attribution(c.Name, c)
	case *record.Grade:
		return gradeText(c)
	}
	return output.OrDash(e.Kind().Text(content))
}

// gradeText returns a grade with its basis.
func gradeText(g *record.Grade) string {
	switch {
	case g.Basis != "":
		return fmt.Sprintf("%s %q", g.Grade, output.OneLine(model.Excerpt(g.Basis)))
	case g.Note != "":
		return g.Grade.String() + " by a note"
	}
	return g.Grade.String()
}

// outletOf returns the outlet that a record is about: its name if the record has it,
// otherwise its id. It returns "" if the record is about something else.
func outletOf(e edit.Record) string {
	for _, content := range []any{e.After, e.Before} {
		if n, ok := content.(*model.Note); ok {
			return n.Target.Outlet
		}
	}
	return string(e.Subject().Outlet)
}

// field is a named value before and after a change.
type field struct{ name, before, after string }

// changed returns the fields that have changed, each as one line.
func changed(fields []field) (out []string) {
	for _, f := range fields {
		if f.before != f.after {
			out = append(out, fmt.Sprintf("%s %q → %q", f.name, output.OneLine(f.before), output.OneLine(f.after)))
		}
	}
	return out
}

// changeText returns both contents of a record, or the fields that differ if it is a label
// or if both contents read the same.
func changeText(e edit.Record) string {
	before, changes := e.Before.(*record.Entry)
	after, remains := e.After.(*record.Entry)
	if changes && remains {
		if fields := labelChanges(before, after); len(fields) > 0 {
			return strings.Join(fields, "; ")
		}
	}
	from, to := contentText(e, e.Before), contentText(e, e.After)
	if from == to {
		if fields := changed(storedFields(e)); len(fields) > 0 {
			return to + ": " + strings.Join(fields, "; ")
		}
	}
	return from + " → " + to
}

// storedFields returns the fields of both contents of a record in files, sorted by name,
// without the times. Values that are not texts are JSON.
func storedFields(e edit.Record) (all []field) {
	var sides [2]map[string]json.RawMessage
	for i, content := range []any{e.Before, e.After} {
		if content == nil {
			continue
		}
		data, err := json.Marshal(e.Kind().Stored(e.Key, content, time.Time{}))
		if err != nil || json.Unmarshal(data, &sides[i]) != nil {
			return nil
		}
	}
	text := func(value json.RawMessage) (s string) {
		if json.Unmarshal(value, &s) != nil {
			s = string(value)
		}
		return s
	}
	names := maps.Clone(sides[0])
	if names == nil {
		names = map[string]json.RawMessage{}
	}
	maps.Copy(names, sides[1])
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if name != "time" && name != "date" {
			all = append(all, field{name, text(sides[0][name]), text(sides[1][name])})
		}
	}
	return all
}

// labelChanges returns the fields of a label that have changed.
func labelChanges(a, b *record.Entry) []string {
	return changed([]field{
		{"name", a.Name, b.Name},
		{"letter", a.Letter, b.Letter},
		{"color", a.Color, b.Color},
		{"group", a.Group, b.Group},
		{"position", strconv.Itoa(a.Position + 1), strconv.Itoa(b.Position + 1)},
		{"retired", strconv.FormatBool(a.Retired), strconv.FormatBool(b.Retired)},
		{"definition", a.Definition, b.Definition},
		{"use", a.Use, b.Use},
		{"avoid", a.Avoid, b.Avoid},
		{"examples", strings.Join(a.Examples, " / "), strings.Join(b.Examples, " / ")},
		{"counterExamples", strings.Join(a.CounterExamples, " / "), strings.Join(b.CounterExamples, " / ")},
	})
}

func corrections(e edit.Metadata) []string {
	a, b := e.Before, e.After
	return changed([]field{
		{"title", a.Title, b.Title},
		{"outlet", a.Outlet, b.Outlet},
		{"byline", a.Byline, b.Byline},
		{"dateline", a.Dateline, b.Dateline},
		{"published", a.Published, b.Published},
		{"url", a.URL, b.URL},
		{"language", a.Language, b.Language},
		{"publishedAt", a.PublishedAt, b.PublishedAt},
		{"retrieved", a.Retrieved, b.Retrieved},
		{"archive", a.Archive, b.Archive},
		{"section", a.Section, b.Section},
	})
}

func unitsText(units []model.Unit) string {
	var out []string
	for _, u := range units {
		out = append(out, fmt.Sprintf("%s [%s]", u.Kind, u.Span))
	}
	return strings.Join(out, ", ")
}

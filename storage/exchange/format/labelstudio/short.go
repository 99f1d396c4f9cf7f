package labelstudio

import (
	"fmt"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/loose"
)

// JSON-MIN has an object for each annotation. The fields of the task stand beside those of the
// results, which are named after their controls, and nothing says which is which. Results are
// recognised by their form. A text alone may be a field of the task or the only choice or remark of
// a control; it counts as a choice if its name says so.

// shortTask is a task of a JSON-MIN file, with its annotations.
type shortTask struct {
	*task
	annotations []annotation
}

// choiceNames are the names that configurations give to controls for choices.
func isChoice(name string) bool {
	switch strings.ToLower(name) {
	case "label", "labels", "choice", "choices", "sentiment", "class", "category", "topic", "intent", "stance":
		return true
	default:
		return false
	}
}

// shortTask reads an annotation of a JSON-MIN file.
func (r *reader) shortTask(n int, row loose.Value) error {
	if len(r.batch.Documents) > 0 {
		return model.Damaged("it has no data")
	}
	known := facts()
	a := annotation{
		at: "annotation " + row.Get("annotation_id").Text(), analyst: annotatorOf(row.Get("annotator", "completed_by")),
		made: row.Get("updated_at", "created_at"),
	}
	for _, name := range row.Keys() {
		value := row.Get(name)
		switch {
		case value.IsList() || value.IsObject():
			a.results = append(a.results, shortResults(name, value)...)
		case known[name] || name == object || !value.IsText():
		case isChoice(name):
			a.results = append(a.results, made(name, "choices", map[string]any{"choices": value.Text()}))
		case name == noteControl, name == phraseControl, strings.HasPrefix(name, "article-"), name == analystControl:
			a.results = append(a.results, made(name, "textarea", map[string]any{"text": value.Text()}))
		}
	}
	id := row.Get("id").Text()
	of := r.short[id]
	if of == nil || id == "" {
		t, err := newTask(fmt.Sprint(n), row, nil)
		if err != nil {
			return err
		}
		of = &shortTask{task: t}
		r.order, r.short[id] = append(r.order, of), of
		r.unread(row, t.key)
	}
	of.annotations = append(of.annotations, a)
	return nil
}

// unread counts the fields of which nothing is known.
func (r *reader) unread(row loose.Value, text string) {
	known := facts()
	for _, name := range []string{text, "id", "annotation_id", "annotator", "created_at", "updated_at", "lead_time", noteControl, phraseControl, analystControl, articleNoteControl, articlePhraseControl} {
		known[name] = true
	}
	for _, name := range row.Keys() {
		if value := row.Get(name); !known[name] && value.IsText() && !isChoice(name) {
			r.skipped[fmt.Sprintf("texts of the field %.40q, which may be choices; export as JSON to keep them", name)]++
		}
	}
}

// shortResults returns the results that a control has in JSON-MIN.
func shortResults(control string, value loose.Value) (results []loose.Value) {
	for _, one := range value.List() {
		for _, kind := range []string{"labels", "hypertextlabels", "paragraphlabels", "choices", "taxonomy", "rating", "number", "datetime", "text"} {
			if of := one.Get(kind); of.IsNull() || kind == "text" && !of.IsList() {
				continue
			}
			if kind == "text" {
				kind = "textarea"
			}
			results = append(results, loose.Object(map[string]any{"from_name": control, "type": kind, "value": one, "id": one.Get("id")}))
			break
		}
	}
	return results
}

// made returns a result on a whole text.
func made(control, kind string, value map[string]any) loose.Value {
	return loose.Object(map[string]any{"from_name": control, "type": kind, "value": loose.Object(value)})
}

// endShort reads the annotations of the tasks of a JSON-MIN file, now that all are known.
func (r *reader) endShort() error {
	for _, t := range r.order {
		for _, a := range t.annotations {
			if err := r.annotation(t.task, a); err != nil {
				return fmt.Errorf("%s: %w", t.doc.Name, err)
			}
		}
		if err := r.finish(t.task); err != nil {
			return fmt.Errorf("%s: %w", t.doc.Name, err)
		}
	}
	return nil
}

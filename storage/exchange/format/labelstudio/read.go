package labelstudio

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/loose"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// read reads an export of Label Studio: JSON or JSON-MIN.
func read(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	name, data, err := files.First(".json", ".jsonl")
	if err != nil {
		return nil, err
	}
	r := reader{batch: &peer.Batch{}, skipped: map[string]int{}, units: map[string][]string{}, short: map[string]*shortTask{}}
	err = loose.Walk(data, nil, func(n int, task loose.Value) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.task(n, task); err != nil {
			return fmt.Errorf("task %d: %w", n, err)
		}
		return nil
	})
	if err == nil {
		err = r.endShort()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r.remark()
	return r.batch, nil
}

// reader makes documents of tasks.
type reader struct {
	batch   *peer.Batch
	skipped map[string]int      // how much was left out, by what it was
	differ  int                 // how many regions have another text than the one at their offsets
	units   map[string][]string // the names of the texts whose offsets are not as usual, by what they count
	short   map[string]*shortTask
	order   []*shortTask // in the order of the file
}

// task reads a task, or an annotation in JSON-MIN.
func (r *reader) task(n int, task loose.Value) error {
	data := task.Get("data")
	switch {
	case !task.IsObject():
		return model.Damaged("it is not an object")
	case data.IsNull():
		return r.shortTask(n, task)
	case !data.IsObject():
		return model.Damaged("its data is not an object")
	}
	id := cmp.Or(task.Get("id").Text(), fmt.Sprint(n))
	all := annotationsOf(task)
	t, err := newTask(id, data, all)
	if err != nil {
		return err
	}
	r.skipped["drafts, which nobody submitted"] += len(task.Get("drafts").List())
	for _, a := range all {
		if a.cancelled {
			r.skipped["skipped annotations"]++
			continue
		}
		if err := r.annotation(t, a); err != nil {
			return err
		}
	}
	return r.finish(t)
}

// annotation is the work of one annotator or model on a task.
type annotation struct {
	at, analyst string
	made        loose.Value // the time
	cancelled   bool
	results     []loose.Value
}

// annotationsOf returns the annotations of a task, and then the predictions.
func annotationsOf(task loose.Value) (all []annotation) {
	for i, a := range task.Get("annotations", "completions").List() {
		all = append(all, annotation{
			at: "annotation " + cmp.Or(a.Get("id").Text(), fmt.Sprint(i+1)), analyst: annotatorOf(a.Get("completed_by")),
			made: a.Get("updated_at", "created_at"), cancelled: a.Get("was_cancelled", "skipped").Is(), results: a.Get("result").List(),
		})
	}
	for i, p := range task.Get("predictions").List() {
		all = append(all, annotation{
			at: "prediction " + cmp.Or(p.Get("id").Text(), fmt.Sprint(i+1)), analyst: cmp.Or(p.Get("model_version").Text(), "prediction"),
			made: p.Get("updated_at", "created_at"), results: p.Get("result").List(),
		})
	}
	return all
}

// annotatorOf returns the name of an annotator, who is an object, an address or a number.
func annotatorOf(by loose.Value) string {
	if by.IsObject() {
		full := strings.TrimSpace(by.Get("first_name").Text() + " " + by.Get("last_name").Text())
		if name := cmp.Or(full, by.Get("email", "username").Text()); name != "" {
			return name
		}
		by = by.Get("id")
	}
	if n, ok := by.Int(); ok {
		return fmt.Sprint("annotator ", n)
	}
	return by.Text()
}

// task is a task that is being read.
type task struct {
	doc     *peer.Document
	key     string // the field with the text
	regions []*region
}

// region is a part of the text as the file states it.
type region struct {
	peer.Mark
	quoted offset.Quoted
}

// newTask reads the data of a task.
func newTask(id string, data loose.Value, all []annotation) (*task, error) {
	t := &task{doc: &peer.Document{Name: cmp.Or(data.Get("file", "title").Text(), "task "+id)}}
	for _, fact := range peer.Facts(&t.doc.Metadata) {
		*fact.Text = data.Get(fact.Name).Text()
	}
	if id := data.Get("article").Text(); len(id) == model.ArticleIDLen {
		t.doc.Article = model.ArticleID(id)
	}
	t.key = textKey(data, all)
	switch text := data.Get(t.key).Text(); {
	case t.key == "":
		return nil, model.Damaged("its data has no text; only tasks on texts can be read, not those on pictures, sounds, tables or dialogues")
	case strings.HasPrefix(text, "http://"), strings.HasPrefix(text, "https://"):
		t.doc.Metadata.URL = cmp.Or(t.doc.Metadata.URL, text) // the file has the address of the text alone
	case strings.HasPrefix(text, "/data/") && !strings.ContainsAny(text, " \n"):
		t.doc.Name = text
	default:
		t.doc.Text = text
	}
	return t, nil
}

// textKey returns the name of the field of a task that has the text: "text", the one that results
// name as their object, the one of imported lines, or the longest.
func textKey(data loose.Value, all []annotation) (key string) {
	likely := []string{object}
	for _, a := range all {
		for _, result := range a.results {
			if to := strings.TrimPrefix(result.Get("to_name").Text(), "$"); !slices.Contains(likely, to) && len(likely) < 9 {
				likely = append(likely, to)
			}
		}
	}
	for _, name := range append(likely, "$undefined$") {
		if data.Get(name).IsText() {
			return name
		}
	}
	known := facts()
	for _, name := range data.Keys() {
		text := data.Get(name)
		if text.IsText() && !known[name] && !isFile(text.Text()) && (key == "" || len(text.Text()) > len(data.Get(key).Text())) {
			key = name
		}
	}
	return key
}

// isFile reports whether a text is the address of a picture, a sound or the like.
func isFile(text string) bool {
	return !strings.ContainsAny(text, " \n") && (strings.Contains(text, "://") || strings.HasPrefix(text, "/data/"))
}

// facts returns the names of the fields with what is known of an article.
func facts() map[string]bool {
	names := map[string]bool{"article": true, "file": true}
	for _, fact := range peer.Facts(&model.Metadata{}) {
		names[fact.Name] = true
	}
	return names
}

// finish places the regions of a task in its text.
func (r *reader) finish(t *task) error {
	quoted := make([]offset.Quoted, len(t.regions))
	for i, one := range t.regions {
		quoted[i] = one.quoted
	}
	usual := offset.Reading{Unit: offset.UTF16}
	table := offset.Recognise(t.doc.Text, quoted, usual, offset.Reading{Unit: offset.CodePoints},
		offset.Reading{Unit: offset.UTF16, OneEnd: true}, offset.Reading{Unit: offset.CodePoints, OneEnd: true},
		offset.Reading{Unit: offset.UTF16, Inclusive: true}, offset.Reading{Unit: offset.CodePoints, Inclusive: true},
		offset.Reading{Unit: offset.Bytes})
	if reading := table.Reading(); reading != usual {
		r.units[reading.String()] = append(r.units[reading.String()], t.doc.Name)
	}
	for _, one := range t.regions {
		if err := r.place(t, table, one); err != nil {
			return err
		}
		t.doc.Marks = append(t.doc.Marks, one.Mark)
	}
	r.batch.Documents = append(r.batch.Documents, t.doc)
	return nil
}

// place sets the span of a region, or its quote if the file lacks the text.
func (r *reader) place(t *task, table *offset.Table, one *region) error {
	q := one.quoted
	if t.doc.Text == "" {
		if one.Quote = q.Text; q.Text == "" {
			return model.Damaged("%s: it has neither a text nor the text around it, which is in another file", one.At)
		}
		return nil
	}
	span, ok := table.Span(q.Start, q.End)
	if !ok {
		return model.Damaged("%s: %d to %d is not in the text, which has %d %s", one.At, q.Start, q.End, table.Len(), table.Reading().Unit)
	}
	if q.Text != "" && !offset.Same(span.Of(t.doc.Text), q.Text) {
		r.differ++
	}
	one.Span = span
	return nil
}

// remark says what was noticed.
func (r *reader) remark() {
	for _, counted := range sorted(r.units) {
		names := r.units[counted]
		of := fmt.Sprintf("%q", names[0])
		if len(names) > 1 {
			of += fmt.Sprintf(" and %d more", len(names)-1)
		}
		r.batch.Remark("the offsets of %s count %s, not %s", of, counted, offset.UTF16)
	}
	if r.differ > 0 {
		r.batch.Remark("%d regions have another text than the one at their offsets; the offsets count", r.differ)
	}
	for _, what := range sorted(r.skipped) {
		if n := r.skipped[what]; n > 0 {
			r.batch.Remark("left out: %d %s", n, what)
		}
	}
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

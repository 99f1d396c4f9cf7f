package argilla

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/loose"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// read reads records, nested or flattened.
func read(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	name, data, err := files.First(".json", ".jsonl")
	if err != nil {
		return nil, err
	}
	r := reader{batch: &peer.Batch{}, articles: map[model.ArticleID]*peer.Document{}, users: map[string]string{}, counts: map[string]int{}}
	err = loose.Walk(data, nil, func(n int, record loose.Value) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.record(n, record); err != nil {
			return fmt.Errorf("record %d: %w", n, err)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r.finish()
	return r.batch, nil
}

// reader makes documents of records.
type reader struct {
	batch    *peer.Batch
	articles map[model.ArticleID]*peer.Document
	users    map[string]string // the names of people, by their ids
	counts   map[string]int    // remarks, with %d for the number
}

// record is a record in either form.
type record struct {
	id       string
	fields   loose.Value // of a flattened record the record itself
	metadata loose.Value
	answers  []answered
}

// answered is an answer to a question.
type answered struct {
	question, by string
	value        loose.Value
}

// reserved are the fields of a flattened record that are not texts.
var reserved = []string{"id", "status", "_server_id", "score", "inserted_at", "updated_at", "file", "article", "analysts"}

// parsed returns the parts of a record.
func (r *reader) parsed(v loose.Value) (rec record) {
	rec.id = v.Get("id", "external_id").Text()
	if rec.fields = v.Get("fields"); !rec.fields.IsObject() {
		return r.flattened(v)
	}
	rec.metadata = v.Get("metadata")
	for _, question := range v.Get("responses").Keys() {
		for _, one := range v.Get("responses").Get(question).List() {
			r.answer(&rec, question, one.Get("user_id").Text(), one.Get("status").Text(), one.Get("value"))
		}
	}
	for _, question := range v.Get("suggestions").Keys() {
		one := v.Get("suggestions").Get(question)
		rec.answers = append(rec.answers, answered{question, agentOf(one.Get("agent")), one.Get("value")})
	}
	return rec
}

// flattened returns the parts of a record whose fields, metadata and answers are side by side.
func (r *reader) flattened(v loose.Value) (rec record) {
	rec = record{id: v.Get("id").Text(), fields: v, metadata: v}
	for _, key := range v.Keys() {
		if question, ok := strings.CutSuffix(key, ".responses"); ok {
			users, status := v.Get(key+".users").List(), v.Get(key+".status").List()
			for i, value := range v.Get(key).List() {
				user, state := "", ""
				if i < len(users) {
					user = users[i].Text()
				}
				if i < len(status) {
					state = status[i].Text()
				}
				r.answer(&rec, question, user, state, value)
			}
		}
		if question, ok := strings.CutSuffix(key, ".suggestion"); ok && !v.Get(key).IsNull() {
			rec.answers = append(rec.answers, answered{question, agentOf(v.Get(key + ".agent")), v.Get(key)})
		}
	}
	return rec
}

func agentOf(agent loose.Value) string { return cmp.Or(agent.Text(), "suggestion") }

// answer adds a response, unless the person discarded it.
func (r *reader) answer(rec *record, question, user, status string, value loose.Value) {
	if status == "discarded" {
		r.counts["left out: %d responses that were discarded"]++
		return
	}
	rec.answers = append(rec.answers, answered{question, user, value})
}

// record reads a record.
func (r *reader) record(n int, v loose.Value) error {
	if !v.IsObject() {
		return model.Damaged("it is not an object")
	}
	rec := r.parsed(v)
	for _, one := range rec.metadata.Get("analysts").Texts() {
		if id, name, ok := strings.Cut(one, " "); ok {
			r.users[id] = name
		}
	}
	text := textOf(rec.fields)
	if text == "" {
		return model.Damaged("it has no field with a text")
	}
	at := cmp.Or(rec.id, fmt.Sprintf("record %d", n))
	doc, place := r.document(&rec, at, text)
	type key struct {
		by, quote, before string
		span              model.Span
		whole             bool
	}
	var all []*peer.Mark
	index := map[key]*peer.Mark{}
	of := func(by string, place peer.Mark) *peer.Mark {
		k := key{by, place.Quote, place.Before, place.Span, place.Whole}
		if index[k] == nil {
			place.At, place.Analyst = at, by
			index[k], all = &place, append(all, &place)
		}
		return index[k]
	}
	for _, a := range rec.answers {
		if spans := a.value.List(); len(spans) > 0 && !spans[0].Get("start").IsNull() {
			if err := r.spans(place, text, a, of); err != nil {
				return err
			}
			continue
		}
		r.said(of(a.by, place), a)
	}
	some := false
	for _, m := range all {
		if len(m.Labels)+len(m.Phrases)+len(m.Notes) > 0 || !m.Grade.IsZero() {
			doc.Marks = append(doc.Marks, *m)
			some = some || m.Sentence != ""
		}
	}
	if place.Sentence != "" && !some { // the text may have to be put together from its sentences
		place.At = at
		doc.Marks = append(doc.Marks, place)
	}
	return nil
}

// textOf returns the text of a record: the field "text", or the longest one.
func textOf(fields loose.Value) (text string) {
	if text := fields.Get("text"); text.IsText() {
		return text.Text()
	}
	for _, name := range fields.Keys() {
		of := fields.Get(name)
		known := slices.Contains(reserved, name) || slices.ContainsFunc(peer.Facts(&model.Metadata{}), func(f peer.Fact) bool { return f.Name == name })
		if of.IsText() && !known && !strings.Contains(name, ".") && len(of.Text()) > len(text) {
			text = of.Text()
		}
	}
	return text
}

// document returns the document of a record and a mark with the record's place in it. A record of
// ours is a sentence of an article; any other one is a text of its own.
func (r *reader) document(rec *record, at, text string) (*peer.Document, peer.Mark) {
	id := model.ArticleID(rec.metadata.Get("article").Text())
	if len(id) != model.ArticleIDLen || !strings.HasPrefix(rec.id, string(id)+":") {
		doc := &peer.Document{Name: at, Text: text}
		facts(doc, rec.metadata)
		r.batch.Documents = append(r.batch.Documents, doc)
		return doc, peer.Mark{Whole: true}
	}
	doc := r.articles[id]
	if doc == nil {
		doc = &peer.Document{Name: cmp.Or(rec.metadata.Get("file", "title").Text(), string(id)), Article: id, Complete: true}
		facts(doc, rec.metadata)
		r.articles[id], r.batch.Documents = doc, append(r.batch.Documents, doc)
	}
	return doc, peer.Mark{Sentence: rec.id, Quote: text}
}

// facts reads the facts about an article.
func facts(doc *peer.Document, metadata loose.Value) {
	for _, fact := range peer.Facts(&doc.Metadata) {
		*fact.Text = metadata.Get(fact.Name).Text()
	}
}

// said adds an answer to a mark.
func (r *reader) said(m *peer.Mark, a answered) {
	values := a.value.Texts()
	switch {
	case len(values) == 0:
		if !a.value.IsNull() && (a.value.IsObject() || len(a.value.List()) > 0) {
			r.counts["left out: %d answers to rankings and other questions that are not about labels or texts"]++
		}
	case a.question == phraseQuestion && a.value.IsList():
		m.Phrases = append(m.Phrases, values...)
	case a.question == gradeQuestion && gradeOf(values[0]) != model.Grade{}:
		m.Grade = gradeOf(values[0])
	case a.question == basisQuestion && a.value.IsText():
		m.Basis = values[0]
	case !a.value.IsList() && !a.value.IsText():
		m.Notes = append(m.Notes, peer.Note{Text: a.question + ": " + values[0]}) // a rating
	case a.value.IsText() && isNote(a.question, values[0]):
		m.Notes = append(m.Notes, peer.Note{Text: values[0]})
	default:
		for _, label := range values {
			addNew(&m.Labels, label)
		}
	}
}

// isNote reports whether an answer is a text and not a label. Nothing in a file says so; a label is
// short, has one line, and answers a question that is not called a note or the like.
func isNote(question, value string) bool {
	if question == labelQuestion {
		return false
	}
	question, _, _ = strings.Cut(strings.ToLower(question), "-")
	switch question {
	case noteQuestion, "notes", "comment", "comments", "text", "correction", "feedback", "reason", "explanation":
		return true
	default:
		return len(value) > 60 || strings.ContainsAny(value, "\n.?!")
	}
}

// gradeOf returns the grade that a text such as "B2" stands for, and zero for other texts.
func gradeOf(text string) (g model.Grade) {
	g.Source = strings.TrimRight(text, "123456")
	if g.Information = text[len(g.Source):]; !g.Valid() {
		return model.Grade{}
	}
	return g
}

// spans reads the answer to a question for spans. Argilla counts code points on the server and
// UTF-16 code units in the browser, so the bounds of words decide.
func (r *reader) spans(place peer.Mark, text string, a answered, of func(string, peer.Mark) *peer.Mark) error {
	var quoted []offset.Quoted
	all := a.value.List()
	for _, one := range all {
		start, ok := one.Get("start").Int()
		end, fits := one.Get("end").Int()
		if !ok || !fits {
			return model.Damaged("a span of %q has no start or no end", a.question)
		}
		quoted = append(quoted, offset.Quoted{Start: start, End: end})
	}
	table := offset.Best(text, quoted, offset.Reading{Unit: offset.CodePoints}, offset.Reading{Unit: offset.UTF16})
	for i, q := range quoted {
		span, ok := table.Span(q.Start, q.End)
		if !ok {
			return model.Damaged("%q has a span from %d to %d, which is not in the text of %d %s", a.question, q.Start, q.End, table.Len(), table.Reading().Unit)
		}
		part := peer.Mark{Span: span}
		if !place.Whole {
			part = peer.Mark{Quote: span.Of(text), Before: tail(text[:span.Start]), After: head(text[span.End:])}
		}
		to := of(a.by, part)
		if label := all[i].Get("label").Text(); label != "" {
			addNew(&to.Labels, label)
		}
	}
	return nil
}

// around is how many bytes of the text before and after a quote are kept.
const around = 64

// tail returns the end of a text.
func tail(text string) string {
	at := max(0, len(text)-around)
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return text[at:]
}

// head returns the beginning of a text.
func head(text string) string {
	end := min(len(text), around)
	for end > 0 && end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// mostCompared is how many labels of a part are compared with each other, so that a file with very
// many takes linear time.
const mostCompared = 1000

// addNew adds a text to a list that lacks it.
func addNew(list *[]string, text string) {
	if len(*list) > mostCompared || !slices.Contains(*list, text) {
		*list = append(*list, text)
	}
}

// finish gives people their names and makes the remarks.
func (r *reader) finish() {
	for _, d := range r.batch.Documents {
		for i := range d.Marks {
			m := &d.Marks[i]
			m.Analyst = cmp.Or(r.users[m.Analyst], m.Analyst)
		}
	}
	for _, remark := range slices.Sorted(maps.Keys(r.counts)) {
		r.batch.Remark(remark, r.counts[remark])
	}
}

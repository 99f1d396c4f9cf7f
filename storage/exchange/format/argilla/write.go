package argilla

import (
	"context"
	"io"
	"slices"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// The layout
//
//	{"id": "73c…:24-72", "fields": {"text": "The wall …"},
//	 "metadata": {"article": "73c…", "index": 1, "title": …, "analysts": ["5f2c… ana"]},
//	 "suggestions": {}, "responses": {"label": [{"value": "claim", "user_id": "5f2c…"}]}, "vectors": {}}
//
// Argilla knows people by a UUID alone, so the metadata have the names.

// write writes a list of records, one on a line.
func write(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	users := map[string]string{}
	for _, a := range c.Project.Analysts {
		users[a.Name] = userID(a.Name)
	}
	before := "[\n"
	for records, err := range peer.Encoded(ctx, c, func() func(*peer.Page) ([]byte, error) {
		return (&encoder{users: users}).page
	}) {
		if err == nil && len(records) > 0 {
			_, err = io.WriteString(w, before)
			before = ",\n"
		}
		if err == nil {
			_, err = w.Write(records)
		}
		if err != nil {
			return err
		}
	}
	end := "\n]\n"
	if before == "[\n" {
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

// userID returns the UUID of an analyst, which is the same in all exports.
func userID(name string) string { return schema.UUID("analyst/" + name) }

// encoder makes records.
type encoder struct {
	users     map[string]string // the UUIDs of analysts, by name
	buf       []byte
	about     []byte // the metadata of the article
	questions []question
	said      []string // the names of the analysts of the record
}

// question is a question with its answers.
type question struct {
	name    string
	answers []answer
}

type answer struct {
	analyst string
	values  []string
	list    bool // the value is a list even if it has one element
}

func (e *encoder) add(text string) { e.buf = append(e.buf, text...) }

func (e *encoder) text(text string) { e.buf = schema.AppendText(e.buf, text) }

// page returns the records of an article, without a line end after the last one.
func (e *encoder) page(p *peer.Page) ([]byte, error) {
	e.buf = append(e.buf[:0], `"article":`...)
	e.text(string(p.ID))
	if p.File != "" {
		e.add(`,"file":`)
		e.text(p.File)
	}
	for _, fact := range peer.Facts(&p.Metadata) {
		if *fact.Text != "" {
			e.add(`,"` + fact.Name + `":`)
			e.text(*fact.Text)
		}
	}
	e.about = append(e.about[:0], e.buf...)
	e.buf = e.buf[:0]
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			e.ask(&list[i])
			if list[i].IsSentence() || len(e.questions) > 0 {
				e.record(p, &list[i])
			}
		}
	}
	return slices.Clone(e.buf), nil
}

// record appends a sentence.
func (e *encoder) record(p *peer.Page, u *peer.Unit) {
	if len(e.buf) > 0 {
		e.add(",\n")
	}
	e.add(`{"id":`)
	e.text(u.ID)
	e.add(`,"fields":{"text":`)
	e.text(u.Span.Of(p.Text))
	e.add(`},"metadata":{`)
	e.buf = append(e.buf, e.about...)
	if u.IsSentence() {
		e.add(`,"index":`)
		e.buf = strconv.AppendInt(e.buf, int64(u.Index), 10)
	}
	for i, name := range e.said {
		if i == 0 {
			e.add(`,"analysts":[`)
		} else {
			e.add(",")
		}
		e.text(e.user(name) + " " + name)
		if i == len(e.said)-1 {
			e.add("]")
		}
	}
	e.add(`},"suggestions":{},"responses":{`)
	for i := range e.questions {
		if i > 0 {
			e.add(",")
		}
		e.responses(&e.questions[i])
	}
	e.add(`},"vectors":{}}`)
}

func (e *encoder) user(name string) string {
	if id, known := e.users[name]; known {
		return id
	}
	return userID(name)
}

// responses appends the answers to a question.
func (e *encoder) responses(q *question) {
	e.text(q.name)
	e.add(":[")
	for i, a := range q.answers {
		if i > 0 {
			e.add(",")
		}
		e.add(`{"value":`)
		if a.list {
			e.add("[")
		}
		for j, value := range a.values {
			if j > 0 {
				e.add(",")
			}
			e.text(value)
		}
		if a.list {
			e.add("]")
		}
		e.add(`,"user_id":"` + e.user(a.analyst) + `"}`)
	}
	e.add("]")
}

// ask collects what analysts said of a sentence as answers.
func (e *encoder) ask(u *peer.Unit) {
	e.questions, e.said = e.questions[:0], e.said[:0]
	for _, l := range u.Labels {
		e.answer(labelQuestion, l.Analyst, string(l.Label), false)
	}
	for _, g := range u.Phrases {
		e.answer(phraseQuestion, g.Analyst, g.Name, true)
	}
	for _, n := range u.Notes {
		e.answer(e.unanswered(n), n.Analyst, n.Text, false)
	}
	for _, g := range u.Grades {
		e.answer(gradeQuestion, g.Analyst, g.Grade.String(), false)
		if g.Basis != "" {
			e.answer(basisQuestion, g.Analyst, g.Basis, false)
		}
	}
}

// unanswered returns the first question for notes that the analyst has not answered.
func (e *encoder) unanswered(n model.Note) string {
	name := noteQuestion
	for i := 2; e.has(name, n.Analyst); i++ {
		name = noteQuestion + "-" + strconv.Itoa(i)
	}
	return name
}

func (e *encoder) has(name, analyst string) bool {
	for _, q := range e.questions {
		if q.name == name && slices.ContainsFunc(q.answers, func(a answer) bool { return a.analyst == analyst }) {
			return true
		}
	}
	return false
}

// answer adds an answer, or a value to one that is a list.
func (e *encoder) answer(name, analyst, value string, list bool) {
	if !slices.Contains(e.said, analyst) {
		e.said = append(e.said, analyst)
	}
	at := slices.IndexFunc(e.questions, func(q question) bool { return q.name == name })
	if at < 0 {
		at = len(e.questions)
		e.questions = append(e.questions, question{name: name})
	}
	q := &e.questions[at]
	if n := len(q.answers); list && n > 0 && q.answers[n-1].analyst == analyst {
		q.answers[n-1].values = append(q.answers[n-1].values, value)
		return
	}
	q.answers = append(q.answers, answer{analyst, []string{value}, list})
}

package prodigy

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// read reads one file of tasks, or all files of a folder or an archive.
func read(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	names := files.Names()
	if !files.Single() {
		names = files.Named(".jsonl", ".json")
	}
	if len(names) == 0 {
		return nil, schema.Damagedf("there is no file that ends in .jsonl or .json")
	}
	r := &reader{batch: &peer.Batch{}, docs: map[string]*peer.Document{}, left: map[string]int{}}
	for _, name := range names {
		data, err := files.Read(name)
		if err != nil {
			return nil, err
		}
		for o, err := range peer.Objects(name, data) {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				err = r.task(o)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	for _, answer := range []string{"reject", "ignore"} {
		if n := r.left[answer]; n > 0 {
			r.batch.Remark("labels of tasks and spans that were answered with %q (%d) are left out", answer, n)
		}
	}
	if n := r.left["UTF-16"]; n > 0 {
		r.batch.Remark("the offsets of tasks (%d) count %s, not %s", n, offset.UTF16, offset.CodePoints)
	}
	return r.batch, nil
}

type reader struct {
	batch *peer.Batch
	docs  map[string]*peer.Document // by article or, if it is unknown, by text
	left  map[string]int            // what Remarks count
}

// task is a task as far as it is read. Fields of other types than these damage a file.
type task struct {
	Text      *string           `json:"text"`
	Label     json.RawMessage   `json:"label"`
	Options   []option          `json:"options"`
	Accept    []json.RawMessage `json:"accept"`
	Answer    string            `json:"answer"`
	Spans     []span            `json:"spans"`
	Annotator string            `json:"_annotator_id"`
	Session   string            `json:"_session_id"`
	Time      float64           `json:"_timestamp"`
	UserInput any               `json:"user_input"`

	// Our own fields.
	Notes       []note       `json:"notes"`
	Phrases     []string     `json:"phrases"`
	Grade       string       `json:"grade"`
	Basis       string       `json:"basis"`
	Attribution *attribution `json:"attribution"`
	Mentions    []mention    `json:"mentions"`
}

type option struct {
	ID   json.RawMessage `json:"id"`
	Text string          `json:"text"`
}

type span struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Label  string `json:"label"`
	Text   string `json:"text"`
	Answer string `json:"answer"`
}

type note struct {
	ID   string    `json:"id"`
	Text string    `json:"text"`
	Time time.Time `json:"time"`
}

type attribution struct {
	Voice, Mode, Cue, Via string
}

type mention struct {
	ID, Statement, Stance string
}

func (r *reader) task(o peer.Object) error {
	t, meta, err := parse(o)
	if err != nil {
		return err
	}
	m := peer.Mark{At: o.At, Analyst: cmp.Or(t.Annotator, t.Session)}
	if t.Time > 0 && t.Time < 1<<37 {
		m.Time = time.Unix(int64(t.Time), 0).UTC()
	}
	key := string(meta.Article)
	ours := key != "" && meta.Sentence != ""
	if !ours {
		key = ":" + *t.Text
	}
	d := r.docs[key]
	if d == nil {
		d = &peer.Document{Name: cmp.Or(meta.File, meta.Title, o.At), Article: meta.Article, Metadata: meta.Metadata, Complete: ours}
		if !ours {
			d.Text = *t.Text
		}
		r.docs[key] = d
		r.batch.Documents = append(r.batch.Documents, d)
	}
	spans, err := r.spans(t, m, ours)
	if err != nil {
		return err
	}
	if ours {
		m.Sentence, m.Quote = meta.Sentence, *t.Text
	} else {
		m.Whole = true
	}
	if err := r.fill(&m, t); err != nil {
		return err
	}
	if ours || len(m.Labels)+len(m.Notes)+len(m.Phrases)+len(m.Mentions) > 0 || !m.Grade.IsZero() || m.Attribution != nil {
		d.Marks = append(d.Marks, m)
	}
	d.Marks = append(d.Marks, spans...)
	return nil
}

func parse(o peer.Object) (t task, meta peer.Meta, err error) {
	meta = peer.ParseMeta(o.Fields["meta"])
	if meta.Article == "" {
		for _, field := range []string{"notes", "phrases", "grade", "basis", "attribution", "mentions"} {
			delete(o.Fields, field) // somebody else's
		}
	}
	raw, err := json.Marshal(o.Fields)
	if err == nil {
		err = json.Unmarshal(raw, &t)
	}
	switch {
	case err != nil:
		return t, meta, schema.Damagedf("%s: %v", o.At, err)
	case t.Text == nil || *t.Text == "":
		return t, meta, schema.Damagedf("%s has no text", o.At)
	case t.Answer != "" && t.Answer != "accept" && t.Answer != "reject" && t.Answer != "ignore":
		return t, meta, schema.Damagedf("%s has the unknown answer %q", o.At, t.Answer)
	}
	for _, m := range t.Mentions {
		if !model.Stance(m.Stance).Valid() {
			return t, meta, schema.Damagedf("%s has the unknown stance %q", o.At, m.Stance)
		}
	}
	return t, meta, nil
}

// fill adds what a task says of the whole text.
func (r *reader) fill(m *peer.Mark, t task) error {
	names, err := t.labels()
	if err != nil {
		return schema.Damagedf("%s: %v", m.At, err)
	}
	if t.Answer == "reject" || t.Answer == "ignore" {
		r.left[t.Answer] += len(names)
		names = nil
	}
	m.Labels = names
	if text, ok := t.UserInput.(string); ok && text != "" {
		m.Notes = append(m.Notes, peer.Note{Text: text})
	}
	for _, n := range t.Notes {
		m.Notes = append(m.Notes, peer.Note{ID: n.ID, Text: n.Text, Time: n.Time})
	}
	m.Phrases, m.Basis = t.Phrases, t.Basis
	if t.Grade != "" {
		if m.Grade = gradeOf(t.Grade); !m.Grade.Valid() {
			return schema.Damagedf("%s has the grade %q", m.At, t.Grade)
		}
	}
	if a := t.Attribution; a != nil {
		m.Attribution = &peer.Attribution{Name: a.Voice, Mode: model.SpeechMode(a.Mode), Cue: a.Cue, Via: a.Via}
	}
	for _, one := range t.Mentions {
		m.Mentions = append(m.Mentions, peer.Mention{Statement: model.StatementID(one.ID), Title: one.Statement, Stance: model.Stance(one.Stance)})
	}
	return nil
}

// gradeOf splits a grade into its letter and its digit.
func gradeOf(text string) (g model.Grade) {
	for i, c := range text {
		if '0' <= c && c <= '9' {
			return model.Grade{Source: text[:i], Information: text[i:]}
		}
	}
	return model.Grade{Source: text}
}

// labels returns the options that were chosen, and the label of a task that asks about one.
func (t task) labels() (names []string, err error) {
	for _, raw := range t.Accept {
		name, err := nameOf(raw, t.Options)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	if len(t.Label) > 0 && string(t.Label) != "null" {
		name, err := nameOf(t.Label, nil)
		if err != nil {
			return nil, err
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return names, nil
}

// nameOf returns the id of an option, or its text if the id is a number.
func nameOf(raw json.RawMessage, options []option) (name string, err error) {
	if json.Unmarshal(raw, &name) == nil {
		return name, nil
	}
	var number float64
	if err := json.Unmarshal(raw, &number); err != nil {
		return "", fmt.Errorf("%.40s is not a label", raw)
	}
	for _, o := range options {
		if string(o.ID) == string(raw) && o.Text != "" {
			return o.Text, nil
		}
	}
	return strconv.FormatFloat(number, 'f', -1, 64), nil
}

// spans returns the labels on parts of a task's text.
func (r *reader) spans(t task, of peer.Mark, ours bool) (marks []peer.Mark, err error) {
	quoted := make([]offset.Quoted, len(t.Spans))
	for i, s := range t.Spans {
		quoted[i] = offset.Quoted{Start: s.Start, End: s.End, Text: s.Text}
	}
	if len(quoted) == 0 {
		return nil, nil
	}
	counts := offset.Best(*t.Text, quoted, offset.Reading{Unit: offset.CodePoints}, offset.Reading{Unit: offset.UTF16})
	if counts.Reading().Unit == offset.UTF16 {
		r.left["UTF-16"]++
	}
	for i, s := range t.Spans {
		m := of
		m.At = fmt.Sprintf("%s, span %d", of.At, i+1)
		at, ok := counts.Span(s.Start, s.End)
		if !ok || at.Len() == 0 {
			return nil, schema.Damagedf("%s is from %d to %d, which is no part of a text of %d %s", m.At, s.Start, s.End, counts.Len(), counts.Reading().Unit)
		}
		if answer := cmp.Or(s.Answer, t.Answer); answer == "reject" || answer == "ignore" {
			r.left[answer]++
			continue
		}
		if s.Label == "" {
			continue // a highlight, such as the matches of a pattern
		}
		m.Labels = []string{s.Label}
		if ours {
			m.Quote, m.Before, m.After = at.Of(*t.Text), (*t.Text)[:at.Start], (*t.Text)[at.End:]
		} else {
			m.Span = at
		}
		marks = append(marks, m)
	}
	return marks, nil
}

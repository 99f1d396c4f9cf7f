package brat

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/recode"
)

// reader reads a collection.
type reader struct {
	files   *bundle.Files
	batch   *peer.Batch
	types   map[string]*types // by folder
	coded   map[string]bool   // the names of codes in the batch
	names   []string          // what is left out, in the order in which it was met
	leftOut map[string]int
}

// leave counts something that is left out.
func (r *reader) leave(what string) {
	if r.leftOut[what]++; r.leftOut[what] == 1 {
		r.names = append(r.names, what)
	}
}

// read reads a collection with the collections in its folders.
func read(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	r := &reader{files: files, batch: &peer.Batch{}, types: map[string]*types{}, coded: map[string]bool{}, leftOut: map[string]int{}}
	documents := map[string][]string{}
	for _, name := range files.Named(annotationExts()...) {
		documents[stem(name)] = append(documents[stem(name)], name)
	}
	if len(documents) == 0 && !files.Has(configName) {
		return nil, model.Damaged("it has no file that ends in .ann")
	}
	for _, name := range files.Names() { // sorted
		if !slices.Contains(documents[stem(name)], name) || documents[stem(name)][0] != name {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := r.document(stem(name), documents[stem(name)]); err != nil {
			return nil, err
		}
	}
	if len(documents) == 0 {
		if _, err := r.config("."); err != nil {
			return nil, err
		}
	}
	for _, name := range files.Named(".txt") {
		if documents[stem(name)] == nil {
			r.leave("texts without a file of annotations")
		}
	}
	for _, what := range r.names {
		r.batch.Remark("left out: %s (%d)", what, r.leftOut[what])
	}
	return r.batch, nil
}

// text returns a file as text.
func (r *reader) text(name string) (string, error) {
	data, err := r.files.Read(name)
	if err != nil {
		return "", err
	}
	in, _, _, err := recode.UTF8(bytes.NewReader(data))
	if err != nil {
		return "", fmt.Errorf("%s: %w: %w", name, model.ErrDamaged, err)
	}
	text, err := io.ReadAll(in)
	if err != nil || !utf8.Valid(text) {
		return "", fmt.Errorf("%s: %w: it is not in UTF-8", name, model.ErrDamaged)
	}
	return string(text), nil
}

// config returns the configuration for a folder: its own, or that of the nearest folder around it.
func (r *reader) config(folder string) (*types, error) {
	if t := r.types[folder]; t != nil {
		return t, nil
	}
	var texts [2]string
	for i, name := range []string{configName, visualName} {
		for at := folder; ; at = path.Dir(at) {
			text, err := r.text(path.Join(at, name))
			if err == nil {
				texts[i] = text
				break
			}
			if !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
			if at == "." {
				break
			}
		}
	}
	t := parse(texts[0], texts[1])
	r.types[folder] = t
	for _, code := range t.codes() {
		if name := fmt.Sprint(code.Phrase, code.Name); !r.coded[name] {
			r.coded[name] = true
			r.batch.Codes = append(r.batch.Codes, code)
		}
	}
	return t, nil
}

// annotation is a text-bound annotation with what refers to it.
type annotation struct {
	id, kind, text string
	spans          []offset.Quoted
	notes          []string
	attributes     [][2]string
}

// document is a text that is being read.
type document struct {
	*reader
	types  *types
	list   []*annotation
	bound  map[string]*annotation // by the id of the annotation, or of an event whose trigger it is
	others map[string]bool        // the ids of annotations of other sorts
	later  []func() error         // what refers to annotations that may come later
}

func (r *reader) document(name string, parts []string) error {
	t, err := r.config(path.Dir(name))
	if err != nil {
		return err
	}
	text, err := r.text(name + ".txt")
	if errors.Is(err, fs.ErrNotExist) {
		return model.Damaged("%s has no %s.txt beside it", parts[0], path.Base(name))
	}
	if err != nil {
		return err
	}
	d := &document{reader: r, types: t, bound: map[string]*annotation{}, others: map[string]bool{}}
	for _, part := range parts {
		content, err := r.text(part)
		if err != nil {
			return err
		}
		n := 0
		for line := range strings.Lines(content) {
			n++
			if err := d.line(strings.TrimRight(line, "\r\n")); err != nil {
				return fmt.Errorf("%s, line %d: %w", part, n, err)
			}
		}
		for _, check := range d.later {
			if err := check(); err != nil {
				return fmt.Errorf("%s: %w", part, err)
			}
		}
		d.later = nil
	}
	if text == "" && len(d.list) == 0 {
		r.leave("empty texts")
		return nil
	}
	doc := &peer.Document{Name: path.Base(name), Text: text}
	if err := d.place(doc); err != nil {
		return fmt.Errorf("%s: %w", parts[0], err)
	}
	r.batch.Documents = append(r.batch.Documents, doc)
	return nil
}

// line reads an annotation, whose sort is the first letter of its id.
func (d *document) line(line string) error {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	id, rest, ok := strings.Cut(line, "\t")
	if !ok || id == "" {
		return model.Damaged("it has no TAB: %.80q", line)
	}
	data, tail, _ := strings.Cut(rest, "\t")
	if id != "*" && (d.bound[id] != nil || d.others[id]) {
		return model.Damaged("the id %.40q occurs twice", id)
	}
	switch id[0] {
	case 'T':
		return d.span(id, data, tail)
	case 'E':
		return d.event(id, data)
	case 'A', 'M':
		d.others[id] = true
		return d.attribute(data)
	case '#':
		d.others[id] = true
		return d.note(id, data, tail)
	case 'R':
		d.others[id] = true
		d.leave("relations")
	case '*':
		d.leave("equivalences")
	case 'N':
		d.others[id] = true
		d.leave("links to databases")
	default:
		return model.Damaged("nobody knows annotations like %.40q", id)
	}
	return nil
}

// span reads a text-bound annotation: its type and one or several pairs of offsets.
func (d *document) span(id, data, tail string) error {
	kind, rest, _ := strings.Cut(data, " ")
	a := &annotation{id: id, kind: kind, text: tail}
	for pair := range strings.SplitSeq(rest, ";") {
		from, to, _ := strings.Cut(strings.TrimSpace(pair), " ")
		start, err := strconv.Atoi(from)
		end, wrong := strconv.Atoi(to)
		if kind == "" || err != nil || wrong != nil || start < 0 || end < start {
			return model.Damaged("%s has no type and places in the text: %.80q", id, data)
		}
		a.spans = append(a.spans, offset.Quoted{Start: start, End: end})
	}
	if len(a.spans) == 1 {
		a.spans[0].Text = tail
	}
	d.list = append(d.list, a)
	d.bound[id] = a
	return nil
}

// event reads an event. Its type is that of the span that triggers it.
func (d *document) event(id, data string) error {
	_, trigger, ok := strings.Cut(strings.TrimSpace(strings.SplitN(data, " ", 2)[0]), ":")
	if !ok {
		return model.Damaged("%s has no trigger: %.80q", id, data)
	}
	d.others[id] = true
	if len(strings.Fields(data)) > 1 {
		d.leave("events with arguments")
	}
	d.later = append(d.later, func() error {
		a := d.bound[trigger]
		if a == nil {
			return model.Damaged("%s is triggered by %.40q, which does not exist", id, trigger)
		}
		d.bound[id] = a
		return nil
	})
	return nil
}

// refer calls add with the annotation that an id refers to, once all are read.
func (d *document) refer(from, to string, add func(a *annotation)) {
	d.later = append(d.later, func() error {
		a := d.bound[to]
		switch {
		case a != nil:
			add(a)
		case d.others[to] || strings.HasPrefix(to, "*"):
			d.leave("notes on and attributes of relations")
		default:
			return model.Damaged("%s refers to %.40q, which does not exist", from, to)
		}
		return nil
	})
}

func (d *document) attribute(data string) error {
	name, rest, _ := strings.Cut(data, " ")
	target, value, _ := strings.Cut(rest, " ")
	if name == "" || target == "" {
		return model.Damaged("an attribute needs a name and an annotation: %.80q", data)
	}
	d.refer("the attribute "+name, target, func(a *annotation) { a.attributes = append(a.attributes, [2]string{name, value}) })
	return nil
}

func (d *document) note(id, data, tail string) error {
	_, target, ok := strings.Cut(data, " ")
	if !ok {
		return model.Damaged("%s refers to no annotation: %.80q", id, data)
	}
	if strings.TrimSpace(tail) != "" {
		d.refer(id, strings.TrimSpace(target), func(a *annotation) { a.notes = append(a.notes, tail) })
	}
	return nil
}

// place adds the annotations to the document.
func (d *document) place(doc *peer.Document) error {
	var spans []offset.Quoted
	for _, a := range d.list {
		spans = append(spans, a.spans...)
	}
	usual := offset.Reading{Unit: offset.CodePoints}
	table := offset.Best(doc.Text, spans, usual, offset.Reading{Unit: offset.UTF16}, offset.Reading{Unit: offset.Bytes},
		offset.Reading{Unit: offset.CodePoints, OneEnd: true}, offset.Reading{Unit: offset.CodePoints, Inclusive: true})
	if chosen := table.Reading(); chosen != usual {
		d.batch.Remark("the offsets of %s count %s, not %s", doc.Name, chosen, usual)
	}
	for _, a := range d.list {
		var whole model.Span
		for i, s := range a.spans {
			span, ok := table.Span(s.Start, s.End)
			if !ok {
				return model.Damaged("%s is at %d to %d, but the text has %d characters", a.id, s.Start, s.End, table.Len())
			}
			if i == 0 {
				whole = span
			} else if between := min(whole.End, span.Start); strings.TrimSpace(doc.Text[between:max(between, span.Start)]) != "" {
				d.leave("gaps in annotations")
			}
			whole.Start, whole.End = min(whole.Start, span.Start), max(whole.End, span.End)
		}
		if len(a.spans) == 1 && a.text != "" && !alike(whole.Of(doc.Text), a.text) {
			d.leave("words beside offsets that lead to others")
		}
		doc.Marks = append(doc.Marks, d.mark(a, whole))
	}
	return nil
}

// alike reports whether an annotation quotes the text, in which brat replaces line ends with spaces.
func alike(text, quoted string) bool {
	return text == quoted || strings.Join(strings.Fields(text), " ") == strings.Join(strings.Fields(quoted), " ")
}

// mark returns an annotation as a mark. Attributes of other programs become phrases.
func (d *document) mark(a *annotation, at model.Span) peer.Mark {
	m := peer.Mark{At: a.id, Span: at}
	switch {
	case d.types.own && a.kind == remarkType:
	case d.types.isPhrase(a.kind):
		m.Phrases = append(m.Phrases, d.types.name(a.kind))
	default:
		m.Labels = append(m.Labels, d.types.name(a.kind))
	}
	for _, attribute := range a.attributes {
		name, value := attribute[0], attribute[1]
		switch own := d.types.own; {
		case strings.EqualFold(name, analystAttribute), strings.EqualFold(name, "annotator"):
			m.Analyst = d.types.name(value)
		case own && name == sourceAttribute:
			m.Grade.Source = value
		case own && name == informationAttribute:
			m.Grade.Information = value
		case value == "":
			m.Phrases = append(m.Phrases, d.types.name(name))
		default:
			m.Phrases = append(m.Phrases, d.types.name(name)+": "+value)
		}
	}
	for _, text := range a.notes {
		if d.types.own {
			text = unescaped(text)
		}
		m.Notes = append(m.Notes, peer.Note{Text: text})
	}
	m.Phrases = slices.Compact(m.Phrases)
	return m
}

// unescaped is the inverse of appendNote.
func unescaped(text string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n").Replace(text)
}

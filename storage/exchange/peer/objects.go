package peer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/schema"
)

// Object is a JSON object of a file.
type Object struct {
	At     string // names the object in messages: "tasks.jsonl, line 3"
	Fields map[string]json.RawMessage
}

// Objects yields the JSON objects of a file: of JSON Lines, of objects one after another, or of a list.
// If the file is damaged, the last item is an error that wraps model.ErrDamaged and names the line.
func Objects(name string, data []byte) iter.Seq2[Object, error] {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	return func(yield func(Object, error) bool) {
		if at := invalid(data); at >= 0 {
			yield(Object{}, schema.Damagedf("%s, line %d is not UTF-8", name, 1+bytes.Count(data[:at], []byte("\n"))))
			return
		}
		d := objects{name: name, data: data, in: json.NewDecoder(bytes.NewReader(data))}
		list := bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("["))
		if list {
			if _, err := d.in.Token(); err != nil {
				yield(Object{}, d.wrong(err))
				return
			}
		}
		for !list || d.in.More() {
			o, err := d.next()
			if err == io.EOF && !list {
				return
			}
			if !yield(o, err) || err != nil {
				return
			}
		}
		if _, err := d.in.Token(); err != nil {
			yield(Object{}, d.wrong(err))
		} else if _, err = d.in.Token(); err != io.EOF {
			yield(Object{}, d.wrong(errors.New("something follows the list")))
		}
	}
}

// invalid returns the offset of the first byte that is not UTF-8, or -1.
func invalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

type objects struct {
	name     string
	data     []byte
	in       *json.Decoder
	line, at int // at is the offset up to which lines were counted
}

// next returns the next object. The error is io.EOF after the last one.
func (d *objects) next() (Object, error) {
	var raw json.RawMessage
	if err := d.in.Decode(&raw); err != nil {
		if err == io.EOF {
			return Object{}, err
		}
		return Object{}, d.wrong(err)
	}
	begin := int(d.in.InputOffset()) - len(raw)
	o := Object{At: fmt.Sprintf("%s, line %d", d.name, d.lineOf(begin))}
	if half := layout.HalfCharacter(raw); half >= 0 {
		return o, schema.Damagedf("%s has half of a character", o.At)
	}
	if raw[0] != '{' {
		return o, schema.Damagedf("%s is not an object", o.At)
	}
	if err := json.Unmarshal(raw, &o.Fields); err != nil {
		return o, schema.Damagedf("%s: %v", o.At, err)
	}
	return o, nil
}

func (d *objects) lineOf(at int) int {
	at = min(max(at, d.at), len(d.data))
	d.line += bytes.Count(d.data[d.at:at], []byte("\n"))
	d.at = at
	return d.line + 1
}

func (d *objects) wrong(err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	at := int(d.in.InputOffset())
	at += len(d.data[at:]) - len(bytes.TrimLeft(d.data[at:], " \t\r\n,"))
	return schema.Damagedf("%s, line %d: %v", d.name, d.lineOf(at), err)
}

// FirstKeys returns the keys of the first JSON object of a file, of which front is the beginning, in
// their order. whole reports whether the object ends in front. A file that begins with anything but
// an object or a list of objects has no keys.
func FirstKeys(front []byte) (keys []string, whole bool) {
	in := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(front, []byte("\uFEFF"))))
	first, err := in.Token()
	if first == json.Delim('[') {
		first, err = in.Token()
	}
	if err != nil || first != json.Delim('{') {
		return nil, false
	}
	for depth, isKey := 1, true; ; {
		token, err := in.Token()
		if err != nil {
			return keys, false
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		default:
			if key, ok := token.(string); ok && depth == 1 && isKey {
				keys, isKey = append(keys, key), false
				continue
			}
		}
		if depth == 0 {
			return keys, true
		}
		isKey = depth == 1
	}
}

// Meta is what line formats keep beside each text of ours, in the object "meta".
type Meta struct {
	Article  model.ArticleID `json:"article,omitempty"`
	Sentence string          `json:"sentence,omitempty"` // its id
	Analyst  string          `json:"analyst,omitempty"`
	File     string          `json:"file,omitempty"`
	model.Metadata
}

// MetaOf returns the description of an article, without a sentence and an analyst.
func (p *Page) MetaOf() Meta { return Meta{Article: p.ID, File: p.File, Metadata: p.Metadata} }

// Append appends the description as a JSON object without its closing brace, so that more fields can
// follow. It has one field at least, the article.
func (m Meta) Append(dst []byte) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(m); err != nil {
		panic(err) // a struct of texts can be written
	}
	return append(dst, bytes.TrimSuffix(out.Bytes(), []byte("}\n"))...)
}

// ParseMeta reads the description that a data set has beside a text. Of another program's it takes the
// title, the outlet and the URL; fields that are not texts are ignored.
func ParseMeta(raw json.RawMessage) (m Meta) {
	var all map[string]any
	if json.Unmarshal(raw, &all) != nil {
		return m
	}
	texts := map[string]string{}
	for key, v := range all {
		if text, ok := v.(string); ok {
			texts[key] = text
		}
	}
	if id := texts["article"]; len(id) != model.ArticleIDLen {
		return Meta{Metadata: model.Metadata{Title: texts["title"], Outlet: texts["outlet"], URL: texts["url"]}}
	}
	clean, err := json.Marshal(texts)
	if err == nil {
		err = json.Unmarshal(clean, &m)
	}
	if err != nil {
		return Meta{}
	}
	return m
}

// Has reports whether one of the keys is in a list of keys.
func Has(keys []string, any ...string) bool {
	return slices.ContainsFunc(any, func(k string) bool { return slices.Contains(keys, k) })
}

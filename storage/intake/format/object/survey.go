package object

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/table"
	"assay.app/assay/storage/intake/window"
)

// Survey divides a sequence of objects into parts. The mapping depends on the
// fields of all objects, so Survey reads the file twice.
func Survey(ctx context.Context, f *window.File, opts article.Options) (*article.Parts, error) {
	v := jsonSurvey{file: f, opts: opts, kinds: mappings{}, names: map[string]bool{}}
	if err := f.Each(ctx, f.Start, f.Size, 1, v.window); err != nil {
		return nil, err
	}
	left := v.left.Err(v.records)
	if v.records == 0 {
		return nil, errors.Join(left, article.ErrNoText)
	}
	if len(v.left) >= table.MaxLeft {
		return nil, left
	}
	names := slices.Sorted(maps.Keys(v.names))
	o, err := objectsOf(names, opts)
	if err != nil {
		return nil, err
	}
	texts := 0
	var dates table.Dates
	for i := range v.parts {
		part := &v.parts[i]
		w, err := f.Read(part.Start, part.End, part.End-part.Start)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		part.N = texts + 1
		n, err := v.count(o, w.Text, &dates)
		if texts += n; err != nil {
			return nil, err
		}
		if f.Seen != nil {
			f.Seen(part.End - part.Start)
		}
	}
	o.dates = o.dating(dates.Order)
	if texts == 0 {
		return nil, errNoTexts
	}
	p := &article.Parts{All: v.parts, Left: left, ReadPart: func(p article.Part, text string, opts article.Options) ([]article.Text, error) {
		records, err := partRecords(text, opts)
		if err != nil {
			return nil, err
		}
		return o.texts(text, records, p.N-1, opts)
	}}
	p.Table = table.DescribeRow(names, cells(v.first, names), opts)
	p.Table.DateOrder = o.dates.Order.String()
	return p, nil
}

type jsonSurvey struct {
	file    *window.File
	opts    article.Options
	parts   []article.Part
	kinds   mappings
	names   map[string]bool // names of the fields of all objects
	first   string          // the first object of at most table.GuessBytes bytes
	records int
	left    table.LeftRows
	broken  bool
}

// window reads the complete values in a window and returns how many of its bytes
// have been read.
func (v *jsonSurvey) window(w window.Window) (done int, err error) {
	if w.Full && w.Text == "" {
		return 0, article.TooLong(w.Line, "what begins on", v.file.Most)
	}
	if v.broken {
		return len(w.Text), nil
	}
	in := values{text: w.Text, kinds: v.kinds, left: v.left, had: v.records, before: w.Line - 1}
	before := v.records
	done = len(w.Text)
	for in.next() {
		if !w.Last && in.goesOn() {
			if in.at == 0 && w.Full {
				return 0, article.TooLong(w.Line, "what begins on", v.file.Most)
			}
			done = in.at
			break
		}
		found, err := in.append(nil, v.opts)
		if err != nil {
			return 0, err
		}
		if v.records += len(found); v.records > article.MaxArticles {
			return 0, article.ErrTooMany
		}
		for _, object := range found {
			if err := v.fields(object); err != nil {
				return 0, err
			}
		}
	}
	v.left, v.broken = in.left, in.broken
	if len(v.left) >= table.MaxLeft {
		return 0, v.left.Err(0)
	}
	if v.records > before {
		end, err := v.file.Coding.Size(w.Text[:done])
		if err != nil {
			return 0, err
		}
		v.parts = append(v.parts, article.Part{Start: w.Start, End: w.Start + end, Line: w.Line})
	}
	return done, nil
}

// goesOn reports whether the current value may continue after the text.
func (v *values) goesOn() bool {
	if v.end < len(v.text) {
		return false
	}
	bad := invalid(v.text[v.at:v.end])
	var syntax *json.SyntaxError
	return bad != nil && (!errors.As(bad, &syntax) || strings.Contains(bad.Error(), "unexpected end"))
}

// fields records the names of the fields of an object.
func (v *jsonSurvey) fields(object string) error {
	for name := range leaves(object, "", 0) {
		if v.names[name] {
			continue
		}
		if len(v.names) >= maxFields {
			return errFields
		}
		v.names[strings.Clone(name)] = true
	}
	if v.first == "" && len(object) <= table.GuessBytes {
		v.first = strings.Clone(object)
	}
	return nil
}

// count counts the objects with a text in a part, and adds the dates of all its
// objects to dates.
func (v *jsonSurvey) count(o *objects, text string, dates *table.Dates) (texts int, err error) {
	records, err := partRecords(text, v.opts)
	if err != nil {
		return 0, err
	}
	for _, object := range records {
		o.date(object, dates)
		fields, of, err := o.of(object, v.kinds)
		if err != nil {
			return texts, err
		}
		if hasText(of, object, fields) {
			texts++
		}
	}
	return texts, nil
}

// partRecords returns the objects in a part of a file. It skips values that cannot
// be read, which the survey has reported.
func partRecords(text string, opts article.Options) (records []string, err error) {
	v := values{text: text, kinds: mappings{}, had: 1} // had is not 0, so that beforeCut is not tried on an invalid value
	for err == nil && v.next() {
		records, err = v.append(records, opts)
	}
	return records, err
}

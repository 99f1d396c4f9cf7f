package codec

import (
	"errors"
	"fmt"
	"time"

	"github.com/fxamacker/cbor/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// encodeEdit encodes an edit of a change.
func encodeEdit(e edit.Edit, c edit.Change) ([]byte, error) {
	switch e := e.(type) {
	case edit.Record:
		return encodeRecordEdit(e, c)
	case edit.Metadata:
		return oneOf(editMetadata, metadataEdit{e.Article, Metadata(e.Before), Metadata(e.After)})
	case edit.Units:
		before, err := encodeUnits(e.Before)
		if err != nil {
			return nil, err
		}
		after, err := encodeUnits(e.After)
		if err != nil {
			return nil, err
		}
		return oneOf(editUnits, unitsEdit{e.Article, before, after})
	case edit.Presence:
		return oneOf(editPresence, presenceEdit(e))
	}
	return nil, fmt.Errorf("an edit of type %T cannot be stored", e)
}

// oneOf encodes a map with one key.
func oneOf(kind uint64, value any) ([]byte, error) {
	data, err := Marshal(value)
	if err != nil {
		return nil, err
	}
	return append(appendHead(append(make([]byte, 0, len(data)+3), majorMap<<5|1), majorNumber<<5, kind), data...), nil
}

// timeWithin returns the time that the contents in the edits of a change omit. Changes of
// version 1 of the format, which have no replica, omit none.
func timeWithin(c edit.Change) time.Time {
	if c.Replica == 0 {
		return time.Time{}
	}
	return c.At
}

func encodeRecordEdit(e edit.Record, c edit.Change) ([]byte, error) {
	at := e.Key.Subject
	r := recordEdit{
		Article: at.Article, Analyst: e.Key.Analyst, Outlet: at.Outlet, ID: e.Key.ID, Beside: e.Beside,
	}
	if at.Sentence != (model.Span{}) {
		r.Sentence = []int{at.Sentence.Start, at.Sentence.End}
	}
	for _, side := range []struct {
		content any
		to      *cbor.RawMessage
	}{{e.Before, &r.Before}, {e.After, &r.After}} {
		if side.content == nil {
			continue
		}
		data, err := EncodeContent(e.Key, side.content, timeWithin(c))
		if err != nil {
			return nil, err
		}
		*side.to = data
	}
	if s := e.Settles; s != nil {
		var errs [2]error
		r.Drops, errs[0] = encodeContents(e.Key, s.Drops, timeWithin(c))
		r.Leaves, errs[1] = encodeContents(e.Key, s.Leaves, timeWithin(c))
		if err := errors.Join(errs[:]...); err != nil {
			return nil, err
		}
	}
	if e.Was != nil {
		r.Was = AppendVersion(nil, *e.Was, true)
	}
	if e.Is != nil {
		r.Is = AppendVersion(nil, *e.Is, true)
	}
	return oneOf(uint64(e.Key.Kind), r)
}

// null is the encoded content of a deleted record in a list of contents.
const null = 0xF6

// encodeContents encodes contents of a record, which may be nil.
func encodeContents(key model.Key, contents []any, at time.Time) (list []cbor.RawMessage, err error) {
	for i := 0; i < len(contents) && err == nil; i++ {
		data := []byte{null}
		if contents[i] != nil {
			data, err = EncodeContent(key, contents[i], at)
		}
		list = append(list, data)
	}
	return list, err
}

// decodeContents is the inverse of encodeContents.
func decodeContents(key model.Key, list []cbor.RawMessage, at time.Time) (contents []any, err error) {
	for i := 0; i < len(list) && err == nil; i++ {
		var content any
		if data := list[i]; len(data) != 1 || data[0] != null {
			content, err = DecodeContent(key, data, at)
		}
		contents = append(contents, content)
	}
	return contents, err
}

// eachEdit calls visit with the first n edits in data, and stops at the first error. at
// is the time that the contents omit, or zero. Equal names in annotations share one
// string.
func eachEdit(data []byte, n int, at time.Time, visit func(edit.Edit) error) error {
	names := Interned{}
	for range n {
		p := numbers{data: data}
		count, kind := p.head(majorMap), p.head(majorNumber)
		if p.odd || count != 1 {
			return model.Damaged("an edit of %d kinds", count)
		}
		plain, rest, ok := plainEdit(kind, p.data, at, names)
		e := edit.Edit(plain)
		if !ok {
			var err error
			if e, rest, err = decodeEdit(kind, p.data, at); err != nil {
				return err
			}
		}
		data = rest
		if err := visit(e); err != nil {
			return err
		}
	}
	return nil
}

// decodeEdit decodes an edit of a kind at the beginning of data, and returns what
// follows it.
func decodeEdit(kind uint64, data []byte, at time.Time) (e edit.Edit, rest []byte, err error) {
	first := func(v any) {
		if rest, err = decoding.UnmarshalFirst(data, v); err != nil {
			err = model.Damaged("%v", err)
		}
	}
	switch kind {
	case editOldNote:
		var r oldNoteEdit
		if first(&r); err == nil {
			e, err = r.edit()
		}
	case editMetadata:
		var r metadataEdit
		first(&r)
		e = edit.Metadata{Article: r.Article, Before: model.Metadata(r.Before), After: model.Metadata(r.After)}
	case editUnits:
		var r unitsEdit
		if first(&r); err == nil {
			e, err = r.edit()
		}
	case editPresence:
		var r presenceEdit
		first(&r)
		e = edit.Presence(r)
	default:
		if kind == 0 || kind > 255 {
			return nil, nil, model.Damaged("an edit of the kind %d", kind)
		}
		var r recordEdit
		if first(&r); err == nil {
			e, err = r.edit(model.Kind(kind), at)
		}
	}
	return e, rest, err
}

func (r recordEdit) edit(kind model.Kind, at time.Time) (edit.Edit, error) {
	e := edit.Record{Beside: r.Beside, Key: model.Key{
		Kind: kind, Subject: model.Subject{Article: r.Article, Outlet: r.Outlet}, Analyst: r.Analyst, ID: r.ID,
	}}
	var err error
	if e.Key.Sentence, err = record.SpanOf(r.Sentence); err != nil {
		return nil, err
	}
	for _, side := range []struct {
		data cbor.RawMessage
		to   *any
	}{{r.Before, &e.Before}, {r.After, &e.After}} {
		if len(side.data) == 0 {
			continue
		}
		if *side.to, err = DecodeContent(e.Key, side.data, at); err != nil {
			return nil, err
		}
	}
	for _, side := range []struct {
		data cbor.RawMessage
		to   **record.Version
	}{{r.Was, &e.Was}, {r.Is, &e.Is}} {
		if len(side.data) == 0 {
			continue
		}
		v, _, err := DecodeVersion(side.data)
		if err != nil {
			return nil, err
		}
		*side.to = &v
	}
	if len(r.Drops)+len(r.Leaves) > 0 {
		drops, errDrops := decodeContents(e.Key, r.Drops, at)
		leaves, errLeaves := decodeContents(e.Key, r.Leaves, at)
		if err := errors.Join(errDrops, errLeaves); err != nil {
			return nil, err
		}
		e.Settles = &edit.Settlement{Drops: drops, Leaves: leaves}
	}
	if e.Beside && e.Was == nil && e.Is == nil {
		return nil, model.Damaged("an edit of a version in conflict names no version")
	}
	return e, nil
}

func (r oldNoteEdit) edit() (edit.Edit, error) {
	var sides [2]*model.Note
	for i, half := range []*record.StoredNote{r.Before, r.After} {
		if half == nil {
			continue
		}
		var err error
		if sides[i], err = half.Note(); err != nil {
			return nil, err
		}
	}
	if sides[0] == nil && sides[1] == nil {
		return edit.Record{Key: record.NoteID("")}, nil
	}
	return edit.OfNote(sides[0], sides[1]), nil
}

func (r unitsEdit) edit() (edit.Edit, error) {
	before, errBefore := decodeUnits(r.Before)
	after, errAfter := decodeUnits(r.After)
	return edit.Units{Article: r.Article, Before: before, After: after}, errors.Join(errBefore, errAfter)
}

// plainEdit decodes the edit of an annotation in its usual form, without reflection. ok
// is false for any other form and any other edit, which decodeEdit must decode.
func plainEdit(kind uint64, data []byte, at time.Time, names Interned) (e edit.Record, rest []byte, ok bool) {
	if kind != uint64(record.Annotation) {
		return e, nil, false
	}
	p := numbers{data: data}
	e.Key.Kind = record.Annotation
	last := uint64(0)
	for n := p.head(majorMap); n > 0 && !p.odd; n-- {
		field := p.head(majorNumber)
		if field <= last {
			return e, nil, false
		}
		switch last = field; field {
		case 1:
			e.Key.Article = model.ArticleID(names.OfBytes(p.bytes(majorText)))
		case 2:
			p.span(&e.Key.Sentence)
		case 3:
			e.Key.Analyst = names.OfBytes(p.bytes(majorText))
		case 4:
			e.Before = new(p.annotation(e.Key.Analyst, at, names))
		case 5:
			e.After = new(p.annotation(e.Key.Analyst, at, names))
		default:
			return e, nil, false
		}
	}
	return e, p.data, !p.odd
}

func (p *numbers) span(s *model.Span) {
	if p.head(majorList) != 2 {
		p.odd = true
		return
	}
	start, end := p.head(majorNumber), p.head(majorNumber)
	if start > end || end > MaxOffset {
		p.odd = true
		return
	}
	s.Start, s.End = int(start), int(end)
}

// annotation reads the content of an annotation.
func (p *numbers) annotation(analyst string, at time.Time, names Interned) model.Annotation {
	a := model.Annotation{Analyst: analyst, At: at}
	n := p.head(majorMap)
	if p.head(majorNumber) != 1 || n != 1 && n != 2 {
		p.odd = true
		return a
	}
	a.Label = model.LabelKey(names.OfBytes(p.bytes(majorText)))
	if n == 2 {
		if p.head(majorNumber) != 2 {
			p.odd = true
			return a
		}
		if own := record.Time(p.text()); own != "" {
			var err error
			a.At, err = own.Time()
			p.odd = p.odd || err != nil
		}
	}
	return a
}

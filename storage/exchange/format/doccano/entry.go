package doccano

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// entry is a label of a row: on the whole text or, in the units of the file, on a span.
type entry struct {
	isSpan     bool
	start, end int
	label      string
}

// entriesOf returns the labels of a field, which is null, a label, or a list of labels, of triples
// [start,end,label] and of objects. A row without the field has none.
func entriesOf(raw json.RawMessage) (all []entry, err error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	list := []json.RawMessage{raw}
	if raw[0] == '[' {
		if err := json.Unmarshal(raw, &list); err != nil {
			return nil, err
		}
	}
	for i, one := range list {
		e, err := entryOf(one)
		switch {
		case err != nil:
			return nil, fmt.Errorf("has something else than a label at %d: %w", i+1, err)
		case e.label == "" && e.isSpan:
			return nil, fmt.Errorf("has a span without a label at %d", i+1)
		case e.label != "":
			all = append(all, e)
		}
	}
	return all, nil
}

func entryOf(raw json.RawMessage) (e entry, err error) {
	switch raw[0] {
	case '[':
		var parts []json.RawMessage
		if err := json.Unmarshal(raw, &parts); err != nil {
			return e, err
		}
		if len(parts) != 3 {
			return e, fmt.Errorf("a list of %d", len(parts))
		}
		e.isSpan = true
		if err := errors.Join(json.Unmarshal(parts[0], &e.start), json.Unmarshal(parts[1], &e.end)); err != nil {
			return e, err
		}
		e.label, err = nameOf(parts[2])
		return e, err
	case '{':
		var one struct {
			Start *int            `json:"start_offset"`
			End   *int            `json:"end_offset"`
			Label json.RawMessage `json:"label"`
		}
		if err := json.Unmarshal(raw, &one); err != nil {
			return e, err
		}
		if (one.Start == nil) != (one.End == nil) {
			return e, errors.New("it has only one of start_offset and end_offset")
		}
		if one.Start != nil {
			e = entry{isSpan: true, start: *one.Start, end: *one.End}
		}
		e.label, err = nameOf(one.Label)
		return e, err
	}
	e.label, err = nameOf(raw)
	return e, err
}

// nameOf returns the name of a label. Exports of version 1 may have its number instead.
func nameOf(raw json.RawMessage) (name string, err error) {
	if raw = bytes.TrimSpace(raw); len(raw) > 0 && (raw[0] == '-' || '0' <= raw[0] && raw[0] <= '9') {
		return string(raw), nil
	}
	if len(raw) == 0 {
		return "", nil
	}
	err = json.Unmarshal(raw, &name)
	return name, err
}

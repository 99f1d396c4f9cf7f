package codec

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// EncodeRecord encodes a record with its version, whose replicas must be numbered.
// content is nil for a deleted record.
func EncodeRecord(key model.Key, content any, v record.Version) ([]byte, error) {
	out := AppendVersion(make([]byte, 0, 64), v, false)
	if content == nil {
		return out, nil
	}
	data, err := EncodeContent(key, content, v.Time())
	return append(out, data...), err
}

// DecodeRecord decodes a record with its version, whose replicas are numbered. content
// is nil if the record was deleted. The error wraps ErrDamaged.
func DecodeRecord(key model.Key, value []byte) (content any, v record.Version, err error) {
	v, data, err := DecodeVersion(value)
	if err != nil || len(data) == 0 {
		return nil, v, err
	}
	content, err = DecodeContent(key, data, v.Time())
	return content, v, err
}

// DecodeCurrent is DecodeRecord without the version.
func DecodeCurrent(key model.Key, value []byte) (any, error) {
	at, data, err := SplitRecord(value)
	if err != nil || len(data) == 0 {
		return nil, err
	}
	return DecodeContent(key, data, at)
}

// EncodeContent encodes the content of a record. at is the time of its version.
func EncodeContent(key model.Key, content any, at time.Time) ([]byte, error) {
	if a, ok := content.(*model.Annotation); ok && a.Analyst == key.Analyst && a.At.Equal(at) {
		out := append(make([]byte, 0, len(a.Label)+4), 0xA1, 1)
		return append(appendHead(out, majorText<<5, uint64(len(a.Label))), a.Label...), nil
	}
	return Marshal(record.Of(key.Kind).Stored(key, content, at))
}

// DecodeContent decodes the content of a record. at is the time of its version. The
// error wraps ErrDamaged.
func DecodeContent(key model.Key, data []byte, at time.Time) (any, error) {
	if key.Kind == record.Annotation {
		return DecodeAnnotation(data, key.Analyst, at)
	}
	return record.Of(key.Kind).Restored(func(v any) error { return Unmarshal(data, v) }, key, at)
}

// DecodeAnnotation decodes the content of an annotation. at is the time of its
// version. The error wraps ErrDamaged.
func DecodeAnnotation(data []byte, analyst string, at time.Time) (*model.Annotation, error) {
	s, ok := plainAnnotation(data)
	if !ok {
		s = record.StoredAnnotation{}
		if err := Unmarshal(data, &s); err != nil {
			return nil, err
		}
	}
	return s.Annotation(analyst, at)
}

// ReadAnnotation decodes a stored annotation without its version. It returns false if
// the annotation was deleted. Labels come from names. The error wraps ErrDamaged.
func ReadAnnotation(value []byte, analyst string, names Interned) (a model.Annotation, exists bool, err error) {
	at, data, err := SplitRecord(value)
	if err != nil || len(data) == 0 {
		return a, false, err
	}
	p := numbers{data: data}
	if a := p.annotation(analyst, at, names); !p.odd && len(p.data) == 0 { // the usual form
		return a, true, nil
	}
	other, err := DecodeAnnotation(data, analyst, at)
	if err != nil {
		return a, false, err
	}
	return *other, true, nil
}

// plainAnnotation decodes a map of one or two short texts, the usual form of an
// annotation, without reflection. ok is false for any other form; Unmarshal must
// decode that.
func plainAnnotation(data []byte) (s record.StoredAnnotation, ok bool) {
	if len(data) < 2 || data[0] != 0xA1 && data[0] != 0xA2 || data[1] != 1 {
		return s, false
	}
	both := data[0] == 0xA2
	label, data, ok := shortText(data[2:])
	s.Label = model.LabelKey(label)
	if !ok || !both {
		return s, ok && len(data) == 0
	}
	if len(data) == 0 || data[0] != 2 {
		return s, false
	}
	at, data, ok := shortText(data[1:])
	s.At = record.Time(at)
	return s, ok && len(data) == 0
}

// Valid returns an error if data is not one item of CBOR as files may have it. The
// error wraps ErrDamaged.
func Valid(data []byte) error {
	if err := decoding.Wellformed(data); err != nil {
		return model.Damaged("%v", err)
	}
	return nil
}

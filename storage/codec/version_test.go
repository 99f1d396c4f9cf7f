package codec

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// someVersions returns versions with every part that a version can have.
func someVersions() []record.Version {
	at := time.Date(2031, 2, 3, 4, 5, 6, 70, time.UTC)
	one, two := record.StampAt(1, Numbered(1), at), record.StampAt(900, Numbered(70000), at.Add(time.Hour))
	return []record.Version{
		{},
		{Stamp: record.StampAt(0, record.Replica{}, time.Time{})},
		{Stamp: record.StampAt(math.MaxUint64, Numbered(math.MaxUint32), time.Date(1931, 1, 1, 0, 0, 0, 999_999_999, time.UTC))},
		{Stamp: record.StampAt(1, record.Replica{}, time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC))},
		{Stamp: two, By: "Ünal"},
		{Stamp: two, Past: []record.Run{{First: one, Last: one}}},
		{Stamp: two, By: "Ines", Past: []record.Run{{First: one, Last: record.StampAt(7, Numbered(1), at.Add(time.Minute))}, {First: two, Last: two}}},
	}
}

func TestVersionsComeBackAsTheyWere(t *testing.T) {
	for _, v := range someVersions() {
		for _, ids := range []bool{false, true} {
			data := append(AppendVersion([]byte("before"), v, ids), "after"...)
			back, rest, err := DecodeVersion(data[len("before"):])
			if err != nil || !reflect.DeepEqual(back, v) || string(rest) != "after" {
				t.Errorf("%+v comes back as %+v and %q (%v)", v, back, rest, err)
			}
			at, rest, err := SplitRecord(data[len("before"):])
			if err != nil || !at.Equal(v.Time()) || string(rest) != "after" {
				t.Errorf("%+v is split into %v and %q (%v)", v, at, rest, err)
			}
		}
	}
}

func TestVersionsBeyondTheCalendarAreDamage(t *testing.T) {
	for _, at := range []time.Time{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(0, 12, 31, 23, 59, 59, 0, time.UTC)} {
		data := AppendVersion(nil, record.Version{Stamp: record.Stamp{Counter: 1, Seconds: at.Unix()}}, false)
		if _, _, err := DecodeVersion(data); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("a version of %v is decoded (%v)", at, err)
		}
	}
}

func TestIdsOfReplicasAreKept(t *testing.T) {
	v := record.Version{Stamp: record.StampAt(3, record.Replica{9, 8, 7, 6, 5, 4, 3, 2}, time.Unix(0, 5))}
	v.Past = []record.Run{{First: v.Stamp, Last: v.Stamp}}
	back, rest, err := DecodeVersion(AppendVersion(nil, v, true))
	if err != nil || !reflect.DeepEqual(back, v) || len(rest) > 0 {
		t.Errorf("%+v comes back as %+v and %q (%v)", v, back, rest, err)
	}
}

func TestADeletedRecordHasAVersionAndNoContent(t *testing.T) {
	key := record.OnSentence("a", model.Span{Start: 3, End: 9}, "Ines")
	for _, v := range someVersions() {
		data, err := EncodeRecord(key, nil, v)
		if err != nil {
			t.Fatal(err)
		}
		content, back, err := DecodeRecord(key, data)
		if err != nil || content != nil || !reflect.DeepEqual(back, v) {
			t.Errorf("%+v comes back as %+v with %v (%v)", v, back, content, err)
		}
		if content, err := DecodeCurrent(key, data); content != nil || err != nil {
			t.Errorf("its content is %v (%v)", content, err)
		}
	}
}

// slowVersion decodes a version with the general decoder.
func slowVersion(data []byte) (v record.Version, rest []byte, err error) {
	var list []cbor.RawMessage
	if rest, err = decoding.UnmarshalFirst(data, &list); err != nil {
		return v, nil, err
	}
	next := func(to any) {
		if len(list) == 0 {
			err = errors.Join(err, errors.New("too short"))
			return
		}
		err = errors.Join(err, decoding.Unmarshal(list[0], to))
		list = list[1:]
	}
	replica := func(r *record.Replica) {
		if len(list) > 0 && list[0][0]>>5 == majorBytes {
			var id []byte
			next(&id)
			copy(r[:], id)
			return
		}
		var number uint32
		next(&number)
		*r = Numbered(number)
	}
	next(&v.Counter)
	replica(&v.Replica)
	next(&v.Seconds)
	next(&v.Nanos)
	if len(list)%runNumbers == 1 {
		next(&v.By)
	}
	for err == nil && len(list) > 0 {
		var run record.Run
		replica(&run.First.Replica)
		run.Last.Replica = run.First.Replica
		next(&run.First.Counter)
		next(&run.Last.Counter)
		run.Last.Counter += run.First.Counter
		next(&run.First.Seconds)
		next(&run.First.Nanos)
		next(&run.Last.Seconds)
		next(&run.Last.Nanos)
		v.Past = append(v.Past, run)
	}
	return v, rest, err
}

func FuzzVersion(f *testing.F) {
	for _, v := range someVersions() {
		f.Add(AppendVersion(nil, v, false))
		f.Add(AppendVersion(nil, v, true))
	}
	f.Add([]byte{0x83, 1, 2, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		v, rest, err := DecodeVersion(data)
		if err != nil {
			if !errors.Is(err, model.ErrDamaged) {
				t.Fatalf("the error is not ErrDamaged: %v", err)
			}
			return
		}
		slow, slowRest, err := slowVersion(data)
		if err != nil || !reflect.DeepEqual(v, slow) || !bytes.Equal(rest, slowRest) {
			t.Errorf("% x is %+v, and by CBOR %+v (%v)", data, v, slow, err)
		}
		if at, content, err := SplitRecord(data); err != nil || !at.Equal(v.Time()) || !bytes.Equal(content, rest) {
			t.Errorf("% x is split into %v and % x (%v)", data, at, content, err)
		}
		back, rest, err := DecodeVersion(AppendVersion(nil, v, true))
		if err != nil || !reflect.DeepEqual(back, v) || len(rest) > 0 {
			t.Errorf("%+v comes back as %+v (%v)", v, back, err)
		}
	})
}

// FuzzEdit decodes an edit with and without reflection, and encodes it again.
func FuzzEdit(f *testing.F) {
	c := someChange()
	for _, e := range append(c.Edits, largeChange().Edits[len(c.Edits)]) {
		data, err := encodeEdit(e, c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte{0xA1, 1, 0xA1, 4, 0xA2, 1, 0x61, 'x', 2, 0x60}) // an empty time
	f.Fuzz(func(t *testing.T, data []byte) {
		p := numbers{data: data}
		if p.head(majorMap) != 1 {
			return
		}
		kind := p.head(majorNumber)
		if p.odd {
			return
		}
		fast, fastRest, ok := plainEdit(kind, p.data, c.At, Interned{})
		e, rest, err := decodeEdit(kind, p.data, c.At)
		if ok && (err != nil || !reflect.DeepEqual(e, edit.Edit(fast)) || !bytes.Equal(rest, fastRest)) {
			t.Fatalf("% x is %+v, and by CBOR %+v (%v)", data, fast, e, err)
		}
		if err != nil {
			if !errors.Is(err, model.ErrDamaged) {
				t.Fatalf("the error is not ErrDamaged: %v", err)
			}
			return
		}
		once, err := encodeEdit(e, c)
		if err != nil {
			return // such as units out of order
		}
		var back edit.Edit
		err = eachEdit(once, 1, c.At, func(e edit.Edit) error { back = e; return nil })
		if err != nil || !reflect.DeepEqual(back, e) {
			t.Fatalf("%+v comes back as %+v (%v), encoded as % x", e, back, err, once)
		}
	})
}

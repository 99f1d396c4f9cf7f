package codec

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// largeChange makes a change that is large enough to be packed.
func largeChange() edit.Change {
	at := time.Date(2031, 2, 3, 4, 5, 6, 0, time.UTC)
	c := someChange()
	for i := range PackEdits {
		c.Edits = append(c.Edits, edit.Of(record.OnSentence("a", model.Span{Start: i, End: i + 1}, "Ines"), nil, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: at}))
	}
	return c
}

func TestAPackedChangeIsStoredAsAnyOther(t *testing.T) {
	link := bytes.Repeat([]byte{7}, LinkLen)
	large := largeChange()
	for name, c := range map[string]edit.Change{
		"with everything": large,
		"bare":            {Edits: large.Edits[:40]},
		"few edits":       {Verb: edit.Load, Edits: large.Edits[:3]},
		"no edits to say": {Verb: edit.Load, Batch: "b", Redoes: []uint64{1}, Edits: large.Edits[:300]},
	} {
		want, err := EncodeChange(c, link)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Pack(c)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // it may be written again after a failure
			if got := append(p.Linked(link), 1, 2, 3, 4); !bytes.Equal(got[:len(got)-SealLen], want) {
				t.Errorf("%s: packed, the change is stored in another way", name)
			}
		}
		shared := p.Share()
		var edits []edit.Edit
		err = shared.Each(func(e edit.Edit) error { edits = append(edits, e); return nil })
		if err != nil || !reflect.DeepEqual(edits, c.Edits) {
			t.Errorf("%s: %d edits come out of %d (%v)", name, len(edits), len(c.Edits), err)
		}
		if got := shared.Linked(link); !bytes.Equal(got, want) || &got[0] == &p.value[0] {
			t.Errorf("%s: shared, the change is stored in another way, or in the same place", name)
		}
		if got, want := shared.Presences, PresencesIn(c.Edits); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: it moves %v, not %v", name, got, want)
		}
	}
}

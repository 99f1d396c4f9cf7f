package setfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

// stamp is a valid stamp.
func stamp() exchangetest.Tree {
	return exchangetest.Tree{"counter": 7, "replica": "0102030405060708", "time": "2026-03-04T05:06:07.5Z"}
}

// withRecord returns a set with one more record, about its second article or about none.
func withRecord(t *testing.T, set []byte, general bool, r exchangetest.Tree) []byte {
	t.Helper()
	return exchangetest.Altered(t, set, func(set exchangetest.Tree) {
		in := set
		if !general {
			in = set["articles"].([]any)[1].(exchangetest.Tree)
		}
		list, _ := in["records"].([]any)
		in["records"] = append(list, r)
	})
}

func TestReadRefusesBrokenRecords(t *testing.T) {
	good := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	first := exchangetest.Tree{"bytes": []int{0, 35}, "codePoints": []int{0, 34}}
	with := func(fields exchangetest.Tree, more exchangetest.Tree) exchangetest.Tree {
		out := exchangetest.Tree{"stamp": stamp()}
		for _, from := range []exchangetest.Tree{fields, more} {
			for name, value := range from {
				out[name] = value
			}
		}
		return out
	}
	annotation := exchangetest.Tree{"kind": "annotation", "number": 1, "span": first, "analyst": "ana", "value": exchangetest.Tree{"label": "claim"}}
	note := exchangetest.Tree{"kind": "note", "number": 7, "id": "n9", "value": exchangetest.Tree{
		"id": "n9", "outlet": "Post", "analyst": "ana", "text": "x", "created": "2026-03-04T05:06:07Z", "updated": "2026-03-04T05:06:07Z",
	}}
	stranger := exchangetest.Tree{"kind": "kind-200", "number": 200, "id": "x", "cbor": "oQEC"}
	value := func(of exchangetest.Tree, field string, to any) exchangetest.Tree {
		changed := exchangetest.Tree{}
		for name, was := range of["value"].(exchangetest.Tree) {
			changed[name] = was
		}
		changed[field] = to
		return exchangetest.Tree{"value": changed}
	}
	at := func(field string, to any) exchangetest.Tree {
		s := stamp()
		s[field] = to
		return exchangetest.Tree{"stamp": s}
	}
	past := func(field string, to any) exchangetest.Tree {
		run := exchangetest.Tree{"replica": "0102030405060708", "first": 2, "last": 3, "from": "2026-03-04T05:06:07Z", "to": "2026-03-04T05:06:07Z"}
		run[field] = to
		return at("past", []any{run})
	}
	for _, c := range []struct {
		name    string
		general bool
		record  exchangetest.Tree
		says    string
	}{
		{"a kind without a name", false, with(annotation, exchangetest.Tree{"kind": "star"}), "no kind"},
		{"a kind with the name of another", false, with(annotation, exchangetest.Tree{"kind": "kind-1"}), "no kind"},
		{"an edit for a kind", false, with(annotation, exchangetest.Tree{"kind": "kind-3", "number": 3}), "no kind"},
		{"a large kind", true, with(stranger, exchangetest.Tree{"kind": "kind-256", "number": 256}), "no kind"},
		{"an annotation about nothing", true, with(annotation, exchangetest.Tree{"span": nil}), "cannot have this subject, analyst or id"},
		{"an annotation about an article", false, with(annotation, exchangetest.Tree{"span": nil}), "cannot have this subject, analyst or id"},
		{"an annotation of nobody", false, with(annotation, exchangetest.Tree{"analyst": ""}), "cannot have this subject, analyst or id"},
		{"an annotation with an id", false, with(annotation, exchangetest.Tree{"id": "x"}), "cannot have this subject, analyst or id"},
		{"an annotation about an outlet", false, with(annotation, exchangetest.Tree{"outlet": "post"}), "not the id of an outlet"},
		{"a span in no article", true, with(annotation, nil), "no article"},
		{"a span beyond the text", false, with(annotation, exchangetest.Tree{"span": exchangetest.Tree{"bytes": []int{0, 9000}, "codePoints": []int{0, 9000}}}), "not a valid span"},
		{"a span in a character", false, with(annotation, exchangetest.Tree{"span": exchangetest.Tree{"bytes": []int{0, 14}, "codePoints": []int{0, 14}}}), "inside a character"},
		{"a note without an id", true, with(note, exchangetest.Tree{"id": ""}), "cannot have this subject, analyst or id"},
		{"a note about two articles", false, with(note, value(note, "article", "0123456789abcdef")), "about nothing"},
		{"a note about another article", false, with(note, value(exchangetest.Tree{"value": value(note, "outlet", "")["value"]}, "article", "0123456789abcdef")), "another article"},
		{"a note with the value of another one", true, with(note, exchangetest.Tree{"id": "other"}), "another id"},
		{"a note about nothing", true, with(note, value(note, "outlet", " ")), "about nothing"},
		{"a label that is not in the codebook", false, with(annotation, value(annotation, "label", "rumour")), "rumour"},
		{"a value with a field too many", false, with(annotation, value(annotation, "stars", 5)), "stars"},
		{"a value that is a list", false, with(annotation, exchangetest.Tree{"value": []int{1}}), "its value"},
		{"a grade that there is not", true, with(note, value(note, "source", "Z")), "grade"},
		{"an outlet's id with capitals", true, with(stranger, exchangetest.Tree{"outlet": "Post"}), "not the id of an outlet"},
		{"an unknown kind without cbor", true, with(stranger, exchangetest.Tree{"cbor": "", "value": exchangetest.Tree{}}), "not known"},
		{"cbor that is not base64", true, with(stranger, exchangetest.Tree{"cbor": "?"}), "base64"},
		{"cbor that is broken", true, with(stranger, exchangetest.Tree{"cbor": "oQ=="}), ""},
		{"cbor and more", true, with(stranger, exchangetest.Tree{"cbor": "AQE="}), ""},
		{"no replica", true, with(stranger, at("replica", "")), "replica"},
		{"a replica of other digits", true, with(stranger, at("replica", "010203040506070g")), ""},
		{"a negative counter", true, with(stranger, at("counter", -1)), "counter"},
		{"a counter without end", true, with(stranger, at("counter", 1<<53)), "counter"},
		{"a time that is none", true, with(stranger, at("time", "yesterday")), "not a time"},
		{"an analyst with a control character", true, with(stranger, at("by", "a\x1bb")), "analyst"},
		{"a run that ends before it begins", true, with(stranger, past("first", 4)), "replaces"},
		{"a run beyond the version", true, with(stranger, past("last", 8)), "replaces"},
		{"a run of nobody", true, with(stranger, past("replica", "x")), "replica"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for name, value := range c.record {
				if value == nil {
					delete(c.record, name)
				}
			}
			_, err := setfile.Read(bytes.NewReader(withRecord(t, good, c.general, c.record)))
			if err == nil || !errors.Is(err, model.ErrDamaged) && !errors.Is(err, model.ErrNoLabel) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

func TestReadRefusesARecordWithVeryManyVersions(t *testing.T) {
	good := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	with := func(n int) []byte {
		return exchangetest.Altered(t, good, func(set exchangetest.Tree) {
			var list []any
			for i := range n {
				s := stamp()
				s["counter"] = i + 1
				list = append(list, exchangetest.Tree{"kind": "kind-200", "number": 200, "id": "x", "cbor": "oQEC", "stamp": s, "beside": true})
			}
			set["records"] = list
		})
	}
	if set := exchangetest.Read(t, with(1000)); len(set.Records) != 1000 {
		t.Errorf("%d versions are read", len(set.Records))
	}
	if _, err := setfile.Read(bytes.NewReader(with(1001))); !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), "more than 1000 versions") {
		t.Errorf("got %v", err)
	}
}

// Values of records are converted to the form in which they are stored.
func TestReadFormsTheValuesOfRecords(t *testing.T) {
	good := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	raw := withRecord(t, good, false, exchangetest.Tree{
		"kind": "annotation", "number": 1, "analyst": "Jose\u0301  Ruiz", "stamp": stamp(), "beside": true,
		"span": exchangetest.Tree{"bytes": []int{0, 35}, "codePoints": []int{0, 34}}, "value": exchangetest.Tree{"label": "claim", "analyst": "somebody else"},
	})
	raw = withRecord(t, raw, true, exchangetest.Tree{
		"kind": "note", "number": 7, "id": "n9", "stamp": stamp(), "value": exchangetest.Tree{
			"id": "n9", "outlet": "Post", "analyst": "ana", "text": "Odd\x00.", "created": "2026-03-04T06:06:07+01:00", "updated": "2026-03-04T05:06:07Z",
		},
	})
	set := exchangetest.Read(t, raw)
	a := set.Articles[1].Records
	if got := fmt.Sprint(a[len(a)-1].Key.Analyst, *a[len(a)-1].Content.(*model.Annotation)); got != "José Ruiz{José Ruiz claim 2026-03-04 05:06:07.5 +0000 UTC}" {
		t.Errorf("%s", got)
	}
	n := set.Records[len(set.Records)-1].Content.(*model.Note)
	if n.Text != "Odd." || !n.Created.Equal(exchangetest.Epoch) {
		t.Errorf("%+v", n)
	}
}

func TestTheVersionsOfASetAreThoseOfTheProject(t *testing.T) {
	p := exchangetest.Contested(t)
	set := exchangetest.Read(t, exchangetest.Export(t, p, exchange.Options{}))
	got := set.Held()
	for _, a := range set.Articles {
		all, err := p.Versions(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		inSet := a.Held()
		for key, held := range inSet {
			if key.Article == "" {
				got[key] = append(held, got[key]...)
				delete(inSet, key)
			}
		}
		sameVersions(t, inSet, all)
	}
	all, err := p.Versions("")
	if err != nil {
		t.Fatal(err)
	}
	sameVersions(t, got, all)
}

func sameVersions(t *testing.T, got, want map[model.Key][]record.Held) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d records, not %d", len(got), len(want))
	}
	for key, held := range want {
		mine := record.Combine(got[key])
		if len(mine) != len(held) {
			t.Errorf("%+v has %d versions, not %d", key, len(mine), len(held))
			continue
		}
		for i := range held {
			if !mine[i].Same(held[i]) || len(mine[i].Version.Past) != len(held[i].Version.Past) {
				t.Errorf("version %d of %+v is %+v, not %+v", i, key, mine[i], held[i])
			}
		}
	}
}

// The times in the values of records are read like the other times of a set.
func TestTimesInRecordsMayBeInOtherForms(t *testing.T) {
	good := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	for text, want := range map[string]string{
		"2026-03-04t05:06:07z":      "2026-03-04T05:06:07Z",
		"2016-12-31T23:59:60Z":      "2017-01-01T00:00:00Z",
		"2017-01-01t00:59:60+01:00": "2017-01-01T00:00:00Z",
		"2016-12-31T23:59:61Z":      "",
		"2016-12-31T12:00:60Z":      "",
	} {
		set, err := setfile.Read(bytes.NewReader(withRecord(t, good, true, exchangetest.Tree{
			"kind": "grade", "number": int(record.GradeKind), "outlet": "post", "analyst": "ana", "stamp": stamp(), "value": exchangetest.Tree{"source": "B", "time": text},
		})))
		if want == "" {
			if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), fmt.Sprintf("%q is not a time", text)) {
				t.Errorf("%s: %v", text, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if again := string(exchangetest.Export(t, exchangetest.Shelf{Set: set}, exchange.Options{})); !strings.Contains(again, want) || strings.Contains(again, text) {
			t.Errorf("%s is not written as %s", text, want)
		}
	}
}

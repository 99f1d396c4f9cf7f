package exchange_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/storagetest"
)

// converted returns an article whose text was converted from a web page.
func converted() *model.Document {
	d := storagetest.Document("The ferry left late. Nobody was told.")
	d.Source = model.Source{Format: "html", SHA256: strings.Repeat("0f", 32), Encoding: "koi8-r", Record: model.Record{N: 3, Of: 40, Start: 91, End: 5_000_000_000, ID: "TIDE 12·b"}}
	d.Metadata.Section = "World"
	return d
}

func TestSourceOfAConvertedArticleIsKeptAndCarriedAlong(t *testing.T) {
	p := newProject(t)
	d := converted()
	storagetest.Import(t, p, d)
	back, err := p.Document(d.ID)
	if err != nil || back.Source != d.Source {
		t.Fatalf("the project gives %+v (%v), want %+v", back.Source, err, d.Source)
	}
	first := export(t, p, exchange.Options{})
	exchangetest.Validate(t, first)
	other := newProject(t)
	load(t, other, read(t, first))
	if back, err = other.Document(d.ID); err != nil || back.Source != d.Source {
		t.Errorf("after loading: %+v (%v), want %+v", back.Source, err, d.Source)
	}
	sameBut(t, first, export(t, other, exchange.Options{}))
}

func TestReadRefusesASourceThatCannotBe(t *testing.T) {
	p := newProject(t)
	storagetest.Import(t, p, converted())
	set := export(t, p, exchange.Options{})
	for name, swap := range map[string][2]string{
		"a hash too short":          {strings.Repeat("0f", 32), "0f"},
		"a hash in capitals":        {strings.Repeat("0f", 32), strings.Repeat("0F", 32)},
		"no format":                 {`"html"`, `""`},
		"a place before the first":  {`"n": 3`, `"n": 0`},
		"a place behind the last":   {`"n": 3`, `"n": 41`},
		"more articles than a file": {`"of": 40`, `"of": 10000001`},
		"bytes that end too early":  {`"end": 5000000000`, `"end": 91`},
		"bytes before the first":    {`"start": 91`, `"start": -1`},
		"an id that is too long":    {`"TIDE 12·b"`, `"` + strings.Repeat("1", 256) + `"`},
		"an id with control signs":  {`"TIDE 12·b"`, `"TIDE\u0007"`},
		"an encoding besides":       {`"utf-8"`, `"utf-8-bom"`},
	} {
		bad := bytes.Replace(set, []byte(swap[0]), []byte(swap[1]), 1)
		if bytes.Equal(bad, set) {
			t.Fatalf("%s: %s is not in the set", name, swap[0])
		}
		if _, err := setfile.Read(bytes.NewReader(bad)); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

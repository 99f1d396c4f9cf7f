package setfile_test

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

func TestReadRefusesASourceThatCannotBe(t *testing.T) {
	p := exchangetest.NewProject(t)
	storagetest.Import(t, p, exchangetest.Converted())
	set := exchangetest.Export(t, p, exchange.Options{})
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

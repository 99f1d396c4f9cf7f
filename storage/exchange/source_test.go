package exchange_test

import (
	"testing"

	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/storagetest"
)

func TestSourceOfAConvertedArticleIsKeptAndCarriedAlong(t *testing.T) {
	p := exchangetest.NewProject(t)
	d := exchangetest.Converted()
	storagetest.Import(t, p, d)
	back, err := p.Document(d.ID)
	if err != nil || back.Source != d.Source {
		t.Fatalf("the project gives %+v (%v), want %+v", back.Source, err, d.Source)
	}
	first := exchangetest.Export(t, p, exchange.Options{})
	exchangetest.Validate(t, first)
	other := exchangetest.NewProject(t)
	exchangetest.Load(t, other, exchangetest.Read(t, first))
	if back, err = other.Document(d.ID); err != nil || back.Source != d.Source {
		t.Errorf("after loading: %+v (%v), want %+v", back.Source, err, d.Source)
	}
	exchangetest.SameBut(t, first, exchangetest.Export(t, other, exchange.Options{}))
}

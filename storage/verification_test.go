package storage_test

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

func TestVerifyRunsWhileOthersWrite(t *testing.T) {
	p, d := storagetest.WithLetter(t, storage.Options{Encode: storagetest.Encode})
	done := make(chan bool)
	go func() {
		defer close(done)
		for n := range 200 {
			p.Enqueue(storagetest.Tag(d, n%4, model.Claim))
		}
	}()
	for range 10 {
		if problems, err := p.Verify(t.Context()); err != nil || len(problems) > 0 {
			t.Fatalf("%v, %v", problems, err)
		}
	}
	<-done
}

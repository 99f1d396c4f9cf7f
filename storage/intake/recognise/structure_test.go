package recognise_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"assay.app/assay/model/segment"
	"assay.app/assay/storage/intake/recognise/recognisetest"
)

func TestStructureCoversTheTextExactly(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	for range 3000 {
		var b strings.Builder
		for range random.IntN(24) {
			b.WriteString(recognisetest.Pieces[random.IntN(len(recognisetest.Pieces))])
		}
		text := b.String()
		r := recognised(text)
		if err := recognisetest.CheckRecognition(text, r); err != nil {
			t.Fatalf("seed %d: %q: %v", seed, text, err)
		}
		for _, lang := range []string{"en", "uk", ""} {
			if err := recognisetest.CheckStructure(text, divided(text, r, lang)); err != nil {
				t.Fatalf("seed %d: %s: %q: %v", seed, lang, text, err)
			}
		}
	}
}

func TestStructureTakesEveryRegionFound(t *testing.T) {
	text := " date 2031-04-02 PORT ELLERY: The gates stood open. Share\n\nNobody was hurt. – AFP\n"
	s := divided(text, recognised(text), "en")
	var got []string
	for _, u := range s.Units {
		got = append(got, fmt.Sprintf("%d %v %s", u.Paragraph, u.Kind, u.Span.Of(text)))
	}
	want := []string{
		"0 header date 2031-04-02", "0 dateline PORT ELLERY:", "0 sentence The gates stood open.", "0 residue Share",
		"1 sentence Nobody was hurt.", "1 credit – AFP",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(s.Paragraphs) != len(segment.Paragraphs(text)) {
		t.Errorf("%d paragraphs", len(s.Paragraphs))
	}
}

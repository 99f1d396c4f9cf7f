package intake_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/storage/intake"
)

// checkStructure says what is wrong with a structure of text, or nil: units
// must be in order, trimmed, each in its paragraph, and cover all that isn't
// white space.
func checkStructure(text string, s model.Structure) error {
	at := 0
	for i, u := range s.Units {
		switch {
		case u.Span.Start < at || u.Span.End <= u.Span.Start || u.Span.End > len(text):
			return fmt.Errorf("unit %d at %v after %d of %d", i, u.Span, at, len(text))
		case strings.TrimSpace(text[at:u.Span.Start]) != "":
			return fmt.Errorf("before unit %d %q is in no unit", i, text[at:u.Span.Start])
		case u.Paragraph < 0 || u.Paragraph >= len(s.Paragraphs):
			return fmt.Errorf("unit %d in paragraph %d of %d", i, u.Paragraph, len(s.Paragraphs))
		case strings.TrimFunc(u.Span.Of(text), unicode.IsSpace) != u.Span.Of(text):
			return fmt.Errorf("unit %d is not trimmed: %q", i, u.Span.Of(text))
		}
		p := s.Paragraphs[u.Paragraph]
		if u.Span.Start < p.Start || u.Span.End > p.End {
			return fmt.Errorf("unit %d at %v outside paragraph %d at %v", i, u.Span, u.Paragraph, p)
		}
		at = u.Span.End
	}
	if strings.TrimSpace(text[at:]) != "" {
		return fmt.Errorf("after the last unit %q is in no unit", text[at:])
	}
	return nil
}

// checkRecognition says what is wrong with the regions found in text, or nil.
func checkRecognition(text string, r intake.Recognition) error {
	at := 0
	for _, region := range r.Regions {
		s := region.Span
		if s.Start < at || s.End <= s.Start || s.End > len(text) || region.Kind == model.UnitSentence || region.Reason == "" {
			return fmt.Errorf("region %+v after %d of %d", region, at, len(text))
		}
		at = s.End
	}
	return nil
}

// pieces are what articles are put together from.
var pieces = []string{
	" date 2031-04-02 ", "By Ann Doe, CNX", "PORT ELLERY, Oct 10 – ", "(CNX) — ", "The gates stood open.", "Nobody was hurt",
	" Share", "Share", "\n\n", "\r\n", "\n", " ", "\u00a0", "\u2028", "\f", "Source: Harbour News", " – AFP", "(Reuters)",
	"“Open them,” she said.", "Mrs. Roe left the U.S. in May…", "Міст не розвели.", "12:45", "Read more: Why?", "。", "!", "\ufeff",
	"Title: The gates of Ellery", "© 2031 Harbour News", "...", "\t", "🌊", "e\u0301",
}

func TestStructureCoversTheTextExactly(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	for range 3000 {
		var b strings.Builder
		for range random.IntN(24) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := b.String()
		r := intake.Recognise(text)
		if err := checkRecognition(text, r); err != nil {
			t.Fatalf("seed %d: %q: %v", seed, text, err)
		}
		for _, lang := range []string{"en", "uk", ""} {
			if err := checkStructure(text, intake.Structure(text, r, lang)); err != nil {
				t.Fatalf("seed %d: %s: %q: %v", seed, lang, text, err)
			}
		}
	}
}

func TestStructureTakesEveryRegionFound(t *testing.T) {
	text := " date 2031-04-02 PORT ELLERY: The gates stood open. Share\n\nNobody was hurt. – AFP\n"
	s := intake.Structure(text, intake.Recognise(text), "en")
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

func FuzzParse(f *testing.F) {
	for _, piece := range pieces {
		f.Add([]byte(piece + body + "\n\n" + piece + "\n" + body + piece))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		doc, err := intake.Parse(raw, "a.txt", intake.Options{Now: fixedTime})
		if err != nil {
			if !errors.Is(err, model.ErrEmptyFile) && !errors.Is(err, model.ErrBinary) && !errors.Is(err, model.ErrDamaged) {
				t.Fatalf("an error without a name: %v", err)
			}
			return
		}
		if err := checkRecognition(doc.Text, intake.Recognise(doc.Text)); err != nil {
			t.Fatal(err)
		}
		if err := checkStructure(doc.Text, doc.Structure); err != nil {
			t.Fatal(err)
		}
		if len(doc.Sentences()) == 0 {
			t.Fatal("there is nothing to tag")
		}
		if doc.Size != len(doc.Text) || len(doc.ID) != model.ArticleIDLen {
			t.Fatalf("size %d of %d, id %q", doc.Size, len(doc.Text), doc.ID)
		}
	})
}

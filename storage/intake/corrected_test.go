package intake_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
)

// imported returns the article of a file.
func imported(t *testing.T, name, text string) *model.Document {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, name, text)
	docs, refused := documents(t, intake.Options{HeadlinesAside: true}, dir)
	if len(docs) != 1 || refused != nil {
		t.Fatalf("%d documents, refused %q", len(docs), refused)
	}
	return docs[0]
}

func corrected(t *testing.T, old *model.Document, text string) *model.Document {
	t.Helper()
	doc, err := intake.Corrected(old, text, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// asidesOf returns the texts of the units of a document that are not sentences.
func asidesOf(doc *model.Document) (all []string) {
	for _, u := range doc.Units {
		if u.Kind != model.UnitSentence {
			all = append(all, u.Kind.String()+": "+u.Span.Of(doc.Text))
		}
	}
	return all
}

func TestACorrectedTextIsAnArticleWithTheHashOfItsText(t *testing.T) {
	old := imported(t, "gate.txt", "Gate holds\n\n"+body)
	old.Metadata.Outlet, old.Metadata.Language = "The Echo", "en"
	doc := corrected(t, old, strings.Replace(old.Text, "Gate", "The gate", 1))
	sum := sha256.Sum256([]byte(doc.Text))
	if doc.ID != model.ArticleIDOf(sum) || doc.SHA256 != hex.EncodeToString(sum[:]) || doc.Encoding != old.Encoding || doc.Size != len(doc.Text) {
		t.Errorf("the article is %+v", doc.Article)
	}
	if doc.Metadata != old.Metadata || doc.ImportPath != old.ImportPath {
		t.Errorf("the metadata are %+v and the path is %s", doc.Metadata, doc.ImportPath)
	}
	if want := (model.Source{Format: "text", SHA256: old.SHA256, Encoding: old.Encoding}); doc.Source != want {
		t.Errorf("the source is %+v, want %+v", doc.Source, want)
	}
	if again := corrected(t, doc, doc.Text+" It rained."); again.Source != doc.Source {
		t.Errorf("the source of a second correction is %+v, want %+v", again.Source, doc.Source)
	}
}

func TestWhatWasSetAsideStaysSetAsideInACorrectedText(t *testing.T) {
	old := imported(t, "gate.txt", "Gate holds\nBy Ann Doe\n\nPORT TOWN, April 2 (Wire) – "+body+"\n\n"+body)
	before := asidesOf(old)
	if len(before) < 2 {
		t.Fatalf("only %q are set aside", before)
	}
	for name, text := range map[string]string{
		"the same":             old.Text + "\n",
		"an added paragraph":   old.Text + "\n\nBy Monday it was dry.",
		"a changed paragraph":  strings.Replace(old.Text, "– ", "– Late on Tuesday, it was said, ", 1),
		"a paragraph in front": "It was late.\n\n" + old.Text,
	} {
		if got := asidesOf(corrected(t, old, text)); !slices.Equal(got, before) {
			t.Errorf("%s: %q are set aside, want %q", name, got, before)
		}
	}
	doc := corrected(t, old, strings.Replace(old.Text, "Ann Doe", "Ann Dole", 1))
	if got := strings.Join(asidesOf(doc), "\n"); !strings.Contains(got, "By Ann Dole") {
		t.Errorf("%q are set aside; want the mended byline, too", got)
	}
}

func TestACorrectedTextIsRefusedLikeAFile(t *testing.T) {
	old := imported(t, "gate.txt", body)
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing":        {" \n\n", model.ErrEmptyFile},
		"invalid UTF-8":  {"It rained.\xff", model.ErrBinary},
		"too many bytes": {strings.Repeat("It rained. ", 3<<20), model.ErrTooLarge},
		"too many lines": {strings.Repeat("a\n", 3<<20), model.ErrTooLarge},
	} {
		if _, err := intake.Corrected(old, c.text, intake.Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: the error is %v, want %v", name, err, c.want)
		}
	}
}

// Whatever is edited, the units of the corrected text cover all its words once, in order.
func TestTheUnitsOfACorrectedTextCoverIt(t *testing.T) {
	old := imported(t, "gate.txt", "Gate holds\nBy Ann Doe\n\nPORT TOWN, April 2 (Wire) – "+body+"\n\n"+strings.Repeat("ADVERTISEMENT\n\n"+body+"\n\n", 3))
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 300 {
		text := old.Text
		for range 1 + random.IntN(4) {
			at := random.IntN(len(text))
			to := min(len(text), at+random.IntN(40))
			text = strings.ToValidUTF8(text[:at]+[]string{"", "\n\n", "Dry. ", "By Ann Doe\n"}[random.IntN(4)]+text[to:], "")
		}
		doc := corrected(t, old, text)
		at := 0
		for _, u := range doc.Units {
			if u.Span.Start < at || u.Span.End > len(text) || u.Span.Len() <= 0 || strings.TrimSpace(text[at:u.Span.Start]) != "" {
				t.Fatalf("unit %v after byte %d of %q", u, at, text)
			}
			at = u.Span.End
		}
		if strings.TrimSpace(text[at:]) != "" {
			t.Fatalf("%q is in no unit", text[at:])
		}
	}
}

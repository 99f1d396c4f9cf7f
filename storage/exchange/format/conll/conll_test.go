package conll_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/format/conll"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

func universal() peer.Format { return conll.Formats()[0] }
func columns() peer.Format   { return conll.Formats()[1] }

func TestUniversalRoundTrip(t *testing.T) { peertest.RoundTrip(t, universal()) }

func read(t testing.TB, f peer.Format, text string) (*peer.Batch, error) {
	t.Helper()
	set, err := bundle.Of("a"+f.Ext, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return f.Read(context.Background(), set)
}

// solid returns a text without white space and control characters, which two columns do not keep.
func solid(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}

// Two columns have no bounds of articles, so sentences are compared by their words.
func TestColumnsRoundTrip(t *testing.T) {
	for seed := range uint64(8) {
		p := peertest.Project(t, rand.New(rand.NewPCG(seed, 24)), int(seed%4), 1+int(seed)*7)
		c, err := peer.Open(context.Background(), p, peer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want, got := map[string]bool{}, map[string]bool{}
		for page, err := range c.Pages(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range page.Units {
				if label := u.Label(c.Analyst); label != "" {
					want[solid(u.Span.Of(page.Text))+" "+string(label)] = true
				}
			}
		}
		for _, d := range peertest.Read(t, columns(), peertest.Export(t, columns(), p)).Documents {
			for _, m := range d.Marks {
				got[solid(m.Before+m.Quote+m.After)+" "+m.Labels[0]] = true
			}
		}
		if !maps.Equal(want, got) {
			t.Errorf("seed %d: read %q, want %q", seed, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		}
	}
}

// lines describes a batch: each mark with the text that it is on.
func lines(b *peer.Batch) string {
	var out []string
	for _, d := range b.Documents {
		if d.Text != "" {
			out = append(out, d.Name+": "+d.Text)
		}
		for _, m := range d.Marks {
			on := m.Before + "|" + m.Quote + "|" + m.After
			if d.Text != "" {
				on = m.Span.Of(d.Text)
			}
			out = append(out, fmt.Sprintf("%s: %s (%s)", on, strings.Join(m.Labels, "+"), m.Analyst))
		}
	}
	return strings.Join(out, "\n")
}

func TestTagsOfAllSchemesAreRead(t *testing.T) {
	const sentence = "Ann Bo left , then \" sat \" .\n"
	for _, c := range []struct{ name, tags, want string }{
		{"IOB1", "I-who B-who O O I-x I-x O O O", "|Ann|Bo left, then \"sat\".: who ()\nAnn|Bo|left, then \"sat\".: who ()\nAnn Bo left,|then \"|sat \".: x ()"},
		{"IOB2", "B-who I-who O O O O O O O", "|Ann Bo|left, then \"sat\".: who ()"},
		{"IOBES", "S-who S-who B-x I-x E-x O O O O", "|Ann|Bo left, then \"sat\".: who ()\nAnn|Bo|left, then \"sat\".: who ()\nAnn Bo|left, then|\"sat\".: x ()"},
		{"BILOU", "B-who L-who U-x O O O O O O", "|Ann Bo|left, then \"sat\".: who ()\nAnn Bo|left|, then \"sat\".: x ()"},
		{"a sentence", "B-a-b I-a-b I-a-b I-a-b I-a-b I-a-b I-a-b I-a-b I-a-b", "|Ann Bo left, then \"sat\".|: a-b ()"},
		{"nothing", "O O O O O O O O O", ""},
	} {
		for name, separator := range map[string]string{"tabs": "\t", "spaces": "  ", "four columns": "\tNN\tB-NP\t"} {
			var text strings.Builder
			text.WriteString("# id = 1\r\n-DOCSTART- -X- O O\r\n\r\n")
			tags := strings.Fields(c.tags)
			for i, w := range strings.Fields(sentence) {
				text.WriteString(w + separator + tags[i] + "\r\n")
			}
			b, err := read(t, columns(), text.String())
			if err != nil {
				t.Errorf("%s with %s: %v", c.name, name, err)
			} else if got := lines(b); got != c.want {
				t.Errorf("%s with %s:\n%s\nwant\n%s", c.name, name, got, c.want)
			}
		}
	}
}

// row returns a line of CoNLL-U.
func row(n, form, misc string) string {
	return n + "\t" + form + strings.Repeat("\t_", 7) + "\t" + misc + "\n"
}

func TestUniversalFilesOfOthersAreRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"without a text", row("1", "Ann", "_") + row("2", "left", "SpaceAfter=No") + row("3", ".", "_"), "a.conllu: Ann left."},
		{
			"documents, paragraphs and names",
			"# newdoc id = d1\n# newpar\n# sent_id = s1\n# text = Ann left.\n" + row("1", "Ann", "NE=B-who") + row("2", "left", "SpaceAfter=No") + row("3", ".", "_") +
				"\n# text = Bo sat.\n" + row("1", "Bo", "Label=a\\sb") + row("2", "sat", "SpaceAfter=No") + row("3", ".", "_") +
				"\n# newpar id = p2\n# text = He.\n" + row("1", "He.", "_") + "\n# newdoc\n" + row("1", "End", "_"),
			"d1: Ann left. Bo sat.\n\nHe.\nAnn: who ()\nBo sat.: a b ()\na.conllu: End",
		},
		{
			"words in one and empty words",
			"# text = Il va au bar\n" + row("1", "Il", "_") + row("2", "va", "_") + row("2.1", "pas", "_") + row("3-4", "au", "NER=B-x") + row("3", "à", "_") + row("4", "le", "_") + row("5", "bar", "NER=I-x"),
			"a.conllu: Il va au bar\nau bar: x ()",
		},
	} {
		b, err := read(t, universal(), c.text)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := lines(b); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestDamagedFilesAreRefusedWithTheLine(t *testing.T) {
	for _, c := range []struct {
		format peer.Format
		text   string
		want   string
	}{
		{columns(), "Ann\tO\nBo\n", "a.conll, line 2 has no token with a tag"},
		{columns(), "Ann\tNNP\n", `a.conll, line 1: "NNP" is not a tag`},
		{columns(), "\tO\n", "no token with a tag"},
		{columns(), "Ann\tB-\n", "is not a tag"},
		{columns(), "An\xffn\tO\n", "not UTF-8"},
		{universal(), "1\tAnn\t_\n", "a.conllu, line 1 has 3 columns, not 10"},
		{universal(), row("x", "Ann", "_"), `"x"`},
		{universal(), row("1", "Ann", "_") + row("3", "left", "_"), "a.conllu, line 2"},
		{universal(), row("1.x", "Ann", "_") + row("y.1", "left", "_"), `"y.1" is not the number of a word`},
		{universal(), row("1", "", "_"), "a.conllu, line 1"},
		{universal(), row("1-9999999", "x", "_"), "too many words"},
		{universal(), "# text = \xff\n", "not UTF-8"},
	} {
		b, err := read(t, c.format, c.text)
		if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.want) || b != nil {
			t.Errorf("%q: %v, want one with %q", c.text, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"Ann\tB-who\nleft\tO\n\n", "-DOCSTART- -X- O O\n\nAnn NNP I-NP I-who\n", "#\tO\n# x\n", "",
		"# newdoc id = 0123456789abcdef\n# meta::title = T\n# sent_id = 0123456789abcdef:0-9\n# text = Ann left.\n" + row("1", "Ann", "Label=x|SpaceAfter=No"),
		"# text = other\n" + row("1-2", "au", "NE=B-x") + row("1", "à", "_") + row("2", "le", "_") + row("2.1", "_", "_"),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range conll.Formats() {
			b, err := read(t, format, text)
			if err != nil {
				if !errors.Is(err, model.ErrDamaged) {
					t.Errorf("the error does not wrap ErrDamaged: %v", err)
				}
				continue
			}
			_ = lines(b)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	for _, f := range conll.Formats() {
		b.Run(f.Key, func(b *testing.B) { peertest.Speed(b, f) })
	}
}

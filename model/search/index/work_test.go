package index

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"assay.app/assay/model/search"
	"assay.app/assay/model/search/token"
)

type counted struct {
	io.ReaderAt
	reads int
}

func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	c.reads++
	return c.ReaderAt.ReadAt(p, at)
}

// Pasted text may be long, and every keystroke after it searches for all of it. The
// search must end as soon as no candidate is left.
func TestALongQueryIsNotALongWalk(t *testing.T) {
	numbers, articles := corpus(rand.New(rand.NewPCG(5, 6)), 300)
	b, tokens := NewBuilder(), token.NewTokenizer()
	for i, sentences := range articles {
		b.Article(numbers[i])
		for _, s := range sentences {
			b.Begin()
			tokens.EachIn(s, b.Word)
		}
	}
	data := b.Segment()
	c := &counted{ReaderAt: bytes.NewReader(data)}
	s, err := Open(c, int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var absent []string
	for i := range 200 {
		absent = append(absent, fmt.Sprintf("lacking%d", i))
	}
	for name, text := range map[string]string{
		"a phrase":          `"` + strings.Join(absent, " ") + `" `,
		"words that follow": strings.Join(absent[:90], " ") + " ",
		"an expression":     "/" + strings.Join(absent[:60], " ") + "/ ",
	} {
		q, err := search.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		relaxed, _ := q.Relaxed()
		for _, q := range []search.Query{q, relaxed} {
			c.reads = 0
			if _, err := NewLook(s).Candidates(NewPlan(q)); err != nil {
				t.Fatal(err)
			}
			if c.reads > 4*mostNeeds {
				t.Errorf("%s: the segment was read %d times", name, c.reads)
			}
		}
	}
}

func TestOfAnExpressionTheLongestLettersAreLookedFor(t *testing.T) {
	q, err := search.Parse("/" + strings.Repeat("a be sea dear ", 20) + "leafless ebb/ ")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%s", NewPlan(q).terms[0].needs); got != "[leafless dear ebb sea be a]" {
		t.Errorf("these are: %s", got)
	}
}

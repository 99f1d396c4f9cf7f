package segment

import (
	"unicode/utf8"

	"assay.app/assay/model"
)

// scanner walks once over a paragraph.
type scanner struct {
	*rules
	text  string
	start int // where the sentence now being read begins
	out   []model.Span
}

// halts marks the bytes at which a terminator or a bullet can begin; all
// others are skipped without being decoded.
var halts = func() (t [256]bool) {
	for _, r := range ".!?…⋯‼⁇⁈⁉‽؟۔।॥։՜՞።፧፨။។៕᠃᠉܀܁܂;。！？｡．•‣◦⁃▪▫■●○►▶➢➤❖✓✔" {
		var b [utf8.UTFMax]byte
		utf8.EncodeRune(b[:], r)
		t[b[0]] = true
	}
	return t
}()

// sentences appends the sentences of one paragraph to dst.
func (r *rules) sentences(dst []model.Span, paragraph string) []model.Span {
	s := scanner{rules: r, text: paragraph, out: dst}
	s.start = skipSpace(paragraph, 0)
	for i := s.start; i < len(paragraph); {
		if !halts[paragraph[i]] {
			i++
			continue
		}
		i = s.halt(i)
	}
	s.cut(len(paragraph))
	return s.out
}

// cut ends the sentence at byte end and begins the next one after the white
// space that follows.
func (s *scanner) cut(end int) {
	if span, ok := trim(s.text, s.start, end); ok {
		s.out = append(s.out, span)
	}
	s.start = skipSpace(s.text, end)
}

// halt looks at the character at byte i and gives where to go on.
func (s *scanner) halt(i int) int {
	c, n := at(s.text, i)
	switch c {
	case stop, mark, ellipsis, wide:
		e := readEnding(s.text, i)
		if s.ends(e) {
			s.cut(e.close)
		}
		return e.close
	}
	return i + n
}

package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/format"
	"assay.app/assay/storage/intake/format/article"
)

// mended is like decode for tables, JSON and pages, whose bytes need not be
// restored from their text. If no encoding is named and only some of the bytes are
// not UTF-8, it replaces those with � and names their lines in c.left.
func (c *conversion) mended(raw []byte, encoding string) (text, name string, err error) {
	text, name, err = c.decode(raw, encoding)
	if encoding != "" || !errors.Is(err, model.ErrDamaged) || !coding.PartlyUTF8(raw) || bytes.IndexByte(raw, 0) >= 0 {
		return text, name, err
	}
	if err := c.room.Take(int64(len(raw))); err != nil {
		return "", "", err
	}
	c.left = article.LeftOut{Part: linesDamaged(raw), Err: fmt.Errorf("%w: some of its bytes are not UTF-8; \uFFFD replaces them", model.ErrDamaged)}
	return strings.ToValidUTF8(coding.StringOf(bytes.TrimPrefix(raw, []byte(coding.BomUTF8))), "\uFFFD"), coding.UTF8, nil
}

// linesDamaged names the first lines of a file that are not UTF-8, and counts the
// other such lines.
func linesDamaged(raw []byte) string {
	const most = 8
	var names []string
	n, more := 0, 0
	for line := range bytes.Lines(raw) {
		n++
		switch {
		case utf8.Valid(line):
		case len(names) < most:
			names = append(names, strconv.Itoa(n))
		default:
			more++
		}
	}
	list := strings.Join(names, ", ")
	switch {
	case more > 0:
		return fmt.Sprintf("lines %s and %d more", list, more)
	case len(names) == 1:
		return "line " + list
	}
	return "lines " + list
}

// mendedTable reads raw as a table or JSON although a few of its bytes are not
// UTF-8. It returns nil if raw is neither.
func (c *conversion) mendedTable(raw []byte, asked article.Options) (article.Format, article.Input) {
	text, encoding, err := c.mended(raw, c.opts.Encoding)
	if err == nil {
		if f := format.OfText(text, asked); f != nil && IsTable(f.Name()) {
			return f, article.Input{Raw: raw, Text: text, Encoding: encoding}
		}
	}
	c.left = nil
	return nil, article.Input{}
}

package table

import (
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/charset"
)

// damaged returns an error that wraps model.ErrDamaged.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), model.ErrDamaged)
}

// decode returns the text of a file as spreadsheets save it, without a byte order mark, and the name
// of its encoding.
func decode(raw []byte) (text, encoding string, err error) {
	switch {
	case hasMark(raw, 0xEF, 0xBB, 0xBF):
		raw = raw[3:]
	case hasMark(raw, 0xFF, 0xFE):
		return wide(raw[2:], binary.LittleEndian), "utf-16le", nil
	case hasMark(raw, 0xFE, 0xFF):
		return wide(raw[2:], binary.BigEndian), "utf-16be", nil
	case len(raw) >= 4 && raw[0] != 0 && raw[1] == 0 && raw[3] == 0:
		return wide(raw, binary.LittleEndian), "utf-16le", nil
	case len(raw) >= 4 && raw[0] == 0 && raw[1] != 0 && raw[2] == 0:
		return wide(raw, binary.BigEndian), "utf-16be", nil
	}
	if utf8.Valid(raw) {
		return string(raw), "utf-8", nil
	}
	name := charset.Of(raw).Encoding
	if page := charset.Page(name); page != nil {
		text, err = page.NewDecoder().String(string(raw))
	} else if eastern := charset.Eastern(name); eastern != nil {
		text, err = eastern.NewDecoder().String(string(raw))
	} else {
		err = damaged("its encoding is unknown")
	}
	if err != nil {
		return "", "", damaged("it is no text in UTF-8, and none in %s (%v)", name, err)
	}
	return text, name, nil
}

func hasMark(raw []byte, mark ...byte) bool {
	return strings.HasPrefix(string(raw[:min(len(raw), 4)]), string(mark))
}

// wide decodes UTF-16. Half a character becomes U+FFFD.
func wide(raw []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = order.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}

// dialect finds out which separator a CSV file has, and returns its columns and a reader of the rows
// below the headings. The separator is the one with which most headings are known; Excel's line
// "sep=;" at the top decides.
func dialect(text string) (*head, *csv.Reader, error) {
	if strings.IndexByte(text, 0) >= 0 {
		return nil, nil, damaged("it has NUL characters, so it is no table")
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // as older Macs end lines
	}
	separators := []rune{',', ';', '\t'}
	if line, rest, _ := strings.Cut(text, "\n"); len(strings.TrimRight(line, "\r")) == len("sep=;") && strings.HasPrefix(line, "sep=") {
		separators, text = []rune{rune(line[4])}, rest
		if strings.ContainsRune("\r\n\"", separators[0]) || separators[0] >= utf8.RuneSelf {
			return nil, nil, damaged("%q is no separator", separators[0])
		}
	}
	var best *head
	var rows *csv.Reader
	var first error
	for _, sep := range separators {
		in := csv.NewReader(strings.NewReader(text))
		in.Comma, in.FieldsPerRecord, in.ReuseRecord = sep, -1, false
		cells, err := in.Read()
		if err == nil {
			h, err := headings(cells, true)
			if err == nil && h.known > 0 && (best == nil || h.known > best.known) {
				best, rows = h, in
			}
			if err != nil && first == nil {
				first = err
			}
		}
	}
	switch {
	case best != nil:
		return best, rows, nil
	case first != nil:
		return nil, nil, first
	default:
		return nil, nil, damaged("its first row has none of the headings that a table has, such as sentence_id")
	}
}

// row is a row of a table, with what a person sees beside it.
type row struct {
	number int
	cells  []string
}

// rowsOf yields the rows below the headings of a CSV file.
func rowsOf(in *csv.Reader) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		for number := 2; ; number++ {
			cells, err := in.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				var at *csv.ParseError
				if errors.As(err, &at) {
					err = damaged("line %d: %v", at.Line, at.Err)
				}
				yield(row{}, err)
				return
			}
			if !yield(row{number, cells}, nil) {
				return
			}
		}
	}
}

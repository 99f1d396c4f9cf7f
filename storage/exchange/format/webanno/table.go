package webanno

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/offset"
)

func hexadecimal(digits string) (uint16, bool) {
	n, err := strconv.ParseUint(digits, 16, 16)
	return uint16(n), err == nil
}

func decode16(units []uint16) string { return string(utf16.Decode(units)) }

// table is a file as it stands.
type table struct {
	java      bool // texts are escaped as Java does
	columns   []column
	sentences []passage
}

// column is a column behind the first three.
type column struct {
	layer   string
	feature string // "" if the layer has none
	kind    string // "SP", "RL" or "CH"
	slot    bool   // it says which other annotations this one links to
}

// passage is a sentence with its rows.
type passage struct {
	id    string
	lines []string
	text  string // the lines
	rows  []row
}

// row is a token or a part of one.
type row struct {
	line       int
	id         string
	start, end int
	text       string
	values     []string
}

// wrong returns an error about a line.
func wrong(line int, format string, args ...any) error {
	return fmt.Errorf("line %d: %w: %s", line, model.ErrDamaged, fmt.Sprintf(format, args...))
}

// parse reads a file.
func parse(content string) (*table, error) {
	t := &table{}
	version, rest, _ := strings.Cut(strings.TrimPrefix(content, bom), "\n")
	version, known := strings.CutPrefix(strings.TrimRight(version, "\r "), formatLine)
	if !known {
		return nil, wrong(1, "it does not begin with %q", formatLine)
	}
	switch version {
	case "3", "3.0", "3.1":
		t.java = true
	case "3.2", "3.3":
	default:
		return nil, wrong(1, "its version is %.20q; 3.0 to 3.3 can be read", version)
	}
	n, open := 1, false // open: the last lines were the beginning of a sentence
	for line := range strings.Lines(rest) {
		n++
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		text, isText := strings.CutPrefix(line, "#Text=")
		id, isID := strings.CutPrefix(line, "#Sentence.id=")
		switch {
		case line == "":
			open = false
		case strings.HasPrefix(line, "#T_"):
			if err := t.header(n, line); err != nil {
				return nil, err
			}
		case isText || isID:
			if !open {
				t.sentences, open = append(t.sentences, passage{}), true
			}
			s := &t.sentences[len(t.sentences)-1]
			if isID {
				s.id = unescaped(id, t.java)
				continue
			}
			s.lines = append(s.lines, unescaped(text, t.java))
		case strings.HasPrefix(line, "#"):
		default:
			if len(t.sentences) == 0 {
				return nil, wrong(n, "a token stands before the text of its sentence")
			}
			one, err := t.row(n, line)
			if err != nil {
				return nil, err
			}
			s := &t.sentences[len(t.sentences)-1]
			s.rows = append(s.rows, one)
			open = false
		}
	}
	for i := range t.sentences {
		t.sentences[i].text = strings.Join(t.sentences[i].lines, "\n")
	}
	return t, nil
}

// header reads the declaration of a layer.
func (t *table) header(n int, line string) error {
	kind, rest, ok := strings.Cut(strings.TrimPrefix(line, "#T_"), "=")
	if !ok || kind != "SP" && kind != "RL" && kind != "CH" || len(t.sentences) > 0 {
		return wrong(n, "%.80q declares no layer", line)
	}
	fields := strings.Split(rest, "|")
	if len(fields) == 1 {
		fields = append(fields, "")
	}
	slot := false
	for _, feature := range fields[1:] {
		if len(t.columns) == mostColumns {
			return wrong(n, "it has more than %d columns", mostColumns)
		}
		target := slot && strings.Contains(feature, ".")
		slot = strings.HasPrefix(feature, "ROLE_")
		t.columns = append(t.columns, column{layer: fields[0], feature: feature, kind: kind, slot: slot || target})
	}
	return nil
}

const mostColumns = 1000

func (t *table) row(n int, line string) (row, error) {
	fields := strings.Split(line, "\t")
	if fields[len(fields)-1] == "" && len(fields) > len(t.columns)+3 {
		fields = fields[:len(fields)-1]
	}
	if len(fields) != len(t.columns)+3 && !(len(fields) == len(t.columns)+4 && strings.TrimSpace(fields[len(fields)-1]) == "") {
		return row{}, wrong(n, "it has %d columns, but the header declares %d", len(fields), len(t.columns)+3)
	}
	from, to, _ := strings.Cut(fields[1], "-")
	start, err := strconv.Atoi(from)
	end, bad := strconv.Atoi(to)
	if err != nil || bad != nil || start < 0 || end < start {
		return row{}, wrong(n, "%.40q is no pair of offsets", fields[1])
	}
	return row{line: n, id: fields[0], start: start, end: end, text: fields[2], values: fields[3 : 3+len(t.columns)]}, nil
}

// text is the text of a file in one unit of offsets.
type text struct {
	strings.Builder
	unit  offset.Unit
	spans [][]model.Span // of the rows, by sentence, in bytes
	fits  int            // how many rows have the text that their offsets lead to
}

// assembled returns the text that the sentences make. Between two sentences, it has a line feed and
// spaces, or nothing if one follows the other at once, as INCEpTION does.
func (t *table) assembled(unit offset.Unit) (*text, error) {
	out := &text{unit: unit}
	length, gaps := 0, mostGap // in units
	for i, s := range t.sentences {
		if len(s.rows) == 0 {
			continue
		}
		begin := s.rows[0].start
		switch {
		case begin < length:
			return out, wrong(s.rows[0].line, "sentence %d begins at %d, but the one before it ends at %d", i+1, begin, length)
		case begin-length > gaps:
			return out, wrong(s.rows[0].line, "sentence %d begins at %d, far from the end of the one before it at %d", i+1, begin, length)
		case begin > length && length > 0:
			out.WriteByte('\n')
			length++
		}
		out.WriteString(strings.Repeat(" ", begin-length))
		gaps -= begin - length
		table, at := offset.NewTable(s.text, offset.Reading{Unit: unit}), out.Len()
		spans := make([]model.Span, len(s.rows))
		for n, r := range s.rows {
			span, ok := table.Span(r.start-begin, r.end-begin)
			if !ok {
				return out, wrong(r.line, "the token at %d-%d is not in the text of its sentence", r.start, r.end)
			}
			if span.Of(s.text) == r.text || span.Of(s.text) == unescaped(r.text, t.java) {
				out.fits++
			}
			spans[n] = model.Span{Start: at + span.Start, End: at + span.End}
		}
		for len(out.spans) < i {
			out.spans = append(out.spans, nil)
		}
		out.spans = append(out.spans, spans)
		out.WriteString(s.text)
		length = begin + table.Len()
	}
	return out, nil
}

// mostGap is how much may lie between the sentences of a file, in units. It is filled with spaces.
const mostGap = 1 << 20

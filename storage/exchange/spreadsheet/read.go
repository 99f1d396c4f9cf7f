package spreadsheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"assay.app/assay/model"
)

// How a workbook is read
//
// The sheets are read as a stream of XML, a row at a time, so that memory holds only the strings that
// the cells share. Excelize is not used: it has to unpack whole sheets, and it returns the text that a
// cell shows, which loses digits and depends on the language of dates. Every value becomes the text that
// a person would type for it: dates as 2006-01-02, whole numbers without an exponent.

// Archive has the files of a workbook.
type Archive interface {
	Has(name string) bool
	// Open opens a file. Its content is limited in size.
	Open(name string) (io.ReadCloser, error)
}

// Loaded is a workbook that is being read.
type Loaded struct {
	archive Archive
	names   []string          // of the sheets
	files   map[string]string // by the names of the sheets
	shared  []string
	formats []format // of the cells' styles
	epoch   float64  // the serial number of the day from which dates count
}

// Row is a row of a sheet. Its cells are valid until the next row is read.
type Row struct {
	Number int // from 1
	Cells  []string
}

// Limits of what is read.
const (
	maxColumns = excelize.MaxColumns
	maxDepth   = 64 // of XML elements
	maxShared  = 16 << 20
)

// Load reads the lists of a workbook. The error wraps model.ErrDamaged if it is none.
func Load(a Archive) (*Loaded, error) {
	if !a.Has(bookFile) || !a.Has(relationsFile) {
		return nil, damaged("it is no workbook")
	}
	l := &Loaded{archive: a, files: map[string]string{}}
	parts, kinds, err := l.relations()
	if err != nil {
		return nil, err
	}
	for kind, read := range map[string]func(*scanner) error{"sharedStrings": l.strings, "styles": l.styles} {
		if file := kinds[kind]; file != "" && a.Has(file) {
			if err := l.scan(file, read); err != nil {
				return nil, err
			}
		}
	}
	return l, l.scan(bookFile, func(s *scanner) error { return l.sheets(s, parts) })
}

// The names of the file that lists the sheets, and of the one that says where they are.
const (
	bookFile      = "xl/workbook.xml"
	relationsFile = "xl/_rels/workbook.xml.rels"
)

// Sheets returns the names of the sheets in their order.
func (l *Loaded) Sheets() []string { return l.names }

func damaged(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), model.ErrDamaged)
}

// scanner reads the elements of an XML file.
type scanner struct {
	in    *xml.Decoder
	depth int
}

// next returns the next token. The error is io.EOF at the end.
func (s *scanner) next() (xml.Token, error) {
	token, err := s.in.Token()
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, damaged("line %d: %s", syntax.Line, syntax.Msg)
	case err != nil:
		return nil, err
	}
	switch token.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return nil, damaged("its elements are nested too deeply")
		}
	case xml.EndElement:
		s.depth--
	case xml.Directive:
		return nil, damaged("it declares a document type, which workbooks do not have")
	default:
	}
	return token, nil
}

// scan reads a file of the workbook.
func (l *Loaded) scan(file string, read func(*scanner) error) error {
	in, err := l.archive.Open(file)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	err = read(&scanner{in: xml.NewDecoder(in)})
	if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	if closed := in.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// elements calls visit with each element that begins.
func (s *scanner) elements(visit func(xml.StartElement) error) error {
	for {
		token, err := s.next()
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := visit(e); err != nil {
				return err
			}
		}
	}
}

// attr returns the attribute of an element with a local name, or "".
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// relations returns the files of the workbook by their ids, and by what they are for.
func (l *Loaded) relations() (parts, kinds map[string]string, err error) {
	parts, kinds = map[string]string{}, map[string]string{}
	err = l.scan(relationsFile, func(s *scanner) error {
		return s.elements(func(e xml.StartElement) error {
			if e.Name.Local != "Relationship" {
				return nil
			}
			file := attr(e, "Target")
			if within, rooted := strings.CutPrefix(file, "/"); rooted {
				file = path.Clean(within)
			} else {
				file = path.Join("xl", file)
			}
			parts[attr(e, "Id")], kinds[path.Base(attr(e, "Type"))] = file, file
			return nil
		})
	})
	return parts, kinds, err
}

// sheets reads the list of sheets.
func (l *Loaded) sheets(s *scanner, parts map[string]string) error {
	return s.elements(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if since := attr(e, "date1904"); since == "1" || since == "true" {
				l.epoch = days1904
			}
		case "sheet":
			name, file := attr(e, "name"), parts[attr(e, "id")]
			if file == "" || !l.archive.Has(file) {
				return damaged("the sheet %.60q has no file", name)
			}
			if l.files[name] != "" {
				return damaged("two sheets have the name %.60q", name)
			}
			l.names, l.files[name] = append(l.names, name), file
		}
		return nil
	})
}

// strings reads the strings that cells share.
func (l *Loaded) strings(s *scanner) error {
	var text texts
	for {
		token, err := s.next()
		if err != nil {
			return err
		}
		text.take(token)
		if end, ok := token.(xml.EndElement); ok && end.Name.Local == "si" {
			if len(l.shared) == maxShared {
				return fmt.Errorf("it has more than %d strings: %w", maxShared, model.ErrTooLarge)
			}
			l.shared = append(l.shared, text.end())
		}
	}
}

// texts collects the text of a cell or of a shared string, which may be in several runs, without
// what says how to pronounce it.
type texts struct {
	b      strings.Builder
	within bool // v or t
	beside int  // elements rPh
}

func (t *texts) take(token xml.Token) {
	switch e := token.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "rPh":
			t.beside++
		case "v", "t":
			t.within = true
		}
	case xml.EndElement:
		switch e.Name.Local {
		case "rPh":
			t.beside--
		case "v", "t":
			t.within = false
		}
	case xml.CharData:
		if t.within && t.beside == 0 {
			t.b.Write(e)
		}
	default:
	}
}

// end returns the text and begins another one.
func (t *texts) end() string {
	text := unescaped(t.b.String())
	t.b.Reset()
	return text
}

// unescaped undoes escapes such as _x000D_; see text.go.
func unescaped(text string) string {
	if !strings.Contains(text, "_x") && !strings.Contains(text, "_X") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '_' || !escape(text[i:]) {
			b.WriteByte(text[i])
			i++
			continue
		}
		code, _ := strconv.ParseUint(text[i+2:i+6], 16, 32)
		if code == 0 {
			code = 0xFFFD
		}
		b.WriteRune(rune(code)) // half of a pair becomes U+FFFD
		i += len("_x000D_")
	}
	return b.String()
}

// Rows yields the rows of a sheet that have cells. If an error occurs, it is the last item.
func (l *Loaded) Rows(sheet string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		stopped := false
		err := l.scan(l.files[sheet], func(s *scanner) error {
			return l.rows(s, func(r Row) bool {
				stopped = !yield(r, nil)
				return !stopped
			})
		})
		if err != nil && !stopped {
			yield(Row{}, err)
		}
	}
}

// rows calls visit with the rows of a sheet until it returns false.
func (l *Loaded) rows(s *scanner, visit func(Row) bool) error {
	var row Row
	var cell xml.StartElement
	var text texts
	column := 0
	for {
		token, err := s.next()
		if err != nil {
			return err
		}
		text.take(token)
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "row":
				before := row.Number
				row.Number, row.Cells, column = before+1, row.Cells[:0], 0
				if given := attr(e, "r"); given != "" {
					row.Number, err = strconv.Atoi(given)
				}
				if err != nil || row.Number <= before || row.Number > maxRows {
					return damaged("row %.20q comes after row %d", attr(e, "r"), before)
				}
			case "c":
				cell = e.Copy()
				if at := attr(e, "r"); at != "" {
					column = columnOf(at)
				}
				if column < 0 || column >= maxColumns {
					return damaged("row %d: there is no cell %.20q", row.Number, attr(e, "r"))
				}
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "c":
				value, err := l.value(cell, text.end())
				if err != nil {
					return fmt.Errorf("row %d: %w", row.Number, err)
				}
				for value != "" && len(row.Cells) <= column {
					row.Cells = append(row.Cells, "")
				}
				if value != "" {
					row.Cells[column] = value
				}
				column++
			case "row":
				if len(row.Cells) > 0 && !visit(row) {
					return nil
				}
			case "sheetData":
				return nil
			}
		default:
		}
	}
}

// columnOf returns the column of a cell such as AB12, from 0, or −1 if that is no name of a cell.
func columnOf(cell string) int {
	n := 0
	for i := range len(cell) {
		c := cell[i] &^ 0x20 // in upper case
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > maxColumns {
			return -1
		}
	}
	return n - 1
}

package spreadsheet

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Column describes a column of a sheet.
type Column struct {
	Name  string  // its heading
	Width float64 // in characters
	Style Style   // of its cells, unless the cell has another one
}

// Sheet writes the rows of a sheet. If there are too many for one, it continues in a further
// sheet. The caller writes the cells of each row in the order of the columns.
type Sheet struct {
	book    *Book
	name    string // of the first part
	columns []Column
	parts   int // of this sheet, so far

	out   io.Writer // the file of the present part
	size  int64     // written to out
	buf   []byte
	row   int    // the number of the present row, from 1
	next  int    // the index of the next cell
	lines int    // of the present row, so far
	cells []byte // of the present row
	links []string
	err   error
}

const (
	// maxRows is the greatest number of rows of a sheet, with its headings.
	maxRows = excelize.TotalRows
	// maxSize is the size of a sheet's XML, in bytes, from which the next row begins a further
	// sheet. Excel does not read files in a zip archive from 4 GiB that are written as a stream.
	maxSize = 4<<30 - 256<<20
	// maxLinks is the greatest number of hyperlinks of a sheet.
	maxLinks = excelize.TotalSheetHyperlinks
	// flushSize is how many bytes of a sheet are collected before they are compressed.
	flushSize = 64 << 10
)

// Sheet begins a sheet. The one before it must have been closed.
func (b *Book) Sheet(name string, columns []Column) *Sheet {
	s := &Sheet{book: b, name: name, columns: columns}
	s.begin()
	return s
}

// Err returns the first error of the sheet, or nil. After an error the other methods do nothing of use.
func (s *Sheet) Err() error { return s.err }

// Parts returns how many sheets it takes so far.
func (s *Sheet) Parts() int { return s.parts }

// title returns the name of the present part.
func (s *Sheet) title() string {
	if s.parts == 1 {
		return s.name
	}
	return s.name + " " + strconv.Itoa(s.parts)
}

// begin begins a part: it writes the XML before the first row, and the headings.
func (s *Sheet) begin() {
	if s.parts++; s.parts > 1 {
		s.book.losses.Further++
	}
	s.row, s.size, s.links = 0, 0, nil
	s.out, s.err = s.book.begin(s.title())
	if s.err != nil {
		return
	}
	s.raw(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"`)
	if len(s.book.parts) == 1 {
		s.raw(` tabSelected="1"`)
	}
	s.raw(`><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>` +
		`<sheetFormatPr defaultRowHeight="15"/><cols>`)
	for i, c := range s.columns {
		s.raw(fmt.Sprintf(`<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, c.Width))
	}
	s.raw(`</cols><sheetData>`)
	s.Row()
	for _, c := range s.columns {
		s.Styled(headStyle, c.Name)
	}
	s.EndRow()
}

// Close writes what follows the last row of the sheet. It returns the first error of the sheet.
func (s *Sheet) Close() error {
	s.finish()
	return s.err
}

// finish ends the present part.
func (s *Sheet) finish() {
	area := "A1:" + cellName(len(s.columns)-1, s.row)
	s.raw(`</sheetData><autoFilter ref="` + area + `"/>`)
	if len(s.links) > 0 {
		s.raw(`<hyperlinks>`)
		for i, link := range s.links {
			at, _, _ := strings.Cut(link, " ")
			s.raw(`<hyperlink ref="` + at + `" r:id="rId` + strconv.Itoa(i+1) + `"/>`)
			s.flush(flushSize)
		}
		s.raw(`</hyperlinks>`)
	}
	s.raw(`<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>` +
		`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`)
	s.flush(0)
	if s.err == nil {
		s.err = s.book.finish(area, s.links)
	}
}

// Row begins a row.
func (s *Sheet) Row() {
	if s.row >= s.book.maxRows || s.size >= maxSize {
		s.finish()
		if s.err != nil {
			return
		}
		s.begin()
	}
	s.row++
	s.next, s.lines, s.cells = 0, 1, s.cells[:0]
}

// EndRow ends a row.
func (s *Sheet) EndRow() {
	s.raw(`<row r="`)
	s.buf = strconv.AppendInt(s.buf, int64(s.row), 10)
	if s.lines > 1 {
		s.raw(`" ht="`)
		s.buf = strconv.AppendInt(s.buf, int64(min(s.lines*lineHeight, maxHeight)), 10)
	}
	s.raw(`">`)
	s.buf = append(s.buf, s.cells...)
	s.raw(`</row>`)
	if s.next != len(s.columns) && s.err == nil {
		s.err = fmt.Errorf("row %d of the sheet %s has %d cells for %d columns", s.row, s.title(), s.next, len(s.columns))
	}
	s.flush(flushSize)
}

// The height of a line of text and the greatest height of a row, in points. Excel and LibreOffice
// do not work out the heights of rows when they open a file, so each row says how high it is.
const (
	lineHeight = 15
	maxHeight  = 405
)

// linesOf returns how many lines a text takes in a column of the given width in characters, about.
func linesOf(text string, width float64) int {
	if len(text) <= int(width) && strings.IndexByte(text, '\n') < 0 {
		return 1
	}
	lines, n := 1, 0.0
	for _, r := range text {
		switch {
		case lines*lineHeight >= maxHeight:
			return lines
		case r == '\n':
			lines, n = lines+1, 0
			continue
		case r >= 0x1100: // most of them are wide
			n++
		}
		if n++; n > width*1.05 {
			lines, n = lines+1, 1
		}
	}
	return lines
}

// Text writes a cell with a text. An empty text leaves the cell empty.
func (s *Sheet) Text(text string) { s.Styled(s.style(), text) }

// style returns the style of the next cell's column.
func (s *Sheet) style() Style {
	if s.next < len(s.columns) {
		return s.columns[s.next].Style
	}
	return Plain
}

// Styled is text with another style than that of the column.
func (s *Sheet) Styled(st Style, text string) {
	if text == "" {
		s.Skip()
		return
	}
	s.open(st)
	s.cells = append(s.cells, ` t="inlineStr"><is><t xml:space="preserve">`...)
	var c changes
	s.cells, c = appendText(s.cells, text)
	s.cells = append(s.cells, `</t></is></c>`...)
	if s.next < len(s.columns) && st.wraps() {
		s.lines = max(s.lines, linesOf(text, s.columns[s.next].Width))
	}
	s.book.losses.Replaced += c.replaced
	if c.cut {
		s.book.wasCut(s.title() + "!" + cellName(s.next, s.row))
	}
	s.next++
}

// Number writes a cell with a whole number.
func (s *Sheet) Number(n int) { s.Digit(s.style(), n) }

// Digit is number with another style than that of the column.
func (s *Sheet) Digit(st Style, n int) {
	s.open(st)
	s.cells = append(s.cells, `><v>`...)
	s.cells = strconv.AppendInt(s.cells, int64(n), 10)
	s.cells = append(s.cells, `</v></c>`...)
	s.next++
}

// Time writes a cell with a date and, depending on the style of the column, a time of day.
// Calendars of spreadsheets begin in March 1900, so an earlier date is written as text. The zero
// Time leaves the cell empty.
func (s *Sheet) Time(t time.Time) { s.timed(s.style(), t) }

// Dated writes a date in a column of times.
func (s *Sheet) Dated(t time.Time) { s.timed(Date, t) }

// timed is time with another style than that of the column.
func (s *Sheet) timed(st Style, t time.Time) {
	switch {
	case t.IsZero():
		s.Skip()
	case t.Year() < 1901 || t.Year() > 9999:
		s.Text(t.Format(time.DateOnly))
	default:
		s.open(st)
		s.cells = append(s.cells, `><v>`...)
		s.cells = strconv.AppendFloat(s.cells, serial(t), 'f', -1, 64)
		s.cells = append(s.cells, `</v></c>`...)
		s.next++
	}
}

// Date writes a cell with a date as metadata has it, "2025-10-10". Any other text stays text.
func (s *Sheet) Date(text string) {
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		s.Time(t)
		return
	}
	s.Text(text)
}

// serial returns the number that stands for a time in a spreadsheet: the days since the
// beginning of 1899-12-30 by the clock of the time's zone, to the second.
func serial(t time.Time) float64 {
	clock := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	days := float64(clock.Unix()-time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / (24 * 60 * 60)
	return math.Round(days*1e8) / 1e8
}

// Link writes a cell with an address that opens when it is clicked. An address that cannot be
// opened is written as text.
func (s *Sheet) Link(address string) {
	target, ok := linkable(address)
	switch {
	case address == "":
	case !ok:
	case len(s.links) >= maxLinks:
		s.book.losses.Unlinked++
	default:
		s.links = append(s.links, cellName(s.next, s.row)+" "+target)
		s.Styled(Link, address)
		return
	}
	s.Text(address)
}

// Skip leaves cells empty: one, or as many as given.
func (s *Sheet) Skip(n ...int) {
	if len(n) == 0 {
		s.next++
		return
	}
	s.next += n[0]
}

// open writes the beginning of a cell's tag.
func (s *Sheet) open(st Style) {
	s.cells = append(s.cells, `<c r="`...)
	s.cells = appendCellName(s.cells, s.next, s.row)
	s.cells = append(s.cells, `" s="`...)
	s.cells = strconv.AppendInt(s.cells, int64(s.book.styles.id(st)), 10)
	s.cells = append(s.cells, '"')
}

func (s *Sheet) raw(text string) { s.buf = append(s.buf, text...) }

// flush writes what was collected if it has at least the given size.
func (s *Sheet) flush(least int) {
	if len(s.buf) < least || s.err != nil {
		return
	}
	n, err := s.out.Write(s.buf)
	s.size += int64(n)
	s.buf = s.buf[:0]
	s.err = err
}

// cellName returns the name of a cell, such as AB12. The column counts from 0, the row from 1.
func cellName(column, row int) string { return string(appendCellName(nil, column, row)) }

func appendCellName(b []byte, column, row int) []byte {
	var letters [4]byte
	at := len(letters)
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		at--
		letters[at] = byte('A' + (n-1)%26)
	}
	return strconv.AppendInt(append(b, letters[at:]...), int64(row), 10)
}

package table

import (
	"fmt"
	"io"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
)

// maxCells is how many cells a row of a table may have.
const maxCells = 1 << 16

// GuessBytes is how much of a text is looked at to tell whether it is a table.
const GuessBytes = 1 << 20

// dialect says how a table is written.
type dialect struct {
	Comma     byte // between cells; 0 is no table
	start     int  // the byte at which the row that names the columns begins
	line      int  // the line of that row, from 1
	backslash bool // quotation marks within cells are written \"
	cr        bool // lines end in CR alone
}

// rowReader reads the rows of a table one after another.
type rowReader struct {
	dialect
	text string // as far as it is looked at
	at   int    // byte
	now  int    // line, from 1
	from int    // the line of the last row that was read

	place model.Span // of that row in text, with the end of its last line

	goesOn bool // the table has more than text
	cut    bool // the last row goes on behind text
}

// rows reads all rows of a table.
func rows(text string, d dialect) *rowReader {
	return &rowReader{dialect: d, text: text, at: d.start, now: max(d.line, 1)}
}

// firstRows reads the rows that a table begins with.
func firstRows(text string, d dialect) *rowReader {
	r := rows(article.Head(text, d.start+GuessBytes), d)
	r.goesOn = len(text) > len(r.text)
	return r
}

// RowError says where a row cannot be read. Reading can go on behind its first
// line.
type RowError struct {
	Line, Column int // from 1; the column in bytes
	What         string
	open         bool // a quotation mark that is not closed up to the end of the text
}

func (e RowError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.What)
}

// Read returns the next row that is not empty, or io.EOF.
func (r *rowReader) Read() ([]string, error) {
	for r.at < len(r.text) && r.lineEnd() {
	}
	r.cut = false
	if r.at >= len(r.text) {
		return nil, io.EOF
	}
	begin := r.at
	r.from = r.now
	var row []string
	for {
		cell, err := r.cell(begin)
		if err != nil {
			return nil, err
		}
		if row = append(row, cell); len(row) > maxCells {
			return nil, fmt.Errorf("%w: it has more than %d cells", model.ErrTooLarge, maxCells)
		}
		if r.at < len(r.text) && r.text[r.at] == r.Comma {
			r.at++
			continue
		}
		r.cut = r.goesOn && r.at >= len(r.text)
		r.lineEnd()
		r.place = model.Span{Start: begin, End: r.at}
		return row, nil
	}
}

// lineEnd passes over the end of a line, and reports whether one was there.
func (r *rowReader) lineEnd() bool {
	switch rest := r.text[r.at:]; {
	case strings.HasPrefix(rest, "\r\n"):
		r.at += 2
	case strings.HasPrefix(rest, "\n"), r.cr && strings.HasPrefix(rest, "\r"):
		r.at++
	default:
		return false
	}
	r.now++
	return true
}

// cell reads a cell of the row that begins at a byte.
func (r *rowReader) cell(begin int) (string, error) {
	rest := r.text[r.at:]
	if open := len(rest) - len(strings.TrimLeft(rest, " ")); open < len(rest) && rest[open] == '"' {
		return r.quoted(begin, r.at+open)
	}
	end := len(rest)
	for i := range len(rest) {
		if c := rest[i]; c == r.Comma || c == '\n' || c == '\r' && r.cr {
			end = i
			break
		}
	}
	r.at += end
	return r.unescaped(strings.TrimSuffix(rest[:end], "\r")), nil
}

// quoted reads a cell in quotation marks, which opens at a byte.
func (r *rowReader) quoted(begin, open int) (string, error) {
	var b strings.Builder
	from := open + 1
	for i := from; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == '\\' && r.backslash:
			i++
		case c == '"' && i+1 < len(r.text) && r.text[i+1] == '"':
			b.WriteString(r.text[from : i+1])
			i++
			from = i + 1
		case c == '"':
			end := i + 1
			for end < len(r.text) && r.text[end] == ' ' {
				end++
			}
			if end < len(r.text) && r.text[end] != r.Comma && r.text[end] != '\n' && r.text[end] != '\r' {
				if r.Comma == '\t' {
					continue // there, marks are often not doubled
				}
				return "", r.fails(begin, i, "a quotation mark in a cell is not doubled")
			}
			b.WriteString(r.text[from:i])
			r.now += r.linesIn(r.text[open:i])
			r.at = end
			if strings.HasPrefix(r.text[end:], "\r") && !r.cr {
				r.at++
			}
			return r.unescaped(strings.ReplaceAll(b.String(), "\r\n", "\n")), nil
		}
	}
	if r.goesOn { // the cell ends behind what is looked at
		r.at = len(r.text)
		return r.text[from:], nil
	}
	unclosed := r.fails(begin, open, "a quotation mark is opened and not closed")
	unclosed.open = true
	return "", unclosed
}

// fails returns what is wrong at a byte of a row, and goes to the next line.
func (r *rowReader) fails(begin, at int, what string) RowError {
	lineStart := begin
	line := r.from
	for i := begin; i < at; i++ {
		if r.text[i] == '\n' || r.text[i] == '\r' && r.cr {
			line, lineStart = line+1, i+1
		}
	}
	r.at = begin
	for r.at < len(r.text) && !r.lineEnd() {
		r.at++
	}
	r.now = r.from + 1
	return RowError{Line: line, Column: at - lineStart + 1, What: what}
}

func (r *rowReader) linesIn(s string) int {
	if r.cr {
		return strings.Count(s, "\r")
	}
	return strings.Count(s, "\n")
}

var backslashed = strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\'`, `'`, `\n`, "\n", `\r`, "", `\t`, "\t", "\\\n", "\n")

func (r *rowReader) unescaped(cell string) string {
	if r.backslash && strings.IndexByte(cell, '\\') >= 0 {
		return backslashed.Replace(cell)
	}
	return cell
}

// rowBytes is what reading a table takes of memory beside its text, in bytes: the
// longest row is put together in one piece and then copied.
func rowBytes(text string) int64 {
	longest, from, quoted := 0, 0, false
	for i := range len(text) {
		switch text[i] {
		case '"':
			quoted = !quoted
		case '\n':
			if !quoted {
				longest, from = max(longest, i-from), i
			}
		}
	}
	longest = max(longest, len(text)-from)
	if longest < 1<<16 {
		return 0
	}
	return 3 * int64(longest)
}

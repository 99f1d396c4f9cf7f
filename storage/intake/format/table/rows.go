package table

import (
	"fmt"
	"io"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
)

// maxCells is the maximum number of cells in a row.
const maxCells = 1 << 16

// GuessBytes is the number of bytes inspected to recognise a table.
const GuessBytes = 1 << 20

// dialect is the syntax of a table.
type dialect struct {
	Comma     byte // between cells; 0 means no table
	start     int  // byte offset of the row with the names of the columns
	line      int  // line of that row, from 1
	backslash bool // quotation marks within cells are written \"
	cr        bool // lines end in CR alone
}

// rowReader reads the rows of a table in order.
type rowReader struct {
	dialect
	text string // the part of the table that is read
	at   int    // byte offset of the next row or cell
	now  int    // its line, from 1
	from int    // line of the last row read

	place model.Span // byte span of that row in text, including its line ending

	goesOn bool // the table continues after text
	cut    bool // the last row may continue after text
}

// rows returns a reader for all rows of a table.
func rows(text string, d dialect) *rowReader {
	return &rowReader{dialect: d, text: text, at: d.start, now: max(d.line, 1)}
}

// firstRows returns a reader for the rows in the first GuessBytes of a table.
func firstRows(text string, d dialect) *rowReader {
	r := rows(article.Head(text, d.start+GuessBytes), d)
	r.goesOn = len(text) > len(r.text)
	return r
}

// RowError is the error for a row that cannot be read. Reading can continue after
// it.
type RowError struct {
	Line, Column int // from 1; the column in bytes
	What         string
	open         bool // a quotation mark is not closed before the end of the text
}

func (e RowError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.What)
}

// Read returns the next row that is not an empty line. At the end it returns
// io.EOF.
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

// lineEnd skips a line ending and reports whether there was one.
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

// cell reads a cell of the row that begins at byte begin.
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

// quoted reads a quoted cell. open is the byte offset of its first quotation mark.
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
					continue // files with tabs often have quotation marks that are not doubled
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
	if r.goesOn { // the cell may end after the text
		r.at = len(r.text)
		return r.text[from:], nil
	}
	unclosed := r.fails(begin, open, "a quotation mark is opened and not closed")
	unclosed.open = true
	return "", unclosed
}

// fails returns the error at a byte offset, and moves to the line after the first
// line of the row.
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

// rowBytes estimates the memory that reading a table takes beyond its text, in
// bytes. It is a multiple of the longest row, or 0 if all rows are short.
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

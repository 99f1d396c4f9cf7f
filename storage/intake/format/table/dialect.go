package table

import (
	"errors"
	"io"
	"slices"
	"strings"

	"assay.app/assay/storage/intake/format/article"
)

// Finding where a table begins
//
// Some programs write lines before the names of the columns: "sep=;" for Excel, or
// the query and its date. So the first lines are inspected in order. The table
// begins at the line that names a column for the text and another one, and is
// followed by a row of the same number of cells:
//
//	Search name:,Ports          names no column
//	Exported:,14 March 2031
//
//	Headline,Source,Full Text   begins the table
//	"Ferry late",The Echo,"…"

const (
	// beforeLines and beforeBytes limit how far from the beginning of the text the
	// names of the columns may be.
	beforeLines, beforeBytes = 24, 4 << 10
	longestNames             = 8 << 10
	commas                   = ",\t;|"
)

// DialectOf returns the dialect of a table. For a text that is not a table, Comma
// is 0.
func DialectOf(text string, opts article.Options) dialect {
	return find(text, func(line string, d dialect) bool {
		names, ok := rowOf(line, d, !strings.Contains(commas, string(d.Comma)) || d.line == 1)
		if !ok {
			return false
		}
		asked := opts.ColumnsFor(names)
		if asked.Text == "" && !slices.ContainsFunc(names, func(name string) bool { return rankOf("text", name) > 0 }) {
			return false // the usual case for plain text
		}
		m, err := Guess(names, asked)
		named := 0
		for _, i := range m {
			if i >= 0 {
				named++
			}
		}
		return err == nil && m["text"] >= 0 && (named >= 2 || asked.Text != "")
	})
}

// find returns the dialect of the first line for which names and rowsFit report
// true. If there is none, Comma is 0.
func find(text string, names func(line string, d dialect) bool) dialect {
	d := dialect{line: 1}
	if strings.HasPrefix(text, "\uFEFF") {
		d.start = len("\uFEFF")
	}
	look := text[d.start:min(len(text), d.start+longestNames)]
	d.cr = !strings.Contains(look, "\n") && strings.Contains(look, "\r")
	said := false
	separators := commas
	for ; d.line <= beforeLines && d.start < len(text) && d.start < beforeBytes; d.line++ {
		line, size := lineAt(text, d)
		const sep = "sep="
		if d.line == 1 && len(line) == len(sep)+1 && strings.EqualFold(line[:len(sep)], sep) {
			separators, said = line[len(sep):], true
			d.start += size
			continue
		}
		for i := range len(separators) {
			if d.Comma = separators[i]; strings.IndexByte(line, d.Comma) < 0 || !names(line, d) {
				continue
			}
			if found, ok := rowsFit(text, d, d.line == 1 || said && d.line == 2); ok {
				return found
			}
		}
		d.start += size
	}
	return dialect{}
}

// lineAt returns the line that begins at d.start, and its size in bytes, including
// the line ending.
func lineAt(text string, d dialect) (line string, size int) {
	end := "\n"
	if d.cr {
		end = "\r"
	}
	line, _, more := strings.Cut(text[d.start:], end)
	size = len(line)
	if more {
		size++
	}
	return strings.TrimSuffix(line, "\r"), size
}

// rowOf reads a line as a row of names and reports whether it can be one. It
// quickly rejects lines of prose, which often have commas: at least one cell must
// be as short as a name or, if first is false, every cell must be short.
func rowOf(line string, d dialect, first bool) ([]string, bool) {
	if len(line) > longestNames {
		return nil, false
	}
	if !first {
		for cell := range strings.SplitSeq(line, string(d.Comma)) {
			if len(cell) > 64 || strings.Count(cell, " ") > 4 {
				return nil, false
			}
		}
	}
	d.start, d.line = 0, 1
	names, err := rows(line, d).Read()
	return names, err == nil && len(names) >= 2 && slices.ContainsFunc(names, isColumn)
}

// rowsFit reports whether the row after the names has the same number of cells or,
// if it cannot be read, whether a later row has. If no row follows, or if it is cut
// off, rowsFit returns first. The returned dialect has the style of quotation marks
// with which more of the first rows can be read.
func rowsFit(text string, d dialect, first bool) (dialect, bool) {
	if strings.Contains(text[d.start:min(len(text), d.start+GuessBytes)], `\"`) {
		escaped := d
		escaped.backslash = true
		if fitting(text, escaped) > fitting(text, d) {
			d = escaped
		}
	}
	r := firstRows(text, d)
	names, err := r.Read()
	if err != nil {
		return d, false
	}
	second, err := r.Read()
	if errors.Is(err, io.EOF) || r.cut {
		return d, first
	}
	return d, err == nil && len(second) == len(names) || err != nil && fitting(text, d) > 0
}

// fitting returns how many of the first fifty rows have the same number of cells as
// the row of names.
func fitting(text string, d dialect) (fit int) {
	const look = 50
	r := firstRows(text, d)
	names, err := r.Read()
	if err != nil {
		return 0
	}
	for range look {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && len(row) == len(names) {
			fit++
		}
	}
	return fit
}

// isColumn reports whether a cell is not empty and is short enough to be the name
// of a column.
func isColumn(name string) bool {
	const longest = 48
	return name != "" && len(name) <= longest && strings.Count(name, " ") < 4
}

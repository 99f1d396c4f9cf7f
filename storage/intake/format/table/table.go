// Package table reads tables of articles, one article per row, and describes their
// columns.
package table

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/page"
)

// Mapping maps each field to the index of its column, or to -1 if it has none.
type Mapping map[string]int

// Guess finds the column of each field: the one that was asked for, or otherwise
// the unused one whose name fits best, if any. The error names a column that was
// asked for and does not exist.
func Guess(names []string, asked article.Columns) (Mapping, error) {
	m, used := Mapping{}, map[int]bool{}
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = columnKey(name)
	}
	for _, field := range article.Fields() {
		if m[field] = -1; asked.Column(field) == "" {
			continue
		}
		if asked.Column(field) == article.NoColumn {
			continue
		}
		i := slices.Index(keys, columnKey(asked.Column(field)))
		if n, err := strconv.Atoi(strings.TrimPrefix(asked.Column(field), "#")); i < 0 && err == nil && n > 0 && n <= len(names) {
			i = n - 1
		}
		if i < 0 {
			return nil, fmt.Errorf("%w: it has no column %q, only %s", model.ErrDamaged, asked.Column(field), strings.Join(names, ", "))
		}
		m[field], used[i] = i, true
	}
	for _, field := range article.Fields() {
		if asked.Column(field) == article.NoColumn || m[field] >= 0 {
			continue
		}
		best := 0
		for i, name := range names {
			rank := 0
			if !used[i] {
				rank = rankOf(field, name)
			}
			if rank > 0 && (best == 0 || rank < best) && (m["text"] < 0 || !isWeak(name) || parentOf(name) == parentOf(names[m["text"]])) {
				best, m[field] = rank, i
			}
		}
		if m[field] >= 0 {
			used[m[field]] = true
		}
	}
	return m, nil
}

// columnKey normalises names: "Full Text" and "full_text" become "fulltext".
func columnKey(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		return name // the usual case
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', ' ', '-', '.', '\uFEFF':
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// Article makes an article of a row. cell returns the content of a column.
func (m Mapping) Article(cell func(column int) string, part string, dates Dating, opts article.Options) article.Text {
	value := func(field string) string {
		if i := m[field]; i >= 0 {
			return cell(i)
		}
		return ""
	}
	short := func(field string) string { return article.Plain(withoutMarkup(value(field))) }
	meta := model.Metadata{
		Title: short("title"), Outlet: short("outlet"), Byline: page.WithoutBy(withoutMarkup(value("byline"))),
		Dateline: short("dateline"), Published: dates.moment(short("published"), short("time")), URL: article.Plain(value("url")),
		Language: short("language"),
	}
	text := CellText(value("text"), opts)
	return article.Text{Text: article.WithTitle(meta.Title, text), Metadata: meta, Part: part}
}

// Read returns an article for each row that can be read. If it returns both
// articles and an error, the error names what was left out.
func Read(in article.Input, opts article.Options) (texts []article.Text, encoding string, err error) {
	err = opts.Within(rowBytes(in.Text), func() error {
		texts, err = tableTexts(in.Text, opts)
		return err
	})
	return texts, in.Encoding, err
}

// firstRow is the number of the first row after the names.
const firstRow = 2

// grid is a table with its dialect and its columns.
type grid struct {
	dialect
	names   []string
	asked   article.Columns
	columns Mapping
	dates   Dating
}

// dating returns how to read the dates of the table.
func (s *grid) dating(found func() article.DateOrder) Dating {
	return DatingOf(s.names, s.columns, s.asked, found)
}

// undated returns a collector for the dates that cannot be read.
func (s *grid) undated() (u undated) {
	if i := s.columns["published"]; i >= 0 {
		u.column = s.names[i]
	}
	return u
}

// gridOf recognises the dialect and the columns of a table from its front. r reads
// the rows after the names.
func gridOf(front string, opts article.Options) (s *grid, r *rowReader, err error) {
	s = &grid{dialect: DialectOf(front, opts)}
	r = rows(front, s.dialect)
	if s.names, err = r.Read(); err != nil {
		return nil, nil, fmt.Errorf("%w: its first row cannot be read (%v)", model.ErrDamaged, err)
	}
	s.asked = opts.ColumnsFor(s.names)
	s.columns, err = Guess(s.names, s.asked)
	return s, r, err
}

// next reads the next row; ended reports whether there are no more. A row with more
// cells than there are columns comes with an error.
func (s *grid) next(r *rowReader) (row []string, ended bool, err error) {
	row, err = r.Read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, true, nil
	case err == nil && len(row) > len(s.names):
		err = RowError{Line: r.from, Column: 1, What: fmt.Sprintf("the row has %d cells and the row of the names has %d", len(row), len(s.names))}
	}
	return row, false, err
}

func (s *grid) article(row []string, n int, opts article.Options) article.Text {
	return s.columns.Article(func(i int) string {
		if i >= len(row) {
			return "" // short rows end with empty columns
		}
		return row[i]
	}, "#"+strconv.Itoa(n), s.dates, opts)
}

// tableTexts returns an article for each row of a table, and a LeftOut error for
// rows that cannot be read.
func tableTexts(text string, opts article.Options) ([]article.Text, error) {
	s, r, err := gridOf(text, opts)
	if err != nil {
		return nil, err
	}
	s.dates = s.dating(func() article.DateOrder { return DateOrder(columnOf(text, s.dialect, s.columns["published"])) })
	unread := s.undated()
	var texts []article.Text
	var left LeftRows
	for n := firstRow; ; n++ {
		row, ended, err := s.next(r)
		switch {
		case ended:
			if len(texts) == 0 {
				return nil, left.Err(0)
			}
			return texts, errors.Join(left.Err(len(texts)), unread.err())
		case errors.Is(err, model.ErrTooLarge):
			return nil, fmt.Errorf("row %d: %w", n, err)
		case err != nil:
			if left.Add(err); len(left) == MaxLeft {
				return texts, left.Err(len(texts))
			}
			continue
		}
		if len(texts) >= article.MaxArticles {
			return nil, article.ErrTooMany
		}
		if i := s.columns["published"]; i >= 0 && i < len(row) {
			unread.look(s.dates, row[i], r.from)
		}
		t := s.article(row, n, opts)
		t.Place = r.place
		texts = append(texts, t)
	}
}

// part reads the rows of a part of a table. It skips rows that cannot be read,
// which the survey has reported.
func (s *grid) part(p article.Part, text string, opts article.Options) (texts []article.Text, err error) {
	err = opts.Within(rowBytes(text), func() error {
		r := &rowReader{dialect: s.dialect, text: text, now: p.Line}
		for n := p.N; ; n++ {
			row, ended, err := s.next(r)
			if ended {
				return nil
			}
			if err == nil {
				t := s.article(row, n, opts)
				t.Place = r.place
				texts = append(texts, t)
			}
		}
	})
	return texts, err
}

// MaxLeft is the number of invalid rows in a table after which the rest is not
// read.
const MaxLeft = 100

// LeftRows are the reasons why rows were left out.
type LeftRows []error

func (l *LeftRows) Add(err error) { *l = append(*l, err) }

// Err returns LeftOut errors for the rows left out, or nil if there are none. It
// returns at most six errors; the last may stand for several rows. If no articles
// were read or MaxLeft rows were left out, it returns an error that refuses the
// file.
func (l LeftRows) Err(articles int) error {
	if len(l) == 0 {
		return nil
	}
	var all error
	for i, err := range l {
		if i == 5 && len(l) > 6 {
			err = fmt.Errorf("%d more rows, up to %w", len(l)-i, l[len(l)-1])
		}
		all = errors.Join(all, article.LeftOut{Part: "a part", Err: fmt.Errorf("%w: %w", model.ErrDamaged, err)})
		if i == 5 {
			break
		}
	}
	if articles == 0 || len(l) == MaxLeft {
		return fmt.Errorf("%w: %w", model.ErrDamaged, l[0])
	}
	return all
}

// columnOf yields the cells of a column below its name.
func columnOf(text string, d dialect, column int) iter.Seq[string] {
	return func(yield func(string) bool) {
		r := rows(text, d)
		if _, err := r.Read(); err != nil || column < 0 {
			return
		}
		for bad := 0; bad < MaxLeft; {
			row, err := r.Read()
			switch {
			case errors.Is(err, io.EOF), errors.Is(err, model.ErrTooLarge):
				return
			case err != nil:
				bad++
			case column < len(row) && !yield(row[column]):
				return
			}
		}
	}
}

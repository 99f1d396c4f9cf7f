package table

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/window"
)

// Survey divides a table into parts and finds the order of its dates. front is the
// beginning of its text.
func Survey(ctx context.Context, f *window.File, front string, opts article.Options) (*article.Parts, error) {
	s, r, err := gridOf(front, opts)
	if err != nil {
		return nil, err
	}
	header, err := f.Coding.Size(front[:r.at])
	if err != nil {
		return nil, err
	}
	v := tableSurvey{grid: s, ctx: ctx, file: f, n: firstRow, line: r.now}
	if err := f.Each(ctx, f.Start+header, f.Size, r.now, v.window); err != nil {
		return nil, err
	}
	s.dates = s.dating(v.dates.Order)
	unread := s.undated()
	for _, c := range v.open {
		unread.look(s.dates, c.text, c.line)
	}
	p := &article.Parts{All: v.parts, Left: errors.Join(v.left.Err(v.articles), unread.err()), ReadPart: s.part}
	if len(v.left) == MaxLeft || v.articles == 0 {
		if p.Left == nil {
			p.Left = article.ErrNoText
		}
		return nil, p.Left
	}
	p.Table.DateOrder = s.dates.Order.String()
	return p, nil
}

type tableSurvey struct {
	*grid
	ctx  context.Context
	file *window.File

	parts    []article.Part
	n        int // number of the next row
	line     int // line on which it begins
	articles int
	dates    Dates
	open     []openDate
	left     LeftRows
}

// openDate is a date that can be read only once the order of its column is known.
type openDate struct {
	text string
	line int
}

// tooMany returns ErrTooMany, together with the error for the first row that cannot
// be read, if any. An unclosed quotation mark can split such a row into many.
func (v *tableSurvey) tooMany() error {
	if len(v.left) == 0 {
		return article.ErrTooMany
	}
	return fmt.Errorf("%w; %w", article.ErrTooMany, v.left[0])
}

// window reads the complete rows in a window and returns how many of its bytes have
// been read.
func (v *tableSurvey) window(w window.Window) (done int, err error) {
	if w.Full && w.Text == "" {
		return 0, article.TooLong(v.line, "what begins on", v.file.Most)
	}
	first, articles, line := v.n, v.articles, v.line
	r := &rowReader{dialect: v.dialect, text: w.Text, now: v.line}
	for len(v.left) < MaxLeft {
		done, v.line = r.at, r.now
		row, ended, err := v.next(r)
		if ended {
			done, v.line = len(w.Text), r.now
			break
		}
		var bad RowError
		if errors.As(err, &bad) && bad.open && !w.Last {
			if done > 0 || !w.Full {
				break // the row may continue after the window
			}
			if more, err := v.file.Holds(v.ctx, w.Start+v.file.Most, '"'); err != nil {
				return 0, err
			} else if more {
				return 0, article.TooLong(r.from, "the row that begins on", v.file.Most)
			}
			v.n++
			v.left.Add(err)
			v.line = r.now
			return r.at, nil // no later quotation mark closes the cell
		}
		v.n++
		switch {
		case errors.Is(err, model.ErrTooLarge):
			return 0, err
		case err != nil:
			v.left.Add(err)
		default:
			if v.articles++; v.articles > article.MaxArticles {
				return 0, v.tooMany()
			}
		}
		if column := v.columns["published"]; column >= 0 && column < len(row) {
			v.dates.Add(row[column])
			if err == nil && mayBeUndated(row[column]) {
				v.open = append(v.open, openDate{strings.Clone(row[column]), r.from})
			}
		}
	}
	if v.articles > articles {
		end, err := v.file.Coding.Size(w.Text[:done])
		if err != nil {
			return 0, err
		}
		v.parts = append(v.parts, article.Part{Start: w.Start, End: w.Start + end, Line: line, N: first})
	}
	if len(v.left) >= MaxLeft {
		return 0, LeftRows(v.left).Err(0)
	}
	return done, nil
}

package intake

import (
	"encoding/hex"
	"errors"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/calendar"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/record"
	"assay.app/assay/storage/intake/window"
)

// cuts holds the parts of a large export, which is cut between records.
type cuts struct {
	all      []cut
	sections []*record.Section // one for each export in the file
	records  int
}

// cut is a part of an export.
type cut struct {
	start, end int64
	line       int             // number of its first line, from 1
	section    *record.Section // section that it is in
	as         record.Section  // the section as it was before the part was read
	parts      []model.Span    // spans of its records, as byte offsets in its text
	before     int             // number of records of the file before it
}

// export returns a record.Export that lists only what is missing from the exports
// in the file.
func (c *cuts) export() (x record.Export) {
	for _, s := range c.sections {
		for _, m := range s.Missing() {
			m.Left = model.Span{} // a large file cannot be divided by hand
			x.Missing = append(x.Missing, m)
		}
	}
	return x
}

// divide surveys an export that begins with front. It returns nil if the text is
// not an export or has fewer than two records.
func (l *large) divide(front window.Window, held article.Room) (*cuts, error) {
	first, ok, err := l.begin(front, held)
	if err == nil && !ok && !front.Last {
		if front, err = l.window.Read(front.Start, l.size, l.window.Most); err == nil {
			first, ok, err = l.begin(front, held)
		}
	}
	if err != nil || !ok {
		return nil, err
	}
	if err := l.check(); err != nil {
		return nil, err
	}
	d := dividing{large: l, held: held, cuts: &cuts{}, at: front.Start, line: 1, end: l.size}
	for section := &first; ; {
		if section.Ends {
			size, err := l.window.Coding.Size(front.Text[:section.Size])
			if err != nil {
				return nil, err
			}
			d.end = d.at + size
		}
		if err := d.section(section); err != nil {
			return nil, err
		}
		d.cuts.sections = append(d.cuts.sections, section)
		if d.at >= l.size {
			break
		}
		if d.next != nil {
			front, d.next = *d.next, nil
		} else if front, err = l.window.Read(d.at, l.size, l.opts.frontBytes()); err != nil {
			return nil, err
		}
		var next record.Section
		if next, ok, err = l.begin(front, held); err != nil {
			return nil, err
		} else if !ok {
			return nil, fmt.Errorf("%w: line %d: the text from here on cannot be divided into articles; save it as a separate file", model.ErrDamaged, d.line)
		}
		section, d.end = &next, l.size
	}
	if d.records < 2 {
		return nil, nil
	}
	return d.cuts, nil
}

// begin calls record.Begin if front may begin an export, and reserves memory for
// the call. It returns false if no export begins there.
func (l *large) begin(front window.Window, held article.Room) (record.Section, bool, error) {
	if checkLines(front.Text) != nil || !record.Suspect(front.Text) {
		return record.Section{}, false, nil
	}
	size := lineBytes(front.Text)
	if err := held.Take(size); err != nil {
		return record.Section{}, false, err
	}
	defer held.Give(size)
	s, ok := record.Begin(front.Text, front.Last, calendar.LeadingDay)
	return s, ok, nil
}

// dividing surveys the sections of an export.
type dividing struct {
	*large
	*cuts
	held    article.Room
	at, end int64 // rest of the section, as byte offsets in the file
	line    int
	next    *window.Window // the front of the next section
}

var (
	errTakeBack = errors.New("the window is too small to be the last")
	errSection  = errors.New("another export begins")
)

// section surveys a section, window by window. If the last window cannot be taken,
// section discards the last cut and takes the rest of the section at once.
func (d *dividing) section(s *record.Section) error {
	first, file := len(d.all), d.window
	for {
		err := file.Each(d.ctx, d.at, d.end, d.line, func(w window.Window) (int, error) { return d.take(s, w) })
		switch file = d.window; {
		case errors.Is(err, errSection):
		case errors.Is(err, errTakeBack) && len(d.all) > first:
			last := d.all[len(d.all)-1]
			d.all = d.all[:len(d.all)-1]
			*s, d.at, d.line, d.records = last.as, last.start, last.line, last.before
			file.Step = d.end - d.at
			file.Most = max(file.Most, file.Step)
		default:
			return err
		}
	}
}

// take surveys a window. done is the number of bytes of the window's text that take
// is done with.
func (d *dividing) take(s *record.Section, w window.Window) (done int, err error) {
	if w.Full && w.Text == "" {
		return 0, coding.ErrLine(w.Line, maxArticle)
	}
	if err := checkLines(w.Text); err != nil {
		return 0, err
	}
	size := lineBytes(w.Text)
	if err := d.held.Take(size); err != nil {
		return 0, err
	}
	defer d.held.Give(size)
	as := *s
	c, ok := s.Take(w.Text, w.Start, w.Line, w.Last)
	switch {
	case !ok:
		return 0, errTakeBack
	case c.Cover >= 0:
		return 0, d.cover(s, w, c.Cover)
	case c.Done == 0 && w.Full && !w.Last:
		return 0, fmt.Errorf("%w: the article that begins on line %d has more than %d MiB; divide it first", model.ErrTooLarge, w.Line, d.window.Most>>20)
	case c.Done == 0:
		return 0, nil
	}
	bytes, err := d.window.Coding.Size(w.Text[:c.Done])
	if err != nil {
		return 0, err
	}
	if len(c.Parts) > 0 {
		d.all = append(d.all, cut{start: w.Start, end: w.Start + bytes, line: w.Line, section: s, as: as, parts: c.Parts, before: d.records})
		if d.records += s.Records - as.Records; d.records > article.MaxArticles {
			return 0, article.ErrTooMany
		}
	}
	d.at, d.line = w.Start+bytes, w.Line+lineEnds(w.Text[:c.Done])
	return c.Done, nil
}

// cover handles the cover page at byte offset at of a window's text. If another
// export begins there, it ends the section; otherwise the section goes on. In both
// cases it returns errSection, unless it fails.
func (d *dividing) cover(s *record.Section, w window.Window, at int) error {
	bytes, err := d.window.Coding.Size(w.Text[:at])
	if err != nil {
		return err
	}
	front, err := d.window.Read(w.Start+bytes, d.size, d.opts.frontBytes())
	if err != nil {
		return err
	}
	_, ok, err := d.begin(front, d.held)
	switch {
	case err != nil:
		return err
	case !ok:
		s.Refuse(w.Start + bytes)
	default:
		d.end, d.next = w.Start+bytes, &front
		s.Close()
	}
	return errSection
}

// records makes the documents of a part of an export.
func (p piece) records(c *conversion, text string) ([]*model.Document, error) {
	size := lineBytes(text)
	if err := c.room.Take(size); err != nil {
		return nil, err
	}
	cut := p.cuts.all[p.part]
	e := exported{Export: cut.section.Read(text, cut.parts)}
	c.room.Give(size)
	if len(e.Records) == 0 {
		return nil, nil
	}
	c.several, c.before = true, cut.before
	source := model.Source{Format: "text", SHA256: hex.EncodeToString(p.sum[:]), Encoding: p.written.Encoding}
	docs, err := c.records(article.Text{Text: text}, e, model.Stretch{}, source)
	if err != nil {
		return nil, err
	}
	at := partOffsets(text, p.written.Encoding, cut.start)
	for i, rec := range e.Records {
		place(&docs[i].Source.Record, at, rec.Span)
	}
	number(docs, cut.before, p.cuts.records)
	return docs, nil
}

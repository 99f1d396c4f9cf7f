package table

import (
	"errors"
	"fmt"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/clock"
	"assay.app/assay/storage/intake/format/article"
)

// Dates gathers what tells the order of the dates in a column.
type Dates struct {
	found   article.DateOrder
	halfDay bool // some have a clock of twelve hours
	open    bool // some can have the day or the month first
}

// Add looks at a cell.
func (s *Dates) Add(cell string) {
	d, ok := numbersIn(cell)
	if !ok {
		return
	}
	rest := strings.ToLower(d.rest)
	s.halfDay = s.halfDay || strings.Contains(rest, "am") || strings.Contains(rest, "pm")
	day, month, year := d.in(article.DayFirst), d.in(article.MonthFirst), d.in(article.YearFirst)
	switch {
	case year && !day && !month:
		s.found = s.found.And(article.YearFirst)
	case day && !month:
		s.found = s.found.And(article.DayFirst)
	case month && !day:
		s.found = s.found.And(article.MonthFirst)
	case day && month && d.first != d.second && d.sign != '.':
		s.open = true
	}
}

// Order returns the order of the dates in the column.
func (s *Dates) Order() article.DateOrder {
	switch {
	case s.found == article.AnyOrder && s.halfDay: // such clocks and this order are both American
		return article.MonthFirst
	case s.found == article.AnyOrder && s.open:
		return article.UnknownOrder
	}
	return s.found
}

// DateOrder returns the order of the dates in a column.
func DateOrder(cells iter.Seq[string]) article.DateOrder {
	var d Dates
	for cell := range cells {
		d.Add(cell)
	}
	return d.Order()
}

// numbers is a date in numbers that does not have a year of four digits first.
type numbers struct {
	first, second, last int
	short               bool // all have two digits or one
	sign                byte
	rest                string // behind it: the time and its zone
}

// numbersIn reads the date that a cell begins with.
func numbersIn(cell string) (d numbers, ok bool) {
	cell = strings.TrimSpace(cell)
	var n [3]int
	var size [3]int
	for i := range n {
		end := 0
		for end < len(cell) && '0' <= cell[end] && cell[end] <= '9' {
			end++
		}
		if end == 0 || end > 4 {
			return d, false
		}
		n[i], _ = strconv.Atoi(cell[:end])
		size[i] = end
		if cell = cell[end:]; i == 2 {
			break
		}
		if cell == "" || strings.IndexByte("/.-", cell[0]) < 0 || d.sign != 0 && cell[0] != d.sign {
			return d, false
		}
		d.sign, cell = cell[0], cell[1:]
	}
	if size[0] > 2 || size[1] > 2 || size[2] != 2 && size[2] != 4 || cell != "" && strings.IndexByte(" ,T", cell[0]) < 0 {
		return d, false
	}
	d.first, d.second, d.last, d.short, d.rest = n[0], n[1], n[2], size[2] == 2, cell
	return d, true
}

// in reports whether there is such a day in an order.
func (d numbers) in(o article.DateOrder) bool {
	year, month, day := d.as(o)
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return (o != article.YearFirst || d.short) && t.Month() == time.Month(month) && t.Day() == day
}

// as returns year, month and day in an order.
func (d numbers) as(o article.DateOrder) (year, month, day int) {
	switch o {
	case article.MonthFirst:
		year, month, day = d.last, d.first, d.second
	case article.YearFirst:
		year, month, day = d.first, d.second, d.last
	default:
		year, month, day = d.last, d.second, d.first
	}
	if d.short {
		if year += 2000; year > time.Now().Year()+1 {
			year -= 100
		}
	}
	return year, month, day
}

// orderIn returns the order in which to read a date of a column with order o: o if
// there is such a day, otherwise the only order that is possible. It returns
// anyOrder if nothing decides.
func (d numbers) orderIn(o article.DateOrder) article.DateOrder {
	day, month := d.in(article.DayFirst), d.in(article.MonthFirst)
	switch {
	case o < article.MixedOrder && o != article.AnyOrder && d.in(o):
		return o
	case day && (!month || d.sign == '.' || d.first == d.second):
		return article.DayFirst
	case month && !day:
		return article.MonthFirst
	}
	return article.AnyOrder
}

// Dating is how the dates of a table are read.
type Dating struct {
	Order article.DateOrder
	zone  string // that the name of a column says: "Date (UTC)"
}

// DatingOf returns how the dates are read of a table with these columns, whose order
// is asked for unless the analyst says it.
func DatingOf(names []string, m Mapping, asked article.Columns, found func() article.DateOrder) (d Dating) {
	if d.Order = article.OrderCalled(asked.Dates); d.Order == article.AnyOrder {
		d.Order = found()
	}
	for _, field := range []string{"time", "published"} {
		if i := m[field]; i >= 0 && d.zone == "" {
			d.zone = zoneIn(names[i])
		}
	}
	return d
}

var zoneName = regexp.MustCompile(`(?:^|[\s_.(\[-])(?i:(utc|gmt))(?:$|[\s_.)\]-])|[(\[]([A-Z]{3,4})[)\]]`)

// zoneIn returns the name of a zone in the name of a column, or "".
func zoneIn(name string) string {
	m := zoneName.FindStringSubmatch(name)
	if m == nil {
		return ""
	}
	zone := strings.ToUpper(m[1] + m[2])
	if c, _, ok := clock.Leading("12:00 " + zone); !ok || c.Zone == "" {
		return ""
	}
	return zone
}

var (
	midnight = regexp.MustCompile(`[T ]00:00(?::00(?:\.0+)?)?$`)
	anyTime  = regexp.MustCompile(`\d{1,2}\s?[:h]\s?\d{2}|(?i:\d\s?[ap]m\b)`)
)

// moment writes the date of a cell, and the time of day in another cell, as one
// date with its time: the year first if the order is known.
func (d Dating) moment(date, time string) string {
	date = d.date(date)
	if _, _, ok := clock.Leading(time); ok {
		if day := midnight.ReplaceAllString(date, ""); day != "" && !anyTime.MatchString(day) {
			date = day + " " + time
		}
	}
	if d.zone == "" {
		return date
	}
	at := anyTime.FindStringIndex(date)
	if at == nil {
		return date
	}
	if c, _, ok := clock.Leading(date[at[0]:]); ok && c.Zone == "" {
		date += " " + d.zone
	}
	return date
}

// date writes the date of a cell with the year first, if its order is known, and
// numbers that count the seconds or days of an epoch as dates. What is behind
// the date, the time and its zone, stays.
func (d Dating) date(cell string) string {
	if n, err := strconv.ParseFloat(cell, 64); err == nil {
		return fromEpoch(n, cell)
	}
	numbers, ok := numbersIn(cell)
	if !ok {
		return cell
	}
	order := numbers.orderIn(d.Order)
	if order == article.AnyOrder {
		return cell
	}
	year, month, day := numbers.as(order)
	return fmt.Sprintf("%04d-%02d-%02d%s", year, month, day, numbers.rest)
}

// fromEpoch writes what counts the seconds since 1970, or the days of a workbook
// since 1900, as a date.
func fromEpoch(n float64, cell string) string {
	if t, ok := clock.SinceEpoch(cell); ok {
		return t.Format(time.RFC3339)
	}
	if 20000 <= n && n < 80000 { // 1954 to 2119
		seconds := int64((n - 25569) * 86400)
		return time.Unix(seconds, 0).UTC().Format("2006-01-02T15:04:05")
	}
	return cell
}

// undated are the lines of a table whose dates cannot be read.
type undated struct {
	column string
	open   []int // the day and the month may be either
	none   []int // there is no such day
	first  string
}

// mayBeUndated reports whether a date can only be read if the order of the others
// is known.
func mayBeUndated(cell string) bool {
	numbers, ok := numbersIn(cell)
	return ok && numbers.orderIn(article.AnyOrder) == article.AnyOrder
}

// maxUndated is how many lines are counted.
const maxUndated = 1 << 16

// look keeps the line of a cell whose date cannot be read.
func (u *undated) look(d Dating, cell string, line int) {
	numbers, ok := numbersIn(cell)
	if !ok || numbers.orderIn(d.Order) != article.AnyOrder || len(u.open)+len(u.none) >= maxUndated {
		return
	}
	if numbers.in(article.DayFirst) {
		if len(u.open) == 0 {
			u.first = strings.TrimSpace(cell)
		}
		u.open = append(u.open, line)
		return
	}
	u.none = append(u.none, line)
}

// err returns what of the dates could not be read, as LeftOut, or nil. Their
// articles are there without a date.
func (u *undated) err() (err error) {
	if len(u.none) > 0 {
		err = article.LeftOut{Part: "the column " + u.column, Err: fmt.Errorf("%w: %s: there is no such day", model.ErrIncomplete, linesOf(u.none))}
	}
	if len(u.open) > 0 {
		err = errors.Join(err, article.LeftOut{Part: "the column " + u.column, Err: fmt.Errorf(
			"%w: %s: dates like %s can have the day or the month first; say which", model.ErrIncomplete, linesOf(u.open), u.first)})
	}
	return err
}

// linesOf names lines of a file, the first of them if there are many.
func linesOf(lines []int) string {
	const most = 8
	names := make([]string, 0, most)
	for _, line := range lines[:min(len(lines), most)] {
		names = append(names, strconv.Itoa(line))
	}
	switch more := len(lines) - len(names); {
	case len(lines) == 1:
		return "line " + names[0]
	case more > 0:
		return fmt.Sprintf("lines %s and %d more", strings.Join(names, ", "), more)
	}
	return "lines " + strings.Join(names, ", ")
}

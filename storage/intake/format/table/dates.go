package table

import (
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/clock"
	"assay.app/assay/storage/intake/format/article"
)

// Dates collects evidence of the order of the dates in a column.
type Dates struct {
	found   article.DateOrder
	halfDay bool // some dates have a twelve-hour clock
	open    bool // some dates can be read with the day or the month first
}

// Add inspects a cell.
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
	case s.found == article.AnyOrder && s.halfDay: // twelve-hour clocks suggest American dates
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

// numbers is a numeric date without a leading four-digit year.
type numbers struct {
	first, second, last int
	short               bool // all have one or two digits
	sign                byte
	rest                string // the time and its zone after the date
}

// numbersIn reads the date at the beginning of a cell and reports whether there is
// one.
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

// in reports whether the date exists in an order.
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

// orderIn returns the order in which to read a date of a column with order o. It
// returns o if o puts day, month or year first and the date exists in that order.
// Otherwise it returns the only possible order; a date with dots has the day first.
// If nothing decides, it returns AnyOrder.
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

// Dating says how to read the dates of a table.
type Dating struct {
	Order article.DateOrder
	zone  string // time zone in the name of a column: "Date (UTC)"
}

// DatingOf returns how to read the dates of a table with these columns. It calls
// found for the order unless asked sets one.
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

var zoneName = pattern.Compile(`(?:^|[\s_.(\[-])(?i:(utc|gmt))(?:$|[\s_.)\]-])|[(\[]([A-Z]{3,4})[)\]]`)

// zoneIn returns the name of a time zone in the name of a column, or "".
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
	midnight = pattern.Compile(`[T ]00:00(?::00(?:\.0+)?)?$`)
	anyTime  = pattern.Compile(`\d{1,2}\s?[:h]\s?\d{2}|(?i:\d\s?[ap]m\b)`)
)

// moment joins a date, a time of day from another cell, and the zone in the name of
// the column.
func (d Dating) moment(date, time string) string {
	date = d.date(date)
	if hasClock(time) {
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

// hasClock reports whether a cell begins with a time of day.
func hasClock(cell string) bool {
	if cell == "" { // most tables have no such column, and regular expressions are slow
		return false
	}
	_, _, ok := clock.Leading(cell)
	return ok
}

// date returns the date of a cell with the year first, if its order is known. It
// converts Unix times and the day numbers of spreadsheets to dates. It keeps the
// text after a date, such as the time.
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

// fromEpoch converts a Unix time, or the number of a day in a spreadsheet, to a
// date. It returns cell for other numbers.
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

// undated collects the lines of a table whose dates cannot be read.
type undated struct {
	column string
	open   []int // lines on which day and month may be swapped
	none   []int // lines with a day that does not exist
	first  string
}

// mayBeUndated reports whether a numeric date may be unreadable, depending on the
// order of the column.
func mayBeUndated(cell string) bool {
	numbers, ok := numbersIn(cell)
	return ok && numbers.orderIn(article.AnyOrder) == article.AnyOrder
}

// maxUndated is the maximum number of lines that undated keeps.
const maxUndated = 1 << 16

// look records the line of a cell if its date cannot be read.
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

// err returns LeftOut errors for the dates that could not be read, or nil.
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

// linesOf returns a list of line numbers for a message. It names at most eight of
// them.
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

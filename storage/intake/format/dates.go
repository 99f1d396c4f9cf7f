package format

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"
)

// order is how the dates of a column are written in numbers, as far as the
// column as a whole tells: 31/12/2031 has the day first, 12/31/2031 the month.
type order int

const (
	anyOrder order = iota // nothing tells
	dayFirst
	monthFirst
	mixedOrder // some dates have the day first, and others the month
)

// String returns the order as Table has it, "" where nothing tells.
func (o order) String() string {
	return [...]string{"", "day first", "month first", "mixed"}[o]
}

// dateOrder returns the order of the dates in a column.
func dateOrder(cells iter.Seq[string]) (o order) {
	halfDay := false
	for cell := range cells {
		d, ok := numbersIn(cell)
		if !ok {
			continue
		}
		rest := strings.ToLower(d.rest)
		halfDay = halfDay || strings.Contains(rest, "am") || strings.Contains(rest, "pm")
		switch {
		case d.first > 12 && d.second <= 12:
			o = o.and(dayFirst)
		case d.second > 12 && d.first <= 12:
			o = o.and(monthFirst)
		}
	}
	if o == anyOrder && halfDay { // such clocks and this order are both American
		return monthFirst
	}
	return o
}

func (o order) and(other order) order {
	if o == anyOrder || o == other {
		return other
	}
	return mixedOrder
}

// numbers is a date in numbers, the year last.
type numbers struct {
	first, second, year int
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
	d.first, d.second, d.year, d.rest = n[0], n[1], n[2], cell
	if size[2] == 2 {
		if d.year += 2000; d.year > time.Now().Year()+1 {
			d.year -= 100
		}
	}
	return d, true
}

// date writes the date of a cell with the year first, if its order is known, and
// numbers that count the seconds or days of an epoch as dates. What is behind
// the date, the time and its zone, stays.
func (o order) date(cell string) string {
	if n, err := strconv.ParseFloat(cell, 64); err == nil {
		return fromEpoch(n, cell)
	}
	d, ok := numbersIn(cell)
	if !ok {
		return cell
	}
	day, month := d.first, d.second
	switch {
	case d.first > 12 || d.sign == '.' && d.second <= 12:
	case d.second > 12 || o == monthFirst:
		day, month = d.second, d.first
	case o != dayFirst && d.first != d.second:
		return cell
	}
	if month > 12 || day > 31 || month == 0 || day == 0 {
		return cell
	}
	return fmt.Sprintf("%04d-%02d-%02d%s", d.year, month, day, d.rest)
}

// fromEpoch writes what counts the seconds or milliseconds since 1970, or the days
// of a workbook since 1900, as a date.
func fromEpoch(n float64, cell string) string {
	switch {
	case 1e8 <= n && n < 5e9 && len(strings.SplitN(cell, ".", 2)[0]) >= 9 && !isDay(cell):
		return time.Unix(int64(n), 0).UTC().Format(time.RFC3339)
	case 1e11 <= n && n < 5e12 && len(cell) >= 12 && len(cell) <= 13:
		return time.UnixMilli(int64(n)).UTC().Format(time.RFC3339)
	case 20000 <= n && n < 80000: // 1954 to 2119
		seconds := int64((n - 25569) * 86400)
		return time.Unix(seconds, 0).UTC().Format("2006-01-02T15:04:05")
	}
	return cell
}

// isDay reports whether digits are a date: 20310403.
func isDay(cell string) bool {
	_, err := time.Parse("20060102", cell)
	return err == nil
}

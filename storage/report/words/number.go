package words

import (
	"strconv"
	"strings"
	"time"
)

// The plural forms of CLDR that the languages use.
const (
	one   = "one"
	few   = "few"
	many  = "many"
	other = "other"
)

// form returns the plural form for a whole number that is not negative, from CLDR 44. Numbers of
// millions, for which Spanish and French have a form of their own, use "other".
func form(language string, n int) string {
	switch language {
	case "uk":
		ten, hundred := n%10, n%100
		switch {
		case ten == 1 && hundred != 11:
			return one
		case ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14):
			return few
		}
		return many
	case "fr":
		if n <= 1 {
			return one
		}
		return other
	}
	if n == 1 {
		return one
	}
	return other
}

// Number returns a whole number with the thousands separator of the language, from CLDR 44.
func (w *Words) Number(n int) string {
	const group = 3
	digits := strconv.Itoa(n)
	if n < 0 {
		return "−" + w.Number(-n)
	}
	for at := len(digits) - group; at > 0; at -= group {
		digits = digits[:at] + separator(w.language) + digits[at:]
	}
	return digits
}

func separator(language string) string {
	const noBreakSpace, narrowNoBreakSpace = "\u00a0", "\u202f"
	switch language {
	case "de", "es":
		return "."
	case "fr":
		return narrowNoBreakSpace
	case "uk":
		return noBreakSpace
	}
	return ","
}

// Date returns a day as the language writes it, such as "2 January 2006".
func (w *Words) Date(t time.Time) string {
	months := strings.Fields(w.Say("January February March April May June July August September October November December"))
	return w.Say("{day} {month} {year}", "day", strconv.Itoa(t.Day()), "month", months[t.Month()-1], "year", strconv.Itoa(t.Year()))
}

// Time returns a day with the time of day in UTC, such as "2 January 2006, 15:04 UTC".
func (w *Words) Time(t time.Time) string {
	t = t.UTC()
	return w.Date(t) + ", " + t.Format("15:04") + " UTC"
}

// DayOf returns the day at the beginning of a text such as "2006-01-02 15:04 +01:00" or
// "2006-01-02T15:04" as the language writes it, followed by the rest. It returns other texts
// unchanged.
func (w *Words) DayOf(moment string) string {
	day, clock, _ := strings.Cut(strings.Replace(moment, "T", " ", 1), " ")
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return moment
	}
	if clock == "" {
		return w.Date(t)
	}
	return w.Date(t) + ", " + clock
}

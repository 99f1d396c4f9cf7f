package words

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
)

// Date formats a day in the window's language, such as "2 January 2006".
func Date(t time.Time) string {
	months := lang.X("months.in.dates", "January February March April May June July August September October November December")
	return lang.X("date", "{{.Day}} {{.Month}} {{.Year}}", map[string]any{
		"Day": t.Day(), "Month": month(months, t), "Year": t.Year(),
	})
}

// Month formats a month in the window's language, such as "January 2006".
func Month(t time.Time) string {
	months := lang.X("months", "January February March April May June July August September October November December")
	return lang.X("date.month", "{{.Month}} {{.Year}}", map[string]any{"Month": month(months, t), "Year": t.Year()})
}

// month returns the name of t's month from a list of all twelve names. If the list
// has another length, it returns the number of the month.
func month(names string, t time.Time) string {
	if all := strings.Fields(names); len(all) == 12 {
		return all[t.Month()-1]
	}
	return t.Format("1")
}

// Moment formats a date and time in the window's language, such as "2 Jan 2006
// 15:04".
func Moment(t time.Time) string { return t.Format(lang.X("layout.moment", "2 Jan 2006 15:04")) }

// Recent formats a date and time without the year, such as "2 Jan 15:04".
func Recent(t time.Time) string { return t.Format(lang.X("layout.recent", "2 Jan 15:04")) }

// DayOf formats the day at the beginning of a text such as "2006-01-02 15:04" in the window's
// language. It returns other texts unchanged.
func DayOf(moment string) string {
	day, clock, _ := strings.Cut(moment, " ")
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return moment
	}
	return strings.TrimSpace(Date(t) + " " + clock)
}

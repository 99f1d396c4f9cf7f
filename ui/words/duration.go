package words

import (
	"fyne.io/fyne/v2/lang"
)

const (
	minutesOfHour = 60
	hoursOfDay    = 24
)

// Duration formats a number of minutes, such as "26 min", "2 h 10 min" or "3 days 4 h". From two
// days on, minutes are left out.
func Duration(minutes int64) string {
	hours := minutes / minutesOfHour
	rest := map[string]any{"Hours": Number(int(hours)), "Minutes": Number(int(minutes % minutesOfHour))}
	switch {
	case hours == 0:
		return lang.L("{{.Minutes}} min", rest)
	case hours >= 2*hoursOfDay:
		days := Days(int(hours / hoursOfDay))
		if hours %= hoursOfDay; hours == 0 {
			return days
		}
		return days + " " + lang.L("{{.Hours}} h", map[string]any{"Hours": Number(int(hours))})
	case minutes%minutesOfHour == 0:
		return lang.L("{{.Hours}} h", rest)
	}
	return lang.L("{{.Hours}} h {{.Minutes}} min", rest)
}

// Days returns a number of days as text.
func Days(n int) string { return N("{{.Count}} days", n) }

// Later says that something follows after some minutes, such as "2 h 10 min later". It returns
// "same time" for 0.
func Later(minutes int64) string {
	if minutes == 0 {
		return lang.L("same time")
	}
	return lang.L("{{.Time}} later", map[string]any{"Time": Duration(minutes)})
}

// DaysLater says that something follows on a later day, and after how many hours at least and at
// most: "1 day later, 0–24 h". It gets minutes, and returns "same day" for 0 days.
func DaysLater(days int, least, most int64) string {
	if days == 0 {
		return lang.L("same day")
	}
	return N("{{.Count}} days later, {{.Hours}} h", days, map[string]any{"Hours": hours(least, most)})
}

// HoursLater says after how many hours something follows at least and at most: "2–26 h later". It
// gets minutes.
func HoursLater(least, most int64) string {
	return lang.L("{{.Hours}} h later", map[string]any{"Hours": hours(least, most)})
}

// hours returns a range of minutes in whole hours: "0–24".
func hours(least, most int64) string {
	return Number(int(least/minutesOfHour)) + "–" + Number(int((most+minutesOfHour-1)/minutesOfHour))
}

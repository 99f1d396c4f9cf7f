package words

import "testing"

func TestDurationsAreInWords(t *testing.T) {
	in(t, English)
	for minutes, want := range map[int64]string{
		1: "1 min", 59: "59 min", 60: "1 h", 130: "2 h 10 min", 47*60 + 59: "47 h 59 min", 48 * 60: "2 days", 76*60 + 30: "3 days 4 h", 24 * 60 * 1000: "1,000 days",
	} {
		if got := Duration(minutes); got != want {
			t.Errorf("%d minutes are %q, want %q", minutes, got, want)
		}
	}
	if got := Later(0); got != "same time" {
		t.Errorf("0 minutes later is %q", got)
	}
	if got := HoursLater(90, 121); got != "1–3 h later" {
		t.Errorf("90 to 121 minutes later is %q", got)
	}
}

func TestDaysLaterAreInTheFormsOfEachLanguage(t *testing.T) {
	for code, want := range map[string][3]string{
		"en": {"1 day later, 0–48 h", "2 days later, 0–48 h", "5 days later, 0–48 h"},
		"de": {"1 Tag später, 0–48 Std.", "2 Tage später, 0–48 Std.", "5 Tage später, 0–48 Std."},
		"es": {"1 día después, 0–48 h", "2 días después, 0–48 h", "5 días después, 0–48 h"},
		"fr": {"1 jour plus tard, 0–48 h", "2 jours plus tard, 0–48 h", "5 jours plus tard, 0–48 h"},
		"uk": {"через 1 день, 0–48 год", "через 2 дні, 0–48 год", "через 5 днів, 0–48 год"},
	} {
		in(t, code)
		for i, days := range []int{1, 2, 5} {
			if got := DaysLater(days, 1, 48*60-1); got != want[i] {
				t.Errorf("%s: %d days are %q, want %q", code, days, got, want[i])
			}
		}
	}
	in(t, English)
	if got := DaysLater(0, 0, 60); got != "same day" {
		t.Errorf("0 days later is %q", got)
	}
}

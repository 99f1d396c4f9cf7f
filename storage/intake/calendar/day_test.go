package calendar

import (
	"testing"
)

func TestADayIsReadInEveryFormThatTablesHaveIt(t *testing.T) {
	for _, s := range []string{
		"2031-03-04", "2031-03-04T08:05:00Z", "2031-03-04 08:05:00.123+01:00", "2031-03-04 08:05:00 UTC", "20310304", "20310304T080500Z", "2031/3/4", "2031.03.04",
		"04-Mar-2031 08:05AM", "4-March-2031", "04/Mar/2031:08:05:00 +0000", "04-Mar-31", "Mar-04-2031", "2031 March 4", "2031-Mar-04", "4 March 2031 8.05am GMT",
		"March 4, 2031", "Mar 4, 2031 8:05 AM EST", "March 4th, 2031 at 8:05 AM", "Tuesday, March 4, 2031", "Tue, 04 Mar 2031 08:05:00 +0000", "Tue Mar  4 08:05:00 UTC 2031",
		"4. März 2031", "4. März 2031, 08:05 Uhr", "Dienstag, 4. März 2031", "4 mars 2031 à 8h05", "mardi 4 mars 2031", "4 de marzo de 2031", "4 de marzo de 2031 a las 8:05", "4 березня 2031", "4 березня 2031 р., 08:05",
		"04.03.2031 08:05", "2031年3月4日", "2031年03月04日 08:05", "Tue Mar 04 2031 15:21:41 GMT+0000 (Coordinated Universal Time)",
	} {
		if got := dayIn(s); got != "2031-03-04" {
			t.Errorf("%q is %q", s, got)
		}
	}
	for _, s := range []string{"", "yesterday", "n/a", "03/04/2031", "31-31-2031", "Ferry 66"} {
		if got := dayIn(s); got != "" {
			t.Errorf("%q is %q", s, got)
		}
	}
}

func dayIn(s string) string {
	day, _ := Parse(s)
	return day
}

package clock

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model/pattern"
)

// Times of day
//
//	14:05   14.05 Uhr   14h05   14 Uhr 5   1405 GMT   T140509Z   14時05分
//	2:05 pm   2.05 p.m.   2 PM   下午2:05   오후 2시 5분
//	14:05:09.123 +0200   14:05 (CET)   14:05 UTC+2
//
// Hours range from 0 to 23, minutes from 0 to 59, and zones from −12 to +14 hours;
// anything else is not a time. A time has a zone only if the text states one, and
// names shared by several zones (IST, CST) are ignored.

// Clock is a time of day, with or without seconds and a zone.
type Clock struct {
	Hour, Minute, Second int
	Seconds              bool   // Second is known
	Zone                 string // "Z" or "+02:00"; "" if unknown
}

// String returns the time in the form 14:05:09+02:00, without the seconds or the
// zone if they are unknown.
func (c Clock) String() string {
	s := fmt.Sprintf("%02d:%02d", c.Hour, c.Minute)
	if c.Seconds {
		s += fmt.Sprintf(":%02d", c.Second)
	}
	return s + c.Zone
}

// IsDefault reports whether c is midnight without a zone, which programs write when
// they know only the day.
func (c Clock) IsDefault() bool {
	return c.Hour == 0 && c.Minute == 0 && c.Second == 0 && c.Zone == ""
}

const (
	weekday = `\(?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|sonnabend|samstag|sonntag|` +
		`lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|` +
		`понеділок|вівторок|середа|четвер|п['’ʼ]ятниця|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|` +
		`[月火水木金土日](?:曜日?)?|星期[一二三四五六日]|周[一二三四五六日]|[월화수목금토일](?:요일)?)\.?\)?`
	joint = `(?:at|um|gegen|à|a[\s\p{Zs}]+las?|alle|ore|às|kl\.?|klo|om|о|об|в|у|time:?)`
)

var (
	// gap matches the text between a date and a time after it, and link the text
	// between a time and a date after it.
	gap  = pattern.Compile(`^(?i:[\s\p{Zs},;|/·•@–—-]*(?:` + weekday + `[\s\p{Zs},;|/·•@–—-]*)?(?:` + joint + `[\s\p{Zs}]+)?\(?)`)
	link = pattern.Compile(`^(?i:[\s\p{Zs},;|/·•–—)-]*(?:on|am|le|el|il|vom|du|del)?[\s\p{Zs},]*)$`)

	half     = pattern.Compile(`^(上午|下午|午前|午後|오전|오후)[\s\p{Zs}]?`)
	figures  = pattern.Compile(`^(?i:(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?|(\d{1,2})[\s\p{Zs}]?(?:h|uhr|[時时点點시])[\s\p{Zs}]?(\d{1,2})?(?:[分분](?:[\s\p{Zs}]?(\d{1,2})[秒초])?)?|(\d{2})(\d{2})(\d{2})?(?:\.\d{1,9})?|(\d{1,2}))`)
	halfDay  = pattern.Compile(`^(?i:[\s\p{Zs}]?([ap])(?:\.[\s\p{Zs}]?m\b\.?|[\s\p{Zs}]?m\b\.?)|([ap])\b)`)
	unit     = pattern.Compile(`^[\s\p{Zs}]?(?i:uhr|hrs?|hours|h|год(?:\.|ини?|ин)?|ч(?:\.|асов|аса?)?)`)
	zoneForm = pattern.Compile(`^,?[\s\p{Zs}]?[(\[]?(?i:((?:gmt|utc)[\s\p{Zs}]?[+−-][\s\p{Zs}]?\d{1,2}(?::?\d{2})?|[+−-]\d{2}:?\d{2}|[+−-]\d{2}|\p{L}{1,5}))[)\]]?`)
)

// names maps names of zones, in lower case, to their offsets from UTC in the form
// of RFC 3339. It omits names that several zones share, such as IST and CST.
var names = map[string]string{
	"z": "Z", "gmt": "Z", "utc": "Z", "bst": "+01:00", "wet": "Z", "west": "+01:00",
	"cet": "+01:00", "cest": "+02:00", "mez": "+01:00", "mesz": "+02:00", "eet": "+02:00", "eest": "+03:00",
	"msk": "+03:00", "мск": "+03:00", "trt": "+03:00", "sast": "+02:00", "eat": "+03:00", "pkt": "+05:00",
	"est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mdt": "-06:00", "mst": "-07:00", "pst": "-08:00", "pdt": "-07:00", "akst": "-09:00", "akdt": "-08:00", "hst": "-10:00",
	"wib": "+07:00", "wita": "+08:00", "jst": "+09:00", "kst": "+09:00", "hkt": "+08:00", "sgt": "+08:00",
	"acst": "+09:30", "acdt": "+10:30", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00",
}

// Leading reads the time at the beginning of s, after any text that may separate it
// from a date. size is the length of both in bytes. ok is false if there is no
// time, or an impossible one, such as 25:61.
func Leading(s string) (c Clock, size int, ok bool) {
	between := gap.FindString(s)
	if len(s) > 1 && s[0] == 'T' && unicode.IsDigit(rune(s[1])) {
		between = s[:1]
	}
	rest := s[len(between):]
	before := half.FindStringSubmatch(rest)
	if before != nil {
		rest = rest[len(before[0]):]
	}
	m := figures.FindStringSubmatch(rest)
	if m == nil {
		return c, 0, false
	}
	rest = rest[len(m[0]):]
	c, needs := clockOf(m)
	mark := halfDay.FindStringSubmatch(rest)
	if mark != nil {
		rest, needs = rest[len(mark[0]):], needs && m[10] == ""
	} else if u := unit.FindString(rest); u != "" && ends(rest[len(u):]) {
		rest, needs = rest[len(u):], false
	}
	pm, am := "", ""
	if before != nil {
		pm, am = "下午午後오후", "上午午前오전"
		mark, needs = before, false
	}
	if !c.halved(mark, am+"aA", pm+"pP") || !c.valid() {
		return c, 0, false
	}
	zone, taken, bad := zoneIn(rest)
	named := zone != "" && !strings.ContainsAny(rest[:1], "+-−") // an offset does not count: 2031-04-02 is a date
	if bad || needs && !named && between != "T" || !ends(rest[taken:]) {
		return c, 0, false
	}
	c.Zone = zone
	return c, len(s) - len(rest) + taken, true
}

// clockOf returns the time in a match of figures. needs reports whether the figures
// alone are not enough to be a time, as with 1405 and 2.
func clockOf(m []string) (c Clock, needs bool) {
	first := 1
	switch {
	case m[4] != "":
		first = 4
	case m[7] != "":
		first, needs = 7, true
	case m[10] != "":
		first, needs = 10, true
	}
	number := func(i int) int {
		n, _ := strconv.Atoi(m[i])
		return n
	}
	c.Hour = number(first)
	if first < 10 {
		c.Minute, c.Second, c.Seconds = number(first+1), number(first+2), m[first+2] != ""
	}
	return c, needs
}

// halved converts the hour to the 24-hour clock if a mark such as "p.m." follows or
// precedes it. It returns false if the hour contradicts the mark.
func (c *Clock) halved(mark []string, am, pm string) bool {
	if mark == nil {
		return true
	}
	sign := mark[len(mark)-1] // as in 2p
	if sign == "" {
		sign = mark[1] // as in 2 p.m.
	}
	isPM := strings.Contains(pm, sign)
	switch {
	case c.Hour > 12:
		return isPM // as in 15:21 pm
	case c.Hour == 0:
		return !isPM
	}
	c.Hour %= 12
	if isPM {
		c.Hour += 12
	}
	return isPM || strings.Contains(am, sign)
}

func (c Clock) valid() bool { return c.Hour < 24 && c.Minute < 60 && c.Second < 60 }

// ends reports whether a time may end before s.
func ends(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r) || r >= 0x2E80 // East Asian characters follow without a space
}

// zoneIn reads the zone at the beginning of s. It returns "" and 0 if there is no
// zone or its name is unknown. bad means that the offset is impossible.
func zoneIn(s string) (zone string, size int, bad bool) {
	m := zoneForm.FindStringSubmatch(s)
	if m == nil || !ends(s[len(m[0]):]) {
		return "", 0, false
	}
	name := strings.ToLower(strings.ReplaceAll(m[1], "−", "-"))
	sign := strings.IndexAny(name, "+-")
	if sign < 0 {
		if zone = names[name]; zone == "" {
			return "", 0, false
		}
		return zone, len(m[0]), false
	}
	digits := strings.TrimLeft(strings.ReplaceAll(name[sign+1:], ":", ""), " ")
	if len(digits)%2 == 1 {
		digits = "0" + digits
	}
	if len(digits) == 2 {
		digits += "00"
	}
	hours, _ := strconv.Atoi(digits[:2])
	minutes, _ := strconv.Atoi(digits[2:])
	ahead := hours*60 + minutes
	if name[sign] == '-' && ahead > 12*60 || ahead > 14*60 || minutes%15 != 0 || minutes > 45 {
		return "", 0, true
	}
	if ahead == 0 {
		return "Z", len(m[0]), false
	}
	return name[sign:sign+1] + digits[:2] + ":" + digits[2:], len(m[0]), false
}

// trailingBytes is how many bytes before a date are searched for a time.
const trailingBytes = 48

// Trailing reads the time at the end of s, just before a date. It returns false if
// there is none.
func Trailing(s string) (c Clock, ok bool) {
	first := max(0, len(s)-trailingBytes)
	for i := first; i < len(s); i++ {
		if !unicode.IsDigit(rune(s[i])) && s[i] < utf8.RuneSelf || i > 0 && unicode.IsDigit(rune(s[i-1])) || !utf8.RuneStart(s[i]) {
			continue
		}
		if c, size, ok := Leading(s[i:]); ok && link.MatchString(s[i+size:]) {
			return c, true
		}
	}
	return c, false
}

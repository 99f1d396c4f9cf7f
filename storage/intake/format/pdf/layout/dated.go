package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
)

// Many clippings have the name of the paper and a date above the headline, on one
// line or on two:
//
//	The Lower Vask Courier | Saturday, 3 May 2031 | Page 4
//
//	THE LOWER VASK COURIER
//	No. 12,345    Saturday, 3 May 2031    £2

// aDate matches a date with an unambiguous year and month.
var aDate = pattern.Compile(`(?i)(?:` + strings.Join([]string{
	`\b[0-9]{1,2}(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?(?:` + monthNames + `)\p{L}{0,6}\.?,?\s+(?:de\s+|del\s+)?[12][0-9]{3}`,
	`\b(?:` + monthNames + `)\p{L}{0,6}\.?\s+[0-9]{1,2}(?:st|nd|rd|th)?,?\s+[12][0-9]{3}`,
	`\b[12][0-9]{3}-[01][0-9]-[0-3][0-9]\b`,
	`\b[0-3]?[0-9]\.\s?[01]?[0-9]\.\s?[12][0-9]{3}\b`,
}, "|") + `)(?:\s(?:р\.|року|г\.|года))?`)

// monthNames matches the first letters of month names.
const monthNames = `jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|jän|mär|mai|okt|dez|ene|abr|ago|dic|févr|fév|avr|juin|juil|août|déc|січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек`

var (
	weekdayBefore = pattern.Compile(`(?i)(?:^|[\s|·•,–—-])(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)(?:day)?\.?,?(?:\s(?:le|el|den))?\s*$`)
	hours         = pattern.Compile(`\b[0-9]{1,2}[:.][0-9]{2}\b(?:\s?[ap]\.?m)?`)
	issue         = pattern.Compile(`(?i)^(?:(?:no|nr|n°|nº|№|vol|issue|ausgabe|numéro|número|edition|late edition|final|www|http).*|.*[£$€].*|.*(?:cents?|pence)|.*\b(?:edition|ausgabe|édition)|[^\p{L}]*|` + pageNumber + `)$`)
)

// maxHeadRows is the number of rows at the top of the first page that may have a
// date.
const maxHeadRows = 4

// dated reads outlet and date from the lines above the headline, and marks these
// lines. It skips dates with a time of day, which may be dates of printing.
func dated(pages []sheet, body float64) (m model.Metadata) {
	if len(pages) == 0 {
		return m
	}
	chunks := pages[0].chunks
	rows := rowsOf(chunks)
	for i, c := range chunks {
		if rows[i] >= maxHeadRows || c.size > 1.5*body {
			continue
		}
		at := aDate.FindStringIndex(c.text)
		if at == nil || utf8.RuneCountInString(c.text) > 140 || hours.MatchString(c.text[:at[0]]+" "+c.text[at[1]:]) {
			continue
		}
		from := rowStart(rows, i)
		to := from
		for to < len(rows) && rows[to] == rows[i] {
			to++
		}
		if headline(chunks[to:], c.size, body) < 0 {
			return m
		}
		outlet := ""
		for j := from; j < to; j++ {
			text := chunks[j].text
			if j == i {
				text = weekdayBefore.ReplaceAllString(text[:at[0]], "") + " | " + text[at[1]:]
			}
			if outlet == "" {
				outlet = outletIn(text)
			}
		}
		if outlet == "" && rows[i] > 0 { // a masthead
			masthead := rowStart(rows, from-1)
			if outlet = outletIn(chunks[masthead].text); outlet == "" || from-masthead > 1 {
				return m
			}
			from = masthead
		}
		if outlet == "" {
			return m
		}
		for j := range chunks[from:to] {
			chunks[from+j].dated = true
		}
		return model.Metadata{Outlet: outlet, Published: strings.TrimSpace(c.text[at[0]:at[1]])}
	}
	return m
}

// rowStart returns the index of the first chunk in the row of chunk i.
func rowStart(rows []int, i int) int {
	for i > 0 && rows[i-1] == rows[i] {
		i--
	}
	return i
}

// headline returns the index of the first chunk, among the first six, whose font is
// clearly larger than that of the text and larger than the size above, or -1.
func headline(chunks []chunk, above, body float64) int {
	for i, c := range chunks {
		if i >= 6 {
			break
		}
		if c.size > 1.25*body && c.size > above {
			return i
		}
	}
	return -1
}

// outletIn returns the name of a paper in the text beside a date, without page and
// issue numbers, or "" if there is none.
func outletIn(text string) string {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '|' || r == '·' || r == '•' || r == '–' || r == '—' }) {
		part = strings.Trim(numberLast.ReplaceAllString(numberFirst.ReplaceAllString(strings.TrimSpace(part)+" ", ""), ""), " ,;:-/()")
		first, _ := utf8.DecodeRuneInString(part)
		if part == "" || issue.MatchString(part) || !unicode.IsLetter(first) && !unicode.IsDigit(first) || unicode.IsLower(first) {
			continue
		}
		if words := len(strings.Fields(part)); words <= 7 && utf8.RuneCountInString(part) <= 60 && !ended(part) {
			return part
		}
	}
	return ""
}

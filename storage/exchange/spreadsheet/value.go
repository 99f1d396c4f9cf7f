package spreadsheet

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"
)

// format is how the numbers of a style are shown, as far as it changes what they are.
type format uint8

const (
	plainNumber format = iota
	percent
	date // or a time
)

// days1904 is the serial number of the first day of 1904, from which old workbooks of Macs count.
const days1904 = 1462

// value returns the text of a cell.
func (l *Loaded) value(cell xml.StartElement, text string) (string, error) {
	switch kind := attr(cell, "t"); kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || i < 0 || i >= len(l.shared) {
			return "", damaged("the cell %.20q has no string %.20q", attr(cell, "r"), text)
		}
		return l.shared[i], nil
	case "inlineStr", "str", "e":
		return text, nil
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[text], nil
	case "d": // a date by ISO 8601
		return strings.TrimSuffix(text, "T00:00:00"), nil
	default: // a number
		n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			return text, nil
		}
		style, _ := strconv.Atoi(attr(cell, "s"))
		if style < 0 || style >= len(l.formats) {
			return number(n), nil
		}
		return l.formats[style].text(n, l.epoch), nil
	}
}

// text returns the text that a person types for a number.
func (f format) text(n, epoch float64) string {
	switch f {
	case percent:
		return number(math.Round(n*1e10)/1e8) + "%"
	case date:
		return moment(n, epoch)
	default:
		return number(n)
	}
}

// number returns a number without an exponent.
func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// moment returns the date, the time or both that a serial number stands for.
func moment(n, epoch float64) string {
	if n < 0 || n+epoch >= 2958466 { // the year 10000
		return number(n)
	}
	seconds := math.Round(n * 24 * 60 * 60)
	t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(epoch) * 24 * time.Hour)
	t = t.AddDate(0, 0, int(seconds)/86400).Add(time.Duration(int(seconds)%86400) * time.Second)
	clock := "15:04"
	if t.Second() != 0 {
		clock = "15:04:05"
	}
	switch {
	case n < 1:
		return t.Format(clock)
	case int(seconds)%86400 == 0:
		return t.Format(time.DateOnly)
	default:
		return t.Format(time.DateOnly + " " + clock)
	}
}

// styles reads how the styles of the cells show numbers.
func (l *Loaded) styles(s *scanner) error {
	codes, cells := map[string]string{}, false
	return s.elements(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			codes[attr(e, "numFmtId")] = attr(e, "formatCode")
		case "cellXfs":
			cells = true
		case "cellStyles", "dxfs":
			cells = false
		case "xf":
			if cells {
				l.formats = append(l.formats, formatOf(attr(e, "numFmtId"), codes))
			}
		}
		return nil
	})
}

// formatOf returns the format with a number: one of the standard's (ECMA-376, part 1, 18.8.30) or one
// that the workbook has a code for.
func formatOf(id string, codes map[string]string) format {
	if code, own := codes[id]; own {
		return formatOfCode(code)
	}
	switch n, _ := strconv.Atoi(id); {
	case n == 9 || n == 10:
		return percent
	case 14 <= n && n <= 22, 27 <= n && n <= 36, 45 <= n && n <= 47, 50 <= n && n <= 58:
		return date
	default:
		return plainNumber
	}
}

// formatOfCode returns the format that a code such as yyyy\-mm\-dd describes.
func formatOfCode(code string) format {
	code, _, _ = strings.Cut(code, ";") // the form of positive numbers
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '\\', '_', '*': // the next character is shown, or its width is
			i++
		case '"', '[':
			closing := byte('"')
			if c == '[' {
				closing = ']'
			}
			end := strings.IndexByte(code[i+1:], closing)
			if end < 0 {
				return plainNumber
			}
			within := strings.ToLower(code[i+1 : i+1+end])
			if c == '[' && within != "" && strings.Trim(within, "h") == "" || c == '[' && (within == "m" || within == "mm" || within == "s" || within == "ss") {
				return date // a duration
			}
			i += end + 1
		case '%':
			return percent
		case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S':
			return date
		}
	}
	return plainNumber
}

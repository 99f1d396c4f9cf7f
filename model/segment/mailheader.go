package segment

import "assay.app/assay/model/segment/char"

// mailHeader ends a sentence after the header of an e-mail, which has the sender
// and the time, in text that has lost its line breaks:
//
//	Ida Quill ⏐ 08/17/2000 11:21 AM ⏐ The wall will hold.
//
// The header needs a date in figures and a time of day; i is the byte of the first
// colon of the time. The text before the date becomes a sentence of its own if it
// looks like a name or an address. mailHeader returns the byte where the scan
// continues.
func (s *scanner) mailHeader(i int) int {
	end := s.timeEnd(i)
	from := s.dateStart(i)
	if end == 0 || from < 0 {
		return i + 1
	}
	next := char.SkipSpace(s.text, end)
	c, _ := char.At(s.text, next)
	if next == end || c != char.Upper && c != char.Digit || s.TimeOpeners.Has(char.WordAt(s.text, s.start)) {
		return i + 1
	}
	name := char.SkipSpaceBack(s.text, s.start, from)
	last, _ := char.Before(s.text, name)
	isName := last == char.Other || !s.hasSmallWord(from) // "<ida@quay.example>", "Ida Quill"
	if from > s.start && isName && !s.TimeOpeners.Has(char.WordBefore(s.text, s.start, name)) {
		s.cut(from)
	}
	s.cut(end)
	return end
}

// timeEnd returns the byte where a time of day such as "11:21 AM" or "11:21:05 PM"
// ends. Its first colon is at byte i. timeEnd returns 0 if there is no such time.
func (s *scanner) timeEnd(i int) int {
	j := i + 1
	for range 2 {
		if w := char.WordAt(s.text, j); len(w) != 2 || !char.IsNumber(w) {
			return 0
		}
		if j += 2; j < len(s.text) && s.text[j] == ':' {
			j++
			continue
		}
		break
	}
	if j == len(s.text) || s.text[j] != ' ' {
		return 0
	}
	if w := char.WordAt(s.text, j+1); w != "AM" && w != "PM" {
		return 0
	}
	return j + len(" PM")
}

// dateStart returns the byte where the date in figures before a time of day begins,
// as in "08/17/2000 11:21". The first colon of the time is at byte i. dateStart
// returns -1 if there is no such date.
func (s *scanner) dateStart(i int) int {
	hour := char.WordBefore(s.text, s.start, i)
	j := i - len(hour)
	if !char.IsNumber(hour) || len(hour) > 2 || j <= s.start || s.text[j-1] != ' ' {
		return -1
	}
	j--
	for n := range 3 {
		w := char.WordBefore(s.text, s.start, j)
		if !char.IsNumber(w) || len(w) > len("2000") {
			return -1
		}
		j -= len(w)
		if n < 2 {
			if j <= s.start || s.text[j-1] != '/' {
				return -1
			}
			j--
		}
	}
	return j
}

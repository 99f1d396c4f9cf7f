package figures

import (
	"cmp"
	"strconv"
	"time"

	"assay.app/assay/model"
)

// values returns the values with the numbers.
func (c *Counts) values(d Dimension, numbers []int32) []Value {
	out := make([]Value, len(numbers))
	for i, number := range numbers {
		v := Value{number: number}
		if number != none {
			v.Key, v.Name = c.key(d, number), c.name(d, number)
		}
		switch d {
		case Label:
			if l, ok := c.facts.Codebook.Find(model.LabelKey(v.Key)); ok {
				v.Color, v.Mark = l.Color, l.Letter
			}
		case Speaker:
			if number != none && c.speakers.keys[number].outlet != none {
				v.Group = c.outlets.names[c.speakers.keys[number].outlet]
			}
		case Published:
			if number != none {
				v.Time, _ = time.Parse(time.DateOnly, v.Key)
			}
		case Worked:
			if number == none {
				break
			}
			v.Time = dateOf(c.worked.keys[number])
		default:
		}
		out[i] = v
	}
	return out
}

// dateOf returns the beginning of a day in UTC; see DayOf.
func dateOf(day int32) time.Time { return time.Unix(int64(day)*24*60*60, 0).UTC() }

// key returns what identifies a value.
func (c *Counts) key(d Dimension, number int32) string {
	n := c.facts.Names
	switch d {
	case Label:
		return string(n.labels.ids[number])
	case Article:
		return string(c.facts.articles[number].ID)
	case Outlet:
		return string(c.outlets.keys[number])
	case Origin:
		if c.origins.keys[number] == "" {
			return ownOrigin
		}
		return c.origins.keys[number]
	case Voice:
		return string(n.voices.ids[number])
	case Mode:
		if modes := model.SpeechModes(); int(number) < len(modes) {
			return string(modes[number])
		}
		return "other"
	case Speaker:
		s := c.speakers.keys[number]
		if s.outlet == none {
			return "/" + string(n.voices.ids[s.voice])
		}
		return string(c.outlets.keys[s.outlet]) + "/" + string(n.voices.ids[s.voice])
	case Published:
		return c.days.keys[number]
	case Analyst:
		return n.analysts.ids[number]
	case Worked:
		return dateOf(c.worked.keys[number]).Format(time.DateOnly)
	case Letter, Digit:
		return string(rune(number))
	case Statement:
		return string(n.statements.ids[number])
	case Outlets, Independents:
		return strconv.Itoa(int(number))
	case Work:
		return [...]string{"labelled", "attributed", "graded", "mentioned"}[number]
	case Coverage:
		return [...]string{"said", "left-out", "not-found"}[number]
	default:
		return "all"
	}
}

// name returns what people call a value: a name of the project, or its key.
func (c *Counts) name(d Dimension, number int32) string {
	if number == none {
		return ""
	}
	f := c.facts
	switch d {
	case Label:
		if l, ok := f.Codebook.Find(f.Names.labels.ids[number]); ok {
			return l.Called()
		}
	case Article:
		return cmp.Or(f.articles[number].Title, string(f.articles[number].ID))
	case Outlet:
		return c.outlets.names[number]
	case Origin:
		return c.origins.names[number]
	case Voice:
		id := f.Names.voices.ids[number]
		return cmp.Or(f.Voices.Name(id), f.Names.called[id], string(id))
	case Speaker:
		return c.name(Voice, c.speakers.keys[number].voice)
	case Analyst:
		return f.Analysts.Shown(f.Names.analysts.ids[number])
	case Statement:
		id := f.Names.statements.ids[number]
		return cmp.Or(f.Statements.Title(id), f.Names.titled[id], string(id))
	default:
	}
	return c.key(d, number)
}

package record

import "fmt"

// mark is a line that counts a record.
type mark struct {
	n, of int32
	line  int // line number in the text, from 1
}

func (e *export) marks(lines []int) []mark {
	all := make([]mark, len(lines))
	for k, i := range lines {
		all[k] = mark{e.lines[i].n, e.lines[i].of, e.number(i)}
	}
	return all
}

// missingCounts returns entries for the articles that are missing according to
// marks, which are in the order of the text. end is the number of the last line of
// the text.
func missingCounts(marks []mark, end int) (missing []Missing) {
	lack := func(line int, first, last, of int32) {
		switch {
		case first > last || of == 0 || len(missing) == maxMissing:
		case first == last:
			missing = append(missing, Missing{Line: line, What: fmt.Sprintf("the export counts %d articles, but number %d is missing; export it again", of, first)})
		default:
			missing = append(missing, Missing{Line: line, What: fmt.Sprintf("the export counts %d articles, but numbers %d to %d are missing; export them again", of, first, last)})
		}
	}
	for k := 0; k < len(marks); {
		next, of := int32(1), marks[k].of
		for first := k; k < len(marks) && (k == first || marks[k].n > marks[k-1].n) && marks[k].of == of; k++ {
			lack(marks[k].line, next, marks[k].n-1, of)
			next = marks[k].n + 1
		}
		line := end
		if k < len(marks) {
			line = marks[k].line
		}
		lack(line, next, of, of)
	}
	return missing
}

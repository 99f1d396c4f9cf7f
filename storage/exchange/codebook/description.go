package codebook

import (
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// How a label fits into a REFI-QDA code
//
// A code has a name, a colour and a description. So the description has the other fields
// of a label, as text that people can read in any program:
//
//	The sentence asserts something that can be checked.
//	Use: Figures, dates, acts.
//	Do not use: Opinion.
//	Example: The bridge was closed.
//	Not: “We saw it coming,” the harbour master said.
//	Key: C
//	Id: claim
//
// What comes before the first of these words is the definition. A value extends to the
// next line that begins with one of them. A line of a value that itself begins with such a
// word, or with backslashes and such a word, is written with one more backslash in front.
//
// Other programs may have descriptions with the same words in them. So a description is
// read in this way only if the guid of the code belongs to the Id; otherwise all of it is
// the definition.

// The words at the beginning of lines.
const (
	wordUse      = "Use"
	wordAvoid    = "Do not use"
	wordExample  = "Example"
	wordNot      = "Not"
	wordLetter   = "Key"
	wordRetired  = "Retired"
	wordPosition = "Position" // from 1, if the tree of codes has another order than the codebook
	wordID       = "Id"
)

var words = []string{wordUse, wordAvoid, wordExample, wordNot, wordLetter, wordRetired, wordPosition, wordID}

// part is a value in a description. The definition has the word "".
type part struct {
	word  string
	lines []string
}

func partOf(word, text string) part { return part{word, strings.Split(text, "\n")} }

func (p part) text() string { return strings.Join(p.lines, "\n") }

// describe returns the description of a label. Position is 0 if it need not be written.
func describe(l model.Label, position int) string {
	var parts []part
	add := func(word, text string) {
		if text != "" {
			parts = append(parts, partOf(word, text))
		}
	}
	add("", l.Definition)
	add(wordUse, l.Use)
	add(wordAvoid, l.Avoid)
	for _, text := range l.Examples {
		parts = append(parts, partOf(wordExample, text))
	}
	for _, text := range l.CounterExamples {
		parts = append(parts, partOf(wordNot, text))
	}
	add(wordLetter, l.Letter)
	if l.Retired {
		add(wordRetired, "yes")
	}
	if position > 0 {
		add(wordPosition, strconv.Itoa(position))
	}
	add(wordID, string(l.Key))
	return joined(parts)
}

// joined returns the description that has the parts.
func joined(parts []part) string {
	var lines []string
	for _, p := range parts {
		for i, line := range p.lines {
			if word, _ := begins(strings.TrimLeft(line, `\`)); i == 0 && p.word != "" {
				line = p.word + ": " + line
			} else if word != "" {
				line = `\` + line
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// divided returns the parts of a description. It is the inverse of joined.
func divided(description string) (parts []part) {
	if description == "" {
		return nil
	}
	for line := range strings.SplitSeq(description, "\n") {
		word, rest := begins(line)
		switch {
		case word != "":
			parts = append(parts, part{word, []string{rest}})
			continue
		case len(parts) == 0:
			parts = append(parts, part{})
		}
		if bare := strings.TrimLeft(line, `\`); len(bare) < len(line) {
			if word, _ := begins(bare); word != "" {
				line = line[1:]
			}
		}
		last := &parts[len(parts)-1]
		last.lines = append(last.lines, line)
	}
	return parts
}

// begins returns the word with which a line begins, and what follows it. If the line
// begins with none of the words, it returns "".
func begins(line string) (word, rest string) {
	for _, word := range words {
		if rest, ok := strings.CutPrefix(line, word+":"); ok {
			return word, strings.TrimPrefix(rest, " ")
		}
	}
	return "", ""
}

// idIn returns the key of the label that a description names, or "".
func idIn(parts []part) model.LabelKey {
	if len(parts) == 0 || parts[len(parts)-1].word != wordID {
		return ""
	}
	return model.LabelKey(parts[len(parts)-1].text())
}

// fill sets the fields of a label from the parts of its description. It returns the
// position, or 0 if the description does not name a possible one.
func fill(l *model.Label, parts []part) (position int) {
	for _, p := range parts {
		switch text := p.text(); p.word {
		case "":
			l.Definition = text
		case wordUse:
			l.Use = text
		case wordAvoid:
			l.Avoid = text
		case wordExample:
			l.Examples = append(l.Examples, text)
		case wordNot:
			l.CounterExamples = append(l.CounterExamples, text)
		case wordLetter:
			l.Letter = text
		case wordRetired:
			l.Retired = text == "yes"
		case wordPosition:
			if n, err := strconv.Atoi(text); err == nil && 0 < n && n <= value.MostLabels {
				position = n
			}
		case wordID:
			l.Key = model.LabelKey(text)
		}
	}
	return position
}

// inOrder sorts labels by the positions that their descriptions name. A label without one
// stays behind the label before it.
func inOrder(codes []Code) {
	for i := range codes {
		if i > 0 && codes[i].position == 0 {
			codes[i].position = codes[i-1].position
		}
	}
	slices.SortStableFunc(codes, func(a, b Code) int { return a.position - b.position })
}

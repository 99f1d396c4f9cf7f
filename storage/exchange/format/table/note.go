package table

import "strings"

// Several notes in one cell
//
// A line of three hyphens separates two notes of an analyst. A line of a note that is three hyphens
// itself, or backslashes and three hyphens, gets a backslash more:
//
//	Thin.
//	---
//	The caption says otherwise:
//	\---

// noteBreak is the line between two notes.
const noteBreak = "---"

// JoinNotes returns the texts of notes as one cell. SplitNotes is its inverse.
func JoinNotes(texts []string) string {
	var all []string
	for _, text := range texts {
		all = append(all, mapLines(text, func(line string) string {
			if breaks(line) {
				return `\` + line
			}
			return line
		}))
	}
	return strings.Join(all, "\n"+noteBreak+"\n")
}

// SplitNotes returns the texts of the notes in a cell. An empty cell has none.
func SplitNotes(cell string) []string {
	if cell == "" {
		return nil
	}
	var all []string
	from := 0
	for at := 0; at <= len(cell); {
		line, _, _ := strings.Cut(cell[at:], "\n")
		if line == noteBreak {
			all = append(all, strings.TrimSuffix(cell[from:at], "\n"))
			from = min(at+len(line)+1, len(cell))
		}
		at += len(line) + 1
	}
	all = append(all, cell[from:])
	for i, text := range all {
		all[i] = mapLines(text, func(line string) string {
			if breaks(line) {
				return strings.TrimPrefix(line, `\`)
			}
			return line
		})
	}
	return all
}

// breaks reports whether a line is three hyphens after any number of backslashes.
func breaks(line string) bool { return strings.TrimLeft(line, `\`) == noteBreak }

// mapLines returns the text with its lines changed.
func mapLines(text string, change func(string) string) string {
	if !strings.Contains(text, noteBreak) {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = change(line)
	}
	return strings.Join(lines, "\n")
}

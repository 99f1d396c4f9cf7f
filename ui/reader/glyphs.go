package reader

import "strings"

// What Fyne draws wrongly, and what it is given instead
//
// Fyne 2.8.1 takes glyphs from its own fonts first, then from the system's.
// Seen in its source and on the screen, and worked around here or where said:
//
//   - The letters і and ј lose their dots when shaped as Cyrillic: go-text
//     applies the substitution meant for a letter below an accent. The Latin
//     letters, which look the same, keep theirs.
//   - White space is drawn with the face of what is before it; after → it is
//     twice as wide. What follows a symbol is drawn apart: cutter.after.
//   - In text that runs to the left, pieces of different faces are drawn in the
//     order in which they are read. They are drawn apart: kindOf.
//   - A text without letters runs to the right, and its brackets are not turned
//     round. A mark in front says that it runs to the left.
//
// Not worked around: Fyne puts a text's baseline where the highest of its own
// faces wants it, so a number beside Hebrew may stand a pixel or three lower than
// it. The faces' heights are known to Fyne alone.

// glyphs is what a text object is given to draw a run.
func glyphs(run Run) string {
	text := legible(run.Text)
	if run.Left && !runsLeft(text) {
		return "\u200f" + text
	}
	return text
}

// legible puts letters that are drawn rightly in place of those that are not.
func legible(text string) string {
	if !strings.ContainsAny(text, "іј") {
		return text
	}
	return strings.NewReplacer("і", "i", "ј", "j").Replace(text)
}

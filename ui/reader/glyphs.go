package reader

// What Fyne draws wrongly, and what it is given instead
//
// Fyne 2.8.1 takes glyphs from its own fonts first, then from the system's.
// Seen in its source and on the screen, and worked around here or where said:
//
//   - The letters і and ј lose their dots in Fyne's own faces: go-text applies
//     the substitution meant for a letter below an accent. The faces of
//     package assets are without it.
//   - White space is drawn with the face of what is before it. Fyne's face for
//     symbols has no space, and draws � instead. The faces of package assets
//     have the symbols of that face; what follows a symbol of another face is
//     drawn apart: cutter.after.
//   - In text that runs to the left, pieces of different faces are drawn in the
//     order in which they are read. They are drawn apart: kindOf.
//   - A text without letters runs to the right, and its brackets are not turned
//     round. A mark in front says that it runs to the left.
//
// Not worked around: Fyne puts a text's baseline where the highest of its own
// faces wants it, so a number beside Hebrew may stand a pixel or three lower than
// it. The faces' heights are known to Fyne alone.

// glyphs returns the text for the text object that draws a run.
func glyphs(run Run) string {
	if run.Left && !runsLeft(run.Text) {
		return "\u200f" + run.Text
	}
	return run.Text
}

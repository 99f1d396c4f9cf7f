package reader

// Drawing errors of Fyne, and how they are avoided
//
// Fyne 2.8.1 looks for a glyph first in its own fonts, and then in those of the
// system. The following errors are avoided here or in the places named:
//
//   - The letters і and ј lose their dots in Fyne's own faces, because go-text always applies
//     the substitution that is meant for a letter below an accent. The faces of package assets
//     lack that substitution.
//   - White space is drawn with the face of the text before it. Fyne's face for symbols has no
//     space, and draws � instead. The faces of package assets have common symbols.
//     Text after a symbol of another face is drawn separately: see cutter.after.
//   - In text that runs from right to left, pieces of different faces are drawn in reading
//     order. So each piece gets a text object of its own: see kindOf.
//   - Fyne draws text without letters from left to right and does not mirror its brackets. If
//     such text must run from right to left, the function glyphs puts a mark before it.
//
// One error remains: Fyne places the baseline of a text by the highest of its
// faces, so a number beside Hebrew may be slightly too low. Only Fyne knows the
// heights of the faces.

// glyphs returns the text of a run for a text object. It begins with a direction
// mark if Fyne would otherwise draw the run in the wrong direction.
func glyphs(run Run) string {
	if run.Left && !runsLeft(run.Text) {
		return "\u200f" + run.Text
	}
	return run.Text
}

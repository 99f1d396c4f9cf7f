package reader

// What Fyne draws wrongly, and how that is avoided
//
// Fyne 2.8.1 takes glyphs from its own fonts first, and then from the system's.
// These faults were found in its source and on the screen, and are avoided here or
// where noted:
//
//   - The letters і and ј lose their dots in Fyne's own faces: go-text always applies the
//     substitution meant for a letter below an accent. The faces of package assets lack
//     that substitution.
//   - White space is drawn with the face of the text before it. Fyne's face for symbols
//     has no space, and draws � instead. The faces of package assets have the symbols of
//     that face; text after a symbol of another face is drawn separately: cutter.after.
//   - In text that runs to the left, pieces of different faces are drawn in reading
//     order. They are drawn separately: kindOf.
//   - A text without letters runs to the right, and its brackets are not mirrored. A mark
//     at its beginning makes it run to the left.
//
// Not avoided: Fyne places the baseline of a text by the highest of its own faces,
// so a number beside Hebrew may be up to three pixels lower. Only Fyne knows the
// heights of the faces.

// glyphs returns the text for the text object that draws a run.
func glyphs(run Run) string {
	if run.Left && !runsLeft(run.Text) {
		return "\u200f" + run.Text
	}
	return run.Text
}

package reader

// filler arranges the atoms of a block in lines.
type filler struct {
	cutter *cutter
	flow   *Flow
	left   bool // the paragraph runs from right to left
	line   []atom
	x      float32 // width of the line so far
}

func (f *filler) fill(atoms []atom) {
	for i := 0; i < len(atoms); {
		from := i
		for from < len(atoms) && atoms[from].space {
			from++
		}
		to, w := from, float32(0)
		for to < len(atoms) && (to == from || !atoms[to].may) {
			to++
		}
		for to > from && atoms[to-1].space {
			to-- // the white space is handled in the next round
		}
		for _, a := range atoms[from:to] {
			w += a.w
		}
		room := f.cutter.metrics.Width
		before := atoms[i:from]
		if len(f.line) > 0 && f.x+widthOf(before)+w > room {
			f.endLine()
		}
		if len(f.line) > 0 {
			f.put(before...)
		}
		if w > room {
			f.squeeze(atoms[from:to])
		} else {
			f.put(atoms[from:to]...)
		}
		i = to
	}
	f.endLine()
}

func widthOf(atoms []atom) (w float32) {
	for _, a := range atoms {
		w += a.w
	}
	return w
}

func (f *filler) put(atoms ...atom) {
	f.line = append(f.line, atoms...)
	f.x += widthOf(atoms)
}

// squeeze divides atoms among several lines. No line should end between these
// atoms, but together they are wider than a line.
func (f *filler) squeeze(atoms []atom) {
	room := f.cutter.metrics.Width
	for _, a := range atoms {
		switch {
		case f.x+a.w <= room:
			if !a.space || len(f.line) > 0 {
				f.put(a)
			}
		case a.space, len(f.line) > 0 && f.line[len(f.line)-1].space && a.w <= room:
			f.endLine()
			if !a.space {
				f.put(a)
			}
		default:
			f.chop(a)
		}
	}
}

// chop divides an atom among lines at grapheme boundaries.
func (f *filler) chop(a atom) {
	text, room := f.cutter.text, f.cutter.metrics.Width
	ends := boundaries(text[a.start:a.end])
	piece := a
	piece.end, piece.w = a.start, 0
	for i, end := range ends[1:] {
		w := f.cutter.width(text[a.start+ends[i] : a.start+end])
		if f.x+piece.w+w > room && (len(f.line) > 0 || piece.end > piece.start) {
			f.putPiece(piece)
			f.endLine()
			piece.start, piece.w = piece.end, 0
		}
		piece.end, piece.w = a.start+end, piece.w+w
	}
	f.putPiece(piece)
}

// putPiece puts a part of a chopped atom on the line, unless the part is empty. It
// measures Arabic letters together, because they are narrower when joined.
func (f *filler) putPiece(piece atom) {
	if piece.end == piece.start {
		return
	}
	if piece.kind == arabic {
		piece.w = min(piece.w, f.cutter.width(f.cutter.text[piece.start:piece.end]))
	}
	f.put(piece)
}

// endLine adds the current line to the flow, without white space at its end, and
// begins a new line. It adds nothing if the line has no other atoms.
func (f *filler) endLine() {
	for len(f.line) > 0 && f.line[len(f.line)-1].space {
		f.line = f.line[:len(f.line)-1]
	}
	if len(f.line) == 0 {
		f.x = 0
		return
	}
	n := len(f.flow.Lines)
	for _, a := range f.line {
		if u := int(a.unit) - f.flow.unit; !a.space {
			if f.flow.first[u] < 0 {
				f.flow.first[u] = n
			}
			f.flow.last[u] = n
		}
	}
	arrange(f.line)
	runs := f.runs()
	m := f.cutter.metrics
	if f.left {
		last := runs[len(runs)-1]
		shift := max(0, m.Width-last.X-last.W)
		for i := range runs {
			runs[i].X += shift
		}
	}
	f.flow.Lines = append(f.flow.Lines, Line{Y: float32(n) * m.Line, Runs: runs})
	f.line, f.x = f.line[:0], 0
}

// runs joins the atoms of a line, which are in drawing order, into runs.
func (f *filler) runs() []Run {
	runs := make([]Run, 0, 4)
	x, gap := float32(0), atom{}
	var before atom
	for _, a := range f.line {
		if a.space {
			x += a.w
			gap = a
			continue
		}
		n := len(runs)
		if n > 0 && joins(before, gap, a) {
			runs[n-1].Start, runs[n-1].End = min(runs[n-1].Start, a.start), max(runs[n-1].End, a.end)
			runs[n-1].W = x + a.w - runs[n-1].X
		} else {
			runs = append(runs, Run{Unit: int(a.unit), Start: a.start, End: a.end, X: x, W: a.w, Left: a.level%2 == 1})
		}
		x += a.w
		before, gap = a, atom{}
	}
	for i := range runs {
		runs[i].Text = folded(f.cutter.text[runs[i].Start:runs[i].End])
	}
	return runs
}

// joins reports whether one text object can draw two neighbouring atoms of a line,
// and the white space between them.
func joins(before, gap, a atom) bool {
	if before.unit != a.unit || before.level != a.level || before.kind != a.kind {
		return false
	}
	if gap.space {
		if gap.apart || gap.unit != a.unit || gap.level != a.level {
			return false
		}
		if a.level%2 == 1 {
			return a.end == gap.start && gap.end == before.start
		}
		return before.end == gap.start && gap.end == a.start
	}
	if a.level%2 == 1 {
		return a.end == before.start
	}
	return before.end == a.start
}

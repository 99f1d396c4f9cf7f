package typeset

import "slices"

// Line is a line of a paragraph.
type Line struct {
	Pieces []Piece // from left to right
	// Width is the width in points without the white space at the end.
	Width float64
	// Before is the width of the white space at the end if it is drawn first, as in lines that run
	// from right to left. It hangs over the margin.
	Before float64
	Left   bool // the paragraph runs from right to left
	Last   bool // of the paragraph, or before a forced end of the line
}

// Lines breaks a paragraph into lines of a width in points: as many words as fit on each line. A
// word that is longer than a line is divided between characters. A line has at least one
// character. A paragraph without text has no lines.
func (t *Text) Lines(width float64) []Line {
	var out []Line
	rest := t.pieces
	for len(rest) > 0 {
		n := fitting(rest, width)
		if n == 0 {
			parts := rest[0].divide(width)
			if len(parts) == 1 { // one character, wider than the line
				n = 1
			} else {
				for i := range parts[:len(parts)-1] {
					out = append(out, t.line(parts[i:i+1]))
				}
				rest = append(parts[len(parts)-1:], rest[1:]...)
				continue
			}
		}
		line := t.line(rest[:n])
		line.Last = n == len(rest) || rest[n-1].must
		out = append(out, line)
		rest = rest[n:]
	}
	return out
}

// fitting returns how many pieces are on the first line. It returns 0 if the first piece is to be
// divided.
func fitting(pieces []Piece, width float64) int {
	sum, best, here := 0.0, 0, 0
	for i := range pieces {
		p := &pieces[i]
		sum += p.Width
		if !p.space && sum > width+0.01 {
			break
		}
		here = i + 1
		if p.must {
			return here
		}
		if p.may {
			best = here
		}
	}
	switch {
	case here == len(pieces):
		return here
	case best > 0:
		return best
	default:
		return here // inside a word, where the font or the style changes
	}
}

// divide divides a piece into parts that fit, each with at least one character.
func (p *Piece) divide(width float64) []Piece {
	scale := p.Style.Size / p.Font.Upem
	glyphs := slices.Clone(p.Glyphs)
	if p.Left() {
		slices.Reverse(glyphs) // into reading order
	}
	var out []Piece
	begin, from, sum := 0, 0, 0.0 // the glyph and the rune at which the part begins, and its width
	part := func(end, to int) {
		q := *p
		q.Runes, q.Glyphs = p.Runes[from:to], glyphs[begin:end:end]
		for i := range q.Glyphs {
			q.Glyphs[i].At -= from
		}
		if q.Left() {
			slices.Reverse(q.Glyphs)
		}
		q.measure()
		if to < len(p.Runes) {
			q.may, q.must = true, false
		}
		out = append(out, q)
		begin, from, sum = end, to, 0
	}
	for i := 0; i < len(glyphs); {
		cluster, end, advance := glyphs[i].At, i, 0.0
		for end < len(glyphs) && glyphs[end].At == cluster {
			advance += glyphs[end].Advance * scale
			end++
		}
		if i > begin && sum+advance > width {
			part(i, cluster)
		}
		sum += advance
		i = end
	}
	part(len(glyphs), len(p.Runes))
	return out
}

// line arranges pieces on a line.
func (t *Text) line(pieces []Piece) Line {
	l := Line{Pieces: append([]Piece(nil), pieces...), Left: t.Left}
	base := uint8(0)
	if t.Left {
		base = 1
	}
	end := len(l.Pieces)
	for end > 0 && l.Pieces[end-1].space { // rule L1 of UAX #9
		end--
		l.Pieces[end].level = base
		if t.Left {
			l.Before += l.Pieces[end].Width
		}
	}
	for i := range l.Pieces[:end] {
		l.Width += l.Pieces[i].Width
	}
	arrange(l.Pieces)
	return l
}

package html

import (
	"bufio"
	"strings"

	"assay.app/assay/storage/report/content"
)

// runs writes runs of a paragraph with the given direction. Notes in notes are left out.
func (p *page) runs(w *bufio.Writer, runs []content.Run, direction content.Direction, inNote bool) {
	for _, r := range runs {
		if r.Break {
			p.put(w, "<br>")
		}
		if r.Text != "" || content.ValidID(r.ID) {
			p.run(w, r, direction)
		}
		if r.Note != nil && !inNote {
			p.note(w, r.Note)
		}
	}
}

// run writes one run. A run from right to left in a paragraph from left to right, or the other way
// round, is isolated from what is around it.
func (p *page) run(w *bufio.Writer, r content.Run, direction content.Direction) {
	place, address := content.Target(r.Link)
	end := ""
	switch {
	case place != "":
		p.put(w, `<a href="#`, place, `">`)
		end = "</a>"
	case address != "":
		name := ""
		if shows(r.Text, address) {
			name = ` class="address"`
		}
		p.put(w, `<a href="`, escaped(address), `" rel="noopener noreferrer"`, name, `>`)
		end = "</a>"
	}
	if attributes := spanned(r, direction); attributes != "" {
		p.put(w, "<span", attributes, ">")
		end = "</span>" + end
	}
	for _, e := range []struct {
		on   bool
		name string
	}{{r.Bold, "b"}, {r.Italic, "i"}, {r.Mono, "code"}} {
		if e.on {
			p.put(w, "<", e.name, ">")
			end = "</" + e.name + ">" + end
		}
	}
	p.put(w, escaped(r.Text), end)
}

// shows reports whether the text of a link is its address, so that paper need not repeat it.
func shows(text, address string) bool {
	text = strings.TrimSpace(text)
	return text == address || strings.TrimSuffix(address, "/") == text
}

// spanned returns the attributes that a run needs of a span, or "".
func spanned(r content.Run, direction content.Direction) string {
	out := ""
	if content.ValidID(r.ID) {
		out += ` id="` + r.ID + `"`
	}
	if language := content.Tag(r.Language); language != "" {
		out += ` lang="` + language + `"`
	}
	if own := content.DirectionOf(r.Text); own != content.Neutral && own != direction && direction != content.Neutral {
		out += ` dir="auto"`
	}
	switch {
	case content.Fill(r.Fill) != "":
		out += ` class="fill"` + filled(r.Fill)
	case r.Muted:
		out += ` class="muted"`
	}
	return out
}

// filled returns the attribute of what has a colour behind its text, or "".
func filled(color string) string {
	fill := content.Fill(color)
	if fill == "" {
		return ""
	}
	return ` style="background-color:#` + fill + `;color:#` + content.InkOn(fill) + `"`
}

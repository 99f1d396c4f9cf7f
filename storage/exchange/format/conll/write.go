package conll

import (
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/peer"
)

// units calls do with each sentence of an article and, of everything else, with what has a label of the
// analyst.
func units(p *peer.Page, analyst string, do func(u *peer.Unit, label model.LabelKey)) {
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			u := &list[i]
			if label := u.Label(analyst); label != "" || u.IsSentence() {
				do(u, label)
			}
		}
	}
}

// encode returns the sentences of an article in two columns.
func encode(p *peer.Page, analyst string) []byte {
	out := make([]byte, 0, 3*len(p.Text)+256)
	units(p, analyst, func(u *peer.Unit, label model.LabelKey) {
		text, first, before := u.Span.Of(p.Text), true, len(out)
		cut(text, func(s model.Span) {
			out = append(out, s.Of(text)...)
			switch {
			case label == "":
				out = append(out, "\tO\n"...)
				return
			case first:
				out = append(out, "\tB-"...)
			default:
				out = append(out, "\tI-"...)
			}
			out, first = append(append(out, label...), '\n'), false
		})
		if len(out) > before {
			out = append(out, '\n')
		}
	})
	return out
}

// encodeU returns the sentences of an article as CoNLL-U.
func encodeU(p *peer.Page, analyst string) []byte {
	out := make([]byte, 0, 6*len(p.Text)+256)
	paragraph, first := -1, true
	units(p, analyst, func(u *peer.Unit, label model.LabelKey) {
		if first {
			out, first = head(out, p, analyst), false
		}
		if n := paragraphOf(p, paragraph, u.Span.Start); u.IsSentence() && n != paragraph {
			out, paragraph = append(out, "# newpar\n"...), n
		}
		out = append(append(out, "# sent_id = "...), u.ID...)
		text := u.Span.Of(p.Text)
		out = append(append(append(out, "\n# text = "...), flat(text)...), '\n')
		out = append(tokens(out, text, label), '\n')
	})
	return out
}

// head appends what an article begins with.
func head(out []byte, p *peer.Page, analyst string) []byte {
	out = append(append(out, "# newdoc id = "...), p.ID...)
	field := func(name, value string) {
		if value = flat(value); value != "" {
			out = append(append(append(append(out, "\n# meta::"...), name...), " = "...), value...)
		}
	}
	field("file", p.File)
	for _, f := range peer.Facts(&p.Metadata) {
		field(f.Name, *f.Text)
	}
	field("analyst", analyst)
	return append(out, '\n')
}

// paragraphOf returns the index of the paragraph that a byte is in, which is not before that of index
// from.
func paragraphOf(p *peer.Page, from, at int) int {
	n := max(from, 0)
	for n+1 < len(p.Paragraphs) && p.Paragraphs[n+1].Start <= at {
		n++
	}
	return n
}

// tokens appends the lines of a sentence, with the label in the first one.
func tokens(out []byte, text string, label model.LabelKey) []byte {
	n := 0
	var held model.Span
	line := func(spaced bool) {
		n++
		out = append(strconv.AppendInt(out, int64(n), 10), '\t')
		out = append(append(out, held.Of(text)...), "\t_\t_\t_\t_\t_\t_\t_\t"...)
		switch {
		case n == 1 && label != "" && spaced:
			out = append(append(out, "Label="...), escape(string(label))...)
		case n == 1 && label != "":
			out = append(append(append(out, "Label="...), escape(string(label))...), "|SpaceAfter=No"...)
		case spaced:
			out = append(out, '_')
		default:
			out = append(out, "SpaceAfter=No"...)
		}
		out = append(out, '\n')
	}
	cut(text, func(s model.Span) {
		if held.End > 0 {
			line(held.End < s.Start)
		}
		held = s
	})
	if held.End > 0 {
		line(true)
	}
	return out
}

// escape writes a value as the column MISC can have it.
func escape(value string) string {
	if !strings.ContainsAny(value, "\\| \t\n") {
		return value
	}
	return strings.NewReplacer(`\`, `\\`, "|", `\p`, " ", `\s`, "\t", `\t`, "\n", `\n`).Replace(value)
}

// unescape is the inverse of escape.
func unescape(value string) string {
	if !strings.Contains(value, `\`) {
		return value
	}
	return strings.NewReplacer(`\\`, `\`, `\p`, "|", `\s`, " ", `\t`, "\t", `\n`, "\n").Replace(value)
}

package recognise

import (
	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// Divide divides a text into units: the regions, and the sentences between them by
// the rules of language lang. A region ends the sentence before it. The units cover
// every character of the paragraphs except white space exactly once, unless Divide
// stops because there are more than most units.
func Divide(text string, paragraphs []model.Span, regions []Region, lang string, most int) model.Structure {
	const sentence = 100 // average bytes, to size the first allocation
	d := divider{text: text, lang: lang, most: most, units: make([]model.Unit, 0, min(len(paragraphs)+len(text)/sentence, most+1))}
	for i, p := range paragraphs {
		if len(d.units) > most {
			break
		}
		at := p.Start
		for len(regions) > 0 && regions[0].Span.Start < p.End {
			region := regions[0]
			regions = regions[1:]
			if region.Span.Start < at || region.Span.End > p.End {
				continue
			}
			d.sentences(model.Span{Start: at, End: region.Span.Start}, i)
			d.units = append(d.units, model.Unit{Span: region.Span, Paragraph: i, Kind: region.Kind})
			at = region.Span.End
		}
		d.sentences(model.Span{Start: at, End: p.End}, i)
	}
	return model.Structure{Paragraphs: paragraphs, Units: d.units}
}

// divider collects the units of a text.
type divider struct {
	text, lang string
	units      []model.Unit
	most       int
	spans      []model.Span // sentences of one paragraph; the memory is reused for the next
}

// sentences appends the sentences in part, a stretch of paragraph i.
func (d *divider) sentences(part model.Span, i int) {
	part = trimSpan(d.text, part)
	if part.Len() == 0 {
		return
	}
	d.spans = segment.AppendFewSentences(d.spans[:0], d.lang, part.Of(d.text), d.most-len(d.units)+1)
	for _, s := range d.spans {
		s.Start += part.Start
		s.End += part.Start
		d.units = append(d.units, model.Unit{Span: s, Paragraph: i})
	}
}

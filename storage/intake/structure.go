package intake

import (
	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// Structure divides text into paragraphs and units: the regions of r, which
// must come from Recognise of the same text, and the sentences of the language
// lang between them. A region ends the sentence before it. Together the units
// cover every character of text that isn't white space exactly once.
func Structure(text string, r Recognition, lang string) model.Structure {
	return structure(text, segment.Paragraphs(text), r.Regions, lang)
}

// structure is Structure of a text whose paragraphs are known.
func structure(text string, paragraphs []model.Span, regions []Region, lang string) model.Structure {
	s := model.Structure{Paragraphs: paragraphs}
	for i, p := range s.Paragraphs {
		at := p.Start
		for len(regions) > 0 && regions[0].Span.Start < p.End {
			region := regions[0]
			regions = regions[1:]
			if region.Span.Start < at || region.Span.End > p.End {
				continue
			}
			s.Units = sentences(s.Units, text, model.Span{Start: at, End: region.Span.Start}, i, lang)
			s.Units = append(s.Units, model.Unit{Span: region.Span, Paragraph: i, Kind: region.Kind})
			at = region.Span.End
		}
		s.Units = sentences(s.Units, text, model.Span{Start: at, End: p.End}, i, lang)
	}
	return s
}

// sentences appends the sentences in part, a stretch of paragraph i.
func sentences(units []model.Unit, text string, part model.Span, i int, lang string) []model.Unit {
	part = trimSpan(text, part)
	if part.Len() == 0 {
		return units
	}
	for _, s := range segment.Sentences(lang, part.Of(text)) {
		s.Start += part.Start
		s.End += part.Start
		units = append(units, model.Unit{Span: s, Paragraph: i})
	}
	return units
}

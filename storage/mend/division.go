package mend

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/segment"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  How an article was divided
//
// The history does not hold the structure at import, only later changes of it. A
// version of the structure found in the file is used if undoing the changes made
// before it leads to a structure of the whole text. The remaining changes are then
// applied to it. If the history is incomplete, a version that is still in use or has
// all annotated sentences is used, too. If no version is found, the text is divided
// again around the sentences that have annotations or notes. Saved records of divisions
// then restore the paragraphs that analysts have divided.

// divide returns the structure of a saved article, and whether the text was divided
// again.
func (b *rebuild) divide(a *rescued, text string) (s model.Structure, again bool) {
	edits, key := b.history.divisions[a.record.ID], string(ledger.Key64(a.number))
	for _, r := range b.found[ledger.BucketUnits][key] {
		value, err := b.value(ledger.BucketUnits, key, r)
		if err != nil {
			continue
		}
		if s, err = codec.DecodeStructure(value); err != nil || ledger.CheckCover(text, s) != nil {
			continue
		}
		s, fits := atEnd(text, s, edits)
		if b.history.complete && fits || !b.history.complete && (r.origin == live || onUnits(a, s)) {
			return s, false
		}
	}
	return restoreParagraphs(a, text, divideAround(text, a.record.Metadata.Language, spansInUse(a))), true
}

// restoreParagraphs returns a structure with the saved divisions of paragraphs. It
// returns s if these do not fit the text.
func restoreParagraphs(a *rescued, text string, s model.Structure) model.Structure {
	divided := map[model.Span][]model.Unit{}
	for _, f := range a.records {
		if p, ok := f.saved.content.(*record.Paragraph); ok {
			divided[f.key.Sentence] = p.Units
		}
	}
	if len(divided) == 0 {
		return s
	}
	with := model.Structure{Paragraphs: s.Paragraphs}
	for i, at := range s.Paragraphs {
		units, ok := divided[at]
		if !ok {
			units = edit.InParagraph(s.Units, i)
		}
		with.Units = append(with.Units, units...)
	}
	if ledger.CheckCover(text, with) != nil {
		return s
	}
	return with
}

// atEnd returns a structure after the edits that were made later than it. It tries
// every number of earlier edits, and returns false unless undoing those leads to a
// structure of the whole text.
func atEnd(text string, s model.Structure, edits []edit.Units) (model.Structure, bool) {
	for made := len(edits); made >= 0; made-- {
		first, fits := s.Units, true
		for i := made - 1; fits && i >= 0; i-- {
			first, fits = model.Replace(first, edits[i].After, edits[i].Before)
		}
		now := s.Units
		for i := made; fits && i < len(edits); i++ {
			now, fits = model.Replace(now, edits[i].Before, edits[i].After)
		}
		if fits && ledger.CheckCover(text, model.Structure{Paragraphs: s.Paragraphs, Units: first}) == nil {
			return model.Structure{Paragraphs: s.Paragraphs, Units: now}, true
		}
	}
	return s, false
}

// canUndo reports whether undoing all edits leads from a structure to one of the
// whole text.
func canUndo(text string, s model.Structure, edits []edit.Units) bool {
	for _, e := range slices.Backward(edits) {
		var fits bool
		if s.Units, fits = model.Replace(s.Units, e.After, e.Before); !fits {
			return false
		}
	}
	return ledger.CheckCover(text, s) == nil
}

// spansInUse returns the spans of an article that records are about, except those of
// quiet kinds, which are about paragraphs.
func spansInUse(a *rescued) []model.Span {
	var spans []model.Span
	for _, f := range a.records {
		if at := f.subject(); f.saved.content != nil && at.Sentence != (model.Span{}) && !f.kind().Quiet {
			spans = append(spans, at.Sentence)
		}
	}
	slices.SortFunc(spans, func(x, y model.Span) int { return x.Start - y.Start })
	return slices.Compact(spans)
}

// onUnits reports whether all records about a span are on units. It ignores records that
// can move and those of quiet kinds.
func onUnits(a *rescued, s model.Structure) bool {
	units := make(map[model.Span]bool, len(s.Units))
	for _, u := range s.Units {
		units[u.Span] = true
	}
	for _, f := range a.records {
		if at := f.key.Sentence; f.saved.content != nil && at != (model.Span{}) && !units[at] && !f.kind().Quiet {
			return false
		}
	}
	return true
}

// divideAround divides a text again so that the given spans are sentences, except
// those that cross paragraphs or overlap earlier ones. The spans must be sorted by
// their start.
func divideAround(text, language string, keep []model.Span) model.Structure {
	s := model.Structure{Paragraphs: segment.Paragraphs(text)}
	for i, p := range s.Paragraphs {
		at := p.Start
		for ; len(keep) > 0 && keep[0].Start < p.End; keep = keep[1:] {
			if keep[0].Start < at || keep[0].End > p.End {
				continue
			}
			s.Units = appendSentences(s.Units, text, language, model.Span{Start: at, End: keep[0].Start}, i)
			s.Units = append(s.Units, model.Unit{Span: keep[0], Paragraph: i})
			at = keep[0].End
		}
		s.Units = appendSentences(s.Units, text, language, model.Span{Start: at, End: p.End}, i)
	}
	return s
}

// appendSentences divides a part of a paragraph into sentences and appends them.
func appendSentences(units []model.Unit, text, language string, part model.Span, paragraph int) []model.Unit {
	for _, span := range segment.Sentences(language, part.Of(text)) {
		span.Start += part.Start
		span.End += part.Start
		units = append(units, model.Unit{Span: span, Paragraph: paragraph})
	}
	return units
}

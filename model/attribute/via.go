package attribute

// via returns the outlet that the voice spoke to: "told CNN", "in an interview with the
// Tide Post". It returns "" if the sentence names none.
func (a *article) via(r reading) string {
	t := a.s.toks
	for i := 0; i < len(t); i++ {
		if t[i].said || t[i].kind != lowerWord {
			continue
		}
		after := i + 1
		switch {
		case t[i].is(isTold) && i == r.verb:
		case t[i].low == "told" || t[i].low == "tells":
		case after < len(t) && (t[i].low == "interview" && (t[after].low == "with" || t[after].low == "by") ||
			(t[i].low == "spoke" || t[i].low == "speaking" || t[i].low == "talking") && (t[after].low == "to" || t[after].low == "with") ||
			t[i].low == "quoted" && t[after].low == "by" ||
			t[i].low == "statement" && t[after].low == "to"):
			after++
		default:
			continue
		}
		if name := a.outlet(after); name != "" {
			return name
		}
	}
	return ""
}

// outlet returns the name of the outlet that begins at token i, or "" if none does.
func (a *article) outlet(i int) string {
	t := a.s.toks
	for i < len(t) && t[i].is(isArticle) && !t[i].is(isPronoun) {
		i++
	}
	end := i
	medium := false
	for end < len(t) && !t[end].said && (t[end].kind == upperWord && t[end].role&(isTime|isPronoun) == 0 || end > i && t[end].kind == lowerWord && t[end].is(isParticle) && end+1 < len(t) && t[end+1].kind == upperWord) {
		if t[end].role&(isTitle|isOffice|isHearer|isBody) != 0 && t[end].role&isMedium == 0 {
			return ""
		}
		medium = medium || t[end].is(isMedium)
		end++
		if t[end-1].owns {
			break
		}
	}
	if end == i {
		return ""
	}
	name := fold(a.doc.Text[t[i].span.Start:t[end-1].span.End])
	if medium || end < len(t) && t[end].kind == lowerWord && t[end].is(isMedium) {
		return name
	}
	if m := a.index.mentionAt(t[i].span.Start); m != nil && m.ent != nil && m.ent.kind == person {
		return ""
	}
	if end-i == 1 && isAcronym(name) || end-i > 1 && t[i].role&isFirst == 0 && t[max(i-1, 0)].is(isTheDef) {
		return name
	}
	return ""
}

package figures

// bundle is everything on one span.
type bundle struct {
	Place
	annotations  []Annotation
	attributions []Attribution
	grades       []Grade
	mentions     []Mention
}

// wanted says which facts each visits.
type wanted struct{ units, annotations, attributions, grades, mentions bool }

// of returns the facts of an article that are wanted.
func (w wanted) of(a *ArticleFacts) (b bundle, units []unitSpan) {
	if w.units {
		units = a.units
	}
	if w.annotations {
		b.annotations = a.Annotations
	}
	if w.attributions {
		b.attributions = a.Attributions
	}
	if w.grades {
		b.grades = a.Grades
	}
	if w.mentions {
		b.mentions = a.Mentions
	}
	return b, units
}

// beyond is greater than the key of any place.
const beyond = ^uint64(0)

// first returns the key of the first span on which there is anything, and what has this span.
func (b *bundle) first(units []unitSpan) (key uint64, on Standing) {
	key = beyond
	if len(b.annotations) > 0 {
		key, on = b.annotations[0].key(), b.annotations[0].On
	}
	if len(b.attributions) > 0 && b.attributions[0].key() < key {
		key, on = b.attributions[0].key(), b.attributions[0].On
	}
	if len(b.grades) > 0 && b.grades[0].key() < key {
		key, on = b.grades[0].key(), b.grades[0].On
	}
	if len(b.mentions) > 0 && b.mentions[0].key() < key {
		key, on = b.mentions[0].key(), b.mentions[0].On
	}
	if len(units) > 0 && units[0].key() < key {
		key, on = units[0].key(), units[0].on()
	}
	return key, on
}

// cut moves what is on the span with a key from the beginning of rest to b.
func (b *bundle) cut(rest *bundle, key uint64) {
	n := 0
	for n < len(rest.annotations) && rest.annotations[n].key() == key {
		n++
	}
	b.annotations, rest.annotations = rest.annotations[:n], rest.annotations[n:]
	for n = 0; n < len(rest.attributions) && rest.attributions[n].key() == key; {
		n++
	}
	b.attributions, rest.attributions = rest.attributions[:n], rest.attributions[n:]
	for n = 0; n < len(rest.grades) && rest.grades[n].key() == key; {
		n++
	}
	b.grades, rest.grades = rest.grades[:n], rest.grades[n:]
	for n = 0; n < len(rest.mentions) && rest.mentions[n].key() == key; {
		n++
	}
	b.mentions, rest.mentions = rest.mentions[:n], rest.mentions[n:]
}

// each calls visit with everything on each unit that has a fact which is wanted, in the order of
// the text. The bundle is valid only inside visit.
func (a *ArticleFacts) each(w wanted, visit func(*bundle)) {
	rest, units := w.of(a)
	var b bundle
	for {
		key, on := rest.first(units)
		if key == beyond {
			return
		}
		b.On = on
		b.cut(&rest, key)
		for len(units) > 0 && units[0].key() == key {
			units = units[1:]
		}
		if on != Detached {
			visit(&b)
		}
	}
}

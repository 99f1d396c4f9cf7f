package match

import (
	"slices"
	"testing"
)

func TestConflicts(t *testing.T) {
	for _, c := range []struct {
		lang, a, b string
		kind       ConflictKind
		inA, inB   string // what the spans cover
	}{
		{"en", "The ruling is expected by the end of February.", "A ruling is now expected around mid-March.", Month, "February", "March"},
		{"en", "The bridge collapsed on Friday night.", "The bridge collapsed on Monday.", Weekday, "Friday", "Monday"},
		{"en", "The trial opens on 12 March in Orva.", "The trial in Orva opens on March 14.", Date, "12 March", "March 14"},
		{"en", "Repairs will take three weeks, the port says.", "Repairs will take at least two years.", Period, "three weeks", "two years"},
		{"en", "Some 400 residents left their homes.", "240 residents have left their homes.", Number, "400", "240"},
		{"en", "The repairs cost 240,000 crowns.", "The repairs cost 310,000 crowns.", Number, "240,000", "310,000"},
		{"de", "Die Reparatur kostet 240.000 Kronen.", "Die Reparatur kostet 310.000 Kronen.", Number, "240.000", "310.000"},
		{"en", "At least eleven people are dead.", "Three people are dead.", Number, "eleven", "Three"},
		{"en", "The offer is worth £1.5bn.", "The offer is worth £2bn.", Number, "1.5bn", "2bn"},
		{"en", "The gauge read 40 percent.", "The gauge read 62%.", Number, "40", "62"},
		{"en", "Most residents returned to the village.", "More residents returned to the village.", Degree, "Most", "More"},
		{"en", "The sirens did not sound in the village.", "The sirens sounded in the village at five.", Negation, "not", "sounded"},
		{"en", "The ministry denied the report about the dam.", "The ministry confirmed the report about the dam.", Negation, "denied", "confirmed"},
		{"en", "Shares in the port rose on the news.", "Shares in the port fell on the news.", Direction, "rose", "fell"},
		{"de", "Das Urteil wird im Februar erwartet.", "Das Urteil wird im März erwartet.", Month, "Februar", "März"},
		{"de", "Rund 400 Bewohner verließen das Dorf.", "240 Bewohner verließen das Dorf.", Number, "400", "240"},
		{"de", "Die Sirenen heulten nicht im Dorf.", "Die Sirenen heulten im Dorf.", Negation, "nicht", "Dorf"},
		{"de", "Die Aktien des Hafens stiegen.", "Die Aktien des Hafens fielen.", Direction, "stiegen", "fielen"},
		{"de", "Die Reparatur dauert drei Wochen.", "Die Reparatur dauert zwei Jahre.", Period, "drei Wochen", "zwei Jahre"},
		{"fr", "Le procès commence en février.", "Le procès commence en mars.", Month, "février", "mars"},
		{"fr", "Quelque 400 habitants ont quitté le village.", "240 habitants ont quitté le village.", Number, "400", "240"},
		{"fr", "Les travaux dureront trois semaines.", "Les travaux dureront deux ans.", Period, "trois semaines", "deux ans"},
		{"es", "El juicio empieza en febrero.", "El juicio empieza en marzo.", Month, "febrero", "marzo"},
		{"es", "Unos 400 vecinos dejaron sus casas.", "240 vecinos dejaron sus casas.", Number, "400", "240"},
		{"es", "Las acciones del puerto subieron.", "Las acciones del puerto cayeron.", Direction, "subieron", "cayeron"},
		{"uk", "Суд почнеться у лютому.", "Суд почнеться у березні.", Month, "лютому", "березні"},
		{"uk", "Близько 400 мешканців залишили село.", "240 мешканців залишили село.", Number, "400", "240"},
		{"uk", "Мер заперечив звіт про греблю.", "Мер підтвердив звіт про греблю.", Negation, "заперечив", "підтвердив"},
		{"ru", "Суд начнётся в феврале.", "Суд начнётся в марте.", Month, "феврале", "марте"},
		{"ru", "Около 400 жителей покинули село.", "240 жителей покинули село.", Number, "400", "240"},
		{"ru", "Ремонт займёт три недели.", "Ремонт займёт два года.", Period, "три недели", "два года"},
	} {
		for _, turned := range []bool{false, true} {
			a, b, inA, inB := c.a, c.b, c.inA, c.inB
			if turned {
				a, b, inA, inB = b, a, inB, inA
			}
			found := Conflicts(c.lang, a, c.lang, b)
			at := slices.IndexFunc(found, func(o Conflict) bool { return o.Kind == c.kind })
			if at < 0 {
				t.Errorf("%s: %q and %q have no conflict %v, only %v", c.lang, a, b, c.kind, found)
				continue
			}
			if gotA, gotB := found[at].A.Of(a), found[at].B.Of(b); gotA != inA || gotB != inB {
				t.Errorf("%s: %q and %q conflict in %q and %q, want %q and %q", c.lang, a, b, gotA, gotB, inA, inB)
			}
		}
	}
}

func TestNoConflicts(t *testing.T) {
	for _, c := range []struct{ lang, a, b string }{
		{"en", "Almost 20,000 people marched.", "More than 19,500 people marched."},
		{"en", "The search took nine hours.", "The inquiry took four months."},
		{"en", "Some 240 people left.", "About 250 people left."},
		{"en", "The offer is worth £1.3bn.", "The offer is worth £1.35bn."},
		{"en", "It was completed in 1974.", "It was repaired in 2028."},
		{"en", "Two of the five gates were open.", "Two of the gates were open."},
		{"en", "The gate opened at 2:40 a.m.", "The gate opened at 2:11 a.m. and closed."},
		{"en", "Officials may march in protest.", "The April meeting was long."},
		{"en", "The sirens did not sound.", "The sirens never sounded."},
		{"en", "Fourteen boats sank.", "14 boats sank."},
		{"en", "Twenty-one boats sank.", "21 boats sank."},
		{"en", "Prices rose and fell.", "Prices fell."},
		{"en", "A 16-year-old girl was hurt.", "A 23-year-old girl was hurt."},
		{"en", "It began at 2: 29 p.m. in Orvane.", "It began at 3: 46 p.m. in Orvane."},
		{"de", "Fast 20.000 Menschen demonstrierten.", "Mehr als 19.500 Menschen demonstrierten."},
		{"fr", "Près de 20 000 personnes ont défilé.", "Plus de 19 500 personnes ont défilé."},
		{"es", "Casi 20.000 personas marcharon.", "Más de 19.500 personas marcharon."},
		{"uk", "Майже 20 000 людей вийшли.", "Понад 19 500 людей вийшли."},
		{"ru", "Почти 20 000 человек вышли.", "Более 19 500 человек вышли."},
		{"ja", "住民400人が避難した。", "住民240人が避難した。"},
	} {
		if found := Conflicts(c.lang, c.a, c.lang, c.b); len(found) > 0 {
			t.Errorf("%s: %q and %q conflict: %v", c.lang, c.a, c.b, found)
		}
	}
}

package match

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
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
		{"en", "No one was hurt when the boat ran aground.", "Four people were injured when the boat ran aground.", Number, "No", "Four"},
		{"en", "None of the lifeboats was launched.", "All three lifeboats were launched.", Number, "None", "three"},
		{"en", "The number of dead rose to 14 on Sunday.", "Eleven people were killed.", Number, "14", "Eleven"},
		{"en", "The mate, Ana Solt, 31, was at the wheel.", "Ana Solt, 29, steered the ship.", Number, "31", "29"},
		{"en", "Few residents returned to the village.", "Most residents returned to the village.", Degree, "Few", "Most"},
		{"en", "The line did not carry out the check.", "The line carried out the check.", Negation, "not", "carried"},
		{"en", "The crew arrived within 20 minutes.", "The crew arrived after three hours.", Period, "20 minutes", "three hours"},
		{"de", "Bei dem Unfall wurden elf Menschen getötet.", "Bei dem Unfall wurden 14 Menschen getötet.", Number, "elf", "14"},
		{"fr", "Aucun passager n'a été retrouvé.", "Quatre passagers ont été retrouvés.", Number, "Aucun", "Quatre"},
		{"es", "Ningún pasajero fue encontrado.", "Cuatro pasajeros fueron encontrados.", Number, "Ningún", "Cuatro"},
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

func TestContractedNegations(t *testing.T) {
	for _, not := range []string{"won't", "can’t", "doesn't", "needn’t", "never could", "will not"} {
		a, b := "The harbour will reopen in June.", "The harbour "+not+" reopen in June."
		found := Conflicts("en", a, "en", b)
		if len(found) != 1 || found[0].Kind != Negation || found[0].A.Of(a) != "reopen" {
			t.Errorf("%q: %v", b, found)
		}
		if found := Conflicts("en", "The harbour will not reopen in June.", "en", b); len(found) > 0 {
			t.Errorf("%q conflicts with another negation: %v", b, found)
		}
	}
}

// What a text in an unknown language negates is unknown.
func TestNegationsNeedAKnownLanguage(t *testing.T) {
	a, b := "Мы никогда не видели такого наводнения за сорок лет.", "Мы никогда не видели такого наводнения за 40 лет."
	for _, langs := range [][2]string{{"ru", "ru"}, {"ru", ""}, {"", "ru"}, {"ru", "ja"}} {
		if found := Conflicts(langs[0], a, langs[1], b); len(found) > 0 {
			t.Errorf("%q: %v", langs, found)
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
		{"en", "Eleven people were killed.", "Thirty people were injured."},
		{"en", "Four people are missing.", "Nine people died."},
		{"en", "The union said on Friday that the crew was tired.", "On Monday the union repeated that the crew was tired."},
		{"en", "Ana Solt, 31, was at the wheel.", "Jens Rell, 54, was on the bridge."},
		{"en", "Net profit 20 mln vs 17 mln.", "Net profit 8 mln vs 6 mln."},
		{"de", "Elf Menschen wurden getötet.", "Dreißig Menschen wurden verletzt."},
		{"uk", "Загинули 11 людей.", "Поранено 30 людей."},
		{"ru", "Погибли 11 человек.", "Ранены 30 человек."},
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

// Sentences with the same words may differ in spaces. Each has spans of its own.
func TestConflictsOfRepeatedSentences(t *testing.T) {
	a, b := clashingTexts()
	c := Text{ID: "c", Language: "en", Sentences: slices.Clone(a.Sentences)}
	for i, s := range c.Sentences {
		c.Sentences[i] = strings.ReplaceAll(s, " ", "   ")
	}
	sentences := map[model.ArticleID][]string{"a": a.Sentences, "b": b.Sentences, "c": c.Sentences}
	found := map[model.ArticleID][]string{}
	for p := range matchAll(t, build(t, []Text{a, b, c})).Pairs() {
		for _, o := range p.Conflicts {
			one := o.A.Of(sentences[p.A.Article][p.A.Index]) + "/" + o.B.Of(sentences[p.B.Article][p.B.Index])
			if p.A.Article == "b" {
				one = o.B.Of(sentences[p.B.Article][p.B.Index]) + "/" + o.A.Of(sentences[p.A.Article][p.A.Index])
			}
			other := p.A.Article
			if other == "b" {
				other = p.B.Article
			}
			found[other] = append(found[other], strings.Join(strings.Fields(one), " "))
		}
	}
	for _, f := range found {
		slices.Sort(f)
	}
	if len(found["a"]) == 0 || !slices.Equal(found["a"], found["c"]) {
		t.Errorf("conflicts are %q with one and %q with the other", found["a"], found["c"])
	}
}

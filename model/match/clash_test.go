package match

import (
	"slices"
	"testing"
)

// clashing are pairs of sentences about a made-up accident in two reports of it. kind is
// how they contradict each other, or "" if they do not.
var clashing = []struct{ a, b, kind string }{
	{"The ferry Halvora left Brenholt at 6.40 a.m. with 212 passengers on board.", "About 340 passengers were aboard the Halvora when it sailed from Brenholt.", "number"},
	{"Eleven people were killed in the collision, the coast guard said.", "The coast guard put the number of dead at 14.", "number"},
	{"No one was hurt when the second boat ran aground off Skarn.", "Four people were injured when the second boat ran aground near Skarn.", "number"},
	{"The captain was arrested on Tuesday evening in Orva.", "Police in Orva detained the captain on Thursday.", "weekday"},
	{"The inquiry will report in early April.", "Results of the inquiry are not due before June.", "month"},
	{"Divers expect to search the wreck for another three weeks.", "The search of the wreck could last two months, divers said.", "period"},
	{"The shipping line did not carry out the safety check in March.", "The shipping line carried out the safety check it had been told to do.", "negation"},
	{"Ticket prices on the route rose after the accident.", "Ticket prices on the route have fallen since the accident.", "direction"},
	{"The owner, Jens Aldermoor, denied that the radar had been broken.", "Aldermoor admitted that the radar had been out of order.", "negation"},
	{"The wreck lies at a depth of 85 metres.", "It sank in water about 40 metres deep, and the wreck is lying on its side.", "number"},
	{"Salvage of the hull would cost 12 million crowns, the ministry estimates.", "The ministry expects to pay 30 million crowns to salvage the hull.", "number"},
	{"Most relatives accepted the offer of compensation.", "Few relatives accepted the compensation that was offered.", "degree"},
	{"A memorial service will be held on 12 May in the cathedral.", "The memorial service in the cathedral is planned for May 19.", "date"},
	{"The lighthouse keeper saw the lights go out at 5.10 a.m.", "According to the lighthouse keeper, the lights went out at 7.25 a.m.", "time"},
	{"It was the second accident on the route this year.", "It was the fourth accident on the route this year.", "number"},
	{"All three lifeboats were launched, the crew said.", "None of the lifeboats was launched, passengers said.", "number"},
	{"The governor rejected calls for a public inquiry.", "The governor approved a public inquiry after the calls.", "direction"},
	{"The port of Skarn reopened to traffic on the same day.", "The port of Skarn remained closed to traffic.", "direction"},
	{"The mate was found guilty of negligence by the court in Lund Bay.", "The court in Lund Bay acquitted the mate of negligence.", "direction"},
	{"The helicopter arrived within 20 minutes, the pilot said.", "It took the helicopter two hours to arrive.", "period"},

	{"Almost 20,000 litres of fuel leaked into the bay.", "More than 19,500 litres of fuel have leaked into the bay.", ""},
	{"Eleven bodies had been brought to the hospital in Orva.", "Thirty survivors had been brought to the hospital in Orva.", ""},
	{"Two of the 14 crew members are from Skarn.", "The crew had 14 members.", ""},
	{"The mayor, who is 54, thanked the volunteers.", "The mayor thanked the 300 volunteers on Monday.", ""},
	{"Wind speeds reached 90 kilometres an hour on Monday night.", "A gale of 50 knots blew through Monday night.", ""},
	{"The union said on Friday that the crew was tired.", "On Monday the union repeated that the crew was tired.", ""},
	{"The pumps ran for six hours.", "The pumps had been serviced six months before.", ""},
	{"A fund for the families has collected 2 million crowns.", "By the end of the week a fund for the families had collected nearly 2.1 million crowns.", ""},
	{"Seven passengers are still missing.", "Nineteen passengers were rescued by a trawler.", ""},
	{"The fare for children is 40 crowns.", "The fare for adults is 90 crowns.", ""},
	{"Not only the bow but the stern was torn open.", "The bow and the stern were torn open.", ""},
}

// clashingTexts returns the two reports.
func clashingTexts() (a, b Text) {
	a, b = Text{ID: "a", Language: "en"}, Text{ID: "b", Language: "en"}
	for _, c := range clashing {
		a.Sentences, b.Sentences = append(a.Sentences, c.a), append(b.Sentences, c.b)
	}
	return a, b
}

// TestClashes holds how many contradictions are found between two reports of one event.
func TestClashes(t *testing.T) {
	a, b := clashingTexts()
	found := map[int][]string{}
	for p := range matchAll(t, build(t, []Text{a, b})).Pairs() {
		for _, o := range p.Conflicts {
			if p.A.Index != p.B.Index || clashing[p.A.Index].kind == "" {
				t.Errorf("%q and %q conflict: %v", a.Sentences[p.A.Index], b.Sentences[p.B.Index], o.Kind)
				continue
			}
			found[p.A.Index] = append(found[p.A.Index], o.Kind.String())
		}
	}
	right := 0
	for i, c := range clashing {
		if slices.Contains(found[i], c.kind) {
			right++
		} else if c.kind != "" {
			t.Logf("not found: %s of %q and %q", c.kind, c.a, c.b)
		}
	}
	if right < 15 {
		t.Errorf("%d conflicts were found, must be at least 15 of 20", right)
	}
}

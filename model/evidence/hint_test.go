package evidence_test

import (
	"testing"

	"assay.app/assay/model/evidence"
)

func TestLikelihoodAndConfidenceInOneSentence(t *testing.T) {
	for _, text := range []string{
		"Low confidence that it is likely.",
		"We have moderate confidence that the dam will very likely hold",
		"It is almost certain, with HIGH\tconfidence.",
		"Nobody saw it. We are fairly confident that it is improbable.",
		"The pier is probably shut; confidence is low.",
		"There is a remote chance (low-confidence) of that.",
		"Our confidence in this is only moderate, as it is unlikely to be the last report.",

		"Mit geringer Konfidenz ist das wahrscheinlich.",
		"Es ist nahezu sicher, die Konfidenz ist hoch.",
		"Wir halten es mit hoher Sicherheit für unwahrscheinlich.",

		"Es muy probable, con confianza baja.",
		"Tenemos poca confianza en que sea casi seguro.",
		"La confianza en esto es moderada, aunque es improbable.",

		"C’est très probable, avec une confiance faible.",
		"Nous avons une grande confiance : c’est presque certain.",
		"La confiance est modérée, mais les chances sont à peu près égales, ou vraisemblables.",

		"Це ймовірно, але впевненість низька.",
		"З високою впевненістю це малоймовірно.",
		"Імовірно, так було, проте наша упевненість у цьому помірна.",
	} {
		if !evidence.Mixed(text) {
			t.Errorf("%q is not found", text)
		}
	}
}

func TestLikelihoodAndConfidenceApart(t *testing.T) {
	for _, text := range []string{
		"",
		"The witness is likely unaware. Confidence is low.",
		"It is very likely.\nConfidence: high",
		"“It is unlikely.” Our confidence is high.",
		"The mayor is likely to lose the confidence of the council.", // confidence without a degree
		"The minister will probably face a vote of no confidence.",
		"The confidence is low because the village is remote.", // no likelihood
		"High confidence: both reporters were there.",
		"Two sources are unlikely to be wrong.",

		"Das ist wahrscheinlich. Die Konfidenz ist gering.",
		"Die Sicherheit der Brücke ist wahrscheinlich gering.",
		"Es probable. La confianza es baja.",
		"Probablemente perderá la confianza del consejo.",
		"C’est probable. La confiance est faible.",
		"Le maire perdra probablement la confiance du conseil.",
		"Це ймовірно. Впевненість низька.",
		"Неймовірно, але впевненість висока.", // incredible
	} {
		if evidence.Mixed(text) {
			t.Errorf("%q is found", text)
		}
	}
}

func FuzzMixed(f *testing.F) {
	f.Add("Low confidence that it is likely.")
	f.Add("\xff. ’\n…")
	f.Fuzz(func(t *testing.T, text string) {
		if evidence.Mixed(text) && !evidence.Mixed("It rained.\n"+text+"\nIt poured.") {
			t.Errorf("%q is not found between others", text)
		}
	})
}

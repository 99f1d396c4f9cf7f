package deed

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

func texts() Texts {
	return Texts{Codebook: model.DefaultCodebook(), Passage: func(model.ArticleID, model.Span) string { return "It rained." }}
}

func TestEveryKindHasWords(t *testing.T) {
	for _, d := range record.Kinds() {
		w, ok := table[d.Kind]
		if !ok || w.whole == nil || w.brief == nil || w.details == nil || w.content == nil || w.about == nil {
			t.Errorf("the kind %q has no words for its edits", d.Name)
		}
	}
	if len(table) != len(record.Kinds()) {
		t.Errorf("there are words for %d kinds, and %d kinds", len(table), len(record.Kinds()))
	}
}

func TestEditsAreDescribedInEveryLanguage(t *testing.T) {
	t.Cleanup(func() {
		if err := words.Choose(words.English); err != nil {
			t.Fatal(err)
		}
	})
	for _, l := range words.Languages() {
		if err := words.Choose(l.Code); err != nil {
			t.Fatal(err)
		}
		for _, e := range modeltest.Edits(t) {
			r, ok := e.(edit.Record)
			if !ok {
				continue
			}
			all := append([]string{texts().Whole(r), texts().Brief(r), texts().Content(r.Key, r.Before), texts().Content(r.Key, r.After), texts().About(r.Key, r.Before, r.After)}, texts().Details(r)...)
			for _, text := range all {
				if strings.TrimSpace(text) == "" || strings.Contains(text, "{{") || strings.Contains(text, "<no value>") {
					t.Errorf("%s: %+v is described as %q", l.Code, r, all)
				}
			}
			if whole := texts().Whole(r); whole != words.UpperFirst(whole) {
				t.Errorf("%s: %q begins with a small letter", l.Code, whole)
			}
		}
	}
}

func TestWhatHappenedToARecordIsSaid(t *testing.T) {
	newer := []string{"Made by a newer Assay", "made by a newer Assay", "Made by a newer Assay"}
	onSentence := "Note on: It rained."
	const usual = "confirmed, likely, disputed, unsupported, refuted, cannot be judged"
	want := map[string][3][]string{ // whole, brief and the details of a new, a changed and a deleted record
		"a label on a sentence": {
			{"Claim: It rained.", "Claim", "It rained.", "Before: none", "After: Claim"},
			{"Quote, before Claim: It rained.", "Claim changed to Quote", "It rained.", "Before: Claim", "After: Quote"},
			{"No label, before Quote: It rained.", "Quote cleared", "It rained.", "Before: Quote", "After: none"},
		},
		"a label of the codebook": {
			{"Label added: Risk", "label added", "Before: none", "After: Risk (R, #D55E00)"},
			{
				"Label changed: Danger", "label changed",
				"Name before: “Risk”", "Name after: “Danger”",
				"Letter before: “R”", "Letter after: “D”",
				"Group before: “”", "Group after: “Outlook”",
				"Definition before: “”", "Definition after: “What may happen.”",
				"When to use it before: “”", "When to use it after: “Warnings and forecasts.”",
				"When not to use it before: “”", "When not to use it after: “Not for what has happened.”",
				"Examples before: “”", "Examples after: “The dam may break.”",
				"Counter-examples before: “”", "Counter-examples after: “The dam broke.”",
				"Retired before: “no”", "Retired after: “yes”",
				"Position before: “4”", "Position after: “1”",
			},
			{"Label removed: Danger", "label removed", "Before: Danger (retired) (D, #D55E00): What may happen.", "After: none"},
		},
		"the name of an analyst": {
			{"Analyst renamed from Ines to Ines Lang", "analyst renamed from Ines to Ines Lang", "Before: Ines", "After: Ines Lang"},
			{"Analyst renamed from Ines Lang to Ines Lang-Moll", "analyst renamed from Ines Lang to Ines Lang-Moll", "Before: Ines Lang", "After: Ines Lang-Moll"},
			{"Analyst renamed from Ines Lang-Moll to Ines", "analyst renamed from Ines Lang-Moll to Ines", "Before: Ines Lang-Moll", "After: Ines"},
		},
		"whether an analyst sees all layers": {
			{"Other analysts' work shown", "other analysts' work shown", "Before: other analysts' work hidden", "After: other analysts' work shown"},
			{"Other analysts' work hidden", "other analysts' work hidden", "Before: other analysts' work shown", "After: other analysts' work hidden"},
			{"Other analysts' work hidden", "other analysts' work hidden", "Before: other analysts' work hidden", "After: other analysts' work hidden"},
		},
		"a division": {
			{"Sentences divided differently: It rained.", "sentences divided differently", "Before: as imported", "After: It rained."},
			{"Sentences divided differently: It rained.", "sentences divided differently", "Before: It rained.", "After: excluded: It rained. | It rained."},
			{"Sentences divided differently: It rained.", "sentences divided differently", "Before: excluded: It rained. | It rained.", "After: as imported"},
		},
		"the facts about an article": {
			{"Article details", "article details", "Before: as imported", "After: Title: Rain"},
			{
				"Article details", "article details",
				"Title before: “Rain”", "Title after: “Rain, and more rain”", "Outlet before: “”", "Outlet after: “Tide Post”",
			},
			{"Article details", "article details", "Before: Title: Rain, and more rain · Outlet: Tide Post", "After: as imported"},
		},
		"the presence of an article": {
			{"Article added or removed", "article added or removed", "Before: in the project", "After: removed from the project"},
			{"Article added or removed", "article added or removed", "Before: removed from the project", "After: in the project"},
			{"Article added or removed", "article added or removed", "Before: in the project", "After: in the project"},
		},
		"an unknown record": {newer, newer, newer},
		"a voice": {
			{"New voice: Ana Ré", "new voice: Ana Ré", "Before: none", "After: Ana Ré"},
			{"Voice “Mayor Ré” joined into “the mayor”", "voice “Mayor Ré” joined into “the mayor”", "Before: Ana Ré", "After: Mayor Ré (official), joined into “the mayor”"},
			{"Voice deleted: Mayor Ré", "voice deleted: Mayor Ré", "Before: Mayor Ré (official), joined into “the mayor”", "After: none"},
		},
		"an attribution": {
			{"Attributed to Ana Ré, direct", "attributed to Ana Ré, direct", "Attribution of: It rained.", "Before: none", "After: Ana Ré, direct"},
			{
				"Attributed to Ana Ré, mixed, “told”, via Tide Post, guessed, before to Ana Ré, direct", "attributed to Ana Ré, mixed, “told”, via Tide Post, guessed, before to Ana Ré, direct",
				"Attribution of: It rained.", "Before: Ana Ré, direct", "After: Ana Ré, mixed, “told”, via Tide Post, guessed",
			},
			{
				"Attribution removed: Ana Ré, mixed, “told”, via Tide Post, guessed", "attribution removed: Ana Ré, mixed, “told”, via Tide Post, guessed",
				"Attribution of: It rained.", "Before: Ana Ré, mixed, “told”, via Tide Post, guessed", "After: none",
			},
		},
		"a statement": {
			{"New statement: The bridge was closed", "new statement: The bridge was closed", "Before: none", "After: The bridge was closed"},
			{"Statement “The bridge was shut” joined into another", "statement “The bridge was shut” joined into another", "Before: The bridge was closed", "After: The bridge was shut"},
			{"Statement removed: The bridge was shut", "statement removed: The bridge was shut", "Before: The bridge was shut", "After: none"},
		},
		"a mention of a statement": {
			{"Mention: asserts “The bridge was closed”", "mention: asserts “The bridge was closed”", "Mention in: It rained.", "Before: none", "After: asserts “The bridge was closed”"},
			{"Mention: denies “The bridge was shut”, before asserts “The bridge was closed”", "mention: denies “The bridge was shut”, before asserts “The bridge was closed”", "Mention in: It rained.", "Before: asserts “The bridge was closed”", "After: denies “The bridge was shut”"},
			{"Mention removed: denies “The bridge was shut”", "mention removed: denies “The bridge was shut”", "Mention in: It rained.", "Before: denies “The bridge was shut”", "After: none"},
		},
		"a gap": {
			{"Left out: The bridge was closed", "left out: The bridge was closed", "Gap of the outlet tide post", "Before: none", "After: The bridge was closed"},
			{"Left out: The bridge was closed", "left out: The bridge was closed", "Gap of the outlet tide post", "Before: The bridge was closed", "After: The bridge was closed"},
			{"No longer marked as left out: The bridge was closed", "no longer marked as left out: The bridge was closed", "Gap of the outlet tide post", "Before: The bridge was closed", "After: none"},
		},
		"the origin of an article": {
			{"Origin: own reporting", "origin: own reporting", "Before: none", "After: own reporting"},
			{"Origin: Harbour Wire", "origin: Harbour Wire", "Before: own reporting", "After: Harbour Wire"},
			{"Origin: none", "origin: none", "Before: Harbour Wire", "After: none"},
		},
		"the predecessor of an article": {
			{"Newer version of another article", "newer version of another article", "Before: an article of its own", "After: newer version of another article"},
			{"Corrected text of another article", "corrected text of another article", "Before: newer version of another article", "After: corrected text of another article"},
			{"An article of its own", "an article of its own", "Before: corrected text of another article", "After: an article of its own"},
		},
		"a dismissal": {
			{"Dismissed from the proposals", "dismissed from the proposals", "Proposing the sentence: It rained.", "Before: proposed", "After: not proposed"},
			{"Dismissed from the proposals", "dismissed from the proposals", "Proposing the sentence: It rained.", "Before: not proposed", "After: not proposed"},
			{"Proposed again", "proposed again", "Proposing the sentence: It rained.", "Before: not proposed", "After: proposed"},
		},
		"a judgement of a statement": {
			{"Judged likely: The bridge was closed", "judged likely: The bridge was closed", "Before: none", "After: likely: The bridge was closed"},
			{
				"Judgement edited: confirmed: The bridge was shut", "judgement edited: confirmed: The bridge was shut",
				"Before: likely: The bridge was closed", "After: confirmed: The bridge was shut",
				"Likelihood before: “”", "Likelihood after: “very likely”", "Confidence before: “”", "Confidence after: “moderate”",
				"Reason before: “”", "Reason after: “Two sources.\nBoth were there.”", "Assumptions before: “”", "Assumptions after: “They do not know each other.”",
				"Gaps before: “”", "Gaps after: “When.”", "What would change it before: “”", "What would change it after: “A photograph.”",
			},
			{"Judgement removed: confirmed: The bridge was shut", "judgement removed: confirmed: The bridge was shut", "Before: confirmed: The bridge was shut", "After: none"},
		},
		"a citation of a sentence": {
			{"Cited for", "cited for", "Citation of: It rained.", "Before: not cited", "After: cited for"},
			{"Cited against", "cited against", "Citation of: It rained.", "Before: cited for", "After: cited against"},
			{"No longer cited", "no longer cited", "Citation of: It rained.", "Before: cited against", "After: not cited"},
		},
		"the scale of verdicts": {
			{"Verdicts: true, false", "verdicts: true, false", "Before: " + usual, "After: true, false"},
			{"Verdicts: true, mixed, false", "verdicts: true, mixed, false", "Before: true, false", "After: true, mixed, false"},
			{"Verdicts: " + usual, "verdicts: " + usual, "Before: true, mixed, false", "After: " + usual},
		},
		"an explanation": {
			{"New explanation: The bridge was being repaired", "new explanation: The bridge was being repaired", "Before: none", "After: The bridge was being repaired"},
			{
				"Explanation renamed from “The bridge was being repaired” to “The bridge was under repair”", "explanation renamed from “The bridge was being repaired” to “The bridge was under repair”",
				"Before: The bridge was being repaired", "After: The bridge was under repair",
			},
			{"Explanation removed: The bridge was under repair", "explanation removed: The bridge was under repair", "Before: The bridge was under repair", "After: none"},
		},
		"a rating of an explanation": {
			{"Rated consistent: The bridge was closed", "rated consistent: The bridge was closed", "Before: not rated", "After: consistent: The bridge was closed"},
			{"Rated neither: The bridge was shut", "rated neither: The bridge was shut", "Before: consistent: The bridge was closed", "After: neither: The bridge was shut"},
			{"Rating removed: The bridge was shut", "rating removed: The bridge was shut", "Before: neither: The bridge was shut", "After: not rated"},
		},
		"a phrase": {
			{"New phrase: denied", "new phrase: denied", "Before: none", "After: denied"},
			{"Phrase “rejected” joined into “contradicted”", "phrase “rejected” joined into “contradicted”", "Before: denied", "After: rejected, joined into “contradicted”"},
			{"Phrase deleted: rejected", "phrase deleted: rejected", "Before: rejected, joined into “contradicted”", "After: none"},
		},
		"a phrase given to a sentence": givenTexts("Phrase on: It rained."),
		"a phrase given to an article": givenTexts("Phrase on the article"),
		"a phrase given to an outlet":  givenTexts("Phrase on the outlet tide post"),

		"the profile of an outlet": {
			{"Profile added: Tide Post", "profile added: Tide Post", "Profile added: Tide Post", "Outlet before: “”", "Outlet after: “Tide Post”", "Reliability before: “”", "Reliability after: “B”"},
			{"Profile changed: Tide Post", "profile changed: Tide Post", "Profile changed: Tide Post", "Owner before: “”", "Owner after: “Harbour Press”", "Country before: “”", "Country after: “Halmark”", "Kind of outlet before: “”", "Kind of outlet after: “daily”", "Reliability before: “B”", "Reliability after: “C”", "Why this grade before: “”", "Why this grade after: “Two errors were not corrected.”", "Corrections policy, or its address before: “”", "Corrections policy, or its address after: “On page 2.”", "Does it say who owns it? before: “not looked at”", "Does it say who owns it? after: “yes, https://tide.example/about”"},
			{"Profile removed: Tide Post", "profile removed: Tide Post", "Profile removed: Tide Post", "Outlet before: “Tide Post”", "Outlet after: “”", "Owner before: “Harbour Press”", "Owner after: “”", "Country before: “Halmark”", "Country after: “”", "Kind of outlet before: “daily”", "Kind of outlet after: “”", "Reliability before: “C”", "Reliability after: “”", "Why this grade before: “Two errors were not corrected.”", "Why this grade after: “”", "Corrections policy, or its address before: “On page 2.”", "Corrections policy, or its address after: “”", "Does it say who owns it? before: “yes, https://tide.example/about”", "Does it say who owns it? after: “not looked at”"},
		},

		"a note on a sentence": noteTexts(onSentence),
		"a note on an article": noteTexts("Note on the article"),
		"a note on an outlet":  noteTexts("Note on Tide Post"),

		"a grade of a sentence": gradeTexts("Grade of: It rained.", "D2"),
		"a grade of an article": gradeTexts("Grade of the article", "D"),
		"a grade of an outlet":  gradeTexts("Grade of the outlet tide post", "D"),
		"a grade of a voice": {
			{"Graded B", "graded B", "Grade of the voice ana ré", "Before: none", "After: B"},
			{"Graded F", "graded F", "Grade of the voice ana ré", "Before: B", "After: F – “Unknown before.”"},
			{"Grade removed: F", "grade removed: F", "Grade of the voice ana ré", "Before: F – “Unknown before.”", "After: none"},
		},

		"a checklist for a sentence": checklistTexts("Checklist for: It rained."),
		"a checklist for an article": checklistTexts("Checklist for the article"),
	}
	for _, e := range modeltest.Examples(t) {
		for i, r := range []edit.Record{{Key: e.Key, After: e.One}, {Key: e.Key, Before: e.One, After: e.Other}, {Key: e.Key, Before: e.Other}} {
			got := append([]string{texts().Whole(r), texts().Brief(r)}, texts().Details(r)...)
			if !slices.Equal(got, want[e.Name][i]) {
				t.Errorf("%s, %d:\n%q, want\n%q", e.Name, i, got, want[e.Name][i])
			}
		}
	}
}

func givenTexts(on string) [3][]string {
	return [3][]string{
		{"Phrase added: denied", "phrase added: denied", on, "Before: none", "After: denied"},
		{"Phrase renamed from “denied” to “rejected”", "phrase renamed from “denied” to “rejected”", on, "Before: denied", "After: rejected"},
		{"Phrase removed: rejected", "phrase removed: rejected", on, "Before: rejected", "After: none"},
	}
}

func gradeTexts(on, other string) [3][]string {
	return [3][]string{
		{"Graded B", "graded B", on, "Before: none", "After: B – “Often right.”"},
		{"Graded " + other, "graded " + other, on, "Before: B – “Often right.”", "After: " + other + " – “Often right.”"},
		{"Grade removed: " + other, "grade removed: " + other, on, "Before: " + other + " – “Often right.”", "After: none"},
	}
}

func checklistTexts(on string) [3][]string {
	one, other := "time of origin: established", "source: not established, time of origin: partly established, “The picture is older.”"
	return [3][]string{
		{"Checklist filled in", "checklist filled in", on, "Before: none", "After: " + one},
		{"Checklist changed", "checklist changed", on, "Before: " + one, "After: " + other},
		{"Checklist removed", "checklist removed", on, "Before: " + other, "After: none"},
	}
}

func noteTexts(on string) [3][]string {
	one, other := "“Only one source.”", "“Two sources.\nBoth late.” (B2)"
	return [3][]string{
		{"Note written: “Only one source.”", "note written", on, "Before: none", "After: " + one},
		{"Note changed: “Two sources. Both late.”", "note changed", on, "Before: " + one, "After: " + other},
		{"Note deleted: “Two sources. Both late.”", "note deleted", on, "Before: " + other, "After: none"},
	}
}

func TestGradingANoteIsNotChangingIt(t *testing.T) {
	n := model.Note{ID: "n", Target: model.OnArticle("a"), Text: "Late."}
	graded := n
	graded.Grade = model.Grade{Source: "B", Information: "2"}
	for want, e := range map[string]edit.Record{
		"Note graded B2":            edit.OfNote(&n, &graded),
		"Grade of the note removed": edit.OfNote(&graded, &n),
		"Note written and deleted":  {Key: record.NoteID("n")},
	} {
		if got := texts().Whole(e); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestVersionsInConflictAreKeptBeside(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		v := &record.Version{}
		content := texts().Content(e.Key, e.One)
		for _, c := range []struct {
			edit edit.Record
			want string
		}{
			{edit.Record{Key: e.Key, After: e.One, Is: v, Beside: true}, "ther version: " + content},
			{edit.Record{Key: e.Key, Before: e.One, Was: v, Beside: true}, "ther version dropped: " + content},
		} {
			whole, brief, details := texts().Whole(c.edit), texts().Brief(c.edit), texts().Details(c.edit)
			if !strings.HasSuffix(whole, c.want) || brief[1:] != whole[1:] || !slices.Equal(details, []string{whole}) {
				t.Errorf("%s: %q, %q and %q, want %q", e.Name, whole, brief, details, c.want)
			}
			if Leads(c.edit) {
				t.Errorf("%s kept beside describes a step", e.Name)
			}
		}
	}
}

func TestALabelThatIsNotInTheCodebookIsCalledByItsKey(t *testing.T) {
	if got := texts().Content(model.Key{Kind: record.Annotation}, &model.Annotation{Label: "risk"}); got != "risk" {
		t.Errorf("%q", got)
	}
	if got := texts().Content(model.Key{Kind: record.Label}, &record.Entry{Label: model.Label{Key: "risk"}}); got != "risk" {
		t.Errorf("%q", got)
	}
}

func TestWhatAConflictIsAboutIsSaid(t *testing.T) {
	want := map[string]string{
		"a label on a sentence":              "Label on: It rained.",
		"a label of the codebook":            "The label “risk”",
		"a division":                         "Sentences of: It rained.",
		"the facts about an article":         "Article details",
		"the name of an analyst":             "Name of the analyst Ines",
		"whether an analyst sees all layers": "What Ines sees of other analysts' work",
		"the presence of an article":         "Article added or removed",
		"an unknown record":                  "Made by a newer Assay",

		"a statement":              "The statement “The bridge was shut”",
		"a mention of a statement": "Mention in: It rained.",
		"a gap":                    "Gap of the outlet tide post",
		"the origin of an article": "Origin of the article",
		"a dismissal":              "Proposing the sentence: It rained.",

		"the predecessor of an article": "The version before",

		"a judgement of a statement": "Judgement of “The bridge was shut”",
		"a citation of a sentence":   "Citation of: It rained.",
		"the scale of verdicts":      "The project’s verdicts",
		"an explanation":             "The explanation “The bridge was under repair”",
		"a rating of an explanation": "How a statement fits an explanation",

		"a phrase":                     "The phrase “denied”",
		"a voice":                      "The voice “ana ré”",
		"the profile of an outlet":     "The profile of tide post",
		"an attribution":               "Attribution of: It rained.",
		"a phrase given to a sentence": "Phrase on: It rained.",
		"a phrase given to an article": "Phrase on the article",
		"a phrase given to an outlet":  "Phrase on the outlet tide post",

		"a note on a sentence": "Note on: It rained.",
		"a note on an article": "Note on the article",
		"a note on an outlet":  "Note on Tide Post",

		"a grade of a sentence":      "Grade of: It rained.",
		"a grade of a voice":         "Grade of the voice ana ré",
		"a grade of an article":      "Grade of the article",
		"a grade of an outlet":       "Grade of the outlet tide post",
		"a checklist for a sentence": "Checklist for: It rained.",
		"a checklist for an article": "Checklist for the article",
	}
	for _, e := range modeltest.Examples(t) {
		for _, sides := range [][2]any{{e.One, e.Other}, {e.One, nil}, {nil, e.Other}} {
			wanted := want[e.Name]
			if sides[1] == nil {
				wanted = strings.NewReplacer("was shut", "was closed", "was under repair", "was being repaired").Replace(wanted)
			}
			if got := texts().About(e.Key, sides[0], sides[1]); got != wanted {
				t.Errorf("%s: %q, want %q", e.Name, got, wanted)
			}
		}
	}
}

func TestTheChangeOfALabelSaysWhatChanged(t *testing.T) {
	before := record.Entry{Label: model.Label{Key: "risk", Name: "Risk", Letter: "K", Color: "#D55E00", Definition: "What may happen."}, Position: 3}
	for want, change := range map[string]func(*record.Entry){
		"Label renamed: Risk → Danger":          func(e *record.Entry) { e.Name = "Danger" },
		"Letter of a label changed: Risk":       func(e *record.Entry) { e.Letter = "D" },
		"Label recoloured: Risk":                func(e *record.Entry) { e.Color = "#0072B2" },
		"Group of a label changed: Risk":        func(e *record.Entry) { e.Group = "Outlook" },
		"Definition changed: Risk":              func(e *record.Entry) { e.Avoid = "Damage done." },
		"Examples changed: Risk":                func(e *record.Entry) { e.CounterExamples = []string{"It rained."} },
		"Label retired: Risk":                   func(e *record.Entry) { e.Retired = true },
		"Label moved: Risk":                     func(e *record.Entry) { e.Position = 0 },
		"Label renamed: Risk → To be discussed": func(e *record.Entry) { e.Name, e.Position = "To be discussed", 4 },
		"Label changed: Danger":                 func(e *record.Entry) { e.Name, e.Letter = "Danger", "D" },
	} {
		after := before
		change(&after)
		if got := texts().Whole(edit.Of(record.LabelKey("risk"), &before, &after)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	retired := before
	retired.Retired = true
	if got := texts().Whole(edit.Of(record.LabelKey("risk"), &retired, &before)); got != "Label brought back: Risk" {
		t.Errorf("bringing back a label is %q", got)
	}
}

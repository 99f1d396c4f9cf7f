package report_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/report"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
	"assay.app/assay/storage/report/words"
)

// only returns options for one part.
func only(parts ...report.Part) report.Options { return report.Options{Parts: parts} }

// has fails the test unless a text has all parts, in their order.
func has(t *testing.T, text string, parts ...string) {
	t.Helper()
	at := 0
	for _, part := range parts {
		found := strings.Index(text[at:], part)
		if found < 0 {
			t.Errorf("%q is missing, or not in its place, in:\n%s", part, text)
			return
		}
		at += found + len(part)
	}
}

func lacks(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			t.Errorf("%q is in:\n%s", part, text)
		}
	}
}

func TestASummaryHasEachStatementWithItsJudgement(t *testing.T) {
	text := pier(t).texts(only(report.SummaryPart))
	has(t, text, "3 statements were examined. 2 of them are judged.",
		"The pier opened on Friday\nlikely\nvery likely (80–95 %)\nmoderate\n3\n2\n",
		"Hundreds came to the pier\nconfirmed", "incomplete\nlow\n2\n2\n", "A band played\nnot judged\n1\n1\n")
	lacks(t, text, "disputed") // it is superseded
}

func TestSourcesAreCountedInSentences(t *testing.T) {
	has(t, pier(t).texts(only(report.SourcesPart)),
		"This report regards 3 articles from 3 outlets. They were published from 10 March 2031 to 12 March 2031.",
		"2 judgements stand. 4 sentences are cited from 3 outlets: 2 for, 1 against, and 1 that are neither. 1 judgement cites no sentence and is incomplete.",
		"F (cannot be judged): 1; not graded: 3", "they are not the worst degrees")
}

// Likelihood and confidence stand in different paragraphs.
func TestAJudgementComesWithItsEvidence(t *testing.T) {
	text := pier(t).texts(only(report.JudgementsPart))
	has(t, text, "1. The pier opened on Friday\n3 outlets mention it; independent sources: at most 2.",
		"Verdict: likely. Likelihood: very likely (80–95 %).\nConfidence in this judgement: moderate. Two outlets agree, says Ines.\n",
		"Assumptions: The dates are right.", "What is not known: Nobody saw the key.", "What would change it: A photograph of a closed gate.",
		"Judged by Ines on 14 March 2031.", "the statement was worded: “The pier opened on a Friday”",
		"Evidence for (2)\nThe pier opened on Friday.\nTide Post, “Pier opens late”, 10 March 2031, paragraph 1", "Stance: asserts. Not graded.",
		"the secret remark", "فتح الرصيف يوم الجمعة.",
		"Evidence against (1)\nThe pier did not open on Friday.\nThe Echo", "Grade: F (cannot be judged). The letter was given to the outlet: new to us.",
		"Evidence neither for nor against (1)\nThe band played on.\nTide Post", "paragraph 2",
		"negation – The Echo: “The pier did not open on Friday.” Tide Post: “The pier opened on Friday.”",
		"Earlier judgements\n14 March 2031, Ines: disputed. Too early to say.",
		"2. Hundreds came to the pier", "Confidence in this judgement: low.", "Judged by Olena", "This judgement is incomplete",
		"Mentions that no judgement cites", "(attributes, Mayor Ray, C3, Ines)", "Left out by:", "(Ines)")
	has(t, text, "https://1.example/pier") // in a note
	lacks(t, text, "A band played")        // nobody judged it
}

func TestStatementsWithoutAJudgementHaveTheirMentions(t *testing.T) {
	text := pier(t).texts(only(report.UnjudgedPart))
	has(t, text, "3. A band played", "“The band played on.” Tide Post", "Not found in: The Echo; ")
	lacks(t, text, "Hundreds")
}

func TestTheMatrixHasASignForEachOutlet(t *testing.T) {
	has(t, pier(t).texts(only(report.MatrixPart)), "The Echo\nTide Post\nصوت الميناء\n1. The pier opened on Friday\n✕\n●\n", "2. Hundreds came to the pier\n● #\n“ #\n–\n", "● asserts")
}

func TestTheTimelineSaysWhoWasFirst(t *testing.T) {
	has(t, pier(t).texts(only(report.TimelinePart)), "10 March 2031\nTide Post\nPier opens late\n", "Who said what first", "1. The pier opened on Friday\n1\nTide Post\n10 March 2031\n2\nصوت الميناء")
}

func TestConflictsAndGapsHaveAnOverview(t *testing.T) {
	text := pier(t).texts(only(report.ConflictsPart))
	has(t, text, "1. The pier opened on Friday\ncontradict one another\n1\n0\n0\n", "3. A band played\nno difference\n0\n0\n2\n", "figures – The Echo: “More than 400 people came.”")
}

func TestOutletsHaveTheirGradesAndNotes(t *testing.T) {
	b := pier(t)
	b.do("Ines", edit.Of(record.ProfileOf("the echo"), nil, &model.Profile{Outlet: "The Echo", Owner: "The Harbour Trust", Country: "XH", Updated: noon()}))
	has(t, b.texts(only(report.OutletsPart)), "The Echo\n1\nF (cannot be judged): new to us (14 March 2031)\nOwner: The Harbour Trust Country: XH\n14 March 2031\n", "Tide Post\n1\nnot graded", "Tide Post: Belongs to the port: the secret owner. (Ines)")
}

func TestVoicesAreCounted(t *testing.T) {
	has(t, pier(t).texts(only(report.VoicesPart)), "Mayor Ray\nofficial\nC (fairly reliable): Ines met him once\n1\n0\n1\n0\n1\n")
}

func TestTheMethodSaysWhatWasDone(t *testing.T) {
	b := pier(t)
	text := b.texts(only(report.MethodPart))
	has(t, text, "This report regards 3 articles with 7 sentences. These are all articles of the project.", "Ines labelled 1 sentence; Olena labelled 2 sentences.",
		"the work of the others was hidden from: Ines, Olena.", "The program's comparison of sentences was not used.", "very likely (80–95 %)", "Verdicts of this project: confirmed, likely",
		"C\nClaim\n", "Made with Assay "+model.Version)
	if _, err := b.p.Matching(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	b.do("Ines", edit.Of(record.DismissalOf(on(b.docs[1], 0), "Ines"), nil, &record.Dismissal{Analyst: "Ines", At: noon()}))
	o := only(report.MethodPart)
	o.Articles, o.Selection = map[model.ArticleID]bool{b.docs[0].ID: true}, "outlet:tide"
	o.Counts = func(analyst string) bool { return analyst == "Ines" }
	o.Redact = report.Redaction{Analysts: true, Notes: true, Texts: true}
	has(t, b.texts(o), "1 article with 3 sentences. They were selected by: outlet:tide.", "The work of 1 other analyst is not regarded.", "proposed groups", "dismissed 1 proposed sentence.",
		"names of the analysts are replaced. Notes are left out. The texts of sentences are left out")
}

func TestTheAnnexHasEveryArticleWithItsHash(t *testing.T) {
	b := pier(t)
	b.do("Ines", edit.Presence{Article: b.docs[1].ID, Before: true, After: false})
	text := b.texts(report.Options{})
	has(t, text, "Annex: articles")
	_, annex, _ := strings.Cut(text, "\nThe SHA-256 is")
	has(t, annex, "1\nPier opens late Tide Post, 10 March 2031 https://1.example/pier", "file 1.txt SHA-256 "+b.docs[0].SHA256,
		"2\nMayor praises pier The Echo, 11 March 2031 removed from the corpus", "SHA-256 "+b.docs[1].SHA256)
	lacks(t, text, "/home/ines")
	has(t, text, "The article was removed from the corpus.") // at the quotation
	has(t, b.texts(only(report.SourcesPart)), "This report regards 2 articles from 2 outlets.")
}

func TestAnEarlierVersionIsMarked(t *testing.T) {
	b := pier(t)
	newer := b.add("Tide Post", "Pier opens late, again", "2031-03-13", "The pier opened on Saturday. The band played on.")
	b.do("Ines", edit.Of(record.PredecessorOf(newer.ID), nil, &record.Predecessor{Article: b.docs[0].ID}))
	text := b.texts(report.Options{})
	has(t, text, "1 earlier version of them is kept beside them.", "This is an earlier version of the article; there is a newer one.", "earlier version of a newer article")
}

func TestRivalExplanationsHaveNoWinner(t *testing.T) {
	b := pier(t)
	explanation := func(id model.ExplanationID, title string, at float64) edit.Edit {
		return edit.Of(record.ExplanationKey(id), nil, &record.Explanation{Title: title, Position: at})
	}
	rate := func(id model.ExplanationID, s model.StatementID, f model.Fit) edit.Edit {
		return edit.Of(record.RatingBy("Ines", id, s), nil, &record.Rating{Analyst: "Ines", Explanation: id, Statement: s, Title: "as rated", Fit: f, At: noon()})
	}
	b.do("Ines", explanation("a", "It opened on time", 1), explanation("b", "It stayed shut", 2), rate("a", "opened", model.Consistent), rate("b", "opened", model.Inconsistent), rate("b", "band", model.NeitherFit))
	text := b.texts(only(report.ExplanationsPart))
	has(t, text, "It opened on time\nIt stayed shut\n", "according to Ines", "1. The pier opened on Friday\n+\n−\n3. A band played\n○\n", "declares no winner")
	lacks(t, text, "Hundreds")
}

func TestAnEmptyProjectHasAReport(t *testing.T) {
	for _, language := range words.Languages() {
		text := empty(t).texts(report.Options{Language: language})
		if len(text) < 200 {
			t.Errorf("%s: %q", language, text)
		}
	}
	has(t, empty(t).texts(report.Options{}), "There are no statements.", "There are no articles.", "No statement is judged.", "Nobody has labelled sentences")
}

func TestPartsComeInTheOrderAskedFor(t *testing.T) {
	b := pier(t)
	d := b.document(only(report.AnnexPart, report.MethodPart, report.SummaryPart))
	var titles []string
	for _, e := range d.Outline {
		titles = append(titles, e.Title)
	}
	if want := []string{"Annex: articles", "Method", "Summary"}; !slices.Equal(titles, want) {
		t.Errorf("the contents are %q, want %q", titles, want)
	}
	for _, parts := range [][]report.Part{{}, {"preface"}, {report.AnnexPart, report.AnnexPart}} {
		if _, err := b.composer().Document(t.Context(), report.Options{Parts: parts}, nil); !errors.Is(err, model.ErrValue) {
			t.Errorf("%q: %v", parts, err)
		}
	}
}

// Every choice of parts must have links that lead somewhere.
func TestLinksLeadSomewhereWhateverThePartsAre(t *testing.T) {
	b := pier(t)
	for _, part := range report.Parts() {
		b.texts(only(part))
		rest := slices.DeleteFunc(report.Parts(), func(p report.Part) bool { return p == part })
		b.texts(report.Options{Parts: rest})
	}
}

func TestOnlyTheStatementsAskedForAreThere(t *testing.T) {
	o := report.Options{Statements: map[model.StatementID]bool{"crowd": true}}
	text := pier(t).texts(o)
	has(t, text, "1. Hundreds came to the pier")
	lacks(t, text, "The pier opened on Friday\n1", "A band played")
}

// Nothing of what is to be left out may be anywhere in the files.
func TestWhatIsRedactedIsNowhere(t *testing.T) {
	b := pier(t)
	o := report.Options{Redact: report.Redaction{Analysts: true, Notes: true, Texts: true}, Author: "Ines", Now: noon()}
	has(t, b.texts(o), "says Analyst ", "[paragraph 1, sentence 1]", " met him once")
	secrets := []string{"Ines", "Olena", "secret remark", "secret owner"}
	for _, doc := range b.docs {
		for _, u := range doc.Sentences() {
			secrets = append(secrets, strings.TrimSuffix(u.Span.Of(doc.Text), "."))
		}
	}
	folder := t.TempDir()
	for _, name := range []string{"r.md", "r.html"} {
		path := filepath.Join(folder, name)
		if _, err := b.composer().WriteFile(t.Context(), path, o, nil); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range secrets {
			if strings.Contains(string(data), secret) && secret != "The pier opened on Friday" { // which is also the title of a statement
				t.Errorf("%s has %q", name, secret)
			}
		}
	}
	m := report.MarkedOptions{Redact: report.Redaction{Analysts: true, Notes: true}}
	d, err := b.composer().Marked(t.Context(), m, nil)
	if err != nil {
		t.Fatal(err)
	}
	lacks(t, lines(d), "Ines", "Olena", "secret")
	m.Redact.Texts = true
	if _, err := b.composer().Marked(t.Context(), m, nil); !errors.Is(err, model.ErrValue) {
		t.Errorf("a marked text without its texts: %v", err)
	}
}

// Analysts write the titles, verdicts and labels of a project, too.
func TestNamesOfAnalystsAreReplacedInAllTheirTexts(t *testing.T) {
	b := pier(t)
	book, err := b.p.Codebook()
	if err != nil {
		t.Fatal(err)
	}
	claim := book[0]
	claim.Definition = "What Lea Moss calls a claim."
	b.do(
		"Lea Moss",
		edit.Of(record.LabelKey(claim.Key), &record.Entry{Label: book[0]}, &record.Entry{Label: claim}),
		statement("gate", "The gate that Lea Moss saw, which LEA MOSS drew", 4),
		mention("Lea Moss", on(b.docs[0], 0), "gate", model.Asserts),
		judge("Lea Moss", "j4", record.Judgement{Statement: "gate", Title: "The gate of Lea Moss", Verdict: "doubted by Lea Moss", Reason: "lea moss was there."}),
		edit.Of(record.ExplanationKey("storm"), nil, &record.Explanation{Title: "Lea Moss was wrong", Position: 1}),
		edit.Of(record.RatingBy("Lea Moss", "storm", "gate"), nil, &record.Rating{Explanation: "storm", Statement: "gate", Title: "The gate", Analyst: "Lea Moss", Fit: model.Consistent, At: noon()}),
	)
	redacted := report.Redaction{Analysts: true}
	o := report.Options{Redact: redacted, Title: "For Lea Moss", Question: "Was Lea Moss there?", Author: "Lea Moss", Selection: "Lea Moss", Articles: map[model.ArticleID]bool{b.docs[0].ID: true}}
	marked, err := b.composer().Marked(t.Context(), report.MarkedOptions{Redact: redacted, Title: "By Lea Moss"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*content.Document{b.document(o), marked} {
		all := strings.Join(append(d.Authors, d.Title, d.Subtitle, d.Subject, d.Made, lines(d)), "\n")
		has(t, all, "The gate that Analyst ")
		if strings.Contains(strings.ToLower(all), "lea moss") {
			t.Errorf("the name of an analyst is in:\n%s", all)
		}
	}
}

func TestAMarkedTextHasLabelsAndRemarks(t *testing.T) {
	b := pier(t)
	d, err := b.composer().Marked(t.Context(), report.MarkedOptions{Article: b.docs[0].ID, Now: noon()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var first content.Paragraph
	for block := range d.Blocks {
		if p, is := block.(content.Paragraph); is && strings.HasSuffix(p.ID, "-p1") {
			first = p
		}
	}
	if got := content.Text(first.Text); got != "C/B\u00a0The pier opened on Friday. C\u00a0About 240 people came, Mayor Ray said." {
		t.Errorf("the paragraph reads %q", got)
	}
	if first.Text[0].Fill != "#E69F00" || first.Text[1].Fill != "#E69F00" || first.Text[2].Fill != "" {
		t.Errorf("its runs are %+v", first.Text)
	}
	has(t, content.Text(first.Side), "¶ 1\nThe pier opened on… C Claim (Ines) · B Background (Olena) · asserts: The pier opened on Friday (Ines) · Seen by Ines herself",
		"\nAbout 240 people came,… C Claim (Olena) · Voice: Mayor Ray, indirect (Ines) · attributes: Hundreds came to the pier (Ines) · Grade: 3 (possibly true) (Ines)")
	all, err := b.composer().Marked(t.Context(), report.MarkedOptions{Now: noon(), Language: "uk"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Outline) != 3 || len(contenttest.Check(all)) > 0 {
		t.Errorf("all articles: %+v, %q", all.Outline, contenttest.Check(all))
	}
	if _, err := b.composer().Marked(t.Context(), report.MarkedOptions{Article: "0000000000000000"}, nil); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("an unknown article: %v", err)
	}
}

func TestComposingStops(t *testing.T) {
	b := pier(t)
	ctx, cancel := context.WithCancel(t.Context())
	d, err := b.composer().Document(ctx, report.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	var last error
	for _, err := range d.Blocks {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("the blocks end with %v", last)
	}
	path := filepath.Join(t.TempDir(), "r.html")
	if _, err := b.composer().WriteFile(ctx, path, report.Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("the file: %v", err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) > 0 {
		t.Errorf("the folder has %v (%v)", entries, err)
	}
}

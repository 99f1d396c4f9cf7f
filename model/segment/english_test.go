package segment

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model/segment/segmenttest"
)

// splitCase is a paragraph with ⏐ where it must be divided.
type splitCase struct{ lang, marked string }

// checkSplits removes the marks from each paragraph, divides it, and compares the
// sentences. Where a mark has no spaces around it, the text has none either.
func checkSplits(t *testing.T, cases []splitCase) {
	t.Helper()
	for _, c := range cases {
		text := strings.ReplaceAll(strings.ReplaceAll(c.marked, " ⏐ ", " "), "⏐", "")
		var want []string
		for _, s := range strings.Split(c.marked, "⏐") {
			want = append(want, strings.TrimSpace(s))
		}
		var got []string
		for _, s := range Sentences(c.lang, text) {
			got = append(got, s.Of(text))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got  %s\n want %s", c.lang, strings.Join(got, " ⏐ "), strings.Join(want, " ⏐ "))
		}
	}
}

func TestEnglishPlainStops(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "The ferry left at dawn. ⏐ Nobody waved."},
		{"en", "Was it late? ⏐ It was! ⏐ We ran."},
		{"en", "Prices rose 4.5 percent to $3.20. ⏐ Wages did not."},
		{"en", "The vote was held in 2019. ⏐ Turnout was low."},
		{"en", "  Spaces around it do not count.  "},
		{"en", "What?! ⏐ Never!! ⏐ Really??? ⏐ Yes."},
		{"", "An unknown language gets these rules. ⏐ Mr. Ito agrees."},
		{"tlh", "So does a rare one. ⏐ Dr. Ito agrees."},
		{"en-GB", "Tags may carry a region. ⏐ They still count."},
	})
}

func TestEnglishAbbreviations(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "Mr. Calder met Dr. Voss and Gen. Amara at St. Bride's. ⏐ They talked."},
		{"en", "MR. CALDER MET GEN. AMARA."},
		{"en", "See p. 14, vol. 3, no. 7, fig. 2 and sec. 9."},
		{"en", "See Vol. II, Fig. B and Art. 5. ⏐ I did in Jan. ⏐ I liked it."},
		{"en", "He said no. ⏐ She said yes."},
		{"en", "Did they agree? ⏐ No. ⏐ Nobody did."},
		{"en", "The fair opens on Oct. 4 and closes on Dec. 20. ⏐ Entry is free."},
		{"en", "She joined Harbor Mills Inc. as a clerk. ⏐ Harbor Mills Inc. Chairman Lou Reyes retired."},
		{"en", "The mill belongs to Tarn & Co. ⏐ It closed in May."},
		{"en", "They grow barley, oats, etc. in the valley."},
		{"en", "Fruit, e.g. Bramley apples, and nuts, i.e. hazelnuts, keep well."},
		{"en", "It was Rowe vs. Marsh in the final."},
		{"en", "The farm is in Salem, Ore. ⏐ Visitors are welcome."},
		{"en", "Visit Salem, Ore. Gov. Lind will not be there."},
		{"en", "Everyone at Yahoo! Sports knew. ⏐ She left Yahoo! ⏐ They stayed."},
		{"en", "The board weighs 12 lbs. ⏐ Two people carried it."},
		{"en", "Turn left on Quarry Blvd. Traffic is light there, said Sgt. Moll."},
		{"en", "Mm. ⏐ That was good."},
		{"en", "Anna Pell, Ph.D. in chemistry, spoke first."},
	})
}

func TestEnglishInitialsAndAcronyms(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "R. J. Oster and Nora K. Blythe wrote it. ⏐ Both are retired."},
		{"en", "The U.S. Senate sits in Washington. ⏐ He left the U.S. ⏐ She stayed in the U.K. for years."},
		{"en", "It is made in the U.S. ⏐ “We like it here,” he said."},
		{"en", "They took vitamin C. ⏐ It helped."},
		{"en", "The talks began at 9 a.m. ⏐ Delegates arrived late."},
		{"en", "The talks began at 9 a.m. Monday and ended at 6 p.m. EST."},
		{"en", "Around 7 p.m. Mrs. Hale locked the door."},
		{"en", "It was my cousin and I. ⏐ Who else was there?"},
	})
}

func TestEnglishQuotations(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "“Where is the key?” he asked."},
		{"en", "“Where is the key?” Tom Archer asked. ⏐ Nobody knew."},
		{"en", "“Run!” I shouted."},
		{"en", "“Where is the key?” ⏐ He looked at her."},
		{"en", "“We lost the boat. ⏐ We saved the crew. ⏐ That is enough,” said the captain."},
		{"en", "He called it “a small thing.” ⏐ She did not."},
		{"en", "He called it \"a small thing.\" ⏐ \"Not to me,\" she said."},
		{"en", "He called it a ‘small thing.’ ⏐ She laughed."},
		{"en", "“It is a small thing,“ she told us. ⏐ We left.“ ⏐ That was all."},
		{"en", "“The quotation is never closed. ⏐ The text goes on."},
		{"en", "She wrote: “Bring bread… ⏐ We have none.”"},
		{"en", "Did he say “never”? ⏐ He did."},
		{"en", "Il dit « Non ! » ⏐ Then he left."},
		{"en", "‹ Yes. › ⏐ Nobody moved."},
	})
}

func TestEnglishBrackets(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "The mayor (he is a baker. really!) opened the fair."},
		{"en", "The hall is full. ⏐ (Doors opened at six.) ⏐ Music plays."},
		{"en", "The film Alone! (1971) won a prize."},
		{"en", "Snow fell for a week.[3] ⏐ Roads closed. [4] ⏐ Schools did too.[citation needed] ⏐ Life went on."},
		{"en", "“He […] never came back,” she wrote."},
		{"en", "The bridge was lost.12 ⏐ Others say it was sold."},
	})
}

func TestEnglishEllipses(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "I thought… maybe not."},
		{"en", "I waited… ⏐ Nobody came."},
		{"en", "I waited... ⏐ Nobody came."},
		{"en", "Well . . . I mean . . . perhaps."},
		{"en", "It was over. ⏐ . . . The rest is known."},
		{"en", "...And so it ended."},
	})
}

func TestEnglishAddressesAndNumbers(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "Write to Ann.Lee@post.example.org. ⏐ She answers."},
		{"en", "See www.example.org/a.Html?q=A.B for more. ⏐ It is free."},
		{"en", "More is at https://example.org/x!Y. ⏐ https://example.org/z has the rest."},
		{"en", "Open the file notes.Txt or run Node.Js 18.2.1 on it."},
		{"en", "The price fell 3.5% to 1.200,50. ⏐ 40 people saw it."},
		{"en", "We use eBay. ⏐ iPhones sell well there."},
		{"en", "It was late.⏐Nobody came.⏐They went home."},
		{"en", "Who knows?⏐Nobody does."},
	})
}

func TestEnglishLists(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "1. Fill the kettle. ⏐ 2. Boil it. ⏐ 3. Pour."},
		{"en", "1) Fill the kettle ⏐ 2) Boil it ⏐ 3) Pour"},
		{"en", "Do this: ⏐ 1. Fill the kettle ⏐ 2. Boil it"},
		{"en", "a. Fill the kettle ⏐ b. Boil it"},
		{"en", "(1) Members vote. ⏐ (2) Guests do not."},
		{"en", "• Fill the kettle ⏐ • Boil it"},
		{"en", "Portholm • Weather • Tides"},
		{"en", "Bring: ⏐ • Bread ⏐ • Salt"},
		{"en", "IV. The long winter"},
		{"en", "2.1. Water and its uses"},
		{"en", "Figure 3. A kettle on the boil"},
		{"en", "A. Smith met B. Jones."},
		{"en", "They need tea; milk is extra. ⏐ The cup is clean; ⏐ The pot is not."},
	})
}

func TestEnglishFragments(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "The harbor is closed until May. ⏐ Share"},
		{"en", "The harbor is closed until May. ⏐ Ada Quill Minister of Ports"},
		{"en", "She went with him. ⏐ – REX"},
		{"en", "PORTHOLM, May 3 – The ferry sank."},
	})
}

func TestEnglishWithoutCapitals(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "i went home. ⏐ it was late. ⏐ We slept."},
		{"en", "He bought approx. five eggs and some misc. things."},
		{"en", "stop it!! ⏐ now!! ⏐ please"},
		{"en", "Great place :) ⏐ We will come again 😀 ⏐ Thanks!"},
		{"en", "I ❤ Portholm."},
	})
}

func TestWrappedSentencesRunOverLineBreaks(t *testing.T) {
	var got []string
	for _, s := range For("en").Segment(segmenttest.Wire).Sentences {
		got = append(got, segmenttest.Fold(s.Span.Of(segmenttest.Wire)))
	}
	if len(got) != 5 || !strings.HasSuffix(got[4], "14.2 dlrs on Nov. 19.") {
		t.Errorf("got %q", got)
	}
}

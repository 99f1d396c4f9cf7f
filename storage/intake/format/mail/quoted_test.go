package mail_test

import (
	"strings"
	"testing"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

// parted returns the text of an article without its asides, and the asides joined
// with "|".
func parted(t article.Text) (kept, aside string) {
	var away []string
	at := 0
	for _, s := range t.Asides {
		kept += t.Text[at:s.Start]
		away = append(away, s.Of(t.Text))
		at = s.End
	}
	return strings.TrimSpace(kept + t.Text[at:]), strings.Join(away, "|")
}

const flowed = "Subject: Gate\nContent-Type: text/plain; charset=utf-8; format=flowed"

func TestWhatIsNotWrittenInAMailIsSetAside(t *testing.T) {
	for name, c := range map[string]struct{ fields, text, kept, aside string }{
		"a signature":              {"Subject: Gate", formattest.One + "\n\n-- \nAnn Doe\nThe Paper", "Gate\n\n" + formattest.One, "-- \n\nAnn Doe\nThe Paper"},
		"a signature cut short":    {"Subject: Gate", formattest.One + "\n--\nAnn Doe", "Gate\n\n" + formattest.One, "--\nAnn Doe"},
		"a line that only divides": {"Subject: Gate", formattest.One + "\n--\n" + strings.Repeat(formattest.Two+"\n", 30), "Gate\n\n" + formattest.One + "\n--\n" + strings.TrimSpace(strings.Repeat(formattest.Two+"\n", 30)), ""},
		"a reply":                  {"Subject: Gate", formattest.One + "\n\nOn Fri, 4 Apr 2031 at 10:00, Bo\n<b@p.example> wrote:\n> Can you send a line?\n> > Perhaps.\n\n" + formattest.Two, "Gate\n\n" + formattest.One + "\n\n\n\n" + formattest.Two, "On Fri, 4 Apr 2031 at 10:00, Bo\n<b@p.example> wrote:\n\nCan you send a line?\nPerhaps."},
		"a German reply":           {"Subject: AW: Gate", formattest.One + "\n\nAm 04.04.2031 um 10:00 schrieb Bo <b@p.example>:\n>Schick was!", "AW: Gate\n\n" + formattest.One, "Am 04.04.2031 um 10:00 schrieb Bo <b@p.example>:\n\nSchick was!"},
		"a reply without a line":   {"Subject: Gate\nIn-Reply-To: <1@p.example>", formattest.One + "\n\n> Send a line!", "Gate\n\n" + formattest.One, "Send a line!"},
		"a quotation":              {"Subject: Gate", formattest.One + "\n\n> It will be dry,\n> he wrote in spring.\n\n" + formattest.Two, "Gate\n\n" + formattest.One + "\n\nIt will be dry,\nhe wrote in spring.\n\n" + formattest.Two, ""},
		"an original message":      {"Subject: RE: Gate", formattest.One + "\n\n-----Original Message-----\nFrom: Bo\nSent: Friday\nTo: Ann\nSubject: Gate\n\nSend a line.", "RE: Gate\n\n" + formattest.One, "-----Original Message-----\nFrom: Bo\nSent: Friday\nTo: Ann\nSubject: Gate\n\nSend a line."},
		"fields alone":             {"Subject: RE: Gate", formattest.One + "\n\n________________________________\nVon: Bo\nGesendet: Freitag\nAn: Ann\nBetreff: Gate\n\nSchick was.", "RE: Gate\n\n" + formattest.One, "________________________________\nVon: Bo\nGesendet: Freitag\nAn: Ann\nBetreff: Gate\n\nSchick was."},
		"what is forwarded":        {"Subject: Gate", "See below, it is worth a look.\n\n---------- Forwarded message ---------\nFrom: Bo <b@p.example>\nDate: Fri, 4 Apr 2031\nSubject: Gate\nTo: Ann\n\n" + formattest.One, "Gate\n\nSee below, it is worth a look.\n\n\n\n" + formattest.One, "---------- Forwarded message ---------\nFrom: Bo <b@p.example>\nDate: Fri, 4 Apr 2031\nSubject: Gate\nTo: Ann"},
		"nothing else":             {"Subject: RE: Gate", "FYI\n\nOn Friday, Bo wrote:\n> " + formattest.One, "RE: Gate\n\nFYI\n\nOn Friday, Bo wrote:\n\n" + formattest.One, ""},
		"a telephone":              {"Subject: Gate", formattest.One + "\n\nSent from my iPhone", "Gate\n\n" + formattest.One, "Sent from my iPhone"},
	} {
		t.Run(name, func(t *testing.T) {
			kept, aside := parted(formattest.Only(t, "eml", mailOf(c.fields, c.text)))
			formattest.Same(t, "what is kept", kept, c.kept)
			formattest.Same(t, "what is set aside", strings.ReplaceAll(aside, "\n\n", "\n"), strings.ReplaceAll(c.aside, "\n\n", "\n"))
		})
	}
}

func TestFlowedTextIsJoined(t *testing.T) {
	for name, c := range map[string]struct{ fields, text, want string }{
		"lines":                     {flowed, "The gate \nfailed.\nIt was \nold.", "Gate\n\nThe gate failed.\nIt was old."},
		"words, with delsp":         {flowed + "; delsp=yes", "The ga \nte failed  \non Monday.", "Gate\n\nThe gate failed on Monday."},
		"a space that was added":    {flowed, "One.\n\n From here on.\n > no quotation", "Gate\n\nOne.\n\nFrom here on.\n> no quotation"},
		"quotations by their depth": {flowed, "One.\n> Two \n> three \n>> four \n>> five.\n> Six.", "Gate\n\nOne.\n\nTwo three \nfour five.\nSix."},
		"lines before a signature":  {flowed, "One goes \n-- \nAnn", "Gate\n\nOne goes \n-- \nAnn"},
	} {
		t.Run(name, func(t *testing.T) {
			got := formattest.Only(t, "eml", mailOf(c.fields, c.text)).Text
			formattest.Same(t, "the text", strings.ReplaceAll(got, "\n\n-- ", "\n-- "), c.want)
		})
	}
}

func TestAPageInAMailIsReadWithoutTheReply(t *testing.T) {
	const html = "Content-Type: text/html\nSubject: "
	for name, c := range map[string]struct{ fields, text, want string }{
		"a quotation":     {html + "Gate", "<p>" + formattest.One + "</p><p>" + formattest.Two + "</p><div>On Friday, Bo wrote:</div><blockquote type=cite><p>" + formattest.Three + "</p></blockquote>", ""},
		"Gmail":           {html + "Gate", "<p>" + formattest.One + "</p><p>" + formattest.Two + "</p><div class='gmail_quote'><div>Bo wrote</div><p>" + formattest.Three + "</p></div><div class=gmail_signature>" + formattest.Three + "</div>", ""},
		"Outlook":         {html + "Gate", "<p>" + formattest.One + "</p><p>" + formattest.Two + "</p><div id=appendonsend></div><hr><p>" + formattest.Three + "</p>", ""},
		"what is forward": {html + "Fwd: Gate", "<p>" + formattest.One + "</p><blockquote type=cite><p>" + formattest.Three + "</p></blockquote>", formattest.Three},
		"nothing else":    {html + "Gate", "<blockquote type=cite><p>" + formattest.One + "</p><p>" + formattest.Three + "</p></blockquote>", formattest.Three},
	} {
		t.Run(name, func(t *testing.T) {
			got := formattest.Only(t, "eml", mailOf(c.fields, c.text)).Text
			if !strings.Contains(got, formattest.One) || strings.Contains(got, formattest.Three) != (c.want != "") {
				t.Errorf("the text is %q", got)
			}
		})
	}
}

func TestAMailOfNothingButRulesIsRead(t *testing.T) {
	got := formattest.Only(t, "eml", mailOf("Subject: Gate", formattest.One+strings.Repeat("\n--\n\n", 200_000)))
	if len(got.Asides) > 1 || !strings.Contains(got.Text, formattest.One) {
		t.Errorf("%d stretches are set aside", len(got.Asides))
	}
}

func FuzzLetter(f *testing.F) {
	for _, seed := range []string{"One \n> two \n>> three.\n-- \nAnn", "One.\n\nOn Friday, Bo wrote:\n> Two.", "One.\n-----Original Message-----\nFrom: Bo\nTo: Ann\n\nTwo.\n\x1b$B9A\x1b(B"} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, flows bool) {
		fields := "Subject: Gate"
		if flows {
			fields = flowed + "; delsp=yes"
		}
		_, texts, _, _ := formattest.Read(mailOf(fields, text), article.Options{})
		for _, one := range texts {
			at := 0
			for _, s := range one.Asides {
				if s.Start < at || s.End <= s.Start || s.End > len(one.Text) {
					t.Fatalf("%v is set aside of %q", one.Asides, one.Text)
				}
				at = s.End
			}
		}
	})
}

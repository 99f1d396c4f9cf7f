package chat_test

import (
	"errors"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestCuesAreJoinedToSentences(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"SRT":                      {"1\r\n00:00:01,000 --> 00:00:02,000\r\nThe gate failed\r\n\r\n2\r\n00:00:02,100 --> 00:00:03,000\r\non Monday.\r\n", "The gate failed on Monday."},
		"WebVTT":                   {"WEBVTT - x\nKind: captions\nLanguage: en\n\nNOTE by hand\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:start\n<c.loud>The gate</c> &amp; the <i>mill</i>\nfailed.\n\nNOTE\nnot said\n", "The gate & the mill failed."},
		"speakers":                 {"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>It failed,\n\n00:02.000 --> 00:03.000\n<v Ann>and it was old.\n\n00:03.000 --> 00:04.000\n<v.x Bo Tew>Was it?\n", "Ann: It failed, and it was old.\n\nBo Tew: Was it?"},
		"dashes":                   {"1\n00:00:01,000 --> 00:00:02,000\n- Did it fail?\n- It did.\n", "Did it fail?\n\nIt did."},
		"a pause":                  {"1\n00:00:01,000 --> 00:00:02,000\nIt failed.\n\n2\n00:00:09,000 --> 00:00:10,000\nNobody was hurt.\n", "It failed.\n\nNobody was hurt."},
		"captions that roll":       {"WEBVTT\n\n00:01.000 --> 00:02.000\nthe gate\n\n00:02.000 --> 00:03.000\nthe gate\nfailed<00:02.500><c> on</c>\n\n00:03.000 --> 00:04.000\nfailed on\nmonday last\n", "the gate failed on monday last"},
		"sounds":                   {"1\n00:00:01,000 --> 00:00:02,000\n[Water roars]\n{\\an8}It failed.\n", "It failed."},
		"numbers that are said":    {"1\n00:00:01,000 --> 00:00:02,000\nIn the year\n2031\n\n2\n00:00:02,000 --> 00:00:03,000\nit failed.\n", "In the year 2031 it failed."},
		"no empty lines":           {"1\n00:00:01,000 --> 00:00:02,000\nIt\n2\n00:00:02,000 --> 00:00:03,000\nfailed.\n", "It failed."},
		"an empty line too many":   {"1\n00:00:01,000 --> 00:00:02,000\nIt\n\nfailed.\n\n2\n00:00:02,000 --> 00:00:03,000\nAgain.\n", "It failed. Again."},
		"full stops and no number": {"00:00:01.000 --> 00:00:02.000\nIt failed.\n", "It failed."},
		"Japanese":                 {"1\n00:00:01,000 --> 00:00:02,000\n門は\n\n2\n00:00:02,000 --> 00:00:03,000\n壊れた。\n", "門は壊れた。"},
	} {
		t.Run(name, func(t *testing.T) {
			formattest.Same(t, "the text", formattest.Only(t, "subtitles", []byte(c.file)).Text, c.want)
		})
	}
	for _, text := range []string{"WEBVTT is a format.\n", "1\nOne.\n", "10 --> 20 is an arrow\n", "2031\n\nThe gate failed --> it was old.\n"} {
		if name, _, _, _ := formattest.Read([]byte(text), article.Options{}); name != "text" {
			t.Errorf("%q is read as %s", text, name)
		}
	}
}

const chat = `{"name": "Weir News", "type": "public_channel", "id": 1, "messages": [
{"id": 1, "type": "service", "action": "create_channel", "text": ""},
{"id": 7, "type": "message", "date": "2031-04-02T10:00:00", "from": "Weir News", "text": ["The gate ", {"type": "bold", "text": "failed"}, " – see ", {"type": "text_link", "text": "here", "href": "https://p.example"}, ".\n\nMore soon."]},
{"id": 8, "type": "message", "date": "2031-04-02T11:00:00", "from": "Weir News", "author": "Ann Doe", "photo": "a.jpg", "text": ""},
{"id": 9, "type": "message", "date": "2031-04-03T11:00:00", "from": "Weir News", "author": "Ann Doe", "text": "It is closed."},
{"id": 10, "type": "message", "date": "2031-04-03T12:00:00", "from": "Weir News", "poll": {"question": "Was it old?", "answers": []}, "text": ""}]}`

func TestAChatIsItsMessages(t *testing.T) {
	_, texts, _, err := formattest.Read([]byte(chat), article.Options{})
	if err != nil || len(texts) != 3 {
		t.Fatalf("%d messages, %v", len(texts), err)
	}
	formattest.Same(t, "the first", texts[0].Text, "The gate failed – see here.\n\nMore soon.")
	if want := (model.Metadata{Outlet: "Weir News", Byline: "Ann Doe", Published: "2031-04-03T11:00:00"}); texts[1].Metadata != want || texts[1].Part != "#9" {
		t.Errorf("%+v of %s, want %+v", texts[1].Metadata, texts[1].Part, want)
	}
	formattest.Same(t, "the poll", texts[2].Text, "Was it old?")
	_, texts, _, err = formattest.Read([]byte(`{"about": "x", "chats": {"about": "", "list": [`+chat+`,`+strings.ReplaceAll(chat, "Weir News", "A/B")+`]}}`), article.Options{})
	if err != nil || len(texts) != 6 || texts[0].Part != "/Weir News#7" || texts[3].Part != "/A B#7" {
		t.Errorf("of an account: %d messages, %v: %+v", len(texts), err, texts)
	}
}

func TestAChatThatIsCutOffIsReadAsFarAsItGoes(t *testing.T) {
	for _, end := range []string{`{"id": 8`, `{"id": 9, "type": "message", "date"`, `,
{"id": 10`} {
		at := strings.Index(chat, end)
		_, texts, _, err := formattest.Read([]byte(chat[:at+len(end)]), article.Options{})
		if left := (article.LeftOut{}); len(texts) == 0 || !errors.As(err, &left) || !errors.Is(err, model.ErrDamaged) {
			t.Errorf("cut at %q: %d messages, %v", end, len(texts), err)
		}
	}
}

const chatPage = `<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Weir News</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">2 April 2031</div></div>
<div class="message default clearfix" id="message7"><div class="pull_left userpic_wrap"><div class="userpic"><div class="initials">W</div></div></div><div class="body">
<div class="pull_right date details" title="02.04.2031 10:00:00 UTC+02:00">10:00</div><div class="from_name">Weir News</div>
<div class="text">The gate <strong>failed</strong> – see <a href="https://p.example">here</a>.<br><br>More soon.</div></div></div>
<div class="message default clearfix joined" id="message8"><div class="body"><div class="pull_right date details" title="03.04.2031 11:00:00 UTC+02:00">11:00</div>
<div class="reply_to details">In reply to <a>this message</a></div><div class="text">It is closed.</div><div class="signature details">Ann Doe</div></div></div>
<div class="message default clearfix" id="message9"><div class="body"><div class="pull_right date details" title="03.04.2031 12:00:00">12:00</div><div class="from_name">Weir News</div>
<div class="forwarded body"><div class="from_name">The Mill <span class="date details" title="01.04.2031">x</span></div><div class="text">The mill is flooded.</div></div></div></div>
<div class="message default clearfix" id="message10"><div class="body"><div class="media_wrap"><div class="media"><div class="body"><div class="title bold">Photo</div></div></div></div></div></div>
</div></div></div></body></html>`

func TestAChatAsAPageIsItsMessages(t *testing.T) {
	name, texts, _, err := formattest.Read([]byte(chatPage), article.Options{})
	if err != nil || name != "telegram" || len(texts) != 3 {
		t.Fatalf("read as %s: %d messages, %v", name, len(texts), err)
	}
	for i, want := range []article.Text{
		{Text: "The gate failed – see here.\n\nMore soon.", Part: "#7", Metadata: model.Metadata{Outlet: "Weir News", Published: "02.04.2031 10:00:00 UTC+02:00"}},
		{Text: "It is closed.", Part: "#8", Metadata: model.Metadata{Outlet: "Weir News", Byline: "Ann Doe", Published: "03.04.2031 11:00:00 UTC+02:00"}},
		{Text: "The mill is flooded.", Part: "#9", Metadata: model.Metadata{Outlet: "Weir News", Byline: "The Mill", Published: "03.04.2031 12:00:00"}},
	} {
		if got := texts[i]; got.Text != want.Text || got.Metadata != want.Metadata || got.Part != want.Part {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

func FuzzTelegramPage(f *testing.F) {
	f.Add([]byte(chatPage))
	f.Fuzz(formattest.Sound)
}

func FuzzChat(f *testing.F) {
	for _, seed := range []string{chat, "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:02,000 --> 00:00:03,000\n<v Ann>two.", "WEBVTT\n\n00:01.000 --> 00:02.000\n- A\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(formattest.Sound)
}

package mail_test

import (
	"strings"
	"testing"

	"assay.app/assay/storage/intake/format/formattest"
)

func TestTextOfSevenBitsIsKnownByItsShifts(t *testing.T) {
	for name, c := range map[string]struct{ kind, text, want string }{
		"Japanese":                 {"", "\x1b$B9A\x1b(B", "港"},
		"Japanese with ASCII":      {"text/plain; charset=us-ascii", "Port \x1b$B9A\x1b(B", "Port 港"},
		"Japanese said to be UTF8": {"text/plain; charset=utf-8", "\x1b$B9A\x1b(B", "港"},
		"Korean":                   {"", "\x1b$)C\x0e1b\x0f ok", "기 ok"},
		"Korean that says so":      {"text/plain; charset=iso-2022-kr", "\x1b$)C\n\x0eGQ19\x0f", "한국"},
		"Chinese":                  {"text/plain; charset=iso-2022-cn", "\x1b$)A\x0e8[\x0f.", "港."},
	} {
		t.Run(name, func(t *testing.T) {
			fields := "Subject: \x1b$B9A\x1b(B"
			if c.kind != "" {
				fields += "\nContent-Type: " + c.kind
			}
			got := formattest.Only(t, "eml", mailOf(fields, c.text))
			formattest.Same(t, "the text", strings.TrimSpace(strings.TrimPrefix(got.Text, "港\n\n")), c.want)
			formattest.Same(t, "the title", got.Metadata.Title, "港")
		})
	}
}

func TestEncodedWordsAreDecodedTogether(t *testing.T) {
	for subject, want := range map[string]string{
		"=?utf-8?B?5riv44E=?= =?UTF-8?B?ruaOoQ==?=":           "港の採",
		"=?utf-8?Q?=E6=B8?=\n =?utf-8?Q?=AF_x?=":              "港 x",
		"=?utf-8*en?q?=E6=B8?= =?utf-8?B?rw==?= open":         "港 open",
		"A =?iso-8859-1?Q?caf=E9?= and =?utf-8?Q?caf=C3=A9?=": "A café and café",
		"=?utf-8?Q?a b=C3?= =?utf-8?Q?=A9?=":                  "a bé",
		"=?iso-2022-kr?B?GyQpQw5HUTE5Dw==?=":                  "한국",
		"=?utf-8?X?abc?=":                                     "=?utf-8?X?abc?=",
	} {
		formattest.Same(t, subject, formattest.Only(t, "eml", mailOf("Subject: "+subject, formattest.One)).Metadata.Title, want)
	}
}

package model

import "testing"

func TestWhatIsHidden(t *testing.T) {
	for _, r := range "\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2064\u2066\u2067\u2068\u2069\u206f\u3164\ufeff\ufff9\U000E0001\U000E0041" {
		if !Hidden(r) {
			t.Errorf("%U is not hidden", r)
		}
	}
	for _, r := range "a \n\x00\x1b\u0085\u009b\u00a0é–…\u0301\u0600\u06dd新\ufe0f\ufffd\U0001F468" {
		if Hidden(r) {
			t.Errorf("%U is hidden", r)
		}
	}
}

package address_test

import (
	"net/url"
	"strings"
	"testing"

	"assay.app/assay/storage/intake/address"
)

func TestLinksToOnePageHaveOneKey(t *testing.T) {
	const page = "https://quaypost.example/2031/04/02/weir-fails"
	for _, same := range []string{
		"http://quaypost.example/2031/04/02/weir-fails",
		"HTTPS://WWW.QuayPost.example/2031/04/02/weir-fails",
		"https://quaypost.example:443/2031/04/02/weir-fails",
		"http://quaypost.example:80/2031/04/02/weir-fails/",
		" https://quaypost.example./2031/04/02/weir-fails ",
		page + "#comments",
		page + "?",
		page + "?utm_source=letter&utm_medium=mail",
		page + "?fbclid=a1&gclid=b2&ref=home",
		page + "?at_medium=RSS&amp=1",
		page + "/amp",
		page + "/amp/",
		page + ".amp",
		page + ".amp.html",
		page + "?outputType=amp",
		"https://m.quaypost.example/2031/04/02/weir-fails",
		"https://amp.quaypost.example/2031/04/02/weir-fails",
		"https://quaypost.example/amp/2031/04/02/weir-fails",
		"https://web.archive.org/web/20310403101500/" + page,
		"https://web.archive.org/web/20310403101500id_/http://www.quaypost.example:80/2031/04/02/weir-fails",
		"http://web.archive.org/web/2031/https:/quaypost.example/2031/04/02/weir-fails?utm_source=x",
		"https://archive.ph/20310403101500/" + page,
		"https://www.google.com/amp/s/quaypost.example/2031/04/02/weir-fails",
		"https://quaypost-example.cdn.ampproject.org/c/s/quaypost.example/2031/04/02/weir-fails/amp?usqp=x",
		"https://web.archive.org/web/2031/https://www.google.com/amp/s/quaypost.example/2031/04/02/weir-fails",
	} {
		if got, want := address.Key(same), address.Key(page); got != want || want == "" {
			t.Errorf("%s: %q, want %q", same, got, want)
		}
	}
}

func TestOtherPagesHaveOtherKeys(t *testing.T) {
	seen := map[string]string{}
	for _, other := range []string{
		"https://quaypost.example/", "https://quaypost.example/a", "https://quaypost.example/A", "https://quaypost.example/a/b",
		"https://news.quaypost.example/a", "https://quaypost.example:8080/a", "https://other.example/a",
		"https://quaypost.example/story?id=1", "https://quaypost.example/story?id=2", "https://quaypost.example/story?id=1&page=2",
		"https://m.example/a", "https://web.archive.org/about", "https://quaypost.example/amplifier",
	} {
		k := address.Key(other)
		if before, taken := seen[k]; taken || k == "" {
			t.Errorf("%s has the key %q of %q", other, k, before)
		}
		seen[k] = other
	}
	if address.Key("https://x.example/story?b=2&a=1") != address.Key("https://x.example/story?a=1&b=2") {
		t.Error("the order of parameters changes the key")
	}
}

func TestWhatIsNoPageOnTheWebHasNoKey(t *testing.T) {
	for _, no := range []string{
		"", " ", "weir", "file:///home/weir.html", "mailto:a@b.example", "//quaypost.example/a", "/a", "https://", "http:///a", "https://%zz/", "urn:isbn:1",
		"https://quaypost.example/" + strings.Repeat("a", 10<<10),
	} {
		if got := address.Key(no); got != "" {
			t.Errorf("%.40q has the key %q", no, got)
		}
	}
}

func FuzzKey(f *testing.F) {
	f.Add("https://web.archive.org/web/1/https://web.archive.org/web/1/https://web.archive.org/web/1/http://a.b/")
	f.Add("https://a.cdn.ampproject.org/c/s/a.b/c?d=e&utm_x=1")
	f.Add("http://[::1]:80/a")
	f.Fuzz(func(t *testing.T, s string) {
		k := address.Key(s)
		if k == "" {
			return
		}
		if u, err := url.Parse(strings.TrimSpace(s)); err != nil || u.Host == "" {
			t.Errorf("%q has the key %q", s, k)
		}
		if strings.Contains(k, "#") && !strings.Contains(s, "%23") && !strings.Contains(s, "#") {
			t.Errorf("%q has the key %q", s, k)
		}
	})
}

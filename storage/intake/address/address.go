// Package address compares the web addresses of articles.
package address

import (
	"net/url"
	"slices"
	"strings"
)

// Key returns a key that is the same for addresses of one page, or "" if the address is
// not one of a page on the web. The key leaves out what differs between links to the same
// page: the scheme, the case of the host, a default port, "www." and the hosts of mobile
// pages, the trailing slash, the fragment, the order of the parameters, and those that only
// say where a reader came from. Addresses of AMP pages and of copies in web archives have the
// key of the page itself.
func Key(address string) string {
	return key(strings.TrimSpace(address), mostWithin)
}

// mostWithin is how many addresses can be within one another, such as that of an AMP page in
// a web archive.
const mostWithin = 3

// longest is the greatest length of an address in bytes.
const longest = 8 << 10

func key(address string, within int) string {
	if len(address) > longest {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if inner := inside(u); inner != "" && within > 0 {
		if k := key(inner, within-1); k != "" {
			return k
		}
	}
	host := hostOf(u)
	if host == "" {
		return ""
	}
	k := host + pathOf(u)
	if parameters := parametersOf(u.RawQuery); len(parameters) > 0 {
		k += "?" + strings.Join(parameters, "&")
	}
	return k
}

// inside returns the address of the page that a web archive or an AMP cache has a copy of,
// or "".
func inside(u *url.URL) string {
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	path := u.EscapedPath()
	switch {
	case slices.Contains([]string{
		"web.archive.org", "archive.today", "archive.is", "archive.ph", "archive.fo", "archive.li", "archive.md", "archive.vn",
		"webarchive.nationalarchives.gov.uk", "arquivo.pt", "perma.cc",
	}, host):
		return schemed(path, u.RawQuery)
	case host == "google.com" && strings.HasPrefix(path, "/amp/"):
		return ampInside(path[len("/amp/"):], u.RawQuery)
	case strings.HasSuffix(host, ".cdn.ampproject.org"):
		if _, rest, ok := strings.Cut(strings.TrimPrefix(path, "/"), "/"); ok {
			return ampInside(rest, u.RawQuery)
		}
	}
	return ""
}

// schemed returns the part of a path that is an address with a scheme, or "". Some servers
// collapse the two slashes after the scheme.
func schemed(path, query string) string {
	for _, scheme := range []string{"https:/", "http:/"} {
		if at := strings.Index(path, "/"+scheme); at >= 0 {
			return withQuery(scheme+"/"+strings.TrimLeft(path[at+1+len(scheme):], "/"), query)
		}
	}
	return ""
}

// ampInside returns the address for the last part of the path of an AMP cache: "s/host/path",
// where s stands for https, or "host/path".
func ampInside(rest, query string) string {
	return withQuery("https://"+strings.TrimPrefix(rest, "s/"), query)
}

func withQuery(address, query string) string {
	if query != "" {
		address += "?" + query
	}
	return address
}

// hostOf returns the host without its case, default port and the first label of mobile pages.
func hostOf(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	for _, label := range []string{"www.", "amp.", "m.", "mobile."} {
		if rest, ok := strings.CutPrefix(host, label); ok && strings.Contains(rest, ".") {
			host = rest
		}
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host
}

// pathOf returns the path without the trailing slash and the marks of AMP pages.
func pathOf(u *url.URL) string {
	path := strings.TrimRight(u.Path, "/")
	for _, end := range []string{"/amp", "/amp.html", ".amp", "/index.html", "/index.htm"} {
		path = strings.TrimRight(strings.TrimSuffix(path, end), "/")
	}
	path = strings.TrimSuffix(path, ".amp.html")
	if rest, ok := strings.CutPrefix(path, "/amp/"); ok {
		path = "/" + rest
	}
	return path
}

// parametersOf returns the parameters of a query that can name a page, sorted.
func parametersOf(query string) (kept []string) {
	for parameter := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(parameter, "=")
		if parameter == "" || tracks(strings.ToLower(name), strings.ToLower(value)) {
			continue
		}
		kept = append(kept, parameter)
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

// tracks reports whether a parameter only says where a reader came from, or asks for another
// form of the same page.
func tracks(name, value string) bool {
	for _, start := range []string{"utm_", "at_", "ns_", "mc_", "pk_", "mtm_", "hsa_", "_hs", "__twitter_", "wt_", "wt."} {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	if name == "outputtype" {
		return value == "amp"
	}
	return slices.Contains([]string{
		"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id",
		"ref", "ref_src", "ref_url", "referrer", "cmp", "cmpid", "icid", "ito", "ocid", "smid", "smtyp", "xtor", "taid",
		"_ga", "_gl", "amp", "amp_js_v", "usqp", "share", "sh", "guccounter", "guce_referrer", "guce_referrer_sig", "srnd",
		"mkt_tok", "spm", "vero_id", "oly_enc_id", "oly_anon_id", "rss", "feedtype", "feedname",
	}, name)
}

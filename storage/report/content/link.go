package content

import (
	"net/url"
	"strings"
)

// Target returns where a link leads: to the place with an ID in the document, or to an address of
// the web. Both are "" if the link is neither, such as javascript:alert(1). The address has only
// characters that RFC 3986 permits; others are percent-encoded, except in the name of a host, which
// may have letters of any script.
func Target(link string) (place, address string) {
	if id, found := strings.CutPrefix(link, "#"); found {
		if !ValidID(id) {
			return "", ""
		}
		return id, ""
	}
	scheme, rest, found := strings.Cut(strings.TrimSpace(Clean(link)), "://")
	if !found {
		return "", ""
	}
	host := rest
	if at := strings.IndexAny(rest, "/?#"); at >= 0 {
		host, rest = rest[:at], encoded(rest[at:])
	} else {
		rest = ""
	}
	u, err := url.Parse(scheme + "://" + host + rest)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsAny(u.Host, "\"<>\\^`{|} %") {
		return "", ""
	}
	// Names and passwords are left out: a document is not the place for them.
	return "", u.Scheme + "://" + u.Host + rest
}

// encoded percent-encodes the bytes that the path, query or fragment of an address cannot have.
func encoded(s string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	fragment := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && (i+2 >= len(s) || !hexadecimal(s[i+1]) || !hexadecimal(s[i+2])),
			c == '#' && fragment,
			c != '%' && c != '#' && !letter(c) && !digit(c) && !strings.ContainsRune("-._~:/?@!$&'()*+,;=", rune(c)):
			out.WriteByte('%')
			out.WriteByte(hex[c>>4])
			out.WriteByte(hex[c&15])
		default:
			fragment = fragment || c == '#'
			out.WriteByte(c)
		}
	}
	return out.String()
}

func hexadecimal(c byte) bool {
	return digit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// ValidID reports whether an ID has only ASCII letters, digits and hyphens, and does not begin with
// a hyphen: writers' own IDs do.
func ValidID(id string) bool {
	if id == "" || id[0] == '-' {
		return false
	}
	for _, c := range []byte(id) {
		if !letter(c) && !digit(c) && c != '-' {
			return false
		}
	}
	return true
}

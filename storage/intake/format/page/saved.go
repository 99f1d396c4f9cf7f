package page

import (
	"cmp"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
)

// Pages that state where they were saved from
//
//	<!-- saved from url=(0031)https://paper.example/a -->           browsers
//	<!-- Page saved with SingleFile url: … saved date: … -->        SingleFile
//	<!-- Mirrored from paper.example/a by HTTrack …, Mon, 13 … -->  HTTrack
//	Saved from <input value="https://paper.example/a"> 13 Oct 2031  archive.today
//
// The address in the page's own metadata takes precedence: a browser writes the
// address it loaded, which may be a copy in an archive.

// savedBytes is the number of bytes searched at the beginning of a page.
const savedBytes = 32 << 10

var (
	savedFrom   = pattern.Compile(`<!--\s*saved from url=\(\d{1,5}\)(https?://[^\s<>]+)`)
	singleFile  = pattern.Compile(`<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S+)\s+saved date:\s*([^\n<>]{8,80})`)
	httrack     = pattern.Compile(`<!--\s*Mirrored from (\S+) by HTTrack [^,<>]*,\s*([^<>]{8,80}?)\s*-->`)
	archiveBox  = pattern.Compile(`(?is)>\s*saved from\s*<.{0,400}?\bvalue="(https?://[^"\s]+)"(?:.{0,400}?\b(\d{1,2} [a-z]{3} \d{4} \d{1,2}:\d{2}(?::\d{2})? UTC))?`)
	archiveSite = pattern.Compile(`https?://archive\.(?:ph|today|is|li|vn|fo|md)/`)
)

// savedIn returns the address and the time of saving that a page states. Either may
// be "".
func savedIn(page string) (address, at string) {
	page = page[:min(len(page), savedBytes)]
	if strings.Contains(page, "<!--") {
		if m := savedFrom.FindStringSubmatch(page); m != nil {
			return m[1], ""
		}
		if m := singleFile.FindStringSubmatch(page); m != nil {
			return m[1], strings.TrimSpace(m[2])
		}
		if m := httrack.FindStringSubmatch(page); m != nil {
			if strings.Contains(m[1], "://") {
				return m[1], m[2]
			}
			return "http://" + m[1], m[2]
		}
	}
	if archiveSite.MatchString(page) {
		if m := archiveBox.FindStringSubmatch(page); m != nil {
			return m[1], m[2]
		}
	}
	return "", ""
}

// saved adds the address from which a page was saved, and the time of saving, to
// its metadata.
func saved(page string, m model.Metadata) model.Metadata {
	address, at := savedIn(page)
	if address == "" {
		return m
	}
	if archiveSite.MatchString(m.URL) {
		m.Archive, m.URL = m.URL, ""
	}
	if m.URL != "" && m.URL != address {
		m.Archive = cmp.Or(m.Archive, address) // calendar.Unarchived clears the field if this is not the address of a copy
	}
	m.URL = cmp.Or(m.URL, address)
	m.Retrieved = cmp.Or(m.Retrieved, at)
	return m
}

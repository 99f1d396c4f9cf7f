package misp

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// judgementOf returns the attribute of a judgement: the statement, with the likelihood and the
// confidence as tags.
func judgementOf(p *peer.Project, title string, j *evidence.Judgement) attribute {
	lines := []string{fmt.Sprintf("Judged by %s: %s", j.Analyst, j.Verdict)}
	for _, part := range [][2]string{{"Reason", j.Reason}, {"Assumptions", j.Assumptions}, {"Gaps", j.Gaps}, {"What would change it", j.Change}} {
		if part[1] != "" {
			lines = append(lines, part[0]+": "+part[1])
		}
	}
	one := attribute{
		UUID: schema.UUID("misp/" + p.ID + "/judgement/" + string(j.ID)), Type: "text", Category: analysis, Value: title,
		Comment: strings.Join(lines, "\n"), Distribution: inherited, Timestamp: seconds(j.At), analyst: j.Analyst,
	}
	if j.Likelihood != "" {
		one.Tags = append(one.Tags, machine("estimative-language", "likelihood-probability", strings.ReplaceAll(string(j.Likelihood), " ", "-")))
	}
	if j.Confidence != "" {
		one.Tags = append(one.Tags, machine("estimative-language", "confidence-in-analytic-judgment", string(j.Confidence)))
	}
	return one
}

// machine returns a machine tag. The value must have no quotation marks.
func machine(namespace, predicate, value string) tag {
	return tag{namespace + ":" + predicate + `="` + value + `"`}
}

// subject is what attributes are about.
type subject struct {
	id      string // unique in the project
	kind    string // the type of the attribute
	value   string
	comment string // the first line of the comment
	always  bool   // there is an attribute even if nobody said anything
	at      time.Time
	notes   []model.Note
	grades  []peer.Graded
}

// attributes returns an attribute for each analyst who wrote a note on the subject or graded it.
func (s subject) attributes(p *peer.Project) (all []attribute) {
	var analysts []string
	for _, n := range s.notes {
		analysts = append(analysts, n.Analyst)
	}
	for _, g := range s.grades {
		analysts = append(analysts, g.Analyst)
	}
	slices.Sort(analysts)
	if analysts = slices.Compact(analysts); len(analysts) == 0 && s.always {
		analysts = []string{""}
	}
	for _, analyst := range analysts {
		all = append(all, s.by(p, analyst))
	}
	return all
}

// by returns the attribute of one analyst.
func (s subject) by(p *peer.Project, analyst string) attribute {
	one := attribute{
		UUID: schema.UUID("misp/" + p.ID + "/" + s.id + "/" + analyst), Type: s.kind, Category: analysis, Value: s.value,
		Distribution: inherited, analyst: analyst,
	}
	lines, at := []string{}, s.at
	if s.comment != "" {
		lines = append(lines, s.comment)
	}
	for _, g := range s.grades {
		if g.Analyst != analyst {
			continue
		}
		line := fmt.Sprintf("Graded %s by %s", g.Grade, analyst)
		if g.Basis != "" {
			line += ": " + g.Basis
		}
		lines = append(lines, line)
		if g.Grade.Source != "" {
			one.Tags = append(one.Tags, machine("admiralty-scale", "source-reliability", strings.ToLower(g.Grade.Source)))
		}
		if g.Grade.Information != "" {
			one.Tags = append(one.Tags, machine("admiralty-scale", "information-credibility", g.Grade.Information))
		}
		at = later(at, g.At)
	}
	for _, n := range s.notes {
		if n.Analyst == analyst {
			lines = append(lines, fmt.Sprintf("Note by %s: %s", analyst, n.Text))
			at = later(at, n.Updated)
		}
	}
	one.Comment, one.Timestamp = strings.Join(lines, "\n"), seconds(at)
	return one
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// pageOf returns the attributes of an article: its address or, without one, its title, and the
// sentences with notes or grades.
func pageOf(p *peer.Project, page *peer.Page) (all []attribute) {
	m := page.Metadata
	var about []string
	for _, part := range []string{m.Title, m.Outlet, m.Publication()} {
		if part != "" {
			about = append(about, part)
		}
	}
	s := subject{
		id: string(page.ID), kind: "url", value: m.URL, comment: strings.Join(about, ", "), always: true, at: page.Imported,
		notes: page.Notes, grades: page.Grades,
	}
	if m.URL == "" {
		s.kind, s.value = "text", page.Title()
	}
	if s.value == "" {
		s.value = string(page.ID)
	}
	all = s.attributes(p)
	place := s.value
	for _, list := range [][]peer.Unit{page.Units, page.Detached} {
		for i := range list {
			u := &list[i]
			if len(u.Notes)+len(u.Grades) > 0 {
				on := subject{id: u.ID, kind: "text", value: u.Span.Of(page.Text), comment: place, notes: u.Notes, grades: u.Grades}
				all = append(all, on.attributes(p)...)
			}
		}
	}
	return all
}

// sourcesOf returns the attributes of outlets and voices with notes or grades.
func sourcesOf(p *peer.Project) (all []attribute) {
	for _, o := range p.Outlets {
		s := subject{id: "outlet/" + string(o.ID), kind: "text", value: o.Name, comment: "Outlet", notes: o.Notes, grades: o.Grades}
		all = append(all, s.attributes(p)...)
	}
	for _, v := range p.Voices {
		s := subject{id: "voice/" + string(v.ID), kind: "text", value: v.Name, comment: "Voice", grades: v.Grades}
		all = append(all, s.attributes(p)...)
	}
	return all
}

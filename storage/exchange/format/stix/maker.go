package stix

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// maker makes the objects of a project. Several goroutines may use it.
type maker struct {
	*peer.Project
	analysts map[string]string // the ids of their identities, by name
	outlets  map[model.OutletID]string
	listed   map[model.StatementID]bool
	created  time.Time // of the project
}

func newMaker(c *peer.Corpus) *maker {
	m := &maker{Project: &c.Project, analysts: map[string]string{}, outlets: map[model.OutletID]string{}, listed: map[model.StatementID]bool{}, created: c.Project.Created}
	for _, a := range m.Analysts {
		if _, there := m.analysts[a.Name]; !there {
			m.analysts[a.Name] = m.id(identity, "analyst/"+cmp.Or(a.ID, a.Name))
		}
	}
	for _, o := range m.Outlets {
		m.outlets[o.ID] = m.id(identity, "outlet/"+string(o.ID))
	}
	for _, s := range m.Statements {
		m.listed[s.ID] = true
	}
	return m
}

// id returns the id of an object. path identifies it in the project.
func (m *maker) id(kind, path string) string {
	return kind + "--" + schema.UUID("stix/"+m.ID+"/"+kind+"/"+path)
}

// project returns the id of the identity that stands for those who work on the project.
func (m *maker) project() string { return m.id(identity, "project") }

// object returns an object that an analyst made. Without an analyst, it is made by the project.
func (m *maker) object(kind, path, analyst string, at time.Time) object {
	if at.IsZero() {
		at = m.created
	}
	return object{
		Type: kind, Version: "2.1", ID: m.id(kind, path), By: cmp.Or(m.analysts[analyst], m.project()), Created: moment(at), Modified: moment(at),
	}
}

// identities returns the project, the analysts, the outlets and the voices, with what is said of them.
func (m *maker) identities() (all []object) {
	one := func(id, name, class string) object {
		at := moment(m.created)
		return object{Type: identity, Version: "2.1", ID: id, Created: at, Modified: at, Name: cmp.Or(name, "unnamed"), Class: class}
	}
	all = append(all, one(m.project(), m.Name, "group"))
	for _, a := range m.Analysts {
		all = append(all, one(m.id(identity, "analyst/"+cmp.Or(a.ID, a.Name)), a.Name, "individual"))
	}
	for _, o := range m.Outlets {
		id := m.outlets[o.ID]
		all = append(all, one(id, o.Name, "organization"))
		all = append(all, m.remarks("outlet/"+string(o.ID), o.Name, id, o.Notes, o.Grades)...)
	}
	for _, v := range m.Voices {
		voice := one(m.id(identity, "voice/"+string(v.ID)), v.Name, class(v.Kind))
		if v.Kind != "" {
			voice.Roles = []string{string(v.Kind)}
		}
		all = append(all, voice)
		all = append(all, m.remarks("voice/"+string(v.ID), v.Name, voice.ID, nil, v.Grades)...)
	}
	return all
}

// statements returns the statements of the list.
func (m *maker) statements() (all []object) {
	for _, s := range m.Statements {
		all = append(all, m.statement(s.ID, s.Title))
	}
	return all
}

func (m *maker) statement(id model.StatementID, title string) object {
	o := m.object(note, "statement/"+string(id), "", time.Time{})
	o.Abstract, o.Content, o.Refs = "Statement", cmp.Or(title, string(id)), []string{m.project()}
	return o
}

// remarks returns the notes and grades on an object. path identifies the subject in the project, and
// about is its name or its text.
func (m *maker) remarks(path, about, ref string, notes []model.Note, grades []peer.Graded) (all []object) {
	for _, n := range notes {
		o := m.object(note, "note/"+n.ID, n.Analyst, n.Created)
		if n.Updated.After(n.Created) {
			o.Modified = moment(n.Updated)
		}
		o.Abstract, o.Content, o.Authors, o.Refs = about, cmp.Or(n.Text, n.Grade.String(), "(empty)"), []string{n.Analyst}, []string{ref}
		all = append(all, o)
	}
	for i, g := range grades {
		o := m.object(note, fmt.Sprintf("grade/%s/%s/%d", path, g.Analyst, i), g.Analyst, g.At)
		o.Abstract, o.Content, o.Authors, o.Refs = about, "Graded "+g.Grade.String(), []string{g.Analyst}, []string{ref}
		if g.Basis != "" {
			o.Content += ": " + g.Basis
		}
		if g.Grade.Source != "" {
			o.Labels = append(o.Labels, `admiralty-scale:source-reliability="`+strings.ToLower(g.Grade.Source)+`"`)
		}
		if g.Grade.Information != "" {
			o.Labels = append(o.Labels, `admiralty-scale:information-credibility="`+g.Grade.Information+`"`)
		}
		all = append(all, o)
	}
	return all
}

// page returns the article, and what analysts said of it and its sentences.
func (m *maker) page(p *peer.Page) []object {
	meta := p.Metadata
	article := m.object(note, "article/"+string(p.ID), "", p.Imported)
	article.Abstract = cmp.Or(p.Title(), string(p.ID))
	lines := []string{"Article: " + article.Abstract}
	for _, part := range []string{meta.Outlet, meta.Publication(), meta.Byline, meta.URL} {
		if part != "" {
			lines = append(lines, part)
		}
	}
	article.Content = strings.Join(lines, "\n")
	article.References = []reference{{cmp.Or(meta.Outlet, "article"), meta.URL, string(p.ID)}}
	article.Refs = []string{cmp.Or(m.outlets[model.OutletIDOf(meta.Outlet)], m.project())}
	all := append([]object{article}, m.remarks(string(p.ID), article.Abstract, article.ID, p.Notes, p.Grades)...)
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			u := &list[i]
			if len(u.Notes)+len(u.Grades)+len(u.Mentions) == 0 {
				continue
			}
			text := u.Span.Of(p.Text)
			all = append(all, m.remarks(u.ID, text, article.ID, u.Notes, u.Grades)...)
			for _, said := range u.Mentions {
				all = append(all, m.mention(p, u, said, text)...)
			}
		}
	}
	return all
}

// mention returns the opinion of an outlet on a statement, as an analyst sees it. If the statement is
// not in the list of the project, it comes before.
func (m *maker) mention(p *peer.Page, u *peer.Unit, said peer.Mention, text string) (all []object) {
	about := m.statement(said.Statement, said.Title)
	if !m.listed[said.Statement] {
		all = append(all, about)
	}
	o := m.object(opinion, "mention/"+u.ID+"/"+said.Analyst+"/"+string(said.Statement), said.Analyst, p.Imported)
	o.Opinion, o.Refs = stance(said.Stance), []string{about.ID}
	o.Explanation = fmt.Sprintf("%s: “%s”", said.Stance, text)
	o.Authors = []string{cmp.Or(p.Metadata.Outlet, p.Title(), string(p.ID))}
	o.References = []reference{{cmp.Or(p.Metadata.Outlet, "article"), p.Metadata.URL, u.ID}}
	return append(all, o)
}

// judgements returns the judgements that stand. written has the ids of the objects before them.
func (m *maker) judgements(statements []evidence.Statement, written map[string]bool) (all []object) {
	for i := range statements {
		s := &statements[i]
		for _, j := range s.Standing() {
			about := m.statement(s.ID, s.Title)
			all = append(all, about) // written once, if it is not yet
			all = append(all, m.judgement(about.ID, j, written)...)
		}
	}
	return all
}

func (m *maker) judgement(statement string, j *evidence.Judgement, written map[string]bool) []object {
	o := m.object(note, "judgement/"+string(j.ID), j.Analyst, j.At)
	o.Abstract, o.Authors, o.Refs = "Judgement: "+j.Verdict, []string{j.Analyst}, []string{statement}
	o.Confidence = trust(j.Confidence)
	lines := []string{"Verdict: " + j.Verdict}
	if from, to := j.Likelihood.Range(); to > 0 {
		lines = append(lines, fmt.Sprintf("Likelihood: %s (%d–%d %%)", j.Likelihood, from, to))
		o.Labels = append(o.Labels, `estimative-language:likelihood-probability="`+strings.ReplaceAll(string(j.Likelihood), " ", "-")+`"`)
	}
	if j.Confidence != "" {
		lines = append(lines, "Confidence: "+string(j.Confidence))
		o.Labels = append(o.Labels, `estimative-language:confidence-in-analytic-judgment="`+string(j.Confidence)+`"`)
	}
	for _, part := range [][2]string{{"Reason", j.Reason}, {"Assumptions", j.Assumptions}, {"Gaps", j.Gaps}, {"What would change it", j.Change}} {
		if part[1] != "" {
			lines = append(lines, part[0]+": "+part[1])
		}
	}
	for i := range j.Links {
		l := &j.Links[i]
		lines = append(lines, fmt.Sprintf("Evidence (%s): %s, “%s”", l.Weight, cmp.Or(l.Article.Metadata.Outlet, l.Article.Heading()), l.Text))
		if id := m.id(note, "article/"+string(l.On.Article)); written[id] && !slices.Contains(o.Refs, id) {
			o.Refs = append(o.Refs, id)
		}
	}
	o.Content = strings.Join(lines, "\n")
	if likely(j.Likelihood) == "" {
		return []object{o}
	}
	says := m.object(opinion, "judgement/"+string(j.ID), j.Analyst, j.At)
	says.Opinion, says.Authors, says.Refs = likely(j.Likelihood), []string{j.Analyst}, []string{statement}
	says.Explanation = fmt.Sprintf("%s judges this %s.", j.Analyst, j.Likelihood)
	return []object{o, says}
}

// report returns the report, which refers to all objects.
func (m *maker) report(ids []string) object {
	o := m.object(report, "project", "", m.created)
	o.Name, o.Refs = cmp.Or(m.Name, "unnamed"), ids
	o.Published = moment(m.Exported)
	if m.Exported.After(m.created) {
		o.Modified = o.Published
	}
	return o
}

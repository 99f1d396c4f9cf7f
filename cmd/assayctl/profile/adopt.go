package profile

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/library"
)

// adopt adds profiles from elsewhere to the library.
func (a action) adopt(cmd *cobra.Command, l library.Library, all []model.Profile) error {
	all, err := a.ofOutlet(all)
	if err != nil {
		return err
	}
	var adopted []edit.AdoptedProfile
	aside, err := l.Import(func(own []model.Profile) (after []model.Profile, err error) {
		after, adopted = edit.AdoptingProfiles(own, all, a.replace)
		return after, nil
	})
	sayAside(cmd, l, aside)
	if err != nil {
		return err
	}
	return a.say(cmd.OutOrStdout(), adopted, "yours")
}

// keepFrom copies the project's profiles to the library.
func (a action) keepFrom(cmd *cobra.Command, l library.Library) error {
	var all []model.Profile
	err := cli.View(cmd, a.project, func(p *storage.Project) error {
		held, err := p.Profiles()
		for _, id := range slices.Sorted(maps.Keys(held)) {
			all = append(all, *held[id])
		}
		return err
	})
	if err != nil {
		return err
	}
	return a.adopt(cmd, l, all)
}

// applyTo copies the library's profiles of the project's outlets to the project.
func (a action) applyTo(cmd *cobra.Command, l library.Library) error {
	name, err := cli.GivenAnalyst(a.analyst)
	if err != nil {
		return err
	}
	all, err := a.kept(cmd, l)
	if err != nil {
		return err
	}
	return cli.Change(cmd, a.project, func(p *storage.Project) error {
		analyst, err := cli.AnalystIn(p, name)
		if err != nil {
			return err
		}
		known, err := outletsOf(p)
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(slices.Clone(all), func(of model.Profile) bool { return !known[model.OutletIDOf(of.Outlet)] })
		if a.outlet != "" && len(all) == 0 {
			return fmt.Errorf("the project has no article by the outlet %q", a.outlet)
		}
		return a.take(cmd, p, analyst, all)
	})
}

// outletsOf returns the outlets of the articles in the corpus.
func outletsOf(p *storage.Project) (map[model.OutletID]bool, error) {
	outlets := map[model.OutletID]bool{}
	for article, err := range p.Articles() {
		if err != nil {
			return nil, err
		}
		outlets[model.OutletIDOf(article.Metadata.Outlet)] = true
	}
	return outlets, nil
}

// take copies profiles to the project, in one change.
func (a action) take(cmd *cobra.Command, p *storage.Project, analyst string, all []model.Profile) error {
	held, err := p.Profiles()
	if err != nil {
		return err
	}
	var own []model.Profile
	for _, of := range held {
		own = append(own, *of)
	}
	_, adopted := edit.AdoptingProfiles(own, all, a.replace)
	var taken []model.Profile
	for _, one := range adopted {
		if one.Fate != edit.ProfileOlder {
			taken = append(taken, one.Profile)
		}
	}
	var gradeOf func(model.OutletID) *record.Grade
	if a.grade {
		grades, err := p.Grades()
		if err != nil {
			return err
		}
		gradeOf = func(id model.OutletID) *record.Grade {
			return grades[record.GradeOn(model.Subject{Outlet: id}, analyst)]
		}
	}
	taking := edit.Profiling{Now: time.Now().UTC(), Analyst: analyst, Of: func(id model.OutletID) *model.Profile { return held[id] }}
	c, err := taking.Taking(taken, gradeOf)
	if err != nil {
		return err
	}
	if len(c.Edits) > 0 {
		c.Analyst = analyst
		if err := cli.Commit(cmd.Context(), p, c); err != nil {
			return err
		}
	}
	if err := a.say(cmd.OutOrStdout(), adopted, "the project's"); err != nil {
		return err
	}
	return sayGrades(cmd.OutOrStdout(), c)
}

// sayGrades prints the grades that a change sets.
func sayGrades(w io.Writer, c edit.Change) error {
	for _, e := range c.Edits {
		r, _ := e.(edit.Record)
		if g, ok := r.After.(*record.Grade); ok {
			if _, err := fmt.Fprintf(w, "%s: graded %s\n", output.OneLine(string(r.Key.Outlet)), g.Grade); err != nil {
				return err
			}
		}
	}
	return nil
}

// say prints the fate of each profile. whose is the word for the profiles that were there
// before.
func (a action) say(w io.Writer, adopted []edit.AdoptedProfile, whose string) error {
	var out strings.Builder
	for _, p := range adopted {
		fate := ""
		switch p.Fate {
		case edit.ProfileAdded:
			fate = "added"
		case edit.ProfileReplaced:
			fate = "replaced " + whose
		case edit.ProfileSame:
			fate = "unchanged"
		case edit.ProfileOlder:
			fate = "differs, but " + whose + " is as new or newer; use --replace to replace it"
		}
		fmt.Fprintf(&out, "%s: %s\n", output.OneLine(p.Outlet), fate)
	}
	if len(adopted) == 0 {
		out.WriteString("no profiles\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}

package comparison

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/origin"
	"assay.app/assay/storage"
)

func newOriginsSet() *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   "set --project P.assay --analyst NAME ARTICLE… ORIGIN",
		Short: "Set the origin of articles",
		Long: `Set where the knowledge of articles comes from. ORIGIN is "own" for the outlet's own
reporting, or the name of a news agency or of another outlet. A name that Assay does not
know as an agency's is an outlet's; "agency:NAME" and "outlet:NAME" say which it is.
"unknown" removes what was set, so that the proposal stands again.`,
		Args: func(_ *cobra.Command, args []string) error {
			for i, name := range []string{"ARTICLE", "ORIGIN"} {
				if len(args) <= i {
					return cli.Usagef("%s is missing", name)
				}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			by, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			last := len(args) - 1
			to, err := parseOrigin(args[last])
			if err != nil {
				return cli.UsageError(err)
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				return setOrigin(cmd, p, by, args[:last], to)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	return cmd
}

// parseOrigin returns the origin that an argument names.
func parseOrigin(text string) (model.Origin, error) {
	kind := model.OriginKind("")
	for _, k := range []model.OriginKind{model.FromAgency, model.FromOutlet} {
		if before, name, ok := strings.Cut(text, ":"); ok && strings.EqualFold(strings.TrimSpace(before), string(k)) {
			kind, text = k, name
		}
	}
	if strings.TrimSpace(text) == "" {
		return model.Origin{}, errors.New("the origin's name is missing")
	}
	isAgency := func(name string) bool {
		_, known := origin.Agency(name)
		return known && kind == "" || kind == model.FromAgency
	}
	switch lower := strings.ToLower(strings.TrimSpace(text)); {
	case lower != string(model.OwnReporting) && lower != "unknown":
	case kind != "": // an agency or an outlet with such a name
		return model.Origin{Kind: kind, Name: strings.TrimSpace(text)}, nil
	default:
		text = lower
	}
	o, err := edit.ParseOrigin(text, isAgency)
	if proposed, known := origin.Agency(o.Name); known && o.Kind == model.FromAgency {
		o.Name = proposed
	}
	return o, err
}

// setOrigin sets the origin of articles, and prints the result.
func setOrigin(cmd *cobra.Command, p *storage.Project, by string, articles []string, to model.Origin) error {
	analyst, err := cli.AnalystIn(p, by)
	if err != nil {
		return err
	}
	var ids []model.ArticleID
	for _, name := range articles {
		a, err := cli.FindArticle(p, name)
		if err != nil {
			return err
		}
		if !slices.Contains(ids, a.ID) {
			ids = append(ids, a.ID)
		}
	}
	if to.Kind == model.FromOutlet {
		if spelled, err := cli.FindOutlet(p, to.Name); err == nil {
			to.Name = spelled
		} else if !errors.Is(err, model.ErrUnknownOutlet) {
			return err
		}
	}
	compared, err := p.Compared()
	if err != nil {
		return err
	}
	c, err := edit.Comparing{Compared: compared, Analyst: analyst}.SettingOrigin(ids, to)
	if err != nil {
		return err
	}
	done := ""
	if len(c.Edits) == 0 {
		done = " (unchanged)"
	} else {
		c.Analyst = analyst
		if err := cli.Commit(cmd.Context(), p, c); err != nil {
			return err
		}
	}
	for _, id := range ids {
		if _, err := fmt.Fprintf(cmd.OutOrStdout(), "article %s: %s%s\n", id, originText(record.OriginOf(to)), done); err != nil {
			return err
		}
	}
	return nil
}

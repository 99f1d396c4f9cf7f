package cli

import (
	"fmt"
	"os"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

// analystVariable is the environment variable that names the analyst if
// --analyst is not given.
const analystVariable = "ASSAY_ANALYST"

// AnalystFlag adds the optional flag --analyst to a command.
func AnalystFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "analyst", "", "the analyst's name (default $ASSAY_ANALYST, or your login name)")
}

// RequiredAnalystFlag adds the flag --analyst to a command and makes it required.
func RequiredAnalystFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "analyst", "", "the analyst's name (required)")
	require(cmd, "analyst")
}

// GivenAnalyst returns the stored form of the name given with --analyst.
func GivenAnalyst(name string) (string, error) {
	name, err := value.Analyst.Accept(name)
	if err != nil {
		return "", Usagef("--analyst: %w", err)
	}
	return name, nil
}

// AnalystOr returns the stored form of the name given with --analyst. If name is
// empty, it returns the name in ASSAY_ANALYST, the user's login name or, if there
// is neither, "analyst".
func AnalystOr(name string) (string, error) {
	if name != "" {
		return GivenAnalyst(name)
	}
	if name = os.Getenv(analystVariable); name != "" {
		name, err := value.Analyst.Accept(name)
		if err != nil {
			return "", fmt.Errorf("$%s: %w", analystVariable, err)
		}
		return name, nil
	}
	if u, err := user.Current(); err == nil {
		name = value.Analyst.Fit(u.Username[strings.LastIndexByte(u.Username, '\\')+1:]) // DOMAIN\name on Windows
	}
	if name == "" {
		return "analyst", nil
	}
	return name, nil
}

// AnalystIn returns the name under which the project stores the records of an analyst,
// who may have been renamed since. It returns name itself if the project does not have
// that analyst. It refuses a new name that differs from another analyst's only in case,
// spaces or the form of its characters.
func AnalystIn(p *storage.Project, name string) (string, error) {
	names, err := p.Names()
	if err != nil {
		return "", err
	}
	if stored, held := heldIn(names, name); held || name == "" {
		return stored, nil
	}
	return name, names.Refuse(name, "")
}

// HeldAnalyst is AnalystIn for an analyst whom the project must have. The error names
// those whom it has.
func HeldAnalyst(p *storage.Project, name string) (string, error) {
	names, err := p.Names()
	if err != nil {
		return "", err
	}
	stored, held := heldIn(names, value.Analyst.Fit(name))
	if held {
		return stored, nil
	}
	var all []string
	for _, one := range names.All() {
		all = append(all, fmt.Sprintf("%q", names.Shown(one)))
	}
	if len(all) == 0 {
		return "", fmt.Errorf("there is no analyst %q; nobody has worked in this project yet", name)
	}
	return "", fmt.Errorf("there is no analyst %q; the project has %s", name, strings.Join(all, ", "))
}

// heldIn returns the stored name of the analyst who has a name now or had it at first. If
// there is no such analyst, it returns the name itself and false.
func heldIn(names record.Names, name string) (stored string, held bool) {
	if stored, called := names.Stored(name); called {
		return stored, true
	}
	stored = value.AnalystsOf(names.All()).Known(name)
	return stored, names.Holds(stored)
}

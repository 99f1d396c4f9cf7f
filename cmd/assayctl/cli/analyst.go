package main

import (
	"fmt"
	"os"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

// analystVariable is the environment's answer to who is at the keyboard.
const analystVariable = "ASSAY_ANALYST"

// analystFlag adds --analyst to a command that can do without.
func analystFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "analyst", "", "who does it (default $ASSAY_ANALYST, or the name you are logged in by)")
}

// requiredAnalystFlag adds --analyst to a command that cannot.
func requiredAnalystFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "analyst", "", "who says so (required)")
	if err := cmd.MarkFlagRequired("analyst"); err != nil {
		panic(err) // the flag was added one line above
	}
}

// givenAnalyst returns the form in which a name that was given is kept.
func givenAnalyst(name string) (string, error) {
	name, err := value.Analyst.Accept(name)
	if err != nil {
		return "", usagef("--analyst: %w", err)
	}
	return name, nil
}

// analystOr returns the form of a name that was given, or who is likely to be
// at the keyboard.
func analystOr(name string) (string, error) {
	if name != "" {
		return givenAnalyst(name)
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

// analystIn returns what the project calls an analyst: an older version may have
// kept the name in another form.
func analystIn(p *storage.Project, name string) (string, error) {
	names, err := p.Analysts()
	if err != nil {
		return "", err
	}
	return value.AnalystsOf(names).Known(name), nil
}

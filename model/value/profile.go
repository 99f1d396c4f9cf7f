package value

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
)

// AcceptProfile returns a profile with its values accepted, and its checks in the order of
// the checklist. The error is ErrValue if a value is refused, a question or an answer is
// unknown, or a question is answered twice.
func AcceptProfile(p model.Profile) (model.Profile, error) {
	err := accept(part{Outlet, &p.Outlet}, part{Owner, &p.Owner}, part{Country, &p.Country}, part{Genre, &p.Kind},
		part{Basis, &p.Basis}, part{Policy, &p.Corrections})
	if err != nil {
		return p, err
	}
	if model.OutletIDOf(p.Outlet) == "" {
		return p, &Error{Kind: Outlet, Problem: Missing}
	}
	if grade := (model.Grade{Source: p.Letter}); !grade.Valid() {
		return p, &Error{Kind: Rating, Value: p.Letter, Problem: Malformed}
	}
	if err := CheckTime(p.Updated); err != nil {
		return p, err
	}
	p.Checks, err = acceptChecks(p.Checks)
	return p, err
}

func acceptChecks(checks []model.Check) ([]model.Check, error) {
	if checks == nil {
		return nil, nil
	}
	checks = slices.Clone(checks)
	order := model.CheckKeys()
	seen := map[model.CheckKey]bool{}
	for i := range checks {
		c := &checks[i]
		switch {
		case !slices.Contains(order, c.Question):
			return nil, fmt.Errorf("%w: the checklist has no question %q", model.ErrValue, model.Excerpt(string(c.Question)))
		case seen[c.Question]:
			return nil, fmt.Errorf("%w: the question %q is answered twice", model.ErrValue, c.Question)
		case c.Answer != "" && c.Answer != model.Yes && c.Answer != model.No && c.Answer != model.NotFound:
			return nil, fmt.Errorf("%w: %q is no answer: write yes, no or not found", model.ErrValue, model.Excerpt(string(c.Answer)))
		}
		seen[c.Question] = true
		var err error
		if c.Address, err = URL.Accept(c.Address); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(checks, func(a, b model.Check) int {
		return slices.Index(order, a.Question) - slices.Index(order, b.Question)
	})
	return checks, nil
}

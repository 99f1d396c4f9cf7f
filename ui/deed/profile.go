package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/words"
)

func profiles() wording {
	brief := func(_ Texts, e edit.Record) string {
		switch before, after := sides[model.Profile](e); {
		case before == nil:
			return lang.L("profile added: {{.Outlet}}", map[string]any{"Outlet": profileName(e.Key, after)})
		case after == nil:
			return lang.L("profile removed: {{.Outlet}}", map[string]any{"Outlet": profileName(e.Key, before)})
		default:
			return lang.L("profile changed: {{.Outlet}}", map[string]any{"Outlet": profileName(e.Key, after)})
		}
	}
	return wording{
		whole: func(t Texts, e edit.Record) string { return words.UpperFirst(brief(t, e)) },
		brief: brief,
		details: func(t Texts, e edit.Record) []string {
			before, after := sides[model.Profile](e)
			lines := []string{words.UpperFirst(brief(t, e))}
			if before == nil {
				before = &model.Profile{}
			}
			if after == nil {
				after = &model.Profile{}
			}
			return append(lines, Changed(profileFacts(*before, *after)...)...)
		},
		about: func(_ Texts, e edit.Record) string {
			return lang.L("The profile of {{.Outlet}}", map[string]any{"Outlet": profileName(e.Key, nil)})
		},
		content: func(_ Texts, key model.Key, content any) string {
			p := content.(*model.Profile)
			return words.Joined(", ", profileName(key, p), p.Kind, p.Owner, p.Country, p.Letter)
		},
	}
}

// profileFacts returns the fields of two profiles, in the order of the dialog.
func profileFacts(before, after model.Profile) []Fact {
	facts := []Fact{
		{words.ProfileOutlet(), before.Outlet, after.Outlet},
		{words.ProfileOwner(), before.Owner, after.Owner},
		{words.ProfileCountry(), before.Country, after.Country},
		{words.ProfileKind(), before.Kind, after.Kind},
		{words.ProfileLetter(), before.Letter, after.Letter},
		{words.ProfileBasis(), before.Basis, after.Basis},
		{words.ProfileCorrections(), before.Corrections, after.Corrections},
	}
	for _, key := range model.CheckKeys() {
		facts = append(facts, Fact{words.CheckQuestion(key), checkText(before, key), checkText(after, key)})
	}
	return facts
}

// checkText returns the answer to a question with its address.
func checkText(p model.Profile, key model.CheckKey) string {
	for _, c := range p.Checks {
		if c.Question == key {
			return words.Joined(", ", words.Answer(c.Answer), c.Address)
		}
	}
	return words.Answer("")
}

// profileName returns the name of the outlet that a profile is about.
func profileName(key model.Key, p *model.Profile) string {
	if p == nil {
		return string(key.Outlet)
	}
	return p.Outlet
}

package words

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// The names of the fields of an outlet's profile.

// ProfileOutlet returns the name of the field.
func ProfileOutlet() string { return lang.L("Outlet") }

// ProfileOwner returns the name of the field.
func ProfileOwner() string { return lang.L("Owner") }

// ProfileCountry returns the name of the field.
func ProfileCountry() string { return lang.L("Country") }

// ProfileKind returns the name of the field.
func ProfileKind() string { return lang.L("Kind of outlet") }

// ProfileLetter returns the name of the field.
func ProfileLetter() string { return lang.L("Reliability") }

// ProfileBasis returns the name of the field.
func ProfileBasis() string { return lang.L("Why this grade") }

// ProfileCorrections returns the name of the field.
func ProfileCorrections() string { return lang.L("Corrections policy, or its address") }

// CheckQuestion returns a question of the checklist of outlets. It returns the key of an
// unknown question.
func CheckQuestion(key model.CheckKey) string {
	switch key {
	case model.CheckOwner:
		return lang.L("Does it say who owns it?")
	case model.CheckFunding:
		return lang.L("Does it say who pays for it?")
	case model.CheckEditors:
		return lang.L("Does it name those responsible for its content?")
	case model.CheckContact:
		return lang.L("Can it be reached?")
	case model.CheckAuthors:
		return lang.L("Does it name the authors of its articles?")
	case model.CheckCorrections:
		return lang.L("Does it publish corrections?")
	case model.CheckSources:
		return lang.L("Does it name and link its sources?")
	case model.CheckOpinion:
		return lang.L("Does it keep opinion and advertising apart from news?")
	}
	return string(key)
}

// Answers returns the answers to a question of the checklist, in the order in which they
// are offered. The first stands for a question that nobody has looked at.
func Answers() []model.Answer { return []model.Answer{"", model.Yes, model.No, model.NotFound} }

// Answer returns an answer to a question of the checklist of outlets.
func Answer(a model.Answer) string {
	switch a {
	case "":
		return lang.L("not looked at")
	case model.Yes:
		return lang.L("yes")
	case model.No:
		return lang.L("no")
	case model.NotFound:
		return lang.L("not found")
	}
	return string(a)
}

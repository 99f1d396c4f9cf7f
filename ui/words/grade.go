package words

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Reliability returns the wording of a letter of a grade, or "" for no letter. G is not on the
// scale of Assay, but grades from MISP have it.
func Reliability(letter string) string {
	switch letter {
	case "A":
		return lang.L("completely reliable")
	case "B":
		return lang.L("usually reliable")
	case "C":
		return lang.L("fairly reliable")
	case "D":
		return lang.L("not usually reliable")
	case "E":
		return lang.L("unreliable")
	case "F":
		return lang.L("cannot be judged")
	case "G":
		return lang.L("deliberately deceptive")
	}
	return ""
}

// Credibility returns the wording of a digit of a grade, or "" for no digit.
func Credibility(digit string) string {
	switch digit {
	case "1":
		return lang.L("confirmed")
	case "2":
		return lang.L("probably true")
	case "3":
		return lang.L("possibly true")
	case "4":
		return lang.L("doubtful")
	case "5":
		return lang.L("improbable")
	case "6":
		return lang.L("cannot be judged")
	}
	return ""
}

// Grade returns a grade with its wording, such as "B2: usually reliable, probably true", or
// "not graded".
func Grade(g model.Grade) string {
	switch source, information := Reliability(g.Source), Credibility(g.Information); {
	case source != "" && information != "":
		return g.String() + ": " + source + ", " + information
	case source != "" || information != "":
		return g.String() + ": " + source + information
	}
	return lang.L("not graded")
}

// Graded returns the name of the sort of thing that a grade is about.
func Graded(on record.Graded) string {
	switch on {
	case record.GradedSentence:
		return lang.L("Sentence")
	case record.GradedVoice:
		return lang.L("Voice")
	case record.GradedArticle:
		return lang.L("Article")
	case record.GradedOutlet:
		return lang.L("Outlet")
	}
	return ""
}

// Pillar returns a question of the checklist for articles and sentences.
func Pillar(p model.Pillar) string {
	switch p {
	case model.PillarProvenance:
		return lang.L("Provenance: is this the original?")
	case model.PillarSource:
		return lang.L("Source: who made it?")
	case model.PillarDate:
		return lang.L("Date: when was it made?")
	case model.PillarLocation:
		return lang.L("Location: where was it made?")
	case model.PillarMotivation:
		return lang.L("Motivation: why was it made?")
	}
	return string(p)
}

// Established returns an answer of the checklist for articles and sentences.
func Established(e model.Established) string {
	switch e {
	case model.EstablishedFully:
		return lang.L("established")
	case model.EstablishedPartly:
		return lang.L("partly")
	case model.NotEstablished:
		return lang.L("not established")
	case "":
		return lang.L("not looked at")
	}
	return string(e)
}

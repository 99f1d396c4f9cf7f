package deed

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Name names a change as a menu item does, such as “Label as Claim”.
func Name(c edit.Change, book model.Codebook) string {
	if c.Verb == edit.Tag {
		return tagged(c, book)
	}
	title, _ := named(c.Verb)
	return title
}

// Verb names what a change does, within a sentence or a list, such as “adding articles”.
func Verb(v edit.Verb) string {
	_, text := named(v)
	return text
}

// named returns the two names of a verb: as a menu item and within a sentence.
func named(v edit.Verb) (title, text string) {
	switch v {
	case edit.Tag:
		return lang.L("Label"), lang.L("label")
	case edit.Accept:
		return lang.L("Accept Suggestions"), lang.L("accepting suggestions")
	case edit.Clear:
		return lang.L("Clear Label"), lang.L("clearing the label")
	case edit.TagFound:
		return lang.L("Tag All Results"), lang.L("tagging search results")
	case edit.ClearFound:
		return lang.L("Clear Labels of All Results"), lang.L("clearing labels of search results")
	case edit.Note:
		return lang.L("Note"), lang.L("note")
	case edit.Import:
		return lang.L("Add Articles"), lang.L("adding articles")
	case edit.Remove:
		return lang.L("Remove Articles"), lang.L("removing articles")
	case edit.Correct:
		return lang.L("Change Article Details"), lang.L("article details")
	case edit.SetAside:
		return lang.L("Exclude Text"), lang.L("excluding text")
	case edit.Restore:
		return lang.L("Include Text"), lang.L("including text")
	case edit.Split:
		return lang.L("Split Sentence"), lang.L("splitting a sentence")
	case edit.Merge:
		return lang.L("Merge Sentences"), lang.L("merging two sentences")
	case edit.Take:
		return lang.L("Resolve Conflict"), lang.L("using the other version")
	case edit.Keep:
		return lang.L("Resolve Conflict"), lang.L("resolving a conflict")
	case edit.Rename:
		return lang.L("Rename Analyst"), lang.L("renaming an analyst")
	case edit.GivePhrase:
		return lang.L("Add Phrase"), lang.L("adding a phrase")
	case edit.RemovePhrase:
		return lang.L("Remove Phrase"), lang.L("removing a phrase")
	case edit.RenamePhrase:
		return lang.L("Rename Phrase"), lang.L("renaming a phrase")
	case edit.JoinPhrases:
		return lang.L("Join Phrases"), lang.L("joining two phrases")
	case edit.DeletePhrase:
		return lang.L("Delete Phrase"), lang.L("deleting a phrase")
	case edit.Attribute:
		return lang.L("Attribute"), lang.L("attributing a sentence")
	case edit.RemoveAttribution:
		return lang.L("Remove Attribution"), lang.L("removing an attribution")
	case edit.RenameVoice:
		return lang.L("Rename Voice"), lang.L("renaming a voice")
	case edit.JoinVoices:
		return lang.L("Join Voices"), lang.L("joining two voices")
	case edit.DivideVoice:
		return lang.L("Separate Voice"), lang.L("separating a voice")
	case edit.AddAlias:
		return lang.L("Add Alias"), lang.L("adding another name of a voice")
	case edit.SetVoiceKind:
		return lang.L("Set Kind of Voice"), lang.L("setting the kind of a voice")
	case edit.DeleteVoice:
		return lang.L("Delete Voice"), lang.L("deleting a voice")
	case edit.SetProfile:
		return lang.L("Change Outlet Profile"), lang.L("changing an outlet’s profile")
	case edit.RemoveProfile:
		return lang.L("Remove Outlet Profile"), lang.L("removing an outlet’s profile")
	case edit.TakeProfiles:
		return lang.L("Use Outlet Profiles"), lang.L("using outlet profiles")
	case edit.NewStatement:
		return lang.L("New Statement"), lang.L("adding a statement")
	case edit.Mention:
		return lang.L("Set Mention"), lang.L("setting a mention")
	case edit.DropMention:
		return lang.L("Remove Mention"), lang.L("removing a mention")
	case edit.MarkGap:
		return lang.L("Mark as Left Out"), lang.L("marking a statement as left out")
	case edit.UnmarkGap:
		return lang.L("Remove Mark"), lang.L("removing a mark")
	case edit.RenameStatement:
		return lang.L("Rename Statement"), lang.L("renaming a statement")
	case edit.MoveStatement:
		return lang.L("Move Statement"), lang.L("moving a statement")
	case edit.JoinStatements:
		return lang.L("Join Statements"), lang.L("joining two statements")
	case edit.DivideStatement:
		return lang.L("Divide Statement"), lang.L("dividing a statement")
	case edit.RemoveStatement:
		return lang.L("Remove Statement"), lang.L("removing a statement")
	case edit.Dismiss:
		return lang.L("Dismiss Proposal"), lang.L("dismissing a proposal")
	case edit.ProposeAgain:
		return lang.L("Propose Again"), lang.L("proposing sentences again")
	case edit.Judge:
		return lang.L("Judge Statement"), lang.L("judging a statement")
	case edit.ChangeJudgement:
		return lang.L("Edit Judgement"), lang.L("editing a judgement")
	case edit.RemoveJudgement:
		return lang.L("Remove Judgement"), lang.L("removing a judgement")
	case edit.Cite:
		return lang.L("Cite Sentence"), lang.L("citing a sentence")
	case edit.DropCitation:
		return lang.L("Remove Citation"), lang.L("removing a citation")
	case edit.SetScale:
		return lang.L("Change Verdicts"), lang.L("changing the verdicts")
	case edit.NewExplanation:
		return lang.L("New Explanation"), lang.L("adding an explanation")
	case edit.RenameExplanation:
		return lang.L("Rename Explanation"), lang.L("renaming an explanation")
	case edit.MoveExplanation:
		return lang.L("Move Explanation"), lang.L("moving an explanation")
	case edit.RemoveExplanation:
		return lang.L("Remove Explanation"), lang.L("removing an explanation")
	case edit.Rate:
		return lang.L("Rate Explanation"), lang.L("rating an explanation")
	case edit.SetOrigin:
		return lang.L("Set Origin"), lang.L("setting the origin of articles")
	case edit.Everywhere:
		return lang.L("Label Everywhere"), lang.L("labelling repeated sentences")
	case edit.NewVersion:
		return lang.L("New Version"), lang.L("making an article a newer version of another one")
	case edit.CorrectText:
		return lang.L("Correct Text"), lang.L("correcting the text of an article")
	case edit.OrderVersions:
		return lang.L("Order Versions"), lang.L("ordering the versions of an article")
	case edit.Separate:
		return lang.L("Separate Version"), lang.L("separating a version")
	case edit.PlaceLeft:
		return lang.L("Place on Sentence"), lang.L("placing work of an earlier version")
	case edit.RemoveLeft:
		return lang.L("Remove Left Work"), lang.L("removing work left on an earlier version")
	case edit.Show:
		return lang.L("Show Other Analysts' Work"), lang.L("showing other analysts' work")
	case edit.Hide:
		return lang.L("Hide Other Analysts' Work"), lang.L("hiding other analysts' work")
	case edit.Attach:
		return lang.L("Reattach Labels"), lang.L("reattaching labels")
	case edit.Load:
		return lang.L("Load Annotation Set"), lang.L("loading an annotation set")
	case edit.GoBack:
		return lang.L("Go Back in History"), lang.L("going back to an earlier state")
	case edit.AddLabel:
		return lang.L("Add Label"), lang.L("adding a label")
	case edit.ChangeLabel:
		return lang.L("Change Label"), lang.L("changing a label")
	case edit.RetireLabel:
		return lang.L("Retire Label"), lang.L("retiring a label")
	case edit.JoinLabels:
		return lang.L("Join Labels"), lang.L("joining labels")
	case edit.ChangeCodebook:
		return lang.L("Change Codebook"), lang.L("changing the codebook")
	case edit.Recover:
		return lang.L("Last Change"), lang.L("recovering a damaged file")
	case edit.Lost:
		return lang.L("Last Change"), lang.L("a lost change")
	}
	return lang.L("Last Change"), string(v)
}

// tagged names a change that gives a label.
func tagged(c edit.Change, book model.Codebook) string {
	for e := range c.All() {
		r, _ := e.(edit.Record)
		if _, after, ok := r.Annotation(); ok && after != nil {
			return lang.L("Tag as {{.Label}}", map[string]any{"Label": Texts{Codebook: book}.Label(after.Label)})
		}
	}
	return lang.L("Label")
}

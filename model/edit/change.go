// Package edit describes the actions of an analyst as reversible changes, and keeps
// track of what can be undone and redone.
package edit

import "time"

// Verb names the action of a change, for the history and for messages.
type Verb string

// The verbs of changes.
const (
	Tag      Verb = "tag"
	Clear    Verb = "clear"
	Accept   Verb = "accept" // labels that were suggested
	Note     Verb = "note"
	Import   Verb = "import"
	Remove   Verb = "remove"
	Correct  Verb = "correct"
	SetAside Verb = "set aside"
	Restore  Verb = "restore"
	Split    Verb = "split"
	Merge    Verb = "merge"
	Load     Verb = "load"
	Take     Verb = "take"   // make the other version of a conflict stand
	Keep     Verb = "keep"   // keep the version of a conflict that stands, and settle it
	Rename   Verb = "rename" // an analyst
	Show     Verb = "show"   // the layers of other analysts
	Hide     Verb = "hide"   // the layers of other analysts

	GivePhrase   Verb = "give phrase"
	RemovePhrase Verb = "remove phrase" // from what it was given to
	RenamePhrase Verb = "rename phrase"
	JoinPhrases  Verb = "join phrases"
	DeletePhrase Verb = "delete phrase" // from the project's list

	Grade             Verb = "grade"              // set or remove grades
	Checklist         Verb = "checklist"          // fill in or remove checklists
	Attribute         Verb = "attribute"          // a sentence to a voice
	RemoveAttribution Verb = "remove attribution" // from a sentence
	RenameVoice       Verb = "rename voice"
	JoinVoices        Verb = "join voices"
	DivideVoice       Verb = "divide voice" // make a voice of an alias
	AddAlias          Verb = "add alias"    // to a voice
	SetVoiceKind      Verb = "set kind of voice"
	DeleteVoice       Verb = "delete voice"
	SetProfile        Verb = "profile" // of an outlet
	RemoveProfile     Verb = "remove profile"
	TakeProfiles      Verb = "take profiles" // from those that the analyst keeps

	NewStatement    Verb = "new statement"
	Mention         Verb = "mention" // make a sentence a mention, or set its stance
	DropMention     Verb = "drop mention"
	MarkGap         Verb = "mark gap" // an outlet leaves a statement out
	UnmarkGap       Verb = "unmark gap"
	RenameStatement Verb = "rename statement"
	MoveStatement   Verb = "move statement" // in the list
	JoinStatements  Verb = "join statements"
	DivideStatement Verb = "divide statement"
	RemoveStatement Verb = "remove statement"
	Dismiss         Verb = "dismiss" // sentences from what is proposed
	ProposeAgain    Verb = "propose again"
	SetOrigin       Verb = "set origin"       // of articles
	Everywhere      Verb = "label everywhere" // sentences that repeat one

	Judge             Verb = "judge"            // conclude something of a statement
	ChangeJudgement   Verb = "change judgement" // without superseding it
	RemoveJudgement   Verb = "remove judgement"
	Cite              Verb = "cite" // a sentence in a judgement, or set its weight
	DropCitation      Verb = "drop citation"
	SetScale          Verb = "set verdicts" // of the project
	NewExplanation    Verb = "new explanation"
	RenameExplanation Verb = "rename explanation"
	MoveExplanation   Verb = "move explanation" // in the list
	RemoveExplanation Verb = "remove explanation"
	Rate              Verb = "rate" // how a statement fits an explanation

	NewVersion    Verb = "new version"    // make an article a newer version of another one
	CorrectText   Verb = "correct text"   // the same, with the analyst's own corrections
	OrderVersions Verb = "order versions" // of an article
	Separate      Verb = "separate"       // a version, so that it is an article of its own
	PlaceLeft     Verb = "place"          // what was left on an earlier version
	RemoveLeft    Verb = "remove left"    // the same, instead of placing it

	// Recover marks that the project was recovered from a damaged file; Undo does
	// not go back beyond it. Lost stands for a change that could not be recovered.
	Recover Verb = "recover"
	Lost    Verb = "lost"
)

// Change is one step of the history. It is never altered once stored: undo appends
// a change that names the changes it undoes.
type Change struct {
	ID      uint64 // place in the history, starting at 1; assigned by the store
	At      time.Time
	Analyst string
	Verb    Verb
	Batch   string // consecutive changes with the same non-empty batch are undone together
	Edits   []Edit
	Undoes  []uint64 // the changes that this one reverses, newest first
	Redoes  []uint64 // the changes that this one repeats, oldest first

	// Counter is the counter of the versions that the change makes. Replica is the number
	// of the copy that made the change. The store assigns both; see record.Stamp.
	Counter uint64
	Replica uint32

	packed *packed // instead of Edits; see Packed
}

// Repeats reports whether the change undoes, redoes or goes back, changes an
// article's units, removes an article, or marks a recovery or a lost change.
func (c Change) Repeats() bool {
	switch c.Verb {
	case GoBack, Split, Merge, SetAside, Restore, Remove, Recover, Lost:
		return true
	}
	return len(c.Undoes)+len(c.Redoes) > 0
}

package model

import (
	"errors"
	"fmt"
)

// The errors that packages wrap with the operation and its subject. Test for them
// with errors.Is.
var (
	ErrLocked        = errors.New("the project is open in another window")
	ErrNotProject    = errors.New("the file is not an Assay project")
	ErrNewerVersion  = errors.New("the file was written by a newer version of Assay")
	ErrOlderVersion  = errors.New("the file was written by an older version of Assay")
	ErrDamaged       = errors.New("the file is damaged")
	ErrWentBack      = fmt.Errorf("%w: its latest changes are missing", ErrDamaged)
	ErrNoArticle     = errors.New("there is no such article")
	ErrAmbiguous     = errors.New("more than one article matches")
	ErrNoSentence    = errors.New("there is no such sentence")
	ErrNoLabel       = errors.New("the codebook has no such label")
	ErrLabelUsed     = errors.New("annotations have the label")
	ErrNoPhrase      = errors.New("there is no such phrase")
	ErrPhraseExists  = errors.New("another phrase has this name")
	ErrPhraseUsed    = errors.New("the phrase is in use")
	ErrPhraseStarts  = errors.New("the phrase belongs to the starting set")
	ErrNoVoice       = errors.New("there is no such voice")
	ErrVoiceExists   = errors.New("another voice has this name")
	ErrVoiceUsed     = errors.New("the voice is in use")
	ErrVoiceCircle   = errors.New("a voice cannot be another name of itself")
	ErrNoOutlet      = errors.New("the article has no outlet")
	ErrUnknownOutlet = errors.New("no article is from such an outlet")
	ErrNoConflict    = errors.New("there is no such conflict")
	ErrNoSuggestion  = errors.New("no label is suggested for the sentence")
	ErrNotDivided    = errors.New("the sentence cannot be split there")
	ErrNotMerged     = errors.New("the sentence cannot be merged with the next one")
	ErrLastUnit      = fmt.Errorf("%w: it is the last one", ErrNotMerged)
	ErrParagraphEnds = fmt.Errorf("%w: that is in another paragraph", ErrNotMerged)
	ErrAsideBetween  = fmt.Errorf("%w: one of them is set aside", ErrNotMerged)
	ErrLabelsDiffer  = fmt.Errorf("%w: their labels differ", ErrNotMerged)
	ErrNothingToUndo = errors.New("there is nothing to undo")
	ErrNothingToRedo = errors.New("there is nothing to redo")
	ErrReadOnly      = errors.New("the project cannot be written to")
	ErrOthersWork    = errors.New("this is another analyst's work")
	ErrManyNames     = errors.New("the project's file has more than one name")
	ErrMoved         = errors.New("the project was moved, removed or replaced by another file since it was opened")

	// The state of a project's search index.
	ErrIndexDamaged    = errors.New("the search index was damaged and is being made again")
	ErrIndexOld        = errors.New("the search index is not of this state of the project, or of an older version of Assay, and is being made again")
	ErrIndexUnreadable = errors.New("the search index cannot be read")
	ErrIndexNotMade    = errors.New("the search index cannot be written")
	ErrIndexUnfinished = errors.New("the search index is not finished yet")

	ErrEmptyFile    = errors.New("the file is empty")
	ErrBinary       = errors.New("the file is not text")
	ErrTooLarge     = errors.New("the file is too large")
	ErrNotRegular   = errors.New("not a regular file; move it away")
	ErrNoArticles   = errors.New("nothing here can be imported")
	ErrUnknownSet   = errors.New("the file is not an annotation set")
	ErrUnknownBook  = errors.New("the file is not a codebook")
	ErrNoProfiles   = errors.New("the file has no outlet profiles")
	ErrValue        = errors.New("this value is not allowed") // see model/value
	ErrGrade        = fmt.Errorf("%w: use A to F for the source, 1 to 6 for the information, or both, as in B2", ErrValue)
	ErrDigit        = fmt.Errorf("%w: only the grade of a sentence has a digit", ErrValue)
	ErrHashMismatch = errors.New("the article's text does not match its hash")
	ErrEncrypted    = errors.New("the file is locked with a password")
	ErrIncomplete   = errors.New("only part of the file could be read")
	ErrHarmful      = errors.New("the archive cannot be unpacked safely")

	// More specific reasons why something cannot be imported.
	ErrNoTextLayer  = fmt.Errorf("%w: its pages are pictures without a text layer", ErrEmptyFile)
	ErrNoTextColumn = fmt.Errorf("%w: no column with article texts was found", ErrNoArticles)
	ErrSwells       = fmt.Errorf("%w: its content is far larger than its size suggests", ErrHarmful)
	ErrTooDeep      = fmt.Errorf("%w: too many archives are nested in it", ErrHarmful)
	ErrNameLeadsOut = fmt.Errorf("%w: a file in it has a path outside the archive", ErrHarmful)
	ErrLinkLeadsOut = fmt.Errorf("%w: a link in it points outside the archive", ErrHarmful)
	ErrChangedSince = errors.New("it has changed since it was read")
	ErrLinkOutside  = errors.New("the link points outside the imported folder")
)

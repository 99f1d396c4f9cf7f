package command

// The sections of the menus, in the order of each menu.
const (
	_ = iota
	// File
	ProjectSection
	FileSection
	BackupSection
	ImportSection
	ExportSection
	QuitSection // last in File, because Fyne adds another Quit to a menu that does not end with one
	// Edit
	UndoSection
	CopySection
	ArticleSection
	SettingsSection
	// Annotate
	LabelSection
	SuggestionSection
	NoteSection
	SentenceSection
	TagAllSection
	// Go
	MoveSection
	UntaggedSection
	TurnSection
	TrailSection
	ListSection
	SearchSection
	// View
	MarginSection
	SizeSection
	ColourSection
	// Help
	HelpSection
	AboutSection
)

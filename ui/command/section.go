package command

// The sections of the menus, in the order of each menu.
const (
	_ = iota
	// File
	ProjectSection
	FileSection
	ImportSection
	ExportSection
	BackupSection
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
	PhraseSection
	SourceSection
	SourcesRowSection // in the submenu of the view Sources
	SourcesTableSection
	CompareRowSection // in the submenu of the view Compare
	CompareViewSection
	TimelineSection     // in the submenu of the timeline of Compare
	FiguresSection      // in the submenu of the view Figures
	VersionsWorkSection // in the submenu of the view Versions
	VersionsViewSection
	JudgementSection // in the submenus of the view Judgements
	EvidenceSection
	JudgementViewSection
	ExplanationSection
	SentenceSection
	TagAllSection
	CodebookSection
	// Go
	AnywhereSection
	MoveSection
	TurnSection
	ScrollSection
	TrailSection
	ListSection
	SearchSection
	// View
	ViewSection
	PaneSection
	MarginSection
	SizeSection
	ColourSection
	SwitchColourSection // in the submenu of ColourSection
	// Help
	HelpSection
	ReportSection
	AboutSection
)

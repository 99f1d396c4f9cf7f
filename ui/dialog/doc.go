// Package dialog holds the dialogs that belong to no single subject, such as
// messages, questions, the file chooser and the preferences.
package dialog

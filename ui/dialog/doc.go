// Package dialog holds the dialogs that belong to no single subject: messages and
// questions, the file chooser, progress, the palette, keys, preferences, licences
// and an article's metadata.
package dialog

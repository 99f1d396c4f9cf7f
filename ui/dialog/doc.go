// Package dialog has the dialogs of no one subject: messages and questions, the file
// chooser, progress, the palette, keys, preferences and an article's metadata.
package dialog

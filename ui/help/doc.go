// Package help holds the dialogs of the Help menu: the guide, the keys, the facts for a
// report of a problem, and the version with the licences.
package help

// Package record divides an export of a press database into its records, one for
// each article, and reads the metadata that the provider put around them.
package record

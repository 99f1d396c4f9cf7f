// Package record divides an export of a press database into its records, the
// articles, and reads what the provider put around each of them.
package record

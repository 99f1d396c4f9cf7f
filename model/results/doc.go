// Package results holds the results of exporting, loading and recovering projects.
package results

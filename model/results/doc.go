// Package results holds the outcomes of jobs on a project: exporting, loading, recovering.
package results

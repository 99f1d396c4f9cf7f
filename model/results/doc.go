// Package results holds the results of jobs on a project: exporting, loading,
// recovering.
package results

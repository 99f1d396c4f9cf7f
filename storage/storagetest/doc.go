// Package storagetest makes projects, articles and changes for tests, and checks
// and damages their files.
package storagetest

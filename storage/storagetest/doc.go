// Package storagetest makes projects, articles and codebooks for tests, and
// verifies the projects when the tests end.
package storagetest

//go:build !race

package storagetest_test

// raceDetected says that the race detector is on, which makes everything some
// ten times slower.
const raceDetected = false

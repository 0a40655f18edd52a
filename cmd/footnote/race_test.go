//go:build race

package main

// raced is set under the race detector, which makes programs many times slower.
const raced = true

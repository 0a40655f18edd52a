// Package precomputed keeps vectors that were made ahead of time, so that
// texts known when a program is built need no embedding when it runs.
package precomputed

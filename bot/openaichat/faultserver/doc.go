// Package faultserver is a scripted OpenAI-compatible server for tests.
//
// A Script computes the reply to each request: a text as a well-behaved server
// streams it, or one of the named faults that real servers show. It needs no
// package testing, so a program can be run against it too.
package faultserver

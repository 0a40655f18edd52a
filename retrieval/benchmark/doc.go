// Package benchmark measures searching as a whole, on a made-up corpus that
// stands in a real store on disk. It holds benchmarks only:
//
//	go test -run '^$' -bench . -benchtime 200x ./retrieval/benchmark -chunks 100000
//
// Times of a shared machine are noisy, so each benchmark prints ratios of
// things that it measured in turn, in one run; docs/benchmarks.md tells what
// came of it.
package benchmark
